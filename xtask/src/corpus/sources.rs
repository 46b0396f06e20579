//! Documents to try, and what is known of them.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::scoreboard::Verdict;

const VALIDITY: &str = "validity.json";
/// How much of a file is looked at to tell whether it is an API document.
const HEAD_BYTES: u64 = 64 << 10;

/// A document to try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its name on the scoreboard, with `/`.
    pub name: String,
    /// Its root file.
    pub path: PathBuf,
    /// What is owed.
    pub verdict: Verdict,
    /// Version of the format, when known.
    pub version: Option<String>,
    /// Size of the root file.
    pub bytes: u64,
}

#[derive(Deserialize)]
struct Known {
    #[serde(default)]
    verdict: Verdict,
    #[serde(default)]
    version: Option<String>,
}

/// The documents of a file or folder: those that the `validity.json` in it or above it names, else all files
/// that look like an API document, named below `label`.
///
/// # Errors
///
/// When something that should be there cannot be read.
pub fn documents(source: &Path, label: Option<&str>) -> Result<Vec<Document>, String> {
    let fail = |error: std::io::Error| format!("{}: {error}", source.display());
    let source = fs::canonicalize(source).map_err(fail)?;
    let mut found = match validity(&source) {
        Some((root, text)) => judged(&source, &root, &text)?,
        None => unjudged(&source, label),
    };
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

fn validity(source: &Path) -> Option<(PathBuf, String)> {
    source.ancestors().find_map(|folder| {
        Some((folder.to_owned(), fs::read_to_string(folder.join(VALIDITY)).ok()?))
    })
}

fn judged(source: &Path, root: &Path, text: &str) -> Result<Vec<Document>, String> {
    let known: BTreeMap<String, Known> =
        serde_json::from_str(text).map_err(|error| format!("{VALIDITY}: {error}"))?;
    let mut documents = Vec::new();
    for (name, known) in known {
        let path = root.join(&name);
        if !path.starts_with(source) {
            continue;
        }
        let bytes = fs::metadata(&path).map_err(|error| format!("{name}: {error}"))?.len();
        documents.push(Document {
            name,
            path,
            verdict: known.verdict,
            version: known.version,
            bytes,
        });
    }
    Ok(documents)
}

fn unjudged(source: &Path, label: Option<&str>) -> Vec<Document> {
    let base = if source.is_dir() { source } else { source.parent().unwrap_or(source) };
    let own = base.file_name().map(|name| name.to_string_lossy().into_owned());
    let label = label.map(str::to_owned).or(own).unwrap_or_default();
    let mut documents = Vec::new();
    let mut open = vec![source.to_owned()];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            let inside = fs::read_dir(&path).into_iter().flatten().filter_map(Result::ok);
            open.extend(inside.filter(|entry| !entry.path().is_symlink()).map(|e| e.path()));
        } else if is_document(&path) {
            let below: Vec<_> = path
                .strip_prefix(base)
                .unwrap_or(&path)
                .iter()
                .map(|part| part.to_string_lossy())
                .collect();
            documents.push(Document {
                name: format!("{label}/{}", below.join("/")),
                verdict: Verdict::Unknown,
                version: None,
                bytes: fs::metadata(&path).map_or(0, |metadata| metadata.len()),
                path,
            });
        }
    }
    documents
}

fn is_document(path: &Path) -> bool {
    let extension = path.extension().map(|extension| extension.to_ascii_lowercase());
    if !extension.is_some_and(|e| e == "json" || e == "yaml" || e == "yml") {
        return false;
    }
    let mut head = Vec::new();
    let Ok(file) = fs::File::open(path) else { return false };
    file.take(HEAD_BYTES).read_to_end(&mut head).is_ok()
        && says_it_is(&String::from_utf8_lossy(&head))
}

/// Whether the first part of a file has the key `openapi` or `swagger` with a version.
fn says_it_is(head: &str) -> bool {
    let versioned = |rest: &str| {
        let rest = rest.trim_start_matches(['"', '\'']).trim_start();
        let value =
            rest.strip_prefix(':').map(|value| value.trim_start().trim_matches(['"', '\'']));
        value.is_some_and(|value| value.starts_with(|c: char| c.is_ascii_digit()))
    };
    let json = head.trim_start_matches('\u{feff}').trim_start().starts_with('{');
    ["openapi", "swagger"].iter().any(|key| {
        if json {
            let quoted = format!("\"{key}\"");
            return head.match_indices(&quoted).any(|(at, m)| versioned(&head[at + m.len()..]));
        }
        head.lines().any(|line| {
            let line = line.trim_start_matches('\u{feff}').trim_start_matches(['"', '\'']);
            line.strip_prefix(key).is_some_and(versioned)
        })
    })
}

/// A sample for a quick run: at most `count` documents of at most `bytes`, spread evenly over the list.
pub fn sample(documents: Vec<Document>, bytes: u64, count: usize) -> Vec<Document> {
    let small: Vec<Document> = documents.into_iter().filter(|d| d.bytes <= bytes).collect();
    let len = small.len();
    let mut taken = 0;
    let mut sample = Vec::new();
    for (at, document) in small.into_iter().enumerate() {
        // The next of `count` even steps through the list.
        if taken < count && at * count >= taken * len {
            taken += 1;
            sample.push(document);
        }
    }
    sample
}

/// A name for the crate of a document: stable, unique, and one that Cargo takes.
pub fn crate_name(document: &str) -> String {
    let mut words = String::new();
    for c in document.chars() {
        if c.is_ascii_alphanumeric() {
            words.push(c.to_ascii_lowercase());
        } else if !words.ends_with('_') {
            // Two in a row are no snake case.
            words.push('_');
        }
    }
    // FNV-1a, for names that differ in what was replaced or cut.
    let hash = document
        .bytes()
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    let from = words.len().saturating_sub(60);
    format!("api_{}_{hash:08x}", words[from..].trim_matches('_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_documents_by_their_head() {
        let cases = [
            ("openapi: 3.0.0\ninfo: {}\n", true),
            ("# remark\n\"swagger\": '2.0'\n", true),
            ("swagger : \"2.0\"\n", true),
            ("{\"info\": {}, \"openapi\" : \"3.1.0\"}", true),
            ("{\"description\": \"an \\\"openapi\\\" file\"}", false),
            ("info:\n  openapi: 3.0.0\n", false),
            ("openapi-generator: 7\n", false),
            ("{\"name\": \"x\"}", false),
        ];
        for (head, expected) in cases {
            assert_eq!(says_it_is(head), expected, "{head}");
        }
    }

    #[test]
    fn crate_names_are_valid_and_differ() {
        let name = crate_name("dev/apisguru/ably.io/platform.json");
        assert!(name.starts_with("api_dev_apisguru_ably_io_platform_json_"), "{name}");
        assert_ne!(crate_name("a/b.json"), crate_name("a_b.json"));
        assert!(crate_name(&"/".repeat(300)).len() < 80);
        assert!(crate_name("ü.json").is_ascii());
        assert!(crate_name("a/.b..c").starts_with("api_a_b_c_"));
    }

    #[test]
    fn samples_evenly() {
        let document = |at: u64| Document {
            name: at.to_string(),
            path: PathBuf::new(),
            verdict: Verdict::Unknown,
            version: None,
            bytes: at,
        };
        let names = |count| {
            let sample = sample((0..10).map(document).collect(), 8, count);
            sample.into_iter().map(|d| d.name).collect::<Vec<_>>()
        };
        assert_eq!(names(3), ["0", "3", "6"]);
        assert_eq!(names(100).len(), 9);
        assert!(names(0).is_empty());
    }
}

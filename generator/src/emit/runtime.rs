//! Copies the sources of the runtime.

use std::collections::{BTreeMap, BTreeSet};

use crate::rust::{Part, Transports};

/// File of the runtime, with the optional part that it belongs to.
struct RuntimeFile {
    path: &'static str,
    text: &'static str,
    part: Option<Part>,
}

macro_rules! runtime_files {
    ($($path:literal $($part:ident)?,)*) => {
        const RUNTIME: &[RuntimeFile] = &[$(RuntimeFile {
            path: $path,
            text: include_str!(concat!("../../runtime/src/runtime/", $path)),
            part: runtime_files!(@part $($part)?),
        }),*];
    };
    (@part) => { None };
    (@part $part:ident) => { Some(Part::$part) };
}

include!("runtime_files.rs");

/// Returns the files of the runtime with these optional parts, by path below the folder of the runtime.
pub fn files(parts: &BTreeSet<Part>) -> impl Iterator<Item = (&'static str, String)> {
    let wanted = |part: Option<Part>| part.is_none_or(|part| parts.contains(&part));
    RUNTIME.iter().filter(move |file| wanted(file.part)).map(move |file| {
        let mut text = String::new();
        for line in without_tests(file.text) {
            // If a part is left out, the line that declares its module is, too.
            let dropped = RUNTIME.iter().any(|other| {
                let name =
                    other.path.rsplit('/').next().unwrap_or_default().trim_end_matches(".rs");
                !wanted(other.part) && line == format!("pub mod {name};")
            });
            if !dropped {
                text.push_str(line);
                text.push('\n');
            }
        }
        (file.path, text)
    })
}

/// Returns the lines of a file without its tests, which only run in the runtime's own package.
fn without_tests(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n#[cfg(test)]").next().unwrap_or_default().lines()
}

/// Returns all files in one, each as a module. The features of the runtime are fixed as on or off.
pub fn in_one_file(parts: &BTreeSet<Part>, transports: Transports) -> String {
    let texts = files(parts).map(|(path, text)| (path, without_features(&text, transports)));
    let mut out = String::new();
    nest(&texts.collect(), "mod.rs", &mut out);
    out
}

/// Replaces conditions on features by constants: the surrounding crate does not have the runtime's features.
fn without_features(text: &str, transports: Transports) -> String {
    let reqwest = transports.reqwest || transports.blocking;
    let features = [
        ("reqwest", reqwest),
        ("gzip", reqwest),
        ("brotli", false),
        ("zstd", false),
        ("serde", true),
        ("oauth2", false),
        ("tracing", false),
        ("blocking", transports.blocking),
        ("tokio", reqwest),
        ("tower", false),
    ];
    let mut out = String::new();
    for line in text.lines() {
        let is_met = |(name, is_on): &(&str, bool)| {
            *is_on && line.trim() == format!("#[cfg(feature = \"{name}\")]")
        };
        if features.iter().any(is_met) {
            continue;
        }
        let line = features.iter().fold(line.to_owned(), |line, (name, is_on)| {
            line.replace(&format!("feature = \"{name}\""), &is_on.to_string())
        });
        out.push_str(&line);
        out.push('\n');
    }
    out
}

/// Adds a file, in which the modules that it declares are inlined.
fn nest(texts: &BTreeMap<&str, String>, path: &str, out: &mut String) {
    let folder = match path.strip_suffix("mod.rs") {
        Some(folder) => folder.to_owned(),
        None => format!("{}/", path.trim_end_matches(".rs")),
    };
    for line in texts.get(path).into_iter().flat_map(|text| text.lines()) {
        let declared = module(line).and_then(|name| {
            let paths = [format!("{folder}{name}.rs"), format!("{folder}{name}/mod.rs")];
            paths.into_iter().find(|path| texts.contains_key(path.as_str()))
        });
        match declared {
            Some(path) => {
                out.push_str(line.trim_end_matches(';'));
                out.push_str(" {\n");
                nest(texts, &path, out);
                out.push_str("}\n");
            }
            None => {
                out.push_str(line);
                out.push('\n');
            }
        }
    }
}

/// Returns the name of the module that a line declares.
fn module(line: &str) -> Option<&str> {
    let line = line.strip_prefix("pub ").unwrap_or(line);
    line.strip_prefix("mod ")?.strip_suffix(';')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_that_are_left_out_leave_no_trace() {
        let texts: Vec<_> = files(&BTreeSet::from([Part::Uuid])).collect();
        let has = |path: &str| texts.iter().any(|(one, _)| *one == path);
        assert!(has("wire/uuid.rs") && has("mod.rs") && !has("wire/base64.rs"));
        let wire = texts.iter().find(|(path, _)| *path == "wire/mod.rs").unwrap();
        assert!(wire.1.contains("pub mod uuid;") && !wire.1.contains("pub mod base64;"));
        assert!(texts.iter().all(|(_, text)| !text.contains("#[cfg(test)]")));
    }

    #[test]
    fn features_in_one_file_are_on_or_off() {
        let of = |reqwest, blocking| {
            let text = in_one_file(&BTreeSet::new(), Transports { reqwest, blocking });
            assert!(!text.contains("feature = "));
            syn::parse_file(&text).unwrap();
            text.matches("cfg(false)").count()
        };
        // Tower services are for crates.
        assert!(of(false, false) > of(true, false) && of(true, false) > of(true, true));
    }
}

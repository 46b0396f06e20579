//! Failures that are accepted, and whether a run has others.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::scoreboard::{Entry, Scoreboard, Status};

/// Where a document may fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Nothing was written.
    Generate,
    /// A crate was written, and something was left out with an error.
    Errors,
    /// The crate does not compile.
    Check,
    /// The crate compiles with warnings.
    Warnings,
}

impl Stage {
    fn as_str(self) -> &'static str {
        match self {
            Self::Generate => "generate",
            Self::Errors => "errors",
            Self::Check => "check",
            Self::Warnings => "warnings",
        }
    }
}

/// A failure that is accepted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accepted {
    /// Name of the document.
    pub document: String,
    /// Where it fails.
    pub stage: Stage,
    /// Why that is accepted.
    pub reason: String,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    accepted: Vec<Accepted>,
}

/// Reads the file of accepted failures; one that is not there accepts none.
///
/// # Errors
///
/// When it cannot be read, or an entry is wrong.
pub fn read(path: &Path) -> Result<Vec<Accepted>, String> {
    let at = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(at(&error)),
    };
    let file: File = toml::from_str(&text).map_err(|error| at(&error))?;
    match file.accepted.iter().find(|entry| entry.reason.trim().is_empty()) {
        Some(entry) => Err(at(&format!("no reason for `{}`", entry.document))),
        None => Ok(file.accepted),
    }
}

/// Where a document that is owed a client fails to become one, and how.
pub fn failures(entry: &Entry) -> Vec<(Stage, String)> {
    let mut found = Vec::new();
    match entry.status {
        Status::Generated => {}
        Status::GeneratedWithErrors => found.push((Stage::Errors, first_error(entry))),
        _ => found.push((Stage::Generate, first_error(entry))),
    }
    if let Some(check) = &entry.check {
        let first = |messages: &[super::scoreboard::RustcMessage]| {
            messages.first().map(|m| m.message.clone()).unwrap_or_default()
        };
        if !check.compiles {
            let cargo = check.cargo.as_deref().and_then(|text| text.lines().next());
            let text = cargo.map_or_else(|| first(&check.errors), str::to_owned);
            found.push((Stage::Check, format!("{} errors: {text}", check.error_count)));
        } else if check.warning_count > 0 {
            let text = first(&check.warnings);
            found.push((Stage::Warnings, format!("{} warnings: {text}", check.warning_count)));
        }
    }
    found
}

fn first_error(entry: &Entry) -> String {
    match entry.errors.first() {
        Some(error) => format!("{} {}", error.code, error.message),
        None => entry.status.as_str().to_owned(),
    }
}

/// What is wrong with a run: failures that are not accepted, accepted failures that are none any more, and
/// documents on which the generator breaks. `complete` says that the run has all documents, so that an entry
/// about another is wrong.
pub fn compare(board: &Scoreboard, accepted: &[Accepted], complete: bool) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut open: BTreeMap<(&str, Stage), &Accepted> = BTreeMap::new();
    for entry in accepted {
        if open.insert((&entry.document, entry.stage), entry).is_some() {
            wrong.push(format!("{}: {} is listed twice", entry.document, entry.stage.as_str()));
        }
    }
    for entry in &board.documents {
        let name = entry.document.as_str();
        if entry.status.broken() {
            let noise = entry.noise.as_deref().unwrap_or("");
            wrong.push(format!("{name}: {}: {noise}", entry.status.as_str()));
        }
        let mut failed = Vec::new();
        if entry.verdict.owed() && !entry.status.broken() {
            for (stage, text) in failures(entry) {
                failed.push(stage);
                if !open.contains_key(&(name, stage)) {
                    wrong.push(format!("{name}: fails at {}: {text}", stage.as_str()));
                }
            }
        }
        for stage in [Stage::Generate, Stage::Errors, Stage::Check, Stage::Warnings] {
            // What was not compiled is not known to compile.
            let looked = matches!(stage, Stage::Generate | Stage::Errors) || entry.check.is_some();
            if open.remove(&(name, stage)).is_some() && looked && !failed.contains(&stage) {
                wrong.push(format!("{name}: {} is listed, and fails no more", stage.as_str()));
            }
        }
    }
    if complete {
        let unknown = open
            .keys()
            .map(|(name, _)| format!("{name}: is listed, and there is no such document"));
        wrong.extend(unknown);
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::super::scoreboard::{Check, Verdict};
    use super::*;

    fn entry(name: &str, status: Status, check: Option<(usize, usize)>) -> Entry {
        let check = check.map(|(error_count, warning_count)| Check {
            compiles: error_count == 0,
            error_count,
            warning_count,
            ..Check::default()
        });
        let verdict = Verdict::MustAccept;
        Entry { document: name.to_owned(), verdict, status, check, ..Entry::default() }
    }

    fn check(entries: &[Entry], accepted: &[(&str, Stage)], complete: bool, expected: &[&str]) {
        let board = Scoreboard { documents: entries.to_vec() };
        let accepted: Vec<Accepted> = accepted
            .iter()
            .map(|(name, stage)| Accepted {
                document: (*name).to_owned(),
                stage: *stage,
                reason: "r".to_owned(),
            })
            .collect();
        let found = compare(&board, &accepted, complete);
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for (found, expected) in found.iter().zip(expected) {
            assert!(found.starts_with(expected), "{found}");
        }
    }

    #[test]
    fn compares() {
        let good = entry("good", Status::Generated, Some((0, 0)));
        let refused = entry("refused", Status::Refused, None);
        let partial = entry("partial", Status::GeneratedWithErrors, Some((2, 0)));
        let warns = entry("warns", Status::Generated, Some((0, 1)));
        let panics = Entry { verdict: Verdict::MayReject, ..entry("p", Status::Panic, None) };
        let bad = Entry { verdict: Verdict::MayReject, ..refused.clone() };
        check(&[good.clone(), bad], &[], true, &[]);
        check(std::slice::from_ref(&refused), &[], true, &["refused: fails at generate"]);
        check(&[refused], &[("refused", Stage::Generate)], true, &[]);
        check(
            std::slice::from_ref(&partial),
            &[],
            true,
            &["partial: fails at errors", "partial: fails at check: 2 errors"],
        );
        check(&[partial], &[("partial", Stage::Errors)], true, &["partial: fails at check"]);
        check(&[warns], &[], true, &["warns: fails at warnings: 1 warnings"]);
        check(std::slice::from_ref(&panics), &[], true, &["p: panic"]);
        check(&[panics], &[("p", Stage::Generate)], true, &["p: panic", "p: generate is listed"]);
        let listed = [("good", Stage::Check)];
        check(std::slice::from_ref(&good), &listed, true, &["good: check is listed, and fails no"]);
        let unchecked = entry("good", Status::Generated, None);
        check(&[unchecked], &listed, true, &[]);
        check(std::slice::from_ref(&good), &[("gone", Stage::Check)], true, &["gone: is listed"]);
        check(&[good], &[("gone", Stage::Check)], false, &[]);
    }

    #[test]
    fn reads_entries() {
        let folder = std::env::temp_dir().join(format!("xtask-ratchet-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("ratchet.toml");
        let parse = |text: &str| {
            fs::write(&path, text).unwrap();
            read(&path)
        };
        let whole = "[[accepted]]\ndocument = \"a\"\nstage = \"check\"\nreason = \"r\"\n";
        assert_eq!(parse(whole).unwrap()[0].stage, Stage::Check);
        assert!(parse("# none\n").unwrap().is_empty());
        assert!(parse(&whole.replace("\"r\"", "\"\"")).is_err());
        assert!(parse(&whole.replace("check", "other")).is_err());
        fs::remove_dir_all(&folder).unwrap();
        assert!(read(&path).unwrap().is_empty());
    }
}

//! Failures that are accepted, and whether a run has others.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::scoreboard::{Entry, Scoreboard, Status};

/// Head of the file.
const HEADER: &str = "\
# Documents of ../shared/corpus that are owed a client and do not get one, by stage (`generate`: nothing is
# written, `errors`: something is left out, `check`: does not compile, `warnings`: compiles with warnings).
# `cargo xtask corpus --ratchet` fails on others, and on entries that are no longer needed, which
# `cargo xtask corpus --tighten` removes.

";

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

const STAGES: [Stage; 4] = [Stage::Generate, Stage::Errors, Stage::Check, Stage::Warnings];

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

/// Failures that are accepted for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accepted {
    /// Where the documents fail.
    pub stage: Stage,
    /// Why that is accepted.
    pub reason: String,
    /// Names of the documents.
    pub documents: Vec<String>,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    accepted: Vec<Accepted>,
}

/// What a run has that it should not.
#[derive(Debug, Default, PartialEq)]
pub struct Difference {
    /// Documents on which the generator breaks, and why.
    pub broken: Vec<String>,
    /// Failures that are not accepted, and how they show.
    pub failing: Vec<(String, Stage, String)>,
    /// Accepted failures that are none.
    pub stale: Vec<(String, Stage)>,
}

impl Difference {
    /// Whether the run is as it should be.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// A line for each.
    pub fn lines(&self) -> Vec<String> {
        let failing = self.failing.iter().map(|(name, stage, text)| {
            format!("{name}: fails at `{}`, which is not accepted: {text}", stage.as_str())
        });
        let stale = self.stale.iter().map(|(name, stage)| {
            format!("{name}: failing at `{}` is accepted, and it does not", stage.as_str())
        });
        self.broken.iter().cloned().chain(failing).chain(stale).collect()
    }
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
        Some(entry) => Err(at(&format!("no reason for {}", entry.documents.join(", ")))),
        None => Ok(file.accepted),
    }
}

/// Writes the file without the entries that are stale.
///
/// # Errors
///
/// When it cannot be written.
pub fn tighten(
    path: &Path,
    accepted: &[Accepted],
    stale: &[(String, Stage)],
) -> Result<(), String> {
    let mut file = File { accepted: accepted.to_vec() };
    for entry in &mut file.accepted {
        entry.documents.retain(|name| !stale.iter().any(|(n, s)| n == name && *s == entry.stage));
    }
    file.accepted.retain(|entry| !entry.documents.is_empty());
    let text = toml::to_string_pretty(&file).map_err(|error| error.to_string())?;
    fs::write(path, format!("{HEADER}{text}"))
        .map_err(|error| format!("{}: {error}", path.display()))
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

/// How a run differs from what is accepted. `complete` says that the run has all documents, so that an entry
/// about another is stale.
pub fn compare(board: &Scoreboard, accepted: &[Accepted], complete: bool) -> Difference {
    let mut difference = Difference::default();
    let pairs = |entry: &Accepted| {
        let stage = entry.stage;
        entry.documents.clone().into_iter().map(move |name| (name, stage))
    };
    let mut open: BTreeSet<(String, Stage)> = accepted.iter().flat_map(pairs).collect();
    for entry in &board.documents {
        let name = &entry.document;
        if entry.status.broken() {
            let noise = entry.noise.as_deref().unwrap_or_default();
            difference.broken.push(format!("{name}: {}: {noise}", entry.status.as_str()));
        }
        let owed = entry.verdict.owed() && !entry.status.broken();
        let mut failures = if owed { failures(entry) } else { Vec::new() };
        for stage in STAGES {
            let failure = failures.iter().position(|(at, _)| *at == stage);
            let is_accepted = open.remove(&(name.clone(), stage));
            // What was not compiled is not known to compile.
            let looked = matches!(stage, Stage::Generate | Stage::Errors) || entry.check.is_some();
            match failure.map(|at| failures.swap_remove(at)) {
                Some((_, text)) if !is_accepted => {
                    difference.failing.push((name.clone(), stage, text));
                }
                None if is_accepted && looked => difference.stale.push((name.clone(), stage)),
                _ => {}
            }
        }
    }
    if complete {
        difference.stale.extend(open);
    }
    difference
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

    fn accept(list: &[(&str, Stage)]) -> Vec<Accepted> {
        let one = |(name, stage): &(&str, Stage)| Accepted {
            stage: *stage,
            reason: "r".to_owned(),
            documents: vec![(*name).to_owned()],
        };
        list.iter().map(one).collect()
    }

    fn check(entries: &[&Entry], accepted: &[(&str, Stage)], complete: bool, expected: &[&str]) {
        let board = Scoreboard { documents: entries.iter().copied().cloned().collect() };
        let found = compare(&board, &accept(accepted), complete).lines();
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for (found, expected) in found.iter().zip(expected) {
            assert!(found.starts_with(expected), "{found}");
        }
    }

    #[test]
    fn compares() {
        let good = &entry("good", Status::Generated, Some((0, 0)));
        let unchecked = &entry("good", Status::Generated, None);
        let refused = &entry("refused", Status::Refused, None);
        let partial = &entry("partial", Status::GeneratedWithErrors, Some((2, 0)));
        let warns = &entry("warns", Status::Generated, Some((0, 1)));
        let panics = &Entry { verdict: Verdict::MayReject, ..entry("p", Status::Panic, None) };
        let bad = &Entry { verdict: Verdict::MayReject, ..refused.clone() };
        let at = |name, stage| [(name, stage)];
        check(&[good, bad], &[], true, &[]);
        check(&[refused], &[], true, &["refused: fails at `generate`"]);
        check(&[refused], &at("refused", Stage::Generate), true, &[]);
        let both =
            ["partial: fails at `errors`", "partial: fails at `check`, which is not accepted: 2"];
        check(&[partial], &[], true, &both);
        check(&[partial], &at("partial", Stage::Errors), true, &both[1..]);
        check(&[warns], &[], true, &["warns: fails at `warnings`"]);
        check(&[panics], &[], true, &["p: panic"]);
        let stale = "p: failing at `generate` is accepted, and it does not";
        check(&[panics], &at("p", Stage::Generate), true, &["p: panic", stale]);
        check(&[good], &at("good", Stage::Check), true, &["good: failing at `check`"]);
        check(&[unchecked], &at("good", Stage::Check), false, &[]);
        check(&[good], &at("gone", Stage::Check), true, &["gone: failing at `check`"]);
        check(&[good], &at("gone", Stage::Check), false, &[]);
    }

    #[test]
    fn reads_and_tightens() {
        let folder = std::env::temp_dir().join(format!("xtask-ratchet-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("ratchet.toml");
        let parse = |text: &str| {
            fs::write(&path, text).unwrap();
            read(&path)
        };
        let whole = "[[accepted]]\nstage = \"check\"\nreason = \"r\"\ndocuments = [\"a\"]\n";
        assert_eq!(parse(whole).unwrap(), accept(&[("a", Stage::Check)]));
        assert!(parse("# none\n").unwrap().is_empty());
        assert!(parse(&whole.replace("\"r\"", "\"\"")).is_err());
        assert!(parse(&whole.replace("check", "other")).is_err());
        let mut two = accept(&[("a", Stage::Check), ("b", Stage::Check)]);
        two[1].documents.push("c".to_owned());
        let stale = [("a".to_owned(), Stage::Check), ("b".to_owned(), Stage::Check)];
        tighten(&path, &two, &stale).unwrap();
        assert_eq!(read(&path).unwrap(), accept(&[("c", Stage::Check)]));
        fs::remove_dir_all(&folder).unwrap();
        assert!(read(&path).unwrap().is_empty());
    }
}

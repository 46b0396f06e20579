//! What became of each document.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What the generator owes a document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It is valid: a client, without errors.
    MustAccept,
    /// It breaks the letter, its meaning is clear: a client, with warnings.
    AcceptWithWarning,
    /// A clear error, or a client.
    MayReject,
    /// Nobody has judged it: no panic, no hang.
    #[default]
    Unknown,
}

impl Verdict {
    /// Whether a client that compiles is owed.
    pub fn owed(self) -> bool {
        matches!(self, Self::MustAccept | Self::AcceptWithWarning)
    }

    /// Its name in `validity.json`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::MustAccept => "must_accept",
            Self::AcceptWithWarning => "accept_with_warning",
            Self::MayReject => "may_reject",
            Self::Unknown => "unknown",
        }
    }
}

/// How the generator ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// A crate was written, and nothing was in error.
    Generated,
    /// A crate was written, and something was left out with an error.
    GeneratedWithErrors,
    /// Nothing was written; an error says why.
    Refused,
    /// Nothing was written, and no error says why.
    #[default]
    Silent,
    /// It panicked.
    Panic,
    /// It was ended for the time it took.
    Timeout,
    /// It wanted more memory than the limit.
    OutOfMemory,
    /// A signal ended it: a stack overflow, say.
    Crash,
}

impl Status {
    /// Whether the program broke, whatever the document.
    pub fn broken(self) -> bool {
        !matches!(self, Self::Generated | Self::GeneratedWithErrors | Self::Refused)
    }

    /// Whether there is a crate.
    pub fn written(self) -> bool {
        matches!(self, Self::Generated | Self::GeneratedWithErrors)
    }

    /// Its name in the scoreboard.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Generated => "generated",
            Self::GeneratedWithErrors => "generated with errors",
            Self::Refused => "refused",
            Self::Silent => "silent failure",
            Self::Panic => "panic",
            Self::Timeout => "timeout",
            Self::OutOfMemory => "out of memory",
            Self::Crash => "crash",
        }
    }
}

/// A message of the compiler about a generated crate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RustcMessage {
    /// Such as `E0308` or `unused_imports`.
    pub code: Option<String>,
    /// Its first line.
    pub message: String,
    /// File below the crate, and line.
    pub place: Option<String>,
}

/// What the compiler made of a generated crate.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// Whether it compiles.
    pub compiles: bool,
    /// How many errors there are.
    pub error_count: usize,
    /// How many warnings there are.
    pub warning_count: usize,
    /// The first errors.
    pub errors: Vec<RustcMessage>,
    /// The first warnings.
    pub warnings: Vec<RustcMessage>,
    /// What Cargo said, when it did not come to compiling.
    pub cargo: Option<String>,
}

/// What the generator's findings say, in the order they came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Such as `SW0010`.
    pub code: String,
    /// `error`, `warning` or `note`.
    pub severity: String,
    /// What is wrong.
    pub message: String,
    /// Where, as a JSON pointer.
    pub pointer: Option<String>,
}

/// A document and what became of it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Its name: the path below the folder of its `validity.json`, or below its package.
    pub document: String,
    /// Name of the crate.
    pub crate_name: String,
    /// What is owed.
    pub verdict: Verdict,
    /// Version of the format, when known.
    pub version: Option<String>,
    /// Size of the root file.
    pub bytes: u64,
    /// How the generator ended.
    pub status: Status,
    /// What it said beside its findings: the panic's message, say.
    pub noise: Option<String>,
    /// Operations below `paths` in the document.
    pub operations_in_document: Option<usize>,
    /// Operations that were generated.
    pub operations: Option<usize>,
    /// Types that were generated.
    pub types: Option<usize>,
    /// Schemas that became untyped JSON.
    pub raw: Option<usize>,
    /// Items that were left out.
    pub skipped: Option<usize>,
    /// How many findings have each code.
    pub codes: BTreeMap<String, usize>,
    /// The first findings that are errors.
    pub errors: Vec<Finding>,
    /// Items by kind and state, when the generator writes its coverage.
    pub coverage: Option<BTreeMap<String, BTreeMap<String, usize>>>,
    /// Seconds by the clock.
    pub seconds: f64,
    /// CPU seconds.
    pub cpu_seconds: f64,
    /// Size by CPU seconds, which other work on the machine does not change.
    pub mb_per_second: f64,
    /// Peak resident memory in MiB.
    pub peak_mib: f64,
    /// Peak resident memory by size, both in MB.
    pub memory_per_mb: f64,
    /// Lines of Rust, without the runtime that is copied into each crate.
    pub lines: usize,
    /// What the compiler made of it; `None` when there is nothing to compile, or `--no-check`.
    pub check: Option<Check>,
}

/// A run.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Scoreboard {
    /// The documents, in the order of their names.
    pub documents: Vec<Entry>,
}

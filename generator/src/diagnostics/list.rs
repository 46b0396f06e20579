//! Findings and their places.

use std::borrow::Cow;

use super::code::{Code, Severity};
use super::finding::Finding;
use super::origin::Origin;

/// A finding, its place, and how severe it is in this run.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Diagnostic {
    pub(crate) finding: Finding,
    /// The severity of its code, or an error where the code is denied.
    pub severity: Severity,
    /// Its place; the first one if there are several [`places`](Self::places).
    pub origin: Option<Origin>,
    /// The number of places with the same finding.
    pub places: usize,
    /// JSON pointer of the node in the tree that overlays change, which consists of all files. `None` if it equals the
    /// pointer of `origin`, or is not known.
    pub target: Option<String>,
}

impl Diagnostic {
    /// The kind of finding.
    pub fn code(&self) -> Code {
        self.finding.code()
    }

    /// Says what is wrong, in the names of the input.
    pub fn message(&self) -> String {
        let message = self.finding.message();
        match self.places {
            1 => message,
            places => format!("{message} ({places} places; this is the first)"),
        }
    }

    /// Moves the finding to another place: that of the text which contains it.
    pub(crate) fn moved(self, origin: &Origin) -> Self {
        Self { origin: Some(origin.clone()), ..self }
    }

    /// Says what to do about this finding.
    pub fn help(&self) -> Option<Cow<'static, str>> {
        self.finding.help()
    }

    /// Says what to do about this finding, or about findings of its code.
    pub fn advice(&self) -> Option<Cow<'static, str>> {
        self.help().or_else(|| self.code().advice().map(Cow::Owned))
    }
}

/// All findings of a run, in the order in which they were found.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics {
    /// The findings.
    pub list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds a finding.
    pub(crate) fn add(&mut self, finding: impl Into<Finding>, origin: &Origin) {
        self.add_all(finding, 1, origin);
    }

    /// Adds a finding that occurs in a number of places.
    pub(crate) fn add_all(&mut self, finding: impl Into<Finding>, places: usize, first: &Origin) {
        let finding = finding.into();
        let severity = finding.code().severity();
        let origin = Some(first.clone());
        self.list.push(Diagnostic { finding, severity, origin, places, target: None });
    }

    /// Whether any finding is an error.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|d| d.severity == Severity::Error)
    }

    /// Whether any finding is an error because it is denied.
    pub fn has_denied(&self) -> bool {
        self.list.iter().any(|d| d.severity > d.code().severity())
    }

    /// The number of findings with this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|d| d.severity == severity).count()
    }
}

#[cfg(test)]
impl Diagnostics {
    /// Adds a finding of any text.
    pub(crate) fn report(&mut self, id: &str, origin: &Origin, message: impl Into<String>) {
        self.add(Finding::of(id, message.into(), None), origin);
    }

    /// Adds a finding of any text with help.
    pub(crate) fn report_with_help(
        &mut self,
        id: &str,
        origin: &Origin,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.add(Finding::of(id, message.into(), Some(help.into())), origin);
    }
}

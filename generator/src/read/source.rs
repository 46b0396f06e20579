//! A file of the input: its text, its role, and its tree.

use std::ops::Range;
use std::sync::OnceLock;

use serde_json::Value;

use super::event::Syntax;
use super::limits::MAX_BYTES;
use super::tree::{self, Parsed};
use super::{encoding, position, toml};
use crate::diagnostics::{Diagnostic, Diagnostics, Finding, Origin, finding};

/// A file of the input. Its tree is read on first use.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its name as the user gave it, for messages. Relative references in the source are resolved against it.
    pub name: String,
    /// Its text, without a byte order mark.
    pub text: String,
    /// Its role in the input.
    role: Role,
    /// The reason why it has no text, or is not used.
    fault: Option<Finding>,
    parsed: OnceLock<Parsed>,
}

/// The role of a source in the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// A document, a part of one, or a page.
    Description,
    /// A file that was not given, but that another source refers to.
    Referred,
    /// An overlay.
    Overlay,
    /// An options file.
    Options,
}

impl Source {
    /// A text in memory.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let mut text = text.into();
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        Self {
            name: name.into(),
            text,
            role: Role::Description,
            fault: None,
            parsed: OnceLock::new(),
        }
    }

    /// Decodes the bytes of a file: UTF-8, or, recognised by the first bytes, UTF-16 or UTF-32. If they are not text, the
    /// source is empty and has a finding (`SW0001`).
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        let name = name.into();
        let named = name.clone();
        let fault = if bytes.len() > MAX_BYTES {
            finding::Source::TooLarge { name: named, mib: bytes.len() >> 20 }
        } else {
            match encoding::decode(bytes) {
                Ok(text) if text.contains('\0') => finding::Source::Binary { name: named },
                Ok(text) if text.trim().is_empty() => finding::Source::Empty { name: named },
                Ok(text) => return Self::new(name, text),
                Err(fault) => finding::Source::Encoding { name: named, error: fault.to_string() },
            }
        };
        Self::absent(name, fault)
    }

    /// A source without text, with the reason.
    pub(crate) fn absent(name: impl Into<String>, fault: impl Into<Finding>) -> Self {
        Self { fault: Some(fault.into()), ..Self::new(name, "") }
    }

    /// Marks the source as read because another source refers to it.
    pub(crate) fn of_reference(self) -> Self {
        Self { role: Role::Referred, ..self }
    }

    /// Marks the source as an overlay: a document of the OpenAPI Overlay Specification. Overlays follow the description and
    /// are applied in their order.
    #[must_use]
    pub fn overlay(self) -> Self {
        Self { role: Role::Overlay, ..self }
    }

    /// Whether it is an overlay.
    pub fn is_overlay(&self) -> bool {
        self.role == Role::Overlay
    }

    /// Marks the source as the options file, which findings about options point into. It follows the overlays.
    pub(crate) fn options(self) -> Self {
        Self { role: Role::Options, ..self }
    }

    /// Whether it is an options file.
    pub fn is_options(&self) -> bool {
        self.role == Role::Options
    }

    /// Whether it is a document, a part of one, or a page.
    pub(crate) fn is_description(&self) -> bool {
        matches!(self.role, Role::Description | Role::Referred)
    }

    /// Whether it was read because another source refers to it.
    pub(crate) fn is_referred(&self) -> bool {
        self.role == Role::Referred
    }

    /// Marks the source as not used, with the reason.
    pub(crate) fn with_fault(self, fault: impl Into<Finding>) -> Self {
        Self { fault: Some(fault.into()), ..self }
    }

    /// The reason why it has no text, or is not used.
    pub(crate) fn fault(&self) -> Option<&Finding> {
        self.fault.as_ref()
    }

    /// Its syntax, judged by the first character.
    pub(crate) fn syntax(&self) -> Syntax {
        Syntax::of(&self.text)
    }

    fn parsed(&self) -> &Parsed {
        self.parsed.get_or_init(|| tree::parse(&self.name, &self.text, self.syntax()))
    }

    /// Finds the bytes of the key or item at each JSON pointer; if there is none, those of the nearest ancestor.
    pub(crate) fn locate_all(&self, pointers: &[&str]) -> Vec<Range<usize>> {
        match self.role {
            Role::Options => toml::locate_all(&self.text, pointers),
            _ => position::locate_all(&self.text, self.syntax(), pointers),
        }
    }

    /// The tree of a JSON or YAML text. `None` if it is not well-formed, or empty.
    pub fn tree(&self) -> Option<&Value> {
        if self.fault.is_some() || self.is_options() { None } else { self.parsed().tree.as_ref() }
    }

    /// Takes the tree out of the source, which then reads it again on the next use.
    pub(crate) fn take_tree(&mut self) -> Option<Value> {
        self.tree()?;
        self.parsed.take()?.tree
    }

    /// Reports the findings about the source and from reading its tree. `file` is its index in the list of sources.
    pub fn report(&self, file: usize, diagnostics: &mut Diagnostics) {
        if let Some(fault) = &self.fault {
            diagnostics.add(fault.clone(), &Origin::of_file(file));
            return;
        }
        let parsed = self.parsed();
        for finding in &parsed.findings {
            let mut finding = finding.clone();
            if let Some(origin) = &mut finding.origin {
                origin.file = file;
            }
            diagnostics.list.push(finding);
        }
        if parsed.tree.is_none() && parsed.findings.is_empty() {
            let comments = finding::Source::OnlyComments { name: self.name.clone() };
            diagnostics.add(comments, &Origin::of_file(file));
        }
    }
}

/// Reads a part of a source, such as a string or fence that contains a document. Returns its tree, which is `null` if it
/// contains nothing but comments, and the findings from reading it, at places of the part.
///
/// # Errors
///
/// If the text is neither JSON nor YAML; the message is the parser's.
pub(crate) fn part(text: &str) -> Result<(Value, Vec<Diagnostic>), String> {
    let syntax = Syntax::of(text);
    let (tree, findings) = tree::read(text, syntax).map_err(|fault| fault.message)?;
    Ok((tree.unwrap_or_default(), findings))
}

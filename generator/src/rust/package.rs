//! Whole packages.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::{File, Manifest};

/// A package that is written as a whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Crate<'a> {
    /// First line of what is not the file of one API.
    pub header: Arc<str>,
    /// Its manifest.
    pub manifest: Manifest,
    /// Lines of its README, where it has one.
    pub readme: Option<&'a [String]>,
    /// The file of its root.
    pub root: Cow<'a, File>,
    /// Its other files.
    pub files: Vec<&'a File>,
    /// The optional parts of the runtime that it uses.
    pub parts: BTreeSet<Part>,
}

/// An optional part of the runtime.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Base64,
    Chrono,
    Jiff,
    Time,
    Uuid,
}

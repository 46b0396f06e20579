//! Whole packages.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::{File, Manifest};

/// A package that specwright writes as a whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Crate<'a> {
    /// Header line of files that do not belong to a single API.
    pub header: Arc<str>,
    /// Manifest.
    pub manifest: Manifest,
    /// Lines of the README, if there is one.
    pub readme: Option<&'a [String]>,
    /// File of the root module.
    pub root: Cow<'a, File>,
    /// All other files.
    pub files: Vec<&'a File>,
    /// Optional parts of the runtime that are used.
    pub parts: BTreeSet<Part>,
}

/// An optional part of the runtime.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Base64,
    Chrono,
    Idempotency,
    Jiff,
    OAuth,
    Stream,
    Text,
    Time,
    Uuid,
}

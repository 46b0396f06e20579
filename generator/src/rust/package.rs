//! Whole packages.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Allowance, File, Manifest};

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

/// A module of a crate that specwright does not write, in one file.
#[derive(Debug, Clone, PartialEq)]
pub struct Embedded<'a> {
    /// The file of its root.
    pub root: &'a File,
    /// Its other files, which become modules in it.
    pub files: Vec<&'a File>,
    /// The optional parts of the runtime that it uses.
    pub parts: &'a BTreeSet<Part>,
    /// How calls are sent.
    pub transports: Transports,
    /// Lints that it may break, whatever the crate around it denies.
    pub allow: Allowance,
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

/// How calls are sent. In a crate that specwright writes, each of the two is a feature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transports {
    /// By `reqwest`.
    pub reqwest: bool,
    /// By `reqwest` and without async as well.
    pub blocking: bool,
}

//! Modules of crates that specwright does not write.

use std::collections::BTreeSet;

use super::{Allowance, File, Part};

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

/// How calls are sent. In a crate that specwright writes, each of the two is a feature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transports {
    /// By `reqwest`.
    pub reqwest: bool,
    /// By `reqwest` and without async as well.
    pub blocking: bool,
}

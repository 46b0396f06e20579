//! Modules of crates that specwright does not write.

use std::collections::BTreeSet;

use super::{Allowance, File, Part};

/// A module of a crate that specwright does not write, in one file.
#[derive(Debug, Clone, PartialEq)]
pub struct Embedded<'a> {
    /// File of the root module.
    pub root: &'a File,
    /// All other files, which become modules of the root module.
    pub files: Vec<&'a File>,
    /// Optional parts of the runtime that are used.
    pub parts: &'a BTreeSet<Part>,
    /// Transports that the module contains.
    pub transports: Transports,
    /// Lints that are allowed, although the surrounding crate may deny them.
    pub allow: Allowance,
}

/// Built-in transports of a client. In a crate that specwright writes, each of the two is a feature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transports {
    /// Calls are sent with `reqwest`.
    pub reqwest: bool,
    /// Calls can also be sent without async, with `reqwest`.
    pub blocking: bool,
}

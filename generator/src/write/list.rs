//! The list of a package's files.

use super::edited::fingerprints;
use super::package::{MANIFEST, Package};

/// Adds the list of its files to a package, for the next run.
pub(crate) fn listed(mut package: Package) -> Package {
    package.insert(MANIFEST.to_owned(), String::new());
    let list: String = package.keys().map(|path| format!("{path}\n")).collect();
    let fingerprints = fingerprints(&package);
    package.insert(MANIFEST.to_owned(), list + &fingerprints);
    package
}

//! Whole packages.

use std::collections::BTreeMap;

use super::file::{commented, file, on_all_cores};
use super::{manifest, runtime};
use crate::rust::Crate;
use crate::write::Package;

/// Prints the files of a crate.
pub fn package(package: &Crate<'_>) -> Package {
    let header = &package.header;
    let paths = package.files.iter().map(|file| file.path.clone());
    let mut files: BTreeMap<String, String> =
        paths.zip(on_all_cores(&package.files, &file)).collect();
    files.insert(package.root.path.clone(), file(&package.root));
    files.insert("Cargo.toml".to_owned(), manifest::manifest(&package.manifest, header));
    for (path, text) in runtime::files(&package.parts) {
        files.insert(format!("src/runtime/{path}"), commented(header, &text));
    }
    if let Some(lines) = package.readme {
        files.insert("README.md".to_owned(), readme(lines, header));
    }
    files
}

/// Prints a README, with its header line as a comment.
fn readme(lines: &[String], header: &str) -> String {
    format!("<!-- {} -->\n\n{}\n", header.replace("-->", "-- >"), lines.join("\n"))
}

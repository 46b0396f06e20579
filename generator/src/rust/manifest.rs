//! The manifest of a generated crate.

use std::fmt;

/// What is in its `Cargo.toml`.
#[derive(Debug, Clone, PartialEq)]
pub struct Manifest {
    /// What it says of the crate.
    pub package: Metadata,
    /// In the order in which they are written.
    pub features: Vec<Feature>,
    /// In the order of their names.
    pub dependencies: Vec<Dependency>,
}

/// What a manifest says of its crate.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Metadata {
    /// Name.
    pub name: String,
    /// Version by SemVer.
    pub version: String,
    /// Edition of Rust.
    pub edition: &'static str,
    /// The oldest version of Rust that it compiles with.
    pub rust_version: &'static str,
    /// One sentence.
    pub description: Option<String>,
    /// SPDX expression.
    pub license: Option<String>,
    /// URL.
    pub homepage: Option<String>,
    /// URL.
    pub documentation: Option<String>,
    /// URL.
    pub repository: Option<String>,
    /// Whether it has a `README.md`.
    pub readme: bool,
    /// Words to find it by.
    pub keywords: Vec<String>,
    /// Slugs of categories.
    pub categories: Vec<&'static str>,
    /// Where it may be published; anywhere when `None`.
    pub publish: Option<Publish>,
}

/// Where a crate may be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Publish {
    /// Nowhere, or anywhere.
    Allowed(bool),
    /// In these registries.
    Registries(Vec<String>),
}

/// A feature of a crate.
#[derive(Debug, Clone, PartialEq)]
pub struct Feature {
    /// Name.
    pub name: String,
    /// Comment above it.
    pub comment: Option<&'static str>,
    /// What it turns on.
    pub enables: Vec<Enabled>,
}

/// What a feature turns on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Enabled {
    /// Another feature.
    Feature(String),
    /// An optional dependency.
    Dependency(&'static str),
    /// A feature of a dependency.
    FeatureOf(&'static str, &'static str),
}

impl fmt::Display for Enabled {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Feature(name) => formatter.write_str(name),
            Self::Dependency(name) => write!(formatter, "dep:{name}"),
            Self::FeatureOf(name, feature) => write!(formatter, "{name}/{feature}"),
        }
    }
}

/// A crate that a crate depends on.
#[derive(Debug, Clone, PartialEq)]
pub struct Dependency {
    /// Name.
    pub name: &'static str,
    /// Version requirement.
    pub version: &'static str,
    /// Whether its default features are on.
    pub default_features: bool,
    /// Its further features.
    pub features: &'static [&'static str],
    /// Whether a feature turns it on.
    pub optional: bool,
}

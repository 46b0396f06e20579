//! The manifest of a generated crate.

use std::fmt;

/// Content of a `Cargo.toml`.
#[derive(Debug, Clone, PartialEq)]
pub struct Manifest {
    /// Metadata of the crate.
    pub package: Metadata,
    /// Features, in the order in which they are written.
    pub features: Vec<Feature>,
    /// Dependencies, in the order of their names.
    pub dependencies: Vec<Dependency>,
}

/// Metadata of a crate: its table `[package]`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Metadata {
    /// Name.
    pub name: String,
    /// SemVer version.
    pub version: String,
    /// Edition of Rust.
    pub edition: &'static str,
    /// Minimum supported version of Rust.
    pub rust_version: &'static str,
    /// Description in one sentence.
    pub description: Option<String>,
    /// Licence, as an SPDX expression.
    pub license: Option<String>,
    /// URL of the homepage.
    pub homepage: Option<String>,
    /// URL of the documentation.
    pub documentation: Option<String>,
    /// URL of the repository.
    pub repository: Option<String>,
    /// Whether the crate has a `README.md`.
    pub readme: bool,
    /// Keywords.
    pub keywords: Vec<String>,
    /// Slugs of categories.
    pub categories: Vec<&'static str>,
    /// Where the crate may be published; anywhere if `None`.
    pub publish: Option<Publish>,
}

/// Where a crate may be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Publish {
    /// To any registry, or to none.
    Allowed(bool),
    /// To these registries.
    Registries(Vec<String>),
}

/// A feature of a crate.
#[derive(Debug, Clone, PartialEq)]
pub struct Feature {
    /// Name.
    pub name: String,
    /// Comment above it.
    pub comment: Option<&'static str>,
    /// Items that the feature enables.
    pub enables: Vec<Enabled>,
}

/// An item that a feature enables.
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

/// A dependency of a crate.
#[derive(Debug, Clone, PartialEq)]
pub struct Dependency {
    /// Name.
    pub name: &'static str,
    /// Version requirement.
    pub version: &'static str,
    /// Whether default features are enabled.
    pub default_features: bool,
    /// Additional features.
    pub features: &'static [&'static str],
    /// Whether the dependency is optional, enabled by a feature.
    pub optional: bool,
}

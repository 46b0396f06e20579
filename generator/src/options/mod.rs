//! The options file `specwright.toml`. `specwright.schema.json` describes it for editors.

mod package;
mod pages;
mod problem;
mod values;

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

pub use package::PackageOptions;
pub(crate) use package::is_spdx;
pub use pages::{PagesNext, PagesOption, PagesTable};
pub use problem::Problem;
pub use values::{Datetime, TagFeatures};

use crate::diagnostics::Levels;

/// The user's additions to a description, filters on it, and choices for the generated code.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
#[non_exhaustive]
pub struct Options {
    /// The documents, pages or folders that these options are for, relative to the options file. If empty, the options
    /// are for the whole folder of the options file, or for the only description in it.
    pub inputs: Vec<String>,
    /// Base URL; replaces the document's servers.
    #[serde(deserialize_with = "values::base_url")]
    pub base_url: Option<String>,
    /// Security schemes by name, as under `components.securitySchemes`. Operations that have no
    /// requirement of their own may use any of them.
    pub security: BTreeMap<String, Map<String, Value>>,
    /// Overlay files (OpenAPI Overlay Specification 1.0 or 1.1), applied in this order. Paths are relative
    /// to the options file.
    pub overlays: Vec<String>,
    /// Whether an overlay's action may match nothing, which is an error by default.
    pub allow_unmatched_overlays: bool,
    /// Operations to generate; all of them if no list has a pattern.
    pub include: Include,
    /// Operations to leave out, even if they are included.
    pub exclude: Exclude,
    /// The crate that provides the types of dates and times.
    pub datetime: Datetime,
    /// The header that holds an idempotency key, which calls then fill: in `POST` and `PATCH` requests, and wherever the
    /// document declares it. Without this option, it is `Idempotency-Key` where the document declares that.
    #[serde(deserialize_with = "values::header")]
    pub idempotency_header: Option<String>,
    /// New names by JSON pointer: of schemas, variants, operations, parameters, properties and tags.
    #[serde(deserialize_with = "values::names")]
    pub rename: BTreeMap<String, String>,
    /// How pages of lists follow each other, by the ID of the operation, or by its method and path; `*` is for all
    /// operations that are not listed.
    pub pagination: BTreeMap<String, PagesOption>,
    /// Whether each tag is a Cargo feature.
    pub tag_features: TagFeatures,
    /// Whether the client has a method for each group of operations, which have the methods of the operations.
    pub method_groups: bool,
    /// The manifest of a stand-alone crate.
    pub package: PackageOptions,
    /// The document to use if pages contain several.
    pub document: Option<String>,
    /// Codes whose warnings and notes are errors; `warnings` stands for all warnings, `notes` for all warnings and notes.
    #[serde(deserialize_with = "values::codes_or_groups")]
    pub deny: Vec<String>,
    /// Codes whose warnings and notes are not reported.
    #[serde(deserialize_with = "values::codes")]
    pub allow: Vec<String>,
}

/// Operations to generate: those that match at least one pattern of any list. In patterns, `*` matches
/// any characters and `?` matches one character. In patterns for paths, neither matches `/`, and `**` matches
/// any characters.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
#[non_exhaustive]
pub struct Include {
    /// Patterns for tags.
    pub tags: Vec<String>,
    /// Patterns for path templates, such as `/pets/**`.
    pub paths: Vec<String>,
    /// Patterns for operation ids.
    pub operations: Vec<String>,
    /// Whether deprecated operations are generated.
    pub deprecated: bool,
}

impl Default for Include {
    fn default() -> Self {
        Self { tags: Vec::new(), paths: Vec::new(), operations: Vec::new(), deprecated: true }
    }
}

/// Operations to leave out: those that match a pattern of any list, written as in [`Include`].
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
#[non_exhaustive]
pub struct Exclude {
    /// Patterns for tags.
    pub tags: Vec<String>,
    /// Patterns for path templates.
    pub paths: Vec<String>,
    /// Patterns for operation ids.
    pub operations: Vec<String>,
}

impl Options {
    /// Reads the text of an options file (TOML 1.1).
    ///
    /// # Errors
    ///
    /// If the syntax is wrong, a key is unknown, or a value is of the wrong kind; with line and column.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        toml::from_str(text).map_err(|error| Problem::new(&error, text))
    }

    /// The codes of findings to deny and to allow.
    pub(crate) fn levels(&self) -> Levels<'_> {
        Levels { deny: &self.deny, allow: &self.allow }
    }
}

#[cfg(test)]
mod tests;

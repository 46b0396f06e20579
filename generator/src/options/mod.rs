//! The options file `specwright.toml`. `specwright.schema.json` describes it for editors.

mod package;
mod problem;
mod values;

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

pub use package::PackageOptions;
pub(crate) use package::is_spdx;
pub use problem::Problem;
pub use values::{Datetime, TagFeatures};

use crate::diagnostics::Levels;

/// What the user adds to a description, leaves out of it, and wants of the generated code.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
#[non_exhaustive]
pub struct Options {
    /// The documents, pages or folders that these options are for, relative to the options file. Without
    /// them, the options of a folder are for all that the folder holds.
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
    /// Whether an overlay's action may match nothing. Otherwise that is an error.
    pub allow_unmatched_overlays: bool,
    /// Which operations are generated; all when no list has a pattern.
    pub include: Include,
    /// Which operations are not generated, even when they are included.
    pub exclude: Exclude,
    /// Types of dates and times.
    pub datetime: Datetime,
    /// New names by the JSON pointer of what they name: a schema, an operation, a property, a tag.
    #[serde(deserialize_with = "values::names")]
    pub rename: BTreeMap<String, String>,
    /// Whether each tag is a Cargo feature.
    pub tag_features: TagFeatures,
    /// What the manifest of a stand-alone crate says.
    pub package: PackageOptions,
    /// Which document to take where pages hold several of them.
    pub document: Option<String>,
    /// Codes of warnings and notes that are errors; `warnings` for all warnings, `notes` for all of both.
    #[serde(deserialize_with = "values::codes_or_groups")]
    pub deny: Vec<String>,
    /// Codes of warnings and notes that are not reported.
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
    /// Patterns for path templates, as `/pets/**`.
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
    /// What is wrong, with line and column: the syntax, a key that is not known, a value of the wrong kind.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        toml::from_str(text).map_err(|error| Problem::new(&error, text))
    }

    /// Which findings are errors, and which are not shown.
    pub(crate) fn levels(&self) -> Levels<'_> {
        Levels { deny: &self.deny, allow: &self.allow }
    }
}

#[cfg(test)]
mod tests;

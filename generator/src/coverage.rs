//! What became of every operation, parameter, body, response and schema.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::api::Api;
use crate::diagnostics::{Diagnostic, Diagnostics, Origin};
use crate::document::Origins;

/// Codes of findings after which a value is untyped JSON.
const RAW: &[&str] = &["SW0011", "SW0012", "SW0014", "SW0015", "SW0016", "SW0020", "SW0034"];

/// Codes of findings after which an item is not there.
const SKIPPED: &[&str] = &["SW0010", "SW0021", "SW0044", "SW0045"];

/// What became of the description's items.
#[derive(Debug, Clone, Default)]
pub struct Coverage {
    /// A row for every item, kind by kind in document order.
    pub rows: Vec<Row>,
}

/// What became of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// What it is.
    pub kind: Kind,
    /// Its JSON pointer.
    pub pointer: String,
    /// What became of it.
    pub state: State,
    /// Why it is not typed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Kinds of items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names are OpenAPI's own")]
pub enum Kind {
    Operation,
    Parameter,
    Body,
    Response,
    Schema,
}

/// What may become of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It has types.
    Typed,
    /// Values in it are untyped JSON, for want of anything better.
    Raw,
    /// It was left out.
    Skipped,
}

impl Kind {
    /// All kinds with their names in the plural.
    pub const ALL: &[(Self, &str)] = &[
        (Self::Operation, "operations"),
        (Self::Parameter, "parameters"),
        (Self::Body, "bodies"),
        (Self::Response, "responses"),
        (Self::Schema, "schemas"),
    ];
}

impl Coverage {
    /// How many items of a kind are in a state.
    pub fn count(&self, kind: Kind, state: State) -> usize {
        self.rows.iter().filter(|row| row.kind == kind && row.state == state).count()
    }

    /// The counts as a table of lines.
    pub fn table(&self) -> String {
        let mut text = format!("{:12}{:>8}{:>8}{:>8}\n", "", "typed", "raw", "skipped");
        for (kind, name) in Kind::ALL {
            let [typed, raw, skipped] =
                [State::Typed, State::Raw, State::Skipped].map(|state| self.count(*kind, state));
            if typed + raw + skipped > 0 {
                text.push_str(&format!("{name:12}{typed:>8}{raw:>8}{skipped:>8}\n"));
            }
        }
        text
    }
}

/// The coverage of an API. All findings have places of files.
pub(crate) fn coverage(api: &Api, origins: &Origins, diagnostics: &Diagnostics) -> Coverage {
    let raw = Raw::of(diagnostics);
    let mut rows = Vec::new();
    let mut add = |kind, origin: &Origin| {
        let origin = origins.source(origin);
        let found = raw.within(&origin);
        rows.push(Row {
            kind,
            state: if found.is_some() { State::Raw } else { State::Typed },
            reason: found.map(|found| found.message.clone()),
            pointer: origin.pointer,
        });
    };
    for operation in &api.operations {
        add(Kind::Operation, &operation.origin);
    }
    for operation in &api.operations {
        operation.parameters.iter().for_each(|one| add(Kind::Parameter, &one.origin));
        operation.body.iter().for_each(|body| add(Kind::Body, &body.origin));
        let responses = operation.successes.iter().chain(&operation.failures);
        responses.for_each(|response| add(Kind::Response, &response.origin));
    }
    for def in api.types.iter().filter(|def| def.is_used()) {
        add(Kind::Schema, &def.origin);
    }
    for found in diagnostics.list.iter().filter(|found| SKIPPED.contains(&found.code.id)) {
        let Some(origin) = &found.origin else { continue };
        rows.push(Row {
            kind: kind(&origin.pointer),
            pointer: origin.pointer.clone(),
            state: State::Skipped,
            reason: Some(found.message.clone()),
        });
    }
    Coverage { rows }
}

/// Findings after which values are untyped, by their places.
struct Raw<'a> {
    found: BTreeMap<(usize, &'a str), &'a Diagnostic>,
}

impl<'a> Raw<'a> {
    fn of(diagnostics: &'a Diagnostics) -> Self {
        // A schema was found in the thing of another kind.
        let is_typed = |found: &Diagnostic| {
            found.help.as_ref().is_some_and(|help| help.starts_with("its schema is used"))
        };
        let raw = diagnostics.list.iter().filter(|found| RAW.contains(&found.code.id));
        let places = raw.filter(|found| !is_typed(found)).filter_map(|found| {
            let origin = found.origin.as_ref()?;
            Some(((origin.file, origin.pointer.as_str()), found))
        });
        Self { found: places.collect() }
    }

    /// The finding at a node, or the first one below it.
    fn within(&self, origin: &Origin) -> Option<&'a Diagnostic> {
        if let Some(found) = self.found.get(&(origin.file, origin.pointer.as_str())) {
            return Some(found);
        }
        let below = format!("{}/", origin.pointer);
        let ((file, pointer), found) = self.found.range((origin.file, below.as_str())..).next()?;
        (*file == origin.file && pointer.starts_with(&below)).then_some(*found)
    }
}

/// What a left-out item is, by where it stands.
fn kind(pointer: &str) -> Kind {
    let has = |word: &str| pointer.split('/').any(|segment| segment == word);
    if has("parameters") {
        Kind::Parameter
    } else if has("requestBody") || has("requestBodies") {
        Kind::Body
    } else if has("responses") {
        Kind::Response
    } else if pointer.starts_with("/paths") {
        Kind::Operation
    } else {
        Kind::Schema
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_below_a_node_counts_and_what_is_beside_it_does_not() {
        let mut diagnostics = Diagnostics::default();
        for pointer in ["/a/b-c", "/a/b/d", "/a/bb", "/c"] {
            diagnostics.report("SW0011", &Origin::at(pointer), pointer);
        }
        let raw = Raw::of(&diagnostics);
        let found = |pointer: &str| raw.within(&Origin::at(pointer)).map(|found| &*found.message);
        let cases = [
            ("/a/b", Some("/a/b/d")),
            ("/a/bb", Some("/a/bb")),
            ("/a", Some("/a/b-c")),
            ("/a/b/d/e", None),
            ("/b", None),
        ];
        for (pointer, expected) in cases {
            assert_eq!(found(pointer), expected, "{pointer}");
        }
        assert!(raw.within(&Origin { file: 1, ..Origin::at("/c") }).is_none());
    }
}

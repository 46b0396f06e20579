//! Coverage: how every operation, parameter, body, response and schema is generated.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::api::{Api, Body, BodyKind, Response, ResponseKind, Status, Type};
use crate::diagnostics::{Diagnostic, Diagnostics, Origin, Outcome};
use crate::document::Origins;

/// Coverage of a description.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Coverage {
    /// Rows for all items: by kind, in document order.
    pub rows: Vec<Row>,
}

/// Coverage of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Row {
    /// Kind of the item.
    pub kind: Kind,
    /// JSON pointer of the item.
    pub pointer: String,
    /// State of the item.
    pub state: State,
    /// Reason why the item is not typed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Kinds of items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names are OpenAPI's own")]
#[non_exhaustive]
pub enum Kind {
    Operation,
    Parameter,
    Body,
    Response,
    Schema,
}

/// How an item is generated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum State {
    /// All values have types.
    Typed,
    /// Values are untyped JSON, because they cannot be typed.
    Raw,
    /// The document does not describe the values: a body without a schema, or with one that allows any value.
    Undocumented,
    /// The item is left out.
    Skipped,
}

impl Kind {
    /// All kinds, with their plural names.
    pub const ALL: &[(Self, &str)] = &[
        (Self::Operation, "operations"),
        (Self::Parameter, "parameters"),
        (Self::Body, "bodies"),
        (Self::Response, "responses"),
        (Self::Schema, "schemas"),
    ];
}

impl State {
    /// All states, with their names.
    pub const ALL: &[(Self, &str)] = &[
        (Self::Typed, "typed"),
        (Self::Raw, "raw"),
        (Self::Undocumented, "undocumented"),
        (Self::Skipped, "skipped"),
    ];
}

impl Coverage {
    /// Whether there are no items.
    pub fn is_empty(&self) -> bool {
        self.rows.iter().all(|row| row.state == State::Skipped)
    }

    /// Returns the number of items of a kind that are in a state.
    pub fn count(&self, kind: Kind, state: State) -> usize {
        self.rows.iter().filter(|row| row.kind == kind && row.state == state).count()
    }

    /// Formats the counts as a table.
    pub fn table(&self) -> String {
        let mut text = " ".repeat(10);
        for (_, state) in State::ALL {
            text.push_str(&format!("  {state:>6}"));
        }
        text.push('\n');
        for (kind, name) in Kind::ALL.iter().filter(|(kind, _)| self.has(*kind)) {
            text.push_str(&format!("{name:10}"));
            for (state, heading) in State::ALL {
                let width = heading.len().max(6);
                text.push_str(&format!("  {:>width$}", self.count(*kind, *state)));
            }
            text.push('\n');
        }
        text
    }

    fn has(&self, kind: Kind) -> bool {
        self.rows.iter().any(|row| row.kind == kind)
    }
}

/// Computes the coverage of an API. The origins of all diagnostics must be places in sources.
pub(crate) fn coverage(api: &Api, origins: &Origins, diagnostics: &Diagnostics) -> Coverage {
    let raw = Raw::of(diagnostics);
    let mut rows = Vec::new();
    let mut add = |kind, origin: &Origin, undocumented: Option<&str>| {
        let origin = origins.source(origin);
        let found = raw.within(&origin).map(|found| found.message());
        rows.push(Row {
            kind,
            state: match (&found, undocumented) {
                (Some(_), _) => State::Raw,
                (None, Some(_)) => State::Undocumented,
                (None, None) => State::Typed,
            },
            reason: found.or_else(|| undocumented.map(str::to_owned)),
            pointer: origin.pointer,
        });
    };
    for operation in &api.operations {
        add(Kind::Operation, &operation.origin, None);
    }
    for operation in &api.operations {
        operation.parameters.iter().for_each(|one| add(Kind::Parameter, &one.origin, None));
        operation.body.iter().for_each(|one| add(Kind::Body, &one.origin, undocumented_body(one)));
        // A `default` that describes both success and failure is one response.
        let failures = operation.failures.iter();
        let failures = failures.filter(|failure| !operation.successes.contains(failure));
        for response in operation.successes.iter().chain(failures) {
            let undocumented = undocumented_response(response, &operation.method);
            add(Kind::Response, &response.origin, undocumented);
        }
    }
    for def in api.types.iter().filter(|def| def.is_used()) {
        add(Kind::Schema, &def.origin, None);
    }
    let skipped =
        diagnostics.list.iter().filter(|found| found.finding.outcome() == Outcome::LeftOut);
    for found in skipped {
        let Some(origin) = &found.origin else { continue };
        rows.push(Row {
            kind: kind(&origin.pointer),
            pointer: origin.pointer.clone(),
            state: State::Skipped,
            reason: Some(found.message()),
        });
    }
    Coverage { rows }
}

/// Reason why a body is untyped JSON without a finding.
const NO_SCHEMA: &str = "no schema says what the body holds";

/// Returns what the document leaves undocumented about a request body.
fn undocumented_body(body: &Body) -> Option<&'static str> {
    match &body.kind {
        BodyKind::Json(ty) | BodyKind::Form(ty, _) if allows_any_value(ty) => Some(NO_SCHEMA),
        _ => None,
    }
}

/// Returns what the document leaves undocumented about a response. A response that cannot have a body, by its status or
/// its method, is documented without one (RFC 9110, sections 9.3.2 and 15).
fn undocumented_response(response: &Response, method: &str) -> Option<&'static str> {
    let has_body = match response.status {
        Status::Code(status) => !matches!(status, 100..200 | 204 | 205 | 300..400),
        Status::Class(class) => !matches!(class, 1 | 3),
        Status::Default => true,
    };
    match &response.kind {
        ResponseKind::Json(ty) if allows_any_value(ty) => Some(NO_SCHEMA),
        ResponseKind::Empty if has_body && method != "HEAD" => Some("no content is documented"),
        _ => None,
    }
}

fn allows_any_value(ty: &Type) -> bool {
    match ty {
        Type::Json => true,
        Type::Nullable(inner) => allows_any_value(inner),
        _ => false,
    }
}

/// Findings that make values untyped, by their places.
struct Raw<'a> {
    found: BTreeMap<(usize, &'a str), &'a Diagnostic>,
}

impl<'a> Raw<'a> {
    fn of(diagnostics: &'a Diagnostics) -> Self {
        let raw =
            diagnostics.list.iter().filter(|found| found.finding.outcome() == Outcome::AsJson);
        let places = raw.filter_map(|found| {
            let origin = found.origin.as_ref()?;
            Some(((origin.file, origin.pointer.as_str()), found))
        });
        Self { found: places.collect() }
    }

    /// Returns the finding at a node, or the first one below it.
    fn within(&self, origin: &Origin) -> Option<&'a Diagnostic> {
        if let Some(found) = self.found.get(&(origin.file, origin.pointer.as_str())) {
            return Some(found);
        }
        let below = format!("{}/", origin.pointer);
        let ((file, pointer), found) = self.found.range((origin.file, below.as_str())..).next()?;
        (*file == origin.file && pointer.starts_with(&below)).then_some(*found)
    }
}

/// Returns the kind of an item that is left out, by its place.
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
        let found = |pointer: &str| raw.within(&Origin::at(pointer)).map(Diagnostic::message);
        let cases = [
            ("/a/b", Some("/a/b/d")),
            ("/a/bb", Some("/a/bb")),
            ("/a", Some("/a/b-c")),
            ("/a/b/d/e", None),
            ("/b", None),
        ];
        for (pointer, expected) in cases {
            assert_eq!(found(pointer).as_deref(), expected, "{pointer}");
        }
        assert!(raw.within(&Origin { file: 1, ..Origin::at("/c") }).is_none());
    }
}

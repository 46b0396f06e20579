//! What became of every operation, parameter, body, response and schema.

use serde::Serialize;

use crate::api::Api;
use crate::diagnostics::{Diagnostic, Diagnostics, Origin};
use crate::document::Origins;

/// Codes of findings after which a value is untyped JSON.
const RAW: &[&str] = &["SW0011", "SW0012", "SW0020"];

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

/// The coverage of an API. The findings since `from` have places of the tree, those before places of files.
pub(crate) fn coverage(
    api: &Api,
    origins: &Origins,
    diagnostics: &Diagnostics,
    from: usize,
) -> Coverage {
    let mut raw: Vec<(&str, &Diagnostic)> = diagnostics
        .list
        .iter()
        .skip(from)
        .filter(|found| RAW.contains(&found.code.id))
        .filter_map(|found| Some((found.origin.as_ref()?.pointer.as_str(), found)))
        .collect();
    raw.sort_by_key(|(pointer, _)| *pointer);
    let mut rows = Vec::new();
    let mut add = |kind, origin: &Origin| {
        let at = raw.partition_point(|(pointer, _)| *pointer < origin.pointer.as_str());
        let found = raw.get(at).filter(|(pointer, _)| {
            pointer
                .strip_prefix(&origin.pointer)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        });
        rows.push(Row {
            kind,
            pointer: origins.source(origin).pointer,
            state: if found.is_some() { State::Raw } else { State::Typed },
            reason: found.map(|(_, found)| found.message.clone()),
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
    for (index, found) in diagnostics.list.iter().enumerate() {
        let Some(origin) = &found.origin else { continue };
        if SKIPPED.contains(&found.code.id) {
            let origin = if index < from { origin.clone() } else { origins.source(origin) };
            rows.push(Row {
                kind: kind(&origin.pointer),
                pointer: origin.pointer,
                state: State::Skipped,
                reason: Some(found.message.clone()),
            });
        }
    }
    Coverage { rows }
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

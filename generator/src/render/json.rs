//! Diagnostics for programs.

use serde_json::json;

use super::order::order;
use super::places;
use crate::diagnostics::Diagnostics;
use crate::fix::{Fix, Fixes};
use crate::read::Source;

/// Prints one JSON object per finding, each on a line, with the members
///
/// - `code`, `severity` (`note`, `warning`, `error`), `message`;
/// - `file`, `line`, `column` (in characters; both counted from 1) and `pointer` (RFC 6901), or null if the finding has no
///   place;
/// - `help`: what to do, or null;
/// - `overlay`: the fix as actions of an overlay, in YAML, or null;
/// - `options`: the fix as lines of the options file, in TOML, or null.
pub fn render_json(diagnostics: &Diagnostics, sources: &[Source]) -> String {
    let mut out = String::new();
    let order = order(diagnostics);
    let places = places::places(diagnostics, &order, sources);
    let fixes = Fixes::new(sources);
    for (index, place) in order.into_iter().zip(places) {
        let diagnostic = &diagnostics.list[index];
        let pointer = diagnostic.origin.as_ref().map(|origin| origin.pointer.as_str());
        let (overlay, options) = match fixes.of(diagnostic) {
            Some(Fix::Overlay(text)) => (Some(text), None),
            Some(Fix::Options(text)) => (None, Some(text)),
            None => (None, None),
        };
        let line = json!({
            "code": diagnostic.code().id(),
            "severity": diagnostic.severity.as_str(),
            "message": diagnostic.message(),
            "file": place.as_ref().map(|place| place.source.name.as_str()),
            "line": place.as_ref().map(|place| place.position.line),
            "column": place.as_ref().map(|place| place.position.column),
            "pointer": pointer.filter(|_| place.is_some()),
            "help": diagnostic.advice(),
            "overlay": overlay,
            "options": options,
        });
        out.push_str(&line.to_string());
        out.push('\n');
    }
    out
}

//! Diagnostics as text for people and as JSON for programs.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin as Path, Renderer, Snippet};
use serde_json::json;

use super::{Diagnostics, Severity};
use crate::read::Source;
use crate::read::position::{self, Position};

/// Bytes of a long line that are shown before and after a place, and of the place itself.
const AROUND: usize = 60;

/// Where each diagnostic's node stands. Every file is read once, however many diagnostics it has.
fn places(diagnostics: &Diagnostics, sources: &[Source]) -> Vec<Option<(usize, Position)>> {
    let mut found: Vec<Option<(usize, Position)>> = vec![None; diagnostics.list.len()];
    for (file, source) in sources.iter().enumerate() {
        let mut indexes = Vec::new();
        let mut ranges: Vec<Range<usize>> = Vec::new();
        let mut pointers = Vec::new();
        let mut of_pointers = Vec::new();
        for (index, diagnostic) in diagnostics.list.iter().enumerate() {
            let Some(origin) = diagnostic.origin.as_ref().filter(|o| o.file == file) else {
                continue;
            };
            if origin.offset.is_none() {
                of_pointers.push(indexes.len());
                pointers.push(origin.pointer.as_str());
            }
            let offset = origin.offset.unwrap_or_default();
            indexes.push(index);
            ranges.push(offset..offset);
        }
        if pointers.iter().any(|pointer| !pointer.is_empty()) {
            let located = position::locate_all(&source.text, source.syntax(), &pointers);
            for (at, range) in of_pointers.into_iter().zip(located) {
                ranges[at] = range;
            }
        }
        let positions = position::positions(&source.text, &ranges);
        for (index, position) in indexes.into_iter().zip(positions) {
            found[index] = Some((file, position));
        }
    }
    found
}

/// The findings with their source lines, as a terminal shows them.
pub fn render_human(diagnostics: &Diagnostics, sources: &[Source], color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    let places = places(diagnostics, sources);
    for (diagnostic, place) in diagnostics.list.iter().zip(&places) {
        let level = match diagnostic.code.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.id);
        let mut group = match place {
            Some((file, position)) => {
                let source = &sources[*file];
                let pointer = diagnostic.origin.as_ref().map_or("", |o| o.pointer.as_str());
                placed(Group::with_title(title), source, position, pointer)
            }
            None => Group::with_title(title),
        };
        if let Some(help) = &diagnostic.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        // A snippet that follows a path of its own gets a mark for another file, without a name.
        for line in renderer.render(&[group]).lines().filter(|line| !is_bare_mark(line)) {
            out.push_str(line);
            out.push('\n');
        }
        out.push('\n');
    }
    out
}

fn is_bare_mark(line: &str) -> bool {
    let texts = line.split('\u{1b}').enumerate().map(|(index, part)| match part.split_once('m') {
        Some((_, text)) if index > 0 => text,
        _ => part,
    });
    texts.collect::<String>().trim() == ":::"
}

/// A group with the source line of a place. Long lines (minified documents, pages) are cut to what surrounds
/// the place; the column is that of the whole line.
fn placed<'a>(
    group: Group<'a>,
    source: &'a Source,
    position: &Position,
    pointer: &'a str,
) -> Group<'a> {
    let path = source.name.as_str();
    if source.text.is_empty() {
        return group.element(Path::path(path));
    }
    let (start, end) = window(&source.text, position.offset, position.length);
    let from = position.offset - start;
    let to = (from + position.length).min(end - start).max(from);
    let annotation = AnnotationKind::Primary.span(from..to);
    let annotation = if pointer.is_empty() { annotation } else { annotation.label(pointer) };
    let snippet = Snippet::source(&source.text[start..end]).line_start(position.line);
    let whole = start == 0 || source.text.as_bytes()[start - 1] == b'\n';
    if whole {
        return group.element(snippet.path(path).annotation(annotation));
    }
    let path = Path::path(path).line(position.line).char_column(position.column);
    group.element(path).element(snippet.annotation(annotation))
}

/// The bytes of a line to show around a place in it.
fn window(text: &str, offset: usize, length: usize) -> (usize, usize) {
    let mut start = offset.saturating_sub(2 * AROUND);
    let mut end = (offset + length.min(AROUND) + AROUND).min(text.len());
    while !text.is_char_boundary(start) {
        start += 1;
    }
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let start = text[start..offset].rfind('\n').map_or(start, |at| start + at + 1);
    let end = text[offset..end].find('\n').map_or(end, |at| offset + at);
    (start, end)
}

/// One JSON object per finding and line.
pub fn render_json(diagnostics: &Diagnostics, sources: &[Source]) -> String {
    let mut out = String::new();
    let places = places(diagnostics, sources);
    for (diagnostic, place) in diagnostics.list.iter().zip(&places) {
        let pointer = diagnostic.origin.as_ref().map(|origin| origin.pointer.as_str());
        let line = json!({
            "code": diagnostic.code.id,
            "severity": diagnostic.code.severity.as_str(),
            "message": diagnostic.message,
            "file": place.as_ref().map(|(file, _)| sources[*file].name.as_str()),
            "line": place.as_ref().map(|(_, position)| position.line),
            "column": place.as_ref().map(|(_, position)| position.column),
            "pointer": pointer.filter(|_| place.is_some()),
            "help": diagnostic.help,
        });
        out.push_str(&line.to_string());
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Origin;

    fn shown(text: &str, pointer: &str) -> String {
        let mut diagnostics = Diagnostics::default();
        diagnostics.report_with_help("SW0011", &Origin::at(pointer), "wrong", "mend it");
        render_human(&diagnostics, &[Source::new("api.json", text)], false)
    }

    #[test]
    fn a_line_with_its_key() {
        let expected = "\
warning[SW0011]: wrong
 --> api.json:2:2
  |
2 |  \"b\": 1}
  |  ^^^ /b
  |
  = help: mend it

";
        assert_eq!(shown("{\"a\": 0,\n \"b\": 1}", "/b"), expected);
    }

    #[test]
    fn a_long_line_is_cut_and_keeps_its_column() {
        let items = "\"ä\",".repeat(5_000);
        let text = format!("{{\"a\":[{items}\"x\"],\"b\":[{items}0]}}");
        let shown = shown(&text, "/b");
        assert!(shown.contains("api.json:1:20012"), "{shown}");
        assert!(shown.contains("^^^ /b") && !shown.contains(":::"), "{shown}");
        assert!(shown.lines().all(|line| line.chars().count() < 200), "{shown}");
    }
}

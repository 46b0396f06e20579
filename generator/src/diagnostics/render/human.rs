//! Diagnostics for people.

use std::borrow::Cow;

use annotate_snippets::{AnnotationKind, Group, Level, Origin as Path, Renderer, Snippet};

use super::places::{Place, places};
use super::{grouped, order};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Fix, Fixes, Severity};
use crate::read::Source;

/// Bytes of a long line that are shown before and after a place, and of the place itself.
const AROUND: usize = 60;

/// Characters of a message that are shown.
const MESSAGE: usize = 600;

/// Characters of a pointer that are shown.
const POINTER: usize = 160;

/// What people are shown.
#[derive(Debug, Clone, Copy, Default)]
pub struct Presentation {
    /// Whether colours are used.
    pub color: bool,
    /// How many findings of a code are shown, those after them being counted; all, where there is no limit.
    /// Errors are always shown.
    pub limit: Option<usize>,
    /// Whether notes are only counted, one line for a code.
    pub count_notes: bool,
    /// Whether changes that mend warnings and notes are shown. Those that mend errors always are.
    pub fixes: bool,
}

/// All findings with their source lines, as a terminal shows them.
pub fn render_human(diagnostics: &Diagnostics, sources: &[Source], color: bool) -> String {
    render(diagnostics, sources, Presentation { color, fixes: true, ..Presentation::default() })
}

/// The findings with their source lines, as a terminal shows them.
pub fn render(diagnostics: &Diagnostics, sources: &[Source], how: Presentation) -> String {
    let order = order(diagnostics);
    let found = |index: &usize| &diagnostics.list[*index];
    let same = |one: &usize, two: &usize| {
        (found(one).severity, found(one).code.id) == (found(two).severity, found(two).code.id)
    };
    let mut shown = Vec::new();
    let mut groups = Vec::new();
    for group in order.chunk_by(same) {
        let first = found(&group[0]);
        let counted = how.count_notes && first.severity == Severity::Note;
        let limit = if counted { Some(1) } else { how.limit };
        // A line that says that there is one more takes as much space as a short finding.
        let limit = limit.filter(|limit| {
            first.severity != Severity::Error && group.len() > limit + usize::from(!counted)
        });
        let take = limit.unwrap_or(group.len());
        groups.push((group.len(), take, counted));
        shown.extend_from_slice(&group[..take]);
    }
    let renderer = if how.color { Renderer::styled() } else { Renderer::plain() };
    // Lines are cut here, around the place, so that the output does not depend on the terminal.
    let renderer = renderer.term_width(usize::from(u16::MAX));
    let fixes = Fixes::new(sources);
    let mut places = places(diagnostics, &shown, sources).into_iter();
    let mut shown = shown.into_iter();
    let mut out = String::new();
    for (all, take, counted) in groups {
        let mut code = None;
        for index in shown.by_ref().take(take) {
            let (found, place) = (&diagnostics.list[index], places.next().flatten());
            code = Some(found.code);
            if counted {
                out.push_str(&count(found, all, place.as_ref(), &renderer));
                continue;
            }
            // What pages are a note about, and the rest, are parted by an empty line.
            if out.ends_with("\n") && !out.ends_with("\n\n") {
                out.push('\n');
            }
            let shows_fix = how.fixes || found.severity == Severity::Error;
            let fix = if shows_fix { fixes.of(found) } else { None };
            out.push_str(&one(found, place.as_ref(), fix.as_ref(), &renderer));
            out.push('\n');
        }
        if let Some(code) = code.filter(|_| !counted && all > take) {
            out.push_str(&rest(code, all - take));
        }
    }
    if !out.is_empty() && !out.ends_with("\n\n") {
        out.push('\n');
    }
    out
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

/// A line for all findings of a code.
fn count(first: &Diagnostic, all: usize, place: Option<&Place<'_>>, renderer: &Renderer) -> String {
    let at = place.map(|Place { source, position }| {
        format!("{}:{}:{}", source.name, position.line, position.column)
    });
    let text = match (all, at) {
        (1, Some(at)) => format!("{} ({at})", first.message),
        (1, None) => first.message.clone(),
        (all, Some(at)) => {
            format!("{}: {} times, first at {at}", first.code.title, grouped(all))
        }
        (all, None) => format!("{}: {} times", first.code.title, grouped(all)),
    };
    let title = level(first.severity).primary_title(plain(&text, MESSAGE)).id(first.code.id);
    format!("{}\n", renderer.render(&[Group::with_title(title)]))
}

/// A line for the findings of a code that are not shown.
fn rest(code: &Code, more: usize) -> String {
    format!("… and {} more {} ({}); --all prints them all\n\n", grouped(more), code.id, code.title)
}

/// A finding.
fn one(
    found: &Diagnostic,
    place: Option<&Place<'_>>,
    fix: Option<&Fix>,
    renderer: &Renderer,
) -> String {
    let title =
        level(found.severity).primary_title(plain(&found.message, MESSAGE)).id(found.code.id);
    let pointer = found.origin.as_ref().map_or("", |o| o.pointer.as_str());
    let mut group = Group::with_title(title);
    if let Some(place) = place {
        group = placed(group, place, pointer);
    }
    if let Some(help) = found.advice() {
        group = group.element(Level::HELP.message(plain(&help, 2 * MESSAGE).into_owned()));
    }
    if let Some(fix) = fix {
        let (what, text) = match fix {
            Fix::Overlay(text) => ("as an action of an overlay:", text),
            Fix::Options(text) => ("in the options file:", text),
        };
        let lines: Vec<Cow<'_, str>> =
            text.trim_end().lines().map(|line| plain(line, MESSAGE)).collect();
        // A change of which a part is missing cannot be pasted.
        if lines.iter().all(|line| matches!(line, Cow::Borrowed(_))) {
            let text = format!("{what}\n{}", lines.join("\n"));
            group = group.element(Level::HELP.message(text));
        }
    }
    // A snippet that follows a path of its own gets a mark for another file, without a name.
    let text = renderer.render(&[group]);
    let lines = text.lines().filter(|line| !is_bare_mark(line));
    lines.map(|line| format!("{}\n", line.trim_end())).collect()
}

fn is_bare_mark(line: &str) -> bool {
    let texts = line.split('\u{1b}').enumerate().map(|(index, part)| match part.split_once('m') {
        Some((_, text)) if index > 0 => text,
        _ => part,
    });
    texts.collect::<String>().trim() == ":::"
}

/// A text of the input for a terminal: what would move its cursor, or turn its writing, is spelled out, and
/// what is too long is cut.
fn plain(text: &str, most: usize) -> Cow<'_, str> {
    let steers = |c: char| {
        c.is_control()
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if !text.contains(steers) && text.len() <= most {
        return Cow::Borrowed(text);
    }
    let mut shown = String::new();
    for (index, c) in text.chars().enumerate() {
        if index == most {
            shown.push('…');
            break;
        }
        if steers(c) {
            shown.extend(c.escape_default());
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

/// A source line without what the renderer leaves in and a terminal obeys. Its bytes keep their places.
fn still(line: &str) -> Cow<'_, str> {
    let obeyed = |c: char| matches!(c, '\u{80}'..='\u{9f}' | '\u{200e}' | '\u{200f}');
    if !line.contains(obeyed) {
        return Cow::Borrowed(line);
    }
    let stand_in = |c: char| match c {
        c if !obeyed(c) => c,
        c if c.len_utf8() == 2 => '·',
        _ => char::REPLACEMENT_CHARACTER,
    };
    Cow::Owned(line.chars().map(stand_in).collect())
}

/// A pointer, without its middle where it is very long.
fn short(pointer: &str) -> Cow<'_, str> {
    if pointer.chars().count() <= POINTER {
        return plain(pointer, POINTER);
    }
    let head: String = pointer.chars().take(POINTER / 2).collect();
    let tail: Vec<char> = pointer.chars().rev().take(POINTER / 2).collect();
    let tail: String = tail.into_iter().rev().collect();
    Cow::Owned(plain(&format!("{head}…{tail}"), POINTER + 1).into_owned())
}

/// A group with the source line of a place. Long lines (minified documents, pages) are cut to what surrounds
/// the place; the column is that of the whole line.
fn placed<'a>(group: Group<'a>, place: &Place<'a>, pointer: &'a str) -> Group<'a> {
    let Place { source, position } = place;
    let path = plain(&source.name, MESSAGE);
    if source.text.is_empty() {
        return group.element(Path::path(path));
    }
    let (start, end) = window(&source.text, position.offset, position.length);
    let is_cut_before = start > 0 && source.text.as_bytes()[start - 1] != b'\n';
    let is_cut_after = !matches!(source.text.as_bytes().get(end), None | Some(b'\n' | b'\r'));
    let line = still(&source.text[start..end]);
    let (before, after) = (mark(is_cut_before), mark(is_cut_after));
    let from = before.len() + (position.offset - start).min(line.len());
    let to = (from + position.length).min(before.len() + line.len()).max(from);
    let annotation = AnnotationKind::Primary.span(from..to);
    let annotation = if pointer.is_empty() { annotation } else { annotation.label(short(pointer)) };
    let snippet = Snippet::source(format!("{before}{line}{after}"))
        .line_start(position.line)
        .annotation(annotation);
    if !is_cut_before {
        return group.element(snippet.path(path));
    }
    let path = Path::path(path).line(position.line).char_column(position.column);
    group.element(path).element(snippet)
}

/// What stands in for the rest of a line.
fn mark(is_cut: bool) -> &'static str {
    if is_cut { "…" } else { "" }
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
    let end = if text[start..end].ends_with('\r') { end - 1 } else { end };
    (start, end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Origin;

    fn shown(text: &str, pointer: &str) -> String {
        let mut diagnostics = Diagnostics::default();
        diagnostics.report_with_help("SW0011", &Origin::at(pointer), "wrong", "mend it");
        let how = Presentation::default();
        render(&diagnostics, &[Source::new("api.json", text)], how)
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
        assert_eq!(shown("{\"a\": 0,\r\n \"b\": 1}\r\n", "/b"), expected);
    }

    #[test]
    fn tabs_and_wide_characters() {
        let expected = "\
warning[SW0011]: wrong
 --> api.json:2:10
  |
2 |     \"äöü\": {\"b\": \"世界\"}}
  |             ^^^ /äöü/b
  |
  = help: mend it

";
        assert_eq!(shown("{\n\t\"äöü\": {\"b\": \"世界\"}}", "/äöü/b"), expected);
    }

    #[test]
    fn a_long_line_is_cut_and_keeps_its_column() {
        let items = "\"ä\",".repeat(5_000);
        let text = format!("{{\"a\":[{items}\"x\"],\"b\":[{items}0]}}");
        let shown = shown(&text, "/b");
        assert!(shown.contains("api.json:1:20012"), "{shown}");
        assert!(shown.contains("^^^ /b") && !shown.contains(":::"), "{shown}");
        assert!(
            shown.contains("| …") && shown.contains("\"b\":[\"ä\",") && shown.contains("…\n"),
            "{shown}"
        );
        assert!(shown.lines().all(|line| line.chars().count() < 200), "{shown}");
    }

    #[test]
    fn texts_do_not_steer_the_terminal() {
        let mut diagnostics = Diagnostics::default();
        let origin = Origin::at("/\u{9b}2J\u{1b}[0m");
        let text = "a\u{1b}[31m\n\u{202e}b\u{7}";
        diagnostics.report_with_help("SW0011", &origin, text, text);
        let sources = [Source::new("a\u{1b}.json", "{\"\u{9b}2J\u{1b}[0m\": \"\u{202e}\u{7}\"}")];
        let shown = render_human(&diagnostics, &sources, false);
        let steers = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!shown.contains(steers), "{shown:?}");
        diagnostics.report("SW0011", &Origin::at("/x".repeat(5_000)), "y".repeat(5_000));
        let shown = render_human(&diagnostics, &sources, false);
        assert!(shown.lines().all(|line| line.chars().count() < 700), "{shown}");
    }

    fn many(how: Presentation) -> String {
        let mut diagnostics = Diagnostics::default();
        for (code, count) in [("SW0010", 3), ("SW0024", 4), ("SW0023", 1_250), ("SW0026", 1)] {
            for _ in 0..count {
                diagnostics.report(code, &Origin::at("/a"), "m");
            }
        }
        render(&diagnostics, &[Source::new("api.json", "{\"a\": 0}")], how)
    }

    #[test]
    fn many_are_counted() {
        let how = Presentation { limit: Some(2), ..Presentation::default() };
        let shown = many(how);
        let heads = |shown: &str| {
            let lines = shown.lines().filter(|line| line.contains("SW"));
            lines.map(str::to_owned).collect::<Vec<_>>()
        };
        let note = "note[SW0023]: m";
        let warning = "warning[SW0024]: m";
        let error = "error[SW0010]: m";
        let expected = [
            note,
            note,
            "… and 1,248 more SW0023 (operation without operationId); --all prints them all",
            "note[SW0026]: m",
            warning,
            warning,
            "… and 2 more SW0024 (path parameter not declared); --all prints them all",
            error,
            error,
            error,
        ];
        assert_eq!(heads(&shown), expected);
        let counted = many(Presentation { count_notes: true, ..how });
        let expected = "\
note[SW0023]: operation without operationId: 1,250 times, first at api.json:1:2
note[SW0026]: m (api.json:1:2)

warning[SW0024]: m
";
        assert_eq!(&counted[..expected.len()], expected);
        assert_eq!(heads(&many(Presentation::default())).len(), 1_258);
    }
}

//! Texts of the input, made fit for a terminal: shortened, and without control characters.

use std::borrow::Cow;

use annotate_snippets::{AnnotationKind, Group, Origin as Path, Snippet};

use super::places::Place;

/// Number of bytes of a long line that are shown after a place, and of the place itself; twice as many before it.
const AROUND: usize = 60;

/// Number of characters of a message that are shown.
pub const MESSAGE: usize = 600;

/// Number of characters of a pointer that are shown.
const POINTER: usize = 160;

/// Whether a line is only the mark that the renderer puts between two files, apart from colours.
pub fn is_bare_mark(line: &str) -> bool {
    let texts = line.split('\u{1b}').enumerate().map(|(index, part)| match part.split_once('m') {
        Some((_, text)) if index > 0 => text,
        _ => part,
    });
    texts.collect::<String>().trim() == ":::"
}

/// Makes a text fit for a terminal: escapes control characters and marks that change the direction of writing, and cuts the
/// text after `most` characters.
pub fn plain(text: &str, most: usize) -> Cow<'_, str> {
    let is_control = |c: char| {
        c.is_control()
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if !text.contains(is_control) && text.len() <= most {
        return Cow::Borrowed(text);
    }
    let mut shown = String::new();
    for (index, c) in text.chars().enumerate() {
        if index == most {
            shown.push('…');
            break;
        }
        if is_control(c) {
            shown.extend(c.escape_default());
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

/// Replaces the control characters that the renderer does not handle with others of the same length, so that offsets stay
/// valid.
fn without_controls(line: &str) -> Cow<'_, str> {
    let is_control = |c: char| matches!(c, '\u{80}'..='\u{9f}' | '\u{200e}' | '\u{200f}');
    if !line.contains(is_control) {
        return Cow::Borrowed(line);
    }
    let replacement = |c: char| match c {
        c if !is_control(c) => c,
        c if c.len_utf8() == 2 => '·',
        _ => char::REPLACEMENT_CHARACTER,
    };
    Cow::Owned(line.chars().map(replacement).collect())
}

/// Shortens a very long pointer by leaving out its middle.
fn short(pointer: &str) -> Cow<'_, str> {
    if pointer.chars().count() <= POINTER {
        return plain(pointer, POINTER);
    }
    let head: String = pointer.chars().take(POINTER / 2).collect();
    let tail: Vec<char> = pointer.chars().rev().take(POINTER / 2).collect();
    let tail: String = tail.into_iter().rev().collect();
    Cow::Owned(plain(&format!("{head}…{tail}"), POINTER + 1).into_owned())
}

/// Adds the source line of a place to a group. Long lines (minified documents, pages) are cut to the surroundings of the
/// place; the column still counts from the beginning of the line.
pub fn placed<'a>(group: Group<'a>, place: &Place<'a>, pointer: &'a str) -> Group<'a> {
    let Place { source, position } = place;
    let path = plain(&source.name, MESSAGE);
    if source.text.is_empty() {
        return group.element(Path::path(path));
    }
    let (start, end) = window(&source.text, position.offset, position.length);
    let is_cut_before = start > 0 && source.text.as_bytes()[start - 1] != b'\n';
    let is_cut_after = !matches!(source.text.as_bytes().get(end), None | Some(b'\n' | b'\r'));
    let line = without_controls(&source.text[start..end]);
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

/// The ellipsis that replaces the rest of a line.
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

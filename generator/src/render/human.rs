//! Diagnostics for people.

use std::borrow::Cow;

use annotate_snippets::{Group, Level, Renderer};

use super::order::{grouped, order};
use super::places::{Place, places};
use super::snippet::{MESSAGE, is_bare_mark, placed, plain};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Severity};
use crate::fix::{Fix, Fixes};
use crate::read::Source;

/// Options of the presentation for people.
#[derive(Debug, Clone, Copy, Default)]
pub struct Presentation {
    /// Whether colours are used.
    pub color: bool,
    /// Number of notes or warnings of a code that are shown; the rest are counted. `None` shows all. Errors are always
    /// shown.
    pub limit: Option<usize>,
    /// Whether notes are only counted, with one line per code.
    pub count_notes: bool,
    /// Whether fixes of warnings and notes are shown. Fixes of errors always are.
    pub fixes: bool,
}

/// Formats all findings with source lines and fixes, for a terminal.
pub fn render_human(diagnostics: &Diagnostics, sources: &[Source], color: bool) -> String {
    render(diagnostics, sources, Presentation { color, fixes: true, ..Presentation::default() })
}

/// Formats findings with source lines, for a terminal.
pub fn render(diagnostics: &Diagnostics, sources: &[Source], how: Presentation) -> String {
    let groups = groups(diagnostics, how);
    let shown: Vec<usize> = groups.iter().flat_map(|group| &group.shown).copied().collect();
    let mut places = places(diagnostics, &shown, sources).into_iter();
    let renderer = if how.color { Renderer::styled() } else { Renderer::plain() };
    // Long lines are cut in `snippet`, so the renderer must not cut them at the terminal's width.
    let renderer = renderer.term_width(usize::from(u16::MAX));
    let fixes = Fixes::new(sources);
    let mut out = String::new();
    for group in groups {
        // Lines of counted notes have no blank lines between them; the next finding has one before it.
        if !group.counted && out.ends_with('\n') && !out.ends_with("\n\n") {
            out.push('\n');
        }
        for &index in &group.shown {
            let (found, place) = (&diagnostics.list[index], places.next().flatten());
            if group.counted {
                out.push_str(&count(found, group.all, place.as_ref(), &renderer));
                continue;
            }
            let shows_fix = how.fixes || found.severity == Severity::Error;
            let fix = if shows_fix { fixes.of(found) } else { None };
            out.push_str(&finding(found, place.as_ref(), fix.as_ref(), &renderer));
            out.push('\n');
        }
        if !group.counted && group.all > group.shown.len() {
            out.push_str(&rest(group.code, group.all - group.shown.len()));
        }
    }
    if out.ends_with('\n') && !out.ends_with("\n\n") {
        out.push('\n');
    }
    out
}

/// The findings of a code.
struct Findings {
    code: Code,
    /// Their number.
    all: usize,
    /// Indexes of the findings that are shown.
    shown: Vec<usize>,
    /// Whether one line counts them all.
    counted: bool,
}

fn groups(diagnostics: &Diagnostics, how: Presentation) -> Vec<Findings> {
    let order = order(diagnostics);
    let kind = |index: &usize| {
        let found = &diagnostics.list[*index];
        (found.severity, found.code().id())
    };
    let groups = order.chunk_by(|one, two| kind(one) == kind(two)).map(|group| {
        let first = &diagnostics.list[group[0]];
        let counted = how.count_notes && first.severity == Severity::Note;
        let take = match how.limit {
            _ if counted => 1,
            // The line "1 more" would take as much space as the finding.
            Some(limit) if first.severity != Severity::Error && group.len() > limit + 1 => limit,
            _ => group.len(),
        };
        Findings { code: first.code(), all: group.len(), shown: group[..take].to_vec(), counted }
    });
    groups.collect()
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

/// The line that counts all findings of a code.
fn count(first: &Diagnostic, all: usize, place: Option<&Place<'_>>, renderer: &Renderer) -> String {
    let at = place.map(|Place { source, position }| {
        format!("{}:{}:{}", source.name, position.line, position.column)
    });
    let text = match (all, at) {
        (1, Some(at)) => format!("{} ({at})", first.message()),
        (1, None) => first.message(),
        (all, Some(at)) => {
            format!("{}: {} times, first at {at}", first.code().title(), grouped(all))
        }
        (all, None) => format!("{}: {} times", first.code().title(), grouped(all)),
    };
    let title = level(first.severity).primary_title(plain(&text, MESSAGE)).id(first.code().id());
    format!("{}\n", renderer.render(&[Group::with_title(title)]))
}

/// The line that counts the findings of a code that are not shown.
fn rest(code: Code, more: usize) -> String {
    format!("… and {} more {} ({}); `--all` shows all\n\n", grouped(more), code, code.title())
}

/// Formats a finding.
fn finding(
    found: &Diagnostic,
    place: Option<&Place<'_>>,
    fix: Option<&Fix>,
    renderer: &Renderer,
) -> String {
    let message = found.message();
    let title = level(found.severity).primary_title(plain(&message, MESSAGE)).id(found.code().id());
    let pointer = found.origin.as_ref().map_or("", |o| o.pointer.as_str());
    let mut group = Group::with_title(title);
    if let Some(place) = place {
        group = placed(group, place, pointer);
    }
    if let Some(help) = found.advice() {
        group = group.element(Level::HELP.message(plain(&help, 2 * MESSAGE).into_owned()));
    }
    let mut change = Vec::new();
    if let Some(fix) = fix {
        let (what, text) = match fix {
            Fix::Overlay(text) => ("as an action of an overlay:", text),
            Fix::Options(text) => ("in the options file:", text),
        };
        change = text.trim_end().lines().map(|line| plain(line, MESSAGE)).collect();
        // A fix with shortened lines cannot be pasted, so it is left out.
        if change.iter().all(|line| matches!(line, Cow::Borrowed(_))) {
            group = group.element(Level::HELP.message(what));
        } else {
            change.clear();
        }
    }
    // The renderer puts a mark for another file before a snippet that follows a path; it has no name and is removed.
    let text = renderer.render(&[group]);
    let lines = text.lines().filter(|line| !is_bare_mark(line));
    let mut text: String = lines.map(|line| format!("{}\n", line.trim_end())).collect();
    // Users paste the fixes of several findings into one list, so all have the same indentation, whatever the width of the
    // line numbers.
    text.extend(change.iter().map(|line| format!("      {line}\n")));
    text
}

#[cfg(test)]
mod tests;

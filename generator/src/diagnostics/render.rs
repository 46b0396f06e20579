//! Diagnostics as text for people and as JSON for programs.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde_json::json;

use super::{Diagnostic, Diagnostics, Severity};
use crate::read::{Source, position};

struct Place {
    position: position::Position,
    pointer: String,
}

fn place(diagnostic: &Diagnostic, sources: &[Source]) -> Option<(usize, Place)> {
    let origin = diagnostic.origin.as_ref()?;
    let source = sources.get(origin.file)?;
    let position = match origin.offset {
        Some(offset) => position::at_offset(&source.text, offset),
        None => position::locate(&source.text, source.syntax(), &origin.pointer),
    };
    Some((origin.file, Place { position, pointer: origin.pointer.clone() }))
}

/// The findings with their source lines, as a terminal shows them.
pub fn render_human(diagnostics: &Diagnostics, sources: &[Source], color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    for diagnostic in &diagnostics.list {
        let level = match diagnostic.code.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.id);
        let place = place(diagnostic, sources);
        let mut group = match &place {
            Some((file, place)) => {
                let text = &sources[*file].text;
                // Long lines (minified documents, pages) are cut to what surrounds the place.
                let (start, end) = window(text, place.position.offset, place.position.length);
                let from = place.position.offset.clamp(start, end) - start;
                let to = (from + place.position.length).min(end - start).max(from);
                let annotation = AnnotationKind::Primary.span(from..to);
                let annotation = if place.pointer.is_empty() {
                    annotation
                } else {
                    annotation.label(place.pointer.as_str())
                };
                title.element(
                    Snippet::source(&text[start..end])
                        .line_start(place.position.line)
                        .path(sources[*file].name.as_str())
                        .annotation(annotation),
                )
            }
            None => Group::with_title(title),
        };
        if let Some(help) = &diagnostic.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        out.push_str(&renderer.render(&[group]));
        out.push_str("\n\n");
    }
    out
}

fn window(text: &str, offset: usize, length: usize) -> (usize, usize) {
    let offset = offset.min(text.len());
    let line_start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[offset..].find('\n').map_or(text.len(), |at| offset + at);
    let mut start = line_start.max(offset.saturating_sub(100));
    let mut end = line_end.min(offset + length.min(60) + 60);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    (start, end.max(start))
}

/// One JSON object per finding and line.
pub fn render_json(diagnostics: &Diagnostics, sources: &[Source]) -> String {
    let mut out = String::new();
    for diagnostic in &diagnostics.list {
        let place = place(diagnostic, sources);
        let line = json!({
            "code": diagnostic.code.id,
            "severity": diagnostic.code.severity.as_str(),
            "message": diagnostic.message,
            "file": place.as_ref().map(|(file, _)| sources[*file].name.as_str()),
            "line": place.as_ref().map(|(_, place)| place.position.line),
            "column": place.as_ref().map(|(_, place)| place.position.column),
            "pointer": place.as_ref().map(|(_, place)| place.pointer.as_str()),
            "help": diagnostic.help,
        });
        out.push_str(&line.to_string());
        out.push('\n');
    }
    out
}

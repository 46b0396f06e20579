//! Markdown exports (ReadMe, GitBook, Mintlify) with documents, or parts of one, in fenced code blocks.

use super::merge::Part;
use super::signature::{begins_document, is_document};
use crate::diagnostics::{Diagnostics, Origin, finding};
use crate::read::{self, Source};

/// A fenced block of code.
#[derive(Debug, PartialEq, Eq)]
struct Fence {
    /// Its text, without the indentation of the fence.
    text: String,
    /// Offset of its first line.
    start: usize,
    /// Whether the block is closed.
    closed: bool,
}

/// Finds the documents, or parts of one, in the fences of a file. A fence that begins like a document and cannot be read is
/// reported as `SW0099`.
pub fn parts(source: &Source, file: usize, diagnostics: &mut Diagnostics) -> Vec<Part> {
    let mut parts = Vec::new();
    for fence in fences(&source.text) {
        let known = ["openapi", "swagger"].iter().any(|word| fence.text.contains(word));
        if !known || !(fence.text.contains("paths") || fence.text.contains("components")) {
            continue;
        }
        let origin = Origin::byte(file, fence.start);
        match read::part(&fence.text) {
            Ok((tree, findings)) if is_document(&tree) => {
                diagnostics.list.extend(findings.into_iter().map(|found| found.moved(&origin)));
                parts.push(Part { tree, origin, file: source.name.clone() });
            }
            Err(problem) if begins_document(&fence.text) => {
                let unread = match fence.closed {
                    true => finding::Pages::FenceMalformed { problem },
                    false => finding::Pages::FenceOpen { file: source.name.clone(), problem },
                };
                diagnostics.add(unread, &origin);
            }
            // The block is an example of something else.
            Ok(_) | Err(_) => {}
        }
    }
    parts
}

/// Finds the fences of a Markdown text: lines of three or more backticks or tildes, at any indentation, as in lists and in
/// components of MDX.
fn fences(text: &str) -> Vec<Fence> {
    let mut fences: Vec<Fence> = Vec::new();
    let mut open: Option<(char, usize, usize)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        let mark = trimmed.chars().next().filter(|c| matches!(c, '`' | '~'));
        let length = mark.map_or(0, |mark| trimmed.chars().take_while(|c| *c == mark).count());
        match (open, mark) {
            (Some((mark, least, _)), Some(found))
                if found == mark && length >= least && length == trimmed.len() =>
            {
                open = None;
                if let Some(fence) = fences.last_mut() {
                    fence.closed = true;
                }
            }
            (Some((.., indent)), _) => {
                if let Some(fence) = fences.last_mut() {
                    let spaces = line.len() - line.trim_start_matches([' ', '\t']).len();
                    fence.text.push_str(&line[spaces.min(indent)..]);
                }
            }
            (None, Some(mark)) if length >= 3 && !trimmed[length..].contains('`') => {
                let indent = line.len() - line.trim_start().len();
                open = Some((mark, length, indent));
                let start = at + line.len();
                fences.push(Fence { text: String::new(), start, closed: false });
            }
            _ => {}
        }
        at += line.len();
    }
    fences
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fences_are_found() {
        for (text, expected) in [
            ("a\n```yaml\nb: 1\n```\nc\n", "b: 1\n|"),
            ("````yaml GET /x\n```\n````\n~~~\nd\n~~~\n", "```\n|d\n|"),
            ("- x\n  ```json title=\"y\"\n  {\n    }\n  ```\n", "{\n  }\n|"),
            ("```\nopen", "open?"),
            ("`` ` ``\n```inline``` text\n", ""),
        ] {
            let found: String = fences(text)
                .iter()
                .map(|fence| format!("{}{}", fence.text, if fence.closed { "|" } else { "?" }))
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn parts_are_found() {
        let text = "---\nopenapi: get /a\n---\n\n````yaml api.yaml GET /a\nopenapi: 3.0.1\npaths:\n  /a:\n    get: {}\n````\n\n```json\n{\"openapi\": \"an example\", \"paths\": {}}\n```\n\n```yaml\nopenapi: 3.0.0\npaths: [\n```\n";
        let mut diagnostics = Diagnostics::default();
        let source = Source::new("a.md", text);
        let found = parts(&source, 3, &mut diagnostics);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].origin.offset, text.find("openapi: 3.0.1"));
        let said = |diagnostics: &Diagnostics| {
            let list = diagnostics.list.iter();
            list.map(|d| format!("{} {}", d.code().id(), d.message())).collect::<Vec<_>>()
        };
        let expected = "SW0099 a fenced block begins like a document and cannot be read: unclosed bracket '['; it is not used";
        assert_eq!(said(&diagnostics), [expected]);
        let mut diagnostics = Diagnostics::default();
        let source = Source::new("a.md", "```yaml\nopenapi: 3.0.0\npaths: [\n");
        assert!(parts(&source, 0, &mut diagnostics).is_empty());
        let expected = "SW0099 `a.md` ends within a fenced block that begins like a document: unclosed bracket '['; the block is not used";
        assert_eq!(said(&diagnostics), [expected]);
    }
}

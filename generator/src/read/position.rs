//! Lines and columns of places in a source, looked up only when diagnostics are printed.

use std::collections::HashMap;
use std::ops::Range;

use super::event::Event;
use super::events::Events;
use crate::pointer;

pub use super::event::Syntax;

/// A place in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// Line, counted from 1.
    pub line: usize,
    /// Column in characters, counted from 1.
    pub column: usize,
    /// Byte offset.
    pub offset: usize,
    /// Length in bytes: of the key with its quotes, or of the scalar.
    pub length: usize,
}

/// A node in the tree of the wanted pointers.
#[derive(Default)]
struct Wanted {
    parent: usize,
    children: HashMap<String, usize>,
    found: Option<Range<usize>>,
}

/// A collection of the text that is open.
struct Level {
    mapping: bool,
    /// The wanted node for this collection, if it is one.
    node: Option<usize>,
    /// The wanted node for the last key, if it is one.
    hit: Option<usize>,
    key_next: bool,
    index: usize,
}

/// Finds the bytes of the key or item at each JSON pointer; if there is none, those of the nearest ancestor. The text is read
/// once, whatever the number of pointers.
pub fn locate_all(text: &str, syntax: Syntax, pointers: &[&str]) -> Vec<Range<usize>> {
    let (mut wanted, ends) = tree(pointers);
    let mut levels: Vec<Level> = Vec::new();
    for step in Events::new(text, syntax) {
        // After an error, the rest of the text has no positions.
        let Ok((event, bytes)) = step else { break };
        if event == Event::End {
            levels.pop();
            continue;
        }
        let node = match levels.last_mut() {
            None => Some(0),
            Some(level) if level.mapping && level.key_next => {
                level.key_next = false;
                level.hit = None;
                if let Event::Scalar { text, .. } = &event {
                    let hit = level.node.and_then(|node| child(&wanted, node, text));
                    if let Some(hit) = hit {
                        // Of equal keys, the last one is used.
                        wanted[hit].found = Some(bytes.clone());
                    }
                    level.hit = hit;
                }
                None
            }
            Some(level) if level.mapping => {
                level.key_next = true;
                level.hit
            }
            Some(level) => {
                let hit =
                    level.node.and_then(|node| child(&wanted, node, &level.index.to_string()));
                level.index += 1;
                if let Some(hit) = hit {
                    wanted[hit].found = Some(match event {
                        Event::Scalar { .. } | Event::Alias { .. } => bytes.clone(),
                        _ => bytes.start..bytes.start,
                    });
                }
                hit
            }
        };
        if matches!(event, Event::Mapping { .. } | Event::Sequence { .. }) {
            let mapping = matches!(event, Event::Mapping { .. });
            if levels.is_empty() {
                wanted[0].found = Some(bytes.start..bytes.start);
            }
            levels.push(Level { mapping, node, hit: None, key_next: true, index: 0 });
        }
    }
    ends.into_iter().map(|end| deepest(&wanted, end)).collect()
}

/// Builds the tree of the pointers. Returns it with the node of each pointer.
fn tree(pointers: &[&str]) -> (Vec<Wanted>, Vec<usize>) {
    let mut wanted = vec![Wanted::default()];
    let mut ends = Vec::with_capacity(pointers.len());
    for pointer in pointers {
        let mut node = 0;
        for key in pointer::keys(pointer) {
            let new = wanted.len();
            let next = *wanted[node].children.entry(key.into_owned()).or_insert(new);
            if next == new {
                wanted.push(Wanted { parent: node, ..Wanted::default() });
            }
            node = next;
        }
        ends.push(node);
    }
    (wanted, ends)
}

fn child(wanted: &[Wanted], node: usize, segment: &str) -> Option<usize> {
    wanted[node].children.get(segment).copied()
}

fn deepest(wanted: &[Wanted], mut node: usize) -> Range<usize> {
    loop {
        match &wanted[node].found {
            Some(found) => return found.clone(),
            None if node == 0 => return 0..0,
            None => node = wanted[node].parent,
        }
    }
}

/// The position of an offset, with the length of the word there; of the end of the text if the offset is beyond it.
pub fn at_offset(text: &str, offset: usize) -> Position {
    at_bytes(text, offset..offset)
}

fn at_bytes(text: &str, bytes: Range<usize>) -> Position {
    positions(text, &[bytes]).pop().unwrap_or(Position { line: 1, column: 1, offset: 0, length: 0 })
}

/// The positions of ranges of bytes, in the same order. An empty range stands for the word at its offset. The text is read
/// once, whatever the number of ranges.
pub fn positions(text: &str, ranges: &[Range<usize>]) -> Vec<Position> {
    let mut order: Vec<usize> = (0..ranges.len()).collect();
    order.sort_by_key(|&index| ranges[index].start);
    let mut found = vec![Position { line: 1, column: 1, offset: 0, length: 0 }; ranges.len()];
    let (mut line, mut column, mut last) = (1, 1, 0);
    for index in order {
        let offset = floor(text, ranges[index].start);
        let between = &text[last..offset];
        match between.rfind('\n') {
            Some(at) => {
                line += between.bytes().filter(|byte| *byte == b'\n').count();
                column = between[at + 1..].chars().count() + 1;
            }
            None => column += between.chars().count(),
        }
        last = offset;
        let end = floor(text, ranges[index].end);
        let length = if end > offset { end - offset } else { word_length(&text[offset..]) };
        found[index] = Position { line, column, offset, length };
    }
    found
}

/// The nearest character boundary at or before an offset.
fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// The length in bytes of the word that a text begins with, at least one character.
fn word_length(text: &str) -> usize {
    let ends = |c: char| c.is_whitespace() || matches!(c, ':' | ',' | '}' | ']' | '<');
    let mut chars = text.char_indices();
    let Some((_, first)) = chars.next() else { return 0 };
    chars.find(|(_, c)| ends(*c)).map_or(text.len(), |(at, _)| at).max(first.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, pointer: &str, expected: (usize, usize, &str)) {
        let source = crate::read::Source::new("test", text);
        let bytes = locate_all(text, source.syntax(), &[pointer]).remove(0);
        let at = at_bytes(text, bytes);
        let shown = &text[at.offset..at.offset + at.length];
        assert_eq!((at.line, at.column, shown), expected, "{pointer} in {text:?}");
    }

    #[test]
    fn finds_keys_and_items() {
        let yaml =
            "a:\n  b:\n    - x\n    - c: 1\n    -\n      d: 2\n200: y\n'q/~': {e: [1, [2, 3]]}\n";
        check(yaml, "/a/b/0", (3, 7, "x"));
        check(yaml, "/a/b/1/c", (4, 7, "c"));
        check(yaml, "/a/b/1", (4, 7, "c"));
        check(yaml, "/a/b/2/d", (6, 7, "d"));
        check(yaml, "/200", (7, 1, "200"));
        check(yaml, "/a/nothing", (1, 1, "a"));
        check(yaml, "/q~1~0", (8, 1, "'q/~'"));
        check(yaml, "/q~1~0/e/1/1", (8, 20, "3"));
        check(yaml, "", (1, 1, "a"));
        let json = "{\n  \"a\": [1,\n    {\"b\": 2, \"é\\u0041\": [{}]}],\n\"z\": null}";
        check(json, "/a/1/b", (3, 6, "\"b\""));
        check(json, "/a/1/éA", (3, 14, "\"é\\u0041\""));
        check(json, "/a/1/éA/0", (3, 26, "{"));
        check(json, "/a/1", (3, 5, "{\"b\""));
        check(json, "/z/y", (4, 1, "\"z\""));
    }

    #[test]
    fn aliases_merges_and_duplicates_have_positions() {
        let yaml = "x: &x {p: 1}\nb:\n  <<: *x\nc: *x\n? [k]\n: v\nd: 1\nd: {e: 2}\n";
        check(yaml, "/b/p", (2, 1, "b"));
        check(yaml, "/c/p", (4, 1, "c"));
        check(yaml, "/d/e", (8, 5, "e"));
        check("{\"a\": [1, 2", "/a/1", (1, 11, "2"));
    }

    #[test]
    fn one_long_line() {
        let mut json = String::from("{");
        for i in 0..20_000 {
            json.push_str(&format!("\"kö{i}\":{{\"v\":[{i}]}},"));
        }
        json.push_str("\"end\":1}");
        let pointers: Vec<String> = (0..20_000).map(|i| format!("/kö{i}/v/0")).collect();
        let pointers: Vec<&str> = pointers.iter().map(String::as_str).collect();
        let ranges = locate_all(&json, Syntax::Json, &pointers);
        let found = positions(&json, &ranges);
        assert_eq!(&json[ranges[19_999].clone()], "19999");
        assert_eq!(found[19_999].column, json[..ranges[19_999].start].chars().count() + 1);
        assert_eq!(found[0].column, 14);
    }
}

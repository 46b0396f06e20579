//! Line and column of a place in a source, looked up only when a diagnostic is printed.

use saphyr_parser::{Event, Parser};

/// A place in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// Counted from 1.
    pub line: usize,
    /// In characters, counted from 1.
    pub column: usize,
    /// In bytes.
    pub offset: usize,
    /// Bytes of the key or scalar.
    pub length: usize,
}

/// How a text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// RFC 8259.
    Json,
    /// YAML 1.2, which includes JSON.
    Yaml,
}

/// An open collection: whether it is a mapping, its segment so far, whether a key comes next.
struct Level {
    mapping: bool,
    key_next: bool,
    index: usize,
    matched: bool,
    hit: bool,
}

/// Position of the key or item at a JSON pointer; of the deepest place on its way that there is.
pub fn locate(text: &str, _syntax: Syntax, pointer: &str) -> Position {
    let wanted: Vec<String> = pointer
        .split('/')
        .skip(1)
        .map(|segment| segment.replace("~1", "/").replace("~0", "~"))
        .collect();
    let mut levels: Vec<Level> = Vec::new();
    let mut best = (0, 0);
    let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    for event in Parser::new_from_str(text) {
        let Ok((event, span)) = event else { break };
        let depth = levels.len();
        let at = offsets.get(span.start.index()).copied().unwrap_or(text.len());
        let on_way = levels.iter().all(|level| level.matched);
        let mut value_hit = depth == 0;
        if let Some(level) = levels.last_mut() {
            if level.mapping && level.key_next {
                if let Event::Scalar(key, ..) = &event {
                    level.hit = on_way
                        && wanted.get(depth - 1).is_some_and(|segment| segment == key.as_ref());
                    level.key_next = false;
                    if level.hit && depth > best.0 {
                        best = (depth, at);
                    }
                    continue;
                }
            } else if level.mapping {
                value_hit = level.hit;
            } else {
                let is_end = matches!(event, Event::SequenceEnd);
                value_hit = on_way
                    && wanted
                        .get(depth - 1)
                        .is_some_and(|segment| *segment == level.index.to_string());
                if value_hit && depth > best.0 && !is_end {
                    best = (depth, at);
                }
                level.index += 1;
            }
        }
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => levels.push(Level {
                mapping: matches!(event, Event::MappingStart(..)),
                key_next: true,
                index: 0,
                matched: value_hit,
                hit: false,
            }),
            Event::MappingEnd | Event::SequenceEnd => {
                levels.pop();
                if let Some(parent) = levels.last_mut() {
                    parent.key_next = true;
                }
            }
            Event::Scalar(..) | Event::Alias(..) => {
                if let Some(parent) = levels.last_mut() {
                    parent.key_next = true;
                }
            }
            _ => {}
        }
    }
    at_offset(text, best.1)
}

/// Position of a byte; of the end when there is none.
pub fn at_offset(text: &str, offset: usize) -> Position {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let rest = &text[offset..];
    let length = rest.find(['\n', ':', ',', ' ', '}']).unwrap_or(rest.len()).max(1);
    Position {
        line: before.matches('\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
        offset,
        length: length.min(rest.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_keys_and_items() {
        let yaml = "a:\n  b:\n    - x\n    - c: 1\n200: y\n";
        assert_eq!(locate(yaml, Syntax::Yaml, "/a/b/1/c").line, 4);
        assert_eq!(locate(yaml, Syntax::Yaml, "/200").line, 5);
        assert_eq!(locate(yaml, Syntax::Yaml, "/a/nothing").line, 1);
        let json = "{\n  \"a\": [1,\n    {\"b\": 2}]\n}";
        let position = locate(json, Syntax::Json, "/a/1/b");
        assert_eq!((position.line, position.column), (3, 6));
    }
}

//! Building of a tree from events.

use std::collections::HashMap;
use std::ops::Range;

use serde_json::map::Entry;
use serde_json::{Map, Value};

use super::event::{Event, Fault, Style, Syntax};
use super::events::Events;
use super::limits::{MAX_BYTES, MAX_DEPTH};
use super::scalar;
use crate::diagnostics::{Diagnostic, Diagnostics, Origin, finding};

/// The tree of a text, and the findings from reading it. Their origins have the file 0.
#[derive(Debug, Clone, Default)]
pub(super) struct Parsed {
    pub tree: Option<Value>,
    pub findings: Vec<Diagnostic>,
}

/// Reads the text of a source. If it is not well-formed, that is a finding.
pub(super) fn parse(name: &str, text: &str, syntax: Syntax) -> Parsed {
    match read(text, syntax) {
        Ok((tree, findings)) => Parsed { tree, findings },
        Err(fault) => failed(name, &fault),
    }
}

/// Reads a text. Keys that are not strings become their text, YAML's merge keys are applied, and of equal keys the last one
/// is used.
pub(super) fn read(text: &str, syntax: Syntax) -> Result<Tree, Fault> {
    match build(text, syntax) {
        // As YAML, the text may have comments, trailing commas, single quotes and keys without quotes.
        Err(fault) if syntax == Syntax::Json && !fault.is_depth => {
            build(text, Syntax::Yaml).map_err(|other| if is_strict(text) { fault } else { other })
        }
        built => built,
    }
}

/// A tree, `None` if the text contains nothing but comments, and the findings from reading it.
type Tree = (Option<Value>, Vec<Diagnostic>);

/// Whether a text that begins with a bracket is probably meant as JSON: its first key or value is JSON.
fn is_strict(text: &str) -> bool {
    let mut events = Events::new(text, Syntax::Json).map_while(Result::ok);
    events.any(|(event, _)| matches!(event, Event::Scalar { .. }))
}

fn failed(name: &str, fault: &Fault) -> Parsed {
    let mut diagnostics = Diagnostics::default();
    let syntax =
        finding::Source::Syntax { name: name.to_owned(), error: fault.message.to_string() };
    diagnostics.add(syntax, &origin(String::new(), fault.offset));
    Parsed { tree: None, findings: diagnostics.list }
}

fn origin(pointer: String, offset: usize) -> Origin {
    Origin { pointer, offset: Some(offset), ..Origin::default() }
}

fn build(text: &str, syntax: Syntax) -> Result<Tree, Fault> {
    let mut builder = Builder::default();
    let mut events = Events::new(text, syntax);
    for step in &mut events {
        let (event, bytes) = step?;
        builder.take(event, bytes)?;
    }
    match events {
        Events::Json(scanner) => {
            if let Some(offset) = scanner.surrogate {
                let origin = origin(String::new(), offset);
                builder.findings.add(finding::Source::Surrogate, &origin);
            }
        }
        Events::Yaml(documents) => {
            if let Some(offset) = documents.second {
                let origin = origin(String::new(), offset);
                builder.findings.add(finding::Source::SecondDocument, &origin);
            }
        }
    }
    Ok((builder.root, builder.findings.list))
}

/// An open collection.
struct Open {
    node: Collection,
    anchor: usize,
    start: usize,
}

enum Collection {
    List(Vec<Value>),
    Map { members: Map<String, Value>, key: Option<Key>, merged: Vec<Value> },
}

struct Key {
    text: String,
    start: usize,
    merge: bool,
}

/// A node with an anchor, which aliases copy.
struct Anchored {
    value: Value,
    bytes: usize,
    depth: usize,
}

#[derive(Default)]
struct Builder {
    open: Vec<Open>,
    root: Option<Value>,
    anchors: HashMap<usize, Anchored>,
    /// Size of all copies that aliases have made, in bytes.
    copied: usize,
    findings: Diagnostics,
}

impl Builder {
    fn take(&mut self, event: Event<'_>, bytes: Range<usize>) -> Result<(), Fault> {
        match event {
            Event::Mapping { anchor } => {
                let node = Collection::Map { members: Map::new(), key: None, merged: Vec::new() };
                self.open(node, anchor, bytes.start)?;
            }
            Event::Sequence { anchor } => {
                self.open(Collection::List(Vec::new()), anchor, bytes.start)?;
            }
            Event::End => {
                if let Some(closed) = self.open.pop() {
                    let value = match closed.node {
                        Collection::List(list) => Value::Array(list),
                        Collection::Map { mut members, merged, .. } => {
                            merged.into_iter().for_each(|value| merge(&mut members, value));
                            Value::Object(members)
                        }
                    };
                    self.anchor(closed.anchor, &value);
                    self.place(value, closed.start);
                }
            }
            Event::Scalar { text, style, anchor } => {
                if let Some(Open { node: Collection::Map { key: key @ None, .. }, .. }) =
                    self.open.last_mut()
                {
                    let merge = style == Style::Plain && text == "<<";
                    let text = text.into_owned();
                    if anchor > 0 {
                        let value = Value::String(text.clone());
                        self.anchors.insert(anchor, Anchored { bytes: 0, depth: 0, value });
                    }
                    *key = Some(Key { text, start: bytes.start, merge });
                    return Ok(());
                }
                let value = match style {
                    Style::String => Ok(Value::String(text.into_owned())),
                    Style::Plain | Style::Tagged => {
                        scalar::plain(&text).map_err(|value| (value, text))
                    }
                };
                let value = value.unwrap_or_else(|(value, text)| {
                    let number = finding::Source::Number {
                        found: text.chars().take(40).collect(),
                        read: value.to_string(),
                    };
                    self.findings.add(number, &origin(self.pointer(), bytes.start));
                    value
                });
                self.anchor(anchor, &value);
                self.place(value, bytes.start);
            }
            Event::Alias { anchor } => {
                let Some(node) = self.anchors.get(&anchor) else {
                    return Err(Fault::new("an alias inside the node that it names", bytes.start));
                };
                self.copied += node.bytes;
                if self.copied > MAX_BYTES {
                    let message = "aliases make the document larger than 256 MiB";
                    return Err(Fault::new(message, bytes.start));
                }
                if self.open.len() + node.depth > MAX_DEPTH {
                    return Err(Fault::too_deep(bytes.start));
                }
                let value = node.value.clone();
                self.place(value, bytes.start);
            }
        }
        Ok(())
    }

    fn open(&mut self, node: Collection, anchor: usize, start: usize) -> Result<(), Fault> {
        if self.open.len() >= MAX_DEPTH {
            return Err(Fault::too_deep(start));
        }
        self.open.push(Open { node, anchor, start });
        Ok(())
    }

    fn anchor(&mut self, anchor: usize, value: &Value) {
        if anchor > 0 {
            let (bytes, depth) = extent(value);
            self.anchors.insert(anchor, Anchored { value: value.clone(), bytes, depth });
        }
    }

    fn place(&mut self, value: Value, start: usize) {
        let mut duplicate = None;
        match self.open.last_mut().map(|open| &mut open.node) {
            None => self.root = Some(value),
            Some(Collection::List(list)) => list.push(value),
            Some(Collection::Map { members, key, merged }) => match key.take() {
                None => {
                    let (text, is_unusual) = match value {
                        Value::String(text) => (text, false),
                        other => (other.to_string(), !other.is_number()),
                    };
                    *key = Some(Key { text, start, merge: false });
                    if is_unusual {
                        let origin = origin(self.pointer(), start);
                        self.findings.add(finding::Source::Key, &origin);
                    }
                    return;
                }
                Some(Key { merge: true, .. }) if is_mergeable(&value) => merged.push(value),
                Some(key) => match members.entry(key.text) {
                    Entry::Vacant(entry) => {
                        entry.insert(value);
                    }
                    Entry::Occupied(mut entry) => {
                        entry.insert(value);
                        duplicate = Some((entry.key().clone(), key.start));
                    }
                },
            },
        }
        if let Some((key, start)) = duplicate {
            let origin = Origin { offset: Some(start), ..origin(self.pointer(), 0).child(&key) };
            self.findings.add(finding::Source::DuplicateKey { key }, &origin);
        }
    }

    /// The pointer of the node that is being read.
    fn pointer(&self) -> String {
        let mut place = Origin::default();
        for open in &self.open {
            place = match &open.node {
                Collection::List(list) => place.child(&list.len().to_string()),
                Collection::Map { key: Some(key), .. } => place.child(&key.text),
                Collection::Map { key: None, .. } => place,
            };
        }
        place.pointer
    }
}

fn is_mergeable(value: &Value) -> bool {
    match value {
        Value::Object(_) => true,
        Value::Array(list) => list.iter().all(Value::is_object),
        _ => false,
    }
}

/// Applies a merge key of YAML: adds the members that the mapping does not have itself. If several mappings have a member,
/// the first one is used.
fn merge(map: &mut Map<String, Value>, value: Value) {
    match value {
        Value::Object(other) => {
            for (key, value) in other {
                map.entry(key).or_insert(value);
            }
        }
        Value::Array(list) => list.into_iter().for_each(|value| merge(map, value)),
        _ => {}
    }
}

/// Estimates the size of a tree in bytes, and returns it with the depth.
fn extent(value: &Value) -> (usize, usize) {
    const NODE: usize = 64;
    let sum = |(bytes, depth): (usize, usize), value: &Value| {
        let (more, deep) = extent(value);
        (bytes + more, depth.max(deep + 1))
    };
    match value {
        Value::String(text) => (NODE + text.len(), 0),
        Value::Array(list) => list.iter().fold((NODE, 1), sum),
        Value::Object(map) => map.iter().fold((NODE, 1), |(bytes, depth), (key, value)| {
            sum((bytes + NODE + key.len(), depth), value)
        }),
        _ => (NODE, 0),
    }
}

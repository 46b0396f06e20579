//! The way through the tree that is made, with the references that are met on it.

use serde_json::Value;

use super::files::Missing;
use super::{At, Bundle, Spot};
use crate::document::place::{self, Place};
use crate::document::references::{MAX_COPIED, count};

/// How many copies stand within each other, and how deep a tree gets by that.
const MAX_WITHIN: usize = 32;

impl Bundle<'_> {
    /// Points the references of a node and below to what they name in the tree that is made.
    pub(super) fn visit(&mut self, node: &mut Value, place: Place, at: &mut At) {
        if place == Place::Data {
            return;
        }
        match node {
            Value::Object(map) => {
                if let Some(Value::String(reference)) = map.get("$ref") {
                    let reference = reference.clone();
                    if self.reference(node, &reference, place, at) {
                        return;
                    }
                }
                let Value::Object(map) = node else { return };
                for (key, child) in map {
                    if place == Place::Discriminator && key == "mapping" {
                        self.mapping(child, at);
                    } else if child.is_object() || child.is_array() {
                        let lengths = at.push(key);
                        self.visit(child, place.child(key), at);
                        at.pop(lengths);
                    }
                }
            }
            Value::Array(list) => {
                for (index, child) in list.iter_mut().enumerate() {
                    if child.is_object() || child.is_array() {
                        let lengths = at.push(&index.to_string());
                        self.visit(child, place.child("0"), at);
                        at.pop(lengths);
                    }
                }
            }
            _ => {}
        }
    }

    /// Handles the reference of a node. Returns whether everything below it is handled as well.
    fn reference(&mut self, node: &mut Value, text: &str, place: Place, at: &At) -> bool {
        let is_here = text.is_empty() || text.starts_with('#');
        if is_here && at.spot.file == self.files.root() {
            return false;
        }
        let first = match self.files.find(text, &at.spot) {
            Ok(first) => first,
            // Files of parts often refer to the document as if they were in it.
            Err(Missing::Node(file)) if is_here && self.files.in_root(text).is_some() => {
                self.diagnostics.report_with_help(
                    "SW0011",
                    &at.origin(),
                    format!(
                        "`{text}` is not in `{}`; that of the document is used",
                        self.files.name(file)
                    ),
                    format!(
                        "write `{}{text}`, relative to this file",
                        self.files.name(self.files.root())
                    ),
                );
                Spot {
                    file: self.files.root(),
                    pointer: self.files.in_root(text).unwrap_or_default(),
                }
            }
            Err(missing) => {
                self.missing(text, &missing, at);
                self.lost = true;
                place::nowhere(node, place);
                return node.is_null();
            }
        };
        let Some(section) = place.section(self.swagger) else {
            return self.copy(node, text, first, place, at);
        };
        // A component that is known is named even if it is a mere reference itself.
        let known = self.names.contains_key(&(first.clone(), section));
        let chain = if known { Vec::new() } else { self.files.chain(first.clone(), place) };
        let target = chain.into_iter().next_back().unwrap_or(first);
        let endless = || self.files.node(&target).is_some_and(|node| is_reference(node, place));
        if !known && !self.names.contains_key(&(target.clone(), section)) && endless() {
            self.cycle(text, at);
            place::nowhere(node, place);
            return node.is_null();
        }
        let known = self.names.get(&(target.clone(), section));
        if known.is_some_and(|pointer| *pointer == at.now) {
            // A component of the document that stands in another file: it is put here.
            return self.copy(node, text, target, place, at);
        }
        let pointer = match known {
            Some(pointer) => pointer.clone(),
            // A deep reference into the document is left to the phase that handles those.
            None if target.file == self.files.root() => target.pointer,
            None => self.name(&target, place, section),
        };
        if let Value::Object(map) = node {
            map.insert("$ref".to_owned(), Value::String(format!("#{pointer}")));
        }
        false
    }

    /// Puts a copy of what a reference names in its place. Members beside it stay, instead of those of the
    /// same name in the copy.
    fn copy(&mut self, node: &mut Value, text: &str, first: Spot, place: Place, at: &At) -> bool {
        let chain = self.files.chain(first.clone(), place);
        let target = chain.into_iter().next_back().unwrap_or(first);
        let Some(found) = self.files.node(&target) else { return true };
        if self.within.contains(&target) || is_reference(found, place) {
            self.cycle(text, at);
            place::nowhere(node, place);
            return node.is_null();
        }
        self.copied = self.copied.saturating_add(count(found).min(MAX_COPIED));
        if self.copied > MAX_COPIED || self.within.len() >= MAX_WITHIN {
            if !self.full {
                self.diagnostics.report_with_help(
                    "SW0017",
                    &at.origin(),
                    "references between the files make the document too large or too deep; this one is \
                     left out, and so are others",
                    "refer to schemas and parameters instead, which are not copied",
                );
            }
            self.full = true;
            self.lost = true;
            place::nowhere(node, place);
            return node.is_null();
        }
        let mut content = found.clone();
        self.moved.push((at.now.clone(), target.clone()));
        self.within.push(target.clone());
        self.visit(&mut content, place, &mut At::new(target, at.now.clone()));
        self.within.pop();
        let Value::Object(own) = node else { return true };
        own.shift_remove("$ref");
        if !own.is_empty()
            && let Value::Object(members) = &mut content
        {
            let mut own = std::mem::take(own);
            for (key, child) in own.iter_mut() {
                let mut below = At::new(at.spot.clone(), at.now.clone());
                below.push(key);
                self.moved.push((below.now.clone(), below.spot.clone()));
                self.visit(child, place.child(key), &mut below);
            }
            members.extend(own);
        }
        *node = content;
        true
    }

    /// The values of a discriminator's mapping: names of schemas, or references.
    fn mapping(&mut self, mapping: &mut Value, at: &mut At) {
        let Value::Object(mapping) = mapping else { return };
        let lengths = at.push("mapping");
        for (key, value) in mapping {
            let Value::String(text) = value else { continue };
            let is_here = text.starts_with('#');
            if is_here && at.spot.file == self.files.root() {
                continue;
            }
            let first = match self.files.find(text, &at.spot) {
                Ok(first) => first,
                Err(missing) => {
                    // Most are names, which need not be files.
                    if text.contains('/') {
                        let lengths = at.push(key);
                        let text = text.clone();
                        self.missing(&text, &missing, at);
                        at.pop(lengths);
                    }
                    continue;
                }
            };
            let Some(section) = Place::Schema.section(self.swagger) else { continue };
            let known = self.names.contains_key(&(first.clone(), section));
            let chain =
                if known { Vec::new() } else { self.files.chain(first.clone(), Place::Schema) };
            let target = chain.into_iter().next_back().unwrap_or(first);
            let pointer = match self.names.get(&(target.clone(), section)) {
                Some(pointer) => pointer.clone(),
                None if target.file == self.files.root() => target.pointer,
                None => self.name(&target, Place::Schema, section),
            };
            *text = format!("#{pointer}");
        }
        at.pop(lengths);
    }

    fn cycle(&mut self, text: &str, at: &At) {
        self.lost = true;
        self.diagnostics.report_with_help(
            "SW0012",
            &at.origin(),
            format!("`{text}` comes back to itself"),
            "let one of the references name something with content",
        );
    }

    fn missing(&mut self, text: &str, missing: &Missing, at: &At) {
        let (code, message, mut help) = match missing {
            Missing::Remote => {
                ("SW0015", format!("`{text}` is on the network and is not read"), remote_help(text))
            }
            Missing::File(name) => (
                "SW0014",
                format!("`{text}` names the file `{name}`, which is not there"),
                "correct the reference, or add the file; a name in this document begins with `#/`"
                    .to_owned(),
            ),
            Missing::Unreadable(file) => {
                let source = self.files.source(*file);
                let (message, help) = match source.fault() {
                    Some(fault) => (fault.message.clone(), fault.help.to_owned()),
                    None => {
                        let message = format!("`{}` is not well-formed", source.name);
                        (message, "mend the file; what is wrong is said below".to_owned())
                    }
                };
                ("SW0014", message, help)
            }
            Missing::Node(file) => (
                "SW0011",
                format!("`{text}` leads nowhere in `{}`", self.files.name(*file)),
                "correct the reference, or add what it names".to_owned(),
            ),
        };
        if let Some(meant) = self.files.without_mark(text, at.spot.file) {
            help = format!("did you mean `{meant}`?");
        }
        self.diagnostics.report_with_help(code, &at.origin(), message, help);
    }
}

fn is_reference(node: &Value, place: Place) -> bool {
    crate::document::references::pure_reference(node, place).is_some()
}

/// How to have what a URL names without the network.
fn remote_help(text: &str) -> String {
    let (url, fragment) = text.split_once('#').unwrap_or((text, ""));
    let name = url.rsplit('/').find(|part| !part.is_empty()).unwrap_or_default();
    // The command is for people to copy: nothing that a shell reads otherwise may come from a document.
    let plain = |text: &str, extra: &str| {
        text.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c) || extra.contains(c))
    };
    if !(url.starts_with("http")
        && plain(url, ":/~+=,@%")
        && plain(name, "")
        && !name.starts_with('-'))
    {
        return "download it beside the document, and refer to it by its file name".to_owned();
    }
    let fragment = if fragment.is_empty() { String::new() } else { format!("#{fragment}") };
    format!(
        "download it beside the document with `curl -o {name} {url}`, and refer to `./{name}{fragment}`, \
         in the document or by an overlay"
    )
}

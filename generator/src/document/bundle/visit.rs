//! Walks the bundled tree and rewrites its references.

use serde_json::Value;

use super::files::{Missing, Spot};
use super::slots::Bundle;
use crate::diagnostics::Origin;
use crate::diagnostics::finding;
use crate::document::copies::{MAX_COPIED, count, pure_reference};
use crate::document::place::Place;
use crate::document::sweep::unresolved;
use crate::document::tree::{Located, Node, Tree};

/// Maximum depth of nested copies.
const MAX_WITHIN: usize = 32;

impl Bundle<'_> {
    /// Rewrites the references at and below a node, so that they name nodes of the bundled tree.
    pub(super) fn visit(&mut self, node: &mut Node<'_>, place: Place) {
        if place == Place::Data {
            return;
        }
        if let Some(reference) = node.text("$ref").map(str::to_owned)
            && self.reference(node, &reference, place)
        {
            return;
        }
        node.each_of(place, |mut child, below| {
            if place == Place::Discriminator && child.at().last() == "mapping" {
                self.mapping(&mut child);
            } else {
                self.visit(&mut child, below);
            }
        });
    }

    /// Handles the reference of a node. Returns whether everything below it is handled as well.
    fn reference(&mut self, node: &mut Node<'_>, text: &str, place: Place) -> bool {
        let is_here = text.is_empty() || text.starts_with('#');
        let origin = node.origin();
        if is_here && origin.file == self.files.root() {
            return false;
        }
        let first = match self.files.find(text, origin.file) {
            Ok(first) => first,
            // Files that are included often refer to the document as if they were part of it.
            Err(Missing::Node(file)) if is_here && self.files.in_root(text).is_some() => {
                let of_document = finding::Reference::OfDocument {
                    reference: text.to_owned(),
                    file: self.files.name(file).to_owned(),
                    document: self.files.name(self.files.root()).to_owned(),
                };
                self.diagnostics.add(of_document, &origin);
                Spot {
                    file: self.files.root(),
                    pointer: self.files.in_root(text).unwrap_or_default(),
                }
            }
            Err(missing) => {
                self.missing(text, &missing, &origin);
                self.lost = true;
                unresolved(node, place);
                return node.value().is_null();
            }
        };
        let Some(section) = place.section(self.swagger) else {
            return self.copy(node, text, first, place);
        };
        // A known component is named, even if it consists of a reference.
        let known = self.names.contains_key(&(first.clone(), section));
        let chain = if known { Vec::new() } else { self.files.chain(first.clone(), place) };
        let target = chain.into_iter().next_back().unwrap_or(first);
        let endless = || self.files.node(&target).is_some_and(|node| is_reference(node, place));
        if !known && !self.names.contains_key(&(target.clone(), section)) && endless() {
            self.cycle(text, &origin);
            unresolved(node, place);
            return node.value().is_null();
        }
        let known = self.names.get(&(target.clone(), section));
        if known.is_some_and(|pointer| *pointer == node.at().text()) {
            // A component of the document that is in another file is copied to its place in the document.
            return self.copy(node, text, target, place);
        }
        let pointer = match known {
            Some(pointer) => pointer.clone(),
            // A deep reference into the document is handled later, by `references`.
            None if target.file == self.files.root() => target.pointer,
            None => self.name(&target, place, section),
        };
        node.insert("$ref", Value::String(format!("#{pointer}")));
        false
    }

    /// Replaces a reference by a copy of its target. Members beside the reference override those of the copy.
    fn copy(&mut self, node: &mut Node<'_>, text: &str, first: Spot, place: Place) -> bool {
        let origin = node.origin();
        let chain = self.files.chain(first.clone(), place);
        let target = chain.into_iter().next_back().unwrap_or(first);
        let Some(found) = self.files.node(&target) else { return true };
        if self.within.contains(&target) || is_reference(found, place) {
            self.cycle(text, &origin);
            unresolved(node, place);
            return node.value().is_null();
        }
        self.copied = self.copied.saturating_add(count(found).min(MAX_COPIED));
        if self.copied > MAX_COPIED || self.within.len() >= MAX_WITHIN {
            if !self.full {
                self.diagnostics.add(finding::Reference::FilesTooLarge, &origin);
            }
            self.full = true;
            self.lost = true;
            unresolved(node, place);
            return node.value().is_null();
        }
        let mut own = node.replace(Tree::from_origin(found.clone(), target.origin()));
        self.within.push(target);
        self.visit(node, place);
        self.within.pop();
        own.root().remove("$ref");
        for (key, member) in own.root().take_members() {
            node.put(&key, member);
            if let Some(mut member) = node.child(&key) {
                self.visit(&mut member, place.member(&key));
            }
        }
        true
    }

    /// Rewrites the values of a discriminator's mapping: names of schemas, or references.
    fn mapping(&mut self, mapping: &mut Node<'_>) {
        if !mapping.is_mapping() {
            return;
        }
        mapping.each(|mut target| {
            let Some(text) = target.value().as_str() else { return };
            let origin = target.origin();
            if text.starts_with('#') && origin.file == self.files.root() {
                return;
            }
            let first = match self.files.find(text, origin.file) {
                Ok(first) => first,
                Err(missing) => {
                    // Most values are names of schemas; a missing file is only reported for a path.
                    if text.contains('/') {
                        self.missing(text, &missing, &origin);
                    }
                    return;
                }
            };
            let Some(section) = Place::Schema.section(self.swagger) else { return };
            let known = self.names.contains_key(&(first.clone(), section));
            let chain =
                if known { Vec::new() } else { self.files.chain(first.clone(), Place::Schema) };
            let schema = chain.into_iter().next_back().unwrap_or(first);
            let pointer = match self.names.get(&(schema.clone(), section)) {
                Some(pointer) => pointer.clone(),
                None if schema.file == self.files.root() => schema.pointer,
                None => self.name(&schema, Place::Schema, section),
            };
            target.set(Value::String(format!("#{pointer}")));
        });
    }

    fn cycle(&mut self, text: &str, origin: &Origin) {
        self.lost = true;
        self.diagnostics.add(finding::Reference::Cycle { reference: text.to_owned() }, origin);
    }

    fn missing(&mut self, text: &str, missing: &Missing, origin: &Origin) {
        let reference = text.to_owned();
        let meant = self.files.without_mark(text, origin.file);
        let finding = match missing {
            Missing::Remote => {
                finding::Reference::Remote { reference, meant, download: remote_help(text) }
            }
            Missing::File(name) => {
                finding::Reference::NoFile { reference, file: name.clone(), meant }
            }
            Missing::Unreadable(file) => {
                let source = self.files.source(*file);
                let file = source.name.clone();
                let fault = source.fault().cloned();
                finding::Reference::BadFile { file, fault: fault.map(Box::new), meant }
            }
            Missing::Node(file) => {
                let file = self.files.name(*file).to_owned();
                finding::Reference::UnresolvedIn { reference, file, meant }
            }
        };
        self.diagnostics.add(finding, origin);
    }
}

/// Whether a tree refers to other files.
pub(super) fn refers_out(node: &Value, place: Place) -> bool {
    let leaves =
        |node: &Value| node.as_str().is_some_and(|text| !text.is_empty() && !text.starts_with('#'));
    match node {
        _ if place == Place::Data => false,
        Value::Object(map) => map.iter().any(|(key, child)| match child {
            Value::String(_) => key == "$ref" && leaves(child),
            // Names of schemas, which can also be identifiers or files.
            Value::Object(mapping) if place == Place::Discriminator && key == "mapping" => {
                mapping.values().any(leaves)
            }
            child => refers_out(child, place.member(key)),
        }),
        Value::Array(list) => list.iter().any(|child| refers_out(child, place.element())),
        _ => false,
    }
}

fn is_reference(node: &Value, place: Place) -> bool {
    pure_reference(node, place).is_some()
}

/// Returns help for a reference to a URL: how to make its target available without network access.
fn remote_help(text: &str) -> String {
    let (url, fragment) = text.split_once('#').unwrap_or((text, ""));
    let name = url.rsplit('/').find(|part| !part.is_empty()).unwrap_or_default();
    // People copy the command to a shell: no character of the document may have a meaning there.
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

//! Resolves references between files.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;

use serde_json::Value;

use crate::diagnostics::{Diagnostics, Origin, finding};
use crate::document::at::{self, At};
use crate::document::copies::pure_reference;
use crate::document::place::Place;
use crate::read::Source;
use crate::read::reference::{self, FileReference, decode};

/// Maximum number of references that are followed to resolve one.
const MAX_HOPS: usize = 64;

/// A node of a source.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Spot {
    pub file: usize,
    pub pointer: String,
}

impl Spot {
    pub fn of(file: usize) -> Self {
        Self { file, pointer: String::new() }
    }

    pub fn origin(&self) -> Origin {
        Origin { file: self.file, pointer: self.pointer.clone(), offset: None }
    }
}

/// Reason why the target of a reference was not found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Missing {
    /// No source has this name.
    File(String),
    /// The source could not be read, which is reported for the source.
    Unreadable(usize),
    /// The source has no such node.
    Node(usize),
    /// The reference is a URL.
    Remote,
}

pub(super) struct Files<'a> {
    sources: &'a [Source],
    root: usize,
    by_name: HashMap<String, usize>,
    /// Whether each source was referred to.
    used: RefCell<Vec<bool>>,
    /// Schemas by their `$id`, and by file and `$anchor`.
    ids: OnceCell<HashMap<String, Spot>>,
}

impl<'a> Files<'a> {
    pub fn new(sources: &'a [Source], root: usize) -> Self {
        let mut by_name = HashMap::new();
        for (index, source) in sources.iter().enumerate() {
            by_name.entry(reference::normal(&source.name)).or_insert(index);
        }
        let mut used = vec![false; sources.len()];
        used[root] = true;
        Self { sources, root, by_name, used: RefCell::new(used), ids: OnceCell::new() }
    }

    pub fn root(&self) -> usize {
        self.root
    }

    pub fn name(&self, file: usize) -> &'a str {
        &self.sources[file].name
    }

    pub fn source(&self, file: usize) -> &'a Source {
        &self.sources[file]
    }

    pub fn node(&self, spot: &Spot) -> Option<&'a Value> {
        self.sources[spot.file].tree()?.pointer(&spot.pointer)
    }

    /// Returns the node that a reference in a file names, which may itself be a reference.
    pub fn find(&self, text: &str, from: usize) -> Result<Spot, Missing> {
        let (url, fragment) = reference::split(text);
        let file = match reference::file(&self.sources[from].name, text) {
            FileReference::Here => Ok(from),
            FileReference::File(names) => {
                let found = names.iter().find_map(|name| self.by_name.get(name).copied());
                found.ok_or_else(|| Missing::File(names.last().cloned().unwrap_or_default()))
            }
            FileReference::Remote => Err(Missing::Remote),
        };
        let base = match file {
            Ok(file) => Spot::of(file),
            // A URL or a name may be the `$id` of a schema in the sources.
            Err(missing) => self.ids().get(url).cloned().ok_or(missing)?,
        };
        self.used.borrow_mut()[base.file] = true;
        if self.sources[base.file].tree().is_none() {
            return Err(Missing::Unreadable(base.file));
        }
        let within = |pointer: &str| {
            let spot = Spot { file: base.file, pointer: format!("{}{pointer}", base.pointer) };
            self.node(&spot).is_some().then_some(spot)
        };
        let decoded = decode(fragment);
        if fragment.is_empty() || fragment.starts_with('/') {
            return within(fragment).or_else(|| within(&decoded)).ok_or(Missing::Node(base.file));
        }
        let anchor = self.ids().get(&format!("{}#{decoded}", base.file)).cloned();
        // `file.yaml#name` instead of `file.yaml#/name` is a common mistake.
        anchor.or_else(|| within(&format!("/{decoded}"))).ok_or(Missing::Node(base.file))
    }

    /// Returns the pointer of the node in the document that a reference without a file names.
    pub fn in_root(&self, text: &str) -> Option<String> {
        self.find(text, self.root).ok().map(|spot| spot.pointer)
    }

    /// Returns the intended target of a reference that lacks `#` before a pointer, or `#/…/` before a name.
    pub fn without_mark(&self, text: &str, file: usize) -> Option<String> {
        let pointers = match text.strip_prefix('/') {
            Some(_) => vec![text.to_owned()],
            None => ["", "/components/schemas", "/definitions"]
                .map(|section| format!("{section}/{text}"))
                .to_vec(),
        };
        let there = |pointer: &String| {
            self.node(&Spot { file, pointer: pointer.clone() }).is_some_and(Value::is_object)
        };
        pointers.into_iter().find(there).map(|pointer| format!("#{pointer}"))
    }

    /// Follows a chain of nodes that consist of references, and returns the nodes in order. The last one is not a
    /// reference, unless the chain is broken or is a cycle.
    pub fn chain(&self, spot: Spot, place: Place) -> Vec<Spot> {
        let mut chain = Vec::new();
        let mut at = spot;
        while let Some(text) = self.node(&at).and_then(|node| pure_reference(node, place))
            && let Ok(next) = self.find(text, at.file)
            && !chain.contains(&next)
            && chain.len() < MAX_HOPS
        {
            chain.push(next.clone());
            at = next;
        }
        chain
    }

    fn ids(&self) -> &HashMap<String, Spot> {
        self.ids.get_or_init(|| {
            let mut ids = HashMap::new();
            for (file, source) in self.sources.iter().enumerate() {
                if let Some(tree) = source.tree() {
                    collect(tree, &At::root(), file, &mut ids);
                }
            }
            ids
        })
    }

    /// Reports the findings of sources that were referred to, and the sources that nothing refers to.
    pub fn report(&self, diagnostics: &mut Diagnostics) {
        for (file, used) in self.used.borrow().iter().enumerate() {
            let source = &self.sources[file];
            if *used && file != self.root && source.fault().is_none() {
                source.report(file, diagnostics);
            }
            if !used && !source.is_referred() {
                let is_overlay = source.tree().is_some_and(|tree| tree.get("overlay").is_some());
                if source.fault().is_some() {
                    source.report(file, diagnostics);
                } else if !is_overlay {
                    let unused = finding::Reference::UnusedFile { file: source.name.clone() };
                    diagnostics.add(unused, &Origin::of_file(file));
                }
            }
        }
    }
}

/// Collects the identifiers and anchors of a file, wherever they are.
fn collect(node: &Value, at: &At<'_>, file: usize, ids: &mut HashMap<String, Spot>) {
    let text = |key: &str| node.get(key).and_then(Value::as_str);
    let spot = || Spot { file, pointer: at.text() };
    if let Some(id) = text("$id").or_else(|| text("id")) {
        let key = match id.strip_prefix('#') {
            Some(anchor) => format!("{file}#{anchor}"),
            None => id.trim_end_matches('#').to_owned(),
        };
        ids.entry(key).or_insert_with(spot);
    }
    for anchor in ["$anchor", "$dynamicAnchor"].into_iter().filter_map(text) {
        ids.entry(format!("{file}#{anchor}")).or_insert_with(spot);
    }
    at::children(node, Place::Other, at, |child, _, at| collect(child, at, file, ids));
}

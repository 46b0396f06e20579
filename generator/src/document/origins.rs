//! Where the nodes of a tree stood before they were moved.

use std::collections::BTreeMap;

use crate::diagnostics::{Diagnostics, Origin};

/// Moves of nodes, a layer for every phase that rewrites the tree. What no layer names has not moved.
///
/// Nothing is looked up before there is a diagnostic to print.
#[derive(Debug, Default)]
pub struct Origins {
    layers: Vec<Layer>,
    /// How many layers the tree had when it was whole, before anything was rewritten.
    whole: usize,
}

type Layer = BTreeMap<String, Before>;

/// Where a node stood.
#[derive(Debug, Clone)]
struct Before {
    origin: Origin,
    /// Whether it is a place of a file, whatever layers are below.
    in_file: bool,
}

impl Origins {
    /// Begins the layer of a phase.
    pub fn layer(&mut self) {
        self.layers.push(BTreeMap::new());
    }

    /// Notes that the tree is as overlays see it: its files are brought together, and what comes now rewrites it.
    pub fn begin_rewriting(&mut self) {
        self.whole = self.layers.len();
    }

    /// Notes that what now stands at the pointer `now` stood at `before`: a place of the layer below, or of
    /// a file where no layer is below. With an offset, `before` names bytes of a file and its pointer is
    /// not used.
    pub fn moved(&mut self, now: impl Into<String>, before: Origin) {
        self.note(now.into(), Before { origin: before, in_file: false });
    }

    /// Notes that what now stands at the pointer `now` came in with this phase, from a place of a file.
    pub fn added(&mut self, now: impl Into<String>, place: Origin) {
        self.note(now.into(), Before { origin: place, in_file: true });
    }

    fn note(&mut self, now: String, before: Before) {
        if self.layers.is_empty() {
            self.layer();
        }
        if let Some(layer) = self.layers.last_mut() {
            layer.insert(now, before);
        }
    }

    /// Where a node of the tree as it is now stood in its file.
    pub fn source(&self, origin: &Origin) -> Origin {
        follow(&self.layers, origin)
    }

    /// The JSON pointer of a node of the tree as it is now in the tree that overlays change.
    pub fn overlaid(&self, origin: &Origin) -> String {
        follow(self.layers.get(self.whole..).unwrap_or_default(), origin).pointer
    }

    /// Where the node at a pointer of the tree as it is now stood when the newest layer was begun.
    pub fn before(&self, pointer: &str) -> String {
        self.layers
            .last()
            .and_then(|layer| before(layer, pointer))
            .map_or_else(|| pointer.to_owned(), |before| before.origin.pointer)
    }

    /// Turns the places of all findings since `from`, which are places of the tree as it is now, into
    /// places of files.
    pub fn settle(&self, diagnostics: &mut Diagnostics, from: usize) {
        for diagnostic in diagnostics.list.iter_mut().skip(from) {
            if let Some(origin) = &mut diagnostic.origin {
                diagnostic.target = Some(self.overlaid(origin));
                *origin = self.source(origin);
            }
        }
    }
}

/// Where a node stood before these layers.
fn follow(layers: &[Layer], origin: &Origin) -> Origin {
    let mut origin = origin.clone();
    for layer in layers.iter().rev() {
        if origin.offset.is_some() {
            break;
        }
        if let Some(before) = before(layer, &origin.pointer) {
            origin = before.origin;
            if before.in_file {
                break;
            }
        }
    }
    origin
}

/// What a layer says about a pointer or the longest beginning of it that it names.
fn before(layer: &Layer, pointer: &str) -> Option<Before> {
    if layer.is_empty() {
        return None;
    }
    let mut cut = pointer.len();
    loop {
        if let Some(Before { origin, in_file }) = layer.get(&pointer[..cut]) {
            let pointer = match origin.offset {
                Some(_) => pointer.to_owned(),
                None => format!("{}{}", origin.pointer, &pointer[cut..]),
            };
            return Some(Before {
                origin: Origin { pointer, ..origin.clone() },
                in_file: *in_file,
            });
        }
        cut = pointer[..cut].rfind('/')?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_are_followed_down_the_layers() {
        let mut origins = Origins::default();
        origins.moved("/paths", Origin { file: 2, ..Origin::default() });
        origins.moved("/info", Origin { file: 1, offset: Some(7), ..Origin::default() });
        origins.layer();
        origins.moved("/components/schemas", Origin::at("/definitions"));
        origins.moved("/components/schemas/X", Origin::at("/paths/~1x/schema"));
        let source = |pointer: &str| origins.source(&Origin::at(pointer));
        assert_eq!(source("/components/schemas/A/type").pointer, "/definitions/A/type");
        assert_eq!(
            source("/components/schemas/X/type"),
            Origin { file: 2, pointer: "/~1x/schema/type".to_owned(), offset: None }
        );
        assert_eq!(source("/components/schemasX").pointer, "/components/schemasX");
        assert_eq!(origins.before("/components/schemas/X/type"), "/paths/~1x/schema/type");
        assert_eq!(
            source("/info/title"),
            Origin { file: 1, pointer: "/info/title".to_owned(), offset: Some(7) }
        );
    }
}

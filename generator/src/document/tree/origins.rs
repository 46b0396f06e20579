//! Origins of the nodes of a finished document.

use super::trail::Trail;
use crate::diagnostics::{Diagnostics, Origin};

/// Origins of a document's nodes, in sources and in the tree that overlays change.
#[derive(Debug, Default)]
pub struct Origins {
    /// Origins of the nodes of the tree that overlays change: places in sources.
    pub files: Trail,
    /// Origins of the nodes of the document: places in the tree from which it was rewritten.
    pub rewritten: Trail,
}

impl Origins {
    /// Returns the place in a source of a node of the document.
    pub fn source(&self, origin: &Origin) -> Origin {
        self.files.origin_of(&self.overlaid(origin))
    }

    /// Returns the JSON pointer that a node of the document has in the tree that overlays change.
    pub fn overlaid(&self, origin: &Origin) -> String {
        self.rewritten.origin_of(&origin.pointer).pointer
    }

    /// Adds findings about nodes of the document to those about places in sources.
    pub fn settle(&self, found: Diagnostics, diagnostics: &mut Diagnostics) {
        diagnostics.list.extend(found.list.into_iter().map(|mut finding| {
            if let Some(origin) = &mut finding.origin {
                finding.target = Some(self.overlaid(origin));
                *origin = self.source(origin);
            }
            finding
        }));
    }
}

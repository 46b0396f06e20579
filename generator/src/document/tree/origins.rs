//! Origins of the nodes of a finished document.

use super::trail::Trail;
use crate::diagnostics::{Diagnostics, Origin};

/// The origins of a document's nodes, in files and in the tree that overlays change.
#[derive(Debug, Default)]
pub struct Origins {
    /// Of the tree that overlays change: the places in the files that it was made from.
    pub files: Trail,
    /// Of the document: the places of the tree that it was rewritten from.
    pub rewritten: Trail,
}

impl Origins {
    /// The place of a node of the document in its file.
    pub fn source(&self, origin: &Origin) -> Origin {
        self.files.origin_of(&self.overlaid(origin))
    }

    /// The JSON pointer of a node of the document in the tree that overlays change.
    pub fn overlaid(&self, origin: &Origin) -> String {
        self.rewritten.origin_of(&origin.pointer).pointer
    }

    /// Adds findings about nodes of the document to those about places of files.
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

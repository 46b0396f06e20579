//! Overlays: documents that change the description (OpenAPI Overlay Specification 1.0 and 1.1).
//!
//! Version 1.1 specifies what 1.0 leaves open, so both are merged by the rules of 1.1: an update is appended to an
//! array, whether it is an array or one entry. What 1.0 forbids (primitive targets, `copy`) is an error in an overlay
//! of 1.0.

mod action;
mod change;
mod merge;
mod near;
#[cfg(test)]
mod tests;

use self::action::Action;
pub use self::action::Overlay;
use self::change::Changes;
use super::tree::Tree;
use crate::diagnostics::finding::OverlayAction;
use crate::diagnostics::{Diagnostics, Origin};
use crate::read::Source;

/// Returns the overlays among sources. Findings about their texts are reported.
pub fn among<'a>(sources: &'a [Source], diagnostics: &mut Diagnostics) -> Vec<Overlay<'a>> {
    let overlays = sources.iter().enumerate().filter(|(_, source)| source.is_overlay());
    let overlays = overlays.filter(|(_, source)| !source.text.is_empty());
    let overlay = |(file, source): (usize, &'a Source)| {
        source.report(file, diagnostics);
        Some(Overlay { name: &source.name, file, tree: source.tree()? })
    };
    overlays.filter_map(overlay).collect()
}

/// Applies overlays to a document's tree, in their order. Actions that cannot be applied are reported, at places in the
/// overlay files; all others are applied.
pub fn apply(
    tree: &mut Tree,
    overlays: &[Overlay<'_>],
    allow_unmatched: bool,
    diagnostics: &mut Diagnostics,
) {
    let mut changes = Changes::new(tree);
    for overlay in overlays {
        let root = Origin { file: overlay.file, ..Origin::default() };
        let Some(version) = action::version(overlay, &root, diagnostics) else { continue };
        for (at, node) in action::list(overlay, &root, diagnostics).iter().enumerate() {
            let place = root.child("actions").child(&at.to_string());
            let name = OverlayAction { number: at + 1, overlay: overlay.name.to_owned() };
            if let Some(mut action) = Action::read(node, version, name, place, diagnostics) {
                action.allow_no_match |= allow_unmatched;
                changes.apply(&action, diagnostics);
            }
        }
    }
}

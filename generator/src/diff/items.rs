//! Comparison of Rust items.

use super::found::Found;
use super::surface::Item;
use crate::changes::{Effect, ItemKind, RustChange};

/// Returns the path of an item of an owner, as changes show it.
pub fn path(owner: &str, item: &Item) -> String {
    let name = &item.name;
    match item.kind {
        ItemKind::Impl if item.signature.is_empty() => format!("{name} for {owner}"),
        ItemKind::Impl => format!("{name}<{}> for {owner}", item.signature),
        ItemKind::Field
        | ItemKind::Variant
        | ItemKind::Setter
        | ItemKind::Constructor
        | ItemKind::Pages
            if !name.contains("::") =>
        {
            format!("{owner}::{name}")
        }
        ItemKind::Output | ItemKind::Error => owner.to_owned(),
        ItemKind::Method if !name.contains("::") => format!("Client::{name}"),
        _ => name.clone(),
    }
}

/// Compares the items of a unit or part. Each side has the name of the items' owner.
pub fn compare(
    (old_owner, old): (&str, &[Item]),
    (new_owner, new): (&str, &[Item]),
    found: &mut Found<'_>,
) -> Vec<RustChange> {
    let mut changes = Vec::new();
    let mut is_paired = vec![false; new.len()];
    for item in old {
        let same = |other: &&Item| other.kind == item.kind && other.name == item.name;
        let alone = |items: &[Item]| items.iter().filter(|one| one.kind == item.kind).count() == 1;
        let position = new.iter().position(|other| same(&other)).or_else(|| {
            let is_renamed = item.kind != ItemKind::Impl && alone(old) && alone(new);
            is_renamed.then(|| new.iter().position(|other| other.kind == item.kind)).flatten()
        });
        let Some(position) = position else {
            changes.push(gone(old_owner, item));
            continue;
        };
        is_paired[position] = true;
        pair((old_owner, item), (new_owner, &new[position]), found, &mut changes);
    }
    let added = new.iter().zip(is_paired).filter(|(_, is_paired)| !is_paired);
    changes.extend(added.map(|(item, _)| added_item(new_owner, item)));
    changes
}

/// Compares two forms of an item.
pub fn pair(
    (old_owner, old): (&str, &Item),
    (new_owner, new): (&str, &Item),
    found: &mut Found<'_>,
    changes: &mut Vec<RustChange>,
) {
    let (old_path, new_path) = (path(old_owner, old), path(new_owner, new));
    let change = |effect, old: Option<String>, new_text: Option<String>| RustChange {
        effect,
        kind: new.kind,
        item: new_path.clone(),
        old,
        new: new_text,
    };
    if old.name != new.name {
        changes.push(change(Effect::Renamed, Some(old_path), Some(new_path.clone())));
    }
    if found.differs(&old.signature, &new.signature) {
        let texts = (old.signature.clone(), new.signature.clone());
        changes.push(change(Effect::Retyped, Some(texts.0), Some(texts.1)));
    }
    if !old.deprecated && new.deprecated {
        changes.push(change(Effect::Deprecated, None, None));
    }
}

/// An item that is gone.
pub fn gone(owner: &str, item: &Item) -> RustChange {
    RustChange {
        effect: Effect::Removed,
        kind: item.kind,
        item: path(owner, item),
        old: (!item.signature.is_empty()).then(|| item.signature.clone()),
        new: None,
    }
}

/// An item that is new.
pub fn added_item(owner: &str, item: &Item) -> RustChange {
    RustChange {
        effect: Effect::Added,
        kind: item.kind,
        item: path(owner, item),
        old: None,
        new: (!item.signature.is_empty()).then(|| item.signature.clone()),
    }
}

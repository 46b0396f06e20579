//! Changes for programs.

use serde_json::{Value, json};

use crate::changes::{Change, Changes, Level, Place, Step};

/// Returns changes as JSON: an object with the members
///
/// - `step`: `major`, `minor` or `patch`; null if nothing has changed;
/// - `old_version`, `new_version`: versions of the crate, if the options name them; `required_version`: the lowest
///   version that the changes allow; or null;
/// - `breaking`, `additions`, `wire`, `texts`: numbers of changes;
/// - `changes`: a list of objects with
///   - `level`: `breaking`, `addition` or `wire`;
///   - `kind`, `name`, `owner`: the item; `owner` is the operation or type that a part belongs to, or null;
///   - `direction`: `requests`, `responses`, `requests and responses`, or null;
///   - `rust`: a list of objects with `effect`, `kind`, `item`, `old`, `new`;
///   - `wire`: a list of objects with `aspect`, `old`, `new`;
///   - `follows`: number of other items that change only because they name this one;
///   - `old`, `new`: the places, with `file`, `line`, `column`, `pointer`, or null.
pub fn changes_json(changes: &Changes) -> Value {
    let versions = changes.versions.clone().unwrap_or_default();
    json!({
        "step": changes.step().map(Step::as_str),
        "old_version": versions.old,
        "new_version": versions.new,
        "required_version": changes.required_version(),
        "breaking": changes.count(Level::Breaking),
        "additions": changes.count(Level::Addition),
        "wire": changes.count(Level::Wire),
        "texts": changes.texts,
        "changes": changes.list.iter().map(change).collect::<Vec<_>>(),
    })
}

fn change(change: &Change) -> Value {
    let rust = change.rust.iter().map(|one| {
        json!({
            "effect": one.effect.as_str(),
            "kind": one.kind.as_str(),
            "item": one.item,
            "old": one.old,
            "new": one.new,
        })
    });
    let wire = change
        .wire
        .iter()
        .map(|one| json!({ "aspect": one.aspect.as_str(), "old": one.old, "new": one.new }));
    json!({
        "level": change.level().as_str(),
        "kind": change.subject.kind.as_str(),
        "name": change.subject.name,
        "owner": change.subject.owner,
        "direction": change.direction.map(|direction| direction.as_str()),
        "rust": rust.collect::<Vec<_>>(),
        "wire": wire.collect::<Vec<_>>(),
        "follows": change.follows,
        "old": change.old.as_ref().map(place),
        "new": change.new.as_ref().map(place),
    })
}

fn place(place: &Place) -> Value {
    json!({
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "pointer": place.pointer,
    })
}

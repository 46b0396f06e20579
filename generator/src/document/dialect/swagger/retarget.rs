//! References to places inside operations, which moved.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::document::at::{self, At};
use crate::document::place::Place;

/// Lets references into `paths` follow what they refer to.
pub fn retarget(tree: &mut Value, moves: &[(String, String)]) {
    let mut inverse: Option<BTreeMap<&str, &str>> = None;
    node(tree, Place::Document, &mut |reference| {
        let Some(pointer) = reference.strip_prefix('#').filter(|p| p.starts_with("/paths/")) else {
            return;
        };
        let pointer = crate::read::reference::decode(pointer);
        let inverse = inverse.get_or_insert_with(|| {
            // Of several new places the first one counts.
            moves.iter().rev().map(|(now, before)| (before.as_str(), now.as_str())).collect()
        });
        let mut cut = pointer.len();
        loop {
            if let Some(now) = inverse.get(&pointer[..cut]) {
                *reference = format!("#{now}{}", &pointer[cut..]);
                return;
            }
            match pointer[..cut].rfind('/') {
                Some(next) => cut = next,
                None => return,
            }
        }
    });
}

fn node(value: &mut Value, place: Place, each: &mut impl FnMut(&mut String)) {
    if let Some(Value::String(reference)) = value.get_mut("$ref") {
        each(reference);
    }
    at::values_mut(value, place, &At::root(), |child, place, _| {
        if place.is_read() {
            node(child, place, each);
        }
    });
}

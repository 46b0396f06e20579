//! The public surface of generated code: Rust items, and what they mean on the wire.

mod client;
mod modules;
mod operation;
mod types;
mod unit;
mod words;

pub use operation::direction;
pub use unit::{Argument, Fact, Item, Part, Unit};

use crate::changes::{ItemKind, Kind};
use crate::plan::Planned;
use crate::rust::{self, Part as RuntimePart};

/// Returns the units of an API: those of its files in their order, then the features of the crate.
pub fn surface(planned: &Planned) -> Vec<Unit<'_>> {
    let found = modules::items(&planned.root, &planned.files);
    let mut named = words::Named::default();
    let mut calls = operation::Calls::default();
    for (_, item) in &found {
        named.insert(item);
        calls.insert(item);
    }
    let mut units = Vec::new();
    for (feature, item) in found {
        let start = units.len();
        match item {
            rust::Item::Object(one) => units.push(types::object(one, &named, &planned.places)),
            rust::Item::StringEnum(one) => {
                units.push(types::open_enum("string enum", one, &planned.places));
            }
            rust::Item::IntegerEnum(one) => {
                units.push(types::open_enum("integer enum", one, &planned.places));
            }
            rust::Item::Union(one) => units.push(types::union(one, &named, &planned.places)),
            rust::Item::Alias(one) => units.push(types::alias(one)),
            rust::Item::Methods(list) => {
                let group = list.group.as_ref();
                let unit = |one| calls.unit(group, one, &named, &planned.places);
                units.extend(list.list.iter().map(unit));
            }
            rust::Item::Client(one) => units.push(client::client(one, &planned.places)),
            rust::Item::Servers(one) => units.push(client::servers(one, &planned.places)),
            // Parts of the operation's unit.
            rust::Item::Call(_) | rust::Item::Responses(_) | rust::Item::Group(_) => {}
            rust::Item::Module(_) | rust::Item::Reexport(_) => {}
        }
        for unit in &mut units[start..] {
            unit.feature = feature.map(str::to_owned);
        }
    }
    if planned.is_crate() {
        units.push(features(planned));
    }
    units
}

/// Returns the features and the parts of the runtime of a crate.
fn features(planned: &Planned) -> Unit<'_> {
    let mut unit = Unit::new(Kind::Crate, "");
    let needed = if planned.group_features.is_empty() { "in every build" } else { "by feature" };
    unit.items.push(Item::new(ItemKind::Feature, "operations", needed));
    for name in &planned.group_features {
        let items = vec![Item::new(ItemKind::Feature, name, "")];
        unit.parts.push(Part { items, ..Part::new(Kind::Feature, name, name) });
    }
    for part in &planned.parts {
        let name = match part {
            RuntimePart::Base64 => "wire::base64",
            RuntimePart::Chrono => "wire::datetime_chrono",
            RuntimePart::Jiff => "wire::datetime_jiff",
            RuntimePart::OAuth => "endpoints",
            RuntimePart::Stream => "stream",
            RuntimePart::Text => "text",
            RuntimePart::Time => "wire::datetime_time",
            // They only add implementations.
            RuntimePart::Idempotency | RuntimePart::Uuid => continue,
        };
        let path = format!("runtime::{name}");
        let items = vec![Item::new(ItemKind::Module, &path, "")];
        unit.parts.push(Part { items, ..Part::new(Kind::RuntimeModule, &path, &path) });
    }
    unit
}

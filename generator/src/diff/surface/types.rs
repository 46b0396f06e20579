//! Types.

use std::collections::HashMap;

use super::unit::{Argument, Fact, Item, Part, Unit};
use super::words::{Named, argument, code};
use crate::changes::{Aspect, ItemKind, Kind};
use crate::plan::Places;
use crate::rust::{
    Alias, Derive, Enum, Field, Files, Ident, Initial, Object, Presence, Row, Setter, Table, Union,
};

/// Returns the unit of a struct.
pub fn object<'a>(object: &'a Object, named: &Named, places: &Places) -> Unit<'a> {
    let struct_ = Item::new(ItemKind::Struct, &object.name, "").deprecated(object.deprecated);
    let mut items = vec![struct_];
    items.extend(derives(&object.derives));
    let mut setters: HashMap<&Ident, &Setter> = HashMap::new();
    let mut arguments: HashMap<&Ident, Argument> = HashMap::new();
    if let Some(constructor) = &object.constructor {
        if constructor.is_default {
            items.push(Item::new(ItemKind::Impl, "Default", ""));
        }
        setters.extend(constructor.setters.iter().map(|one| (&one.field, one)));
        arguments.extend(constructor.values.iter().filter_map(|(name, initial)| {
            let Initial::Argument(given) = initial else { return None };
            Some((name, Argument { name: name.to_string(), ty: argument(&given.argument) }))
        }));
    }
    let mut facts = Vec::new();
    if object.table == Table::Multipart {
        facts.push(Fact::new(Aspect::MediaType, "multipart/form-data"));
    }
    let parts = object.fields.iter().map(|field| Part {
        argument: arguments.remove(&field.name),
        ..member(field, setters.get(&field.name).copied(), named)
    });
    let parts = parts.collect();
    let function = object.constructor.is_some();
    Unit {
        items,
        facts,
        parts,
        docs: object.docs.lines(),
        function: function.then(|| Item::new(ItemKind::Constructor, "new", "")),
        ..unit("struct", &object.name, places)
    }
}

fn member<'a>(field: &'a Field, setter: Option<&Setter>, named: &Named) -> Part<'a> {
    let of_field =
        Item::new(ItemKind::Field, &field.name, code(&field.ty)).deprecated(field.deprecated);
    let mut items = vec![of_field];
    items.extend(setter.map(|one| {
        Item::new(ItemKind::Setter, &one.name, argument(&one.value.argument))
            .deprecated(one.deprecated)
    }));
    let (kind, name) = match &field.row {
        Row::Member { name, .. } => (Kind::Member, name.as_str()),
        Row::Rest => (Kind::AdditionalMembers, ""),
    };
    let mut facts = Vec::new();
    if let Row::Member { presence, files, media_type, .. } = &field.row {
        let presence = match presence {
            Presence::Required => "required",
            Presence::Optional => "optional",
            Presence::Nullable => "required, may be null",
            Presence::ThreeState => "optional, may be null",
        };
        facts.push(Fact::new(Aspect::Presence, presence));
        if *files == Files::None {
            facts.push(Fact::new(Aspect::Type, named.value(&field.ty)));
        } else {
            facts.push(Fact::new(Aspect::Type, named.value(&field.ty).replace("bytes", "file")));
        }
        facts.extend(media_type.iter().map(|one| Fact::new(Aspect::MediaType, one)));
    } else {
        facts.push(Fact::new(Aspect::Type, named.value(&field.ty)));
    }
    Part { items, facts, docs: field.docs.lines(), ..Part::new(kind, name, &field.name) }
}

/// Returns the unit of an open enum.
pub fn open_enum<'a, T: ToString>(
    shape: &'static str,
    item: &'a Enum<T>,
    places: &Places,
) -> Unit<'a> {
    let mut items = vec![Item::new(ItemKind::Enum, &item.name, "").deprecated(item.deprecated)];
    items.extend(derives(&item.derives));
    items.push(Item::new(ItemKind::Variant, &item.unknown, ""));
    let parts = item.variants.iter().map(|variant| Part {
        items: vec![Item::new(ItemKind::Variant, &variant.name, "")],
        facts: vec![Fact::new(Aspect::Value, variant.value.to_string())],
        docs: variant.docs.lines(),
        ..Part::new(Kind::Value, variant.value.to_string(), &variant.name)
    });
    let parts = parts.collect();
    Unit { items, parts, docs: item.docs.lines(), ..unit(shape, &item.name, places) }
}

/// Returns the unit of a union.
pub fn union<'a>(item: &'a Union, named: &Named, places: &Places) -> Unit<'a> {
    let mut items = vec![Item::new(ItemKind::Enum, &item.name, "").deprecated(item.deprecated)];
    items.extend(derives(&item.derives));
    let mut facts = Vec::new();
    if let Some((tag, unknown)) = &item.tag {
        items.push(Item::new(ItemKind::Variant, unknown, ""));
        facts.push(Fact::new(Aspect::Discriminator, tag));
    }
    let parts = item.variants.iter().map(|variant| {
        let ty = code(&variant.ty);
        let held = if variant.boxed { format!("runtime::Boxed<{ty}>") } else { ty.clone() };
        let mut items = vec![Item::new(ItemKind::Variant, &variant.name, held)];
        if variant.converts {
            items.push(Item::new(ItemKind::Impl, "From", ty));
        }
        let mut facts = vec![Fact::new(Aspect::Type, named.wire(&variant.ty))];
        if item.tag.is_some() {
            facts.push(Fact::new(Aspect::Tags, variant.values.join(", ")));
        }
        // The documentation of a variant lists its tags.
        Part { items, facts, ..Part::new(Kind::Variant, &variant.name, &variant.name) }
    });
    let parts = parts.collect();
    Unit { items, facts, parts, docs: item.docs.lines(), ..unit("union", &item.name, places) }
}

/// Returns the unit of an alias.
pub fn alias(alias: &Alias) -> Unit<'_> {
    Unit {
        items: vec![Item::new(ItemKind::Alias, &alias.name, code(&alias.ty))],
        docs: alias.docs.lines(),
        shape: "type alias",
        ..Unit::new(Kind::Type, &alias.name)
    }
}

fn unit<'a>(shape: &'static str, name: &Ident, places: &Places) -> Unit<'a> {
    let place = places.of_type(name);
    Unit {
        shape,
        identity: place.map(|place| place.origin.pointer.clone()).unwrap_or_default(),
        direction: place.map(|place| place.direction),
        origin: place.map(|place| place.origin.clone()),
        ..Unit::new(Kind::Type, name)
    }
}

fn derives(derives: &[Derive]) -> impl Iterator<Item = Item> {
    derives.iter().map(|one| Item::new(ItemKind::Impl, one.name(), ""))
}

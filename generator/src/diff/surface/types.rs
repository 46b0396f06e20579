//! Types.

use std::collections::HashMap;

use super::unit::{Argument, Fact, Item, Part, Unit};
use super::words::{Named, argument, code, constant, style};
use crate::changes::{Aspect, ItemKind, Kind};
use crate::plan::Places;
use crate::rust::{
    Alias, Derive, Enum, Field, Ident, Initial, Object, PartForm, Presence, Row, RowValue, Setter,
    Table, Union, VariantValue,
};

/// Returns the unit of a struct.
pub fn object<'a>(object: &'a Object, named: &Named, places: &Places) -> Unit<'a> {
    let struct_ = Item::new(ItemKind::Struct, &object.name, "").deprecated(object.deprecated);
    let mut items = vec![struct_];
    items.extend(derives(&object.derives));
    let mut setters: HashMap<&Ident, &Setter> = HashMap::new();
    let mut arguments: HashMap<&Ident, Argument> = HashMap::new();
    if let Some(constructor) = &object.constructor {
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
    let fields: HashMap<&Ident, &Field> =
        object.fields.iter().map(|field| (&field.name, field)).collect();
    let parts = object.rows.iter().map(|row| {
        let facts = facts_of(row);
        let (kind, name) = match row {
            Row::Member { name, .. } => (Kind::Member, name.as_str()),
            Row::Rest(_) => (Kind::AdditionalMembers, ""),
        };
        match field_of(row).and_then(|field| fields.get(field)) {
            Some(field) => {
                let argument = arguments.remove(&field.name);
                let setter = setters.get(&field.name).copied();
                let part = Part { argument, facts, ..Part::new(kind, name, &field.name) };
                with_field(part, field, setter, named)
            }
            None => Part { facts, ..Part::new(kind, name, "") },
        }
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

/// Returns the field that a row belongs to.
fn field_of(row: &Row) -> Option<&Ident> {
    match row {
        Row::Member { value: RowValue::Field { field, .. } | RowValue::Flag(field, _), .. }
        | Row::Rest(field) => Some(field),
        Row::Member { value: RowValue::Constant(_), .. } => None,
    }
}

/// Returns what a row says of a member.
fn facts_of(row: &Row) -> Vec<Fact> {
    let Row::Member { value, part, .. } = row else { return Vec::new() };
    let presence = match value {
        RowValue::Field { presence: Presence::Required, .. } | RowValue::Constant(_) => "required",
        RowValue::Field { presence: Presence::Optional, .. } | RowValue::Flag(..) => "optional",
        RowValue::Field { presence: Presence::Nullable, .. } => "required, may be null",
        RowValue::Field { presence: Presence::ThreeState, .. } => "optional, may be null",
    };
    let mut facts = vec![Fact::new(Aspect::Presence, presence)];
    if let RowValue::Constant(value) | RowValue::Flag(_, value) = value {
        facts.push(Fact::new(Aspect::Value, constant(value)));
    }
    match part {
        PartForm::Value(media_type) | PartForm::File(media_type) | PartForm::Files(media_type) => {
            facts.extend(media_type.iter().map(|one| Fact::new(Aspect::MediaType, one)));
        }
        PartForm::Json(media_type) => facts.push(Fact::new(Aspect::MediaType, media_type)),
        PartForm::Styled(one) => facts.push(Fact::new(Aspect::Style, style(one, false))),
    }
    facts
}

/// Adds the items of a field to the part that it belongs to.
fn with_field<'a>(
    mut part: Part<'a>,
    field: &'a Field,
    setter: Option<&Setter>,
    named: &Named,
) -> Part<'a> {
    let of_field =
        Item::new(ItemKind::Field, &field.name, code(&field.ty)).deprecated(field.deprecated);
    part.items.push(of_field);
    part.items.extend(setter.map(|one| {
        Item::new(ItemKind::Setter, &one.name, argument(&one.value.argument))
            .deprecated(one.deprecated)
    }));
    if !part.facts.iter().any(|fact| fact.aspect == Aspect::Value) {
        let is_file = code(&field.ty).contains("runtime::File");
        let ty = named.value(&field.ty);
        let ty = if is_file { ty.replace("bytes", "file") } else { ty };
        part.facts.push(Fact::new(Aspect::Type, ty));
    }
    Part { docs: field.docs.lines(), ..part }
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
    items.extend(item.unknown.iter().map(|one| Item::new(ItemKind::Variant, one, "")));
    facts.extend(item.tag.iter().map(|tag| Fact::new(Aspect::Discriminator, tag)));
    let parts = item.variants.iter().map(|variant| {
        let part = Part::new(Kind::Variant, &variant.name, &variant.name);
        let (ty, boxed, tags, converts) = match &variant.value {
            VariantValue::Constant(value) => {
                let items = vec![Item::new(ItemKind::Variant, &variant.name, "")];
                let facts = vec![Fact::new(Aspect::Value, constant(value))];
                return Part { items, facts, ..part };
            }
            VariantValue::Type { ty, boxed, tags, converts } => (ty, *boxed, tags, *converts),
        };
        let shown = code(ty);
        let held = if boxed { format!("runtime::Boxed<{shown}>") } else { shown.clone() };
        let mut items = vec![Item::new(ItemKind::Variant, &variant.name, held)];
        if converts {
            items.push(Item::new(ItemKind::Impl, "From", shown));
        }
        let mut facts = vec![Fact::new(Aspect::Type, named.wire(ty))];
        if item.tag.is_some() {
            facts.push(Fact::new(Aspect::Tags, tags.join(", ")));
        }
        // The documentation of a variant lists its tags.
        Part { items, facts, ..part }
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

//! Types.

use std::collections::HashMap;

use super::unit::{Argument, Fact, Item, Part, Unit};
use super::words::{Named, argument, code, constant, style};
use crate::changes::{Aspect, ItemKind, Kind};
use crate::plan::Places;
use crate::rust::{
    Alias, Derive, Enum, Field, Ident, Initial, Object, PartForm, Presence, Row, RowValue, Setter,
    Table, Union, Variant, VariantValue,
};

/// Returns the unit of a struct.
pub fn object<'a>(object: &'a Object, named: &Named, places: &Places) -> Unit<'a> {
    let struct_ = Item::new(ItemKind::Struct, &object.name, "").deprecated(object.deprecated);
    let mut items = vec![struct_];
    items.extend(derives(&object.derives));
    let mut members = Members {
        fields: object.fields.iter().map(|field| (&field.name, field)).collect(),
        setters: HashMap::new(),
        arguments: HashMap::new(),
        named,
    };
    if let Some(constructor) = &object.constructor {
        members.setters.extend(constructor.setters.iter().map(|one| (&one.field, one)));
        members.arguments.extend(constructor.values.iter().filter_map(|(name, initial)| {
            let Initial::Argument(given) = initial else { return None };
            Some((name, Argument { name: name.to_string(), ty: argument(&given.argument) }))
        }));
    }
    let mut facts = Vec::new();
    if object.table == Table::Multipart {
        facts.push(Fact::new(Aspect::MediaType, "multipart/form-data"));
    }
    let function = object.constructor.is_some();
    Unit {
        items,
        facts,
        parts: object.rows.iter().map(|row| members.part(row)).collect(),
        docs: object.docs.lines(),
        function: function.then(|| Item::new(ItemKind::Constructor, "new", "")),
        ..unit("struct", &object.name, places)
    }
}

/// Items of a struct, by the names of its fields.
struct Members<'a, 'n> {
    fields: HashMap<&'a Ident, &'a Field>,
    setters: HashMap<&'a Ident, &'a Setter>,
    arguments: HashMap<&'a Ident, Argument>,
    named: &'n Named,
}

impl<'a> Members<'a, '_> {
    /// Returns the part of a row of the wire table.
    fn part(&self, row: &'a Row) -> Part<'a> {
        let (name, value, form) = match row {
            Row::Member { name, value, part } => (name, value, part),
            Row::Rest(field) => {
                let ty = self.fields.get(field).map(|field| self.named.value(&field.ty));
                let facts = ty.map(|ty| Fact::new(Aspect::Type, ty)).into_iter().collect();
                return Part { facts, ..self.of_field(Kind::AdditionalMembers, "", field) };
            }
        };
        let (mut part, presence, only) = match value {
            RowValue::Field { field, presence } => {
                (self.of_field(Kind::Member, name, field), *presence, None)
            }
            RowValue::Flag(field, only) => {
                (self.of_field(Kind::Member, name, field), Presence::Optional, Some(only))
            }
            RowValue::Constant(only) => {
                (Part::new(Kind::Member, name, name), Presence::Required, Some(only))
            }
        };
        let presence = match presence {
            Presence::Required => "required",
            Presence::Optional => "optional",
            Presence::Nullable => "required, may be null",
            Presence::ThreeState => "optional, may be null",
        };
        part.facts.push(Fact::new(Aspect::Presence, presence));
        if let (None, RowValue::Field { field, .. }) = (only, value) {
            let ty = self.fields.get(field).map(|field| self.named.value(&field.ty));
            part.facts.extend(ty.map(|ty| Fact::new(Aspect::Type, ty)));
        }
        part.facts.extend(only.map(|only| Fact::new(Aspect::Value, constant(only))));
        part.facts.extend(part_form(form));
        part
    }

    /// Returns the part of a field, without facts.
    fn of_field(&self, kind: Kind, name: &str, ident: &Ident) -> Part<'a> {
        let part = Part::new(kind, name, ident);
        let Some(field) = self.fields.get(ident) else { return part };
        let of_field =
            Item::new(ItemKind::Field, &field.name, code(&field.ty)).deprecated(field.deprecated);
        let mut items = vec![of_field];
        items.extend(self.setters.get(ident).map(|one| {
            Item::new(ItemKind::Setter, &one.name, argument(&one.value.argument))
                .deprecated(one.deprecated)
        }));
        let argument = self.arguments.get(ident).cloned();
        Part { items, argument, docs: field.docs.lines(), ..part }
    }
}

/// Returns the form of a member in a multipart body, if it is not the default one.
fn part_form(form: &PartForm) -> Vec<Fact> {
    match form {
        PartForm::Value(None) | PartForm::File(None) | PartForm::Files(None) => Vec::new(),
        PartForm::Value(Some(media_type))
        | PartForm::File(Some(media_type))
        | PartForm::Files(Some(media_type)) => vec![Fact::new(Aspect::MediaType, media_type)],
        PartForm::Json(media_type) => {
            vec![Fact::new(Aspect::MediaType, media_type), Fact::new(Aspect::Encoding, "JSON")]
        }
        PartForm::Styled(one) => vec![Fact::new(Aspect::Style, style(one, false))],
    }
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
    items.extend(item.unknown.iter().map(|name| Item::new(ItemKind::Variant, name, "")));
    let facts = item.tag.iter().map(|tag| Fact::new(Aspect::Discriminator, tag)).collect();
    let is_constant = |one: &Variant| matches!(one.value, VariantValue::Constant(_));
    // `as` can convert an enum whose variants hold nothing.
    let has_numbers = item.unknown.is_none() && item.variants.iter().all(is_constant);
    let parts = item.variants.iter().enumerate().map(|(index, variant)| {
        let (mut items, mut facts) = (Vec::new(), Vec::new());
        match &variant.value {
            VariantValue::Constant(only) => {
                let number = if has_numbers { format!("= {index}") } else { String::new() };
                items.push(Item::new(ItemKind::Variant, &variant.name, number));
                facts.push(Fact::new(Aspect::Value, constant(only)));
            }
            VariantValue::Type { ty, boxed, tags, converts } => {
                let shown = code(ty);
                let held = if *boxed { format!("runtime::Boxed<{shown}>") } else { shown.clone() };
                items.push(Item::new(ItemKind::Variant, &variant.name, held));
                items.extend(converts.then(|| Item::new(ItemKind::Impl, "From", shown)));
                facts.push(Fact::new(Aspect::Type, named.wire(ty)));
                if item.tag.is_some() {
                    facts.push(Fact::new(Aspect::Tags, tags.join(", ")));
                }
            }
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

//! Enums of strings and integers.

use std::collections::HashMap;

use indexmap::{IndexMap, IndexSet};
use openapiv3::Schema;
use serde_json::Value;

use super::Lowering;
use super::schema::Context;
use super::view::View;
use crate::api::{Type, TypeKind};
use crate::diagnostics::Origin;

impl Lowering<'_> {
    pub(super) fn string(
        &mut self,
        schema: &Schema,
        view: &View<'_>,
        origin: &Origin,
        context: &Context,
        name: Option<&str>,
    ) -> Type {
        if let Some(values) = &view.values {
            let values = values.iter().filter(|value| !value.is_null()).map(|value| match value {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            });
            return self.string_enum(schema, values.collect(), &view.format, origin, context, name);
        }
        match view.format.as_str() {
            "date-time" => Type::DateTime,
            "date-time-rfc-2822" => Type::DateTimeRfc2822,
            "date" => Type::Date,
            "uuid" => Type::Uuid,
            "byte" => Type::Base64,
            "binary" => Type::File,
            _ => Type::String,
        }
    }

    pub(super) fn string_enum(
        &mut self,
        schema: &Schema,
        values: Vec<String>,
        format: &str,
        origin: &Origin,
        context: &Context,
        name: Option<&str>,
    ) -> Type {
        let distinct: Vec<String> =
            values.into_iter().collect::<IndexSet<String>>().into_iter().collect();
        if distinct.is_empty() {
            return Type::String;
        }
        if name.is_none() {
            // The same inline enum in several places is one type: by its format where it has one of its
            // own, else by the property's name.
            let leaf = if format.is_empty() { context.leaf.clone() } else { format.to_owned() };
            let key = (leaf, distinct.clone());
            if let Some((id, uses)) = self.enums.get_mut(&key) {
                *uses += 1;
                return Type::Named(*id);
            }
            let id = self.define(schema, origin, context, None);
            let uses = if format.is_empty() { 1 } else { 2 };
            self.enums.insert(key, (id, uses));
            self.api.types[id.0].kind = TypeKind::StringEnum(distinct);
            return Type::Named(id);
        }
        let id = self.define(schema, origin, context, name);
        self.api.types[id.0].kind = TypeKind::StringEnum(distinct);
        Type::Named(id)
    }

    pub(super) fn integer_enum(
        &mut self,
        schema: &Schema,
        values: Vec<i64>,
        origin: &Origin,
        context: &Context,
        name: Option<&str>,
    ) -> Type {
        let names = ["x-enum-varnames", "x-enumNames"]
            .iter()
            .find_map(|key| schema.schema_data.extensions.get(*key)?.as_array());
        let mut distinct: IndexMap<i64, Option<String>> = IndexMap::new();
        for (index, value) in values.into_iter().enumerate() {
            let name = || names.and_then(|names| names.get(index)?.as_str()).map(str::to_owned);
            distinct.entry(value).or_insert_with(name);
        }
        let distinct = distinct.into_iter().collect();
        let id = self.define(schema, origin, context, name);
        self.api.types[id.0].kind = TypeKind::IntegerEnum(distinct);
        Type::Named(id)
    }

    /// Gives inline enums that stand in several places the short name, where only one wants it.
    pub(super) fn name_shared_enums(&mut self) {
        let shared = || self.enums.iter().filter(|(_, (_, uses))| *uses > 1);
        let mut wanted: HashMap<&str, usize> = HashMap::new();
        for ((leaf, _), _) in shared() {
            *wanted.entry(leaf).or_default() += 1;
        }
        for ((leaf, _), (id, _)) in shared() {
            if wanted.get(leaf.as_str()) == Some(&1) {
                let def = &mut self.api.types[id.0];
                def.hint.candidates.insert(0, leaf.clone());
                def.description.clear();
            }
        }
    }
}

/// The values of an integer enum, which some documents write as strings. `None` when it has none, or others.
pub(super) fn integers(values: &[Value]) -> Option<Vec<i64>> {
    let integer = |value: &Value| match value {
        Value::String(text) => text.trim().parse().ok(),
        other => other.as_i64(),
    };
    let numbers: Option<Vec<i64>> =
        values.iter().filter(|value| !value.is_null()).map(integer).collect();
    numbers.filter(|numbers| !numbers.is_empty())
}

//! Strings and integers, and enums of them.

use std::collections::HashMap;

use indexmap::{IndexMap, IndexSet};
use serde_json::Value;

use crate::api::{Type, TypeKind};
use crate::lower::context::Target;
use crate::lower::formats;
use crate::lower::lowering::Lowering;
use crate::lower::merged::Merged;

impl<'a> Lowering<'a> {
    pub(super) fn string(&mut self, merged: &Merged<'a>, target: &Target<'a>) -> Type {
        if let Some(values) = &merged.values {
            let values = values.iter().filter(|value| !value.is_null()).map(|value| match value {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            });
            return self.string_enum(merged, values.collect(), merged.format, target);
        }
        formats::text(merged.format).unwrap_or(Type::String)
    }

    pub(super) fn string_enum(
        &mut self,
        merged: &Merged<'a>,
        values: Vec<String>,
        format: &str,
        target: &Target<'a>,
    ) -> Type {
        let distinct: Vec<String> =
            values.into_iter().collect::<IndexSet<String>>().into_iter().collect();
        if distinct.is_empty() {
            return Type::String;
        }
        if target.component.is_some() {
            let id = self.define(merged, target);
            self.api.types[id.0].kind = TypeKind::StringEnum(distinct);
            return Type::Named(id);
        }
        // Equal inline enums in several places become one type if they have the same format, or else the same last word
        // in their names.
        let leaf = if format.is_empty() { &target.context.leaf } else { format };
        let key = (leaf.to_owned(), distinct.clone());
        if let Some((id, uses)) = self.enums.get_mut(&key) {
            *uses += 1;
            return Type::Named(*id);
        }
        let id = self.define(merged, target);
        let uses = if format.is_empty() { 1 } else { 2 };
        self.enums.insert(key, (id, uses));
        self.api.types[id.0].kind = TypeKind::StringEnum(distinct);
        Type::Named(id)
    }

    pub(super) fn integer(&mut self, merged: &Merged<'a>, target: &Target<'a>) -> Type {
        let Some(values) = integers(merged.values.as_deref().unwrap_or_default()) else {
            return formats::integer(merged.format).unwrap_or(Type::Int64);
        };
        let mut distinct: IndexMap<i64, Option<String>> = IndexMap::new();
        for value in values {
            distinct.entry(value).or_default();
        }
        for (value, name) in &merged.value_names {
            let slot = integer(value).and_then(|value| distinct.get_mut(&value));
            if let Some(slot) = slot.filter(|slot| slot.is_none()) {
                *slot = Some((*name).to_owned());
            }
        }
        let id = self.define(merged, target);
        self.api.types[id.0].kind = TypeKind::IntegerEnum(distinct.into_iter().collect());
        Type::Named(id)
    }

    /// Gives inline enums that are used in several places their short name, unless two enums have the same one.
    pub(in crate::lower) fn name_shared_enums(&mut self) {
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

/// Returns the values of an integer enum. `None` if there are no values, or not all of them are integers.
fn integers(values: &[Value]) -> Option<Vec<i64>> {
    let numbers: Option<Vec<i64>> =
        values.iter().filter(|value| !value.is_null()).map(integer).collect();
    numbers.filter(|numbers| !numbers.is_empty())
}

/// Returns a number as an integer, if it has no fraction.
fn whole(number: f64) -> Option<i64> {
    // Above this limit, `f64` does not represent all integers.
    let is_exact = number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0;
    is_exact.then_some(number as i64)
}

/// Returns the integer of a value; some documents write integers as strings.
pub(super) fn integer(value: &Value) -> Option<i64> {
    match value {
        Value::String(text) => text.trim().parse().ok(),
        other => other.as_i64().or_else(|| whole(other.as_f64()?)),
    }
}

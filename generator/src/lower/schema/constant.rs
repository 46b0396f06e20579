//! Schemas with a single value.

use serde_json::Value;

use super::enums::integer;
use super::lowered::Lowered;
use crate::api::{Constant, Type, TypeKind};
use crate::lower::lowering::Lowering;
use crate::lower::merged::Merged;
use crate::lower::merged::keywords::Node;

impl<'a> Lowering<'a> {
    /// Returns the single value of a schema that was lowered to a type.
    pub(in crate::lower) fn constant_of(
        &self,
        lowered: &Lowered,
        node: impl Into<Node<'a>>,
    ) -> Option<Constant> {
        // The type tells which schemas need not be merged again.
        let may_be = match &lowered.ty {
            Type::Named(id) => match &self.api.types[id.0].kind {
                TypeKind::StringEnum(values) => values.len() == 1,
                TypeKind::IntegerEnum(values) => values.len() == 1,
                TypeKind::Object(_) | TypeKind::Union(_) => false,
            },
            Type::Boolean | Type::Double | Type::Float => true,
            _ => false,
        };
        if !may_be || lowered.nullable {
            return None;
        }
        constant(&self.merge_node(node.into()))
    }
}

/// Returns the value of a schema that allows a single one, beside `null`.
pub(super) fn constant(merged: &Merged<'_>) -> Option<Constant> {
    if merged.is_contradictory() || !merged.unions.is_empty() {
        return None;
    }
    let mut values = merged.values.iter().flatten().filter(|value| !value.is_null());
    let first = values.next()?;
    if values.any(|other| other != first) {
        return None;
    }
    match merged.kind() {
        // Some documents write strings as numbers.
        "string" => Some(Constant::Text(match first {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        })),
        "integer" | "number" => integer(first).map(Constant::Integer),
        "boolean" => first.as_bool().map(Constant::Boolean),
        _ => None,
    }
}

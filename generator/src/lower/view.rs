//! A schema's keywords in one shape, whichever variant `openapiv3` put them into.

use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, ReferenceOr, Schema, SchemaKind, Type, VariantOrUnknownOrEmpty,
};
use serde_json::Value;

/// The keywords of one schema.
#[derive(Default)]
pub(super) struct View<'a> {
    pub ty: &'a str,
    pub format: String,
    pub values: Option<Vec<Value>>,
    pub properties: IndexMap<&'a str, &'a ReferenceOr<Box<Schema>>>,
    pub required: Vec<&'a str>,
    pub additional: Option<&'a AdditionalProperties>,
    pub items: Option<&'a ReferenceOr<Box<Schema>>>,
    pub all_of: &'a [ReferenceOr<Schema>],
    pub one_of: &'a [ReferenceOr<Schema>],
    pub any_of: &'a [ReferenceOr<Schema>],
    pub facts: Vec<String>,
}

fn format_text<T: serde::Serialize>(format: &VariantOrUnknownOrEmpty<T>) -> String {
    match format {
        VariantOrUnknownOrEmpty::Item(item) => serde_json::to_value(item)
            .ok()
            .and_then(|v| v.as_str().map(str::to_owned))
            .unwrap_or_default(),
        VariantOrUnknownOrEmpty::Unknown(text) => text.clone(),
        VariantOrUnknownOrEmpty::Empty => String::new(),
    }
}

fn list<T: Clone + Into<Value>>(values: &[Option<T>]) -> Option<Vec<Value>> {
    (!values.is_empty())
        .then(|| values.iter().map(|v| v.clone().map_or(Value::Null, Into::into)).collect())
}

/// A code span. Backticks in it make it one of more backticks (CommonMark 0.31, section 6.1).
fn code(text: &str) -> String {
    let mut longest = 0;
    for run in text.split(|c| c != '`') {
        longest = longest.max(run.len());
    }
    let ticks = "`".repeat(longest + 1);
    if longest == 0 { format!("`{text}`") } else { format!("{ticks} {text} {ticks}") }
}

fn fact<T: std::fmt::Display>(facts: &mut Vec<String>, what: &str, value: &Option<T>) {
    if let Some(value) = value {
        facts.push(format!("{what}: {value}"));
    }
}

pub(super) fn view(schema: &Schema) -> View<'_> {
    let mut view = View::default();
    match &schema.schema_kind {
        SchemaKind::Type(Type::String(string)) => {
            view.ty = "string";
            view.format = format_text(&string.format);
            view.values = list(&string.enumeration);
            fact(&mut view.facts, "Minimum length", &string.min_length);
            fact(&mut view.facts, "Maximum length", &string.max_length);
            fact(&mut view.facts, "Pattern", &string.pattern.as_ref().map(|p| code(p)));
        }
        SchemaKind::Type(Type::Number(number)) => {
            view.ty = "number";
            view.format = format_text(&number.format);
            view.values = list(&number.enumeration);
            fact(&mut view.facts, "Minimum", &number.minimum);
            fact(&mut view.facts, "Maximum", &number.maximum);
        }
        SchemaKind::Type(Type::Integer(integer)) => {
            view.ty = "integer";
            view.format = format_text(&integer.format);
            view.values = list(&integer.enumeration);
            fact(&mut view.facts, "Minimum", &integer.minimum);
            fact(&mut view.facts, "Maximum", &integer.maximum);
        }
        SchemaKind::Type(Type::Boolean(boolean)) => {
            view.ty = "boolean";
            view.values = list(&boolean.enumeration);
        }
        SchemaKind::Type(Type::Object(object)) => {
            view.ty = "object";
            view.properties = object.properties.iter().map(|(k, v)| (k.as_str(), v)).collect();
            view.required = object.required.iter().map(String::as_str).collect();
            view.additional = object.additional_properties.as_ref();
        }
        SchemaKind::Type(Type::Array(array)) => {
            view.ty = "array";
            view.items = array.items.as_ref();
            fact(&mut view.facts, "Minimum items", &array.min_items);
            fact(&mut view.facts, "Maximum items", &array.max_items);
        }
        SchemaKind::OneOf { one_of } => view.one_of = one_of,
        SchemaKind::AnyOf { any_of } => view.any_of = any_of,
        SchemaKind::AllOf { all_of } => view.all_of = all_of,
        SchemaKind::Not { .. } => {}
        SchemaKind::Any(any) => {
            view.ty = any.typ.as_deref().unwrap_or_default();
            view.format = any.format.clone().unwrap_or_default();
            view.values = (!any.enumeration.is_empty()).then(|| any.enumeration.clone());
            view.properties = any.properties.iter().map(|(k, v)| (k.as_str(), v)).collect();
            view.required = any.required.iter().map(String::as_str).collect();
            view.additional = any.additional_properties.as_ref();
            view.items = any.items.as_ref();
            view.all_of = &any.all_of;
            view.one_of = &any.one_of;
            view.any_of = &any.any_of;
        }
    }
    if view.ty.is_empty() {
        view.ty = if !view.properties.is_empty() || view.additional.is_some() {
            "object"
        } else if view.items.is_some() {
            "array"
        } else if view
            .values
            .as_ref()
            .is_some_and(|v| v.iter().all(|v| v.is_string() || v.is_null()))
        {
            "string"
        } else if view.values.as_ref().is_some_and(|v| v.iter().all(|v| v.is_i64() || v.is_null()))
        {
            "integer"
        } else {
            ""
        };
    }
    if matches!(view.ty, "number" | "boolean" | "")
        && let Some(values) = &view.values
    {
        let values: Vec<String> = values
            .iter()
            .take(20)
            .map(|value| format!("`{}`", value.to_string().replace('`', "'")))
            .collect();
        view.facts.push(format!("One of: {}", values.join(", ")));
    }
    if let Some(default) = &schema.schema_data.default {
        let text = default.to_string();
        if text.len() <= 80 && !default.is_null() {
            view.facts.push(format!("Default: `{}`", text.replace('`', "'")));
        }
    }
    view
}

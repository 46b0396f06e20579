//! Types that derive `serde`, of the schemas of a document: what generators of such code write.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::Value;

use super::{component, other_members, properties, requires, tag, text, variants};

const DERIVES: &str = "#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]\n";

/// Code with a type for each component, and for each object, enum and union within.
///
/// # Errors
///
/// When the document has no components.
pub fn code(document: &Value) -> Result<String, String> {
    let schemas = document.pointer("/components/schemas").and_then(Value::as_object);
    let schemas = schemas.ok_or("the document has no components")?;
    let mut types = Types { out: String::new(), tags: BTreeMap::new(), inline: 0 };
    for schema in schemas.values() {
        if let Some((tag, mapping)) = tag(schema) {
            types.tags.extend(mapping.into_iter().map(|(_, name)| (name, tag)));
        }
    }
    for (name, schema) in schemas {
        types.named(name, schema);
    }
    Ok(types.out)
}

struct Types<'a> {
    out: String,
    /// Components that are variants of a union with a tag, which `serde` takes out of them.
    tags: BTreeMap<&'a str, &'a str>,
    inline: usize,
}

impl Types<'_> {
    fn named(&mut self, name: &str, schema: &Value) {
        if let Some(variants) = variants(schema) {
            self.union(name, schema, variants);
        } else if let Some(values) = schema.get("enum").and_then(Value::as_array) {
            self.string_enum(name, values);
        } else if schema.get("properties").is_some() {
            self.object(name, schema);
        } else {
            let ty = self.ty(schema, name);
            // Writing to a string cannot fail.
            let _ = writeln!(self.out, "pub type {name} = {ty};");
        }
    }

    fn object(&mut self, name: &str, schema: &Value) {
        let mut fields = String::new();
        for (index, (member, schema_of_member)) in properties(schema).enumerate() {
            if self.tags.get(name).is_some_and(|tag| tag == member) {
                continue;
            }
            let is_required = requires(schema, member);
            if let Some(value) = constant(schema_of_member, is_required) {
                let ty = self.constant(name, value, is_required);
                let options = format!("rename = {member:?}, default");
                let options = match is_required {
                    true => options,
                    false => format!("{options}, skip_serializing_if = \"{ty}::is_absent\""),
                };
                let _ = writeln!(fields, "    #[serde({options})]\n    pub m{index}: {ty},");
                continue;
            }
            let mut ty = self.ty(schema_of_member, name);
            let mut options = format!("rename = {member:?}");
            if !is_required {
                options.push_str(", default, skip_serializing_if = \"Option::is_none\"");
                ty = format!("Option<{ty}>");
            } else if schema_of_member.get("nullable") == Some(&Value::Bool(true)) {
                ty = format!("Option<{ty}>");
            }
            let _ = writeln!(fields, "    #[serde({options})]\n    pub m{index}: {ty},");
        }
        if let Some(others) = other_members(schema) {
            let ty = self.ty(others, name);
            let map = format!("std::collections::BTreeMap<String, {ty}>");
            let _ = writeln!(fields, "    #[serde(flatten)]\n    pub others: {map},");
        }
        let _ = writeln!(self.out, "{DERIVES}pub struct {name} {{\n{fields}}}");
    }

    /// A type of a member with a single value: it is always written and never read when it is required, and is whether the
    /// member has the value when it is not.
    fn constant(&mut self, parent: &str, value: &Value, is_required: bool) -> String {
        self.inline += 1;
        let name = format!("{parent}Constant{}", self.inline);
        let text = value.to_string();
        let read = match (is_required, value.as_f64()) {
            (true, _) => "true".to_owned(),
            (false, Some(number)) => format!("value.as_f64() == Some({number:?})"),
            (false, None) => format!("value.as_str() == Some({text})"),
        };
        let _ = writeln!(
            self.out,
            "#[derive(Debug, Clone, PartialEq)]
pub struct {name}(bool);

impl Default for {name} {{
    fn default() -> Self {{
        Self({is_required})
    }}
}}

impl {name} {{
    fn is_absent(&self) -> bool {{
        !self.0
    }}
}}

impl serde::Serialize for {name} {{
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {{
        serde::Serialize::serialize(&{text}, serializer)
    }}
}}

impl<'de> serde::Deserialize<'de> for {name} {{
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {{
        let value = <serde_json::Value as serde::Deserialize>::deserialize(deserializer)?;
        let _ = &value;
        Ok(Self({read}))
    }}
}}
"
        );
        name
    }

    fn string_enum(&mut self, name: &str, values: &[Value]) {
        let values = values.iter().filter_map(Value::as_str).enumerate();
        let values: String = values
            .map(|(index, value)| format!("    #[serde(rename = {value:?})]\n    V{index},\n"))
            .collect();
        let _ = writeln!(self.out, "{DERIVES}pub enum {name} {{\n{values}}}");
    }

    fn union(&mut self, name: &str, schema: &Value, variants: &[Value]) {
        let (option, choices) = match tag(schema) {
            Some((tag, mapping)) => {
                let choices: Vec<String> = mapping
                    .iter()
                    .map(|(value, ty)| {
                        format!("    #[serde(rename = {value:?})]\n    {ty}({ty}),\n")
                    })
                    .collect();
                (format!("tag = {tag:?}"), choices)
            }
            None => {
                let choices = variants.iter().enumerate();
                let choices: Vec<String> = choices
                    .map(|(index, variant)| format!("    V{index}({}),\n", self.ty(variant, name)))
                    .collect();
                ("untagged".to_owned(), choices)
            }
        };
        let choices = choices.concat();
        let _ = writeln!(self.out, "{DERIVES}#[serde({option})]\npub enum {name} {{\n{choices}}}");
    }

    /// The type of a value in the type `parent`.
    fn ty(&mut self, schema: &Value, parent: &str) -> String {
        if let Some(name) = component(schema) {
            return if name == parent { format!("Box<{name}>") } else { name.to_owned() };
        }
        let is_enum = schema.get("enum").is_some() && text(schema, "type") == "string";
        let is_type = schema.get("properties").is_some() || is_enum;
        if is_type || variants(schema).is_some() {
            self.inline += 1;
            let name = format!("{parent}Inline{}", self.inline);
            self.named(&name, schema);
            return name;
        }
        let scalar = match (text(schema, "type"), text(schema, "format")) {
            ("string", "date-time") => "chrono::DateTime<chrono::Utc>",
            ("string", "date") => "chrono::NaiveDate",
            ("string", "uuid") => "uuid::Uuid",
            ("string", _) => "String",
            ("integer", "int32") => "i32",
            ("integer", "uint64") => "u64",
            ("integer", _) => "i64",
            ("number", "float") => "f32",
            ("number", _) => "f64",
            ("boolean", _) => "bool",
            ("array", _) => {
                // What a list holds is on the heap anyway.
                let item = schema.get("items").map_or("serde_json::Value".to_owned(), |items| {
                    component(items).map_or_else(|| self.ty(items, parent), str::to_owned)
                });
                return format!("Vec<{item}>");
            }
            _ => match other_members(schema) {
                Some(others) => {
                    let ty =
                        component(others).map_or_else(|| self.ty(others, parent), str::to_owned);
                    return format!("std::collections::BTreeMap<String, {ty}>");
                }
                None => "serde_json::Value",
            },
        };
        scalar.to_owned()
    }
}

/// The single value of a member that is no field of its type. A Boolean that may be left out is one.
fn constant(schema: &Value, is_required: bool) -> Option<&Value> {
    let [value] = schema.get("enum")?.as_array()?.as_slice() else { return None };
    let is_field = value.is_boolean() && !is_required;
    (!is_field && schema.get("nullable") != Some(&Value::Bool(true))).then_some(value)
}

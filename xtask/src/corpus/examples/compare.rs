//! Compares an example with what is written after it was read.

use serde_json::Value;

use super::schema::validator;

/// How many references are followed from a schema.
const MAX_DEPTH: usize = 32;

/// What may differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// Nothing does.
    Equal,
    /// Members with `null` are left out.
    NullsLeftOut,
}

/// Compares an example with what is written, which may lack members that the schema does not declare, and may have
/// another form of a date. The schema is one that [`converted`](super::schema::converted) made.
///
/// # Errors
///
/// The first other difference.
pub fn compare(schema: &Value, example: &Value, written: &Value) -> Result<Difference, String> {
    let mut comparison = Comparison { root: schema, nulls: false, only_valid: false };
    if comparison.value(&[schema], example, written, "$").is_err() {
        // What only a variant declares that the example does not fit is not declared for it.
        comparison.only_valid = true;
        comparison.value(&[schema], example, written, "$")?;
    }
    Ok(if comparison.nulls { Difference::NullsLeftOut } else { Difference::Equal })
}

struct Comparison<'a> {
    root: &'a Value,
    nulls: bool,
    /// Whether only those variants of unions count that the value is valid against.
    only_valid: bool,
}

impl<'a> Comparison<'a> {
    fn value(
        &mut self,
        schemas: &[&'a Value],
        example: &Value,
        written: &Value,
        path: &str,
    ) -> Result<(), String> {
        let mut parts = Vec::new();
        for schema in schemas {
            self.parts(schema, example, MAX_DEPTH, &mut parts);
        }
        match (example, written) {
            (Value::Array(example), Value::Array(written)) if example.len() == written.len() => {
                let items: Vec<&Value> =
                    parts.iter().filter_map(|part| part.get("items")).collect();
                let pairs = example.iter().zip(written).enumerate();
                for (index, (example, written)) in pairs {
                    self.value(&items, example, written, &format!("{path}[{index}]"))?;
                }
                Ok(())
            }
            (Value::Object(example), Value::Object(written)) => {
                if let Some(name) = written.keys().find(|name| !example.contains_key(*name)) {
                    return Err(format!("{path}.{name} is written and not in the example"));
                }
                for (name, value) in example {
                    let schemas: Vec<&Value> =
                        parts.iter().filter_map(|part| member(part, name)).collect();
                    let at = format!("{path}.{name}");
                    match written.get(name) {
                        Some(written) => self.value(&schemas, value, written, &at)?,
                        None if schemas.is_empty() => {}
                        None if value.is_null() => self.nulls = true,
                        None => return Err(format!("{at} is lost")),
                    }
                }
                Ok(())
            }
            (Value::Number(one), Value::Number(other)) if one.as_f64() == other.as_f64() => Ok(()),
            (Value::String(_), Value::String(_)) if parts.iter().any(|part| is_date(part)) => {
                Ok(())
            }
            _ if example == written => Ok(()),
            _ => Err(format!("{path} is {} and written as {}", short(example), short(written))),
        }
    }

    /// The schema and all that it is combined of.
    fn parts(&self, schema: &'a Value, value: &Value, depth: usize, parts: &mut Vec<&'a Value>) {
        if depth == 0 || parts.iter().any(|part| std::ptr::eq(*part, schema)) {
            return;
        }
        parts.push(schema);
        let reference = schema.get("$ref").and_then(Value::as_str);
        let target =
            reference.and_then(|reference| self.root.pointer(reference.strip_prefix('#')?));
        let list = |name: &str| schema.get(name).and_then(Value::as_array).into_iter().flatten();
        let variants = list("anyOf").chain(list("oneOf"));
        let variants = variants.filter(|variant| !self.only_valid || self.is_valid(variant, value));
        for schema in target.into_iter().chain(list("allOf")).chain(variants) {
            self.parts(schema, value, depth - 1, parts);
        }
    }

    fn is_valid(&self, schema: &Value, value: &Value) -> bool {
        let mut whole = schema.clone();
        if let (Some(members), Some(definitions)) = (whole.as_object_mut(), self.root.get("$defs"))
        {
            members.insert("$defs".to_owned(), definitions.clone());
        }
        validator(&whole, false).is_ok_and(|validator| validator.is_valid(value))
    }
}

/// The schema that a part declares for a member.
fn member<'a>(part: &'a Value, name: &str) -> Option<&'a Value> {
    let declared = part.get("properties").and_then(|properties| properties.get(name));
    let other = part.get("additionalProperties").filter(|schema| **schema != Value::Bool(false));
    declared.or(other)
}

fn is_date(schema: &Value) -> bool {
    let format = schema.get("format").and_then(Value::as_str).unwrap_or_default();
    format.contains("date")
}

fn short(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_may_differ() {
        let schema = json!({
            "allOf": [{"$ref": "#/$defs/d0"}],
            "properties": {"list": {"type": "array", "items": {"properties": {"x": {}}}}},
            "$defs": {"d0": {"properties": {
                "at": {"type": "string", "format": "date-time"},
                "text": {"type": "string"},
                "number": {"type": "number"},
            }}},
        });
        let compare = |example, written| compare(&schema, &example, &written);
        let equal = Ok(Difference::Equal);
        assert_eq!(
            compare(
                json!({"at": "2024-01-01 10:00", "more": 1}),
                json!({"at": "2024-01-01T10:00:00Z"})
            ),
            equal
        );
        assert_eq!(compare(json!({"number": 1.0}), json!({"number": 1})), equal);
        assert_eq!(compare(json!({"text": null}), json!({})), Ok(Difference::NullsLeftOut));
        for (example, written, difference) in [
            (json!({"text": "a"}), json!({}), "$.text is lost"),
            (json!({"text": "a"}), json!({"text": "b"}), r#"$.text is "a" and written as "b""#),
            (json!({}), json!({"text": "a"}), "$.text is written and not in the example"),
            (json!({"list": [{"x": 1}]}), json!({"list": [{}]}), "$.list[0].x is lost"),
            (json!({"list": [1]}), json!({"list": []}), "$.list is [1] and written as []"),
        ] {
            assert_eq!(compare(example, written).unwrap_err(), difference);
        }
    }
}

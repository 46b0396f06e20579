//! JSON and YAML text to one tree, through serde.

use std::cell::RefCell;
use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde_json::{Map, Number, Value};

use super::{Source, position::Syntax};
use crate::diagnostics::{Diagnostics, Origin};

/// The document's tree. Numbers beyond 64 bits become the nearest floating-point number, mapping keys
/// of any scalar kind become their text, YAML merge keys are applied, and of two equal keys the last
/// one counts, with a diagnostic.
pub fn parse(source: &Source, file: usize, diagnostics: &mut Diagnostics) -> Option<Value> {
    let origin = Origin { file, ..Origin::default() };
    let duplicates = RefCell::new(Vec::new());
    let seed = Node { duplicates: &duplicates };
    let parsed = match source.syntax() {
        Syntax::Json => {
            let mut reader = serde_json::Deserializer::from_str(&source.text);
            match seed.deserialize(&mut reader).and_then(|tree| reader.end().map(|()| tree)) {
                // YAML's flow style also reads numbers that JSON parsers refuse, and trailing commas.
                Err(error) if !error.to_string().contains("recursion limit") => {
                    parse_yaml(source, &duplicates).map_err(|_| error.to_string())
                }
                other => other.map_err(|error| error.to_string()),
            }
        }
        Syntax::Yaml => parse_yaml(source, &duplicates),
    };
    for key in duplicates.take() {
        diagnostics.report(
            "SW0004",
            &origin,
            format!("key `{key}` stands twice; the last one counts"),
        );
    }
    match parsed {
        Ok(tree) => Some(tree),
        Err(message) => {
            diagnostics.report(
                "SW0002",
                &origin,
                format!("`{}` cannot be parsed: {message}", source.name),
            );
            None
        }
    }
}

fn parse_yaml(source: &Source, duplicates: &RefCell<Vec<String>>) -> Result<Value, String> {
    duplicates.borrow_mut().clear();
    let reader = serde_yaml::Deserializer::from_str(&source.text);
    Node { duplicates }.deserialize(reader).map_err(|error| error.to_string())
}

#[derive(Clone, Copy)]
struct Node<'a> {
    duplicates: &'a RefCell<Vec<String>>,
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON or YAML value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Value, E> {
        Ok(Number::from_f64(value as f64).map_or(Value::Null, Value::Number))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Value, E> {
        Ok(Number::from_f64(value as f64).map_or(Value::Null, Value::Number))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = access.next_element_seed(self)? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        let mut merged = Vec::new();
        while let Some(key) = access.next_key_seed(self)? {
            let key = match key {
                Value::String(text) => text,
                other => other.to_string(),
            };
            let value = access.next_value_seed(self)?;
            if key == "<<" && (value.is_object() || value.is_array()) {
                merged.push(value);
            } else if map.insert(key.clone(), value).is_some() {
                self.duplicates.borrow_mut().push(key);
            }
        }
        for value in merged {
            merge(&mut map, value);
        }
        Ok(Value::Object(map))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<Value, A::Error> {
        // A YAML tag such as `!!binary` or `!custom`: the value counts, the tag does not.
        let (_, variant) = access.variant_seed(self)?;
        variant.newtype_variant_seed(self)
    }
}

/// YAML merge key: members that the mapping does not have itself.
fn merge(map: &mut Map<String, Value>, value: Value) {
    match value {
        Value::Object(other) => {
            for (key, value) in other {
                map.entry(key).or_insert(value);
            }
        }
        Value::Array(list) => list.into_iter().for_each(|value| merge(map, value)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(text: &str) -> (Option<Value>, Vec<&'static str>) {
        let mut diagnostics = Diagnostics::default();
        let source = Source { name: "test".into(), text: text.into() };
        let tree = parse(&source, 0, &mut diagnostics);
        (tree, diagnostics.list.iter().map(|d| d.code.id).collect())
    }

    #[test]
    fn yaml_habits() {
        let (value, codes) = tree(
            "a: &x {p: 1}\nb:\n  <<: *x\n  q: 2\n200: ok\nbig: 123456789012345678901234567890\n",
        );
        let value = value.unwrap();
        assert_eq!(value["b"]["p"], 1);
        assert_eq!(value["200"], "ok");
        assert_eq!(value["big"].as_f64(), Some(123456789012345678901234567890.0));
        assert!(codes.is_empty());
    }

    #[test]
    fn duplicate_keys_are_named() {
        let (value, codes) = tree("{\"a\": 1, \"a\": 2}");
        assert_eq!(value.unwrap()["a"], 2);
        assert_eq!(codes, ["SW0004"]);
        let (value, codes) = tree("a: 1\na: 2\n");
        assert_eq!(value.unwrap()["a"], 2);
        assert_eq!(codes, ["SW0004"]);
    }

    #[test]
    fn hostile_input_is_an_error() {
        assert_eq!(tree(&"[".repeat(1_000_000)).1, ["SW0002"]);
        let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for i in 1..12 {
            let alias = format!("*a{}, ", i - 1).repeat(10);
            bomb.push_str(&format!("a{i}: &a{i} [{alias}]\n"));
        }
        assert_eq!(tree(&bomb).1, ["SW0002"]);
        assert_eq!(tree("{\"a\": ").1, ["SW0002"]);
    }
}

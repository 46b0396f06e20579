//! Schemas of OpenAPI 3.1 and 3.2, which are JSON Schema 2020-12, in the words of OpenAPI 3.0.

pub mod identifiers;
pub mod shapes;
pub mod types;

use serde_json::{Map, Value, json};

use self::identifiers::Identifiers;
use crate::diagnostics::Origin;
use crate::document::Origins;
use crate::document::at::At;
use crate::document::components::slot;
use crate::document::findings::Findings;
use crate::pointer::escape;

/// Keywords that only constrain values, and what is said about them.
const CONSTRAINTS: &[(&str, &str)] = &[
    (
        "if",
        "`if`, `then` and `else` are not checked, and properties that only they declare are not typed",
    ),
    (
        "dependentSchemas",
        "`dependentSchemas` are not checked, and properties that only they declare are not typed",
    ),
    ("dependencies", "`dependencies` are not checked"),
    ("dependentRequired", "`dependentRequired` is not checked"),
    ("contains", "`contains` is not checked"),
    ("unevaluatedItems", "`unevaluatedItems` is not checked"),
    ("propertyNames", "`propertyNames` is not checked: keys are strings"),
    ("contentSchema", "`contentSchema` is not used: the value stays a string"),
];

/// Keywords that say nothing about values, or nothing more once those above are gone.
const SILENT: &[&str] = &[
    "$schema",
    "$id",
    "$anchor",
    "$dynamicAnchor",
    "$recursiveAnchor",
    "$comment",
    "$vocabulary",
    "then",
    "else",
    "minContains",
    "maxContains",
    "additionalItems",
];

/// Siblings of a `$ref` that do not change what it means.
const UNIMPORTANT: &[&str] = &["example", "examples", "externalDocs", "xml"];

/// A definition on its way from inside a schema to the components.
pub struct Hoisted {
    /// Its name there.
    pub name: String,
    /// The schema.
    pub schema: Value,
}

/// The state of a rewriting of schemas.
pub struct Schemas<'a> {
    pub names: Identifiers,
    pub origins: &'a mut Origins,
    pub hoisted: Vec<Hoisted>,
}

impl Schemas<'_> {
    /// Rewrites the keywords of one schema; those of the schemas in it keep their places or get new ones
    /// here, and are rewritten when the walk comes to them.
    pub fn rewrite(
        &mut self,
        map: &mut Map<String, Value>,
        at: &At<'_>,
        findings: &mut Findings<'_>,
    ) {
        self.hoist(map, at);
        self.reference(map, at);
        for (keyword, message) in CONSTRAINTS {
            if map.remove(*keyword).is_some() {
                findings.count("SW0062", at, *message);
            }
        }
        if let Some(moves) = shapes::tuple(map) {
            findings.count("SW0063", at, "a tuple is read as an array of any of its items");
            self.moved(at, moves);
        }
        if let Some(moves) = shapes::patterns(map) {
            if moves.is_empty() {
                findings.count("SW0062", at, "`patternProperties` add no type here");
            }
            self.moved(at, moves);
        }
        let rest = shapes::unevaluated(map);
        self.moved(at, rest.into_iter().collect());
        shapes::contents(map);
        if !map.get("const").is_some_and(Value::is_null) {
            types::constant(map);
        }
        types::only_null(map);
        types::bounds(map);
        for keyword in ["anyOf", "oneOf"] {
            if let Some(kept) = types::null_branches(map, keyword) {
                let moves = kept.iter().enumerate().map(|(now, before)| {
                    (format!("/{keyword}/{now}"), format!("/{keyword}/{before}"))
                });
                self.moved(at, moves.collect());
            }
        }
        let branches = types::split(map);
        self.moved(at, (0..branches).map(|i| (format!("/anyOf/{i}"), String::new())).collect());
        map.retain(|keyword, _| !SILENT.contains(&keyword.as_str()));
        let parts = wrap(map);
        let moves = (0..parts).map(|i| (format!("/allOf/{}", i + 1), format!("/allOf/{i}")));
        self.moved(at, moves.collect());
    }

    fn hoist(&mut self, map: &mut Map<String, Value>, at: &At<'_>) {
        for keyword in ["$defs", "definitions"] {
            if !map.get(keyword).is_some_and(Value::is_object) {
                continue;
            }
            let Some(Value::Object(definitions)) = map.remove(keyword) else { continue };
            let before = self.origins.before(&at.text());
            for (key, schema) in definitions {
                let place = format!("{before}/{keyword}/{}", escape(&key));
                let Some(name) = self.names.definition(&place).map(str::to_owned) else { continue };
                let now = slot(&["components", "schemas"], &name);
                self.origins.moved(now, Origin::at(place));
                self.hoisted.push(Hoisted { name, schema });
            }
        }
    }

    fn reference(&mut self, map: &mut Map<String, Value>, at: &At<'_>) {
        for keyword in ["$dynamicRef", "$recursiveRef"] {
            if let Some(reference) = map.remove(keyword) {
                map.entry("$ref").or_insert(reference);
            }
        }
        if let Some(Value::String(reference)) = map.get_mut("$ref") {
            self.rename(reference, at);
        }
        if let Some(Value::Object(mapping)) =
            map.get_mut("discriminator").and_then(|node| node.get_mut("mapping"))
        {
            for target in mapping.values_mut() {
                if let Value::String(reference) = target
                    && reference.contains('#')
                {
                    self.rename(reference, at);
                }
            }
        }
    }

    /// A reference by an identifier becomes one by pointer.
    pub fn rename(&mut self, reference: &mut String, at: &At<'_>) {
        if self.names.is_plain(reference) {
            return;
        }
        let from = self.origins.before(&at.text());
        if let Some(resolved) = self.names.resolve(reference, &from) {
            *reference = resolved;
        }
    }

    fn moved(&mut self, at: &At<'_>, moves: Vec<shapes::Move>) {
        if moves.is_empty() {
            return;
        }
        let here = at.text();
        let before = self.origins.before(&here);
        for (now, then) in moves {
            self.origins.moved(format!("{here}{now}"), Origin::at(format!("{before}{then}")));
        }
    }
}

/// Each input, rewritten, is what is expected.
#[cfg(test)]
fn check(rewrite: impl Fn(&mut Map<String, Value>), cases: &[(Value, Value)]) {
    for (input, expected) in cases {
        let mut map = input.as_object().cloned().unwrap_or_default();
        rewrite(&mut map);
        assert_eq!(Value::Object(map), *expected, "{input}");
    }
}

/// A `$ref` with siblings that mean something becomes `allOf` with them beside it: in OpenAPI 3.0 a
/// reference stands alone. Returns the number of parts that were there before.
fn wrap(map: &mut Map<String, Value>) -> usize {
    if map.len() == 1 || !map.get("$ref").is_some_and(Value::is_string) {
        return 0;
    }
    map.retain(|keyword, _| !UNIMPORTANT.contains(&keyword.as_str()));
    if let Some(summary) = map.remove("summary") {
        map.entry("description").or_insert(summary);
    }
    if map.keys().all(|keyword| keyword == "$ref" || keyword.starts_with("x-")) {
        return 0;
    }
    let Some(reference) = map.remove("$ref") else { return 0 };
    let mut parts = vec![json!({ "$ref": reference })];
    if let Some(Value::Array(others)) = map.remove("allOf") {
        parts.extend(others);
    }
    let before = parts.len() - 1;
    map.insert("allOf".to_owned(), Value::Array(parts));
    before
}

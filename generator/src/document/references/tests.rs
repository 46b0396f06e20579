use super::*;
use crate::diagnostics::{Diagnostics, Origin};
use crate::document::tree::{Origins, Trail};

/// The codes found, after the references of a document were rewritten.
fn run(document: &mut Value) -> (Vec<String>, Origins) {
    let mut diagnostics = Diagnostics::default();
    let mut tree = Tree::new(document.take());
    let files = Trail::default();
    inline_deep_references(&mut tree, &mut Findings::new(&mut diagnostics, &files));
    let (rewritten, trail) = tree.into_parts();
    *document = rewritten;
    let origins = Origins { files, rewritten: trail };
    let found = diagnostics.list.iter().map(|finding| {
        let pointer = finding.origin.as_ref().map_or("", |origin| origin.pointer.as_str());
        format!(
            "{} {pointer} {}",
            finding.code().id(),
            finding.help().as_deref().unwrap_or_default()
        )
    });
    (found.collect(), origins)
}

fn check(mut tree: Value, expected: Value) -> Origins {
    let (found, origins) = run(&mut tree);
    assert_eq!(tree, expected, "{tree:#}");
    assert_eq!(found, Vec::<String>::new());
    origins
}

fn check_found(mut tree: Value, expected: Value, found: &[&str]) {
    let shown = tree.to_string();
    assert_eq!(run(&mut tree).0, found, "{shown}");
    assert_eq!(tree, expected, "{tree:#}");
}

fn reference(to: &str) -> Value {
    json!({ "$ref": to })
}

fn response(schema: Value) -> Value {
    json!({"responses": {"200": {"content": {"application/json": {"schema": schema}}}}})
}

const DEEP: &str = "#/paths/~1a/get/responses/200/content/application~1json/schema";

#[test]
fn plain_names_stay() {
    let tree = json!({
        "components": {
            "schemas": {"A": reference("#/components/schemas/B/C"), "B/C": {"example": reference("#/x")}},
        },
        "x-data": reference("#/nowhere"),
    });
    let mut expected = tree.clone();
    expected["components"]["schemas"]["A"] = reference("#/components/schemas/B~1C");
    let mut slashed = tree;
    slashed["components"]["schemas"]["A"] = reference("#/components/schemas/B~1C");
    check(slashed, expected);
}

#[test]
fn a_schema_of_a_response_becomes_a_component() {
    let object = json!({"type": "object", "properties": {"next": reference(DEEP)}});
    let origins = check(
        json!({"paths": {
            "/a": {"get": response(object)},
            "/b": {"get": response(reference(DEEP)), "put": response(reference(&DEEP.replace('{', "%7B")))},
        }}),
        json!({
            "paths": {
                "/a": {"get": response(reference("#/components/schemas/a_get_200"))},
                "/b": {
                    "get": response(reference("#/components/schemas/a_get_200")),
                    "put": response(reference("#/components/schemas/a_get_200")),
                },
            },
            "components": {"schemas": {"a_get_200": {
                "type": "object",
                "properties": {"next": reference("#/components/schemas/a_get_200")},
            }}},
        }),
    );
    let at = origins.source(&Origin::at("/components/schemas/a_get_200/properties/next"));
    assert_eq!(at.pointer, format!("{DEEP}/properties/next")[1..]);
}

#[test]
fn properties_definitions_and_nodes_within_each_other() {
    let tree = json!({
        "definitions": {"D": {"type": "string"}},
        "components": {"schemas": {
            "A": {"properties": {"b": {"properties": {"c": {"type": "string"}}}}},
            "E": {"allOf": [
                reference("#/components/schemas/A/properties/b/properties/c"),
                reference("#/components/schemas/A/properties/b"),
                reference("#/definitions/D"),
                reference("#/components/schemas/E/allOf/1"),
                reference("#/components/schemas/E/allOf/1/properties/c"),
            ]},
        }},
    });
    let expected = json!({
        "definitions": {"D": reference("#/components/schemas/D")},
        "components": {"schemas": {
            "A": {"properties": {"b": reference("#/components/schemas/A_b")}},
            "E": {"allOf": [
                reference("#/components/schemas/A_b_c"),
                reference("#/components/schemas/A_b"),
                reference("#/components/schemas/D"),
                reference("#/components/schemas/A_b"),
                reference("#/components/schemas/A_b_c"),
            ]},
            "A_b": {"properties": {"c": reference("#/components/schemas/A_b_c")}},
            "A_b_c": {"type": "string"},
            "D": {"type": "string"},
        }},
    });
    let origins = check(tree, expected);
    let source = |pointer: &str| origins.source(&Origin::at(pointer)).pointer;
    let c = "/components/schemas/A/properties/b/properties/c/type";
    assert_eq!(source("/components/schemas/A_b_c/type"), c);
    assert_eq!(source("/components/schemas/D/type"), "/definitions/D/type");
    assert_eq!(source("/components/schemas/E/allOf/4"), "/components/schemas/E/allOf/4");
}

#[test]
fn chains_names_in_use_and_spellings() {
    check(
        json!({"components": {"schemas": {
            "A": {"properties": {"b": reference("#/components/schemas/C%5B1%5D"), "c": {"type": "string"}}},
            "A_c": {"not": reference("#/components/schemas/A/properties/c")},
            "C[1]": {"items": reference("#/components/schemas/A/properties/b")},
            "F": {"$anchor": "here", "then": reference("#here"), "else": reference("#/x-more/g")},
        }}, "x-more": {"g": {"items": reference("#/x-more/h")}, "h": {"type": "null"}}}),
        json!({"components": {"schemas": {
            "A": {"properties": {
                "b": reference("#/components/schemas/C[1]"),
                "c": reference("#/components/schemas/A_c_2"),
            }},
            "A_c": {"not": reference("#/components/schemas/A_c_2")},
            "C[1]": {"items": reference("#/components/schemas/C[1]")},
            "F": {
                "$anchor": "here",
                "then": reference("#/components/schemas/F"),
                "else": reference("#/components/schemas/x-more_g"),
            },
            "A_c_2": {"type": "string"},
            "x-more_g": {"items": reference("#/components/schemas/x-more_h")},
            "x-more_h": {"type": "null"},
        }}, "x-more": {
            "g": reference("#/components/schemas/x-more_g"),
            "h": reference("#/components/schemas/x-more_h"),
        }}),
    );
}

#[test]
fn parameters_responses_and_path_items() {
    let origins = check(
        json!({
            "paths": {
                "/a": {"parameters": [{"name": "p"}], "get": {"responses": {"200": {"description": "d"}}}},
                "/b": {
                    "$ref": "#/paths/~1a",
                    "put": {
                        "parameters": [reference("#/paths/~1a/parameters/0")],
                        "responses": {"200": reference("#/paths/~1a/get/responses/200")},
                    },
                },
                "/c": reference("#/paths/~1b"),
                "/d": {"get": reference("#/components/pathItems/P/post")},
            },
            "components": {"pathItems": {"P": {"post": {"responses": {}}}}},
        }),
        json!({
            "paths": {
                "/a": {
                    "parameters": [reference("#/components/parameters/a_0")],
                    "get": {"responses": {"200": reference("#/components/responses/a_get_200")}},
                },
                "/b": {
                    "parameters": [{"name": "p"}],
                    "get": {"responses": {"200": {"description": "d"}}},
                    "put": {
                        "parameters": [reference("#/components/parameters/a_0")],
                        "responses": {"200": reference("#/components/responses/a_get_200")},
                    },
                },
                "/c": {
                    "parameters": [{"name": "p"}],
                    "get": {"responses": {"200": {"description": "d"}}},
                    "put": {
                        "parameters": [reference("#/components/parameters/a_0")],
                        "responses": {"200": reference("#/components/responses/a_get_200")},
                    },
                },
                "/d": {"get": {"responses": {}}},
            },
            "components": {
                "pathItems": {"P": {"post": {"responses": {}}}},
                "parameters": {"a_0": {"name": "p"}},
                "responses": {"a_get_200": {"description": "d"}},
            },
        }),
    );
    let source = |pointer: &str| origins.source(&Origin::at(pointer)).pointer;
    assert_eq!(source("/paths/~1b/get/responses"), "/paths/~1a/get/responses");
    assert_eq!(source("/paths/~1b/put/responses"), "/paths/~1b/put/responses");
    assert_eq!(source("/components/parameters/a_0/name"), "/paths/~1a/parameters/0/name");
}

#[test]
fn swagger_has_its_own_sections() {
    check(
        json!({"swagger": "2.0", "definitions": {"A": {"properties": {"b": {"type": "string"}}}}, "paths": {
            "/a": {"get": {"responses": {"200": {"schema": reference("#/definitions/A/properties/b")}}}},
        }}),
        json!({"swagger": "2.0", "definitions": {
            "A": {"properties": {"b": reference("#/definitions/A_b")}},
            "A_b": {"type": "string"},
        }, "paths": {
            "/a": {"get": {"responses": {"200": {"schema": reference("#/definitions/A_b")}}}},
        }}),
    );
}

#[test]
fn references_that_lead_nowhere_are_taken_away() {
    let schemas = |a: Value| json!({"components": {"schemas": {"Pet": a, "Pets": {}}}});
    let check = |a: Value, expected: Value, found: &str| {
        check_found(schemas(a), schemas(expected), &[found]);
    };
    let at = "/components/schemas/Pet";
    check(
        json!({"items": reference("#/components/schemas/Pest"), "type": "array"}),
        json!({"items": {}, "type": "array"}),
        &format!("SW0011 {at}/items did you mean `#/components/schemas/Pets`?"),
    );
    check(
        json!({"items": {"$ref": "Pet", "title": "t"}}),
        json!({"items": {"title": "t"}}),
        &format!("SW0011 {at}/items did you mean `#/components/schemas/Pet`?"),
    );
    check(
        json!({"items": reference("/components/schemas/Pet")}),
        json!({"items": {}}),
        &format!("SW0011 {at}/items did you mean `#/components/schemas/Pet`?"),
    );
    check(
        json!({"items": reference("#/components/schemas/Pet/items")}),
        json!({"items": {}}),
        &format!(
            "SW0012 {at}/items replace one of the references with the content that it should have"
        ),
    );
    check(
        json!({"items": reference("#/components/schemas")}),
        json!({"items": {}}),
        &format!("SW0016 {at}/items refer to a schema"),
    );
    check(
        json!({"items": reference("#zzzzzzz")}),
        json!({"items": {}}),
        &format!("SW0011 {at}/items correct the reference, or add what it names"),
    );
    check_found(
        json!({"paths": {
            "/a": {"get": {"parameters": [reference("#/x"), {"name": "p"}, reference("#/components/schemas/S")]}},
            "/b": reference("#/paths/~1c"),
            "/c": reference("#/paths/~1b"),
            "/d": {"get": {"callbacks": {"e": {"{$url}": reference("#/paths/~1d")}}}},
        }, "components": {"schemas": {"S": {}}}}),
        json!({"paths": {
            "/a": {"get": {"parameters": [{"name": "p"}]}},
            "/d": {"get": {"callbacks": {"e": {}}}},
        }, "components": {"schemas": {"S": {}}}}),
        &[
            "SW0011 /paths/~1a/get/parameters/0 correct the reference, or add what it names",
            "SW0016 /paths/~1a/get/parameters/2 refer to a parameter",
            "SW0012 /paths/~1b replace one of the references with the content that it should have",
            "SW0012 /paths/~1c replace one of the references with the content that it should have",
            "SW0012 /paths/~1d/get/callbacks/e/{$url} write out the content instead of the reference",
        ],
    );
}

#[test]
fn schemas_of_what_is_no_schema_and_components_that_are_references() {
    check_found(
        json!({"components": {
            "schemas": {"A": {"items": reference("#/components/parameters/P")}},
            "parameters": {"P": {"schema": {"type": "string"}}, "Q": reference("#/components/parameters/P")},
            "responses": {"R": reference("#/components/responses/S"), "S": reference("#/components/responses/R")},
        }, "paths": {"/a": {"parameters": [reference("#/components/parameters/Q")]}}}),
        json!({"components": {
            "schemas": {"A": {"items": reference("#/components/schemas/P")}, "P": {"type": "string"}},
            "parameters": {
                "P": {"schema": reference("#/components/schemas/P")},
                "Q": reference("#/components/parameters/P"),
            },
            "responses": {},
        }, "paths": {"/a": {"parameters": [reference("#/components/parameters/P")]}}}),
        &[
            "SW0016 /components/schemas/A/items its schema is used; refer to a schema",
            "SW0012 /components/responses/R replace one of the references with the content that it should have",
            "SW0012 /components/responses/S replace one of the references with the content that it should have",
        ],
    );
}

#[test]
fn copies_do_not_double_without_end() {
    let mut paths = serde_json::Map::new();
    paths.insert("/0".to_owned(), json!({"get": {"x": {"a": 1, "b": 2}}}));
    for i in 1..40 {
        let to = reference(&format!("#/paths/~1{}", i - 1));
        let callbacks = json!({"a": {"u": to}, "b": {"u": to}});
        paths.insert(format!("/{i}"), json!({"get": {"callbacks": callbacks}}));
    }
    let mut tree = json!({"paths": paths});
    let (found, _) = run(&mut tree);
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("SW0017"), "{found:?}");
}

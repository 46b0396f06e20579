use serde_json::{Value, json};

use super::to_3_0;
use crate::diagnostics::{Diagnostics, Origin};
use crate::document::findings::Findings;
use crate::document::tree::{Origins, Trail, Tree};

/// Rewrites a document of a version and compares what stands at some pointers, and the findings' codes.
fn check(version: &str, members: Value, expected: &[(&str, Value)], codes: &[&str]) -> Origins {
    let mut tree = members;
    tree["openapi"] = json!(version);
    let mut diagnostics = Diagnostics::default();
    let files = Trail::default();
    let mut tree = Tree::new(tree);
    to_3_0(&mut tree, &mut Findings::new(&mut diagnostics, &files)).unwrap();
    let (document, rewritten) = tree.into_parts();
    for (pointer, value) in expected {
        assert_eq!(document.pointer(pointer), Some(value), "{pointer} in {document:#}");
    }
    let found: Vec<&str> = diagnostics.list.iter().map(|d| d.code().id()).collect();
    assert_eq!(found, codes, "{:?}", diagnostics.list);
    Origins { files, rewritten }
}

fn schema(input: Value, expected: Value, codes: &[&str]) {
    let members = json!({"components": {"schemas": {"A": input}}});
    check("3.1.0", members, &[("/components/schemas/A", expected)], codes);
}

#[test]
fn three_point_zero_is_not_touched() {
    let schema = json!({"const": 1, "$id": "a"});
    let tree = json!({"components": {"schemas": {"A": schema}}});
    check("3.0.3", tree, &[("/components/schemas/A", schema)], &[]);
}

#[test]
fn schemas() {
    let reference = json!({"$ref": "#/components/schemas/A"});
    for (input, expected) in [
        (
            json!({"type": "object", "properties": {"a": {"anyOf": [reference, {"type": "null"}]},
                   "type": {"type": ["string", "null"]}, "const": {"const": "x"}}}),
            json!({"type": "object", "properties": {"a": {"anyOf": [reference], "nullable": true},
                   "type": {"type": "string", "nullable": true},
                   "const": {"type": "string", "enum": ["x"]}}}),
        ),
        (
            json!({"$ref": "#/components/schemas/A", "description": "d"}),
            json!({"description": "d", "allOf": [reference]}),
        ),
        (
            json!({"$ref": "#/components/schemas/A", "summary": "s"}),
            json!({"description": "s", "allOf": [reference]}),
        ),
        (json!({"$ref": "#/components/schemas/A", "examples": [1]}), reference.clone()),
        (
            json!({"properties": {"x": {"$recursiveRef": "#"}}, "$recursiveAnchor": true}),
            json!({"properties": {"x": reference}}),
        ),
        (
            json!({"type": "array", "items": {"type": ["array", "null"], "items": {"const": null}}}),
            json!({"type": "array", "items": {"type": "array", "nullable": true, "items": {"nullable": true}}}),
        ),
        (
            json!({"exclusiveMinimum": true, "minimum": 0, "nullable": true}),
            json!({"exclusiveMinimum": true, "minimum": 0, "nullable": true}),
        ),
        (
            json!({"example": {"type": ["null"], "const": 1}, "default": {"const": 1}}),
            json!({"example": {"type": ["null"], "const": 1}, "default": {"const": 1}}),
        ),
    ] {
        schema(input, expected, &[]);
    }
    schema(
        json!({"if": {}, "then": {}, "else": {}, "properties": {"a": {"if": {}}}}),
        json!({"properties": {"a": {}}}),
        &["SW0062"],
    );
    schema(
        json!({"prefixItems": [{"type": "string"}, {"type": ["null", "string"]}]}),
        json!({"type": "array", "items": {"anyOf": [
            {"type": "string"}, {"type": "string", "nullable": true}]}}),
        &["SW0063"],
    );
}

#[test]
fn definitions_become_components() {
    let origins = check(
        "3.1.0",
        json!({"components": {"schemas": {
            "A": {"$defs": {"B": {"$defs": {"C": {"type": ["null", "string"]}}, "items": {"$ref": "#/$defs/C"}}},
                  "properties": {"b": {"$ref": "#/$defs/B"}}},
            "D": {"items": {"$ref": "#/components/schemas/A/$defs/B"}},
        }}}),
        &[
            (
                "/components/schemas/A",
                json!({"properties": {"b": {"$ref": "#/components/schemas/B"}}}),
            ),
            ("/components/schemas/B", json!({"items": {"$ref": "#/components/schemas/C"}})),
            ("/components/schemas/C", json!({"type": "string", "nullable": true})),
            ("/components/schemas/D/items", json!({"$ref": "#/components/schemas/B"})),
        ],
        &[],
    );
    let source = |pointer: &str| origins.source(&Origin::at(pointer)).pointer;
    assert_eq!(source("/components/schemas/C/type"), "/components/schemas/A/$defs/B/$defs/C/type");
}

#[test]
fn moves_are_recorded() {
    let origins = check(
        "3.1.0",
        json!({"components": {"schemas": {
            "A": {"type": ["array", "object"], "items": {"prefixItems": [{}, {"type": "string"}]}},
            "B": {"anyOf": [{"type": "null"}, {"type": "string"}]},
        }}}),
        &[("/components/schemas/B", json!({"anyOf": [{"type": "string"}], "nullable": true}))],
        &["SW0063"],
    );
    for (now, before) in [
        (
            "/components/schemas/A/anyOf/0/items/items/anyOf/1/type",
            "/components/schemas/A/items/prefixItems/1/type",
        ),
        ("/components/schemas/B/anyOf/0", "/components/schemas/B/anyOf/1"),
    ] {
        assert_eq!(origins.source(&Origin::at(now)).pointer, before);
    }
}

#[test]
fn info_and_client_certificates() {
    check(
        "3.1.0",
        json!({
            "info": {"summary": "s"},
            "security": [{"tls": [], "key": []}, {"tls": []}],
            "components": {"securitySchemes": {"tls": {"type": "mutualTLS"}, "key": {"type": "http"}}},
            "jsonSchemaDialect": "https://a.example/dialect",
        }),
        &[
            ("/info/description", json!("s")),
            ("/security", json!([{"key": []}, {}])),
            ("/components/securitySchemes", json!({"key": {"type": "http"}})),
        ],
        &["SW0065", "SW0061"],
    );
}

#[test]
fn three_point_two() {
    let form = json!({"name": "q", "in": "querystring", "content": {
        "application/x-www-form-urlencoded": {"schema": {"type": ["object", "null"]}}}});
    let whole = json!({"name": "q", "in": "querystring", "content": {"text/plain": {}}});
    let origins = check(
        "3.2.0",
        json!({
            "$self": "https://a.example/",
            "tags": [{"name": "t", "parent": "p", "kind": "nav"}],
            "servers": [{"url": "/", "name": "n"}],
            "paths": {"/x": {
                "query": {"parameters": [form, whole]},
                "additionalOperations": {"COPY": {"responses": {"200": {"content": {
                    "text/event-stream": {"itemSchema": {"const": "a"}},
                    "text/x": {"itemSchema": {"const": "a"}},
                    "application/x": {"itemSchema": {}, "itemEncoding": {}}}}}}, "POST": {}},
            }},
            "components": {"securitySchemes": {"o": {"type": "oauth2", "deprecated": true,
                "oauth2MetadataUrl": "m", "flows": {"deviceAuthorization": {}}}}},
        }),
        &[
            (
                "/tags/0",
                json!({"name": "t", "x-specwright-parent": "p", "x-specwright-kind": "nav"}),
            ),
            ("/servers/0", json!({"url": "/", "x-specwright-name": "n"})),
            (
                "/paths/~1x/x-specwright-query/parameters",
                json!([
                    {"name": "q", "in": "query", "content": {
                        "application/x-www-form-urlencoded": {
                            "schema": {"type": "object", "nullable": true}}},
                     "x-specwright-querystring": true},
                    {"name": "q", "in": "query", "content": {"text/plain": {}},
                     "x-specwright-querystring": true},
                ]),
            ),
            (
                "/paths/~1x/x-specwright-operations/COPY/responses/200/content",
                json!({
                    "text/event-stream": {"schema": {"type": "string", "enum": ["a"]},
                        "x-specwright-items": true},
                    "text/x": {"schema": {"type": "string"},
                        "x-specwright-item-schema": {"type": "string", "enum": ["a"]}},
                    "application/x": {"schema": {"type": "string", "format": "binary"},
                        "x-specwright-item-schema": {}},
                }),
            ),
            ("/paths/~1x/x-specwright-operations/POST", json!({})),
            (
                "/components/securitySchemes/o",
                json!({"type": "oauth2", "x-specwright-deprecated": true,
                    "x-specwright-oauth2-metadata-url": "m",
                    "flows": {}, "x-specwright-device-authorization": {}}),
            ),
        ],
        &["SW0066", "SW0067", "SW0062"],
    );
    let operation = Origin::at("/paths/~1x/x-specwright-operations/COPY/responses");
    let source = origins.source(&operation).pointer;
    assert_eq!(source, "/paths/~1x/additionalOperations/COPY/responses");
}

#[test]
fn parameters_and_parts() {
    let cookie = json!({"name": "c", "in": "cookie", "style": "cookie"});
    let path = json!({"name": "p", "in": "path", "allowReserved": true});
    let query = json!({"name": "q", "in": "query", "allowReserved": true});
    let document = || {
        json!({"paths": {"/x": {"post": {"parameters": [cookie, path, query], "requestBody": {
            "content": {"multipart/form-data": {"schema": {}}, "text/plain": {"schema": {}}}}}}}})
    };
    let parameters = "/paths/~1x/post/parameters";
    let new = json!([{"name": "c", "in": "cookie", "x-specwright-style": "cookie"},
        {"name": "p", "in": "path", "x-specwright-allow-reserved": true}, query]);
    let content = json!({"multipart/form-data": {"schema": {}, "x-specwright-parts": true},
        "text/plain": {"schema": {}}});
    let body = "/paths/~1x/post/requestBody/content";
    check("3.2.0", document(), &[(parameters, new), (body, content.clone())], &[]);
    let old = json!([cookie, path, query]);
    check("3.1.1", document(), &[(parameters, old), (body, content)], &[]);
}

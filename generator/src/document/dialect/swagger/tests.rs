use serde_json::{Value, json};

use super::rewrite;
use crate::diagnostics::{Diagnostics, Origin};
use crate::document::findings::Findings;
use crate::document::tree::{Origins, Trail, Tree};

/// Rewrites a document and compares what stands at some pointers, and the codes of the findings.
fn check(members: Value, expected: &[(&str, Value)], codes: &[&str]) -> Origins {
    let mut tree = members;
    tree["swagger"] = json!("2.0");
    let mut diagnostics = Diagnostics::default();
    let files = Trail::default();
    let mut tree = Tree::new(tree);
    let mut findings = Findings::new(&mut diagnostics, &files);
    rewrite(&mut tree, &mut findings);
    findings.flush();
    let (document, rewritten) = tree.into_parts();
    for (pointer, value) in expected {
        assert_eq!(document.pointer(pointer), Some(value), "{pointer} in {document:#}");
    }
    let found: Vec<&str> = diagnostics.list.iter().map(|d| d.code().id()).collect();
    assert_eq!(found, codes, "{:?}", diagnostics.list);
    Origins { files, rewritten }
}

/// A document with one operation, POST /x, and other members.
fn operation(operation: Value, others: Value) -> Value {
    let mut tree = others;
    tree["paths"] = json!({ "/x": { "post": operation } });
    tree
}

const BODY: &str = "/paths/~1x/post/requestBody";

#[test]
fn servers() {
    for (members, expected) in [
        (
            json!({"host": "a.example", "basePath": "/v1/", "schemes": ["http", "https"]}),
            json!([{"url": "https://a.example/v1"}, {"url": "http://a.example/v1"}]),
        ),
        (json!({"host": "a.example"}), json!([{"url": "https://a.example"}])),
        (json!({"basePath": "v1"}), json!([{"url": "/v1"}])),
        (json!({"host": "http://a.example/"}), json!([{"url": "http://a.example"}])),
        (
            json!({"host": "{t}.example", "schemes": ["https"]}),
            json!([{"url": "https://{t}.example", "variables": {"t": {"default": "t"}}}]),
        ),
        (
            json!({"host": "a.example", "servers": [{"url": "https://own.example"}]}),
            json!([{"url": "https://own.example"}]),
        ),
    ] {
        check(members, &[("/servers", expected)], &[]);
    }
    check(
        json!({"host": "a.example", "schemes": ["wss"]}),
        &[("/servers", json!([{"url": "https://a.example"}]))],
        &["SW0061"],
    );
}

#[test]
fn bodies() {
    let schema = json!({"$ref": "#/definitions/A"});
    let renamed = json!({"$ref": "#/components/schemas/A"});
    let body = json!({"name": "b", "in": "body", "required": true, "schema": schema, "x-y": 1});
    let origins = check(
        operation(
            json!({"parameters": [body, {"name": "q", "in": "query", "type": "string"}]}),
            json!({"consumes": ["application/json", "text/xml"], "definitions": {"A": {}}}),
        ),
        &[
            (
                BODY,
                json!({"required": true, "x-y": 1, "content": {
                    "application/json": {"schema": renamed}, "text/xml": {"schema": renamed}}}),
            ),
            (
                "/paths/~1x/post/parameters",
                json!([{"name": "q", "in": "query", "schema": {"type": "string"}}]),
            ),
        ],
        &[],
    );
    for (now, before) in [
        (
            "/paths/~1x/post/requestBody/content/text~1xml/schema/items",
            "/paths/~1x/post/parameters/0/schema/items",
        ),
        ("/paths/~1x/post/parameters/0/name", "/paths/~1x/post/parameters/1/name"),
        ("/components/schemas/A/type", "/definitions/A/type"),
    ] {
        assert_eq!(origins.source(&Origin::at(now)).pointer, before);
    }
    // Shared, with the media types of the operation that uses it first.
    check(
        json!({
            "parameters": {"B": {"name": "b", "in": "body", "schema": {"type": "object"}}},
            "paths": {
                "/a": {"parameters": [{"$ref": "#/parameters/B"}],
                       "post": {"consumes": ["text/json"]}, "put": {"consumes": ["text/json"]}},
                "/b": {"post": {"parameters": [{"$ref": "#/parameters/B"}]}},
            },
        }),
        &[
            ("/paths/~1a/post/requestBody", json!({"$ref": "#/components/requestBodies/B"})),
            ("/paths/~1a/put/requestBody", json!({"$ref": "#/components/requestBodies/B"})),
            (
                "/components/requestBodies/B",
                json!({"content": {"text/json": {"schema": {"type": "object"}}}}),
            ),
            (
                "/paths/~1b/post/requestBody",
                json!({"content": {"application/json": {"schema": {"type": "object"}}}}),
            ),
        ],
        &[],
    );
    check(
        operation(
            json!({"parameters": [{"name": "a", "in": "body", "schema": {}},
                                  {"name": "b", "in": "formData", "type": "string"}]}),
            json!({}),
        ),
        &[(BODY, json!({"content": {"application/json": {"schema": {}}}}))],
        &["SW0068"],
    );
}

#[test]
fn forms() {
    let text = json!({"name": "a", "in": "formData", "type": "string", "required": true, "description": "d"});
    let list = |format: &str| {
        json!({"name": "l", "in": "formData", "type": "array", "items": {"type": "string"},
               "collectionFormat": format})
    };
    let items = json!({"type": "array", "items": {"type": "string"}});
    check(
        operation(json!({"parameters": [text, list("multi")]}), json!({})),
        &[(
            BODY,
            json!({"required": true, "content": {"application/x-www-form-urlencoded": {
                "schema": {"type": "object", "properties": {
                    "a": {"type": "string", "description": "d"}, "l": items}, "required": ["a"]},
                "encoding": {"l": {"style": "form", "explode": true}}}}}),
        )],
        &[],
    );
    let file = json!({"name": "f", "in": "formData", "type": "file"});
    check(
        operation(json!({"parameters": [file]}), json!({})),
        &[(
            BODY,
            json!({"content": {"multipart/form-data": {"schema": {
                "type": "object", "properties": {"f": {"type": "string", "format": "binary"}}}}}}),
        )],
        &[],
    );
    check(
        operation(
            json!({"consumes": ["multipart/form-data"], "parameters": [{"$ref": "#/parameters/T"}, list("csv")]}),
            json!({"parameters": {"T": text}}),
        ),
        &[(
            "/paths/~1x/post/requestBody/content/multipart~1form-data",
            json!({"schema": {"type": "object", "properties": {
                    "a": {"type": "string", "description": "d"}, "l": items}, "required": ["a"]},
                "encoding": {"l": {"style": "form", "explode": false}},
                "x-specwright-parts": true}),
        )],
        &[],
    );
}

#[test]
fn parameters() {
    let list = |location: &str, format: &str| {
        json!({"name": "l", "in": location, "type": "array", "items": {"type": "string"},
               "collectionFormat": format})
    };
    for (parameter, style, explode, codes) in [
        (list("query", "csv"), json!("form"), json!(false), &[][..]),
        (list("query", "multi"), json!("form"), json!(true), &[]),
        (list("query", "ssv"), json!("spaceDelimited"), json!(false), &[]),
        (list("query", "pipes"), json!("pipeDelimited"), json!(false), &[]),
        (list("query", "tsv"), json!("spaceDelimited"), json!(false), &["SW0069"]),
        (list("query", "odd"), json!("form"), json!(false), &["SW0069"]),
    ] {
        check(
            operation(json!({"parameters": [parameter]}), json!({})),
            &[(
                "/paths/~1x/post/parameters/0",
                json!({"name": "l", "in": "query", "style": style, "explode": explode,
                       "schema": {"type": "array", "items": {"type": "string"}}}),
            )],
            codes,
        );
    }
    check(operation(json!({"parameters": [list("header", "pipes")]}), json!({})), &[], &["SW0069"]);
    check(
        operation(
            json!({"parameters": [{"name": "q", "in": "query", "type": "integer", "format": "int64",
                   "default": 1, "x-nullable": true, "x-note": 1, "allowEmptyValue": true}]}),
            json!({}),
        ),
        &[(
            "/paths/~1x/post/parameters/0",
            json!({"name": "q", "in": "query", "x-note": 1, "allowEmptyValue": true, "schema":
                   {"type": "integer", "format": "int64", "default": 1, "nullable": true}}),
        )],
        &[],
    );
}

#[test]
fn responses() {
    check(
        operation(
            json!({"produces": ["text/csv"], "responses": {
                "200": {"description": "d", "schema": {"type": "file"}, "examples": {"a": 1},
                        "headers": {"H": {"type": "integer", "description": "h"}}},
                "400": {"$ref": "#/responses/E"}}}),
            json!({"responses": {"E": {"description": "e", "schema": {"type": "string"}}}}),
        ),
        &[
            (
                "/paths/~1x/post/responses/200",
                json!({"description": "d",
                       "content": {"text/csv": {"schema": {"type": "string", "format": "binary"}}},
                       "headers": {"H": {"description": "h", "schema": {"type": "integer"}}}}),
            ),
            ("/paths/~1x/post/responses/400", json!({"$ref": "#/components/responses/E"})),
            (
                "/components/responses/E",
                json!({"description": "e", "content": {"text/csv": {"schema": {"type": "string"}}}}),
            ),
        ],
        &[],
    );
}

#[test]
fn schemas() {
    check(
        json!({"definitions": {
            "A": {"discriminator": "kind", "x-nullable": true,
                  "properties": {"$ref": {"type": "string"}, "b": {"$ref": "A"}}},
            "B": {"properties": {"y": {"$ref": "#/definitions/Nowhere"}}},
        }}),
        &[
            (
                "/components/schemas/A",
                json!({"nullable": true, "discriminator": {"propertyName": "kind"},
                       "properties": {"$ref": {"type": "string"},
                                      "b": {"$ref": "#/components/schemas/A"}}}),
            ),
            ("/components/schemas/B/properties/y/$ref", json!("#/definitions/Nowhere")),
        ],
        &[],
    );
}

#[test]
fn security() {
    let flow =
        |flow: &str| json!({"type": "oauth2", "flow": flow, "tokenUrl": "t", "scopes": {"a": "b"}});
    let urls = json!({"tokenUrl": "t", "scopes": {"a": "b"}});
    let origins = check(
        json!({"securityDefinitions": {
            "basic": {"type": "basic"},
            "key": {"type": "apiKey", "in": "header", "name": "K"},
            "app": flow("application"),
            "code": flow("accessCode"),
        }, "security": [{"basic": []}]}),
        &[
            ("/components/securitySchemes/basic", json!({"type": "http", "scheme": "basic"})),
            (
                "/components/securitySchemes/key",
                json!({"type": "apiKey", "in": "header", "name": "K"}),
            ),
            (
                "/components/securitySchemes/app",
                json!({"type": "oauth2", "flows": {"clientCredentials": urls}}),
            ),
            (
                "/components/securitySchemes/code",
                json!({"type": "oauth2", "flows": {"authorizationCode": urls}}),
            ),
            ("/security", json!([{"basic": []}])),
        ],
        &[],
    );
    let key = Origin::at("/components/securitySchemes/key/name");
    assert_eq!(origins.source(&key).pointer, "/securityDefinitions/key/name");
}

#[test]
fn azure_paths_with_queries() {
    let origins = check(
        json!({"paths": {}, "x-ms-paths": {"/x?comp=a": {"get": {"parameters":
            [{"name": "b", "in": "body", "schema": {"type": "string"}}]}}}}),
        &[(
            "/paths/~1x?comp=a/get/requestBody/content/application~1json/schema",
            json!({"type": "string"}),
        )],
        &[],
    );
    let moved = Origin::at("/paths/~1x?comp=a/get");
    assert_eq!(origins.source(&moved).pointer, "/x-ms-paths/~1x?comp=a/get");
}

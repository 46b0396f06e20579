use serde_json::{Value, json};

use super::repair;
use crate::diagnostics::Diagnostics;
use crate::document::findings::Findings;
use crate::document::tree::{Trail, Tree};

/// Repairs a document and compares what stands at a pointer, and how much there was to say.
fn check(document: Value, pointer: &str, expected: Value, findings: usize) {
    let mut diagnostics = Diagnostics::default();
    let mut tree = Tree::new(document);
    repair(&mut tree, &mut Findings::new(&mut diagnostics, &Trail::default()));
    let tree = tree.value();
    assert_eq!(tree.pointer(pointer), Some(&expected), "{pointer} in {tree:#}");
    assert_eq!(diagnostics.list.len(), findings, "{expected}: {:?}", diagnostics.list);
}

#[test]
fn schemas() {
    for (input, expected, findings) in [
        (
            json!({"properties": {"a": {"type": "string", "required": true}, "b": {"required": false}},
                   "required": ["c"]}),
            json!({"properties": {"a": {"type": "string"}, "b": {}}, "required": ["c", "a"]}),
            1,
        ),
        (json!({"type": "date"}), json!({"type": "string", "format": "date"}), 1),
        (json!({"type": "int"}), json!({"type": "integer"}), 1),
        (json!({"type": "long"}), json!({"type": "integer", "format": "int64"}), 1),
        (json!({"type": "float"}), json!({"type": "number", "format": "float"}), 1),
        (json!({"type": "bool"}), json!({"type": "boolean"}), 1),
        (json!({"type": "file"}), json!({"type": "string", "format": "binary"}), 1),
        (json!({"type": "any"}), json!({}), 1),
        (
            json!({"type": {"type": "string", "enum": ["a"]}}),
            json!({"type": "string", "enum": ["a"]}),
            1,
        ),
        (
            json!({"items": [{"type": "string"}, {"type": "string"}]}),
            json!({"type": "array", "items": {"type": "string"}}),
            1,
        ),
        (json!({"items": true}), json!({"items": {}}), 0),
        (json!({"enum": "a"}), json!({"enum": ["a"]}), 1),
        (json!({"type": "integer", "default": "1"}), json!({"type": "integer", "default": 1}), 1),
        (
            json!({"type": "boolean", "default": "no"}),
            json!({"type": "boolean", "default": false}),
            1,
        ),
        (json!({"type": "array", "default": "a"}), json!({"type": "array"}), 1),
        (json!({"additionalProperties": "true"}), json!({"additionalProperties": true}), 1),
        (json!({"properties": null}), json!({}), 1),
        (json!({"properties": {"a": null}}), json!({"properties": {"a": {}}}), 1),
        (json!({"oneOf": []}), json!({}), 1),
        (json!({"required": null}), json!({}), 1),
        (json!({"required": true}), json!({}), 1),
        (json!({"required": false}), json!({}), 0),
        (json!({"required": "a"}), json!({"required": ["a"]}), 1),
        (
            json!({"description": ["a", "b"], "title": 1}),
            json!({"description": "a\nb", "title": "1"}),
            2,
        ),
        (json!({"minLength": 1.0, "maxLength": "3"}), json!({"minLength": 1, "maxLength": 3}), 1),
        (json!({"maximum": "x", "minItems": -1}), json!({}), 2),
        (json!({"discriminator": "a"}), json!({"discriminator": {"propertyName": "a"}}), 1),
        (json!({"type": ["string", "null"]}), json!({"type": "string", "nullable": true}), 1),
        (
            json!({"anyOf": [{"type": "null"}, {"$ref": "#/a"}]}),
            json!({"anyOf": [{"$ref": "#/a"}], "nullable": true}),
            1,
        ),
        (json!({"not": {}, "xml": 1, "example": 1, "externalDocs": 1}), json!({}), 1),
        (json!(true), json!({}), 0),
        (json!("text"), json!({}), 1),
    ] {
        let tree = json!({"components": {"schemas": {"A": input}}});
        check(tree, "/components/schemas/A", expected, findings);
    }
}

#[test]
fn operations() {
    for (input, expected, findings) in [
        (json!({}), json!({"responses": {}}), 0),
        (
            json!({"operationId": 1, "tags": "a", "deprecated": "true", "security": null}),
            json!({"operationId": "1", "tags": ["a"], "deprecated": true, "responses": {}}),
            4,
        ),
        (
            json!({"security": [{"oauth2": null}]}),
            json!({"security": [{"oauth2": []}], "responses": {}}),
            0,
        ),
        (
            json!({"parameters": {"a": {"in": "Query", "schema": {}}}}),
            json!({"parameters": [{"in": "query", "schema": {}, "name": "a"}], "responses": {}}),
            1,
        ),
        (
            json!({"parameters": [{"name": "id"}, {"name": "b", "in": "header", "style": "form", "type": "integer"}]}),
            json!({"parameters": [
                {"name": "id", "in": "path", "schema": {"type": "string"}},
                {"name": "b", "in": "header", "schema": {"type": "integer"}}], "responses": {}}),
            4,
        ),
        (
            json!({"parameters": [{"name": "b", "in": "body", "schema": {"type": "string"}}], "responses": {}}),
            json!({"parameters": [], "responses": {},
                   "requestBody": {"content": {"application/json": {"schema": {"type": "string"}}}}}),
            1,
        ),
        (
            json!({"responses": {"2xx": {}, "200 OK": {}, "4X": null, "odd": {}, "x-a": 1}}),
            json!({"responses": {"2xx": {"description": ""}, "200": {"description": ""},
                                 "4XX": {"description": ""}, "x-a": 1}}),
            4,
        ),
        (json!({"callbacks": {"a": 1}}), json!({"responses": {}}), 1),
    ] {
        let tree = json!({"paths": {"/x/{id}": {"get": input}}});
        check(tree, "/paths/~1x~1{id}/get", expected, findings);
    }
}

#[test]
fn contents() {
    let part = json!({"schema": {"type": "object"}, "encoding": {"a": {"headers": {"X": {}}}}});
    check(
        json!({"paths": {"/x": {"post": {"requestBody": {"content": {"multipart/form-data": part}}}}}}),
        "/paths/~1x/post/requestBody/content/multipart~1form-data/encoding",
        json!({"a": {}}),
        1,
    );
    let part = json!({"schema": {}, "encoding": {
        "a": {"contentType": "png"}, "b": {"contentType": "image/png, image/*"},
    }});
    check(
        json!({"paths": {"/x": {"post": {"requestBody": {"content": {"multipart/form-data": part}}}}}}),
        "/paths/~1x/post/requestBody/content/multipart~1form-data/encoding",
        json!({"a": {}, "b": {"contentType": "image/png, image/*"}}),
        1,
    );
    for (input, expected, findings) in [
        (json!({"content": null}), json!({"description": ""}), 1),
        (
            json!({"description": 1, "content": {"application/json": null}, "links": {}}),
            json!({"description": "1", "content": {"application/json": {}}}),
            2,
        ),
        (
            json!({"description": "", "content": {"message": {"type": "string"}, "": {"schema": {}}}}),
            json!({"description": "", "content": {"application/json": {"schema": {}}}}),
            2,
        ),
        (
            json!({"description": "", "content": {"schema": {"type": "string"}}}),
            json!({"description": "", "content": {"application/json": {"schema": {"type": "string"}}}}),
            1,
        ),
        (
            json!({"description": "", "schema": {}}),
            json!({"description": "", "content": {"application/json": {"schema": {}}}}),
            1,
        ),
        (
            json!({"description": "", "headers": {"H": {"example": 1}}}),
            json!({"description": "", "headers": {"H": {"schema": {"type": "string"}}}}),
            1,
        ),
    ] {
        let tree = json!({"components": {"responses": {"A": input}}});
        check(tree, "/components/responses/A", expected, findings);
    }
}

#[test]
fn documents() {
    let scheme = |input: Value| json!({"components": {"securitySchemes": {"a": input}}});
    let at = "/components/securitySchemes/a";
    for (input, expected, findings) in [
        (json!({"type": "bearer"}), json!({"type": "http", "scheme": "bearer"}), 1),
        (
            json!({"type": "apiKey", "in": "Header", "name": "n"}),
            json!({"type": "apiKey", "in": "header", "name": "n"}),
            0,
        ),
        (
            json!({"type": "oauth2", "flows": {"implicit": {"scopes": ["s"]}}}),
            json!({"type": "oauth2", "flows": {"implicit": {"authorizationUrl": "", "scopes": {"s": ""}}}}),
            1,
        ),
        (json!({"type": "oauth2"}), json!({"type": "oauth2", "flows": {}}), 0),
    ] {
        check(scheme(input), at, expected, findings);
    }
    check(scheme(json!({"type": "odd"})), "/components/securitySchemes", json!({}), 1);
    check(
        json!({"servers": {"url": "/", "variables": {"v": {"enum": [1, 2]}, "w": "x"}}}),
        "/servers",
        json!([{"url": "/", "variables": {"v": {"enum": ["1", "2"], "default": "1"}, "w": {"default": "x"}}}]),
        2,
    );
    check(json!({"tags": ["a"]}), "/tags", json!([{"name": "a"}]), 0);
}

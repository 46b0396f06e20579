//! Request bodies.

use insta::assert_snapshot;

use super::{body, document};

#[test]
fn choice_of_media_type() {
    assert_snapshot!(body(r##"
application/xml: { schema: { type: string } }
text/plain: { schema: { type: string } }
application/vnd.x+json: { schema: { type: integer } }
application/json; charset=utf-8: { schema: { type: boolean } }
"##), @r"
    GET /a `op` in a
      body application/json; charset=utf-8: json boolean
    SW0025 /paths/~1a/get/requestBody/content: the body has 4 media types; `application/json; charset=utf-8` is used
    ");
    assert_snapshot!(body(r##"
multipart/form-data: { schema: { type: object, properties: { f: { type: string, format: binary } } } }
application/x-www-form-urlencoded: { schema: { type: object, properties: { f: { type: string, format: binary } } } }
"##), @r#"
    GET /a `op` in a
      body multipart/form-data: multipart `op Request`
    object `op Request | op Request form` in
      "f": file
    SW0025 /paths/~1a/get/requestBody/content: the body has 2 media types; `multipart/form-data` is used
    "#);
}

/// What is called required, or optional, stays so; of the rest an operation needs the body that it cannot be
/// called without.
#[test]
fn required_bodies() {
    const OBJECT: &str = "{ type: object, properties: { x: { type: string } } }";
    const REQUIRED: &str = "{ type: object, required: [x], properties: { x: { type: string } } }";
    const READ_ONLY: &str =
        "{ type: object, required: [x], properties: { x: { type: string, readOnly: true } } }";
    let one_of = |one: &str, two: &str| format!("{{ oneOf: [{one}, {two}] }}");
    let cases = [
        ("post", "/a", "", OBJECT, "", true),
        ("post", "/a", "required: false", REQUIRED, "", false),
        ("post", "/a", "required: true", OBJECT, "", true),
        ("post", "/a/{b}", "", OBJECT, "", false),
        ("post", "/a/{b}", "", REQUIRED, "", true),
        ("post", "/a/{b}", "", READ_ONLY, "", false),
        ("post", "/a/{b}", "", &one_of(REQUIRED, REQUIRED), "", true),
        ("post", "/a/{b}", "", &one_of(REQUIRED, "{ type: string }"), "", false),
        ("post", "/a/{b}", "", "{ type: array, items: { type: string } }", "", false),
        ("post", "/a", "", OBJECT, "{ name: q, in: query, schema: { type: string } }", false),
        ("post", "/a", "", OBJECT, "{ name: q, in: header, schema: { type: string } }", true),
        ("put", "/a/{b}", "", OBJECT, "", true),
        ("put", "/a/{b}", "required: false", OBJECT, "", false),
        ("patch", "/a/{b}", "", OBJECT, "", true),
        ("delete", "/a", "", OBJECT, "", false),
        ("delete", "/a", "", REQUIRED, "", true),
        ("get", "/a", "", REQUIRED, "", false),
    ];
    for (method, path, flag, schema, parameter, expected) in cases {
        let flag = if flag.is_empty() { String::new() } else { format!("{flag}, ") };
        let body = format!("{{ {flag}content: {{ application/json: {{ schema: {schema} }} }} }}");
        let own = match path.contains('{') {
            true => "{ name: b, in: path, required: true, schema: { type: string } }",
            false => parameter,
        };
        let text = format!(
            "paths: {{ '{path}': {{ {method}: {{ operationId: op, parameters: [{own}], requestBody: {body}, responses: {{}} }} }} }}"
        );
        let (api, found) = super::lower(&text);
        let case = format!("{method} {path} {schema} {parameter} {flag}");
        assert_eq!(api.operations[0].body.as_ref().unwrap().required, expected, "{case}");
        let noted = found.list.iter().any(|found| found.code().id() == "SW0039");
        assert_eq!(noted, expected && flag.is_empty(), "{case}");
    }
}

#[test]
fn kinds() {
    assert_snapshot!(body("text/plain: { schema: { type: string } }"), @r"
    GET /a `op` in a
      body text/plain: text
    ");
    assert_snapshot!(body("application/xml: { schema: { type: object, properties: { x: { type: string } } } }"), @r"
    GET /a `op` in a
      body application/xml: text
    ");
    assert_snapshot!(body("image/png: { schema: { type: string, format: binary } }"), @r"
    GET /a `op` in a
      body image/png: bytes
    ");
    assert_snapshot!(body("application/json: { schema: { type: string, format: binary } }"), @r"
    GET /a `op` in a
      body application/json: bytes
    ");
    assert_snapshot!(body("application/json: {}"), @r"
    GET /a `op` in a
      body application/json: json json
    ");
    assert_snapshot!(body("application/json: { schema: { type: string, nullable: true } }"), @r"
    GET /a `op` in a
      body application/json: json string?
    ");
    assert_snapshot!(body("application/json: { schema: { type: object } }"), @r"
    GET /a `op` in a
      body application/json: json {json}
    ");
}

#[test]
fn ranges() {
    for (content, expected) in [
        (r#""*/*": {}"#, "application/octet-stream of */*: bytes"),
        (r#""*/*": { schema: { type: string } }"#, "application/octet-stream of */*: bytes"),
        (r#""*/*": { schema: { type: integer } }"#, "application/json of */*: json int64"),
        (
            r#""application/*": { schema: { type: object } }"#,
            "application/json of application/*: json {json}",
        ),
        (
            r#""image/*": { schema: { type: object } }"#,
            "application/octet-stream of image/*: bytes",
        ),
        (r#""text/*": { schema: { type: string } }"#, "text/plain of text/*: text"),
    ] {
        assert_eq!(body(content), format!("GET /a `op` in a\n  body {expected}\n"), "{content}");
    }
}

#[test]
fn encodings_without_a_style() {
    assert_snapshot!(body(r##"
application/x-www-form-urlencoded:
  schema: { type: object, properties: { a: { type: array, items: { type: string } } } }
  encoding: { a: { explode: false }, b: { explode: true, contentType: application/json }, c: { allowReserved: true }, d: { style: pipeDelimited, explode: true }, e: {} }
"##), @r#"
    GET /a `op` in a
      body application/x-www-form-urlencoded: form `op Request` "a"=Form "b"=FormExplode "c"=FormExplodeReserved "d"=PipeDelimitedExplode
    object `op Request` in
      "a": [string]
    "#);
}

#[test]
fn encodings() {
    assert_snapshot!(body(r##"
application/x-www-form-urlencoded:
  schema: { type: object, properties: { a: { type: array, items: { type: string } }, b: { type: object, properties: { x: { type: string } } }, c: { type: object, properties: { y: { type: string } } } } }
  encoding: { a: { style: spaceDelimited }, b: { style: deepObject, explode: true }, c: { contentType: application/json }, d: { contentType: text/plain } }
"##), @r#"
    GET /a `op` in a
      body application/x-www-form-urlencoded: form `op Request` "a"=SpaceDelimited "b"=DeepObject "c"=Json
    object `op Request` in
      "a": [string]
      "b": `op Request b`
      "c": `op Request c`
    object `op Request b` in
      "x": string
    object `op Request c` in
      "y": string
    "#);
}

#[test]
fn multipart() {
    assert_snapshot!(body("multipart/form-data: { schema: { type: object, required: [file], properties: { file: { type: string, format: binary }, files: { type: array, items: { type: string, format: binary } }, meta: { type: object, properties: { x: { type: string } } } } } }"), @r#"
    GET /a `op` in a
      body multipart/form-data: multipart `op Request`
    object `op Request meta` in
      "x": string
    object `op Request | op Request form` in
      "file": file required
      "files": [file]
      "meta": `op Request meta`
    "#);
    assert_snapshot!(body("multipart/form-data: { schema: { type: string } }"), @r"
    GET /a `op` in a
      body multipart/form-data: parts
    SW0020 /paths/~1a/get/requestBody/content/multipart~1form-data: this multipart body does not describe its parts; callers pass them
    ");
}

#[test]
fn references() {
    assert_snapshot!(document(r##"
paths:
  /a:
    post: { operationId: one, requestBody: { $ref: '#/components/requestBodies/Pet' }, responses: {} }
    put: { operationId: two, requestBody: { $ref: '#/components/requestBodies/Pet' }, responses: {} }
    patch: { operationId: three, requestBody: { $ref: '#/components/requestBodies/Nowhere' }, responses: {} }
    delete: { operationId: four, requestBody: { content: {} }, responses: {} }
components:
  requestBodies:
    Pet: { required: true, content: { application/json: { schema: { type: object, properties: { name: { type: string } } } } } }
"##), @r#"
    POST /a `one` in a
      body application/json: json `Pet` required
    PUT /a `two` in a
      body application/json: json `Pet` required
    PATCH /a `three` in a
    DELETE /a `four` in a
    object `Pet | Pet Request` in
      "name": string
    SW0011 /paths/~1a/patch/requestBody: `#/components/requestBodies/Nowhere` does not exist in this document
    "#);
}

#[test]
fn merge_patches() {
    assert_snapshot!(document(r##"
paths:
  /a:
    patch:
      operationId: patch
      requestBody: { required: true, content: { application/merge-patch+json: { schema: { $ref: "#/components/schemas/A" } } } }
      responses: { "200": { description: d, content: { application/json: { schema: { $ref: "#/components/schemas/B" } } } } }
  /b:
    patch:
      operationId: list
      requestBody: { required: true, content: { application/merge-patch+json: { schema: { type: array, items: { $ref: "#/components/schemas/L" } } } } }
      responses: {}
components:
  schemas:
    A: { type: object, description: About A., required: [r], properties: { r: { type: string }, o: { type: string }, k: { type: string, enum: [x] }, any: {}, b: { $ref: "#/components/schemas/B" }, l: { type: array, items: { $ref: "#/components/schemas/L" } }, u: { oneOf: [{ $ref: "#/components/schemas/L" }, { $ref: "#/components/schemas/A" }] } }, additionalProperties: { type: integer } }
    B: { type: object, properties: { b: { $ref: "#/components/schemas/B" }, m: { type: object, additionalProperties: { $ref: "#/components/schemas/B" } }, e: { $ref: "#/components/schemas/E" } } }
    L: { type: object, required: [x], properties: { x: { type: string }, y: { type: string } } }
    E: { type: string, enum: [a, b] }
"##), @r#"
    PATCH /a `patch` in a
      body application/merge-patch+json: json `A` required
      ok 200 application/json: json `B`
    PATCH /b `list` in b
      body application/merge-patch+json: json [`L`] required
    object `A` in
      # About A.

    A JSON Merge Patch (RFC 7396): members that are `null` are removed, and those that are absent are left as they are.
      "r": string required
      "o": string nullable
      "k": string nullable
      "any": json nullable
      "b": `B patch` nullable
      "l": [`L`] nullable
      "u": `A u` nullable
      ..: int64?
    object `B` out
      "b": `B`
      "m": {`B`}
      "e": `E`
    enum `E` in out ["a", "b"]
    object `L` in
      "x": string required
      "y": string
    union `A u` in
      L: `L patch`
      A: `A`
    object `L patch` in
      # A JSON Merge Patch (RFC 7396): members that are `null` are removed, and those that are absent are left as they are.
      "x": string required
      "y": string nullable
    object `B patch` in
      # A JSON Merge Patch (RFC 7396): members that are `null` are removed, and those that are absent are left as they are.
      "b": `B patch` nullable
      "m": {`B patch`?} nullable
      "e": `E` nullable
    "#);
}

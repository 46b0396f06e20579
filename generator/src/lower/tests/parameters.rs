//! Parameters.

use insta::assert_snapshot;

use super::{document, parameters};

#[test]
fn styles() {
    assert_snapshot!(parameters("/a/{p}", r##"
- { name: p, in: path, required: true, schema: { type: array, items: { type: string } } }
- { name: f, in: query, schema: { type: array, items: { type: integer } } }
- { name: n, in: query, explode: false, schema: { type: array, items: { type: integer } } }
- { name: s, in: query, style: spaceDelimited, schema: { type: array, items: { type: string } } }
- { name: i, in: query, style: pipeDelimited, schema: { type: array, items: { type: string } } }
- { name: d, in: query, style: deepObject, schema: { type: object, additionalProperties: { type: string } } }
- { name: r, in: query, allowReserved: true, schema: { type: string } }
- { name: h, in: header, explode: true, schema: { type: string } }
- { name: c, in: cookie, schema: { type: string } }
"##), @r#"
    GET /a/{p} `op` in a
      path "p": [string] Simple required
      query "f": [int64] FormExplode
      query "n": [int64] Form
      query "s": [string] SpaceDelimited
      query "i": [string] PipeDelimited
      query "d": {string} DeepObject
      query "r": string FormExplodeReserved
      header "h": string SimpleExplode
      cookie "c": string FormExplode
    "#);
}

#[test]
fn path_styles() {
    assert_snapshot!(parameters("/a{p}", "- { name: p, in: path, required: true, style: label, explode: true, schema: { type: string } }"), @r#"
    GET /a{p} `op` in root
      path "p": string LabelExplode required
    "#);
    assert_snapshot!(parameters("/a{p}", "- { name: p, in: path, required: true, style: label, explode: false, schema: { type: string } }"), @r#"
    GET /a{p} `op` in root
      path "p": string Label required
    "#);
    assert_snapshot!(parameters("/a{p}", "- { name: p, in: path, required: true, style: matrix, explode: true, schema: { type: string } }"), @r#"
    GET /a{p} `op` in root
      path "p": string MatrixExplode required
    "#);
    assert_snapshot!(parameters("/a{p}", "- { name: p, in: path, required: true, style: matrix, explode: false, schema: { type: string } }"), @r#"
    GET /a{p} `op` in root
      path "p": string Matrix required
    "#);
}

#[test]
fn content() {
    assert_snapshot!(parameters("/a", r##"
- { name: j, in: query, content: { application/json: { schema: { type: object, properties: { x: { type: string } } } } } }
- { name: t, in: query, content: { text/plain: { schema: { type: integer } } } }
- { name: u, in: query, content: { application/json: {} } }
"##), @r#"
    GET /a `op` in a
      query "j": `op j` Json
      query "t": string FormExplode
      query "u": json Json
    object `op j` in
      "x": string
    "#);
}

#[test]
fn paths() {
    assert_snapshot!(parameters("/a/{p}/{q}.{p}", r##"
- { name: q, in: path, required: true, schema: { type: integer } }
- { name: gone, in: path, required: true, schema: { type: string } }
"##), @r#"
    GET /a/{p}/{q}.{p} `op` in a
      path "p": string Simple required
      path "q": int64 Simple required
    SW0032 /paths/~1a~1{p}~1{q}.{p}/get/parameters/1: the path `/a/{p}/{q}.{p}` has no placeholder for the parameter `gone`; the parameter is left out
    SW0024 /paths/~1a~1{p}~1{q}.{p}/get: path parameter `p` is not declared; it is read as a string
    "#);
}

#[test]
fn twice() {
    assert_snapshot!(parameters("/a", r##"
- { name: x, in: query, schema: { type: string } }
- { name: x, in: query, schema: { type: integer } }
- { name: x, in: header, schema: { type: string } }
"##), @r#"
    GET /a `op` in a
      query "x": int64 FormExplode
      header "x": string Simple
    SW0032 /paths/~1a/get/parameters/1: parameter `x` is declared twice in the same location; the last one is used
    "#);
}

#[test]
fn described_elsewhere() {
    assert_snapshot!(parameters("/a", r##"
- { name: Accept, in: header, schema: { type: string } }
- { name: content-type, in: header, schema: { type: string } }
- { name: AUTHORIZATION, in: header, schema: { type: string } }
- { name: X-Key, in: header, required: true, deprecated: true, schema: { type: string } }
"##), @r#"
    GET /a `op` in a
      header "X-Key": string Simple required deprecated
    SW0031 /paths/~1a/get/parameters/0: the header parameter `Accept` is ignored, as OpenAPI requires
    SW0031 /paths/~1a/get/parameters/1: the header parameter `content-type` is ignored, as OpenAPI requires
    SW0031 /paths/~1a/get/parameters/2: the header parameter `AUTHORIZATION` is ignored, as OpenAPI requires
    "#);
}

#[test]
fn types() {
    assert_snapshot!(parameters("/a/{id}", r##"
- { name: id, in: path, schema: { type: string, format: uuid } }
- { name: at, in: query, schema: { type: string, format: date-time } }
- { name: file, in: query, schema: { type: string, format: binary } }
- { name: sort, in: query, schema: { type: string, enum: [up, down] } }
- { name: none, in: query, schema: { type: string, nullable: true } }
"##), @r#"
    GET /a/{id} `op` in a
      path "id": uuid Simple required
      query "at": datetime FormExplode
      query "file": string FormExplode
      query "sort": `op sort` FormExplode
      query "none": string FormExplode
    enum `op sort` in ["up", "down"]
    "#);
}

#[test]
fn overrides() {
    assert_snapshot!(document(r##"
paths:
  /a/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }, { $ref: '#/components/parameters/Limit' }]
    get: { operationId: one, parameters: [{ name: id, in: path, required: true, schema: { type: integer } }], responses: {} }
    put: { operationId: two, parameters: [{ $ref: '#/components/parameters/Chain' }, { $ref: '#/components/parameters/Nowhere' }, { $ref: '#/components/parameters/Loop' }], responses: {} }
components:
  parameters:
    Limit: { name: limit, in: query, schema: { type: object, properties: { max: { type: integer } } } }
    Chain: { $ref: '#/components/parameters/Limit' }
    Loop: { $ref: '#/components/parameters/Loop' }
"##), @r#"
    GET /a/{id} `one` in a
      path "id": int64 Simple required
      query "limit": `Limit` FormExplode
    PUT /a/{id} `two` in a
      path "id": string Simple required
      query "limit": `Limit` FormExplode
    object `Limit | Limit Parameter` in
      "max": int64
    SW0011 /paths/~1a~1{id}/put/parameters/1: `#/components/parameters/Nowhere` does not exist in this document
    SW0012 /paths/~1a~1{id}/put/parameters/2: `#/components/parameters/Loop` refers back to itself
    SW0012 /components/parameters/Loop: `#/components/parameters/Loop` refers back to itself
    "#);
}

#[test]
fn new_in_three_point_two() {
    let form = "application/x-www-form-urlencoded: { schema: { type: object, properties: { a: { type: array, items: { type: string } } } }, encoding: { a: { explode: false } } }";
    let text = format!(
        "paths: {{ '/a/{{p}}': {{ get: {{ operationId: op, responses: {{}}, parameters: [
        {{ name: p, in: path, required: true, allowReserved: true, schema: {{ type: string }} }},
        {{ name: c, in: cookie, style: cookie, schema: {{ type: string }} }},
        {{ name: d, in: cookie, style: cookie, explode: false, schema: {{ type: string }} }},
        {{ name: e, in: cookie, allowReserved: true, schema: {{ type: string }} }},
        {{ name: t, in: cookie, content: {{ text/plain: {{ schema: {{ type: string }} }} }} }},
        {{ name: f, in: querystring, content: {{ {form} }} }},
        {{ name: j, in: querystring, content: {{ application/json: {{ schema: {{ type: integer }} }} }} }},
        {{ name: w, in: querystring, content: {{ text/plain: {{}} }} }},
        {{ name: x, in: querystring, content: {{ application/jsonpath: {{}} }} }}] }} }} }}"
    );
    let (api, _) = super::lower_version("3.2.0", &text);
    assert_snapshot!(super::describe::operations(&api), @r#"
    GET /a/{p} `op` in a
      path "p": string SimpleReserved required
      query "f": `op f` form "a"=Form
      query "j": int64 QueryString
      query "w": string QueryStringReserved
      query "x": string QueryString
      cookie "c": string CookieExplode
      cookie "d": string Cookie
      cookie "e": string FormExplodeReserved
      cookie "t": string CookieExplode
    "#);
}

//! Responses by status.

use insta::assert_snapshot;

use super::{document, responses};

#[test]
fn ranges_and_default() {
    assert_snapshot!(responses(r##"
2XX: { description: d, content: { application/json: { schema: { type: string } } } }
"404": { description: d, content: { application/json: { schema: { type: integer } } } }
4XX: { description: d }
default: { description: d, content: { application/json: { schema: { type: boolean } } } }
"##), @r"
    GET /a `op` in a
      ok 2XX application/json: json string
      error 404 application/json: json int64
      error 4XX: nothing
      error default application/json: json boolean
    ");
}

#[test]
fn only_default() {
    assert_snapshot!(responses("default: { description: d, content: { application/json: { schema: { type: object, properties: { x: { type: string } } } } } }"), @r#"
    GET /a `op` in a
      ok default application/json: json `op Response`
      error default application/json: json `op Response`
    object `op Response` out
      "x": string
    "#);
    assert_snapshot!(responses(r##"
"400": { description: d }
default: { description: d, content: { application/json: { schema: { type: string } } } }
"##), @r"
    GET /a `op` in a
      ok default application/json: json string
      error 400: nothing
      error default application/json: json string
    ");
}

#[test]
fn several_successes() {
    assert_snapshot!(responses(r##"
"200": { description: d, content: { application/json: { schema: { type: object, properties: { x: { type: string } } } } } }
"202": { description: d, content: { application/json: { schema: { type: object, properties: { y: { type: string } } } } } }
"##), @r#"
    GET /a `op` in a
      ok 200 application/json: json `op 200 Response`
      ok 202 application/json: json `op 202 Response`
    object `op 200 Response` out
      "x": string
    object `op 202 Response` out
      "y": string
    "#);
}

#[test]
fn redirects() {
    assert_snapshot!(responses(r##"
"200": { description: d, content: { application/json: { schema: { type: string } } } }
"304": { description: d }
"##), @r"
    GET /a `op` in a
      ok 200 application/json: json string
      error 304: nothing
    ");
    assert_snapshot!(responses(r##""302": { description: d }"##), @r"
    GET /a `op` in a
      ok 302: nothing
    ");
    assert_snapshot!(responses(r##"
"302": { description: d }
default: { description: d }
"##), @r"
    GET /a `op` in a
      ok 302: nothing
      error default: nothing
    ");
}

#[test]
fn none() {
    assert_snapshot!(responses("{}"), @"GET /a `op` in a");
    assert_snapshot!(responses(r##""204": { description: d, content: { application/json: { schema: { type: string } } } }"##), @r"
    GET /a `op` in a
      ok 204: nothing
    SW0033 /paths/~1a/get/responses/204/content: responses with this status have no body; the documented one is left out
    ");
}

#[test]
fn media_types() {
    assert_snapshot!(responses(r##""200": { description: d, content: { text/csv: {}, application/xml: {}, application/problem+json: { schema: { type: integer } }, application/json: { schema: { type: string } } } }"##), @r"
    GET /a `op` in a
      ok 200 application/json: json string
    SW0033 /paths/~1a/get/responses/200/content: the response has 4 media types; `application/json` is used
    ");
    assert_snapshot!(responses(r##"
"200": { description: d, content: { "*/*": { schema: { type: string } } } }
"201": { description: d, content: { "*/*": {} } }
"203": { description: d, content: { application/json: { schema: { type: string, format: binary } } } }
"206": { description: d, content: { text/plain: { schema: { type: integer } } } }
"##), @r"
    GET /a `op` in a
      ok 200 */*: json string
      ok 201 */*: bytes
      ok 203 application/json: bytes
      ok 206 text/plain: text
    ");
}

#[test]
fn shared() {
    assert_snapshot!(document(r##"
paths:
  /a:
    get: { operationId: one, responses: { '200': { $ref: '#/components/responses/Found' }, '404': { $ref: '#/components/responses/Nowhere' } } }
    head: { operationId: two, responses: { '200': { $ref: '#/components/responses/Found' } } }
    put: { operationId: three, responses: { '200': { $ref: '#/components/responses/Found' }, '409': { $ref: '#/components/responses/Loop' } } }
components:
  responses:
    Found: { description: d, content: { application/json: { schema: { type: object, properties: { x: { type: string, enum: [a, b] } } } } } }
    Loop: { $ref: '#/components/responses/Loop' }
"##), @r#"
    GET /a `one` in a
      ok 200 application/json: json `Found Response`
    HEAD /a `two` in a
      ok 200 application/json: nothing
    PUT /a `three` in a
      ok 200 application/json: json `Found Response`
    object `Found Response` out
      "x": `Found Response x`
    enum `Found Response x` out ["a", "b"]
    SW0011 /paths/~1a/get/responses/404: `#/components/responses/Nowhere` does not exist in this document
    SW0012 /paths/~1a/put/responses/409: `#/components/responses/Loop` refers back to itself
    SW0012 /components/responses/Loop: `#/components/responses/Loop` refers back to itself
    "#);
}

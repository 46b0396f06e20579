//! Operations.

use insta::assert_snapshot;

use super::document;

#[test]
fn names() {
    assert_snapshot!(document(r##"
paths:
  /v1/pets/{petId}/toys: { get: { responses: {} } }
  /: { post: { responses: {}, operationId: ' ' } }
  /b: { get: { operationId: same, responses: {} }, put: { operationId: same, responses: {} }, delete: { operationId: 'odd id: 1/2', deprecated: true, responses: {} } }
"##), @r#"
    GET /v1/pets/{petId}/toys `get v1 pets by petId toys` in pets
      path "petId": string Simple required
    POST / `post` in root
    GET /b `same` in b
    PUT /b `same` in b
    DELETE /b `odd id: 1/2` in b deprecated
    SW0023 /paths/~1v1~1pets~1{petId}~1toys/get: GET /v1/pets/{petId}/toys has no operationId; its method is named after the HTTP method and the path
    SW0024 /paths/~1v1~1pets~1{petId}~1toys/get: path parameter `petId` is not declared; it is read as a string
    SW0023 /paths/~1/post: POST / has no operationId; its method is named after the HTTP method and the path
    "#);
}

#[test]
fn groups() {
    assert_snapshot!(document(r##"
paths:
  /v1/pets: { get: { operationId: a, tags: [], responses: {} }, put: { operationId: b, tags: ['', '!', Good, Other], responses: {} } }
  /{id}: { get: { operationId: c, parameters: [{ name: id, in: path, required: true, schema: { type: string } }], responses: {} } }
"##), @r#"
    GET /v1/pets `a` in pets
    PUT /v1/pets `b` in Good
    GET /{id} `c` in root
      path "id": string Simple required
    "#);
}

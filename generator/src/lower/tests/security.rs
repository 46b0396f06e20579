//! Security and servers.

use insta::assert_snapshot;

use super::document;

#[test]
fn requirements() {
    assert_snapshot!(document(r##"
paths:
  /a:
    get: { operationId: inherits, responses: {} }
    put: { operationId: none, security: [], responses: {} }
    post: { operationId: optional, security: [{}, { key: [] }], responses: {} }
    patch: { operationId: both, security: [{ key: [], basic: [] }], responses: {} }
    delete: { operationId: unknown, security: [{ gone: [] }, { bearer: [] }], responses: {} }
security: [{ key: [] }, { oauth: [read] }]
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Key }
    query: { type: apiKey, in: query, name: key }
    cookie: { type: apiKey, in: cookie, name: key }
    basic: { type: http, scheme: Basic }
    bearer: { type: http, scheme: bearer }
    digest: { type: http, scheme: Digest }
    oauth: { type: oauth2, flows: {} }
    connect: { type: openIdConnect, openIdConnectUrl: 'https://a.example' }
    other: { $ref: '#/components/securitySchemes/key' }
"##), @r#"
    scheme key Header("X-Key")
    scheme query Query("key")
    scheme cookie Cookie("key")
    scheme basic Basic
    scheme bearer Bearer
    scheme digest Http("Digest")
    scheme oauth Bearer
    scheme connect Bearer
    scheme other Header("X-Key")
    GET /a `inherits` in a secured by (key) or (oauth for read)
    PUT /a `none` in a without credentials
    POST /a `optional` in a secured by () or (key)
    PATCH /a `both` in a secured by (key and basic)
    DELETE /a `unknown` in a secured by (bearer)
    SW0030 /paths/~1a/delete: security scheme `gone` is not declared; this alternative is left out
    "#);
}

#[test]
fn requirements_without_a_scheme() {
    // Neither an empty list for all operations nor an undeclared scheme says what is sent.
    assert_snapshot!(document(r##"
paths:
  /a:
    get: { operationId: silent, responses: {} }
    put: { operationId: none, security: [], responses: {} }
    post: { operationId: unknown, security: [{}, { gone: [] }], responses: {} }
    patch: { operationId: optional, security: [{}], responses: {} }
security: []
components: { securitySchemes: { key: { type: apiKey, in: header, name: X-Key } } }
"##), @r#"
    scheme key Header("X-Key")
    GET /a `silent` in a
    PUT /a `none` in a without credentials
    POST /a `unknown` in a
    PATCH /a `optional` in a without credentials
    SW0030 /paths/~1a/post: security scheme `gone` is not declared; this alternative is left out
    "#);
    // Nor does an operation, where no scheme is declared.
    assert_snapshot!(document(r##"
paths:
  /a:
    get: { operationId: none, security: [], responses: {} }
"##), @"GET /a `none` in a");
}

#[test]
fn servers() {
    assert_snapshot!(document(r##"
servers:
  - url: '{scheme}://{host}.example/{base}'
    variables: { scheme: { default: https, enum: [https, http, https] }, host: { default: eu } }
  - url: //cdn.example/v1
  - url: /v2
paths:
  /a:
    servers: [{ url: 'https://path.example/{v}', variables: { v: { default: v3 } } }, { url: 'https://second.example' }]
    get: { operationId: of_path, responses: {} }
    put: { operationId: own, servers: [{ url: 'http://own.example' }], responses: {} }
    post: { operationId: relative, servers: [{ url: /elsewhere }], responses: {} }
    patch: { operationId: no_scheme, servers: [{ url: '//own.example' }], responses: {} }
"##), @r#"
    server {scheme}://{host}.example/{base} = https://eu.example/{base}; scheme="https" of ["https", "http"]; host="eu" of []
    server https://cdn.example/v1 = https://cdn.example/v1
    server /v2 = /v2
    GET /a `of_path` in a at https://path.example/v3
    PUT /a `own` in a at http://own.example
    POST /a `relative` in a
    PATCH /a `no_scheme` in a at https://own.example
    SW0028 /paths/~1a/post: the server URL `/elsewhere` of this operation is relative; the client's base URL is used
    "#);
}

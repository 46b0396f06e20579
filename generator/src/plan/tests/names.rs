//! Names.

use insta::assert_snapshot;

use super::{operations, outline, types};

#[test]
fn fields_and_setters() {
    assert_snapshot!(outline(&types(r##"A: { type: object, required: [self], properties: { self: { type: string }, type: { type: string }, new: { type: string }, clone: { type: string }, fooBar: { type: string }, foo_bar: { type: string }, "1st": { type: string }, "": { type: string }, _: { type: string }, "🦀": { type: string }, größe: { type: string }, "@id": { type: string }, "$": { type: string }, "filter[name]": { type: string }, "+1": { type: string }, "-1": { type: string } } }"##)), @r#"
    pub struct A
    pub self_: String,
    pub r#type: Option<String>,
    pub new: Option<String>,
    pub clone: Option<String>,
    pub foo_bar: Option<String>,
    pub foo_bar2: Option<String>,
    pub v1st: Option<String>,
    pub value: Option<String>,
    pub value2: Option<String>,
    pub value3: Option<String>,
    pub größe: Option<String>,
    pub id: Option<String>,
    pub value4: Option<String>,
    pub filter_name: Option<String>,
    pub plus_1: Option<String>,
    pub minus_1: Option<String>,
    pub fn new(self_: impl Into<String>) -> Self
    pub fn r#type(mut self, value: impl Into<String>) -> Self
    pub fn new2(mut self, value: impl Into<String>) -> Self
    pub fn clone2(mut self, value: impl Into<String>) -> Self
    pub fn foo_bar(mut self, value: impl Into<String>) -> Self
    pub fn foo_bar2(mut self, value: impl Into<String>) -> Self
    pub fn v1st(mut self, value: impl Into<String>) -> Self
    pub fn value(mut self, value: impl Into<String>) -> Self
    pub fn value2(mut self, value: impl Into<String>) -> Self
    pub fn value3(mut self, value: impl Into<String>) -> Self
    pub fn größe(mut self, value: impl Into<String>) -> Self
    pub fn id(mut self, value: impl Into<String>) -> Self
    pub fn value4(mut self, value: impl Into<String>) -> Self
    pub fn filter_name(mut self, value: impl Into<String>) -> Self
    pub fn plus_1(mut self, value: impl Into<String>) -> Self
    pub fn minus_1(mut self, value: impl Into<String>) -> Self
    "self" => self_ required,
    "type" => r#type optional,
    "new" => new optional,
    "clone" => clone optional,
    "fooBar" => foo_bar optional,
    "foo_bar" => foo_bar2 optional,
    "1st" => v1st optional,
    "" => value optional,
    "_" => value2 optional,
    "🦀" => value3 optional,
    "größe" => größe optional,
    "@id" => id optional,
    "$" => value4 optional,
    "filter[name]" => filter_name optional,
    "+1" => plus_1 optional,
    "-1" => minus_1 optional,
    "#);
}

#[test]
fn variants() {
    assert_snapshot!(outline(&types(r##"A: { type: string, enum: [Self, self, unknown, Unknown, "", " ", "1", "01", "-1", "+1", "*", ">=", "a/b", "a-b", "日本", "🦀", "r#type", "1.5", UnknownValue] }"##)), @r#"
    pub enum A
    "Self" => Self_,
    "self" => Self2,
    "unknown" => Unknown,
    "Unknown" => Unknown2,
    "" => Empty,
    " " => Value,
    "1" => V1,
    "01" => V01,
    "-1" => Minus1,
    "+1" => Plus1,
    "*" => Star,
    ">=" => GreaterThanEqual,
    "a/b" => AB,
    "a-b" => AMinusB,
    "日本" => 日本,
    "🦀" => Value2,
    "r#type" => RHashType,
    "1.5" => V15,
    "UnknownValue" => UnknownValue,
    "#);
}

#[test]
fn types_with_names_of_the_prelude() {
    assert_snapshot!(outline(&types(r##"
A: { type: object, properties: { o: { $ref: "#/components/schemas/Option" }, s: { $ref: "#/components/schemas/String" }, v: { type: array, items: { $ref: "#/components/schemas/Self" } }, b: { $ref: "#/components/schemas/Box" } } }
Option: { type: object, required: [x], properties: { x: { type: string }, y: { $ref: "#/components/schemas/Option" } } }
String: { type: string, enum: [a, b] }
Self: { oneOf: [{ type: string }, { type: integer }] }
Box: { type: object, properties: { b: { type: integer } } }
"##)), @r#"
    pub struct A
    pub o: Option<super::Option>,
    pub s: Option<super::String>,
    pub v: Option<Vec<super::Self_>>,
    pub b: Option<super::Box>,
    pub fn new() -> Self
    pub fn o(mut self, value: impl Into<super::Option>) -> Self
    pub fn s(mut self, value: impl Into<super::String>) -> Self
    pub fn v(
    value: impl IntoIterator<Item = impl Into<super::Self_>>,
    pub fn b(mut self, value: impl Into<super::Box>) -> Self
    "o" => o optional,
    "s" => s optional,
    "v" => v optional,
    "b" => b optional,
    pub struct Box
    pub b: Option<i64>,
    pub fn new() -> Self
    pub fn b(mut self, value: i64) -> Self
    "b" => b optional,
    pub struct Option
    pub x: String,
    pub y: ::std::option::Option<runtime::Boxed<super::Option>>,
    pub fn new(x: impl Into<String>) -> Self
    pub fn y(mut self, value: impl Into<super::Option>) -> Self
    "x" => x required,
    "y" => y optional,
    pub enum Self_
    pub enum String
    "a" => A,
    "b" => B,
    "#);
}

#[test]
fn types_collide() {
    assert_snapshot!(outline(&types(r##"
A: { type: object, properties: { x: { $ref: "#/components/schemas/foo_bar" }, y: { $ref: "#/components/schemas/FooBar" }, z: { $ref: "#/components/schemas/Foo-Bar" }, b: { type: object, properties: { c: { type: string } } }, w: { $ref: "#/components/schemas/AB" } } }
foo_bar: { type: object, properties: { p: { type: string } } }
FooBar: { type: object, properties: { q: { type: string } } }
Foo-Bar: { type: object, properties: { r: { type: string } } }
AB: { type: object, properties: { s: { type: string } } }
"##)), @r#"
    pub struct A
    pub x: Option<super::FooBar>,
    pub y: Option<super::FooBar2>,
    pub z: Option<super::FooBar3>,
    pub b: Option<super::AB>,
    pub w: Option<super::Ab>,
    pub fn new() -> Self
    pub fn x(mut self, value: impl Into<super::FooBar>) -> Self
    pub fn y(mut self, value: impl Into<super::FooBar2>) -> Self
    pub fn z(mut self, value: impl Into<super::FooBar3>) -> Self
    pub fn b(mut self, value: impl Into<super::AB>) -> Self
    pub fn w(mut self, value: impl Into<super::Ab>) -> Self
    "x" => x optional,
    "y" => y optional,
    "z" => z optional,
    "b" => b optional,
    "w" => w optional,
    pub struct AB
    pub c: Option<String>,
    pub fn new() -> Self
    pub fn c(mut self, value: impl Into<String>) -> Self
    "c" => c optional,
    pub struct Ab
    pub s: Option<String>,
    pub fn new() -> Self
    pub fn s(mut self, value: impl Into<String>) -> Self
    "s" => s optional,
    pub struct FooBar
    pub p: Option<String>,
    pub fn new() -> Self
    pub fn p(mut self, value: impl Into<String>) -> Self
    "p" => p optional,
    pub struct FooBar2
    pub q: Option<String>,
    pub fn new() -> Self
    pub fn q(mut self, value: impl Into<String>) -> Self
    "q" => q optional,
    pub struct FooBar3
    pub r: Option<String>,
    pub fn new() -> Self
    pub fn r(mut self, value: impl Into<String>) -> Self
    "r" => r optional,
    "#);
}

#[test]
fn operations_collide() {
    assert_snapshot!(outline(&operations(r##"
paths:
  /a: { get: { operationId: clone, responses: {} }, put: { operationId: builder, responses: {} }, post: { operationId: Client, responses: {} }, delete: { operationId: Vec, responses: {} } }
  /b: { get: { operationId: get_it, responses: {} }, put: { operationId: getIt, responses: {} }, post: { operationId: 'type', responses: {} }, delete: { operationId: 日本, responses: {} } }
"##)), @r"
    pub fn a_clone(&self) -> AClone
    pub fn a_builder(&self) -> ABuilder
    pub fn client(&self) -> ClientCall
    pub fn vec(&self) -> VecCall
    pub struct AClone
    runtime::operation!(AClone => runtime::Empty, runtime::Undocumented);
    const A_CLONE: runtime::Operation = runtime::Operation
    pub struct ABuilder
    runtime::operation!(ABuilder => runtime::Empty, runtime::Undocumented);
    const A_BUILDER: runtime::Operation = runtime::Operation
    pub struct ClientCall
    runtime::operation!(ClientCall => runtime::Empty, runtime::Undocumented);
    const CLIENT: runtime::Operation = runtime::Operation
    pub struct VecCall
    runtime::operation!(VecCall => runtime::Empty, runtime::Undocumented);
    const VEC: runtime::Operation = runtime::Operation
    pub fn get_it(&self) -> GetIt
    pub fn put_get_it(&self) -> PutGetIt
    pub fn r#type(&self) -> Type
    pub fn 日本(&self) -> 日本
    pub struct GetIt
    runtime::operation!(GetIt => runtime::Empty, runtime::Undocumented);
    const GET_IT: runtime::Operation = runtime::Operation
    pub struct PutGetIt
    runtime::operation!(PutGetIt => runtime::Empty, runtime::Undocumented);
    const PUT_GET_IT: runtime::Operation = runtime::Operation
    pub struct Type
    runtime::operation!(Type => runtime::Empty, runtime::Undocumented);
    const TYPE: runtime::Operation = runtime::Operation
    pub struct 日本
    runtime::operation!(日本 => runtime::Empty, runtime::Undocumented);
    const OPERATION_日本: runtime::Operation = runtime::Operation
    ");
}

#[test]
fn parameters_and_setters_collide() {
    assert_snapshot!(outline(&operations(r##"
paths:
  /a/{id}:
    get:
      operationId: get
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
        - { name: id, in: query, required: true, schema: { type: string } }
        - { name: id, in: header, required: true, schema: { type: string } }
        - { name: call, in: query, required: true, schema: { type: string } }
        - { name: self, in: query, required: true, schema: { type: string } }
        - { name: body, in: query, required: true, schema: { type: string } }
        - { name: send, in: query, schema: { type: string } }
        - { name: with_timeout, in: query, schema: { type: string } }
        - { name: value, in: query, schema: { type: string } }
        - { name: Value, in: query, schema: { type: string } }
      requestBody: { required: true, content: { text/plain: {} } }
      responses: {}
"##)), @r"
    pub fn get(
    id: &str,
    id_query: &str,
    call_query: &str,
    self_: &str,
    body: &str,
    id_header: &str,
    request_body: &str,
    pub struct Get
    pub fn send_query(mut self, value: &str) -> Self
    pub fn with_timeout_query(mut self, value: &str) -> Self
    pub fn value(mut self, value: &str) -> Self
    pub fn value_query(mut self, value: &str) -> Self
    runtime::operation!(Get => runtime::Empty, runtime::Undocumented);
    const GET: runtime::Operation = runtime::Operation
    ");
}

//! Schemas merged with what `allOf` combines them with: the rules, keyword by keyword.

use insta::assert_snapshot;

use super::{document, schemas};

#[test]
fn parts_without_types_are_any_value() {
    assert_snapshot!(document(r##"
paths:
  /m:
    post:
      operationId: meta
      requestBody: { required: true, content: { application/json: { schema: { type: object, additionalProperties: { allOf: [{}, { description: a value of any type }] } } } } }
      responses: { '200': { description: o, content: { application/json: { schema: { allOf: [{}, { description: a value of any type }] } } } } }
"##), @r"
    POST /m `meta` in m
      body application/json: json {json} required
      ok 200 application/json: json json
    ");
    assert_snapshot!(schemas("A: { allOf: [{ description: x }, { required: [x] }] }"), @"A = json");
}

#[test]
fn types() {
    assert_snapshot!(schemas("A: { type: object, properties: { x: { allOf: [{ type: number }, { type: integer }] }, y: { allOf: [{ type: integer, format: int64 }, { type: number }] } } }"), @r#"
    A = `A`
    object `A` in out
      "x": int64
      "y": int64
    "#);
    assert_snapshot!(schemas("A: { type: object, properties: { x: { allOf: [{ type: string }, { type: integer }, { type: boolean }] } } }"), @r#"
    A = `A`
    object `A` in out
      "x": json
    SW0034 /components/schemas/A/properties/x: no value can have all of these types: string, integer, boolean; typed as JSON
    "#);
    // Properties only constrain objects: strings are valid as well.
    assert_snapshot!(schemas("A: { allOf: [{ type: string }, { properties: { x: { type: string } } }] }"), @"A = string");
}

#[test]
fn enums() {
    assert_snapshot!(schemas("A: { allOf: [{ type: string, enum: [a, b, c] }, { enum: [c, b, z] }] }"), @r#"
    A = `A`
    enum `A` in out ["b", "c"]
    "#);
    assert_snapshot!(schemas("A: { allOf: [{ type: integer, enum: [1, 2, 3], x-enum-varnames: [One, Two, Three] }, { enum: [2, 3] }] }"), @r#"
    A = `A`
    enum `A` in out [(2, Some("Two")), (3, Some("Three"))]
    "#);
    assert_snapshot!(schemas("A: { type: object, properties: { x: { allOf: [{ type: string, enum: [a] }, { type: string, enum: [b, c] }] } } }"), @r#"
    A = `A`
    object `A` in out
      "x": `A x`
    enum `A x` in out ["b", "c"]
    SW0034 /components/schemas/A/properties/x: no value is in every `enum`; the last `enum` is used
    "#);
    // A selection of a component's values has the component's type, which takes any value.
    assert_snapshot!(schemas(r##"
A: { type: object, properties: { x: { allOf: [{ $ref: "#/components/schemas/E" }], enum: [a] }, y: { allOf: [{ $ref: "#/components/schemas/S" }], enum: [a] } } }
E: { type: string, enum: [a, b] }
S: { type: string }
"##), @r#"
    A = `A`
    object `A` in out
      "x": string always "a"
      "y": string always "a"
    "#);
}

#[test]
fn formats() {
    assert_snapshot!(schemas("A: { type: object, properties: { a: { allOf: [{ type: string }, { format: date-time }] }, b: { allOf: [{ type: string, format: date-time }, { format: date }] }, c: { allOf: [{ type: string, format: custom }, { format: uuid }] }, d: { allOf: [{ type: integer, format: int64 }, { format: int32 }] } } }"), @r#"
    A = `A`
    object `A` in out
      "a": datetime
      "b": string
      "c": uuid
      "d": int32
    SW0034 /components/schemas/A/properties/b: no value has both the formats `date-time` and `date`; neither is used
    "#);
}

#[test]
fn required() {
    assert_snapshot!(schemas(r##"
A: { allOf: [{ $ref: "#/components/schemas/B" }, { required: [x] }], required: [y] }
B: { type: object, required: [z], properties: { x: { type: string }, y: { type: string }, z: { type: string } } }
"##), @r#"
    A = `A`
    object `A` in out
      "x": string required
      "y": string required
      "z": string required
    "#);
    // Nothing new: the component itself.
    assert_snapshot!(schemas(r##"
A: { type: object, properties: { b: { allOf: [{ $ref: "#/components/schemas/B" }, { required: [x] }] } } }
B: { type: object, required: [x], properties: { x: { type: string } } }
"##), @r#"
    A = `A`
    object `A` in out
      "b": `B`
    object `B` in out
      "x": string required
    "#);
}

#[test]
fn properties() {
    // The same property in several parts is all that its schemas say.
    assert_snapshot!(schemas(r##"
A: { allOf: [{ $ref: "#/components/schemas/B" }, { properties: { o: { type: object, required: [y], properties: { y: { type: integer } } }, t: { enum: [a] }, d: { description: Told again, readOnly: true } } }] }
B: { type: object, properties: { o: { type: object, properties: { x: { type: string } } }, t: { type: string }, d: { type: string, description: Told, maxLength: 3 } } }
"##), @r#"
    A = `A`
    object `A` in out
      "o": `A o`
      "t": string always "a"
      "d": string read-only # Maximum length: 3 # Told again
    object `A o` in out
      "x": string
      "y": int64 required
    "#);
    // A schema that extends the other one is both.
    assert_snapshot!(schemas(r##"
A: { allOf: [{ $ref: "#/components/schemas/B" }, { properties: { p: { $ref: "#/components/schemas/D" }, l: { type: array, items: { $ref: "#/components/schemas/D" } } } }] }
B: { type: object, properties: { p: { $ref: "#/components/schemas/C" }, l: { type: array, items: { $ref: "#/components/schemas/C" } } } }
C: { type: object, properties: { c: { type: string } } }
D: { allOf: [{ $ref: "#/components/schemas/C" }, { properties: { d: { type: string } } }] }
"##), @r#"
    A = `A`
    object `A` in out
      "p": `D`
      "l": [`D`]
    object `D` in out
      "c": string
      "d": string
    "#);
    // Components of which none extends the other one are merged.
    assert_snapshot!(schemas(r##"
A: { allOf: [{ $ref: "#/components/schemas/B" }, { properties: { p: { $ref: "#/components/schemas/D" } } }] }
B: { type: object, properties: { p: { $ref: "#/components/schemas/C" } } }
C: { type: object, properties: { c: { type: string } } }
D: { type: object, properties: { d: { type: string } } }
"##), @r#"
    A = `A`
    object `A` in out
      "p": `A p`
    object `A p` in out
      "c": string
      "d": string
    "#);
}

#[test]
fn contradicting_properties() {
    assert_snapshot!(schemas(r##"
A: { allOf: [{ $ref: "#/components/schemas/B" }, { properties: { p: { type: integer } } }] }
B: { type: object, properties: { p: { type: string } } }
"##), @r#"
    A = `A`
    object `A` in out
      "p": json
    SW0034 /components/schemas/A/allOf/1/properties/p: no value can have all of these types: string, integer; typed as JSON
    "#);
}

#[test]
fn nullable() {
    // `null` is valid where each part allows it, or the schema itself says so.
    assert_snapshot!(schemas(r##"
A: { type: object, properties: { both: { allOf: [{ $ref: "#/components/schemas/N" }, { type: object, nullable: true, properties: { x: { type: string } } }] }, one: { allOf: [{ $ref: "#/components/schemas/N" }, { type: object, properties: { x: { type: string } } }] }, own: { allOf: [{ $ref: "#/components/schemas/M" }], nullable: true }, part: { allOf: [{ $ref: "#/components/schemas/M" }, { nullable: true }] } } }
N: { type: object, nullable: true, properties: { n: { type: string } } }
M: { type: object, properties: { m: { type: string } } }
"##), @r#"
    A = `A`
    object `A` in out
      "both": `A both` nullable
      "one": `A one`
      "own": `M` nullable
      "part": `M` nullable
    object `A both` in out
      "n": string
      "x": string
    object `A one` in out
      "n": string
      "x": string
    object `M` in out
      "m": string
    "#);
}

#[test]
fn additional_properties() {
    assert_snapshot!(schemas("A: { type: object, properties: { a: { allOf: [{ additionalProperties: true }, { additionalProperties: { type: integer } }] }, b: { allOf: [{ additionalProperties: { type: object, properties: { x: { type: string } } } }, { additionalProperties: { type: object, properties: { y: { type: string } } } }] }, c: { allOf: [{ additionalProperties: false, properties: { x: { type: string } } }, { properties: { y: { type: string } } }] } } }"), @r#"
    A = `A`
    object `A` in out
      "a": {int64}
      "b": {`A b value`}
      "c": `A c`
    object `A b value` in out
      "x": string
      "y": string
    object `A c` in out
      "x": string
      "y": string
    "#);
}

#[test]
fn items() {
    assert_snapshot!(schemas("A: { allOf: [{ type: array, items: { type: object, properties: { x: { type: string } } } }, { items: { required: [x] } }] }"), @r#"
    A = [`A item`]
    object `A item` in out
      "x": string required
    "#);
}

#[test]
fn bounds() {
    assert_snapshot!(schemas(r##"
A: { type: object, properties: { s: { allOf: [{ $ref: "#/components/schemas/S" }, { minLength: 2, maxLength: 9, pattern: "^b" }] }, i: { allOf: [{ type: integer, minimum: 1, maximum: 5 }, { minimum: 3, maximum: 4.5 }] }, l: { allOf: [{ type: array, items: {}, minItems: 1 }, { maxItems: 3 }] } } }
S: { type: string, minLength: 1, maxLength: 5, pattern: "^a", default: abc }
"##), @r#"
    A = `A`
    object `A` in out
      "s": string # Minimum length: 2 # Maximum length: 5 # Pattern: `^a` # Pattern: `^b` # Default: `"abc"`
      "i": int64 # Minimum: 3 # Maximum: 4.5
      "l": [json] # Minimum items: 1 # Maximum items: 3
    "#);
}

#[test]
fn annotations() {
    assert_snapshot!(schemas(r##"
A: { type: object, properties: { x: { allOf: [{ $ref: "#/components/schemas/B" }, { description: Of the part, readOnly: true, deprecated: true }] }, y: { description: Own, allOf: [{ type: object, description: Of the part, properties: { y: { type: string } } }] } } }
B: { type: object, description: Of the component, writeOnly: true, properties: { b: { type: string } } }
"##), @r#"
    A = `A`
    object `A` in out
      "x": `B` read-only deprecated # Of the part
      "y": `A y` # Own
    object `B` in out
      # Of the component
      "b": string
    object `A y` in out
      # Own
      "y": string
    "#);
}

#[test]
fn unions() {
    // Components whose unions name those that extend them.
    assert_snapshot!(schemas(r##"
A: { type: object, required: [t], properties: { t: { type: string } }, oneOf: [{ $ref: "#/components/schemas/B" }, { $ref: "#/components/schemas/C" }], discriminator: { propertyName: t } }
B: { allOf: [{ $ref: "#/components/schemas/A" }, { properties: { b: { type: string } } }] }
C: { allOf: [{ $ref: "#/components/schemas/A" }, { properties: { c: { type: string } } }] }
"##), @r#"
    A = `A`
    union `A` by "t" in out
      B: `B` when ["B"]
      C: `C` when ["C"]
    object `B` in out
      "t": string required always "B"
      "b": string
    object `C` in out
      "t": string required always "C"
      "c": string
    "#);
    // Two unions: the variants of one with those of the other.
    assert_snapshot!(schemas(r##"
A: { allOf: [{ oneOf: [{ $ref: "#/components/schemas/B" }, { $ref: "#/components/schemas/C" }] }, { oneOf: [{ $ref: "#/components/schemas/D" }, { $ref: "#/components/schemas/E" }] }] }
B: { type: object, properties: { b: { type: string } } }
C: { type: object, properties: { c: { type: string } } }
D: { type: object, properties: { d: { type: string } } }
E: { type: object, properties: { e: { type: string } } }
"##), @r#"
    A = `A`
    union `A` in out
      B: `A B`
      C: `A C`
    union `A B` in out
      D: `A B D`
      E: `A B E`
    object `A B D` in out
      "b": string
      "d": string
    object `A B E` in out
      "b": string
      "e": string
    union `A C` in out
      D: `A C D`
      E: `A C E`
    object `A C D` in out
      "c": string
      "d": string
    object `A C E` in out
      "c": string
      "e": string
    "#);
    // A union of one variant is one more part.
    assert_snapshot!(schemas(r##"
A: { type: object, properties: { a: { type: string } }, oneOf: [{ $ref: "#/components/schemas/B" }] }
B: { type: object, properties: { b: { type: string } } }
"##), @r#"
    A = `A`
    object `A` in out
      "a": string
      "b": string
    "#);
    // The members of `list` are not required: values may match the other variant.
    assert_snapshot!(schemas("A: { type: object, properties: { a: { type: string } }, oneOf: [{ title: list, required: [l], properties: { l: { type: string } } }, { title: other }] }"), @r#"
    A = `A`
    object `A` in out
      "a": string
    SW0026 /components/schemas/A: `oneOf` only lists constraints, not types; values are not checked against it
    "#);
    // A variant counts more than `type` beside its union.
    assert_snapshot!(schemas("A: { type: array, items: {}, anyOf: [{ type: object, properties: { x: { type: string } } }] }"), @r#"
    A = `A`
    object `A` in out
      "x": string
    "#);
}

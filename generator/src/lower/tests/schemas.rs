//! Schemas.

use insta::assert_snapshot;

use super::schemas;

#[test]
fn objects() {
    assert_snapshot!(schemas("A: { type: object, required: [x, gone], properties: { x: { type: string }, y: { type: integer, format: int32 } } }"), @r#"
    A = `A`
    object `A` in out
      "x": string required
      "y": int32
      "gone": json required
    SW0029 /components/schemas/A/required: `gone` is required but not declared under `properties`; it has no type of its own
    "#);
    assert_snapshot!(schemas("A: { type: object }"), @"A = {json}");
    assert_snapshot!(schemas("A: {}"), @"A = json");
    assert_snapshot!(schemas("A: { type: object, additionalProperties: false }"), @r"
    A = `A`
    object `A` in out
    ");
    assert_snapshot!(schemas("A: { properties: { x: { type: object, description: Inner, properties: { y: { type: object, title: Named one, properties: { z: { type: string } } } } } } }"), @r#"
    A = `A`
    object `A` in out
      "x": `A x` # Inner
    object `A x` in out
      # Inner
      "y": `A x y`
    object `A x y` in out
      "z": string
    "#);
}

#[test]
fn maps() {
    assert_snapshot!(schemas("A: { type: object, additionalProperties: { type: integer } }"), @"A = {int64}");
    assert_snapshot!(schemas("A: { type: object, additionalProperties: true }"), @"A = {json}");
    assert_snapshot!(schemas("A: { type: object, properties: { x: { type: string } }, additionalProperties: { type: object, properties: { y: { type: string } } } }"), @r#"
    A = `A`
    object `A` in out
      "x": string
      ..: `A value`
    object `A value` in out
      "y": string
    "#);
    assert_snapshot!(schemas("A: { additionalProperties: { type: array, items: { type: string, nullable: true } } }"), @"A = {[string?]}");
}

#[test]
fn arrays() {
    assert_snapshot!(schemas("A: { type: array }"), @"A = [json]");
    assert_snapshot!(schemas("A: { type: array, items: { type: object, properties: { x: { type: string } } }, minItems: 1 }"), @r#"
    A = [`A item`]
    object `A item` in out
      "x": string
    "#);
    assert_snapshot!(schemas(r##"
A: { items: { type: array, items: { $ref: "#/components/schemas/B" } } }
B: { type: string, nullable: true }
"##), @"A = [[string?]]");
}

#[test]
fn enums() {
    assert_snapshot!(schemas(r##"A: { type: string, enum: [b, a, b, "", null, " "] }"##), @r#"
    A = `A`?
    enum `A` in out ["b", "a", "", " "]
    "#);
    assert_snapshot!(schemas("A: { type: string, enum: [] }"), @"A = string");
    assert_snapshot!(schemas("A: { enum: [a, b] }"), @r#"
    A = `A`
    enum `A` in out ["a", "b"]
    "#);
    assert_snapshot!(schemas("A: { enum: [1, 2] }"), @r"
    A = `A`
    enum `A` in out [(1, None), (2, None)]
    ");
    assert_snapshot!(schemas("A: { enum: [a, 1, true] }"), @r"
    A = json
    SW0020 /components/schemas/A/enum: the values of `enum` have different types; typed as JSON
    ");
    assert_snapshot!(schemas("A: { enum: [null] }"), @"A = string?");
    assert_snapshot!(schemas("A: { type: string, enum: [1, 2, yes] }"), @r#"
    A = `A`
    enum `A` in out ["1", "2", "yes"]
    "#);
    assert_snapshot!(schemas(r##"A: { type: integer, enum: ["1", "2"], x-enum-varnames: [One, Two] }"##), @r#"
    A = `A`
    enum `A` in out [(1, Some("One")), (2, Some("Two"))]
    "#);
    assert_snapshot!(schemas("A: { type: integer, enum: [1, two] }"), @"A = int64");
    assert_snapshot!(schemas("A: { type: object, properties: { n: { type: number, enum: [1.5, 2] }, b: { type: boolean, enum: [true] }, c: { type: string, enum: [only] } } }"), @r#"
    A = `A`
    object `A` in out
      "n": double # One of: `1.5`, `2.0`
      "b": boolean always true # One of: `true`
      "c": string always "only"
    "#);
    assert_snapshot!(schemas("A: { type: object, properties: { p: { type: object, properties: { status: { type: string, enum: [a, b] } } }, q: { type: object, properties: { status: { type: string, enum: [a, b] } } }, status: { type: string, enum: [c] } } }"), @r#"
    A = `A`
    object `A` in out
      "p": `A p`
      "q": `A q`
      "status": string always "c"
    object `A p` in out
      "status": `A p status`
    enum `A p status` in out ["a", "b"]
    object `A q` in out
      "status": `A q status`
    enum `A q status` in out ["a", "b"]
    "#);
}

#[test]
fn nullable() {
    assert_snapshot!(schemas(r##"
A: { type: object, required: [a, b, c], properties: { a: { type: string, nullable: true }, b: { $ref: "#/components/schemas/B" }, c: { type: string, enum: [x, null] }, d: { nullable: true } } }
B: { type: object, nullable: true, properties: { self: { $ref: "#/components/schemas/B" } } }
"##), @r#"
    A = `A`
    object `A` in out
      "a": string required nullable
      "b": `B` required nullable
      "c": `A c` required nullable
      "d": json nullable
    object `B` in out
      "self": `B` nullable
    enum `A c` in out ["x"]
    "#);
}

#[test]
fn access() {
    assert_snapshot!(schemas("A: { type: object, required: [id, secret], properties: { id: { type: string, readOnly: true }, secret: { type: string, writeOnly: true }, old: { type: string, deprecated: true } }, deprecated: true, description: Text }"), @r#"
    A = `A`
    object `A` deprecated in out
      # Text
      "id": string required read-only
      "secret": string required write-only
      "old": string deprecated
    "#);
}

#[test]
fn formats() {
    assert_snapshot!(schemas("A: { type: object, properties: { a: { type: string, format: date-time }, b: { type: string, format: date }, c: { type: string, format: uuid }, d: { type: string, format: byte }, e: { type: string, format: binary }, f: { type: string, format: uri }, g: { type: integer, format: uint64 }, h: { type: number, format: float }, i: { type: number, format: int64 }, j: { type: integer }, k: { type: number }, l: { type: boolean } } }"), @r#"
    A = `A`
    object `A` in out
      "a": datetime
      "b": date
      "c": uuid
      "d": base64
      "e": string
      "f": string
      "g": uint64
      "h": double
      "i": int64
      "j": int64
      "k": double
      "l": boolean
    "#);
}

#[test]
fn facts() {
    assert_snapshot!(schemas(r##"A: { type: object, properties: { a: { type: string, minLength: 1, maxLength: 2, pattern: "^`[a]$", default: x }, b: { type: integer, minimum: 1, maximum: 9, exclusiveMinimum: true, multipleOf: 2, default: 3 }, c: { type: array, items: {}, maxItems: 4, uniqueItems: true }, d: { type: boolean, default: false } } }"##), @r#"
    A = `A`
    object `A` in out
      "a": string # Minimum length: 1 # Maximum length: 2 # Pattern: `` ^`[a]$ `` # Default: `"x"`
      "b": int64 # Minimum: 1 # Maximum: 9 # Default: `3`
      "c": [json] # Maximum items: 4
      "d": boolean # Default: `false`
    "#);
}

#[test]
fn recursion() {
    assert_snapshot!(schemas(r##"
A: { type: object, properties: { a: { $ref: "#/components/schemas/A" }, b: { $ref: "#/components/schemas/B" }, l: { type: array, items: { $ref: "#/components/schemas/A" } }, m: { type: object, additionalProperties: { $ref: "#/components/schemas/A" } } } }
B: { type: object, properties: { a: { $ref: "#/components/schemas/A" } } }
"##), @r#"
    A = `A`
    object `A` in out
      "a": `A`
      "b": `B`
      "l": [`A`]
      "m": {`A`}
    object `B` in out
      "a": `A`
    "#);
}

#[test]
fn references() {
    assert_snapshot!(schemas(r##"
A: { $ref: "#/components/schemas/B" }
B: { $ref: "#/components/schemas/C" }
C: { type: object, properties: { x: { $ref: "#/components/schemas/D~1e%20f" } } }
D/e f: { type: string, enum: [x, y] }
"##), @r#"
    A = `C`
    object `C` in out
      "x": `D/e f`
    enum `D/e f` in out ["x", "y"]
    "#);
    assert_snapshot!(schemas(r##"
A: { $ref: "#/components/schemas/B" }
B: { $ref: "#/components/schemas/A" }
"##), @r"
    A = json
    SW0012 /components/schemas/B: `A` is defined only by references that lead back to it; typed as JSON
    ");
    assert_snapshot!(schemas(r##"
A: { type: object, properties: { x: { $ref: "#/components/schemas/Gone" }, y: { $ref: "other.yaml#/X" }, z: { $ref: "#/components/schemas/B/properties/b" } } }
B: { type: object, properties: { b: { type: object, properties: { c: { type: string } } } } }
"##), @r#"
    A = `A`
    object `A` in out
      "x": json
      "y": json
      "z": `B_b`
    object `B_b` in out
      "c": string
    SW0011 /components/schemas/A/properties/x: `#/components/schemas/Gone` does not exist in this document
    SW0011 /components/schemas/A/properties/y: `other.yaml#/X` does not exist in this document
    "#);
    assert_snapshot!(schemas(r##"A: { type: array, items: { $ref: "#/components/schemas/A" } }"##), @r"
    A = [json]
    SW0012 /components/schemas/A/items: `A` is defined only by references that lead back to it; typed as JSON
    ");
}

#[test]
fn odd() {
    assert_snapshot!(schemas("A: { type: file }"), @"
    A = bytes
    SW0013 /components/schemas/A: `type: file` is read as `string` with format `binary`
    ");
    assert_snapshot!(schemas("A: { not: { type: string } }"), @"
    A = json
    SW0062 /components/schemas/A: values are not checked against `not`
    ");
    assert_snapshot!(schemas("A: true"), @"A = json");
}

#[test]
fn single_values() {
    assert_snapshot!(schemas(r##"
A: { type: object, required: [k, n, e, l, m], properties: { k: { $ref: "#/components/schemas/K" }, n: { type: string, enum: [x, null], nullable: true }, e: { enum: [1.0], type: number }, o: { $ref: "#/components/schemas/N" }, l: { type: array, items: { $ref: "#/components/schemas/K" } }, m: { allOf: [{ $ref: "#/components/schemas/E" }, { enum: [b] }] }, f: { enum: [false] }, s: { anyOf: [{ type: string }, { type: string, enum: [x] }] } } }
K: { type: string, enum: [k, k] }
N: { type: integer, enum: ["7"] }
E: { type: string, enum: [a, b] }
"##), @r#"
    A = `A`
    object `A` in out
      "k": `K` required always "k"
      "n": `A n` required nullable
      "e": int64 required always 1 # One of: `1.0`
      "o": `N` always 7
      "l": [`K`] required
      "m": string required always "b"
      "f": boolean always false # One of: `false`
      "s": `A s`
    enum `K` in out ["k"]
    enum `A n` in out ["x"]
    enum `A s` in out ["x"]
    "#);
    // Variants with a single value, of which the last two are the same.
    assert_snapshot!(schemas(r##"
A: { oneOf: [{ $ref: "#/components/schemas/K" }, { type: string, enum: [""] }, { type: integer, enum: [1] }, { $ref: "#/components/schemas/O" }, { type: boolean, enum: [true] }, { type: boolean, enum: [true], nullable: true }], discriminator: { propertyName: t } }
K: { type: string, enum: [k] }
O: { type: object, required: [t], properties: { t: { type: string } } }
"##), @r#"
    A = `A`?
    union `A` in out
      K: always "k"
      variant 2: always ""
      variant 3: always 1
      O: `O`
      variant 5: always true
    object `O` in out
      "t": string required
    SW0027 /components/schemas/A/discriminator: the discriminator `t` does not identify every variant; variants are recognised by their members
    "#);
}

#[test]
fn members_that_only_required_names() {
    assert_snapshot!(schemas("A: { type: object, required: [a, b], properties: { b: { type: string } } }"), @r#"
    A = `A`
    object `A` in out
      "b": string required
      "a": json required
    SW0029 /components/schemas/A/required: `a` is required but not declared under `properties`; it has no type of its own
    "#);
    assert_snapshot!(schemas("A: { type: object, required: [a], properties: { b: { type: string } }, additionalProperties: { type: integer, nullable: true } }"), @r#"
    A = `A`
    object `A` in out
      "b": string
      "a": int64 required nullable
      ..: int64?
    SW0029 /components/schemas/A/required: `a` is required but not declared under `properties`; it has no type of its own
    "#);
    assert_snapshot!(schemas("A: { type: object, required: [a], properties: { b: { type: string } }, additionalProperties: false }"), @r#"
    A = `A`
    object `A` in out
      "b": string
    SW0029 /components/schemas/A/required: `a` is required but not declared under `properties`; it is left out
    "#);
}

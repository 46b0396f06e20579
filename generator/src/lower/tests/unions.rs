//! `oneOf`, `anyOf` and discriminators.

use insta::assert_snapshot;

use super::schemas;

#[test]
fn discriminators() {
    assert_snapshot!(schemas(r##"
A: { oneOf: [{ $ref: "#/components/schemas/V" }, { $ref: "#/components/schemas/W" }], discriminator: { propertyName: k, mapping: { vee: "#/components/schemas/V", vau: V } } }
V: { type: object, required: [k], properties: { k: { type: string }, v: { type: string } } }
W: { type: object, required: [k], properties: { k: { type: string }, w: { type: string } } }
"##), @r#"
    A = `A`
    union `A` by "k" in out
      V: `V` when ["vee", "vau"]
      W: `W` when ["W"]
    object `V` in out
      "k": string required
      "v": string
    object `W` in out
      "k": string required always "W"
      "w": string
    "#);
    assert_snapshot!(schemas(r##"
A: { oneOf: [{ $ref: "#/components/schemas/V" }, { $ref: "#/components/schemas/W" }], discriminator: { propertyName: k, mapping: { vee: "#/components/schemas/Nowhere" } } }
V: { type: object, required: [k], properties: { k: { type: string }, v: { type: string } } }
W: { type: object, required: [k], properties: { k: { type: string }, w: { type: string } } }
"##), @r#"
    A = `A`
    union `A` by "k" in out
      V: `V` when ["V"]
      W: `W` when ["W"]
    object `V` in out
      "k": string required always "V"
      "v": string
    object `W` in out
      "k": string required always "W"
      "w": string
    "#);
    assert_snapshot!(schemas(r##"
A: { oneOf: [{ $ref: "#/components/schemas/V" }, { $ref: "#/components/schemas/W" }], discriminator: { propertyName: k, mapping: { x: V, W: V } } }
V: { type: object, required: [k], properties: { k: { type: string }, v: { type: string } } }
W: { type: object, required: [k], properties: { k: { type: string }, w: { type: string } } }
"##), @r#"
    A = `A`
    union `A` in out
      V: `V`
      W: `W`
    object `V` in out
      "k": string required
      "v": string
    object `W` in out
      "k": string required
      "w": string
    SW0027 /components/schemas/A/discriminator: the discriminator `k` does not identify every variant; variants are recognised by their members
    "#);
    assert_snapshot!(schemas(r##"
A: { oneOf: [{ $ref: "#/components/schemas/V" }, { type: string }], discriminator: { propertyName: k } }
V: { type: object, required: [k], properties: { k: { type: string }, v: { type: string } } }
W: { type: object, required: [k], properties: { k: { type: string }, w: { type: string } } }
"##), @r#"
    A = `A`
    union `A` in out
      V: `V`
      variant 2: string
    object `V` in out
      "k": string required
      "v": string
    SW0027 /components/schemas/A/discriminator: the discriminator `k` does not identify every variant; variants are recognised by their members
    "#);
    assert_snapshot!(schemas(r##"
A: { oneOf: [{ $ref: "#/components/schemas/N" }, { $ref: "#/components/schemas/V" }], discriminator: { propertyName: k } }
N: { oneOf: [{ $ref: "#/components/schemas/W" }, { $ref: "#/components/schemas/X" }], discriminator: { propertyName: k } }
X: { type: object, properties: { k: { type: string } } }
V: { type: object, required: [k], properties: { k: { type: string }, v: { type: string } } }
W: { type: object, required: [k], properties: { k: { type: string }, w: { type: string } } }
"##), @r#"
    A = `A`
    union `A` by "k" in out
      N: `N` when ["W", "X"]
      V: `V` when ["V"]
    union `N` by "k" in out
      W: `W` when ["W"]
      X: `X` when ["X"]
    object `W` in out
      "k": string required always "W"
      "w": string
    object `X` in out
      "k": string
    object `V` in out
      "k": string required always "V"
      "v": string
    "#);
}

#[test]
fn evident_tags() {
    assert_snapshot!(schemas("A: { oneOf: [{ type: object, required: [t], properties: { t: { type: string, enum: [a] }, x: { type: string } } }, { type: object, required: [t], properties: { t: { type: string, enum: [b] } } }] }"), @r#"
    A = `A`
    union `A` by "t" in out
      a: `A variant 1` when ["a"]
      b: `A variant 2` when ["b"]
    object `A variant 1` in out
      "t": string required always "a"
      "x": string
    object `A variant 2` in out
      "t": string required always "b"
    "#);
    assert_snapshot!(schemas(r##"
A: { anyOf: [{ $ref: "#/components/schemas/P" }, { $ref: "#/components/schemas/Q" }] }
P: { allOf: [{ required: [t], properties: { x: { type: string } } }, { properties: { t: { $ref: "#/components/schemas/T" } } }] }
Q: { type: object, required: [t], properties: { t: { type: string, enum: [q, r] } } }
T: { type: string, enum: [p] }
"##), @r#"
    A = `A`
    union `A` by "t" in out
      P: `P` when ["p"]
      Q: `Q` when ["q", "r"]
    object `P` in out
      "x": string
      "t": `T` required always "p"
    object `Q` in out
      "t": `Q t` required
    enum `Q t` in out ["q", "r"]
    "#);
    assert_snapshot!(schemas("A: { oneOf: [{ type: object, properties: { t: { type: string, enum: [a] } } }, { type: object, properties: { t: { type: string, enum: [b] } } }] }"), @r#"
    A = `A`
    union `A` in out
      variant 1: `A variant 1`
      variant 2: `A variant 2`
    object `A variant 1` in out
      "t": string always "a"
    object `A variant 2` in out
      "t": string always "b"
    "#);
}

#[test]
fn primitives() {
    assert_snapshot!(schemas("A: { oneOf: [{ type: integer }, { type: string }, { type: array, items: { type: string } }, { type: boolean }, { type: string, format: date-time }, { type: object, additionalProperties: { type: string } }] }"), @r"
    A = `A`
    union `A` in out
      variant 1: int64
      variant 2: string
      variant 3: [string]
      variant 4: boolean
      variant 5: datetime
      variant 6: {string}
    ");
    assert_snapshot!(schemas("A: { anyOf: [{ type: string }, { type: string, enum: [a, b] }] }"), @r#"
    A = `A`
    enum `A` in out ["a", "b"]
    "#);
    assert_snapshot!(schemas("A: { anyOf: [{ type: string, maxLength: 3 }, { type: string, minLength: 9 }] }"), @"A = string");
    assert_snapshot!(schemas(r##"
A: { anyOf: [{ $ref: "#/components/schemas/E" }, { type: string }] }
E: { type: string, enum: [x] }
"##), @r#"
    A = `E`
    enum `E` in out ["x"]
    "#);
}

#[test]
fn null() {
    assert_snapshot!(schemas(r##"A: { oneOf: [{ type: string }, { type: "null" }] }"##), @"
    A = string?
    SW0013 /components/schemas/A: `type: null` is used as in OpenAPI 3.1 and is read that way
    ");
    assert_snapshot!(schemas("A: { oneOf: [{ type: string, nullable: true }, { type: integer }] }"), @r"
    A = `A`?
    union `A` in out
      variant 1: string
      variant 2: int64
    ");
    assert_snapshot!(schemas(r##"
A: { type: object, required: [x], properties: { x: { anyOf: [{ $ref: "#/components/schemas/V" }, { enum: [null] }] } } }
V: { type: object, required: [k], properties: { k: { type: string }, v: { type: string } } }
W: { type: object, required: [k], properties: { k: { type: string }, w: { type: string } } }
"##), @r#"
    A = `A`
    object `A` in out
      "x": `V` required nullable
    object `V` in out
      "k": string required
      "v": string
    "#);
}

#[test]
fn one_branch() {
    assert_snapshot!(schemas(r##"
A: { oneOf: [{ $ref: "#/components/schemas/V" }], description: d }
V: { type: object, required: [k], properties: { k: { type: string }, v: { type: string } } }
W: { type: object, required: [k], properties: { k: { type: string }, w: { type: string } } }
"##), @r#"
    A = `V`
    object `V` in out
      "k": string required
      "v": string
    "#);
    assert_snapshot!(schemas(r##"
A: { oneOf: [{ $ref: "#/components/schemas/V" }, { $ref: "#/components/schemas/V" }] }
V: { type: object, required: [k], properties: { k: { type: string }, v: { type: string } } }
W: { type: object, required: [k], properties: { k: { type: string }, w: { type: string } } }
"##), @r#"
    A = `V`
    object `V` in out
      "k": string required
      "v": string
    "#);
    assert_snapshot!(schemas("A: { type: object, properties: { x: { oneOf: [{ type: string, format: date }, { type: string, format: date }] } } }"), @r#"
    A = `A`
    object `A` in out
      "x": date
    "#);
}

#[test]
fn constraints() {
    assert_snapshot!(schemas("A: { type: object, properties: { x: { type: string }, y: { type: string } }, anyOf: [{ required: [x] }, { required: [y] }] }"), @r#"
    A = `A`
    object `A` in out
      "x": string
      "y": string
    SW0026 /components/schemas/A: `anyOf` only lists constraints, not types; values are not checked against it
    "#);
    assert_snapshot!(schemas("A: { type: object, anyOf: [{ required: [x] }, { required: [y] }] }"), @r"
    A = {json}
    SW0026 /components/schemas/A: `anyOf` only lists constraints, not types; values are not checked against it
    ");
}

#[test]
fn inline() {
    assert_snapshot!(schemas("A: { oneOf: [{ type: object, title: First one, properties: { x: { type: string } } }, { type: object, properties: { y: { type: string } } }, { type: array, items: { type: object, properties: { z: { type: string } } } }] }"), @r#"
    A = `A`
    union `A` in out
      First one: `A variant 1`
      y: `A variant 2`
      variant 3: [`A variant 3 item`]
    object `A variant 1` in out
      "x": string
    object `A variant 2` in out
      "y": string
    object `A variant 3 item` in out
      "z": string
    "#);
}

#[test]
fn nested() {
    assert_snapshot!(schemas("A: { oneOf: [{ oneOf: [{ type: string }, { type: integer }] }, { type: boolean }] }"), @r"
    A = `A`
    union `A` in out
      variant 1: `A variant 1`
      variant 2: boolean
    union `A variant 1` in out
      variant 1: string
      variant 2: int64
    ");
    assert_snapshot!(schemas(r##"
A: { oneOf: [{ $ref: "#/components/schemas/N" }, { type: boolean }] }
N: { anyOf: [{ type: string }, { $ref: "#/components/schemas/A" }] }
"##), @r"
    A = `A`
    union `A` in out
      N: `N`
      variant 2: boolean
    union `N` in out
      variant 1: string
    SW0012 /components/schemas/N: variant `A` refers back to this union; it is left out
    ");
}

#[test]
fn properties_beside() {
    assert_snapshot!(schemas(r##"
A: { type: object, required: [id], properties: { id: { type: string }, e: { type: string, enum: [x] } }, oneOf: [{ $ref: "#/components/schemas/V" }, { $ref: "#/components/schemas/W" }], discriminator: { propertyName: k } }
V: { type: object, required: [k], properties: { k: { type: string }, v: { type: string } } }
W: { type: object, required: [k], properties: { k: { type: string }, w: { type: string } } }
"##), @r#"
    A = `A`
    union `A` by "k" in out
      V: `A variant 1` when ["V"]
      W: `A variant 2` when ["W"]
    object `A variant 1` in out
      "id": string required
      "e": string always "x"
      "k": string required always "V"
      "v": string
    object `A variant 2` in out
      "id": string required
      "e": string always "x"
      "k": string required always "W"
      "w": string
    "#);
}

#[test]
fn both_keywords() {
    assert_snapshot!(schemas("A: { oneOf: [{ type: string }, { type: integer }], anyOf: [{ maxLength: 3 }] }"), @r"
    A = `A`
    union `A` in out
      variant 1: string
      variant 2: int64
    SW0026 /components/schemas/A: `anyOf` only lists constraints, not types; values are not checked against it
    ");
}

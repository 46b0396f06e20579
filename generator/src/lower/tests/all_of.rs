//! `allOf`.

use insta::assert_snapshot;

use super::schemas;

#[test]
fn parts_are_merged() {
    assert_snapshot!(schemas(r##"
A: { allOf: [{ $ref: "#/components/schemas/B" }, { type: object, required: [c, kind], properties: { c: { type: integer } } }], description: Both }
B: { type: object, required: [b], properties: { b: { type: string }, kind: { type: string, enum: [x, y] } } }
"##), @r#"
    A = `A`
    object `A` in out
      # Both
      "b": string required
      "kind": `B kind` required
      "c": int64 required
    enum `B kind` in out ["x", "y"]
    "#);
    assert_snapshot!(schemas(r##"
A: { type: object, properties: { a: { type: string } }, required: [b], allOf: [{ $ref: "#/components/schemas/B" }] }
B: { type: object, required: [b], properties: { b: { type: string }, kind: { type: string, enum: [x, y] } } }
"##), @r#"
    A = `A`
    object `A` in out
      "b": string required
      "kind": `B kind`
      "a": string
    enum `B kind` in out ["x", "y"]
    "#);
    assert_snapshot!(schemas(r##"
A: { allOf: [{ $ref: "#/components/schemas/B" }, { type: object, properties: { b: { type: integer }, kind: { description: Told again } } }] }
B: { type: object, required: [b], properties: { b: { type: string }, kind: { type: string, enum: [x, y] } } }
"##), @r#"
    A = `A`
    object `A` in out
      "b": json required
      "kind": `B kind` # Told again
    enum `B kind` in out ["x", "y"]
    SW0034 /components/schemas/A/allOf/1/properties/b: no value can have all of these types: string, integer; typed as JSON
    "#);
    assert_snapshot!(schemas(r##"
A: { allOf: [{ allOf: [{ $ref: "#/components/schemas/C" }] }, { properties: { z: { type: string } } }] }
C: { $ref: "#/components/schemas/D" }
D: { allOf: [{ $ref: "#/components/schemas/B" }, { additionalProperties: { type: string }, properties: { d: { type: string } } }] }
B: { type: object, required: [b], properties: { b: { type: string }, kind: { type: string, enum: [x, y] } } }
"##), @r#"
    A = `A`
    object `A` in out
      "b": string required
      "kind": `B kind`
      "d": string
      "z": string
      ..: string
    enum `B kind` in out ["x", "y"]
    "#);
    assert_snapshot!(schemas(r##"
A: { type: object, properties: { one: { allOf: [{ $ref: "#/components/schemas/B" }, { properties: { o: { type: string } } }] }, two: { allOf: [{ $ref: "#/components/schemas/B" }, { properties: { t: { type: string } } }] } } }
B: { type: object, required: [b], properties: { b: { type: string }, kind: { type: string, enum: [x, y] } } }
"##), @r#"
    A = `A`
    object `A` in out
      "one": `A one`
      "two": `A two`
    object `A one` in out
      "b": string required
      "kind": `B kind`
      "o": string
    enum `B kind` in out ["x", "y"]
    object `A two` in out
      "b": string required
      "kind": `B kind`
      "t": string
    "#);
}

#[test]
fn one_part_is_that_part() {
    assert_snapshot!(schemas(r##"
A: { type: object, properties: { x: { allOf: [{ $ref: "#/components/schemas/B" }], nullable: true, description: Wrapped, readOnly: true }, y: { description: Wrapped, allOf: [{ $ref: "#/components/schemas/B" }, { description: More }, { example: {} }] } } }
B: { type: object, required: [b], properties: { b: { type: string }, kind: { type: string, enum: [x, y] } } }
"##), @r#"
    A = `A`
    object `A` in out
      "x": `B` nullable read-only # Wrapped
      "y": `B` # Wrapped
    object `B` in out
      "b": string required
      "kind": `B kind`
    enum `B kind` in out ["x", "y"]
    "#);
}

#[test]
fn primitives() {
    assert_snapshot!(schemas("A: { allOf: [{ type: string }, { maxLength: 3 }] }"), @"A = string");
    assert_snapshot!(schemas(r##"
A: { allOf: [{ $ref: "#/components/schemas/E" }, { default: x }] }
E: { type: string, enum: [x, y] }
"##), @r#"
    A = `E`
    enum `E` in out ["x", "y"]
    "#);
    assert_snapshot!(schemas(r##"
A: { allOf: [{ $ref: "#/components/schemas/E" }, { type: string, maxLength: 3 }] }
E: { type: string, enum: [x, y] }
"##), @r#"
    A = `E`
    enum `E` in out ["x", "y"]
    "#);
    assert_snapshot!(schemas("A: { allOf: [{ type: string }, { enum: [x, y] }] }"), @r#"
    A = `A`
    enum `A` in out ["x", "y"]
    "#);
}

#[test]
fn contradictions() {
    assert_snapshot!(schemas("A: { allOf: [{ type: string }, { type: integer }] }"), @r"
    A = json
    SW0034 /components/schemas/A: no value can have all of these types: string, integer; typed as JSON
    ");
    assert_snapshot!(schemas("A: { allOf: [{ type: array, items: { type: string } }, { type: object, properties: { x: { type: string } } }] }"), @r"
    A = json
    SW0034 /components/schemas/A: no value can have all of these types: array, object; typed as JSON
    ");
}

#[test]
fn empty_parts() {
    assert_snapshot!(schemas("A: { allOf: [{}, { description: x }] }"), @"A = json");
    assert_snapshot!(schemas("A: { allOf: [{ type: object }, { type: object, required: [x] }] }"), @"A = {json}");
    assert_snapshot!(schemas(r##"A: { allOf: [{ $ref: "#/components/schemas/Gone" }, { properties: { x: { type: string } } }] }"##), @r#"
    A = `A`
    object `A` in out
      "x": string
    SW0011 /components/schemas/A/allOf/0: `#/components/schemas/Gone` does not exist in this document
    "#);
}

#[test]
fn families() {
    assert_snapshot!(schemas(r##"
A: { type: object, properties: { any: { $ref: "#/components/schemas/B" } } }
B: { type: object, required: [t], properties: { t: { type: string }, b: { type: string } }, discriminator: { propertyName: t, mapping: { see: "#/components/schemas/C" } } }
C: { allOf: [{ $ref: "#/components/schemas/B" }, { properties: { c: { type: string } } }] }
D: { allOf: [{ $ref: "#/components/schemas/C" }, { properties: { d: { type: string } } }] }
E: { allOf: [{ $ref: "#/components/schemas/B" }] }
"##), @r#"
    A = `A`
    object `A` in out
      "any": `B`
    union `B` by "t" in out
      C: `C` when ["see"]
      D: `D` when ["D"]
      E: `E` when ["E"]
    object `C` in out
      "t": string required always "see"
      "b": string
      "c": string
    object `D` in out
      "t": string required always "D"
      "b": string
      "c": string
      "d": string
    object `E` in out
      "t": string required always "E"
      "b": string
    "#);
    assert_snapshot!(schemas(r##"
A: { type: object, properties: { one: { $ref: "#/components/schemas/D" } } }
B: { type: object, required: [t], properties: { t: { type: string }, b: { type: string } }, discriminator: { propertyName: t, mapping: { see: "#/components/schemas/C" } } }
C: { allOf: [{ $ref: "#/components/schemas/B" }, { properties: { c: { type: string } } }] }
D: { allOf: [{ $ref: "#/components/schemas/C" }, { properties: { d: { type: string } } }] }
E: { allOf: [{ $ref: "#/components/schemas/B" }] }
"##), @r#"
    A = `A`
    object `A` in out
      "one": `D`
    object `D` in out
      "t": string required
      "b": string
      "c": string
      "d": string
    "#);
}

#[test]
fn choices_among_parts() {
    assert_snapshot!(schemas(r##"
A: { allOf: [{ type: object, required: [id], properties: { id: { type: string } } }, { $ref: "#/components/schemas/U" }] }
U: { oneOf: [{ $ref: "#/components/schemas/V" }, { $ref: "#/components/schemas/W" }], discriminator: { propertyName: k } }
V: { type: object, required: [k], properties: { k: { type: string }, v: { type: string } } }
W: { type: object, required: [k], properties: { k: { type: string }, w: { type: string } } }
"##), @r#"
    A = `A`
    union `A` by "k" in out
      V: `A variant 1` when ["V"]
      W: `A variant 2` when ["W"]
    object `A variant 1` in out
      "id": string required
      "k": string required always "V"
      "v": string
    object `A variant 2` in out
      "id": string required
      "k": string required always "W"
      "w": string
    "#);
    assert_snapshot!(schemas(r##"
A: { allOf: [{ $ref: "#/components/schemas/X" }, { properties: { y: { type: string } } }] }
X: { allOf: [{ $ref: "#/components/schemas/U" }], properties: { x: { type: string } } }
U: { oneOf: [{ $ref: "#/components/schemas/V" }, { $ref: "#/components/schemas/W" }], discriminator: { propertyName: k } }
V: { type: object, required: [k], properties: { k: { type: string }, v: { type: string } } }
W: { type: object, required: [k], properties: { k: { type: string }, w: { type: string } } }
"##), @r#"
    A = `A`
    union `A` by "k" in out
      V: `A variant 1` when ["V"]
      W: `A variant 2` when ["W"]
    object `A variant 1` in out
      "x": string
      "y": string
      "k": string required always "V"
      "v": string
    object `A variant 2` in out
      "x": string
      "y": string
      "k": string required always "W"
      "w": string
    "#);
    assert_snapshot!(schemas(r##"
A: { allOf: [{ properties: { y: { type: string } } }], oneOf: [{ $ref: "#/components/schemas/V" }, { $ref: "#/components/schemas/W" }] }
U: { oneOf: [{ $ref: "#/components/schemas/V" }, { $ref: "#/components/schemas/W" }], discriminator: { propertyName: k } }
V: { type: object, required: [k], properties: { k: { type: string }, v: { type: string } } }
W: { type: object, required: [k], properties: { k: { type: string }, w: { type: string } } }
"##), @r#"
    A = `A`
    union `A` in out
      V: `A variant 1`
      W: `A variant 2`
    object `A variant 1` in out
      "y": string
      "k": string required
      "v": string
    object `A variant 2` in out
      "y": string
      "k": string required
      "w": string
    "#);
    assert_snapshot!(schemas("A: { allOf: [{ properties: { y: { type: string } } }, { oneOf: [{ required: [y] }, { required: [z] }] }] }"), @r#"
    A = `A`
    object `A` in out
      "y": string
    SW0026 /components/schemas/A/allOf/1: `oneOf` only lists constraints, not types; values are not checked against it
    "#);
}

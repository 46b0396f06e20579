//! Changes of small documents, as text: the old document and an edit of it, and what the report says.

use std::time::{Duration, Instant};

use crate::changes::{Changes, Step};
use crate::read::Source;
use crate::render::changes_terminal;
use crate::{Generated, Input, Options};

const HEAD: &str = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\n";

/// A document with an operation that sends the schema `A` and reads the schema `B`.
const DOCUMENT: &str = r##"
paths:
  /a/{id}:
    put:
      operationId: put
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
        - { name: tags, in: query, schema: { type: array, items: { type: string } } }
      requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/A" } } } }
      responses: { "200": { description: d, content: { application/json: { schema: { $ref: "#/components/schemas/B" } } } } }
components:
  schemas:
    A:
      type: object
      required: [x, y]
      properties:
        x: { type: string }
        y: { type: string }
        z: { type: string }
    B:
      type: object
      required: [x]
      properties:
        x: { type: string }
        kind: { type: string, enum: [a, b, c] }
"##;

fn generate(text: &str) -> Generated {
    let text = format!("{HEAD}{}", text.trim_start());
    crate::generate(Input::new("api", vec![Source::new("t.yaml", text)]), None)
}

fn diff(old: &str, new: &str) -> Changes {
    crate::diff(&generate(old), &generate(new)).unwrap()
}

/// The report about edits of the document, without the places.
fn report(edits: &[(&str, &str)]) -> String {
    let new = edits.iter().fold(DOCUMENT.to_owned(), |text, (old, new)| {
        assert!(text.contains(old), "{old}");
        text.replacen(old, new, 1)
    });
    let text = changes_terminal(&diff(DOCUMENT, &new));
    let lines = text.lines().map(|line| line.split("  [").next().unwrap_or_default());
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn check(edits: &[(&str, &str)], expected: &[&str]) {
    assert_eq!(report(edits), expected.join("\n"), "{edits:?}");
}

#[test]
fn a_required_member_breaks_those_who_send_it_and_nobody_else() {
    let (x, z) =
        ("        z: { type: string }", "        z: { type: string }\n        w: { type: string }");
    check(
        &[(x, z), ("required: [x, y]", "required: [x, y, w]")],
        &[
            "major: 1 breaking change",
            "Breaking",
            "  member `w` of `A`",
            "    Rust  added `A::w: String`",
            "    Rust  `A::new` takes `w: impl Into<String>`",
            "    wire  `required; string` (requests)",
        ],
    );
    let kind = "        kind: { type: string, enum: [a, b, c] }";
    check(
        &[
            (kind, &format!("{kind}\n        w: {{ type: integer }}")),
            ("required: [x]", "required: [x, w]"),
        ],
        &[
            "minor: 1 addition",
            "Additions",
            "  member `w` of `B`",
            "    Rust  added `B::w: i64`",
            "    wire  `required; integer` (responses)",
        ],
    );
}

#[test]
fn arguments_in_another_order_break_although_each_is_the_same() {
    check(
        &[(
            "        x: { type: string }\n        y: { type: string }\n",
            "        y: { type: string }\n        x: { type: string }\n",
        )],
        &[
            "major: 1 breaking change",
            "Breaking",
            "  type `A`",
            "    Rust  order of arguments of `A::new`: `(x: impl Into<String>, y: impl Into<String>)` → `(y: impl Into<String>, x: impl Into<String>)`",
        ],
    );
}

#[test]
fn a_third_state_breaks() {
    check(
        &[("        z: { type: string }", "        z: { type: [string, 'null'] }")],
        &[
            "major: 1 breaking change",
            "Breaking",
            "  member `z` of `A`",
            "    Rust  `A::z`: `Option<String>` → `runtime::Field<String>`",
            "    wire  presence: `optional` → `optional, may be null` (requests)",
        ],
    );
}

#[test]
fn values_of_open_enums() {
    check(
        &[("[a, b, c]", "[a, c, d, e]")],
        &[
            "major: 1 breaking change, 2 additions",
            "Breaking",
            "  value `b` of `BKind`",
            "    Rust  removed `BKind::B`",
            "Additions",
            "  values `d`, `e` of `BKind`",
            "    Rust  added `D`, `E`",
        ],
    );
}

#[test]
fn what_is_sent_differently_is_told_although_the_rust_api_is_the_same() {
    let cases = [
        (
            "in: query, schema",
            "in: query, explode: false, schema",
            "style: `form, explode` → `form`",
            "query parameter `tags` of `put`",
        ),
        ("/a/{id}", "/b/{id}", "request: `PUT /a/{id}` → `PUT /b/{id}`", "operation `put`"),
        ("    put:", "    post:", "request: `PUT /a/{id}` → `POST /a/{id}`", "operation `put`"),
        (
            "application/json: { schema: { $ref: \"#/components/schemas/A\"",
            "text/json: { schema: { $ref: \"#/components/schemas/A\"",
            "media type: `application/json` → `text/json`",
            "body of `put`",
        ),
        (
            "paths:",
            "servers: [{ url: 'https://a.example' }]\npaths:",
            "URL: nothing → `https://a.example`",
            "client",
        ),
    ];
    for (old, new, wire, item) in cases {
        let report = report(&[(old, new)]);
        assert!(
            report.starts_with("patch: 1 change on the wire only\nOn the wire only\n"),
            "{item} {report}"
        );
        assert!(report.contains(&format!("  {item}\n    wire  {wire}")), "{report}");
    }
}

#[test]
fn the_explode_of_a_scalar_is_no_change() {
    let scalar = "schema: { type: array, items: { type: string } }";
    let old = DOCUMENT.replace(scalar, "schema: { type: string }");
    let new = old.replace("name: tags,", "name: tags, explode: false,");
    assert_eq!(diff(&old, &new), Changes::default());
}

#[test]
fn a_schema_under_another_name_is_recognized() {
    check(
        &[("    B:\n", "    C:\n"), ("schemas/B", "schemas/C")],
        &[
            "major: 2 breaking changes",
            "Breaking",
            "  2 types have other names",
            "    Rust  `B` → `C`",
            "    Rust  `BKind` → `CKind`",
            "    Rust  2 other items name them",
        ],
    );
}

#[test]
fn texts_are_counted_and_nothing_else() {
    let changes = report(&[("x: { type: string }", "x: { type: string, description: d }")]);
    assert_eq!(changes, "patch: 1 text");
    check(&[], &["none: the generated API is the same"]);
}

#[test]
fn places_are_those_of_both_documents() {
    let new = DOCUMENT.replacen("        z: { type: string }", "\n        z: { type: integer }", 1);
    let changes = diff(DOCUMENT, &new);
    let [change] = changes.list.as_slice() else { panic!("{changes:?}") };
    let place = |place: &Option<crate::changes::Place>| {
        place.as_ref().map(|place| (place.line, place.column, place.pointer.clone()))
    };
    let pointer = "/components/schemas/A/properties/z".to_owned();
    assert_eq!(place(&change.old), Some((20, 9, pointer.clone())));
    assert_eq!(place(&change.new), Some((21, 9, pointer)));
}

#[test]
fn versions_are_those_of_the_options() {
    let of = |text: &str, version: &str| {
        let mut input = Input::new("api", vec![Source::new("t.yaml", format!("{HEAD}{text}"))]);
        let mut options = Options::default();
        options.package.version = Some(version.to_owned());
        input.options = options;
        crate::generate(input, None)
    };
    let new = DOCUMENT.replace("[a, b, c]", "[a, b]");
    let changes = crate::diff(&of(DOCUMENT, "0.3.1"), &of(&new, "0.3.2")).unwrap();
    let text = changes_terminal(&changes);
    assert!(
        text.starts_with(
            "major (0.3.1 → 0.4.0): 1 breaking change\nwarning: `package.version` is 0.3.2: the changes require 0.4.0\n"
        ),
        "{text}"
    );
    let enough = crate::diff(&of(DOCUMENT, "0.3.1"), &of(&new, "0.4.0")).unwrap();
    assert!(!enough.is_version_behind() && enough.step() == Some(Step::Major));
}

/// A document with many schemas that hold each other in circles.
fn circles(count: usize, of: impl Fn(usize) -> usize) -> String {
    let mut text = "paths:\n  /a: { get: { operationId: get, responses: { '200': { description: d, content: { application/json: { schema: { $ref: '#/components/schemas/S0' } } } } } } }\ncomponents:\n  schemas:\n".to_owned();
    for index in 0..count {
        text.push_str(&format!(
            "    S{index}: {{ type: object, properties: {{ a: {{ $ref: '#/components/schemas/S{}' }}, b: {{ type: object, properties: {{ c: {{ $ref: '#/components/schemas/S{}' }} }} }} }} }}\n",
            (index + 1) % count,
            of(index) % count,
        ));
    }
    text
}

#[test]
fn large_and_cyclic_documents_are_compared_soon_and_always_the_same() {
    let (old, new) = (circles(1_000, |index| index), circles(1_000, |index| index * 7 + 3));
    let new = new.replace(" S", " T").replace("schemas/S", "schemas/T");
    let start = Instant::now();
    let changes = diff(&old, &new);
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
    assert_eq!(changes.step(), Some(Step::Major));
    assert_eq!(changes_terminal(&changes), changes_terminal(&diff(&old, &new)));
}

//! What texts are read as.

use serde_json::{Value, json};

use super::Source;
use crate::diagnostics::Diagnostics;

/// The tree of a text, and its findings as code, line and column.
fn read(text: &str) -> (Option<Value>, Vec<(&'static str, usize, usize)>) {
    let source = Source::new("test", text);
    let mut diagnostics = Diagnostics::default();
    source.report(0, &mut diagnostics);
    let place =
        |offset: Option<usize>| super::position::at_offset(&source.text, offset.unwrap_or(0));
    let findings = diagnostics.list.iter().map(|finding| {
        let at = place(finding.origin.as_ref().and_then(|origin| origin.offset));
        (finding.code().id(), at.line, at.column)
    });
    (source.tree().cloned(), findings.collect())
}

fn check(text: &str, expected: Value) {
    let (tree, findings) = read(text);
    assert_eq!(tree, Some(expected), "{text}");
    assert_eq!(findings, [], "{text}");
}

fn check_findings(text: &str, expected: &[(&'static str, usize, usize)]) {
    assert_eq!(read(text).1, expected, "{}", text.chars().take(200).collect::<String>());
}

#[test]
fn yaml_habits() {
    check(
        "200: ok\n1.0: a\ntrue: b\nNO: c\n~: d\non: e\n2024-01-01: f\n",
        json!({"200": "ok", "1.0": "a", "true": "b", "NO": "c", "~": "d", "on": "e", "2024-01-01": "f"}),
    );
    check(
        "[NO, on, y, 2024-01-01, 12:30, 1_000, 0123, ~, null, 1e3]",
        json!(["NO", "on", "y", "2024-01-01", "12:30", "1_000", "0123", null, null, 1000.0]),
    );
    check(
        "a: !!str 12\nb: !!int '12'\nc: !custom 12\nd: !!binary aGk=\ne: ! 12\nf: !x {g: 1}\nh: !!float 1\n",
        json!({"a": "12", "b": 12, "c": 12, "d": "aGk=", "e": "12", "f": {"g": 1}, "h": 1}),
    );
    check(
        "a: 'x'\r\nb: |\r\n  one\r\n  two\r\nc: >-\r\n  three\r\n  four\r\n",
        json!({"a": "x", "b": "one\ntwo\n", "c": "three four"}),
    );
    check("%YAML 1.1\n---\na: 1 # comment\n...\n", json!({"a": 1}));
    check("%YAML 1.2\n---\n\ta: 1\n".replace('\t', "").as_str(), json!({"a": 1}));
    check("\u{feff}a: 1", json!({"a": 1}));
    check("\u{feff}{\"a\": 1}", json!({"a": 1}));
    check("# comment\n---\n---\na: 1\n", json!({"a": 1}));
    check("a:\t1\nb: [\t2,\t3]\n", json!({"a": 1, "b": [2, 3]}));
    check(
        "a: {b: [1, {c: d}], 'e': \"f\\u00e9\\ud83d\\ude00\"}",
        json!({"a": {"b": [1, {"c": "d"}], "e": "fé😀"}}),
    );
    check("? a\n: 1\n? b\n", json!({"a": 1, "b": null}));
    check(": 1\na:\n", json!({"": 1, "a": null}));
    check("just text", json!("just text"));
}

#[test]
fn text_that_is_indented_too_little_is_read_as_libyaml_does() {
    check(
        "a:\n  b: \"one\n  two\"\n  c: {\n  d: 1\n  }\n",
        json!({"a": {"b": "one two", "c": {"d": 1}}}),
    );
}

#[test]
fn anchors_and_merge_keys() {
    check("a: &x {p: 1}\nb:\n  <<: *x\n  q: 2\n", json!({"a": {"p": 1}, "b": {"p": 1, "q": 2}}));
    check(
        "- &a {x: 1, y: 1}\n- &b {y: 2, z: 2}\n- {<<: [*a, *b], z: 3}\n- {z: 4, <<: *b}\n",
        json!([{"x": 1, "y": 1}, {"y": 2, "z": 2}, {"x": 1, "y": 1, "z": 3}, {"y": 2, "z": 4}]),
    );
    check(
        "- &a {x: 1}\n- &b {<<: *a, y: 2}\n- {<<: *b}\n",
        json!([{"x": 1}, {"x": 1, "y": 2}, {"x": 1, "y": 2}]),
    );
    check("{\"<<\": {\"a\": 1}, b: 2}", json!({"<<": {"a": 1}, "b": 2}));
    check("<<: text\n", json!({"<<": "text"}));
    check(
        "&k key: &v [1]\n*k : *v\n".replace("*k", "other").as_str(),
        json!({"key": [1], "other": [1]}),
    );
    check("- &k key\n- {*k : 1}\n- *k\n", json!(["key", {"key": 1}, "key"]));
    check_findings("a: &a [*a]\n", &[("SW0002", 1, 8)]);
    check_findings("a: *nothing\n", &[("SW0002", 1, 4)]);
}

#[test]
fn json_is_read_and_what_json_forbids_as_yaml() {
    check(
        " {\"a\": [1, -0.5e-2, true, null, \"\\u00e9\\n\\/\\ud83d\\ude00\"]}\r\n",
        json!({"a": [1, -0.005, true, null, "é\n/😀"]}),
    );
    check("[]", json!([]));
    check("{}", json!({}));
    check("{\"a\": 1,}", json!({"a": 1}));
    check("{'a': 1, b: .5, # comment\n}", json!({"a": 1, "b": 0.5}));
    check("{\"a\": \"tab\there\"}", json!({"a": "tab\there"}));
    check(
        "[9223372036854775808, 123456789012345678901234567890, 1.0, -0]",
        json!([9_223_372_036_854_775_808_u64, 123_456_789_012_345_678_901_234_567_890.0, 1.0, 0]),
    );
}

#[test]
fn numbers_out_of_range_are_named() {
    let (tree, findings) = read("{\"a\": 1e400,\n \"b\": [-1e400]}");
    assert_eq!(tree, Some(json!({"a": f64::MAX, "b": [f64::MIN]})));
    assert_eq!(findings, [("SW0006", 1, 7), ("SW0006", 2, 8)]);
    check_findings("a: .nan\n", &[("SW0006", 1, 4)]);
    check_findings("{\"a\": \"\\ud800\"}", &[("SW0006", 1, 8)]);
    check_findings("? [a, b]\n: c\n", &[("SW0006", 1, 3)]);
}

#[test]
fn duplicate_keys_are_named() {
    let (tree, findings) = read("{\"a\": 1,\n \"b\": {\"c\": 1, \"c\": 2}, \"a\": 2}");
    assert_eq!(tree, Some(json!({"a": 2, "b": {"c": 2}})));
    assert_eq!(findings, [("SW0004", 2, 16), ("SW0004", 2, 25)]);
    check_findings("a: 1\nb:\n  - c: 1\n    c: 2\n", &[("SW0004", 4, 5)]);
}

#[test]
fn several_documents() {
    let (tree, findings) = read("---\na: 1\n---\nb: 2\n");
    assert_eq!(tree, Some(json!({"a": 1})));
    assert_eq!(findings, [("SW0005", 4, 1)]);
    check_findings("a: 1\n---\n# nothing\n...\n", &[]);
    check_findings("a: 1\n---\n", &[]);
}

#[test]
fn broken_texts_name_the_place() {
    check_findings("{\"a\": ", &[("SW0002", 1, 7)]);
    check_findings("{\"a\": tru}", &[]);
    check_findings("{\n  \"a\": 1\n  \"b\": 2\n}", &[("SW0002", 3, 3)]);
    check_findings("[1, 2", &[("SW0002", 1, 6)]);
    check_findings("{\"a\": \"never closed}", &[("SW0002", 1, 7)]);
    check_findings("a: 1\n b: 2\n", &[("SW0002", 2, 3)]);
    check_findings("a: [1, 2\nb: 3\n", &[("SW0002", 2, 2)]);
    check_findings("a: 'x\n", &[("SW0002", 1, 4)]);
    check_findings("# nothing\n", &[("SW0001", 1, 1)]);
    check_findings("a:\n\tb: 1\n", &[("SW0002", 2, 2)]);
}

#[test]
fn hostile_texts_are_errors() {
    let codes =
        |text: &str| -> Vec<&str> { read(text).1.iter().map(|finding| finding.0).collect() };
    for text in [
        "[".repeat(10_000_000),
        "{\"a\":".repeat(100_000),
        "- ".repeat(100_000),
        "? ".repeat(100_000),
        "{? ".repeat(100_000),
        (0..20_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect(),
    ] {
        assert_eq!(codes(&text), ["SW0002"], "{}", &text[..20]);
    }
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    let mut deep = String::from("- &a0 [x]\n");
    for i in 1..40 {
        let alias = format!("*a{}, ", i - 1).repeat(10);
        bomb.push_str(&format!("a{i}: &a{i} [{alias}]\n"));
        deep.push_str(&format!("- &a{i} [[[[[*a{}]]]]]\n", i - 1));
    }
    assert_eq!(codes(&bomb), ["SW0002"]);
    assert_eq!(codes(&deep), ["SW0002"]);
}

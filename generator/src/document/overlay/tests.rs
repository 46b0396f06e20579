use serde_json::{Value, json};

use super::{Overlay, apply};
use crate::diagnostics::{Diagnostic, Diagnostics, Finding, Origin, finding};
use crate::document::tree::{Origins, Tree};

fn overlay(version: &str, actions: &Value) -> Value {
    json!({ "overlay": version, "info": { "title": "T", "version": "1" }, "actions": actions })
}

fn run(tree: &Value, overlays: &[Value], allow: bool) -> (Value, Diagnostics, Origins) {
    let mut tree = Tree::new(tree.clone());
    let mut diagnostics = Diagnostics::default();
    let files: Vec<Overlay<'_>> = overlays
        .iter()
        .enumerate()
        .map(|(at, tree)| Overlay { name: "o.yaml", file: at + 1, tree })
        .collect();
    apply(&mut tree, &files, allow, &mut diagnostics);
    let (tree, files) = tree.into_parts();
    (tree, diagnostics, Origins { files, ..Origins::default() })
}

fn check(tree: Value, version: &str, actions: Value, expected: Value, codes: &[&str]) {
    let (found, diagnostics, _) = run(&tree, &[overlay(version, &actions)], false);
    assert_eq!(found, expected, "{actions}");
    let found: Vec<&str> = diagnostics.list.iter().map(|d| d.code().id()).collect();
    assert_eq!(found, codes, "{actions}: {:?}", diagnostics.list);
}

#[test]
fn updates() {
    let tree = || json!({ "a": { "b": 1, "l": [1] }, "s": "x" });
    let update = |target: &str, value: Value| json!([{ "target": target, "update": value }]);
    let case = |target: &str, value: Value, expected: Value, codes: &[&str]| {
        check(tree(), "1.1.0", update(target, value), expected, codes);
    };
    case(
        "$",
        json!({ "a": { "c": 2, "b": null }, "t": [] }),
        json!({ "a": { "b": null, "l": [1], "c": 2 }, "s": "x", "t": [] }),
        &[],
    );
    case("$.a.l", json!([2, [3]]), json!({ "a": { "b": 1, "l": [1, 2, [3]] }, "s": "x" }), &[]);
    case(
        "$.a.l",
        json!({ "n": 2 }),
        json!({ "a": { "b": 1, "l": [1, { "n": 2 }] }, "s": "x" }),
        &[],
    );
    case("$.a", json!({ "l": [2] }), json!({ "a": { "b": 1, "l": [1, 2] }, "s": "x" }), &[]);
    case("$.s", json!("y"), json!({ "a": { "b": 1, "l": [1] }, "s": "y" }), &[]);
    case("$..l[?@ == 1]", json!(5), json!({ "a": { "b": 1, "l": [5] }, "s": "x" }), &[]);
    // What does not fit is left; the rest is merged.
    case(
        "$.a",
        json!({ "l": 2, "b": 3 }),
        json!({ "a": { "b": 3, "l": [1] }, "s": "x" }),
        &["SW0053"],
    );
    case("$", json!({ "a": null }), tree(), &["SW0053"]);
    case("$.s", json!({}), tree(), &["SW0053"]);
    case("$.a", json!([1]), tree(), &["SW0053"]);
    case("$.*", json!({}), tree(), &["SW0053"]);
    // The same node twice is one node.
    case("$.a['l', 'l']", json!([2]), json!({ "a": { "b": 1, "l": [1, 2] }, "s": "x" }), &[]);
    // Version 1.0 knows no primitive targets and no copies.
    check(tree(), "1.0.0", update("$.s", json!("y")), tree(), &["SW0053"]);
    check(tree(), "1.0.0", json!([{ "target": "$.s", "copy": "$.a" }]), tree(), &["SW0051"]);
    check(
        tree(),
        "1.0.3",
        update("$.a.l", json!([2])),
        json!({ "a": { "b": 1, "l": [1, 2] }, "s": "x" }),
        &[],
    );
}

#[test]
fn removals() {
    let tree = || json!({ "a": [{ "t": [1, 2] }, { "t": [1, 3] }, 5], "b/c": { "d~": 1 } });
    let case = |target: &str, expected: Value, codes: &[&str]| {
        check(
            tree(),
            "1.1.0",
            json!([{ "target": target, "remove": true, "update": 1 }]),
            expected,
            codes,
        );
    };
    case("$['b/c']", json!({ "a": [{ "t": [1, 2] }, { "t": [1, 3] }, 5] }), &[]);
    case("$['b/c']['d~']", json!({ "a": [{ "t": [1, 2] }, { "t": [1, 3] }, 5], "b/c": {} }), &[]);
    case("$.a[0, 2]", json!({ "a": [{ "t": [1, 3] }], "b/c": { "d~": 1 } }), &[]);
    case("$..[?@ == 1]", json!({ "a": [{ "t": [2] }, { "t": [3] }, 5], "b/c": {} }), &[]);
    case("$..*", json!({}), &[]);
    case("$", tree(), &["SW0053"]);
}

#[test]
fn copies() {
    let tree = json!({ "p": { "/a": { "get": { "x": [1] } }, "/b": { "put": {} } } });
    let copy = json!([{ "target": "$.p['/b']", "copy": "$.p['/a']" }]);
    let expected = json!({ "p": {
        "/a": { "get": { "x": [1] } },
        "/b": { "put": {}, "get": { "x": [1] } },
    } });
    check(tree.clone(), "1.1.0", copy, expected, &[]);
    let moved = json!([
        { "target": "$.p", "update": { "/c": {} } },
        { "target": "$.p['/c']", "copy": "$.p['/a']" },
        { "target": "$.p['/a']", "remove": true },
    ]);
    let expected = json!({ "p": { "/b": { "put": {} }, "/c": { "get": { "x": [1] } } } });
    check(tree.clone(), "1.1.0", moved, expected, &[]);
    let several = json!([{ "target": "$.p", "copy": "$.p.*" }]);
    check(tree.clone(), "1.1.0", several, tree.clone(), &["SW0053"]);
    let nothing = json!([{ "target": "$.p", "copy": "$.q" }]);
    check(tree.clone(), "1.1.0", nothing, tree, &["SW0052"]);
}

#[test]
fn what_matches_nothing_is_an_error() {
    let tree = json!({ "paths": { "/pets": { "get": {} } }, "tags": [{}] });
    let cases = [
        ("$.paths['/pet'].get", "`$.paths` has no member `/pet`; did you mean `/pets`?"),
        ("$.paths[\"/pets\"].put", "`$.paths[\"/pets\"]` has no member `put`"),
        ("$.tags[1]", "`$.tags` has no member `1`"),
        (
            "$..nothing",
            "correct the expression; if it may match nothing, add `x-specwright-allow-no-match: true` to the action",
        ),
    ];
    for (target, help) in cases {
        let file = overlay(
            "1.1.0",
            &json!([{ "target": "$", "update": {} }, { "target": target, "update": {} }]),
        );
        let (_, diagnostics, _) = run(&tree, std::slice::from_ref(&file), false);
        let [diagnostic] = diagnostics.list.as_slice() else { panic!("{:?}", diagnostics.list) };
        assert_eq!(diagnostic.code().id(), "SW0052");
        assert_eq!(
            diagnostic.message(),
            format!("action 2 of `o.yaml`: `{target}` matches nothing")
        );
        assert_eq!(diagnostic.help().as_deref(), Some(help));
        let place = Origin { file: 1, ..Origin::at("/actions/1/target") };
        assert_eq!(diagnostic.origin.as_ref(), Some(&place));
        assert!(run(&tree, &[file], true).1.list.is_empty());
    }
    let allowed = json!([{ "target": "$.x", "remove": true, "x-specwright-allow-no-match": true }]);
    check(tree.clone(), "1.0.0", allowed, tree, &[]);
}

#[test]
fn malformed_overlays_are_errors() {
    let actions = json!([{ "target": "$.a", "remove": true }]);
    let tree = json!({ "a": 1 });
    let good = overlay("1.1.0", &actions);
    let with = |key: &str, value: Value| {
        let mut overlay = good.clone();
        overlay[key] = value;
        overlay
    };
    let cases = [
        (json!([]), ""),
        (json!({}), "/overlay"),
        (with("overlay", json!("1.2.0")), "/overlay"),
        (with("overlay", json!(1.1)), ""),
        (with("info", json!({})), ""),
        (with("action", json!([])), "/action"),
        (with("x-any", json!([])), ""),
        (with("actions", json!([])), "/actions"),
        (with("actions", json!([1, {}])), "/actions/0 /actions/1"),
        (with("actions", json!([{ "target": "$.a", "updte": 1 }])), "/actions/0/updte /actions/0"),
        (with("actions", json!([{ "target": "a.b", "remove": true }])), "/actions/0/target"),
        (with("actions", json!([{ "target": "$.a", "remove": "yes" }])), "/actions/0/remove"),
        (with("actions", json!([{ "target": "$.a", "remove": false }])), "/actions/0"),
        (with("actions", json!([{ "target": "$.a", "update": 1, "copy": "$" }])), "/actions/0"),
        (with("actions", json!([{ "target": "$.a", "copy": "$[" }])), "/actions/0/copy"),
        (with("actions", json!([{ "target": "$.a", "copy": 1 }])), "/actions/0/copy"),
        (with("actions", json!([{ "target": "$..*..*..*..*", "copy": "$" }])), "/actions/0/target"),
        (
            with(
                "actions",
                json!([{ "target": format!("${}", "[?(".repeat(500)), "remove": true }]),
            ),
            "/actions/0/target",
        ),
    ];
    for (overlay, places) in cases {
        let (_, diagnostics, _) = run(&tree, std::slice::from_ref(&overlay), false);
        let found: Vec<&str> = diagnostics
            .list
            .iter()
            .map(|d| d.origin.as_ref().map_or("", |origin| origin.pointer.as_str()))
            .collect();
        assert_eq!(found.join(" "), places, "{overlay}");
        assert!(diagnostics.list.iter().all(|d| matches!(d.code().id(), "SW0051" | "SW0054")));
    }
}

#[test]
fn places_are_followed_through_actions() {
    let tree = json!({ "a": [{ "t": [1, 2] }, { "t": [1, 3] }], "b": {} });
    let first = overlay(
        "1.1.0",
        &json!([
            { "target": "$.b", "update": { "new": { "x": 1 } } },
            { "target": "$.a[1].t[0]", "remove": true },
            { "target": "$.b", "copy": "$.a[1]" },
        ]),
    );
    let second = overlay("1.1.0", &json!([{ "target": "$.a[0]", "remove": true }]));
    let (tree, diagnostics, origins) = run(&tree, &[first, second], false);
    assert!(diagnostics.list.is_empty(), "{:?}", diagnostics.list);
    assert_eq!(tree, json!({ "a": [{ "t": [3] }], "b": { "new": { "x": 1 }, "t": [3] } }));
    let cases = [
        ("/a/0/t/0", 0, "/a/1/t/1"),
        ("/b/t/0", 0, "/a/1/t/1"),
        ("/b/new/x", 1, "/actions/0/update/new/x"),
        ("/b", 0, "/b"),
    ];
    for (now, file, before) in cases {
        assert_eq!(
            origins.source(&Origin::at(now)),
            Origin { file, ..Origin::at(before) },
            "{now}"
        );
    }
}

#[test]
fn growth_has_an_end() {
    let action = json!({ "target": "$.a", "copy": "$" });
    let file = overlay("1.1.0", &Value::Array(vec![action; 60]));
    let (_, diagnostics, _) = run(&json!({ "a": {}, "b": [1, 2, 3] }), &[file], false);
    let limit = |d: &Diagnostic| {
        matches!(&d.finding, Finding::Overlay(finding::Overlay::TooManyNodes { .. }))
    };
    assert_eq!(diagnostics.list.iter().filter(|d| limit(d)).count(), 1);
    let deep = "[?(@.x".repeat(4) + &")]".repeat(4);
    let hard = overlay("1.1.0", &json!([{ "target": format!("${deep}"), "remove": true }]));
    run(&json!({}), &[hard], false);
}

#[test]
fn messages_say_what_is_wrong() {
    let tree = json!({ "a": { "l": [1], "s": "x" }, "b": {} });
    let deep = (0..300).fold(json!(1), |inner, _| json!({ "n": inner }));
    let tree = json!({ "paths": tree, "deep": deep });
    let long = format!("$.{}", "a".repeat(5000));
    let name = "action 1 of `o.yaml`";
    let cases = [
        (json!("x"), "SW0051 {} is not a mapping".to_owned()),
        (json!({ "remove": true }), "SW0051 {} has no `target`".to_owned()),
        (
            json!({ "target": "$", "update": {}, "copi": 1 }),
            "SW0051 {} has an unknown member `copi`".to_owned(),
        ),
        (
            json!({ "target": "$", "remove": 1 }),
            "SW0051 `remove` of {} is neither `true` nor `false`".to_owned(),
        ),
        (
            json!({ "target": "$", "update": {}, "copy": "$" }),
            "SW0051 {} has both `update` and `copy`".to_owned(),
        ),
        (
            json!({ "target": "$", "copy": {} }),
            "SW0051 `copy` of {} is not a JSONPath expression".to_owned(),
        ),
        (
            json!({ "target": long, "update": {} }),
            format!("SW0051 {{}}: the JSONPath expression `{}…` is longer than 4096 bytes", &long[..80]),
        ),
        (
            json!({ "target": format!("${}", "[?(".repeat(5)), "update": {} }),
            "SW0051 {}: the JSONPath expression `$[?([?([?([?([?(` nests more than 8 brackets".to_owned(),
        ),
        (
            json!({ "target": "$..a..b..c..d", "update": {} }),
            "SW0051 {}: the JSONPath expression `$..a..b..c..d` has more than 3 `..`".to_owned(),
        ),
        (
            json!({ "target": "a.b", "update": {} }),
            "SW0051 {}: the JSONPath expression `a.b` is not valid at character 0: ".to_owned(),
        ),
        (json!({ "target": "$.paths.c", "update": {} }), "SW0052 {}: `$.paths.c` matches nothing".to_owned()),
        (
            json!({ "target": "$..n", "update": {} }),
            "SW0053 {}: `$..n` selects a node at depth 257; overlays change nodes down to depth 256".to_owned(),
        ),
        (
            json!({ "target": "$.paths.a.*", "update": {} }),
            "SW0053 {}: `$.paths.a.*` selects an array and a primitive value, which one action cannot update".to_owned(),
        ),
        (
            json!({ "target": "$.paths.b", "copy": "$.paths.*" }),
            "SW0053 {}: `$.paths.*` selects 2 nodes to copy, not one".to_owned(),
        ),
        (
            json!({ "target": "$", "remove": true }),
            "SW0053 {} removes the whole document, which is not possible".to_owned(),
        ),
        (
            json!({ "target": "$.paths.a", "update": { "s": {} } }),
            "SW0053 {} cannot merge an object into `/paths/a/s`, which is a primitive value".to_owned(),
        ),
        (
            json!({ "target": "$", "update": [] }),
            "SW0053 {} cannot merge an array into the document, which is an object".to_owned(),
        ),
        (
            json!({ "target": "$" }),
            "SW0054 {} has neither `update`, nor `copy`, nor `remove: true`, and changes nothing".to_owned(),
        ),
    ];
    let said = |overlay: &Value| {
        let (_, diagnostics, _) = run(&tree, std::slice::from_ref(overlay), false);
        diagnostics
            .list
            .first()
            .map(|d| format!("{} {}", d.code().id(), d.message()))
            .unwrap_or_default()
    };
    for (action, expected) in cases {
        let said = said(&overlay("1.1.0", &json!([action])));
        let expected = expected.replace("{}", name);
        assert!(said.starts_with(&expected), "{said}\n{expected}");
    }
    let old = |action: Value| said(&overlay("1.0.0", &json!([action])));
    let primitive = "`$.paths.a.s` selects a primitive value, which version 1.0 does not allow";
    let found = old(json!({ "target": "$.paths.a.s", "update": "y" }));
    assert_eq!(found, format!("SW0053 {name}: {primitive}"));
    let found = old(json!({ "target": "$.paths.b", "copy": "$.paths.a" }));
    assert_eq!(found, format!("SW0051 {name} has `copy`, which version 1.0 does not have"));
    let empty = json!([{ "target": "$", "update": {} }]);
    for (file, expected) in [
        (json!([]), "`o.yaml` is not an overlay: its top level is not a mapping"),
        (json!({ "actions": empty }), "`o.yaml` has no member `overlay` that names a version"),
        (
            overlay("2.0.0", &empty),
            "`o.yaml` is of version 2.0.0 of the Overlay Specification; 1.0 and 1.1 are supported",
        ),
        (overlay("1.0.0", &json!([])), "`o.yaml` has no list `actions` with at least one action"),
        (
            json!({ "overlay": "1.0.0", "paths": {}, "actions": empty }),
            "`o.yaml` has an unknown member `paths`",
        ),
    ] {
        assert_eq!(said(&file), format!("SW0051 {expected}"));
    }
}

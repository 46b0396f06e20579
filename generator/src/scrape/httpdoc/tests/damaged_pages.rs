//! Pages that are cut off, garbled or hostile: an operation or a diagnostic for each, in bounded time.

use super::super::revision::Revision;
use super::own_pages::{Sheet, one, rich};
use super::{Recovered, files, of, pages};
use serde_json::Value;
use std::time::Instant;

/// Recovers a page that may be damaged, and checks that it gives an operation or a finding that says why not.
fn check(text: &str) -> Recovered {
    let recovered = of(&[("page.md", text)]);
    let operations = recovered.document["paths"].as_object().map_or(0, serde_json::Map::len);
    assert!(operations == 1 || !recovered.codes().is_empty(), "{text}");
    recovered
}

fn is_silent(recovered: &Recovered) -> bool {
    recovered.codes().iter().all(|code| matches!(*code, "SW0040" | "SW0047"))
}

/// Cuts a page at every `step`th byte. What lacks the end of its article is never taken for whole.
fn cut(text: &str, step: usize) {
    let article = text.rfind("</article>").unwrap_or(0);
    for end in (0..article).step_by(step).skip(1) {
        let Some(head) = text.get(..end) else { continue };
        let recovered = check(head);
        assert!(!is_silent(&recovered), "cut at {end}: {:?}", recovered.codes());
    }
}

fn garble(text: &str) {
    for (from, to) in [
        ("<dt", "<dd"),
        ("</dt>", ""),
        ("section", "pre"),
        ("pre", "section"),
        ("</span>", "<span>"),
        ("<span", "</span"),
        ("{", "}"),
        ("[", "{"),
        ("&quot;", "'"),
        ("\"", ""),
        ("class=", "id="),
        ("</ul>", "<article>"),
        ("requestContent", "responses"),
        ("responses", "requestContent"),
        (";", ""),
        ("h1", "title"),
        ("title", "h1"),
    ] {
        check(&text.replace(from, to));
        check(&text.replacen(from, to, 1));
    }
    let middle = (0..text.len() / 2).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let (head, tail) = text.split_at(middle);
    check(&format!("<!DOCTYPE html>{tail}{head}"));
    check(&format!("{text}{text}"));
}

#[test]
fn own_pages_may_break_anywhere() {
    for revision in [Revision::R3, Revision::R2, Revision::R1] {
        let text = rich().render(revision);
        cut(&text, 1);
        garble(&text);
        garble(&format!("<article data-uid=\"\">{text}"));
    }
}

#[test]
#[ignore = "reads ../shared, which is no part of the repository"]
fn real_pages_may_break_anywhere() {
    let root = pages();
    for revision in ["rev3", "rev2", "rev1", "docfx"] {
        let folders = std::fs::read_dir(root.join(revision)).into_iter().flatten().flatten();
        for file in folders.flat_map(|folder| files(&folder.path())) {
            if file.name.ends_with("toc.yml") {
                continue;
            }
            let start = Instant::now();
            if revision != "docfx" {
                cut(&file.text, 100);
            }
            garble(&file.text);
            assert!(start.elapsed().as_secs() < 60, "{}: {:?}", file.name, start.elapsed());
        }
    }
}

#[test]
fn hostile_pages_end() {
    let start = Instant::now();
    let deep = |open: &str, close: &str, n: usize| format!("{}{}", open.repeat(n), close.repeat(n));
    let post = |schema: String| Sheet {
        method: "POST",
        headers: vec![("content-type", "application/json")],
        schema: Some(schema),
        ..Sheet::default()
    };
    for schema in [
        deep("[", "]", 100_000),
        deep("{\"items\":", "}", 100_000),
        format!("{}{{}}{}", "{\"items\":".repeat(120), "}".repeat(120)),
        "{\"$ref\": \"#/components/schemas/A\"}".to_owned(),
        "{\"title\": \"A\", \"properties\": {\"a\": {\"$ref\": \"#/components/schemas/A\"}, \"b\": {\"$ref\": 1}}}".to_owned(),
        "{\"properties\": 1, \"items\": [], \"required\": {}, \"allOf\": {}, \"type\": [\"x\"], \"enum\": 2}".to_owned(),
    ] {
        let recovered = of(&[("a.md", &post(schema).render(Revision::R3))]);
        let operation = &recovered.document["paths"]["/shells"]["post"];
        assert!(operation.is_object());
    }
    let page = Sheet::default().render(Revision::R3);
    for junk in [
        "<dt class=\"parameter\">",
        "<li class=\"response\">",
        "<span class=\"header-line\">",
        "<span class=\"parameter-required\">",
        "</pre>",
        "&#x",
        "<a href=\"",
        "<section class=\"http\">",
    ] {
        let much = junk.repeat(20_000);
        check(&page.replace("</article>", &format!("{much}</article>")));
        check(&page.replace("<h3>HTTP", &format!("{much}<h3>HTTP")));
        check(&page.replace("HTTP/1.1", &format!("HTTP/1.1{much}")));
        let wrapped = page.replace("-l", "L").replace("-t", "T").replace("-e", "E");
        check(&format!("<article data-uid=\"\"><article>{wrapped}").replace("Fine", &much));
    }
    let target: &'static str =
        format!("\\a{}{{?{}}}", "\\{x}".repeat(20_000), "y*,".repeat(20_000)).leak();
    let recovered = check(&Sheet { target, ..Sheet::default() }.render(Revision::R3));
    let path = recovered.document["paths"].as_object().and_then(|paths| paths.values().next());
    let parameters = path.and_then(|item| item["get"]["parameters"].as_array()).map(Vec::len);
    assert_eq!(parameters, Some(2));
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

#[test]
fn what_is_recovered_is_a_document() {
    let text = rich().render(Revision::R3);
    for end in (0..text.len()).step_by(7) {
        let Some(head) = text.get(..end) else { continue };
        let document = of(&[("a.md", head)]).document;
        let parsed = serde_json::from_value::<openapiv3::OpenAPI>(document.clone());
        assert!(parsed.is_ok(), "{:?} {document:#}", parsed.err());
        assert!(document["paths"].as_object().is_some_and(|paths| {
            paths.values().flat_map(|item| item.as_object().into_iter().flatten()).all(
                |(_, operation)| operation["responses"].as_object().is_some_and(|r| !r.is_empty()),
            )
        }));
    }
    assert!(matches!(of(&[]).document["paths"], Value::Object(_)));
}

/// The findings about a usual page of revision R3 after `change`.
fn found(change: impl FnOnce(&mut Sheet)) -> Vec<String> {
    let mut sheet = Sheet { method: "POST", target: "\\shells\\{a}", ..Sheet::default() };
    change(&mut sheet);
    one(&sheet, Revision::R3).findings()
}

#[test]
fn broken_parts_are_named() {
    let parameter = |name, location, kind| [name, location, kind, "", "optional"];
    let json = || vec![("content-type", "application/json")];
    let cases = [
        (
            found(|s| {
                s.parameters = vec![
                    parameter("a", "path", "string"),
                    parameter("b", "path", "string"),
                    parameter("q", "query", "string"),
                    parameter("q", "query", "string"),
                    parameter("c", "cookie", "string"),
                    parameter("t", "query", "tuple"),
                ];
            }),
            vec![
                "parameter `b` is not in the path; it is left out",
                "parameter `q` is described twice; the first description is used",
                "parameter `c` has the unknown location `cookie`; it is left out",
                "parameter `t` has the unknown type `tuple`; any JSON is accepted for it",
            ],
        ),
        (
            found(|s| s.parameters = vec![parameter("", "query", "string")]),
            vec!["a parameter cannot be read; it is left out, unless the request line shows it"],
        ),
        (
            found(|s| s.schema = Some("true".to_owned())),
            vec!["the request body has no media type; `application/json` is assumed"],
        ),
        (
            found(|s| s.headers = json()),
            vec!["the request body has no schema; any JSON is accepted"],
        ),
        (
            found(|s| (s.headers, s.schema) = (json(), Some(String::new()))),
            vec!["the schema of the request body is empty; any JSON is accepted"],
        ),
        (
            found(|s| (s.headers, s.schema) = (json(), Some("{".to_owned()))),
            vec![
                "the schema of the request body is not JSON: EOF while parsing an object at line 1 \
                 column 1; any JSON is accepted",
            ],
        ),
        (
            found(|s| {
                (s.headers, s.schema) =
                    (json(), Some(r#"{"not": 1, "items": {"$ref": "x"}}"#.to_owned()))
            }),
            vec![
                "`1` is not a schema; any JSON is accepted in its place",
                "the page does not show the schema that `x` refers to; any JSON is accepted in its place",
            ],
        ),
        (
            found(|s| (s.headers, s.schema, s.body) = (json(), Some("true".to_owned()), "[")),
            vec![
                "the example is not JSON: EOF while parsing a list at line 1 column 1; it is left out",
            ],
        ),
        (
            found(|s| s.responses = Vec::new()),
            vec!["the page shows no response; a `default` response without content is assumed"],
        ),
        (
            found(|s| {
                s.responses = vec![["200", "", "", ""], ["200", "", "", ""], ["x", "", "", ""]]
            }),
            vec![
                "response `200` is described twice; the first description is used",
                "a response cannot be read; it is left out",
            ],
        ),
        (
            found(|s| {
                s.headers = vec![("accept", "a/b,c/d,e/f")];
                s.responses = vec![["200", "", "a/b", ""], ["201", "", "a/b", ""]];
            }),
            vec!["no response shows these accepted media types, which are left out: `c/d`, `e/f`"],
        ),
    ];
    for (found, expected) in cases {
        let expected: Vec<String> = expected.iter().map(|text| format!("SW0042: {text}")).collect();
        assert_eq!(found, expected);
    }
    let unknown = found(|s| s.method = "FETCH");
    assert_eq!(unknown, ["SW0045: `FETCH` is not an HTTP method; `x/fileStem.md` is left out"]);
}

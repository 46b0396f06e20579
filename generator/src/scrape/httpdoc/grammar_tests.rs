//! Small whole pages, written for one rule each.

use super::{NoteKind, Page, Recovered, recover};
use serde_json::json;

fn page(title: &str, heading: &str, description: &str, http: &str, rest: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head><title>{title}</title></head><body><article>\
         <section class=\"requestOverview\"><h1 class=\"request-summary\">{heading}</h1>\
         <p class=\"request-description\">{description}</p></section>\
         <section class=\"http\"><h3>HTTP Request</h3><pre class=\"http-example\">{http}</pre>\
         </section>{rest}</article></body></html>"
    )
}

fn request(method: &str, target: &str, headers: &[(&str, &str)], body: &str) -> String {
    let mut text = format!(
        "<span class=\"request-line\">{method}</span> <span class=\"http-target\">{target}</span> \
         <span class=\"http-version\">HTTP/1.1</span>&#xA;"
    );
    for (name, value) in headers {
        text += &format!(
            "<span class=\"header-line\">{name}</span>: \
             <span class=\"header-value\">{value}</span>&#xA;"
        );
    }
    text + body
}

fn parameter(name: &str, location: &str, kind: &str, description: &str, required: &str) -> String {
    format!(
        "<dt class=\"parameter\"><span class=\"parameter-name\">{name}</span> [ in: \
         <span class=\"parameter-location\">{location}</span> type: \
         <span class=\"parameter-type\">{kind}</span> ]</dt><dd class=\"parameter\">\
         <span class=\"parameter-description\">{description}</span> \
         <span class=\"parameter-required\">{required}</span></dd>"
    )
}

fn schema(json: &str) -> String {
    let json = json.replace('"', "&quot;");
    format!(
        "<section class=\"requestContent\"><h3>S</h3><pre class=\"schema\">{json}</pre></section>"
    )
}

fn responses(code: &str, text: &str, rest: &str) -> String {
    format!(
        "<section class=\"responses\"><h2>Responses</h2><ul class=\"responses\">\
         <li class=\"response\"><pre class=\"http-example\"><span class=\"status-line\">{code}</span> \
         <span class=\"status-description\">{text}</span>\n{rest}</pre></li></ul></section>"
    )
}

fn sample() -> String {
    let headers = [("host", "h.example:443"), ("content-type", "application/json")];
    let http =
        request("POST", "\\a\\{id}\\{sub}.json{?q*,w,x%3C}", &headers, "&#xA;{&quot;k&quot;: 1}");
    let list = format!(
        "<dl class=\"parameters\"><h3>Parameters</h3>{}{}{}</dl>",
        parameter("id", "path", "integer", "x <= 1 </span> y", "required"),
        parameter("q", "query", "array", "", "optional"),
        parameter("x&lt;", "query", "", "p<p>q</p>", "required"),
    );
    let body = schema(
        r#"{"title": "New A", "required": ["k"], "type": "object", "properties": {"k": {"type": "integer"}, "next": {"$ref": "\#/components/schemas/New A"}}}"#
            .replace("\\#", "#")
            .as_str(),
    );
    let answer = "<span class=\"header-line\">content-type</span>: \
                  <span class=\"header-value\">text/x&#x2B;y</span>&#xA;&#xA;[1]";
    let rest = list + &body + &responses("201", "It&#x27;s", answer);
    page("", "makeA", "<p>One</p>\n<p>Two</p>", &http, &rest)
}

fn one(text: &str) -> Recovered {
    recover(&[Page { name: "x/fileStem.md", text }], None)
}

#[test]
fn a_page_gives_an_operation() {
    let recovered = one(&sample());
    let kinds: Vec<NoteKind> = recovered.notes.iter().map(|note| note.kind).collect();
    assert_eq!(kinds, [NoteKind::Lost]);
    let expected = json!({
        "openapi": "3.0.3",
        "info": {"title": "h.example", "version": "0"},
        "servers": [{"url": "https://h.example"}],
        "paths": {"/a/{id}/{sub}.json": {"post": {
            "operationId": "makeA",
            "description": "<p>One</p>\n<p>Two</p>",
            "parameters": [
                {"name": "id", "in": "path", "description": "x <= 1 </span> y",
                 "required": true, "schema": {"type": "integer"}},
                {"name": "q", "in": "query", "required": false,
                 "schema": {"type": "array", "items": {"type": "string"}}},
                {"name": "x<", "in": "query", "description": "p<p>q</p>", "required": true,
                 "explode": false, "schema": {}},
                {"name": "sub", "in": "path", "required": true, "schema": {"type": "string"}},
                {"name": "w", "in": "query", "required": false, "explode": false,
                 "schema": {"type": "string"}},
            ],
            "requestBody": {"required": true, "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/New_A"}, "example": {"k": 1}}}},
            "responses": {"201": {"description": "It's",
                "content": {"text/x+y": {"schema": {}, "example": [1]}}}},
        }}},
        "components": {"schemas": {"New_A": {
            "title": "New A", "required": ["k"], "type": "object", "properties": {
                "k": {"type": "integer"}, "next": {"$ref": "#/components/schemas/New_A"}}}}},
    });
    assert_eq!(recovered.document, expected, "{:#}", recovered.document);
}

#[test]
fn regions_point_into_document_and_page() {
    let text = sample();
    let recovered = one(&text);
    for region in &recovered.regions {
        assert!(recovered.document.pointer(&region.pointer).is_some(), "{}", region.pointer);
        assert!(text.get(region.span.clone()).is_some(), "{}", region.pointer);
    }
    let id = recovered.regions.iter().find(|region| region.pointer.ends_with("/operationId"));
    assert_eq!(id.and_then(|id| text.get(id.span.clone())), Some("makeA"));
}

#[test]
fn ids_come_from_the_heading_the_contents_or_the_file() {
    let answer = responses("200", "", "");
    let text = page("A\nB", "A\nB", "", &request("GET", "\\a\\{b}", &[], ""), &answer);
    let toc =
        "- name: a\n  items:\n  - name: b\n    items:\n    - name: GET\n      href: z/getAB.md\n";
    let id = |name: &str, toc: Option<&str>| {
        let recovered = recover(&[Page { name, text: &text }], toc);
        recovered.document.pointer("/paths/~1a~1{b}/get/operationId").cloned()
    };
    assert_eq!(id("x/stem.md", Some(toc)), Some(json!("getAB")));
    assert_eq!(id("x/stem.md", None), Some(json!("stem")));
    assert_eq!(id("000_1e22c6dfe2fc1c3c.txt", None), None);
}

#[test]
fn duplicates_are_merged_or_noted() {
    let make = |code: &str, host: &str| {
        let http = request("GET", "\\a", &[("host", host)], "");
        page("T", "T", "", &http, &responses(code, "", ""))
    };
    let (first, second) = (make("200", "a:80"), make("201", "a:80"));
    let pages = [(".md", &first), ("getA.md", &first), ("other.md", &second), ("README", &first)];
    let pages = pages.map(|(name, text)| Page { name, text });
    let recovered = recover(&pages, None);
    assert_eq!(recovered.document.pointer("/paths/~1a/get/operationId"), Some(&json!("getA")));
    assert_eq!(recovered.document.pointer("/servers/0/url"), Some(&json!("http://a")));
    let conflicts: Vec<_> =
        recovered.notes.iter().filter(|note| note.kind == NoteKind::Conflict).collect();
    assert_eq!(conflicts.len(), 1);
    assert!(conflicts.iter().all(|note| note.message.contains("`other.md` and `getA.md`")));
}

#[test]
fn other_files_are_noted() {
    let old = "<html><section  class=\"requestOverview\"><pre  class=\"httpExample\">";
    let empty = "<html><section class=\"requestOverview\"></section>";
    let pages = [("a.md", "# A"), ("b.md", old), ("c.md", empty)];
    let recovered = recover(&pages.map(|(name, text)| Page { name, text }), None);
    let kinds: Vec<NoteKind> = recovered.notes.iter().map(|note| note.kind).collect();
    assert_eq!(kinds, [NoteKind::Skipped, NoteKind::Unsupported, NoteKind::Broken]);
    assert_eq!(recovered.document.get("paths"), Some(&json!({})));
}

#[test]
fn a_get_with_an_empty_closed_object_has_no_body() {
    let nothing = schema(r#"{"type": "object", "additionalProperties": false}"#);
    let broken = schema("{");
    let headers = [("content-type", "a/b")];
    for (method, schema, body, notes) in
        [("GET", &nothing, false, 1), ("POST", &nothing, true, 1), ("PUT", &broken, true, 2)]
    {
        let http = request(method, "\\a", &headers, "&#xA;null");
        let recovered =
            one(&page("", "a", "", &http, &(schema.clone() + &responses("200", "", ""))));
        let at = format!("/paths/~1a/{}/requestBody", method.to_lowercase());
        assert_eq!(recovered.document.pointer(&at).is_some(), body, "{method}");
        assert_eq!(recovered.notes.len(), notes, "{:?}", recovered.notes);
    }
}

#[test]
fn damaged_pages_never_panic() {
    let text = sample();
    for end in 0..text.len() {
        if let Some(cut) = text.get(..end) {
            let recovered = one(cut);
            assert!(!recovered.notes.is_empty());
        }
        if let (Some(tail), Some(head)) = (text.get(end..), text.get(..end)) {
            one(&format!("<!DOCTYPE html>{tail}{head}"));
        }
    }
    for (from, to) in [("<dt", "<dd"), ("section", "pre"), ("</span>", "<span>"), ("{", "}")] {
        one(&text.replace(from, to));
    }
}

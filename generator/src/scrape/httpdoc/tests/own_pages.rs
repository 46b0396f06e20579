//! Small whole pages, written for one rule each, in every revision.

use super::super::revision::Revision;
use super::{Recovered, of};
use serde_json::{Value, json};

/// A page to be rendered.
#[derive(Clone)]
pub(super) struct Sheet {
    pub(super) title: &'static str,
    pub(super) heading: &'static str,
    pub(super) description: &'static str,
    pub(super) method: &'static str,
    pub(super) target: &'static str,
    pub(super) headers: Vec<(&'static str, &'static str)>,
    pub(super) body: &'static str,
    /// Name, location, type, description, `required` or `optional`.
    pub(super) parameters: Vec<[&'static str; 5]>,
    pub(super) schema: Option<String>,
    /// Status, description, content type, example.
    pub(super) responses: Vec<[&'static str; 4]>,
}

impl Default for Sheet {
    fn default() -> Self {
        Self {
            title: "",
            heading: "listShells",
            description: "",
            method: "GET",
            target: "\\shells",
            headers: vec![("host", "sea.example:443")],
            body: "",
            parameters: Vec::new(),
            schema: None,
            responses: vec![["200", "Fine", "", ""]],
        }
    }
}

fn encode(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() || !c.is_ascii() || "'+".contains(c) => {
                out.push_str(&format!("&#x{:X};", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out
}

impl Sheet {
    /// The page as a revision renders it.
    pub(super) fn render(&self, revision: Revision) -> String {
        let new = revision == Revision::R3;
        let enc = |text: &str| if new { encode(text) } else { text.to_owned() };
        let newline = if new { "&#xA;" } else { "\n" };
        let open = |tag: &str, class: &'static str| {
            let space = if new { " " } else { "  " };
            format!("<{tag}{space}class=\"{}\">", revision.class(class))
        };
        let span = |class, text: &str| format!("{}{text}</span>", open("span", class));
        let header = |name: &str, value: &str| {
            let value = span("header-value", &enc(value));
            format!("{}: {value}{newline}", span("header-line", name))
        };
        let mut page = format!(
            "<!DOCTYPE html><html><head><title>{}</title></head><body><article>{}{}{}</h1>",
            enc(self.title),
            open("section", "requestOverview"),
            open("h1", "request-summary"),
            enc(self.heading)
        );
        if !new || !self.description.is_empty() {
            page += &format!("{}{}</p>", open("p", "request-description"), self.description);
        }
        let base = if revision == Revision::R1 { "+{baseUrl}" } else { "" };
        page += &format!(
            "</section>{}<h3>HTTP Request</h3>{}{} {} {}{newline}",
            open("section", "http"),
            open("pre", "http-example"),
            span("request-line", self.method),
            span("http-target", &enc(&format!("{base}{}", self.target))),
            span("http-version", "HTTP/1.1"),
        );
        for (name, value) in &self.headers {
            page += &match (revision, *name) {
                (Revision::R1, "host") => header("host", "example.org:443"),
                (Revision::R1, "content-type") => String::new(),
                _ => header(name, value),
            };
        }
        if !self.body.is_empty() && revision != Revision::R1 {
            page += &format!("{newline}{}", encode(self.body));
        }
        page += "</pre></section>";
        if !new || !self.parameters.is_empty() {
            page += &open("dl", "parameters");
            page += "<h3>Parameters</h3>";
            for [name, location, kind, description, required] in &self.parameters {
                page += &format!(
                    "{}{} [ in: {} type: {} ]</dt>{}{} {}</dd>",
                    open("dt", "parameter"),
                    span("parameter-name", &enc(name)),
                    span("parameter-location", location),
                    span("parameter-type", kind),
                    open("dd", "parameter"),
                    span("parameter-description", description),
                    span("parameter-required", required)
                );
            }
            page += "</dl>";
        }
        if let Some(schema) = &self.schema {
            let schema = match revision {
                Revision::R3 => encode(schema),
                Revision::R1 => String::new(),
                _ => schema.clone(),
            };
            let (section, pre) = (open("section", "requestContent"), open("pre", "schema"));
            page += &format!("{section}<h3>Request Body Schema</h3>{pre}{schema}</pre></section>");
        }
        page += &format!("{}<h2>Responses</h2>", open("section", "responses"));
        page += &open("ul", "responses");
        for [code, description, media_type, example] in &self.responses {
            page += &open("li", "response");
            let status = span("status-line", code);
            let status = format!("{status} {}", span("status-description", &enc(description)));
            if !new {
                page += &format!("{status}</li>");
                continue;
            }
            page += &format!("{}{status}\n", open("pre", "http-example"));
            if !media_type.is_empty() {
                page += &header("content-type", media_type);
                page += newline;
                page += &encode(example);
            }
            page += "</pre></li>";
        }
        page + "</ul></section></article></body></html>"
    }
}

pub(super) fn rich() -> Sheet {
    Sheet {
        heading: "addShell",
        description: "<p>One</p>\n<p>Two “three”</p>",
        method: "POST",
        target: "\\seas\\{sea}\\{sub}.json{?q*,w,x%3C}",
        headers: vec![
            ("host", "sea.example:443"),
            ("accept", "text/x+y"),
            ("content-type", "application/json"),
        ],
        body: "{\"k\": 1}",
        parameters: vec![
            ["sea", "path", "integer", "x <= 1 </span> y", "required"],
            ["q", "query", "array", "", "optional"],
            ["x<", "query", "", "p<p>q</p>", "required"],
            ["X-H", "header", "string", "Two\nlines", "optional"],
        ],
        schema: Some(
            json!({"title": "New shell", "required": ["k"], "type": "object", "properties": {
                "k": {"type": "integer", "description": "A \"<k>\"\n</pre> + 'k'"},
                "next": {"$ref": "#/components/schemas/New shell"},
            }})
            .to_string(),
        ),
        responses: vec![["201", "It's", "text/x+y", "[1]"], ["204", "", "", ""]],
        ..Sheet::default()
    }
}

pub(super) fn one(sheet: &Sheet, revision: Revision) -> Recovered {
    of(&[("x/fileStem.md", &sheet.render(revision))])
}

fn rich_document() -> Value {
    json!({
        "openapi": "3.0.3",
        "info": {"title": "sea.example", "version": "0"},
        "servers": [{"url": "https://sea.example"}],
        "paths": {"/seas/{sea}/{sub}.json": {"post": {
            "operationId": "addShell",
            "description": "<p>One</p>\n<p>Two “three”</p>",
            "parameters": [
                {"name": "sea", "in": "path", "description": "x <= 1 </span> y",
                 "required": true, "schema": {"type": "integer"}},
                {"name": "q", "in": "query", "required": false,
                 "schema": {"type": "array", "items": {"type": "string"}}},
                {"name": "x<", "in": "query", "description": "p<p>q</p>", "required": true,
                 "explode": false, "schema": {}},
                {"name": "X-H", "in": "header", "description": "Two\nlines", "required": false,
                 "schema": {"type": "string"}},
                {"name": "sub", "in": "path", "required": true, "schema": {"type": "string"}},
                {"name": "w", "in": "query", "required": false, "explode": false,
                 "schema": {"type": "string"}},
            ],
            "requestBody": {"required": true, "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/New_shell"}, "example": {"k": 1}}}},
            "responses": {
                "201": {"description": "It's",
                    "content": {"text/x+y": {"schema": {}, "example": [1]}}},
                "204": {"description": ""},
            },
        }}},
        "components": {"schemas": {"New_shell": {
            "title": "New shell", "required": ["k"], "type": "object", "properties": {
                "k": {"type": "integer", "description": "A \"<k>\"\n</pre> + 'k'"},
                "next": {"$ref": "#/components/schemas/New_shell"}}}}},
    })
}

#[test]
fn pages_of_every_revision_give_their_operation() {
    for revision in [Revision::R3, Revision::R2, Revision::R1] {
        let recovered = one(&rich(), revision);
        let mut expected = rich_document();
        if revision != Revision::R3 {
            let path = "/paths/~1seas~1{sea}~1{sub}.json/post";
            let operation = expected.pointer_mut(path).unwrap();
            operation["responses"]["201"]["content"] = json!({"text/x+y": {"schema": {}}});
            if revision == Revision::R1 {
                operation["requestBody"] = json!({"content": {"*/*": {"schema": {}}}});
                expected["info"]["title"] = json!("x");
                let members = expected.as_object_mut().unwrap();
                members.retain(|key, _| key != "servers" && key != "components");
            }
        }
        assert_eq!(recovered.document, expected, "{revision:?}: {:#}", recovered.document);
        assert_eq!(recovered.findings(), [""; 0], "{revision:?}");
    }
}

#[test]
fn docfx_is_undone() {
    let page = r##"<!DOCTYPE html><html><head><title>x | docs</title></head><body>
<article data-uid="">
<!DOCTYPE html><html><head><title></title></head><body><article><section class="requestOverview"><h1 class="requestSummary">addShell</h1><p class="requestDescription">Adds `one`
and <code>two</code></p></section><section class="http"><h3>HTTP Request</h3><pre class="httpExample"><span class="requestLine">POST</span> <span class="httpTarget">\seas{sea}\shells{?q*}</span> <span class="httpVersion">HTTP/1.1</span>
<p><span class="headerLine">host</span>: <span class="headerValue">sea.example:80</span>
<span class="headerLine">accept</span>: <span class="headerValue">application/json</span>
<span class="headerLine">content-type</span>: <span class="headerValue">application/json</span>
</p></pre></section><dl class="parameters"><h3>Parameters</h3><dt class="parameter"><span class="parameterName">q&lt;</span> [ in: <span class="parameterLocation">query</span> type: <span class="parameterType">string</span> ]</dt><dd class="parameter"><span class="parameterDescription">See <a href="https://a.example">it</a> &lt;= <em>1</em></span> <span class="parameterRequired">optional</span></dd></dl><section class="requestContent"><h3>Request Body Schema</h3><pre class="schema">{
&quot;type&quot;: &quot;object&quot;,
&quot;properties&quot;: {
&quot;a&quot;: {
&quot;pattern&quot;: &quot;^(a)<span class="math">\(|^(b)\)</span>|c&quot;,
&quot;description&quot;: &quot;say &quot;<code>x</code>&quot;, <shell>.&quot;
}
}
}</shell></pre></section><section class="responses"><h2>Responses</h2><ul class="responses"><li class="response"><span class="statusLine">200</span> <span class="statusDescription">OK</span></li></ul></section></article></body></html>
</article></body></html>"##;
    let recovered = of(&[("x.html", page)]);
    assert_eq!(recovered.findings(), [""; 0]);
    let expected = json!({"/seas/{sea}/shells": {"post": {
        "operationId": "addShell",
        "description": "Adds `one`\nand `two`",
        "parameters": [
            {"name": "q<", "in": "query", "description": "See [it](https://a.example) <= *1*",
             "required": false, "schema": {"type": "string"}},
            {"name": "sea", "in": "path", "required": true, "schema": {"type": "string"}},
            {"name": "q", "in": "query", "required": false, "schema": {"type": "string"}},
        ],
        "requestBody": {"content": {"application/json": {"schema": {"type": "object",
            "properties": {"a": {"pattern": "^(a)$|^(b)$|c",
                "description": "say \"`x`\", <shell>."}}}}}},
        "responses": {"200": {"description": "OK",
            "content": {"application/json": {"schema": {}}}}},
    }}});
    assert_eq!(recovered.document["paths"], expected, "{:#}", recovered.document);
    assert_eq!(recovered.document["servers"][0]["url"], "http://sea.example");
}

#[test]
fn places_point_into_the_page() {
    let text = rich().render(Revision::R3);
    let recovered = one(&rich(), Revision::R3);
    let post = "/paths/~1seas~1{sea}~1{sub}.json/post";
    for (pointer, begins) in [
        (format!("{post}/operationId"), "addShell<"),
        (format!("{post}/description"), "<p>One"),
        (
            format!("{post}/parameters/1/schema"),
            "<dt class=\"parameter\"><span class=\"parameter-name\">q",
        ),
        (format!("{post}/requestBody/content"), "<section class=\"requestContent\">"),
        (format!("{post}/responses/201/description"), "<li class"),
        ("/components/schemas/New_shell/properties/k".to_owned(), "{&quot;"),
        ("/servers/0/url".to_owned(), "sea.example"),
        (post.to_owned(), "<!DOCTYPE"),
    ] {
        let origin = recovered.origins.source(&crate::diagnostics::Origin::at(&pointer));
        let found = text.get(origin.offset.unwrap()..).unwrap();
        assert!(found.starts_with(begins), "{pointer}: {}", &found[..60.min(found.len())]);
    }
}

#[test]
fn ids_come_from_the_heading_the_contents_or_the_file() {
    let sheet = Sheet { title: "A\nB", heading: "A\nB", target: "\\a\\{b}", ..Sheet::default() };
    let text = sheet.render(Revision::R3);
    let toc =
        "- name: a\n  items:\n  - name: b\n    items:\n    - name: GET\n      href: z/getAB.md\n";
    let id = |files: &[(&str, &str)]| {
        let recovered = of(files);
        assert_eq!(recovered.findings(), [""; 0]);
        recovered.document.pointer("/paths/~1a~1{b}/get/operationId").cloned()
    };
    assert_eq!(id(&[("x/stem.md", &text), ("x/toc.yml", toc)]), Some(json!("getAB")));
    assert_eq!(id(&[("x/stem.md", &text)]), Some(json!("stem")));
    assert_eq!(id(&[("000_1e22c6dfe2fc1c3c.txt", &text)]), None);
    let recovered = of(&[("x/stem.md", &text), ("x/toc.yml", "- : [")]);
    assert_eq!(recovered.codes(), ["SW0042", "SW0040"]);
    let twice = Sheet { target: "\\b", ..Sheet::default() };
    let recovered = of(&[
        ("a.md", &Sheet::default().render(Revision::R3)),
        ("b.md", &twice.render(Revision::R3)),
    ]);
    assert_eq!(
        recovered.findings(),
        [
            "SW0043: another page has the operation id `listShells`, too; this operation is named after its method and path"
        ]
    );
}

#[test]
fn other_files_are_skipped_for_a_reason() {
    let page = Sheet::default().render(Revision::R3);
    let draft = "<html><section class=\"requestOverview\"></section><b class=\"httpPath\">/a</b>";
    let recovered = of(&[
        ("a/OpenApi.css", ".http { color: red }"),
        ("a/b/page.md", &page),
        ("a/draft.html", draft),
        ("a/empty.md", ""),
        ("a/index.md", "# Shells"),
        ("a/nothing.md", "<html><section class=\"requestOverview\"></section>"),
        ("a/toc.yml", "- name: shells"),
    ]);
    assert_eq!(recovered.codes(), ["SW0041", "SW0044", "SW0041", "SW0045", "SW0040"]);
    assert_eq!(recovered.document["paths"].as_object().unwrap().len(), 1);
}

#[test]
fn stubs_are_no_bodies() {
    let nothing = r#"{"type": "object", "additionalProperties": false}"#;
    let real = r#"{"type": "object", "properties": {"a": {"type": "string"}}}"#;
    for (method, schema, revision, has_body, findings) in [
        ("GET", nothing, Revision::R3, false, 0),
        ("DELETE", nothing, Revision::R2, false, 0),
        ("DELETE", real, Revision::R2, true, 0),
        ("DELETE", real, Revision::R1, false, 0),
        ("GET", real, Revision::R3, true, 0),
        ("POST", nothing, Revision::R3, true, 0),
        ("POST", "", Revision::R1, true, 0),
        ("PUT", "{", Revision::R3, true, 1),
        ("PUT", "", Revision::R3, true, 1),
        ("PUT", "[1]", Revision::R3, true, 1),
    ] {
        for body in ["null", "{ \"example\": \"Example goes here\" }", ""] {
            let sheet = Sheet {
                method,
                body,
                headers: vec![("content-type", "application/json")],
                schema: Some(schema.to_owned()),
                ..Sheet::default()
            };
            let recovered = one(&sheet, revision);
            let at = format!("/paths/~1shells/{}/requestBody", method.to_lowercase());
            let found = recovered.document.pointer(&at);
            assert_eq!(found.is_some(), has_body, "{method} {schema} {revision:?}");
            assert!(!found.is_some_and(|body| body.to_string().contains("example")), "{found:?}");
            assert_eq!(recovered.findings().len(), findings, "{:?}", recovered.findings());
        }
    }
}

#[test]
fn responses_get_the_types_that_are_accepted() {
    let content = |accept, revision, codes: &[&'static str]| -> Vec<String> {
        let responses = codes.iter().map(|code| [*code, "", "", ""]).collect();
        let sheet = Sheet { headers: vec![("accept", accept)], responses, ..Sheet::default() };
        let recovered = one(&sheet, revision);
        let responses = recovered.document["paths"]["/shells"]["get"]["responses"].clone();
        let keys = |response: &Value| match response.get("content").and_then(Value::as_object) {
            Some(content) => content.keys().cloned().collect::<Vec<_>>().join("|"),
            None => String::new(),
        };
        responses.as_object().unwrap().values().map(keys).collect()
    };
    let r2 = |accept, codes: &[&'static str]| content(accept, Revision::R2, codes);
    assert_eq!(r2("a/b", &["200", "204", "default"]), ["a/b", "", "a/b"]);
    assert_eq!(r2("a/b,c/d", &["200", "default"]), ["a/b", "c/d"]);
    assert_eq!(r2("a/b, c/d", &["200"]), ["a/b|c/d"]);
    assert_eq!(r2("a/b,c/d,e/f", &["200", "404"]), ["a/b|c/d|e/f"; 2]);
    assert_eq!(r2("", &["200"]), [""]);
    assert_eq!(content("a/b", Revision::R1, &["201", "205"]), ["a/b", ""]);

    let responses = vec![["200", "", "a/b", "null"], ["404", "", "", ""]];
    let sheet = Sheet { headers: vec![("accept", "a/b,c/d")], responses, ..Sheet::default() };
    let document = one(&sheet, Revision::R3).document;
    let answers = &document["paths"]["/shells"]["get"]["responses"];
    assert_eq!(answers["200"]["content"], json!({"a/b": {"schema": {}}, "c/d": {"schema": {}}}));
    assert_eq!(answers["404"].get("content"), None);
}

#[test]
fn examples_suggest_schemas() {
    let responses = vec![
        ["200", "", "application/json", r#"[{"a": 1, "b": null}, {"c": ["x"]}]"#],
        ["400", "", "application/json", "null"],
        ["500", "", "text/plain", "no JSON"],
    ];
    let recovered = one(&Sheet { responses, ..Sheet::default() }, Revision::R3);
    assert_eq!(recovered.codes(), ["SW0040", "SW0047"]);
    let answers = &recovered.document["paths"]["/shells"]["get"]["responses"];
    let schema = &answers["200"]["content"]["application/json"]["schema"];
    let inferred = "Inferred from an example.";
    let expected = json!({
        "type": "array",
        "items": {
            "type": "object",
            "properties": {"a": {"type": "integer"}, "b": {"nullable": true},
                "c": {"type": "array", "items": {"type": "string"}}},
            "description": inferred,
            "x-specwright-inferred": "example",
        },
        "description": inferred,
        "x-specwright-inferred": "example",
    });
    assert_eq!(*schema, expected, "{schema:#}");
    assert_eq!(answers["400"]["content"]["application/json"], json!({"schema": {}}));
    assert_eq!(answers["500"]["content"]["text/plain"]["example"], "no JSON");
}

#[test]
fn hosts_become_servers() {
    let page = |target, host| {
        let headers = vec![("host", host)];
        Sheet { heading: target, target, headers, ..Sheet::default() }.render(Revision::R3)
    };
    let (a, b, c) =
        (page("\\a", "x.example:443"), page("\\b", "y.example:80"), page("\\c", "y.example:80"));
    let recovered = of(&[("a", &a), ("b", &b), ("c", &c)]);
    let document = &recovered.document;
    assert_eq!(document["info"]["title"], "y.example");
    assert_eq!(document["servers"], json!([{"url": "http://y.example"}]));
    assert_eq!(document["paths"]["/a"]["get"]["servers"], json!([{"url": "https://x.example"}]));
    assert_eq!(document["paths"]["/b"]["get"].get("servers"), None);
    let odd = of(&[("a", &page("\\a", "z.example:8443"))]);
    assert_eq!(odd.document["servers"][0]["url"], "https://z.example:8443");
}

#[test]
fn pages_of_one_operation_are_merged() {
    let (new, old) = (rich().render(Revision::R3), rich().render(Revision::R1));
    let middle = rich().render(Revision::R2);
    for files in [
        [("a.md", &old), ("b.md", &middle), ("c.md", &new)],
        [("a.md", &new), ("b.md", &old), ("c.md", &middle)],
    ] {
        let recovered = of(&files.map(|(name, text)| (name, text.as_str())));
        assert_eq!(recovered.document, rich_document());
        assert_eq!(recovered.codes(), ["SW0040", "SW0046"]);
    }
    // A page that was cut off takes what it lacks from another, wherever it was cut.
    let ends = [
        "<dt class=\"parameter\">",
        "<pre class=\"schema\">",
        "<section class=\"responses\"",
        ">201<",
        "It&#x27;s",
        ">204<",
        "</article>",
    ];
    for end in ends {
        let cut = &new[..new.find(end).unwrap() + 1];
        for (name, other) in [("b.md", &middle), ("0.md", &middle)] {
            let recovered = of(&[("a.md", cut), (name, other)]);
            let mut document = recovered.document.clone();
            let mut expected = rich_document();
            for tree in [&mut document, &mut expected] {
                let path = "/paths/~1seas~1{sea}~1{sub}.json/post";
                let operation = tree.pointer_mut(path).and_then(Value::as_object_mut).unwrap();
                // An older page does not show examples of responses.
                operation["responses"]["201"]["content"]["text/x+y"] = json!({});
                let list = operation["parameters"].as_array_mut().unwrap();
                list.sort_by_key(|parameter| parameter["name"].to_string());
            }
            assert_eq!(document, expected, "{end}: {document:#}");
            let codes = recovered.codes();
            assert!(codes.contains(&"SW0046") && !codes.contains(&"SW0043"), "{end}: {codes:?}");
        }
    }
}

#[test]
fn contradictions_are_named() {
    let first = rich().render(Revision::R3);
    let change = |change: fn(&mut Sheet), revision| {
        let mut sheet = rich();
        change(&mut sheet);
        sheet.render(revision)
    };
    let r3 = Revision::R3;
    for (second, differences) in [
        (change(|s| s.responses[0][0] = "200", r3), "the statuses (201, 204; 200, 204)"),
        (change(|s| s.description = "Other", Revision::R1), "the description"),
        (
            change(|s| s.headers[0].1 = "land.example:80", r3),
            "the host (`sea.example:443`, `land.example:80`)",
        ),
        (change(|s| s.parameters[1][2] = "string", r3), "query parameter `q`"),
        (change(|s| s.schema = Some("{}".to_owned()), Revision::R2), "the schema of the request"),
        (change(|s| s.schema = None, r3), ""),
        (change(|s| s.responses[0][2] = "a/b", r3), "response `201`"),
        (change(|s| s.heading = "putShell", r3), "the operation id"),
    ] {
        let recovered = of(&[("first.md", &first), ("second.md", &second)]);
        assert_eq!(recovered.document, rich_document(), "{differences}");
        let findings = recovered.findings();
        let conflicts: Vec<&String> =
            findings.iter().filter(|text| text.starts_with("SW0043")).collect();
        if differences.is_empty() {
            continue;
        }
        let expected = format!(
            "SW0043: `first.md` and `second.md` describe POST /seas/{{sea}}/{{sub}}.json \
             differently: {differences}; `first.md` (revision R3) is used"
        );
        assert_eq!(conflicts, [&expected]);
    }
}

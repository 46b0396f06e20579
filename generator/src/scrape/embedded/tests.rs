use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::diagnostics::Diagnostics;
use crate::read::Source;
use crate::scrape::extract::extract;
use crate::scrape::{Recovered, Wanted};

/// The document of the cases below, in one line of JSON.
const DOCUMENT: &str = r#"{"openapi":"3.0.3","info":{"title":"Small <b>API</b>","version":"1.0"},"paths":{"/a":{"get":{"responses":{"200":{"description":"it's \"fine\" \\ `x` é\n"}},"x-n":[1.0,9007199254740993]}}}}"#;

const YAML: &str = "openapi: 3.0.3\ninfo:\n  title: Small <b>API</b>\n  version: '1.0'\npaths:\n  /a:\n    get:\n      responses:\n        '200':\n          description: \"it's \\\"fine\\\" \\\\ `x` é\\n\"\n      x-n: [1.0, 9007199254740993]\n";

fn document() -> Value {
    serde_json::from_str(DOCUMENT).unwrap()
}

fn titled(title: &str) -> String {
    json!({ "openapi": "3.1.0", "info": { "title": title, "version": "1" }, "paths": {} })
        .to_string()
}

fn string(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

fn run(files: &[(&str, &str)], wanted: Option<&str>) -> (Option<Recovered>, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let sources: Vec<Source> = files.iter().map(|(name, text)| Source::new(*name, *text)).collect();
    let wanted = wanted.map(|name| Wanted { name: name.to_owned(), origin: None });
    let found = extract(&sources, wanted.as_ref(), &mut diagnostics);
    (found, diagnostics)
}

fn codes(diagnostics: &Diagnostics) -> String {
    let all: Vec<String> =
        diagnostics.list.iter().map(|d| format!("{} {}", d.code().id(), d.message())).collect();
    all.join("\n")
}

/// The page carries the document of the cases; its place is named with the text `expected`.
#[track_caller]
fn check(page: &str, expected: &str) {
    let page = format!("<!doctype html><html><body>don't {{ [ \" ' </body>{page}");
    let (found, diagnostics) = run(&[("page.html", &page)], None);
    let said = codes(&diagnostics);
    let found = found.unwrap_or_else(|| panic!("{said}\n{page}"));
    assert_eq!(found.tree, document(), "{page}");
    assert_eq!(found.tree["paths"]["/a"]["get"]["x-n"].to_string(), "[1.0,9007199254740993]");
    assert!(said.contains(expected) && (said.is_empty() == expected.is_empty()), "{said}\n{page}");
    let offset = found.places[0].1.offset.unwrap();
    assert!(
        page[offset..].starts_with(['{', '"', '\'', '`', 'o', '\n', '&']),
        "{}",
        &page[offset..]
    );
}

#[test]
fn products() {
    let d = DOCUMENT;
    let s = string(DOCUMENT);
    let y = string(YAML);
    let attribute = d.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    for (page, expected) in [
        (
            format!(
                "<script>const __redoc_state = {{\"menu\":{{\"a\":[1]}},\"spec\":{{\"data\":{d}}},\"o\":{{}}}};"
            ),
            "`__redoc_state.spec.data` of Redoc 2",
        ),
        (
            format!(
                "<script type=\"module\">\n const x = \"y\";\n\n const __redoc_definition = {d};\n"
            ),
            "`__redoc_definition` of Redoc 3",
        ),
        (format!("<script>Redoc.init({d}, {{}}, document.getElementById('x'))"), "`Redoc.init(…)`"),
        (
            format!(
                "<script>window.onload = function() {{ const ui = SwaggerUIBundle({{ spec: {d}, dom_id: '#x' }})"
            ),
            "`spec` of Swagger UI",
        ),
        (format!("<script>SwaggerUIBundle({{ spec: JSON.parse({s}) }})"), ""),
        (
            format!("<script id=\"api-reference\" type=\"application/json\">{d}</script>"),
            "`script#api-reference` of Scalar",
        ),
        (
            format!(
                "<script id=\"api-reference\" data-configuration=\"{{&quot;content&quot;:{attribute}}}\"></script>"
            ),
            "`content` of Scalar",
        ),
        (
            format!("<script>Scalar.createApiReference('#app', {{ content: {s} }})"),
            "`content` of Scalar",
        ),
        (
            format!("<script>Scalar.createApiReference('#app', {{ content: {y}, theme: 'x' }})"),
            "`content` of Scalar",
        ),
        (
            format!(
                "<script>createApiReference('#app', {{ sources: [{{ title: 'A', content: {d} }}] }})"
            ),
            "`sources[].content` of Scalar",
        ),
        (
            format!(
                "<script>\n document.querySelector('elements-api').apiDescriptionDocument = {d};"
            ),
            "`apiDescriptionDocument` of Stoplight Elements",
        ),
        (format!("<script>el.loadSpec({d})"), "`loadSpec(…)` of RapiDoc"),
        (
            format!(
                "<script id=\"ssr-props\" type=\"application/json\">{{\"document\":{{\"api\":{{\"method\":\"get\",\"schema\":{d}}}}}}}</script>"
            ),
            "`document.api.schema` of ReadMe",
        ),
        (
            format!("<div data-initial-props=\"{{&quot;oasDefinition&quot;:{attribute}}}\">"),
            "`oasDefinition` of ReadMe",
        ),
    ] {
        check(&page, expected);
    }
}

#[test]
fn ways_to_carry_a_document() {
    let d = DOCUMENT;
    let s = string(DOCUMENT);
    let single = format!("'{}'", d.replace('\\', "\\\\").replace('\'', "\\'"));
    let template = format!("`{}`", d.replace('\\', "\\\\").replace('`', "\\`"));
    let attribute = d.replace('&', "&amp;").replace('"', "&quot;");
    let quoted = d.replace('&', "&amp;").replace('\'', "&#39;");
    let django = d.replace('\\', "\\u005C").replace('"', "\\u0022").replace('\'', "\\u0027");
    let sorted = json!({ "components": { "examples": { "e": { "value": { "openapi": "3.0.0", "paths": {} } } } } });
    let mut sorted = sorted.as_object().unwrap().clone();
    let mut other = document();
    other.as_object_mut().unwrap().retain(|key, _| key != "components");
    sorted.extend(other.as_object().unwrap().clone());
    for page in [
        format!("<script>x = {d}"),
        format!("<script>f({{a: 1}}, [{{b: {d}}}])"),
        format!("<script>x = JSON.parse({s})"),
        format!("<script>x = JSON.parse({single})"),
        format!("<script>x = {{ y: {{ z: {template} }} }}"),
        format!("<script>x = JSON.parse('{django}')"),
        format!("<script type=application/json>{}</script>", json!({ "props": { "body": d } })),
        format!("<script>{}", json!({ "props": string(d) })),
        format!("<script>{}", json!([{ "text": YAML }])),
        format!("<script type=\"text/yaml\">\n{YAML}</script>"),
        format!("<script>x = `\n{}`", YAML.replace('\\', "\\\\").replace('`', "\\`")),
        format!("<x-docs spec=\"{attribute}\" other=\"1\">"),
        format!("<x-docs spec='{quoted}' other='1'>"),
        format!("<pre>{}</pre>", attribute.replace('<', "&lt;")),
        "<script>x = { // the API\n  openapi: '3.0.3', info: { title: \"Small <b>API</b>\", version: '1.0', },\n paths: { '/a': { get: { responses: { 200: { description: 'it\\'s \"fine\" \\\\ `x` é\\n' } }, 'x-n': [1.0, 9007199254740993] } } } };"
            .to_owned(),
    ] {
        check(&page, "");
    }
    let page = format!("<script>x = {}", Value::Object(sorted.clone()));
    let (found, _) = run(&[("page.html", &page)], None);
    assert_eq!(found.unwrap().tree, Value::Object(sorted), "the outermost document counts");
}

#[test]
fn scripts_are_searched() {
    let page = "<html><script src=\"./x_files/swagger-ui-init.js\"></script>";
    let script = format!(
        "\nwindow.onload = function() {{\n  var options = {{\n  \"swaggerDoc\": {DOCUMENT},\n  \"customOptions\": {{}} }};\n"
    );
    let (found, diagnostics) =
        run(&[("x.html", page), ("x_files/swagger-ui-init.js", &script)], None);
    assert_eq!(found.unwrap().tree, document(), "{}", codes(&diagnostics));
    let (found, diagnostics) = run(&[("swagger-ui-init.js", &script)], None);
    assert_eq!(found.unwrap().tree, document(), "{}", codes(&diagnostics));
    let (found, diagnostics) = run(&[("x.html", page)], None);
    assert!(found.is_none());
    let expected = "SW0049 the document of `x.html` (swagger-ui-express or NestJS) is in the script \
                    `./x_files/swagger-ui-init.js`, which is missing";
    assert_eq!(codes(&diagnostics), expected);
}

#[test]
fn linked_documents_are_taken_from_the_sources() {
    let swagger = "<html>SwaggerUIBundle({ url: \"/docs/openapi.json\" })";
    let springdoc = "<html><script>SwaggerUIBundle({ url: \"https://petstore.swagger.io/v2/swagger.json\", configUrl: \"/v3/api-docs/swagger-config\" })";
    let configuration = "{\"configUrl\":\"/v3/api-docs/swagger-config\",\"url\":\"/v3/api-docs\",\"validatorUrl\":\"\"}";
    let several = "<html>SwaggerUIBundle({ urls: [{url: \"a.json\", name: \"Public API\"}, {url: \"b.json\", name: \"B\"}] })";
    let small = titled("small");
    for (files, wanted, expected) in [
        (vec![("page.html", swagger), ("openapi.json", DOCUMENT)], None, ""),
        (
            vec![
                ("a/page.html", swagger),
                ("a/docs/openapi.json", DOCUMENT),
                ("openapi.json", small.as_str()),
            ],
            None,
            "",
        ),
        (vec![("page.html", swagger), ("api.yaml", YAML)], None, ""),
        (
            vec![("page.html", swagger)],
            None,
            "SW0049 `page.html` (Swagger UI) does not contain its document but loads it from `/docs/openapi.json`",
        ),
        (
            vec![
                ("page.html", springdoc),
                ("swagger-config.json", configuration),
                ("api-docs.json", DOCUMENT),
            ],
            None,
            "",
        ),
        (
            vec![("page.html", springdoc), ("swagger-config.json", configuration)],
            None,
            "SW0049 `page.html` (Swagger UI) does not contain its document but loads it from `/v3/api-docs`",
        ),
        (
            vec![("page.html", springdoc)],
            None,
            "SW0049 `page.html` (Swagger UI) does not contain its document but loads a configuration that names it from `/v3/api-docs/swagger-config`",
        ),
        (
            vec![("page.html", several), ("a.json", DOCUMENT), ("b.json", small.as_str())],
            Some("public-api"),
            "",
        ),
        (
            vec![("page.html", several), ("a.json", DOCUMENT), ("b.json", small.as_str())],
            None,
            "SW0090 there are 2 documents: `B`, `Public API`",
        ),
        (
            vec![("page.html", several)],
            Some("B"),
            "SW0049 `page.html` (Swagger UI) does not contain its document but loads it from `b.json`",
        ),
        (
            vec![(
                "page.html",
                "<html>SwaggerUIBundle({ url: 'https://petstore.swagger.io/v2/swagger.json' })",
            )],
            None,
            "SW0049 `page.html` loads only the example of Swagger UI, `https://petstore.swagger.io/v2/swagger.json`",
        ),
        (
            vec![("page.html", "<html>An openapi document")],
            None,
            "SW0048 no OpenAPI document found in `page.html`: neither an object with `openapi: 3.…` or `swagger: 2.0`, nor a call or element of a known product that loads one",
        ),
    ] {
        let (found, diagnostics) = run(&files, wanted);
        assert_eq!(codes(&diagnostics), expected, "{files:?}");
        assert_eq!(found.map(|found| found.tree), expected.is_empty().then(document), "{files:?}");
    }
}

#[test]
fn addresses_are_given_in_full() {
    for (page, address) in [
        ("<redoc spec-url=\"/openapi.json\">", "https://HOST/openapi.json"),
        (
            "<!-- saved from url=(0033)https://a.example/docs/index.html -->\n<redoc spec-url=\"../o.yaml?x=1\">",
            "'https://a.example/o.yaml?x=1'",
        ),
        (
            "<link rel=\"canonical\" href=\"https://a.example/docs/\"><redoc spec-url=\"o.yaml\">",
            "https://a.example/docs/o.yaml",
        ),
        ("<redoc spec-url=\"//b.example/o.yaml\">", "https://b.example/o.yaml"),
    ] {
        let (_, diagnostics) = run(&[("page.html", page)], None);
        let help = diagnostics.list[0].help().clone().unwrap();
        assert!(help.contains(&format!(" {address}`")), "{help}");
    }
}

#[test]
fn one_of_several_documents() {
    let page = format!(
        "<script>createApiReference('#app', {{ sources: [{{ title: 'Über API', slug: 'ueber', content: {} }}, {{ title: 'Other', content: {} }}] }})",
        titled("One"),
        string(&titled("Two")),
    );
    for (wanted, expected) in [
        (Some("One"), Ok("One")),
        (Some("über-api"), Ok("One")),
        (Some("ueber"), Ok("One")),
        (Some("other"), Ok("Two")),
        (None, Err("SW0090 there are 2 documents: `Other`, `Über API`")),
        (Some("three"), Err("SW0091 no document is named `three`")),
    ] {
        let (found, diagnostics) = run(&[("page.html", &page)], wanted);
        let found = found.map(|found| found.tree["info"]["title"].as_str().unwrap().to_owned());
        match expected {
            Ok(title) => assert_eq!(found.as_deref(), Some(title), "{}", codes(&diagnostics)),
            Err(message) => assert_eq!(codes(&diagnostics), message),
        }
    }
    let page = format!("<script>x = {}; Redoc.init({DOCUMENT}, {{}})", titled("Example"));
    let (found, diagnostics) = run(&[("page.html", &page)], None);
    assert_eq!(found.unwrap().tree, document());
    assert!(
        codes(&diagnostics)
            .contains("SW0095 the input contains another document, `Example`, which is not used")
    );
    let (found, _) = run(&[("page.html", &page)], Some("example"));
    assert_eq!(found.unwrap().tree["info"]["title"], "Example");
}

#[test]
fn pages_of_one_api_are_put_together() {
    let page = |path: &str| {
        let document = json!({ "openapi": "3.0.0", "info": { "title": "T" }, "paths": { path: { "get": {} } } });
        format!(
            "<script id=\"ssr-props\" type=\"application/json\">{{\"oasDefinition\":{document}}}</script>"
        )
    };
    let (found, _) = run(&[("a.html", &page("/a")), ("b.html", &page("/b"))], None);
    let found = found.unwrap();
    assert_eq!(found.tree["paths"], json!({ "/a": { "get": {} }, "/b": { "get": {} } }));
    assert!(found.places.iter().any(|(pointer, at)| pointer == "/paths/~1b" && at.file == 1));
    let manual = "# X\n\n```yaml\nopenapi: 3.0.0\npaths: {/x: {}}\n```\n";
    let (found, _) = run(&[("README.md", manual), ("openapi.yaml", YAML)], None);
    assert_eq!(found.unwrap().tree, document(), "a document goes before its manual");
    let markdown = |path: &str| {
        format!(
            "# X\n\n````yaml GET {path}\nopenapi: 3.0.1\npaths:\n  {path}:\n    get: {{}}\n````\n"
        )
    };
    let one = format!("{}\n{}", markdown("/a"), markdown("/c"));
    let (found, diagnostics) = run(&[("a.md", &one), ("b.md", &markdown("/b"))], None);
    assert_eq!(codes(&diagnostics), "");
    let paths: Vec<String> =
        found.unwrap().tree["paths"].as_object().unwrap().keys().cloned().collect();
    assert_eq!(paths, ["/a", "/c", "/b"]);
}

#[test]
fn damaged_pages_are_reported() {
    let state = format!("<script>const __redoc_state = {{\"spec\":{{\"data\":{DOCUMENT}}}}};");
    for length in [100, 150, 200, 230] {
        let (found, diagnostics) = run(&[("page.html", &state[..length])], None);
        assert!(found.is_none());
        assert_eq!(
            codes(&diagnostics),
            "SW0092 the document in `__redoc_state.spec.data` of Redoc 2 is cut off: `page.html` does not contain its end"
        );
    }
    let many = format!("<script>{}", "{openapi: '3.0.0', paths:\n".repeat(200));
    let deep = format!("<script>x = {{openapi: '3.0.0', paths: {}", "[".repeat(200));
    for (page, expected) in [
        (
            "<script>x = {openapi: '3.0.0', paths: { %% }}",
            "SW0092 the document cannot be read: expected a key or a value, found `%`",
        ),
        (
            "<script>x = {openapi: '3.0.0', paths: { a: 1",
            "SW0092 the document is cut off: `page.html` does not contain its end",
        ),
        (
            "<script type=text/yaml>\nopenapi: 3.0.0\npaths: {\n</script>",
            "SW0092 the document cannot be read: unclosed bracket",
        ),
        ("<script>x = {openapi: '3.0.0', paths: f()}", "SW0048"),
        (
            &many,
            "SW0096 `page.html` has too many places that look like the beginning of a document; only some",
        ),
        (&deep, "SW0092 the document nests deeper than 128 levels"),
    ] {
        let (found, diagnostics) = run(&[("page.html", page)], None);
        assert!(found.is_none());
        assert!(codes(&diagnostics).starts_with(expected), "{}", codes(&diagnostics));
    }
    let (found, diagnostics) =
        run(&[("page.html", "<script>x = {openapi: '3.0.0', paths: {}, info: f(1)}")], None);
    assert!(found.is_some());
    assert_eq!(
        codes(&diagnostics),
        "SW0097 `/info` of the document is a JavaScript expression; it is read as `null`"
    );
}

#[test]
fn hostile_pages_end_soon() {
    // Quadratic time would be minutes in either case.
    let size = if cfg!(debug_assertions) { 1 << 18 } else { 10 << 20 };
    let fill = |unit: &str| unit.repeat(size / unit.len());
    for (head, unit) in [
        ("<html>", "{"),
        ("<html>", "\""),
        ("<html>", "'"),
        ("<html>", "\\"),
        ("<html>", "openapi"),
        ("<html>", "{\"a\":1}"),
        ("<html>", "{\"openapi\":\"3.0.0\""),
        ("<html>", "{\"openapi\":\"3.0.0\","),
        ("<html>", "{\"openapi\":\"3.0.0\",\"paths\":"),
        ("<html>", "{\"openapi\":\"3.0.0\",\"paths\":{}},"),
        ("<html>[", "{\"openapi\":\"3.0.0\",\"paths\":{}},"),
        ("<html>", "{openapi:'3.0.0',"),
        ("<html>", "{openapi:'3.0.0',a:["),
        ("<html>", "\"openapi\":\"3.0.0\""),
        ("<html>", "openapi: 3.0.0\n"),
        ("<html>", "`openapi: 3.0.0\n"),
        ("<html><pre>", "\\nopenapi: 3.0.0"),
        ("<html><pre>", "\\\"openapi\\\": \\\"3.0.0\\\""),
        ("<html><pre>", "&quot;openapi&quot;: &quot;3.0.0&quot;"),
        ("<html>", "<redoc "),
        ("<html>", "<redoc x=\""),
        ("<html>", "SwaggerUIBundle(a={"),
        ("<html>", "Redoc.init(\""),
        ("# x\n```\n", "openapi: 3.0.0\npaths:\n```\n```\n"),
    ] {
        let text = format!("{head}{}", fill(unit));
        let began = Instant::now();
        let (found, diagnostics) = run(&[("page", &text)], None);
        let took = began.elapsed();
        assert!(took < Duration::from_secs(20), "{head}{unit}: {took:?}");
        assert!(found.is_some() || diagnostics.has_errors(), "{head}{unit}");
    }
}

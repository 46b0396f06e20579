//! Links of pages to the file or address of a document that they do not contain.

use html_escape::decode_html_entities;
use serde_json::Value;

use crate::scrape::javascript::{literal, unquote};

/// The kind of file that a page loads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The document.
    Document,
    /// A configuration of Swagger UI that names documents.
    Configuration,
    /// A script that contains the document.
    Script,
}

/// A file that a page loads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The page's product.
    pub product: &'static str,
    /// The kind of file.
    pub target: Target,
    /// Its address as the page writes it.
    pub url: String,
    /// Its name in the page.
    pub name: Option<String>,
    /// Offset in the page where it is named.
    pub offset: usize,
}

/// Elements with the address in an attribute: start of the tag, product, attributes.
const ELEMENTS: &[(&str, &str, &[&str])] = &[
    ("<redoc", "Redoc", &["spec-url"]),
    ("<rapi-doc", "RapiDoc", &["spec-url"]),
    ("<openapi-explorer", "OpenAPI Explorer", &["spec-url"]),
    ("<elements-api", "Stoplight Elements", &["apiDescriptionUrl", "api-description-url"]),
    ("<script id=\"api-reference\"", "Scalar", &["data-url", "data-configuration"]),
    ("{% openapi", "GitBook", &["src"]),
    ("{% swagger", "GitBook", &["src"]),
];

/// Calls whose argument is the address, or an object with it.
const CALLS: &[(&str, &str)] = &[
    ("Redoc.init(", "Redoc"),
    ("RedocStandalone.init(", "Redoc"),
    ("SwaggerUIBundle(", "Swagger UI"),
    ("SwaggerUi(", "Swagger UI"),
    ("createApiReference(", "Scalar"),
    ("loadSpec(", "RapiDoc"),
];

/// Members and variables with the address.
const ASSIGNMENTS: &[(&str, &str)] = &[
    (".apiDescriptionUrl", "Stoplight Elements"),
    ("\"swaggerUrl\"", "swagger-ui-express or NestJS"),
    ("configObject.url", "Swagger UI"),
];

/// Objects with the address in them, or with the settings of Swagger UI.
const OBJECTS: &[(&str, &str)] = &[("options = {", "swagger-ui-express or NestJS")];

/// Scripts in which products keep the document or its address.
const SCRIPTS: &[(&str, &str)] = &[
    ("swagger-ui-init.js", "swagger-ui-express or NestJS"),
    ("swagger-initializer.js", "Swagger UI"),
    ("redoc-init.js", "drf-yasg"),
];

/// Number of bytes of a tag or call that are searched.
const MAX_LENGTH: usize = 1 << 16;

/// Number of matches of one kind that are searched for in a page.
const MAX_EACH: usize = 16;

/// Finds the files that a page or one of its scripts loads, in the order of the tables above.
pub fn links(text: &str) -> Vec<Link> {
    let mut out = Vec::new();
    for (tag, product, attributes) in ELEMENTS {
        for (at, _) in text.match_indices(tag).take(MAX_EACH) {
            let tag = window(text, at);
            for name in *attributes {
                let Some(value) = attribute(tag, name) else { continue };
                if value.trim_start().starts_with('{') {
                    if let Ok(read) = literal::read(&value, value.len() - value.trim_start().len())
                    {
                        configured(&read.value, product, at, &mut out);
                    }
                } else {
                    push(&mut out, product, Target::Document, &value, None, at);
                }
            }
        }
    }
    let mut variables = Vec::new();
    for (call, product) in CALLS {
        for (at, _) in text.match_indices(call).take(MAX_EACH) {
            argument(text, at + call.len(), product, &mut variables, &mut out);
        }
    }
    for (object_of, product) in OBJECTS {
        for (at, _) in text.match_indices(object_of).take(MAX_EACH) {
            object(text, at + object_of.len() - 1, product, &mut out);
        }
    }
    for (name, product) in ASSIGNMENTS {
        for (at, _) in text.match_indices(name).take(MAX_EACH) {
            let rest = window(text, at + name.len()).trim_start();
            let Some(value) = rest.strip_prefix(['=', ':']) else { continue };
            if let Some(url) = string(value) {
                push(&mut out, product, Target::Document, &url, None, at);
            }
        }
    }
    for (name, product) in SCRIPTS {
        for (at, _) in text.match_indices(name).take(MAX_EACH) {
            let before = &text[..at];
            let Some(quote) = before.rfind(['"', '\'']) else { continue };
            let source = before[..quote].trim_end().ends_with("src=");
            if let Some((url, _)) = unquote::string(text, quote).filter(|_| source) {
                // drf-yasg has a script of this name, and serves the document at the page's address.
                if url.contains("drf-yasg") {
                    push(&mut out, "drf-yasg", Target::Document, "?format=openapi", None, at);
                    continue;
                }
                push(&mut out, product, Target::Script, &url, None, at);
            }
        }
    }
    out
}

/// Finds the addresses in a configuration file of Swagger UI, which Springdoc serves.
pub fn configuration(tree: &Value) -> Vec<Link> {
    let mut out = Vec::new();
    configured(tree, "Swagger UI", 0, &mut out);
    out
}

/// Whether an address is that of the example which an unconfigured Swagger UI loads.
pub fn is_example(url: &str) -> bool {
    url.contains("://petstore.swagger.io/") || url.contains("://petstore3.swagger.io/")
}

/// The text from `at`, up to the length limit.
fn window(text: &str, at: usize) -> &str {
    let mut end = text.len().min(at + MAX_LENGTH);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[at..end]
}

/// The string literal that the text begins with.
fn string(text: &str) -> Option<String> {
    let text = text.trim_start();
    text.starts_with(['"', '\'', '`']).then_some(())?;
    unquote::string(text, 0).map(|(value, _)| value)
}

/// The value of an attribute in the tag that the text begins with.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let mut rest = tag;
    // Values are skipped as a whole, so that a `>` in a value does not end the tag.
    loop {
        let stop = rest.find(['=', '>'])?;
        if rest[stop..].starts_with('>') {
            return None;
        }
        let found = rest[..stop].trim_end();
        let word =
            found.rfind(|c: char| c.is_ascii_whitespace()).map_or(found, |at| &found[at + 1..]);
        let value = rest[stop + 1..].trim_start();
        let (value, after) = match value.as_bytes().first()? {
            quote @ (b'"' | b'\'') => {
                let end = value[1..].find(char::from(*quote))?;
                (&value[1..=end], &value[end + 2..])
            }
            _ => value.split_at(value.find(|c: char| c.is_ascii_whitespace() || c == '>')?),
        };
        if word.eq_ignore_ascii_case(name) {
            return Some(decode_html_entities(value).into_owned());
        }
        rest = after;
    }
}

/// Reads the first argument of a call: an address, an object or the name of a variable.
fn argument(
    text: &str,
    at: usize,
    product: &'static str,
    variables: &mut Vec<String>,
    out: &mut Vec<Link>,
) {
    let rest = window(text, at);
    if let Some(url) = string(rest) {
        let selector = url.starts_with(['#', '.']);
        if !selector {
            return push(out, product, Target::Document, &url, None, at);
        }
        // `createApiReference('#app', { … })`
        if let Some(open) = rest.find('{') {
            object(text, at + open, product, out);
        }
        return;
    }
    let trimmed = rest.trim_start();
    if trimmed.starts_with('{') {
        return object(text, at + rest.len() - trimmed.len(), product, out);
    }
    let name: String =
        trimmed.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '$')).collect();
    if name.is_empty() || variables.contains(&name) {
        return;
    }
    // The variable is assigned somewhere: `var name = { … }` or `name = "…"`.
    for (found, _) in text.match_indices(name.as_str()).take(MAX_EACH) {
        let rest = window(text, found + name.len());
        let Some(value) = rest.trim_start().strip_prefix('=').map(str::trim_start) else {
            continue;
        };
        if let Some(url) = string(value) {
            push(out, product, Target::Document, &url, None, found);
        } else if value.starts_with('{') {
            object(text, found + name.len() + rest.len() - value.len(), product, out);
        }
    }
    variables.push(name);
}

fn object(text: &str, at: usize, product: &'static str, out: &mut Vec<Link>) {
    // Offsets are those of the whole text, so the text is cut only at its end.
    let end = window(text, at).len() + at;
    if let Ok(read) = literal::read(&text[..end], at) {
        configured(&read.value, product, at, out);
    }
}

/// Adds the addresses in a configuration object of Swagger UI or Scalar.
fn configured(config: &Value, product: &'static str, at: usize, out: &mut Vec<Link>) {
    let of = |node: &Value, key: &str| node.get(key).and_then(Value::as_str).map(str::to_owned);
    let config = config.get("customOptions").filter(|inner| inner.is_object()).unwrap_or(config);
    for list in ["urls", "sources", "swaggerUrls"] {
        for item in config.get(list).and_then(Value::as_array).into_iter().flatten() {
            let name = of(item, "name").or(of(item, "title")).or(of(item, "slug"));
            if let Some(url) = of(item, "url") {
                push(out, product, Target::Document, &url, name, at);
            }
        }
    }
    if let Some(url) = of(config, "configUrl") {
        push(out, product, Target::Configuration, &url, None, at);
    }
    for node in [Some(config), config.get("spec")].into_iter().flatten() {
        if let Some(url) = of(node, "url").filter(|url| !url.is_empty()) {
            push(out, product, Target::Document, &url, None, at);
        }
    }
}

fn push(
    out: &mut Vec<Link>,
    product: &'static str,
    target: Target,
    url: &str,
    name: Option<String>,
    offset: usize,
) {
    let known = out.iter().any(|link| link.url == url && link.target == target);
    // A template that was not filled in is not an address.
    if !known && !url.trim().is_empty() && !url.contains(['\n', '{', '<']) {
        out.push(Link { product, target, url: url.trim().to_owned(), name, offset });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_found() {
        for (text, expected) in [
            ("<redoc class='a' spec-url=\"/openapi.json\"></redoc>", "Redoc /openapi.json"),
            ("<redoc spec-url=o.yaml></redoc>", "Redoc o.yaml"),
            ("Redoc.init('o.json?a=1&b', {}, x)", "Redoc o.json?a=1&b"),
            ("<rapi-doc\n  theme=\"a > b\"\n  spec-url = \"o.json\">", "RapiDoc o.json"),
            (
                "<elements-api apiDescriptionUrl=\"o.json?a&amp;b\" router=\"hash\"/>",
                "Stoplight Elements o.json?a&b",
            ),
            ("x.apiDescriptionUrl = 'o.json';", "Stoplight Elements o.json"),
            (
                "SwaggerUIBundle({ url: 'a.json', dom_id: '#x', presets: [A.b], ...rest })",
                "Swagger UI a.json",
            ),
            (
                "SwaggerUIBundle({ urls: [{url: 'a', name: 'A'}, {url: 'b', name: 'B'}] })",
                "Swagger UI a, Swagger UI b",
            ),
            (
                "SwaggerUIBundle({ url: '', configUrl: \"/v3/api-docs/swagger-config\" })",
                "Swagger UI /v3/api-docs/swagger-config",
            ),
            ("const c = { url: 'a.json' }; SwaggerUIBundle(c)", "Swagger UI a.json"),
            ("<script id=\"api-reference\" data-url=\"a.json\"></script>", "Scalar a.json"),
            (
                "<script id=\"api-reference\" data-configuration='{&quot;url&quot;:&quot;a.json&quot;}'>",
                "Scalar a.json",
            ),
            ("Scalar.createApiReference('#app', { url: 'a.json' })", "Scalar a.json"),
            (
                "createApiReference('#app', { sources: [{ title: 'T', url: 'a.json' }] })",
                "Scalar a.json",
            ),
            (
                "<script src=\"./docs/swagger-ui-init.js\">",
                "swagger-ui-express or NestJS ./docs/swagger-ui-init.js",
            ),
            ("Redoc.init({})", ""),
            ("url: 'a.json'", ""),
        ] {
            let found: Vec<String> =
                links(text).iter().map(|link| format!("{} {}", link.product, link.url)).collect();
            assert_eq!(found.join(", "), expected, "{text}");
        }
    }
}

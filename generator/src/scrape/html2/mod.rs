//! Pages of openapi-generator's `html2`: schemas are JSON, operations are articles.
//!
//! Request bodies and responses are in the page's scripts, as in the document; parameters are read from tables; servers and
//! security are inferred from the samples for curl.

mod dom;
mod operation;

use std::collections::BTreeMap;

use scraper::Html;
use serde_json::{Map, Value, json};

use super::javascript::literal;
use super::merge::{Part, merge};
use super::recovered::Recovered;
use crate::diagnostics::{Diagnostics, Origin, finding};
use crate::read::Source;
use dom::{all, text};
use operation::Article;

/// Whether a text is a page of html2.
pub fn is_page(text: &str) -> bool {
    text.contains("var defs = {}") && text.contains("<article id=\"api-")
}

/// Recovers the document from the pages among the sources; several pages are merged. Details that pages do not contain are
/// reported as `SW0098`, parts that cannot be read as `SW0042`.
pub fn recover(sources: &[Source], diagnostics: &mut Diagnostics) -> Option<Recovered> {
    let mut parts = Vec::new();
    let mut places = Vec::new();
    for (file, source) in sources.iter().enumerate().filter(|(_, source)| is_page(&source.text)) {
        let origin = Origin { file, offset: Some(0), ..Origin::default() };
        let tree = page(source, &origin, &mut places, diagnostics);
        parts.push(Part { tree, origin, file: source.name.clone() });
    }
    let first = parts.first()?.origin.clone();
    diagnostics.add(finding::Html2::Lost, &first);
    let mut merged = merge(parts, diagnostics);
    merged.places.extend(places);
    Some(merged)
}

/// Recovers the document of a page.
fn page(
    source: &Source,
    origin: &Origin,
    places: &mut Vec<(String, Origin)>,
    diagnostics: &mut Diagnostics,
) -> Value {
    let html = Html::parse_document(&source.text);
    let offsets = article_offsets(&source.text);
    let at = |id: &str| {
        let offset = offsets.get(id).copied().unwrap_or_default();
        Origin { offset: Some(offset), ..origin.clone() }
    };
    let schemas = schemas(&source.text, origin, diagnostics);
    let mut paths = Map::new();
    let mut tags: Vec<String> = Vec::new();
    let mut servers: Vec<String> = Vec::new();
    let mut schemes = Map::new();
    for element in all(&html, "article[data-name]") {
        let article = Article::new(element);
        let place = at(article.id());
        let Some((method, path)) = article.target() else {
            let article = article.id().to_owned();
            diagnostics.add(finding::Html2::NoTarget { article }, &place);
            continue;
        };
        let tag = article.tag();
        if !tags.contains(&tag) {
            tags.push(tag.clone());
        }
        let item = paths.entry(path.clone()).or_insert_with(|| json!({}));
        if let Some(known) = item.get_mut(&method) {
            // An operation with several tags has an article in the section of each.
            if let Some(list) = known.get_mut("tags").and_then(Value::as_array_mut) {
                list.push(Value::from(tag));
            }
            continue;
        }
        let curl = article.curl();
        servers.extend(curl.server(&path).filter(|server| !servers.contains(server)));
        let mut operation = article.operation(&schemas, &place, diagnostics);
        operation.insert("tags".to_owned(), json!([tag]));
        let used: Vec<Value> = curl
            .security()
            .into_iter()
            .map(|(name, scheme)| {
                schemes.insert(name.clone(), scheme);
                json!({ name: [] })
            })
            .collect();
        if !used.is_empty() {
            operation.insert("security".to_owned(), Value::Array(used));
        }
        let segment = crate::pointer::escape(&path);
        places.push((format!("/paths/{segment}/{method}"), place));
        item[&method] = Value::Object(operation);
    }
    let mut document = json!({
        "openapi": "3.0.3",
        "info": info(&html),
        "servers": servers.first().map(|url| json!([{ "url": url }])).unwrap_or_else(|| json!([])),
        "tags": tags.into_iter().map(|tag| json!({ "name": tag })).collect::<Vec<_>>(),
        "paths": paths,
        "components": { "schemas": schemas },
    });
    if !schemes.is_empty() {
        document["components"]["securitySchemes"] = Value::Object(schemes);
    }
    document
}

fn info(html: &Html) -> Value {
    let text = |selector: &str| all(html, selector).next().map(|found| text(found));
    let title = text("#project h1").or_else(|| text("title")).unwrap_or_default();
    let version = all(html, "#header .app-desc")
        .find_map(|found| dom::text(found).strip_prefix("Version: ").map(str::to_owned));
    let mut info = json!({ "title": title, "version": version.unwrap_or_default() });
    // The description is rendered; Markdown may contain HTML.
    if let Some(description) = all(html, "#app-description").next() {
        info["description"] = Value::from(description.inner_html().trim());
    }
    info
}

/// Reads the schemas in the page's first script: `defs["Name"] = { … }`.
fn schemas(text: &str, origin: &Origin, diagnostics: &mut Diagnostics) -> Map<String, Value> {
    const START: &str = "defs[\"";
    let mut schemas = Map::new();
    let mut at = 0;
    while let Some(found) = text[at..].find(START).map(|found| at + found) {
        at = found + START.len();
        let name = text[at..].find("\"] = ").map(|end| &text[at..at + end]);
        let Some(name) = name.filter(|name| !name.contains(['\n', '"'])) else { continue };
        let start = at + name.len() + "\"] = ".len();
        if !text[start..].starts_with('{') {
            continue;
        }
        match literal::read(text, start) {
            Ok(read) => {
                schemas.insert(name.to_owned(), read.value);
                at = read.end;
            }
            Err(_) => {
                let place = Origin { offset: Some(found), ..origin.clone() };
                let name = name.to_owned();
                diagnostics.add(finding::Html2::SchemaUnreadable { name }, &place);
            }
        }
    }
    schemas
}

/// The offsets of the articles by their ids; of two with the same id, the first one.
fn article_offsets(text: &str) -> BTreeMap<&str, usize> {
    const START: &str = "<article id=\"";
    let mut offsets = BTreeMap::new();
    for (at, _) in text.match_indices(START) {
        let id = text[at + START.len()..].split('"').next().unwrap_or_default();
        offsets.entry(id).or_insert(at);
    }
    offsets
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(page: &str) -> (Value, Vec<String>) {
        let mut diagnostics = Diagnostics::default();
        let source = Source::new("index.html", page);
        let found = recover(&[source], &mut diagnostics).unwrap();
        (found.tree, diagnostics.list.into_iter().map(|d| d.message()).collect())
    }

    #[test]
    fn readable_parts_of_damaged_pages_are_used() {
        let page = "<script>var defs = {}\n defs[\"A\"] = { \"type\": \"string\" };\n defs[\"B\"] = { \"type\": \
            </script><section><h1>T</h1><article id=\"api-T-a-0\" data-name=\"a\"></article>\
            <article id=\"api-T-b-0\" data-name=\"b\"><pre data-type=\"get\"><span class=\"pln\">/b/{id}</span></pre>\
            <div class=\"methodsubtabletitle\">Path parameters</div><table><tr><td>id*</td><td>\
            <span class=\"type\">Thing</span></td></tr></table>\
            <h3 id=\"examples-T-b-title-204\">Status: 204</h3>";
        let (tree, said) = read(page);
        assert_eq!(tree["components"]["schemas"], json!({ "A": { "type": "string" } }));
        assert_eq!(
            tree["paths"]["/b/{id}"]["get"]["parameters"],
            json!([{ "name": "id", "in": "path", "required": true, "schema": {} }])
        );
        assert_eq!(
            said[..said.len() - 1],
            [
                "the schema `B` cannot be read; it is left out",
                "the article `api-T-a-0` has no method and path; its operation is left out",
                "the parameter `id` has the type `Thing`, which the page does not describe; any JSON is accepted for it",
                "the response `204` of `api-T-b-0` cannot be read; it is read as one without a body",
            ]
        );
    }
}

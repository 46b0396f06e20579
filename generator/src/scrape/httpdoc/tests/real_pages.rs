//! Real pages of each revision, compared field by field with the documents they were rendered from.

use super::{files, pages, recovered};
use crate::read::Source;
use serde_json::{Map, Value, json};
use std::path::Path;

fn read_yaml(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).unwrap();
    plain(&serde_yaml::from_str(&text).unwrap())
}

fn plain(value: &serde_yaml::Value) -> Value {
    if let Some(map) = value.as_mapping() {
        let key = |key: &serde_yaml::Value| match plain(key) {
            Value::String(text) => text,
            other => other.to_string(),
        };
        Value::Object(map.iter().map(|(k, v)| (key(k), plain(v))).collect())
    } else if let Some(items) = value.as_sequence() {
        Value::Array(items.iter().map(plain).collect())
    } else {
        serde_json::to_value(value).unwrap()
    }
}

/// The operations whose request schemas have an empty list as a default, which the renderer does not
/// print: what the pages lack of what they could carry.
const WITH_EMPTY_DEFAULTS: [&str; 5] =
    ["createAssistant", "createMessage", "createThread", "createThreadAndRun", "modifyAssistant"];

/// A document, and where in it an empty default stands.
struct Document {
    tree: Value,
    empty_defaults: usize,
}

impl Document {
    fn resolved(&self, value: &Value) -> Value {
        match value.get("$ref").and_then(Value::as_str) {
            Some(target) => self.tree.pointer(target.trim_start_matches('#')).unwrap().clone(),
            None => value.clone(),
        }
    }

    /// A schema with references expanded and without what the renderer drops.
    fn schema(&mut self, value: &Value, depth: usize) -> Value {
        assert!(depth < 60, "no schema of these documents contains itself");
        let value = self.resolved(value);
        let Value::Object(map) = value else { return value };
        let mut out = Map::new();
        for (key, value) in map {
            let value = match key.as_str() {
                "properties" => {
                    let each = value.as_object().unwrap().iter();
                    Value::Object(
                        each.map(|(k, v)| (k.clone(), self.schema(v, depth + 1))).collect(),
                    )
                }
                "allOf" | "anyOf" | "oneOf" => {
                    let each = value.as_array().unwrap().iter();
                    Value::Array(each.map(|v| self.schema(v, depth + 1)).collect())
                }
                "items" | "not" => self.schema(&value, depth + 1),
                "additionalProperties" if value.is_object() => self.schema(&value, depth + 1),
                "default" if value == json!([]) => {
                    self.empty_defaults += 1;
                    continue;
                }
                "required" => {
                    let mut names = value.as_array().unwrap().clone();
                    names.sort_by_key(Value::to_string);
                    Value::Array(names)
                }
                _ => numbers(value),
            };
            let is_flag =
                value == json!(false) && key != "additionalProperties" && key != "default"
                    || value == json!(true) && key == "additionalProperties";
            if !is_flag && value != json!([]) && (key != "properties" || value != json!({})) {
                out.insert(key, value);
            }
        }
        // What stands beside a reference.
        let is_wrapper = out.keys().all(|key| {
            let notes = ["description", "default", "example", "nullable", "title", "deprecated"];
            key == "allOf" || notes.contains(&key.as_str()) || key.starts_with("x-")
        });
        if is_wrapper
            && let Some([Value::Object(part)]) =
                out.get("allOf").and_then(Value::as_array).map(Vec::as_slice)
        {
            let mut part = part.clone();
            out.remove("allOf");
            part.extend(out);
            return Value::Object(part);
        }
        Value::Object(out)
    }

    /// What of an operation a page carries, by field.
    fn fields(&mut self, path: &str, method: &str) -> Map<String, Value> {
        let operation = self.tree["paths"][path][method].clone();
        assert!(operation.is_object(), "{method} {path}");
        let text = |value: &Value, key: &str| {
            json!(value.get(key).and_then(Value::as_str).unwrap_or_default().trim())
        };
        let mut fields = Map::new();
        for (name, key) in
            [("id", "operationId"), ("summary", "summary"), ("description", "description")]
        {
            fields.insert(name.to_owned(), text(&operation, key));
        }
        let servers = operation.get("servers").or(self.tree.get("servers"));
        let host = servers.and_then(|servers| servers[0]["url"].as_str()).map(|url| {
            let (scheme, rest) = url.split_once("://").unwrap();
            format!("{scheme}://{}", rest.split('/').next().unwrap())
        });
        fields.insert("host".to_owned(), json!(host));
        for list in [self.tree["paths"][path].get("parameters"), operation.get("parameters")] {
            for parameter in list.and_then(Value::as_array).into_iter().flatten() {
                let parameter = self.resolved(parameter);
                let key = format!("{} {}", parameter["in"], parameter["name"]);
                let facts = json!({
                    "required": parameter.get("required") == Some(&json!(true)),
                    "description": text(&parameter, "description"),
                    "type": self.resolved(&parameter["schema"]).get("type"),
                    "explode": parameter.get("explode"),
                });
                fields.insert(key, facts);
            }
        }
        let first = |value: &Value| {
            let (name, media) = value.get("content")?.as_object()?.iter().next()?;
            Some((name.clone(), media.clone()))
        };
        let defaults = self.empty_defaults;
        let body = operation.get("requestBody").map(|body| self.resolved(body));
        if let Some((name, media)) = body.as_ref().and_then(first) {
            fields.insert("request type".to_owned(), json!(name));
            let schema = self.schema(&media["schema"], 0);
            fields.insert("request schema".to_owned(), schema);
            let id = operation["operationId"].as_str().unwrap_or_default();
            assert!(self.empty_defaults == defaults || WITH_EMPTY_DEFAULTS.contains(&id), "{id}");
            if let Some(example) =
                media.get("example").or(media.pointer("/examples/example-1/value"))
            {
                fields.insert("request example".to_owned(), example.clone());
            }
        }
        for (code, response) in operation["responses"].as_object().unwrap() {
            let response = self.resolved(response);
            fields.insert(format!("response {code}"), text(&response, "description"));
            let name = first(&response).map(|(name, _)| name);
            fields.insert(format!("response type {code}"), json!(name));
        }
        fields
    }
}

fn numbers(value: Value) -> Value {
    match value {
        Value::Number(number) => json!(number.as_f64()),
        Value::Array(items) => items.into_iter().map(numbers).collect(),
        other => other,
    }
}

/// Compares the pages of a folder with the document they were rendered from, but for `except`: fields that
/// they do not carry. Gives the number of pages.
fn compare(folder: &Path, expected: &mut Document, except: &[&str]) -> usize {
    let sources = files(folder);
    assert!(!sources.is_empty(), "{}", folder.display());
    let recovered = recovered(&sources);
    let findings = recovered.findings();
    let is_expected = |text: &String| text.starts_with("SW0046") || text.starts_with("SW0047");
    assert!(findings.iter().all(is_expected), "{findings:#?}");
    let mut document = Document { tree: recovered.document, empty_defaults: 0 };
    let mut count = 0;
    let paths = document.tree["paths"].as_object().unwrap().clone();
    for (path, item) in &paths {
        for method in item.as_object().unwrap().keys() {
            count += 1;
            let mut ours = document.fields(path, method);
            let mut theirs = expected.fields(path, method);
            let is_excepted = |field: &str| except.iter().any(|prefix| field.starts_with(prefix));
            ours.retain(|field, _| !is_excepted(field));
            theirs.retain(|field, _| !is_excepted(field));
            for (field, value) in &theirs {
                let found = ours.get(field).unwrap_or(&Value::Null);
                assert_eq!(found, value, "{} {method} {path}: {field}", folder.display());
            }
            assert_eq!(ours.len(), theirs.len(), "{method} {path}: {:?}", ours.keys());
        }
    }
    count
}

#[test]
#[ignore = "reads ../shared, which is no part of the repository"]
fn pages_match_their_documents() {
    let root = pages();
    let lost_in_r1 = ["host", "request", "response type"];
    let cases: &[(&str, &str, &[&str])] = &[
        ("seed", "twilio.yaml", &[]),
        ("rev3/twilio", "twilio.yaml", &[]),
        ("rev3/openai", "Openai.yaml", &[]),
        ("rev3/sample", "sample.yaml", &[]),
        ("rev3/apis-io-maintainers", "apis-io-maintainers.yaml", &[]),
        ("rev2/twilio", "twilio.yaml", &[]),
        ("rev2/openai", "Openai.yaml", &[]),
        // Rendered from an earlier document, in which the operation had another response.
        ("rev2/sample", "sample.yaml", &["response"]),
        ("rev1/twilio", "twilio.yaml", &lost_in_r1),
        ("docfx/twilio", "twilio.yaml", &[]),
        ("docfx/apis-io-maintainers", "apis-io-maintainers.yaml", &[]),
    ];
    for (folder, name, except) in cases {
        let tree = read_yaml(&root.join("specs").join(name));
        let folder = root.join(folder);
        let count = compare(&folder, &mut Document { tree, empty_defaults: 0 }, except);
        // Not pages: the table of contents. The same page twice: one without a name.
        let pages = files(&folder);
        let pages = pages.iter().filter(|file| !file.name.ends_with("toc.yml"));
        let named = pages.filter(|file| !file.name.ends_with("/.md")).count();
        assert_eq!(count, named, "{}", folder.display());
    }
}

/// Those five operations are all there are.
#[test]
#[ignore = "reads ../shared, which is no part of the repository"]
fn empty_defaults_are_lost() {
    let root = pages();
    let tree = read_yaml(&root.join("specs/Openai.yaml"));
    let mut lossy = Vec::new();
    for (path, item) in tree["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys() {
            let mut document = Document { tree: tree.clone(), empty_defaults: 0 };
            let fields = document.fields(path, method);
            if document.empty_defaults > 0 {
                lossy.push(fields["id"].as_str().unwrap().to_owned());
            }
        }
    }
    lossy.sort_unstable();
    assert_eq!(lossy, WITH_EMPTY_DEFAULTS);
}

/// Pages of stripe, whose document is not there: the revisions tell the same of an operation.
#[test]
#[ignore = "reads ../shared, which is no part of the repository"]
fn revisions_match_each_other() {
    let root = pages();
    let new = recovered(&files(&root.join("rev3/stripe")));
    assert_eq!(new.findings(), [""; 0]);
    let mut new = Document { tree: new.document, empty_defaults: 0 };
    assert_eq!(compare(&root.join("rev2/stripe"), &mut new, &[]), 1);
    assert_eq!(compare(&root.join("rev1/stripe"), &mut new, &["host"]), 1);
}

/// The page of this project's own example, and the real page that it is a new wording of.
#[test]
#[ignore = "reads ../shared, which is no part of the repository"]
fn the_example_matches_the_real_page() {
    let root = pages();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs/twilio_sip");
    let pages: Vec<Source> =
        files(&example).into_iter().filter(|file| file.name.ends_with(".html")).collect();
    let wordless = |sources: &[Source]| {
        let mut document = recovered(sources).document;
        remove_descriptions(&mut document);
        document
    };
    assert_eq!(wordless(&pages), wordless(&files(&root.join("seed"))));
}

/// A client generated from pages is the one generated from the document that they give.
#[test]
#[ignore = "reads ../shared, which is no part of the repository"]
fn pages_and_their_document_give_one_client() {
    let root = pages();
    for folder in
        ["rev3/twilio", "rev3/stripe", "rev3/openai", "rev2/sample", "rev1/twilio", "docfx/twilio"]
    {
        let pages = client(files(&root.join(folder)));
        let mut sources = files(&root.join(folder));
        let tree = recovered(&sources).document;
        let text = serde_yaml::to_string(&tree).unwrap();
        sources = vec![Source::new("recovered.yaml", text)];
        assert_eq!(pages, client(sources), "{folder}");
    }
}

/// The files of a client, without the lines that name its sources.
fn client(sources: Vec<Source>) -> Vec<(String, String)> {
    let options = crate::Options::default();
    let input = crate::Input::new("api", sources).with_options(options);
    let package = crate::stand_alone(&crate::generate(input, None)).unwrap();
    let without_head = |text: &String| -> String {
        text.lines().filter(|line| !line.contains("@generated")).collect::<Vec<_>>().join("\n")
    };
    package.iter().map(|(path, text)| (path.clone(), without_head(text))).collect()
}

fn remove_descriptions(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.retain(|key, value| key != "description" || !value.is_string());
            map.values_mut().for_each(remove_descriptions);
        }
        Value::Array(items) => items.iter_mut().for_each(remove_descriptions),
        _ => {}
    }
}

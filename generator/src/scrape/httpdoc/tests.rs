//! Real pages, compared with the documents they were rendered from.

use super::{NoteKind, Page, is_page, recover};
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};

fn shared() -> Option<PathBuf> {
    let named = std::env::var_os("SPECWRIGHT_SHARED").map(PathBuf::from);
    let root = named
        .unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared"))
        .join("pages");
    root.is_dir().then_some(root)
}

fn read_yaml(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    plain(&serde_yaml::from_str(&text).unwrap_or(serde_yaml::Value::Null))
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
        serde_json::to_value(value).unwrap_or(Value::Null)
    }
}

/// A schema with references expanded and without what the renderer drops.
fn normal(value: &Value, document: &Value, depth: usize) -> Value {
    if depth > 40 {
        return json!("deep");
    }
    if let Some(target) = value.get("$ref").and_then(Value::as_str) {
        let pointer = target.trim_start_matches('#');
        let found = document.pointer(pointer).unwrap_or(&Value::Null);
        return normal(found, document, depth + 1);
    }
    match value {
        Value::Object(map) => {
            let mut out = Map::new();
            for (key, value) in map {
                let value = normal(value, document, depth + 1);
                let empty = value.as_array().is_some_and(Vec::is_empty)
                    || (key == "properties" && value == json!({}));
                let flag = value == json!(false) && key != "additionalProperties"
                    || value == json!(true) && key == "additionalProperties";
                if !empty && !flag {
                    out.insert(key.clone(), value);
                }
            }
            Value::Object(out)
        }
        Value::Array(items) => {
            Value::Array(items.iter().map(|value| normal(value, document, depth + 1)).collect())
        }
        Value::Number(number) => json!(number.as_f64()),
        other => other.clone(),
    }
}

fn text(value: &Value, key: &str) -> String {
    value.get(key).and_then(Value::as_str).unwrap_or_default().trim().to_owned()
}

/// What of an operation a page carries.
fn carried(operation: &Value, item: &Value, document: &Value) -> Value {
    let resolve = |value: &Value| match value.get("$ref").and_then(Value::as_str) {
        Some(target) => document.pointer(target.trim_start_matches('#')).cloned(),
        None => Some(value.clone()),
    };
    let lists = [item.get("parameters"), operation.get("parameters")];
    let mut parameters: Vec<Value> = lists
        .into_iter()
        .flatten()
        .filter_map(Value::as_array)
        .flatten()
        .filter_map(resolve)
        .map(|p| {
            let required = p.get("required").is_some_and(|flag| flag == &json!(true));
            let kind = p.pointer("/schema/type").cloned().unwrap_or(Value::Null);
            json!([text(&p, "in"), text(&p, "name"), required, text(&p, "description"), kind])
        })
        .collect();
    parameters.sort_by_key(Value::to_string);
    let first = |value: &Value| {
        let content = value.get("content").and_then(Value::as_object);
        content.and_then(|map| map.iter().next()).map(|(k, v)| (k.clone(), v.clone()))
    };
    let body = operation.get("requestBody").and_then(resolve).and_then(|body| first(&body));
    let body = body.map(|(name, media)| {
        json!([name, normal(media.get("schema").unwrap_or(&json!({})), document, 0)])
    });
    let mut responses = Map::new();
    for (code, value) in operation.get("responses").and_then(Value::as_object).into_iter().flatten()
    {
        let value = resolve(value).unwrap_or_default();
        let content = first(&value).map(|(name, _)| name);
        responses.insert(code.clone(), json!([text(&value, "description"), content]));
    }
    json!({
        "id": text(operation, "operationId"), "summary": text(operation, "summary"),
        "description": text(operation, "description"), "parameters": parameters,
        "body": body, "responses": responses,
    })
}

#[test]
fn real_pages_match_their_documents() {
    let Some(root) = shared() else {
        println!("skipped: no shared pages here");
        return;
    };
    let spec = |name: &str| read_yaml(&root.join("specs").join(name));
    let folders = [
        ("seed", Some("twilio.yaml")),
        ("rev3/twilio", Some("twilio.yaml")),
        ("rev3/openai", Some("Openai.yaml")),
        ("rev3/sample", Some("sample.yaml")),
        ("rev3/apis-io-maintainers", Some("apis-io-maintainers.yaml")),
        ("rev3/stripe", None),
    ];
    for (folder, name) in folders {
        let folder = root.join(folder);
        let toc = std::fs::read_to_string(folder.join("toc.yml")).ok();
        let entries = std::fs::read_dir(&folder).into_iter().flatten().flatten();
        let files: Vec<(String, String)> = entries
            .filter(|entry| entry.file_name() != "toc.yml")
            .filter_map(|entry| {
                let text = std::fs::read_to_string(entry.path()).ok()?;
                Some((entry.path().display().to_string(), text))
            })
            .collect();
        assert!(!files.is_empty(), "{}", folder.display());
        let pages: Vec<Page<'_>> = files.iter().map(|(name, text)| Page { name, text }).collect();
        assert!(pages.iter().all(|page| is_page(page.text)));
        let recovered = recover(&pages, toc.as_deref());
        let kinds: Vec<_> = recovered.notes.iter().filter(|n| n.kind != NoteKind::Lost).collect();
        assert!(kinds.is_empty(), "{kinds:?}");
        let document = &recovered.document;
        for region in &recovered.regions {
            assert!(document.pointer(&region.pointer).is_some(), "{}", region.pointer);
        }
        let mut count = 0;
        let expected = name.map(spec);
        for (path, item) in document["paths"].as_object().into_iter().flatten() {
            for (method, operation) in item.as_object().into_iter().flatten() {
                count += 1;
                let Some(expected) = &expected else { continue };
                let theirs = &expected["paths"][path.as_str()];
                let ours = carried(operation, &json!({}), document);
                let theirs = carried(&theirs[method.as_str()], theirs, expected);
                for (key, value) in ours.as_object().into_iter().flatten() {
                    assert_eq!(value, &theirs[key.as_str()], "{method} {path} {key}");
                }
            }
        }
        assert_eq!(count, pages.len());
        for (name, text) in &files {
            for end in (0..text.len()).step_by(499) {
                recover(&[Page { name, text: text.get(..end).unwrap_or(text) }], None);
            }
        }
    }
}

//! What OpenAPI 3.2 adds, kept where the model of 3.0 has a place for it: in extensions.
//!
//! | extension | stands in | holds |
//! |---|---|---|
//! | `x-specwright-operations` | path item | method to operation, for methods without a member in 3.0 |
//! | `x-specwright-querystring` | parameter | `true`: the value is the whole query, the name is not sent |
//! | `x-specwright-item-schema` | media type | schema of one item of a sequence (`itemSchema`) |
//! | `x-specwright-default-mapping` | discriminator | `defaultMapping` |
//! | `x-specwright-name` | server | `name` |
//! | `x-specwright-summary`, `-parent`, `-kind` | tag | the members of these names |
//! | `x-specwright-deprecated`, `-oauth2-metadata-url`, `-device-authorization` | security scheme | the members of these names |

use serde_json::{Map, Value, json};

use crate::document::at::At;
use crate::document::findings::Findings;
use crate::document::place::{METHODS, Place};
use crate::pointer::escape;

/// A node's members.
type Members = Map<String, Value>;

/// `query` and `additionalOperations` become `x-specwright-operations`. Returns moves below the item.
pub fn path_item(map: &mut Members) -> Vec<(String, String)> {
    let mut moves = Vec::new();
    let mut operations = Members::new();
    if map.get("query").is_some_and(Value::is_object)
        && let Some(operation) = map.remove("query")
    {
        moves.push(("/x-specwright-operations/QUERY".to_owned(), "/query".to_owned()));
        operations.insert("QUERY".to_owned(), operation);
    }
    if let Some(Value::Object(additional)) = map.remove("additionalOperations") {
        for (method, operation) in additional {
            let before = format!("/additionalOperations/{}", escape(&method));
            let lower = method.to_ascii_lowercase();
            if METHODS.contains(&lower.as_str()) && !map.contains_key(&lower) {
                moves.push((format!("/{lower}"), before));
                map.insert(lower, operation);
            } else {
                let segment = escape(&method);
                moves.push((format!("/x-specwright-operations/{segment}"), before));
                operations.entry(method).or_insert(operation);
            }
        }
    }
    if !operations.is_empty() {
        map.insert("x-specwright-operations".to_owned(), Value::Object(operations));
    }
    moves
}

/// `in: querystring`: a form is what an exploded object makes of the query; anything else is the whole
/// query and marked as such.
pub fn parameter(map: &mut Members, at: &At<'_>, findings: &mut Findings<'_>) {
    if map.get("in").is_none_or(|location| location != "querystring") {
        return;
    }
    map.insert("in".to_owned(), json!("query"));
    let form = map
        .get_mut("content")
        .and_then(|content| content.get_mut("application/x-www-form-urlencoded"))
        .and_then(|media| media.get_mut("schema"))
        .map(Value::take);
    match form {
        Some(schema) => {
            map.remove("content");
            map.insert("style".to_owned(), json!("form"));
            map.insert("explode".to_owned(), json!(true));
            map.insert("schema".to_owned(), schema);
        }
        None => {
            map.insert("x-specwright-querystring".to_owned(), json!(true));
            findings.report(
                "SW0066",
                at,
                "the whole query string is one value, which the caller writes out",
            );
        }
    }
}

/// Sequential media types: the schema of an item is kept, the whole is text or bytes.
pub fn media_type(map: &mut Members, at: &At<'_>, findings: &mut Findings<'_>) {
    for keyword in ["prefixEncoding", "itemEncoding"] {
        if map.remove(keyword).is_some() {
            findings.count("SW0062", at, format!("`{keyword}` is not used"));
        }
    }
    let Some(items) = map.remove("itemSchema") else { return };
    let is_text = at.last().starts_with("text/");
    map.entry("schema").or_insert_with(|| match is_text {
        true => json!({ "type": "string" }),
        false => json!({ "type": "string", "format": "binary" }),
    });
    map.insert("x-specwright-item-schema".to_owned(), items);
    findings.count(
        "SW0067",
        at,
        "a sequence of items (`itemSchema`) is read as a whole, its items are not typed",
    );
}

/// Members that 3.0 has no name for become extensions.
pub fn names(map: &mut Members, place: Place) {
    let renames: &[(&str, &str)] = match place {
        Place::Server => &[("name", "x-specwright-name")],
        Place::Tag => &[
            ("summary", "x-specwright-summary"),
            ("parent", "x-specwright-parent"),
            ("kind", "x-specwright-kind"),
        ],
        Place::Discriminator => &[("defaultMapping", "x-specwright-default-mapping")],
        Place::SecurityScheme => &[
            ("deprecated", "x-specwright-deprecated"),
            ("oauth2MetadataUrl", "x-specwright-oauth2-metadata-url"),
        ],
        _ => return,
    };
    for (name, extension) in renames {
        if let Some(value) = map.remove(*name) {
            map.insert((*extension).to_owned(), value);
        }
    }
    if place == Place::SecurityScheme
        && let Some(Value::Object(flows)) = map.get_mut("flows")
        && let Some(flow) = flows.remove("deviceAuthorization")
    {
        map.insert("x-specwright-device-authorization".to_owned(), flow);
    }
}

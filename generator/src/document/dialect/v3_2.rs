//! Keeps additions of OpenAPI 3.2 in extensions, which the model of 3.0 allows.
//!
//! | extension | member of | holds |
//! |---|---|---|
//! | `x-specwright-query` | path item | operation of the method `QUERY` (`query`) |
//! | `x-specwright-operations` | path item | method to operation (`additionalOperations`) |
//! | `x-specwright-querystring` | parameter | `true`: the value is the whole query, the name is not sent |
//! | `x-specwright-style` | parameter | `style: cookie` |
//! | `x-specwright-allow-reserved` | parameter | `allowReserved` outside of queries |
//! | `x-specwright-parts` | media type | `true`: the parts of a multipart body follow OpenAPI 3.1 |
//! | `x-specwright-item-schema` | media type | schema of one item of a sequence (`itemSchema`) |
//! | `x-specwright-items` | media type | `schema` is that of one item of a stream (`itemSchema`) |
//! | `x-specwright-default-mapping` | discriminator | `defaultMapping` |
//! | `x-specwright-name` | server | `name` |
//! | `x-specwright-summary`, `-parent`, `-kind` | tag | the members of these names |
//! | `x-specwright-deprecated`, `-oauth2-metadata-url`, `-device-authorization` | security scheme | the members of these names |

use serde_json::{Map, Value, json};

use crate::api::Framing;
use crate::diagnostics::finding;
use crate::document::findings::Findings;
use crate::document::place::{FURTHER_OPERATIONS, Place, QUERY_OPERATION};
use crate::document::tree::Node;

/// Converts `query` and `additionalOperations` to extensions.
pub fn path_item(item: &mut Node<'_>) {
    for (name, extension) in
        [("query", QUERY_OPERATION), ("additionalOperations", FURTHER_OPERATIONS)]
    {
        if item.get(name).is_some_and(Value::is_object) {
            item.rename(name, extension);
        }
    }
}

/// Marks a media type whose parts follow OpenAPI 3.1.
pub const PARTS: &str = "x-specwright-parts";

/// Converts what parameters have in OpenAPI 3.2 only: `in: querystring`, `style: cookie`, `allowReserved` outside of
/// queries.
pub fn parameter(parameter: &mut Node<'_>, findings: &mut Findings<'_>) {
    match parameter.text("in") {
        Some("querystring") => {
            parameter.insert("in", json!("query"));
            parameter.insert("x-specwright-querystring", json!(true));
            let content = parameter.child("content");
            let is_typed = |media_type: &String| {
                media_type.contains("json") || media_type == "application/x-www-form-urlencoded"
            };
            let mut media_types = content.iter().flat_map(|one| one.members()).flat_map(Map::keys);
            if !media_types.any(is_typed) {
                findings.add(finding::Feature::QueryString, parameter);
            }
        }
        Some("path" | "cookie") => {
            parameter.rename("allowReserved", "x-specwright-allow-reserved");
            if parameter.text("style") == Some("cookie") {
                parameter.rename("style", "x-specwright-style");
            }
        }
        _ => {}
    }
}

/// Marks multipart media types, and converts sequential ones. The schema of an item replaces that of the whole content
/// of a stream whose items are found; of other media types it is kept, and the whole content is text or bytes.
pub fn media_type(media: &mut Node<'_>, findings: &mut Findings<'_>) {
    if media.at().last().starts_with("multipart/") {
        media.insert(PARTS, json!(true));
    }
    for keyword in ["prefixEncoding", "itemEncoding"] {
        if media.remove(keyword).is_some() {
            findings.add_repeated(finding::Keyword::NotUsed { keyword }, media);
        }
    }
    if !media.has("itemSchema") {
        return;
    }
    if Framing::of(media.at().last()).is_some() {
        media.remove("schema");
        media.rename("itemSchema", "schema");
        media.insert("x-specwright-items", json!(true));
        return;
    }
    let whole = match media.at().last().starts_with("text/") {
        true => json!({ "type": "string" }),
        false => json!({ "type": "string", "format": "binary" }),
    };
    media.insert_absent("schema", || whole);
    media.rename("itemSchema", "x-specwright-item-schema");
    findings.add_repeated(finding::Feature::Items, media);
}

/// Converts members that 3.0 does not have to extensions.
pub fn names(node: &mut Node<'_>, place: Place) {
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
        node.rename(name, extension);
    }
    if place == Place::SecurityScheme
        && let Some(flow) =
            node.child("flows").as_mut().and_then(|flows| flows.take("deviceAuthorization"))
    {
        node.put("x-specwright-device-authorization", flow);
    }
}

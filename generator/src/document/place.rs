//! What stands where in an OpenAPI document of any version, as far as references are concerned.

use serde_json::Value;

use super::Origins;
use crate::diagnostics::Origin;

/// What a node of the tree is, by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Document,
    Components,
    PathItem,
    Operation,
    Callback,
    Parameter,
    RequestBody,
    Response,
    Header,
    MediaType,
    Encoding,
    Schema,
    Discriminator,
    Example,
    Link,
    SecurityScheme,
    /// A mapping of names to nodes of one kind.
    Map(&'static Self),
    /// A sequence of nodes of one kind.
    List(&'static Self),
    /// Anything else that may hold references: `info`, `tags`, unknown members.
    Other,
    /// Values of the API, and extensions: `$ref` means nothing there.
    Data,
}

impl Place {
    /// The place one step below, in a mapping or sequence.
    pub fn child(self, key: &str) -> Self {
        let extension = key.starts_with("x-");
        match self {
            Self::Map(item) => {
                // Among paths and statuses, not among names of parameters, headers and schemas.
                let extensible = matches!(item, Self::PathItem | Self::Response | Self::Callback);
                if extension && extensible { Self::Data } else { *item }
            }
            Self::List(item) => *item,
            Self::Data => Self::Data,
            Self::Example => Self::Data,
            Self::Document if matches!(key, "x-webhooks" | "x-ms-paths") => {
                Self::Map(&Self::PathItem)
            }
            _ if extension => Self::Data,
            Self::Document => match key {
                "paths" | "webhooks" => Self::Map(&Self::PathItem),
                "components" => Self::Components,
                "definitions" | "$defs" => Self::Map(&Self::Schema),
                "parameters" => Self::Map(&Self::Parameter),
                "responses" => Self::Map(&Self::Response),
                "securityDefinitions" => Self::Map(&Self::SecurityScheme),
                _ => Self::Other,
            },
            Self::Components => match key {
                "schemas" => Self::Map(&Self::Schema),
                "parameters" => Self::Map(&Self::Parameter),
                "responses" => Self::Map(&Self::Response),
                "requestBodies" => Self::Map(&Self::RequestBody),
                "headers" => Self::Map(&Self::Header),
                "examples" => Self::Map(&Self::Example),
                "links" => Self::Map(&Self::Link),
                "callbacks" => Self::Map(&Self::Callback),
                "securitySchemes" => Self::Map(&Self::SecurityScheme),
                "pathItems" => Self::Map(&Self::PathItem),
                "mediaTypes" => Self::Map(&Self::MediaType),
                _ => Self::Other,
            },
            Self::PathItem => match key {
                "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace"
                | "query" => Self::Operation,
                "additionalOperations" => Self::Map(&Self::Operation),
                "parameters" => Self::List(&Self::Parameter),
                _ => Self::Other,
            },
            Self::Operation => match key {
                "parameters" => Self::List(&Self::Parameter),
                "requestBody" => Self::RequestBody,
                "responses" => Self::Map(&Self::Response),
                "callbacks" => Self::Map(&Self::Callback),
                _ => Self::Other,
            },
            Self::Callback => Self::PathItem,
            Self::Parameter | Self::Header => match key {
                "schema" | "items" => Self::Schema,
                "content" => Self::Map(&Self::MediaType),
                "examples" => Self::Map(&Self::Example),
                "example" | "default" | "enum" => Self::Data,
                _ => Self::Other,
            },
            Self::RequestBody => match key {
                "content" => Self::Map(&Self::MediaType),
                _ => Self::Other,
            },
            Self::Response => match key {
                "content" => Self::Map(&Self::MediaType),
                "headers" => Self::Map(&Self::Header),
                "links" => Self::Map(&Self::Link),
                "schema" => Self::Schema,
                "examples" => Self::Data,
                _ => Self::Other,
            },
            Self::MediaType => match key {
                "schema" | "itemSchema" => Self::Schema,
                "examples" => Self::Map(&Self::Example),
                "example" => Self::Data,
                "encoding" => Self::Map(&Self::Encoding),
                _ => Self::Other,
            },
            Self::Encoding => match key {
                "headers" => Self::Map(&Self::Header),
                _ => Self::Other,
            },
            Self::Schema => match key {
                "properties" | "patternProperties" | "$defs" | "definitions"
                | "dependentSchemas" | "dependencies" => Self::Map(&Self::Schema),
                "allOf" | "anyOf" | "oneOf" | "prefixItems" => Self::List(&Self::Schema),
                "items"
                | "additionalItems"
                | "additionalProperties"
                | "not"
                | "if"
                | "then"
                | "else"
                | "contains"
                | "propertyNames"
                | "unevaluatedItems"
                | "unevaluatedProperties"
                | "contentSchema" => Self::Schema,
                "discriminator" => Self::Discriminator,
                "example" | "examples" | "default" | "enum" | "const" => Self::Data,
                // Tuples: `items` with a sequence of schemas.
                _ if key.bytes().all(|b| b.is_ascii_digit()) => Self::Schema,
                _ => Self::Other,
            },
            Self::Link => Self::Data,
            Self::Discriminator | Self::SecurityScheme | Self::Other => Self::Other,
        }
    }

    /// The mapping of reusable nodes of this kind, as the keys that lead to it. `None` for kinds that have
    /// none: those are copied to where they are referred to.
    pub fn section(self, swagger: bool) -> Option<&'static [&'static str]> {
        Some(match (self, swagger) {
            (Self::Schema, false) => &["components", "schemas"],
            (Self::Parameter, false) => &["components", "parameters"],
            (Self::Response, false) => &["components", "responses"],
            (Self::RequestBody, false) => &["components", "requestBodies"],
            (Self::Header, false) => &["components", "headers"],
            (Self::Example, false) => &["components", "examples"],
            (Self::Link, false) => &["components", "links"],
            (Self::SecurityScheme, false) => &["components", "securitySchemes"],
            (Self::Schema, true) => &["definitions"],
            (Self::Parameter, true) => &["parameters"],
            (Self::Response, true) => &["responses"],
            (Self::SecurityScheme, true) => &["securityDefinitions"],
            _ => return None,
        })
    }

    /// What messages call it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Components => "components",
            Self::PathItem => "path item",
            Self::Operation => "operation",
            Self::Callback => "callback",
            Self::Parameter => "parameter",
            Self::RequestBody => "request body",
            Self::Response => "response",
            Self::Header => "header",
            Self::MediaType => "media type",
            Self::Encoding => "encoding",
            Self::Schema => "schema",
            Self::Discriminator => "discriminator",
            Self::Example => "example",
            Self::Link => "link",
            Self::SecurityScheme => "security scheme",
            Self::Map(_) => "mapping",
            Self::List(_) => "sequence",
            Self::Other | Self::Data => "value",
        }
    }
}

/// Escapes a key for a JSON pointer (RFC 6901, section 3).
pub(super) fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// Undoes [`escape`].
pub(super) fn unescape(segment: &str) -> String {
    segment.replace("~1", "/").replace("~0", "~")
}

/// The pointer of the reusable node `name` of a section.
pub(super) fn slot(section: &[&str], name: &str) -> String {
    format!("/{}/{}", section.join("/"), escape(name))
}

/// What stands for a node that cannot be had: any value for a schema, which keeps its other members;
/// null, which [`sweep`] takes away, for anything else.
pub(super) fn nowhere(node: &mut Value, place: Place) {
    match node {
        Value::Object(map) if place == Place::Schema => {
            map.shift_remove("$ref");
        }
        // What surrounds such a node says nothing about what it is; the rest of the mapping is kept.
        Value::Object(map)
            if map.len() > 1
                && matches!(place, Place::PathItem | Place::Map(_) | Place::Components) =>
        {
            map.shift_remove("$ref");
        }
        _ => *node = Value::Null,
    }
}

/// Takes away the nulls where a node that is no schema or value should stand.
pub(super) fn sweep(tree: &mut Value, origins: &mut Origins) {
    origins.layer();
    clean(tree, Place::Document, &mut String::new(), origins);
}

fn clean(node: &mut Value, place: Place, pointer: &mut String, origins: &mut Origins) {
    let doomed = |node: &Value, place: Place| {
        node.is_null() && !matches!(place, Place::Schema | Place::Other | Place::Data)
    };
    let length = pointer.len();
    match node {
        Value::Object(map) => {
            map.retain(|key, child| !doomed(child, place.child(key)));
            for (key, child) in map {
                if place.child(key) != Place::Data {
                    pointer.push('/');
                    pointer.push_str(&escape(key));
                    clean(child, place.child(key), pointer, origins);
                    pointer.truncate(length);
                }
            }
        }
        Value::Array(list) => {
            let old: Vec<usize> =
                (0..list.len()).filter(|i| !doomed(&list[*i], place.child("0"))).collect();
            list.retain(|child| !doomed(child, place.child("0")));
            for (new, (child, old)) in list.iter_mut().zip(old).enumerate() {
                pointer.push_str(&format!("/{new}"));
                if new != old {
                    origins.moved(
                        pointer.clone(),
                        Origin::at(format!("{}/{old}", &pointer[..length])),
                    );
                }
                clean(child, place.child("0"), pointer, origins);
                pointer.truncate(length);
            }
        }
        _ => {}
    }
}

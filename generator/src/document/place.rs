//! Kinds of objects in a document of OpenAPI 2.0, 3.0, 3.1 or 3.2, and the kinds of their members.

use serde_json::Value;

use crate::pointer;

/// Kind of a node by its place in a document: an object of the OpenAPI Specification, a collection of them, or
/// something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// OpenAPI Object, Swagger Object.
    Document,
    Info,
    Components,
    PathItem,
    Operation,
    Callback,
    /// Parameter Object; in 2.0, it contains the keywords of its schema.
    Parameter,
    RequestBody,
    Response,
    Header,
    MediaType,
    Encoding,
    Schema,
    /// A schema, or a boolean that is not a schema: `additionalProperties`.
    SchemaOrFlag,
    Discriminator,
    Example,
    Link,
    SecurityScheme,
    /// Security Requirement Object.
    Requirement,
    Server,
    Tag,
    /// A mapping of any names to nodes of one kind.
    Map(&'static Self),
    /// A mapping in which names that begin with `x-` are extensions: paths, statuses.
    Patterned(&'static Self),
    /// A sequence of nodes of one kind.
    List(&'static Self),
    /// Any other node that may contain references: unknown members.
    Other,
    /// Values of the API, and extensions, in which `$ref` has no meaning.
    Data,
}

/// Methods with a member of their own in a path item of OpenAPI 3.0 (3.0.4, Path Item Object).
pub const METHODS: [&str; 8] =
    ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// Extension of a path item for operations whose methods have no member in OpenAPI 3.0.
pub const FURTHER_OPERATIONS: &str = "x-specwright-operations";

/// Extension of a path item for the operation of the method `QUERY`.
pub const QUERY_OPERATION: &str = "x-specwright-query";

/// Whether the member `key` of a path item of OpenAPI 3.0 is an operation.
pub fn is_operation(key: &str) -> bool {
    METHODS.contains(&key) || key == QUERY_OPERATION
}

/// Keys that lead to a mapping of components.
pub type Section = &'static [&'static str];

impl Place {
    /// Returns the place of the member `key` of a mapping.
    pub fn member(self, key: &str) -> Self {
        let found = match self {
            Self::Map(item) | Self::List(item) => return *item,
            Self::Data | Self::Example | Self::Link => return Self::Data,
            Self::Patterned(item) if !key.starts_with("x-") => *item,
            Self::Callback if !key.starts_with("x-") => Self::PathItem,
            Self::Document => document(key),
            Self::Components => component(key),
            Self::PathItem => match key {
                "parameters" => Self::List(&Self::Parameter),
                "servers" => Self::List(&Self::Server),
                "additionalOperations" | FURTHER_OPERATIONS => Self::Map(&Self::Operation),
                "query" => Self::Operation,
                _ if is_operation(key) => Self::Operation,
                _ => Self::Other,
            },
            Self::Operation => match key {
                "parameters" => Self::List(&Self::Parameter),
                "requestBody" => Self::RequestBody,
                "responses" => Self::Patterned(&Self::Response),
                "callbacks" => Self::Map(&Self::Callback),
                "security" => Self::List(&Self::Requirement),
                "servers" => Self::List(&Self::Server),
                _ => Self::Other,
            },
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
                // Swagger 2.0.
                "schema" => Self::Schema,
                "examples" => Self::Data,
                _ => Self::Other,
            },
            Self::MediaType => match key {
                "schema" | "itemSchema" | "x-specwright-item-schema" => Self::Schema,
                "examples" => Self::Map(&Self::Example),
                "example" => Self::Data,
                "encoding" => Self::Map(&Self::Encoding),
                _ => Self::Other,
            },
            Self::Encoding => match key {
                "headers" => Self::Map(&Self::Header),
                _ => Self::Other,
            },
            Self::Schema | Self::SchemaOrFlag => schema(key),
            Self::Callback
            | Self::Patterned(_)
            | Self::Info
            | Self::Discriminator
            | Self::SecurityScheme
            | Self::Requirement
            | Self::Server
            | Self::Tag
            | Self::Other => Self::Other,
        };
        if found == Self::Other && key.starts_with("x-") { Self::Data } else { found }
    }

    /// Returns the place of the elements of a list.
    pub fn element(self) -> Self {
        match self {
            Self::Map(item) | Self::Patterned(item) | Self::List(item) => *item,
            // `items` as a list: a tuple of older JSON Schema drafts.
            Self::Schema => Self::Schema,
            Self::Data | Self::Example | Self::Link => Self::Data,
            _ => Self::Other,
        }
    }

    /// Returns the place of the node at a pointer.
    pub fn of_pointer(tree: &Value, pointer: &str) -> Self {
        let mut node = Some(tree);
        pointer::keys(pointer).fold(Self::Document, |place, key| match node {
            Some(Value::Array(list)) => {
                node = key.parse().ok().and_then(|index: usize| list.get(index));
                place.element()
            }
            _ => {
                node = node.and_then(|node| node.get(key.as_ref()));
                place.member(&key)
            }
        })
    }

    /// Whether code is generated from the object.
    pub fn is_read(self) -> bool {
        match self {
            Self::Other | Self::Data | Self::Callback | Self::Example | Self::Link => false,
            Self::Map(item) | Self::Patterned(item) | Self::List(item) => item.is_read(),
            _ => true,
        }
    }

    /// Whether the object is a schema.
    pub fn is_schema(self) -> bool {
        matches!(self, Self::Schema | Self::SchemaOrFlag)
    }

    /// Returns the section of components of this kind. `None` for kinds without components: their nodes are copied to
    /// the places that refer to them.
    pub fn section(self, swagger: bool) -> Option<Section> {
        Some(match (self, swagger) {
            (Self::Schema | Self::SchemaOrFlag, false) => &["components", "schemas"],
            (Self::Parameter, false) => &["components", "parameters"],
            (Self::Response, false) => &["components", "responses"],
            (Self::RequestBody, false) => &["components", "requestBodies"],
            (Self::Header, false) => &["components", "headers"],
            (Self::Example, false) => &["components", "examples"],
            (Self::Link, false) => &["components", "links"],
            (Self::SecurityScheme, false) => &["components", "securitySchemes"],
            (Self::Schema | Self::SchemaOrFlag, true) => &["definitions"],
            (Self::Parameter, true) => &["parameters"],
            (Self::Response, true) => &["responses"],
            (Self::SecurityScheme, true) => &["securityDefinitions"],
            _ => return None,
        })
    }

    /// Returns the name of the kind in messages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Info => "info",
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
            Self::Schema | Self::SchemaOrFlag => "schema",
            Self::Discriminator => "discriminator",
            Self::Example => "example",
            Self::Link => "link",
            Self::SecurityScheme => "security scheme",
            Self::Requirement => "security requirement",
            Self::Server => "server",
            Self::Tag => "tag",
            Self::Map(_) | Self::Patterned(_) => "mapping",
            Self::List(_) => "sequence",
            Self::Other | Self::Data => "value",
        }
    }
}

fn document(key: &str) -> Place {
    match key {
        "info" => Place::Info,
        // `x-webhooks` is an extension of a documentation renderer, `x-ms-paths` one of Azure.
        "paths" => Place::Patterned(&Place::PathItem),
        "webhooks" | "x-webhooks" | "x-ms-paths" => Place::Map(&Place::PathItem),
        "components" => Place::Components,
        "servers" => Place::List(&Place::Server),
        "security" => Place::List(&Place::Requirement),
        "tags" => Place::List(&Place::Tag),
        // Swagger 2.0.
        "definitions" | "$defs" => Place::Map(&Place::Schema),
        "parameters" => Place::Map(&Place::Parameter),
        "responses" => Place::Map(&Place::Response),
        "securityDefinitions" => Place::Map(&Place::SecurityScheme),
        _ => Place::Other,
    }
}

fn component(key: &str) -> Place {
    match key {
        "schemas" => Place::Map(&Place::Schema),
        "parameters" => Place::Map(&Place::Parameter),
        "responses" => Place::Map(&Place::Response),
        "requestBodies" => Place::Map(&Place::RequestBody),
        "headers" => Place::Map(&Place::Header),
        "examples" => Place::Map(&Place::Example),
        "links" => Place::Map(&Place::Link),
        "callbacks" => Place::Map(&Place::Callback),
        "securitySchemes" => Place::Map(&Place::SecurityScheme),
        "pathItems" => Place::Map(&Place::PathItem),
        "mediaTypes" => Place::Map(&Place::MediaType),
        _ => Place::Other,
    }
}

fn schema(key: &str) -> Place {
    match key {
        "properties" | "patternProperties" | "$defs" | "definitions" | "dependentSchemas"
        | "dependencies" => Place::Map(&Place::Schema),
        "allOf" | "anyOf" | "oneOf" | "prefixItems" => Place::List(&Place::Schema),
        "items" | "not" | "if" | "then" | "else" | "contains" | "propertyNames"
        | "contentSchema" => Place::Schema,
        "additionalProperties"
        | "additionalItems"
        | "unevaluatedItems"
        | "unevaluatedProperties" => Place::SchemaOrFlag,
        "discriminator" => Place::Discriminator,
        "example" | "examples" | "default" | "enum" | "const" => Place::Data,
        _ => Place::Other,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn places_of_pointers() {
        let tree = json!({"paths": {"/x": {"get": {"parameters": [
            {"schema": {"items": [{}]}},
        ]}}}});
        for (pointer, expected) in [
            ("", Place::Document),
            ("/paths/~1x/get/parameters/0/schema/items/0", Place::Schema),
            ("/paths/~1x/get/responses/200/content/json/schema", Place::Schema),
            ("/paths/~1x/get/responses/x-note/content", Place::Data),
            ("/paths/x-note/get", Place::Data),
            ("/paths/~1x/x-specwright-operations/QUERY/requestBody", Place::RequestBody),
            ("/paths/~1x/get/callbacks/x-done/{$url}/post", Place::Operation),
            ("/components/responses/x-rate/headers/x-limit", Place::Header),
            ("/components/schemas/default/properties/example", Place::Schema),
            ("/components/schemas/A/example/properties", Place::Data),
            ("/components/schemas/A/allOf", Place::List(&Place::Schema)),
            ("/components/schemas/A/oneOf/0/additionalProperties", Place::SchemaOrFlag),
            ("/components/schemas/A/x-note/items", Place::Data),
            ("/components/examples/A/value", Place::Data),
            ("/definitions/x-y/not", Place::Schema),
            ("/x-ms-paths/~1y/get", Place::Operation),
            ("/externalDocs", Place::Other),
        ] {
            assert_eq!(Place::of_pointer(&tree, pointer), expected, "{pointer}");
        }
    }

    #[test]
    fn what_is_generated_is_read() {
        let check = |place: Place, expected: bool| assert_eq!(place.is_read(), expected);
        check(Place::Document.member("paths"), true);
        check(Place::Components.member("schemas"), true);
        check(Place::Components.member("examples"), false);
        check(Place::Operation.member("callbacks"), false);
        check(Place::Schema.member("x-note"), false);
    }
}

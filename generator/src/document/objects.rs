//! What kind of object stands where in a document, and where that is.

use crate::diagnostics::Origin;

/// The kind of a node, by the objects of the OpenAPI Specification (2.0 and 3.x together).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// OpenAPI Object, Swagger Object.
    Document,
    /// Info Object.
    Info,
    /// Components Object.
    Components,
    /// Paths Object and other maps of path items.
    Paths,
    /// Path Item Object.
    PathItem,
    /// A map of methods to operations.
    Operations,
    /// Operation Object.
    Operation,
    /// A list or map of parameters.
    Parameters,
    /// Parameter Object, also of 2.0.
    Parameter,
    /// A map of request bodies.
    RequestBodies,
    /// Request Body Object.
    RequestBody,
    /// A map of media types by their names.
    Content,
    /// Media Type Object.
    MediaType,
    /// A map of property names to encodings.
    Encodings,
    /// Encoding Object.
    Encoding,
    /// Responses Object: responses by status.
    Responses,
    /// A map of names to responses.
    NamedResponses,
    /// Response Object, also of 2.0.
    Response,
    /// A map of headers.
    Headers,
    /// Header Object, also of 2.0.
    Header,
    /// A map of schemas.
    Schemas,
    /// A list of schemas.
    SchemaList,
    /// Schema Object.
    Schema,
    /// A schema or a boolean that is no schema: `additionalProperties`.
    SchemaOrFlag,
    /// Discriminator Object.
    Discriminator,
    /// A map of security schemes.
    SecuritySchemes,
    /// Security Scheme Object.
    SecurityScheme,
    /// A list of security requirements.
    Requirements,
    /// Security Requirement Object.
    Requirement,
    /// A list of servers.
    Servers,
    /// Server Object.
    Server,
    /// A list of tags.
    Tags,
    /// Tag Object.
    Tag,
    /// Values, texts, extensions, and what the generator has no use for.
    Other,
}

/// The methods that have a member of their own in a path item of OpenAPI 3.0.
pub const METHODS: [&str; 8] =
    ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

impl Place {
    /// The kind of the member `key` of a mapping of this kind.
    pub fn member(self, key: &str) -> Self {
        match self {
            Self::Document => match key {
                "info" => Self::Info,
                "components" => Self::Components,
                "paths" | "webhooks" | "x-specwright-webhooks" => Self::Paths,
                "servers" => Self::Servers,
                "security" => Self::Requirements,
                "tags" => Self::Tags,
                // Swagger 2.0.
                "definitions" => Self::Schemas,
                "parameters" => Self::Parameters,
                "responses" => Self::NamedResponses,
                "securityDefinitions" => Self::SecuritySchemes,
                _ => Self::Other,
            },
            Self::Components => match key {
                "schemas" => Self::Schemas,
                "responses" => Self::NamedResponses,
                "parameters" => Self::Parameters,
                "requestBodies" => Self::RequestBodies,
                "headers" => Self::Headers,
                "securitySchemes" => Self::SecuritySchemes,
                "pathItems" => Self::Paths,
                "mediaTypes" => Self::Content,
                _ => Self::Other,
            },
            Self::Paths if key.starts_with("x-") => Self::Other,
            Self::Paths => Self::PathItem,
            Self::PathItem => match key {
                "parameters" => Self::Parameters,
                "servers" => Self::Servers,
                "additionalOperations" | "x-specwright-operations" => Self::Operations,
                "query" => Self::Operation,
                _ if METHODS.contains(&key) => Self::Operation,
                _ => Self::Other,
            },
            Self::Operations => Self::Operation,
            Self::Operation => match key {
                "parameters" => Self::Parameters,
                "requestBody" => Self::RequestBody,
                "responses" => Self::Responses,
                "security" => Self::Requirements,
                "servers" => Self::Servers,
                _ => Self::Other,
            },
            Self::Parameters => Self::Parameter,
            Self::RequestBodies => Self::RequestBody,
            Self::RequestBody | Self::Parameter | Self::Header | Self::Response => match key {
                "schema" | "items" => Self::Schema,
                "content" => Self::Content,
                "headers" => Self::Headers,
                _ => Self::Other,
            },
            Self::Content => Self::MediaType,
            Self::MediaType => match key {
                "schema" | "itemSchema" | "x-specwright-item-schema" => Self::Schema,
                "encoding" => Self::Encodings,
                _ => Self::Other,
            },
            Self::Encodings => Self::Encoding,
            Self::Encoding => match key {
                "headers" => Self::Headers,
                _ => Self::Other,
            },
            Self::Responses if key.starts_with("x-") => Self::Other,
            Self::Responses | Self::NamedResponses => Self::Response,
            Self::Headers => Self::Header,
            Self::Schemas => Self::Schema,
            Self::Schema | Self::SchemaOrFlag => match key {
                "properties" | "patternProperties" | "dependentSchemas" | "$defs"
                | "definitions" => Self::Schemas,
                "allOf" | "oneOf" | "anyOf" | "prefixItems" => Self::SchemaList,
                "items" | "not" | "contains" | "propertyNames" | "if" | "then" | "else"
                | "contentSchema" => Self::Schema,
                "additionalProperties"
                | "unevaluatedProperties"
                | "unevaluatedItems"
                | "additionalItems" => Self::SchemaOrFlag,
                "discriminator" => Self::Discriminator,
                _ => Self::Other,
            },
            Self::SecuritySchemes => Self::SecurityScheme,
            Self::Info
            | Self::Discriminator
            | Self::SecurityScheme
            | Self::Requirement
            | Self::Server
            | Self::Tag
            | Self::SchemaList
            | Self::Requirements
            | Self::Servers
            | Self::Tags
            | Self::Other => Self::Other,
        }
    }

    /// The kind of the elements of a list of this kind.
    pub fn element(self) -> Self {
        match self {
            Self::Parameters => Self::Parameter,
            Self::SchemaList => Self::Schema,
            // `items` as a list: a tuple of older JSON Schema drafts.
            Self::Schema => Self::Schema,
            Self::Requirements => Self::Requirement,
            Self::Servers => Self::Server,
            Self::Tags => Self::Tag,
            _ => Self::Other,
        }
    }
}

/// Where a walk is. Becomes a pointer only when there is something to say.
#[derive(Debug, Clone, Copy)]
pub struct At<'a> {
    up: Option<&'a At<'a>>,
    step: Step<'a>,
}

#[derive(Debug, Clone, Copy)]
enum Step<'a> {
    Pointer(&'a str),
    Key(&'a str),
    Index(usize),
}

impl<'a> At<'a> {
    /// The node at an RFC 6901 pointer.
    pub fn pointer(pointer: &'a str) -> Self {
        Self { up: None, step: Step::Pointer(pointer) }
    }

    /// A member of the mapping that is here.
    pub fn key(&'a self, key: &'a str) -> Self {
        Self { up: Some(self), step: Step::Key(key) }
    }

    /// An element of the list that is here.
    pub fn index(&'a self, index: usize) -> Self {
        Self { up: Some(self), step: Step::Index(index) }
    }

    /// The last step: a member's name, empty for anything else.
    pub fn last(&self) -> &'a str {
        match self.step {
            Step::Key(key) => key,
            Step::Pointer(_) | Step::Index(_) => "",
        }
    }

    /// The nearest member's name upwards that satisfies a condition.
    pub fn nearest(&self, wanted: impl Fn(&str) -> bool) -> Option<&'a str> {
        match self.step {
            Step::Key(key) if wanted(key) => Some(key),
            _ => self.up?.nearest(wanted),
        }
    }

    /// The place as an RFC 6901 pointer.
    pub fn text(&self) -> String {
        let mut text = self.up.map(At::text).unwrap_or_default();
        match self.step {
            Step::Pointer(pointer) => text.push_str(pointer),
            Step::Key(key) => {
                text.push('/');
                text.push_str(&escape(key));
            }
            Step::Index(index) => text.push_str(&format!("/{index}")),
        }
        text
    }

    /// The place as a diagnostic wants it.
    pub fn origin(&self) -> Origin {
        Origin::at(self.text())
    }
}

/// A key as a segment of an RFC 6901 pointer.
pub fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_pointers() {
        let place = |pointer: &str| {
            pointer.split('/').skip(1).fold(Place::Document, |place, segment| {
                match segment.parse::<usize>() {
                    Ok(_) if place != Place::Responses => place.element(),
                    _ => place.member(segment),
                }
            })
        };
        for (pointer, expected) in [
            ("/paths/~1x/get/parameters/0/schema/items", Place::Schema),
            ("/paths/~1x/get/responses/200/content/json/schema", Place::Schema),
            ("/components/schemas/default/properties/example", Place::Schema),
            ("/components/schemas/A/example/properties", Place::Other),
            ("/components/schemas/A/allOf/0/additionalProperties", Place::SchemaOrFlag),
            ("/paths/x-note/get", Place::Other),
            ("/paths/~1x/x-specwright-operations/QUERY/requestBody", Place::RequestBody),
            ("/definitions/x-y/not", Place::Schema),
        ] {
            assert_eq!(place(pointer), expected, "{pointer}");
        }
    }

    #[test]
    fn pointers_are_escaped() {
        let root = At::pointer("/paths");
        let item = root.key("/a~b");
        assert_eq!(item.index(3).text(), "/paths/~1a~0b/3");
    }
}

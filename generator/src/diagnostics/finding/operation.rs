//! Findings about operations, their parameters, bodies and responses.

use std::fmt;

findings! {
    /// About an operation.
    Operation {
        Method { method: String } = SW0021 "`{method}` is not a valid HTTP method; its operation is left out";
        NoId { method: String, path: String }
            = SW0023 "{method} {path} has no operationId; its method is named after the HTTP method and the path";
        RelativeServer { url: String }
            = SW0028 "the server URL `{url}` of this operation is relative; the client's base URL is used",
            help "write an absolute URL, with `https://`";
        UnknownScheme { name: String }
            = SW0030 "security scheme `{name}` is not declared; this alternative is left out";
        SamePath { method: String, path: String, other: String }
            = SW0035 "{method} {path} and {other} are the same path; a server cannot tell them apart";
        NoSuccess { operation: String } = SW0037 "`{operation}` documents no successful response; the body of one is not read";
        NoOperations { types: usize } = SW0082 (format!(
            "the document describes no operations; {} generated from its schemas, and a client without methods",
            match types {
                1 => "1 type is".to_owned(),
                types => format!("{types} types are"),
            },
        ));
        PagesInferred { operation: String } = SW0084
            "`{operation}` has `pages()` and `items()`: its parameters and its response agree on how pages follow each other",
            help "if this is wrong, correct it in the table `[pagination]` of the options, or switch it off there";
        PagesExtension { name: &'static str, operation: String, why: String } = SW0085
            "`{name}` of `{operation}` is not used: {why}";
        Nothing = SW0083
            "nothing to generate: the document has no operations and no schemas that could be read";
    }
}

findings! {
    /// About a parameter.
    Parameter {
        Unresolved
            = SW0011 "the reference of this parameter cannot be resolved; the parameter is left out";
        PathNotDeclared { name: String } = SW0024 "path parameter `{name}` is not declared; it is read as a string";
        IgnoredHeader { name: String } = SW0031 "the header parameter `{name}` is ignored, as OpenAPI requires";
        Twice { name: String }
            = SW0032 "parameter `{name}` is declared twice in the same location; the last one is used",
            help "remove one of them";
        NoPlaceholder { path: String, name: String }
            = SW0032 "the path `{path}` has no placeholder for the parameter `{name}`; the parameter is left out",
            help "add its name in braces to the path, or remove the parameter";
    }
}

findings! {
    /// About a request body.
    Body {
        Unresolved { reference: String } = SW0011 "`{reference}` cannot be resolved; the operation has no body";
        NoParts = SW0020 "this multipart body does not describe its parts; callers pass them",
            help "describe the parts as properties of an object";
        NotWritten { name: String, media_type: String } = SW0070
            "values are not written as {media_type}; callers pass the content of the part `{name}`";
        MediaTypes { count: usize, used: String } = SW0025 "the body has {count} media types; `{used}` is used";
        Dropped { operation: String, method: String }
            = SW0036 "`{operation}` sends a body with {method}; servers and proxies may drop it";
        TakenAsRequired { operation: String, reason: Required }
            = SW0039 "the request body of `{operation}` is not marked as required, but {reason}; the method takes it as an argument",
            help "add `required: true`, or `required: false` if callers may leave it out";
    }
}

findings! {
    /// About a response.
    Response {
        Unresolved { reference: String } = SW0011 "`{reference}` cannot be resolved; the response is left out";
        NoBody = SW0033 "responses with this status have no body; the documented one is left out";
        MediaTypes { count: usize, used: String } = SW0033 "the response has {count} media types; `{used}` is used";
    }
}

/// Why a body is taken as required though the document does not say so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Required {
    Members,
    Put,
    Patch,
    Query,
    OnlyInput,
}

impl fmt::Display for Required {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Members => "its schema has required members",
            Self::Put => "PUT replaces a resource with it",
            Self::Patch => "PATCH applies the changes in it",
            Self::Query => "QUERY sends its query in the body",
            Self::OnlyInput => "it is the only input of the operation",
        })
    }
}

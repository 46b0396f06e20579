//! Findings about pages of httpdoc.

use std::fmt;

use super::names::quoted;

/// A difference between two pages of one operation.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum PageDifference {
    OperationId,
    Summary,
    Description,
    /// The hosts of the first page and of the second.
    Host(Option<String>, String),
    /// The statuses of the first page and of the second.
    Statuses(Vec<String>, Vec<String>),
    /// Statuses that only the second page has.
    FurtherStatuses(Vec<String>),
    /// The responses with this status.
    Response(String),
    Parameter {
        location: String,
        name: String,
    },
    /// Parameters that only the first page has.
    MissingParameters,
    RequestMediaType,
    RequestSchema,
    /// Only one of the pages has a request body.
    RequestBody,
}

impl fmt::Display for PageDifference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OperationId => formatter.write_str("the operation id"),
            Self::Summary => formatter.write_str("the summary"),
            Self::Description => formatter.write_str("the description"),
            Self::Host(Some(first), second) => {
                write!(formatter, "the host (`{first}`, `{second}`)")
            }
            Self::Host(None, second) => write!(formatter, "the host (none, `{second}`)"),
            Self::Statuses(first, second) => {
                write!(formatter, "the statuses ({}; {})", first.join(", "), second.join(", "))
            }
            Self::FurtherStatuses(statuses) => {
                write!(formatter, "the statuses (only one has {})", statuses.join(", "))
            }
            Self::Response(status) => write!(formatter, "response `{status}`"),
            Self::Parameter { location, name } => write!(formatter, "{location} parameter `{name}`"),
            Self::MissingParameters => formatter.write_str("parameters that only one has"),
            Self::RequestMediaType => formatter.write_str("the media type of the request"),
            Self::RequestSchema => formatter.write_str("the schema of the request"),
            Self::RequestBody => formatter.write_str("the request body, which only one has"),
        }
    }
}

/// Differences named in a message; the rest are counted.
const SHOWN_DIFFERENCES: usize = 6;

/// Files named in a message; the rest are counted.
const SHOWN_FILES: usize = 5;

findings! {
    /// About pages of httpdoc.
    Httpdoc {
        Lost { earlier: usize, r1: usize, docfx: usize }
            = SW0040 (lost(*earlier, *r1, *docfx)),
            help "add security and the base URL in a file `specwright.toml` beside the pages";

        NotAPage { file: String }
            = SW0041 "`{file}` is not the page of an operation; it is not used";

        TableOfContents { file: String, problem: String }
            = SW0042 "the table of contents `{file}` cannot be read: {problem}; operation ids are taken from the pages and their file names",
            help "correct or remove it";
        PageCutOff { file: String }
            = SW0042 "`{file}` ends before its article does; what comes before is used",
            help "save the page again";
        ExampleIsNotJson { problem: String }
            = SW0042 "the example is not JSON: {problem}; it is left out";
        ParameterUnreadable
            = SW0042 "a parameter cannot be read; it is left out, unless the request line shows it";
        ParameterNotInPath { name: String }
            = SW0042 "parameter `{name}` is not in the path; it is left out";
        ParameterTwice { name: String }
            = SW0042 "parameter `{name}` is described twice; the first description is used";
        ParameterLocation { name: String, location: String }
            = SW0042 "parameter `{name}` has the unknown location `{location}`; it is left out";
        ParameterType { name: String, kind: String }
            = SW0042 "parameter `{name}` has the unknown type `{kind}`; any JSON is accepted for it";
        BodyWithoutMediaType
            = SW0042 "the request body has no media type; `application/json` is assumed";
        BodyWithoutSchema
            = SW0042 "the request body has no schema; any JSON is accepted";
        BodySchemaEmpty
            = SW0042 "the schema of the request body is empty; any JSON is accepted";
        BodySchemaIsNotJson { problem: String }
            = SW0042 "the schema of the request body is not JSON: {problem}; any JSON is accepted";
        NotASchema { text: String }
            = SW0042 "`{text}` is not a schema; any JSON is accepted in its place";
        ReferenceUnresolved { reference: String }
            = SW0042 "the page does not show the schema that `{reference}` refers to; any JSON is accepted in its place";
        NoResponse
            = SW0042 "the page shows no response; a `default` response without content is assumed";
        ResponseUnreadable
            = SW0042 "a response cannot be read; it is left out";
        ResponseTwice { status: String }
            = SW0042 "response `{status}` is described twice; the first description is used";
        MediaTypesWithoutResponse { media_types: Vec<String> }
            = SW0042 (format!(
                "no response shows these accepted media types, which are left out: {}",
                quoted(media_types, media_types.len()),
            ));

        PagesDiffer { used: String, other: String, revision: &'static str, method: String, path: String, differences: Vec<PageDifference> }
            = SW0043 (format!(
                "`{used}` and `{other}` describe {method} {path} differently: {}; `{used}` (revision {revision}) is used",
                listed(differences),
            )),
            help "remove the page that is out of date";
        OperationIdTwice { id: String }
            = SW0043 "another page has the operation id `{id}`, too; this operation is named after its method and path",
            help "remove the page that is out of date, or name the operation with an overlay";

        Draft { file: String }
            = SW0044 "`{file}` was rendered by an unsupported early version of httpdoc; it is left out";

        NoRequest { file: String }
            = SW0045 "`{file}` shows no request line with a method and a target; it is left out";
        UnknownMethod { file: String, method: String }
            = SW0045 "`{method}` is not an HTTP method; `{file}` is left out";

        Repeated { files: Vec<String> }
            = SW0046 (format!(
                "pages of an operation that another page describes, too, are merged with that page: {}",
                quoted(files, SHOWN_FILES),
            ));

        Inferred { responses: usize }
            = SW0047 (match responses {
                1 => "the schema of 1 response is inferred from its example; all members are optional, and members that the example does not show are missing".to_owned(),
                responses => format!("the schemas of {responses} responses are inferred from their examples; all members are optional, and members that no example shows are missing"),
            });
    }
}

fn lost(earlier: usize, r1: usize, docfx: usize) -> String {
    let mut message = "the pages do not contain schemas and headers of responses, security, the server's base path, \
                       further servers and media types, whether a request body is required, the enums, formats, \
                       item types and styles of parameters, tags, or which operations are deprecated"
        .to_owned();
    for (pages, lost) in [
        (earlier, "of an earlier revision name media types of responses only in the `accept` header"),
        (
            r1,
            "of revision R1 lack the host, media types and request schemas, and may show an `accept` header that the API does not document",
        ),
        (docfx, "were altered by docfx and have lost details of their texts"),
    ] {
        if pages > 0 {
            message.push_str(&format!("; {pages} {lost}"));
        }
    }
    message
}

fn listed(differences: &[PageDifference]) -> String {
    let shown = differences.iter().take(SHOWN_DIFFERENCES).map(ToString::to_string);
    let shown = shown.collect::<Vec<_>>().join(", ");
    match differences.len().saturating_sub(SHOWN_DIFFERENCES) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

//! The table of diagnostic codes. A code never changes its meaning.

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something to know; the output is complete.
    Note,
    /// Something was read differently from what the document says, or is left out.
    Warning,
    /// Nothing, or not all, could be generated.
    Error,
}

impl Severity {
    /// The word printed before a message.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// An entry of the table.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// `SW` and four digits.
    pub id: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// One line.
    pub title: &'static str,
    /// The page `specwright explain` prints.
    pub explanation: &'static str,
}

macro_rules! codes {
    ($($id:literal $severity:ident $title:literal $explanation:literal;)*) => {
        /// Every code, in ascending order.
        pub const CODES: &[Code] = &[$(Code {
            id: $id,
            severity: Severity::$severity,
            title: $title,
            explanation: $explanation,
        }),*];
    };
}

codes! {
    "SW0001" Error "the input cannot be read"
        "The file is empty, is not text, is too large, or does not exist. specwright reads text in UTF-8, UTF-16 or UTF-32, told apart by the first bytes: OpenAPI documents as YAML or JSON, and rendered httpdoc pages.";
    "SW0002" Error "the input is not well-formed"
        "The text is neither well-formed JSON nor well-formed YAML. The place is where the parser stopped; what is wrong may stand before it. Nesting beyond 128 levels, an alias inside the node it names, and aliases that make more than 256 MiB are refused here as well.";
    "SW0003" Error "the document is of a kind that is not supported"
        "The top-level member `openapi` or `swagger` must name the specification that the document follows: 2.0, or one of the series 3.0, 3.1 and 3.2.";
    "SW0004" Warning "a key stands twice"
        "A mapping has the same key more than once. YAML and JSON parsers disagree about which one counts; specwright takes the last one. Remove the other.";
    "SW0005" Warning "another document in a file"
        "A YAML file holds several documents, separated by `---`. The first one that is not empty is read, the others are not. Put them into files of their own.";
    "SW0006" Warning "a value was read differently"
        "A number is beyond the range of 64-bit floating point, or infinite, and becomes the largest number there is; `.nan` becomes null; a mapping or sequence that serves as a key becomes its JSON text; half of a surrogate pair in a JSON string becomes U+FFFD.";
    "SW0007" Warning "a file is not used"
        "Several files were named, and nothing in the document refers to this one. The document is the first of them that has `openapi` or `swagger` at its top level.";
    "SW0010" Error "an item does not follow the OpenAPI structure"
        "A path item or a component could not be read as what its place says it is. It is left out, everything else is generated.";
    "SW0011" Warning "a reference leads nowhere"
        "A `$ref` names something that the document does not contain. What refers to it becomes untyped JSON, or is left out where JSON cannot stand in.";
    "SW0012" Warning "a reference cycle has no content"
        "A chain of `$ref`s comes back to its beginning with no schema in between, so there is nothing to generate. It becomes untyped JSON.";
    "SW0013" Warning "a value was repaired"
        "Something does not follow the letter of the specification, but what it means is clear or nothing depends on it. The message says how it is read, or that it is ignored. Things that occur in many places are reported once, with their number.";
    "SW0014" Warning "a file that is referred to cannot be read"
        "A `$ref` names a file that is not there, is not readable, is not well-formed, or is outside of the folder of the document; symbolic links are followed and must stay inside as well. `--root` names a larger folder. What refers to the file becomes untyped JSON, or is left out where JSON cannot stand in.";
    "SW0015" Warning "a reference to the network"
        "A `$ref` is a URL, and no schema of the document has it for its `$id`. specwright reads no network, so that the same input always gives the same output. Download the file beside the document and refer to it by its name. What refers to the URL becomes untyped JSON, or is left out where JSON cannot stand in.";
    "SW0016" Warning "a reference names something of another kind"
        "A `$ref` where a schema, parameter, response or the like should stand names something else. What refers to it becomes untyped JSON, or is left out where JSON cannot stand in.";
    "SW0017" Warning "references that make the document too large"
        "Path items, operations and other things that have no components are copied to where they are referred to. Together, the copies may have a million nodes; what comes after is left out.";
    "SW0018" Note "a component of another file has another name"
        "Two files have components of the same name. The second one gets the name of its file in front, or a number.";
    "SW0020" Warning "typed as JSON"
        "The schema has no counterpart in Rust types that specwright knows; its values are `serde_json::Value`.";
    "SW0021" Error "operation left out"
        "The operation cannot be called with what the document says about it. The rest is generated.";
    "SW0022" Note "identifier given a number"
        "Two names of the document give the same Rust identifier; the later one got a number. Rename one of them under `[rename]` in the options file.";
    "SW0023" Note "operation without operationId"
        "The method's name is made from the HTTP method and the path.";
    "SW0024" Warning "path parameter not declared"
        "The path template names a parameter that the operation does not declare. It is taken as a required string.";
    "SW0025" Warning "only one media type is used"
        "The body is documented in several media types. The client uses the one named in the message.";
    "SW0026" Note "constraint list ignored"
        "`anyOf` or `oneOf` with branches of `required` lists only constrains an object; it is not a choice of types.";
    "SW0027" Warning "discriminator not used"
        "The discriminator names no value, or the same value, for some branches, or a branch is not an object of its own. The branches are told apart by their members.";
    "SW0028" Warning "server not used"
        "An operation or path has a server of its own that the client cannot call: it is relative, and nothing says what to. The client's base URL is used.";
    "SW0029" Note "member not declared"
        "`required` names a member that no property declares. It is not checked.";
    "SW0030" Warning "security requirement names no scheme"
        "A security requirement refers to a scheme that is not declared under `components.securitySchemes`. That alternative is ignored.";
    "SW0031" Note "parameter is described elsewhere"
        "OpenAPI ignores header parameters named `Accept`, `Content-Type` and `Authorization`: responses, bodies and security schemes say what these headers hold.";
    "SW0032" Warning "parameter not used"
        "A path parameter that the path template does not name cannot be sent; of two parameters with the same name and place the last one counts.";
    "SW0033" Note "one media type of a response is used"
        "The response is documented in several media types. The client asks for the one named in the message.";
    "SW0034" Warning "parts contradict each other"
        "The parts of an `allOf` have different types, so no value can satisfy them all. The first type is used.";
    "SW0040" Note "what pages cannot carry"
        "Rendered pages do not contain everything a document does: response schemas, security, base path and others are lost. The options file can add some of them.";
    "SW0041" Note "file is not a page"
        "A file of the folder is not a rendered operation and was not used.";
    "SW0042" Warning "part of a page could not be read"
        "A page is damaged or was rendered differently from what the format says. What could be read is used.";
    "SW0043" Warning "two pages contradict each other"
        "Pages describe one operation differently, or give two operations one id. Of two descriptions that of the newer revision counts, else the first one.";
    "SW0044" Warning "page of a revision that is not supported"
        "The page was rendered by an experiment from before the format of httpdoc pages was settled. It is left out.";
    "SW0045" Error "page without an operation"
        "A rendered page is so damaged that the method and the target of its request cannot be read. It is left out; the other pages are used.";
    "SW0046" Note "pages repeat others"
        "Several pages describe one operation and do not contradict each other: they are merged. The page of the newest revision counts, the others add what it lacks.";
    "SW0047" Note "schemas inferred from examples"
        "Pages carry no response schemas, but some show an example of a response. Its shape becomes the schema, with all members optional, and is marked `x-specwright-inferred`.";
    "SW0048" Error "the pages carry no document"
        "The input is a page, a script or Markdown, and none of the ways is known to it in which documentation carries an OpenAPI document. Looked for are: an object with `openapi: 3.…` or `swagger: 2.0` and with content, as JSON, JavaScript or YAML, in scripts, attributes, strings and fences; calls and elements of known products that name a file; operations that httpdoc or openapi-generator's html2 rendered. Pages that only show text cannot be read.";
    "SW0049" Error "the page only names its document"
        "Swagger UI, Redoc, Scalar and others often load the document from an address when the page is opened. specwright fetches nothing: download the document and give that file, or put it beside the page under the name that the page uses. The address that Swagger UI has before anyone sets it up, its own example, is never taken for the API's.";
    "SW0050" Error "the options file is not valid"
        "The options file `specwright.toml` has an unknown key or a value of the wrong kind.";
    "SW0051" Error "an overlay is not valid"
        "The file is not a document of the OpenAPI Overlay Specification 1.0 or 1.1, or one of its actions is not: a member is missing, unknown or of the wrong kind, or a JSONPath expression is not one of RFC 9535. The action is not applied, the others are.";
    "SW0052" Error "an overlay's action matches nothing"
        "The action's `target`, or what it copies, selects no node of the document, so that what it was written for is not done. The document may have changed: correct the expression or remove the action. Where no match is fine, write `x-specwright-allow-no-match: true` into the action, or `allow-unmatched-overlays = true` into the options file.";
    "SW0053" Error "an overlay's action does not fit the document"
        "The specification allows objects to be merged with objects, arrays to be appended to, and (since 1.1) primitive values to be replaced by primitive values. Everything else is an error, and that part of the action is not applied. Remove the node in an action before, and add it anew.";
    "SW0054" Warning "an overlay's action changes nothing"
        "The action has neither `update` nor `copy` nor `remove: true`.";
    "SW0055" Warning "a new name is for nothing"
        "A line of `[rename]` in the options file has a JSON pointer that names no schema, operation, parameter or property of the generated code.";
    "SW0060" Note "version read as the nearest one"
        "The document names a version of the OpenAPI Specification that specwright does not know by that name. It is read by the rules of the nearest one: any 3.0.x as 3.0, and anything newer than 3.2 as 3.2.";
    "SW0061" Warning "part of the dialect is not supported"
        "The document declares a JSON Schema dialect, or URL schemes, that specwright does not know. They are not used.";
    "SW0062" Note "keyword is not used"
        "A keyword only constrains values, or says something that has no counterpart in Rust types. Values are not checked against it. It is reported once, with the number of its places.";
    "SW0063" Note "tuple read as an array"
        "`prefixItems` (or `items` as a list) gives each position of an array a schema of its own. The generated type is a list whose elements are any of these.";
    "SW0064" Note "webhooks and callbacks are not generated"
        "Webhooks and callbacks describe requests that the API sends. The generated client sends requests; it receives none.";
    "SW0065" Note "client certificates belong to the transport"
        "A security scheme of type `mutualTLS` is satisfied by the connection. The scheme is taken out of all requirements; give the client a transport that presents the certificate.";
    "SW0066" Warning "query string as one value"
        "A parameter `in: querystring` (OpenAPI 3.2) that is not `application/x-www-form-urlencoded` stands for the whole query. Forms are read as the parameters that they consist of.";
    "SW0067" Note "sequence of items read as a whole"
        "A media type has `itemSchema` (OpenAPI 3.2): JSON lines, server-sent events and other sequences. The body is text or bytes, its items are not decoded.";
    "SW0068" Warning "request with several bodies"
        "In Swagger 2.0 an operation has at most one parameter `in: body`, and none `in: formData` beside it. The first one is used.";
    "SW0069" Warning "list written differently"
        "A `collectionFormat` of Swagger 2.0 has no counterpart in its place, or is not one of csv, ssv, tsv, pipes and multi. The message says how the list is written.";
    "SW0080" Warning "a filter matches nothing"
        "A pattern under `[include]` or `[exclude]` in the options file matches no operation of the document. In patterns `*` stands for any characters but `/`, `**` for any characters, `?` for one character; everything else, braces too, stands for itself.";
    "SW0081" Error "the filters leave nothing"
        "No operation of the document passes `[include]` and `[exclude]` of the options file.";
    "SW0090" Error "there are several documents"
        "The pages carry or name more than one API. `--document NAME` chooses one: by its title, by the name that the page gives it, or by its file.";
    "SW0091" Error "no document has the name that is wanted"
        "`--document NAME` fits none of the documents found. Their names are compared without case and punctuation.";
    "SW0092" Error "the document of a page cannot be read"
        "The page has something that begins like an OpenAPI document, but it ends too early or is not well-formed. Save the page again, from the server rather than from the browser's view of it.";
    "SW0093" Warning "two files describe the same thing differently"
        "Several files each carry a part of one API, and two of them have the same operation or component with different content. The first one counts.";
    "SW0094" Note "where the document stands"
        "The product that made the page keeps its document at this place.";
    "SW0095" Note "another document in the page is not used"
        "The page carries a document at the place where its product keeps it, and another one elsewhere, such as an example.";
    "SW0096" Warning "the page was not searched to its end"
        "The page has very many places that look like the beginning of a document. Only some of them were tried, so that the time stays in proportion to its size.";
    "SW0097" Warning "a value is a JavaScript expression"
        "The document is written as JavaScript and one of its values is computed when the page runs. It is read as `null`.";
    "SW0098" Note "what html2 pages cannot carry"
        "Pages of openapi-generator's html2 do not contain everything a document does. The options file can add some of it.";
    "SW0099" Warning "a fence of Markdown cannot be read"
        "A fenced block begins like an OpenAPI document and is not well-formed, or the file ends within it. The block is not used.";
}

/// The entry of `id`; the table's first one when there is none, which a test rules out.
pub fn code(id: &str) -> &'static Code {
    CODES.iter().find(|code| code.id == id).unwrap_or(&CODES[0])
}

#[cfg(test)]
mod tests {
    use super::CODES;

    #[test]
    fn codes_ascend() {
        assert!(CODES.windows(2).all(|pair| pair[0].id < pair[1].id));
    }
}

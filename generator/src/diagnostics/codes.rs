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
        "The file is empty, is not text, is too large, or does not exist. specwright reads UTF-8 text: OpenAPI documents as YAML or JSON, and rendered httpdoc pages.";
    "SW0002" Error "the input is not well-formed"
        "The text is neither well-formed JSON nor well-formed YAML. The message names the line and column where the parser stopped. Nesting beyond 128 levels and alias bombs are refused here as well.";
    "SW0003" Error "the document is of a kind that is not supported"
        "The top-level `openapi` member must name a version of the 3.0 series.";
    "SW0004" Warning "a key stands twice"
        "A mapping has the same key more than once. YAML and JSON parsers disagree about which one counts; specwright takes the last one. Remove the other.";
    "SW0010" Error "an item does not follow the OpenAPI structure"
        "A path item or a component could not be read as what its place says it is. It is left out, everything else is generated.";
    "SW0011" Warning "a reference leads nowhere"
        "A `$ref` names something that the document does not contain. What refers to it becomes untyped JSON, or is left out where JSON cannot stand in.";
    "SW0012" Warning "a reference cycle has no content"
        "A chain of `$ref`s comes back to its beginning with no schema in between, so there is nothing to generate. It becomes untyped JSON.";
    "SW0013" Warning "a value was repaired"
        "A keyword has a value its place does not allow, and its meaning does not depend on it: the keyword is ignored.";
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
    "SW0030" Warning "security requirement names no scheme"
        "A security requirement refers to a scheme that is not declared under `components.securitySchemes`. That alternative is ignored.";
    "SW0040" Note "what pages cannot carry"
        "Rendered pages do not contain everything a document does: response schemas, security, base path and others are lost. The options file can add some of them.";
    "SW0041" Note "file is not a page"
        "A file of the folder is not a rendered operation and was not used.";
    "SW0042" Warning "part of a page could not be read"
        "A page is damaged or was rendered differently from what the format says. What could be read is used.";
    "SW0043" Warning "two pages describe one operation differently"
        "The first page is used.";
    "SW0044" Error "page of a revision that is not supported"
        "The page was rendered by another revision of httpdoc than the newest one.";
    "SW0048" Error "the pages carry no document"
        "The input is a page, a script or Markdown, and none of the ways is known to it in which documentation carries an OpenAPI document. Looked for are: an object with `openapi: 3.…` or `swagger: 2.0` and with content, as JSON, JavaScript or YAML, in scripts, attributes, strings and fences; calls and elements of known products that name a file; operations that httpdoc or openapi-generator's html2 rendered. Pages that only show text cannot be read.";
    "SW0049" Error "the page only names its document"
        "Swagger UI, Redoc, Scalar and others often load the document from an address when the page is opened. specwright fetches nothing: download the document and give that file, or put it beside the page under the name that the page uses. The address that Swagger UI has before anyone sets it up, its own example, is never taken for the API's.";
    "SW0050" Error "the options file is not valid"
        "The options file `specwright.toml` has an unknown key or a value of the wrong kind.";
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

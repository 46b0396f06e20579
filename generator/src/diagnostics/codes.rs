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
    "SW0043" Warning "two pages describe one operation differently"
        "The first page is used.";
    "SW0044" Error "page of a revision that is not supported"
        "The page was rendered by another revision of httpdoc than the newest one.";
    "SW0050" Error "the options file is not valid"
        "The options file `specwright.toml` has an unknown key or a value of the wrong kind.";
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

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
        "The top-level `openapi` member must name a version of the 3.0 series.";
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
        "A keyword has a value its place does not allow, and its meaning does not depend on it: the keyword is ignored.";
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

//! The table of codes.

use std::fmt;

/// How severe a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something to know about; the output is complete.
    Note,
    /// Something is read differently from what the document says, or is left out.
    Warning,
    /// Something, or all, could not be generated.
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

/// The effect of a finding on the item that it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The item is typed.
    Typed,
    /// The item, or a part of it, is untyped JSON.
    AsJson,
    /// The item is left out.
    LeftOut,
}

/// Defines [`Code`] from its table: code, severity, outcome if it is not [`Outcome::Typed`], and title. The page of a
/// code is the file of its name in `codes/`.
macro_rules! codes {
    ($($code:ident $severity:ident $($outcome:ident)? $title:literal;)*) => {
        /// Identifies a kind of finding. A code never changes its meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        #[expect(missing_docs, reason = "each code has a title")]
        pub enum Code {
            $($code),*
        }

        impl Code {
            /// All codes, in ascending order.
            pub const ALL: &[Self] = &[$(Self::$code),*];

            /// The name: `SW` and four digits.
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$code => stringify!($code)),*
                }
            }

            /// The severity of its findings, unless the code is denied.
            pub fn severity(self) -> Severity {
                match self {
                    $(Self::$code => Severity::$severity),*
                }
            }

            /// Describes the kind of finding in one line.
            pub fn title(self) -> &'static str {
                match self {
                    $(Self::$code => $title),*
                }
            }

            /// The page that `specwright explain` prints.
            pub fn explanation(self) -> &'static str {
                match self {
                    $(Self::$code => include_str!(concat!("codes/", stringify!($code), ".md"))),*
                }
            }

            /// The effect of its findings on the item that they are about.
            pub(crate) fn outcome(self) -> Outcome {
                match self {
                    $(Self::$code => codes!(@outcome $($outcome)?)),*
                }
            }
        }
    };
    (@outcome) => { Outcome::Typed };
    (@outcome $outcome:ident) => { Outcome::$outcome };
}

impl Code {
    /// The code with this name, in any case.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.id().eq_ignore_ascii_case(name))
    }

    /// Says what to do about its findings in general: the first sentence of the advice on its page. `None` if
    /// nothing has to be done.
    pub fn advice(self) -> Option<String> {
        let (_, advice) = self.explanation().split_once("\nWhat to do: ")?;
        let advice = advice.split("\n\n").next()?.replace('\n', " ");
        let sentence = advice.split_once(". ").map_or(advice.as_str(), |(first, _)| first);
        let is_needed = !sentence.starts_with("nothing");
        is_needed.then(|| sentence.trim_end_matches([' ', '.', ':']).to_owned())
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.id())
    }
}

codes! {
    SW0001 Error "the input cannot be read";
    SW0002 Error "the input is not well-formed";
    SW0003 Error "the document is of a kind that is not supported";
    SW0004 Warning "a key occurs twice";
    SW0005 Warning "a file contains another document";
    SW0006 Warning "a value was read differently";
    SW0007 Warning "a file is not used";
    SW0010 Error LeftOut "an item does not follow the OpenAPI structure";
    SW0011 Warning AsJson "a reference cannot be resolved";
    SW0012 Warning AsJson "a reference cycle has no content";
    SW0013 Warning "a value was repaired";
    SW0014 Warning AsJson "a file that is referred to cannot be read";
    SW0015 Warning AsJson "a reference is a URL";
    SW0016 Warning AsJson "a reference names something of another kind";
    SW0017 Warning "references make the document too large";
    SW0018 Note "a component is renamed";
    SW0020 Warning AsJson "typed as JSON";
    SW0021 Error LeftOut "an operation is left out";
    SW0022 Note "a name is taken";
    SW0023 Note "operation without operationId";
    SW0024 Warning "path parameter not declared";
    SW0025 Warning "one media type of a body is used";
    SW0026 Note "a list of constraints is ignored";
    SW0027 Warning "discriminator not used";
    SW0028 Warning "server not used";
    SW0029 Note "member not declared";
    SW0030 Warning "security scheme not declared";
    SW0031 Note "a header parameter is ignored";
    SW0032 Warning "parameter not used";
    SW0033 Note "one media type of a response is used";
    SW0034 Warning AsJson "parts contradict each other";
    SW0035 Warning "two paths are the same";
    SW0036 Note "a body may be dropped";
    SW0037 Warning "no successful response is documented";
    SW0038 Warning "operation ids are not unique";
    SW0039 Note "a body is taken as required";
    SW0040 Note "details that pages do not contain";
    SW0041 Note "file is not a page";
    SW0042 Warning "part of a page could not be read";
    SW0043 Warning "two pages contradict each other";
    SW0044 Warning LeftOut "page of a revision that is not supported";
    SW0045 Error LeftOut "page without an operation";
    SW0046 Note "pages describe the same operation";
    SW0047 Note "schemas inferred from examples";
    SW0048 Error "the pages contain no document";
    SW0049 Error "the page loads its document from elsewhere";
    SW0050 Error "the options file is not valid";
    SW0051 Error "an overlay is not valid";
    SW0052 Error "an overlay's action matches nothing";
    SW0053 Error "an overlay's action does not fit the document";
    SW0054 Warning "an overlay's action changes nothing";
    SW0055 Warning "rename target not found";
    SW0056 Warning "an options file is not used";
    SW0057 Warning "an option has no effect";
    SW0060 Note "version read as the nearest one";
    SW0061 Warning "part of the dialect is not supported";
    SW0062 Note "keyword is not used";
    SW0063 Note "tuple read as an array";
    SW0064 Note "webhooks and callbacks are not generated";
    SW0065 Note "client certificates are up to the transport";
    SW0066 Note "query string as one value";
    SW0067 Note "sequence of items read as a whole";
    SW0068 Warning "request with several bodies";
    SW0069 Warning "list written differently";
    SW0070 Warning AsJson "content that is not written";
    SW0080 Warning "a filter matches nothing";
    SW0081 Error "the filters exclude every operation";
    SW0082 Warning "no operations, only schemas";
    SW0083 Error "nothing to generate";
    SW0084 Note "pages are inferred";
    SW0085 Warning "pages that are declared are not used";
    SW0090 Error "there are several documents";
    SW0091 Error "no document has the given name";
    SW0092 Error "the document of a page cannot be read";
    SW0093 Warning "two files contradict each other";
    SW0094 Note "where the document was found";
    SW0095 Note "another document in the page is not used";
    SW0096 Warning "the page was not searched to its end";
    SW0097 Warning "a value is a JavaScript expression";
    SW0098 Note "details that html2 pages do not contain";
    SW0099 Warning "a fenced block cannot be read";
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::Code;

    #[test]
    fn codes_ascend() {
        assert!(Code::ALL.is_sorted());
    }

    #[test]
    fn titles_are_written_alike() {
        for code in Code::ALL {
            let word = code.title().split(' ').next().unwrap();
            let is_lower = word.chars().next().unwrap().is_lowercase();
            let is_name = word.chars().skip(1).any(char::is_uppercase);
            assert!((is_lower || is_name) && !code.title().ends_with('.'), "{}", code.title());
        }
    }

    #[test]
    fn pages_say_what_to_do() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/diagnostics/codes");
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let id = path.file_stem().unwrap().to_str().unwrap();
            let page = fs::read_to_string(&path).unwrap();
            let code = Code::of(id).unwrap_or_else(|| panic!("{id} is not in the table"));
            assert!(page.contains("\nWhat to do: "), "{id}");
            let advice = code.advice();
            assert!(advice.is_none_or(|advice| !advice.is_empty() && advice.len() < 160), "{id}");
            assert!(page.lines().all(|line| line.chars().count() <= 100), "{id}");
        }
    }
}

//! Findings about references.

use std::borrow::Cow;

use super::Finding;

/// Help for reference cycles.
const CYCLE: &str = "replace one of the references with the content that it should have";

/// Help for references that cannot be resolved.
const ABSENT: &str = "correct the reference, or add what it names";

/// Suggests the reference that was probably meant; without one, gives `fallback`.
fn suggestion(meant: Option<&String>, fallback: &str) -> String {
    match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => fallback.to_owned(),
    }
}

findings! {
    /// About a reference.
    Reference {
        Empty { meant: Option<String> } = SW0011 "the reference is empty",
            help (suggestion(meant.as_ref(), ABSENT));
        Unresolved { reference: String, meant: Option<String> }
            = SW0011 "`{reference}` does not exist in this document",
            help (suggestion(meant.as_ref(), ABSENT));
        UnresolvedIn { reference: String, file: String, meant: Option<String> }
            = SW0011 "`{reference}` does not exist in `{file}`",
            help (suggestion(meant.as_ref(), ABSENT));
        OfDocument { reference: String, file: String, document: String }
            = SW0011 "`{reference}` does not exist in `{file}`; the one in `{document}` is used",
            help "write `{document}{reference}`, relative to this file";
        Cycle { reference: String } = SW0012 "`{reference}` refers back to itself", help (CYCLE);
        Endless = SW0012 "reference cycle: the target contains the reference, which is left out",
            help "write out the content instead of the reference";
        NoFile { reference: String, file: String, meant: Option<String> }
            = SW0014 "`{reference}` names the file `{file}`, which does not exist",
            help (suggestion(
                meant.as_ref(),
                "correct the reference, or add the file; a name in this document begins with `#/`",
            ));
        BadFile { file: String, fault: Option<Box<Finding>>, meant: Option<String> } = SW0014 (match fault {
                Some(fault) => fault.message(),
                None => format!("`{file}` is not well-formed"),
            }),
            help (match (meant, fault) {
                (Some(meant), _) => Some(Cow::Owned(format!("did you mean `{meant}`?"))),
                (None, Some(fault)) => fault.help(),
                (None, None) => Some(Cow::Borrowed("correct the file; its errors are reported below")),
            });
        Remote { reference: String, meant: Option<String>, download: String }
            = SW0015 "`{reference}` is a URL, and specwright reads nothing from the network",
            help (suggestion(meant.as_ref(), download));
        OtherKind { reference: String, found: String, wanted: &'static str, schema_is_used: bool }
            = SW0016 "`{reference}` is a {found}, not a {wanted}",
            help (match schema_is_used {
                true => format!("its schema is used; refer to a {wanted}"),
                false => format!("refer to a {wanted}"),
            });
        TooLarge = SW0017
            "copies of path items and other things that are not components make the document too large; this one and later ones are left out",
            help "refer to schemas and parameters instead: these are not copied";
        FilesTooLarge = SW0017
            "references between files make the document too large or too deep; this one and others are left out",
            help "refer to schemas and parameters instead: these are not copied";
        Renamed { kind: &'static str, wanted: String, given: String }
            = SW0018 "another {kind} is named `{wanted}`; this one is named `{given}`";
        UnusedFile { file: String } = SW0007 "`{file}` is not used: nothing refers to it",
            help "leave it out, or refer to it from the document; generate separate documents in separate runs";
    }
}

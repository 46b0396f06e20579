//! Findings about references.

use std::borrow::Cow;

use super::Finding;

/// Help for references that come back to themselves.
const CYCLE: &str = "let one of the references name something with content";

/// Help for references to what is not there.
const ABSENT: &str = "correct the reference, or add what it names";

/// The reference that was meant, or other help.
fn meant(meant: Option<&String>, other: &str) -> String {
    match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => other.to_owned(),
    }
}

findings! {
    /// About a reference.
    Reference {
        Empty { meant: Option<String> } = SW0011 "an empty reference names nothing",
            help (self::meant(meant.as_ref(), ABSENT));
        Unresolved { reference: String, meant: Option<String> }
            = SW0011 "`{reference}` names nothing in this document",
            help (self::meant(meant.as_ref(), ABSENT));
        UnresolvedIn { reference: String, file: String, meant: Option<String> }
            = SW0011 "`{reference}` names nothing in `{file}`",
            help (self::meant(meant.as_ref(), ABSENT));
        OfDocument { reference: String, file: String, document: String }
            = SW0011 "`{reference}` is not in `{file}`; that of the document is used",
            help "write `{document}{reference}`, relative to this file";
        Cycle { reference: String } = SW0012 "`{reference}` refers back to itself", help (CYCLE);
        Endless = SW0012 "reference cycle: the target contains the reference, which is left out",
            help "write out what is meant";
        NoFile { reference: String, file: String, meant: Option<String> }
            = SW0014 "`{reference}` names the file `{file}`, which does not exist",
            help (self::meant(
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
            = SW0015 "`{reference}` is on the network and is not read",
            help (self::meant(meant.as_ref(), download));
        OtherKind { reference: String, found: String, wanted: &'static str, schema_is_used: bool }
            = SW0016 "`{reference}` names a {found}, not a {wanted}",
            help (match schema_is_used {
                true => format!("its schema is used; refer to a {wanted}"),
                false => format!("refer to a {wanted}"),
            });
        TooLarge = SW0017
            "references to path items and the like make the document too large; from here on they are left out",
            help "refer to schemas and parameters instead, which are not copied";
        FilesTooLarge = SW0017
            "references between the files make the document too large or too deep; this one and others are left out",
            help "refer to schemas and parameters instead, which are not copied";
        Renamed { kind: &'static str, wanted: String, given: String }
            = SW0018 "there is another {kind} `{wanted}`; this one is named `{given}`";
        UnusedFile { file: String } = SW0007 "`{file}` is not used: nothing refers to it",
            help "name one document, or generate each document on its own";
    }
}

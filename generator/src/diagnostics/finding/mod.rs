//! All findings, in families by the part of the program that reports them.
//!
//! A finding has the code of its kind, a message that says what is wrong in the words of the input, and help, if there is
//! more to say than on the page of its code. `findings!` defines the enums:
//!
//! ```ignore
//! findings! {
//!     /// About the text of a file.
//!     Read {
//!         DuplicateKey { key: String } = SW0004 "the key `{key}` occurs twice; the last one is used",
//!             help "remove one of them";
//!     }
//! }
//! ```
//!
//! Message and help are format strings over the fields, or expressions in parentheses that make a `String` (help: a
//! `String`, `&'static str`, or an `Option` of one).

mod names;

use std::borrow::Cow;

use serde_json::Value;

use super::code::{Code, Outcome};

/// Defines a family: an enum of findings with their codes, messages and help.
macro_rules! findings {
    (
        $(#[$doc:meta])*
        $family:ident {
            $(
                $variant:ident $({ $($field:ident: $type:ty),* $(,)? })?
                    = $code:ident $message:tt $(, help $help:tt)?;
            )*
        }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub(crate) enum $family {
            $($variant $({ $($field: $type),* })?),*
        }

        #[allow(unused_variables, reason = "messages and help seldom use all fields")]
        impl $family {
            pub(super) fn code(&self) -> $crate::diagnostics::Code {
                match self {
                    $(Self::$variant { .. } => $crate::diagnostics::Code::$code),*
                }
            }

            pub(super) fn message(&self) -> String {
                match self {
                    $(Self::$variant $({ $($field),* })? => findings!(@message $message)),*
                }
            }

            pub(super) fn help(&self) -> Option<std::borrow::Cow<'static, str>> {
                match self {
                    $(Self::$variant $({ $($field),* })? => findings!(@help $($help)?)),*
                }
            }
        }
    };
    (@message $message:literal) => { format!($message) };
    (@message ($message:expr)) => { String::from($message) };
    (@help) => { None };
    (@help $help:literal) => { Some(format!($help).into()) };
    (@help ($help:expr)) => { $crate::diagnostics::finding::IntoHelp::into_help($help) };
}

/// Defines [`Finding`] from the families.
macro_rules! families {
    ($($module:ident::{$($family:ident),*}),* $(,)?) => {
        $(
            mod $module;
            pub(crate) use $module::{$($family),*};

            $(
                impl From<$family> for Finding {
                    fn from(finding: $family) -> Self {
                        Self::$family(finding)
                    }
                }
            )*
        )*

        /// Something about the input that users should know.
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub(crate) enum Finding {
            $($($family($family),)*)*
            /// Any text, for tests of what shows findings.
            #[cfg(test)]
            Any(Any),
        }

        impl Finding {
            /// The kind of finding.
            pub(crate) fn code(&self) -> Code {
                match self {
                    $($(Self::$family(finding) => finding.code(),)*)*
                    #[cfg(test)]
                    Self::Any(any) => any.code,
                }
            }

            /// Says what is wrong, in the names of the input.
            pub(crate) fn message(&self) -> String {
                match self {
                    $($(Self::$family(finding) => finding.message(),)*)*
                    #[cfg(test)]
                    Self::Any(any) => any.message.clone(),
                }
            }

            /// Says what to do about it.
            pub(crate) fn help(&self) -> Option<Cow<'static, str>> {
                match self {
                    $($(Self::$family(finding) => finding.help(),)*)*
                    #[cfg(test)]
                    Self::Any(any) => any.help.clone().map(Cow::Owned),
                }
            }
        }
    };
}

families! {
    source::{Source},
    reference::{Reference},
    dialect::{Version, Keyword, Feature, Swagger},
    repair::{Repair},
    filter::{Filter},
    options::{Options},
    schema::{Schema},
    operation::{Operation, Parameter, Body, Response},
    name::{Name},
    overlay::{Overlay},
    httpdoc::{Httpdoc},
    html2::{Html2},
    embedded::{Embedded},
    pages::{Pages},
}

pub(crate) use httpdoc::PageDifference;
pub(crate) use name::Called;
pub(crate) use operation::Required;
pub(crate) use options::Unused;
pub(crate) use overlay::{NodeKind, OverlayAction};

/// A value as JSON, shortened to fit into a message.
pub(crate) fn shown(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(60) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text,
    }
}

impl Finding {
    /// The effect on the item that it is about.
    pub(crate) fn outcome(&self) -> Outcome {
        match self {
            // The schema of the target is used, so the item is typed.
            Self::Reference(Reference::OtherKind { schema_is_used: true, .. }) => Outcome::Typed,
            finding => finding.code().outcome(),
        }
    }
}

/// A finding with any text.
#[cfg(test)]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Any {
    pub(crate) code: Code,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

#[cfg(test)]
impl Finding {
    pub(crate) fn of(id: &str, message: String, help: Option<String>) -> Self {
        Self::Any(Any { code: Code::of(id).unwrap_or(Code::SW0001), message, help })
    }
}

/// The types that an expression for help may have.
trait IntoHelp {
    fn into_help(self) -> Option<Cow<'static, str>>;
}

impl IntoHelp for &'static str {
    fn into_help(self) -> Option<Cow<'static, str>> {
        Some(Cow::Borrowed(self))
    }
}

impl IntoHelp for String {
    fn into_help(self) -> Option<Cow<'static, str>> {
        Some(Cow::Owned(self))
    }
}

impl IntoHelp for Cow<'static, str> {
    fn into_help(self) -> Option<Self> {
        Some(self)
    }
}

impl<T: IntoHelp> IntoHelp for Option<T> {
    fn into_help(self) -> Option<Cow<'static, str>> {
        self.and_then(T::into_help)
    }
}

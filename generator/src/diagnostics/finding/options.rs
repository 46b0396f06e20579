//! Findings about the options file.

use std::fmt;

findings! {
    /// About the options file.
    Options {
        Invalid { problem: String } = SW0050 "{problem}";
        ReservedName { name: String } = SW0050 "`package.name`: a crate cannot be named `{name}`",
            help "Cargo or Rust reserves this name, or generated code uses a crate of this name; choose another one";
        NoTarget { pointer: String, name: String }
            = SW0055 "rename target not found: `{pointer}`, for the new name `{name}`",
            help "take the pointer from a finding or from the coverage file, or remove the line";
        Pages { operation: String, why: String }
            = SW0057 "`[pagination]` has no effect on `{operation}`: {why}",
            help "name places that the description has; correct it by an overlay if it lacks them";
        NoOperation { operation: String, close: Option<String> }
            = SW0057 "`[pagination]` has no effect: there is no operation `{operation}`",
            help (match close {
                Some(close) => format!("did you mean `{close}`?"),
                None => "write the operation's ID, or its method and path, such as \"GET /orders\"".to_owned(),
            });
        NotUsed { name: String, reason: Unused } = SW0056 "`{name}` is not used: {reason}",
            help (reason.help(name));
        PackageOfModule { with_several: bool } = SW0057 (match with_several {
            true => "`[package]` has no effect: the API is a module of a crate with several APIs",
            false => "`[package]` has no effect: the API is a module of a crate",
        });
    }
}

/// Why an options file beside the input is not used.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Unused {
    /// Another file is used.
    Other { used: String },
    /// Its `inputs` do not name `file`; adding `entry` to them would.
    NotNamed { file: String, entry: String },
    /// `file` is not in its folder.
    Elsewhere { file: String },
    /// Its folder holds another description; `inputs` are the files given on the command line.
    Ambiguous { other: String, inputs: Vec<String> },
}

impl fmt::Display for Unused {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Other { used } => write!(formatter, "`{used}` is used instead"),
            Self::NotNamed { file, .. } => write!(formatter, "its `inputs` do not name `{file}`"),
            Self::Elsewhere { file } => write!(formatter, "`{file}` is not in its folder"),
            Self::Ambiguous { other, .. } => {
                write!(formatter, "its folder holds another description, `{other}`")
            }
        }
    }
}

impl Unused {
    fn help(&self, name: &str) -> String {
        let named = format!("give it with `--options {name}`");
        match self {
            Self::Other { .. } | Self::Elsewhere { .. } => named,
            Self::NotNamed { entry, .. } => format!("add \"{entry}\" to `inputs`, or {named}"),
            Self::Ambiguous { inputs, .. } => {
                let inputs: Vec<String> = inputs.iter().map(|input| format!("\"{input}\"")).collect();
                format!("write `inputs = [{}]` at its top, or {named}", inputs.join(", "))
            }
        }
    }
}

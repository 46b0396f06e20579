//! Names of Rust's prelude.

use std::collections::BTreeSet;

use super::{Ident, Path, Start};

/// A name of Rust's prelude that generated code uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Std {
    Default,
    From,
    Into,
    IntoIterator,
    None,
    Ok,
    Option,
    Result,
    Some,
    String,
    Vec,
}

impl Std {
    /// All names.
    pub const ALL: [Self; 11] = [
        Self::Default,
        Self::From,
        Self::Into,
        Self::IntoIterator,
        Self::None,
        Self::Ok,
        Self::Option,
        Self::Result,
        Self::Some,
        Self::String,
        Self::Vec,
    ];

    /// Returns the name.
    pub const fn name(self) -> &'static str {
        match self.full() {
            [.., name] => name,
            [] => "",
        }
    }

    /// Returns the segments of the full path.
    const fn full(self) -> &'static [&'static str] {
        match self {
            Self::Default => &["std", "default", "Default"],
            Self::From => &["std", "convert", "From"],
            Self::Into => &["std", "convert", "Into"],
            Self::IntoIterator => &["std", "iter", "IntoIterator"],
            Self::None => &["std", "option", "Option", "None"],
            Self::Ok => &["std", "result", "Result", "Ok"],
            Self::Option => &["std", "option", "Option"],
            Self::Result => &["std", "result", "Result"],
            Self::Some => &["std", "option", "Option", "Some"],
            Self::String => &["std", "string", "String"],
            Self::Vec => &["std", "vec", "Vec"],
        }
    }
}

/// Decides how names of Rust's prelude are written in a file: as a full path if a generated type has the same name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Prelude {
    hidden: BTreeSet<Std>,
}

impl Prelude {
    /// Whether a name is one of the prelude that generated code uses.
    pub fn has(name: &Ident) -> bool {
        Std::ALL.iter().any(|known| known.name() == name.as_str())
    }

    /// Records that a generated type of this name is in scope.
    pub fn hide(&mut self, name: &Ident) {
        self.hidden.extend(Std::ALL.iter().filter(|known| known.name() == name.as_str()));
    }

    /// Returns the path by which a name is written.
    pub fn path(&self, name: Std) -> Path {
        match self.hidden.contains(&name) {
            true => Path::new(Start::Extern, name.full()),
            false => Path::new(Start::Scope, &[name.name()]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hidden_name_is_written_in_full() {
        let mut prelude = Prelude::default();
        assert_eq!(prelude.path(Std::Some).to_string(), "Some");
        for name in ["Some", "Option", "Order"] {
            prelude.hide(&Ident::new(name));
        }
        assert_eq!(prelude.path(Std::Some).to_string(), "::std::option::Option::Some");
        assert_eq!(prelude.path(Std::Option).to_string(), "::std::option::Option");
        assert_eq!(prelude.path(Std::Vec).to_string(), "Vec");
    }
}

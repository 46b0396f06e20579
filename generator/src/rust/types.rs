//! Types of values, and items that name them.

use std::fmt;

use super::{Docs, Ident, Path, Start, Std};

/// A type of values. `Display` shows it as Rust code, with the short names of the prelude.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// A type of the prelude, with its arguments.
    Std(Std, Vec<Type>),
    /// Any other type, with its arguments.
    Path(Path, Vec<Type>),
}

impl Type {
    /// A type without arguments.
    pub fn path(path: Path) -> Self {
        Self::Path(path, Vec::new())
    }

    /// A primitive type, such as `i64`.
    pub fn primitive(name: &'static str) -> Self {
        Self::path(Path::new(Start::Scope, &[name]))
    }

    /// `String`
    pub fn string() -> Self {
        Self::Std(Std::String, Vec::new())
    }

    /// `Vec<T>`
    pub fn vec(item: Self) -> Self {
        Self::Std(Std::Vec, vec![item])
    }

    /// `Option<T>`
    pub fn option(value: Self) -> Self {
        Self::Std(Std::Option, vec![value])
    }

    /// `runtime::Boxed<T>`
    pub fn boxed(value: Self) -> Self {
        Self::Path(Path::new(Start::Scope, &["runtime", "Boxed"]), vec![value])
    }

    /// `::std::collections::BTreeMap<String, T>`
    pub fn map(value: Self) -> Self {
        let path = Path::new(Start::Extern, &["std", "collections", "BTreeMap"]);
        Self::Path(path, vec![Self::string(), value])
    }
}

impl fmt::Display for Type {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let arguments = match self {
            Self::Std(name, arguments) => {
                formatter.write_str(name.name())?;
                arguments
            }
            Self::Path(path, arguments) => {
                write!(formatter, "{path}")?;
                arguments
            }
        };
        let mut separator = "<";
        for argument in arguments {
            write!(formatter, "{separator}{argument}")?;
            separator = ", ";
        }
        formatter.write_str(if arguments.is_empty() { "" } else { ">" })
    }
}

/// `pub type NAME = TYPE;`
#[derive(Debug, Clone, PartialEq)]
pub struct Alias {
    /// Name.
    pub name: Ident,
    /// Documentation.
    pub docs: Docs,
    /// Type that the alias names.
    pub ty: Type,
}

/// A trait that a type derives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Derive {
    Clone,
    Debug,
    Default,
    Eq,
    Hash,
    PartialEq,
}

impl Derive {
    /// Returns the name of the trait.
    pub fn name(self) -> &'static str {
        match self {
            Self::Clone => "Clone",
            Self::Debug => "Debug",
            Self::Default => "Default",
            Self::Eq => "Eq",
            Self::Hash => "Hash",
            Self::PartialEq => "PartialEq",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_show_as_code() {
        let date = Path::new(Start::Extern, &["chrono", "NaiveDate"]);
        let shown = Type::map(Type::option(Type::vec(Type::path(date)))).to_string();
        assert_eq!(shown, "::std::collections::BTreeMap<String, Option<Vec<::chrono::NaiveDate>>>");
        assert!(syn::parse_str::<syn::Type>(&shown).is_ok());
        assert_eq!(Type::boxed(Type::primitive("i64")).to_string(), "runtime::Boxed<i64>");
    }
}

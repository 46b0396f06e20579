//! Files and modules.

use std::fmt;
use std::sync::Arc;

use super::{
    Alias, Allowance, Call, Client, Docs, Enum, Group, Ident, Method, Methods, Object, Path,
    Prelude, Responses, Servers, Union,
};

/// A module file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct File {
    /// Path below the package, with `/`.
    pub path: String,
    /// Text of the header line, which names the source.
    pub header: Arc<str>,
    /// `//!` documentation.
    pub docs: Docs,
    /// `#![…]` attributes.
    pub attributes: Vec<Attribute>,
    /// Private `use` items.
    pub uses: Vec<Use>,
    /// Decides how names of Rust's prelude are written in the file.
    pub prelude: Prelude,
    /// All other items.
    pub items: Vec<Item>,
}

/// An attribute of a file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Attribute {
    /// rustfmt does not format the file.
    SkipRustfmt,
    /// Lints that are allowed in the file.
    Allow(Allowance),
}

/// A `use` item.
#[derive(Debug, Clone, PartialEq)]
pub struct Use {
    /// Path of the item, or of the module that contains the items.
    pub path: Path,
    /// Names that are imported.
    pub names: UseNames,
}

/// Names that a `use` item imports.
#[derive(Debug, Clone, PartialEq)]
pub enum UseNames {
    /// The item that its path names.
    Itself,
    /// Items of the module that its path names.
    Some(Vec<Ident>),
    /// All items of the module that its path names.
    All,
}

impl fmt::Display for Use {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = &self.path;
        match &self.names {
            UseNames::Itself => write!(formatter, "use {path};"),
            UseNames::All => write!(formatter, "use {path}::*;"),
            UseNames::Some(names) => {
                let names: Vec<String> = names.iter().map(Ident::to_string).collect();
                write!(formatter, "use {path}::{{{}}};", names.join(", "))
            }
        }
    }
}

/// An item of a file.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "boxing every item would cost more than the space")]
pub enum Item {
    Module(Module),
    Reexport(Use),
    Object(Object),
    StringEnum(Enum<String>),
    IntegerEnum(Enum<i64>),
    Union(Union),
    Alias(Alias),
    Responses(Responses),
    Client(Client),
    Servers(Servers),
    Group(Group),
    Methods(Methods),
    Call(Call),
}

impl Item {
    /// Returns the identifiers that this declares.
    pub fn names(&self) -> Vec<&Ident> {
        match self {
            Self::Module(item) => vec![&item.name],
            Self::Reexport(_) => Vec::new(),
            Self::Object(item) => item.names(),
            Self::StringEnum(item) => item.names(),
            Self::IntegerEnum(item) => item.names(),
            Self::Union(item) => item.names(),
            Self::Alias(item) => vec![&item.name],
            Self::Responses(item) => item.names(),
            Self::Client(item) => item.names(),
            Self::Servers(item) => item.names(),
            Self::Group(item) => item.names(),
            Self::Methods(items) => items.list.iter().flat_map(Method::names).collect(),
            Self::Call(item) => item.names(),
        }
    }
}

/// `mod NAME;`
#[derive(Debug, Clone, PartialEq)]
pub struct Module {
    /// Name.
    pub name: Ident,
    /// Whether it is `pub`.
    pub public: bool,
    /// Feature that enables the module.
    pub feature: Option<String>,
    /// Whether all items of the module are re-exported by its parent.
    pub flatten: bool,
    /// Whether rustfmt does not format the module and those in it.
    pub skip_rustfmt: bool,
}

#[cfg(test)]
mod tests {
    use super::super::Start;
    use super::*;

    #[test]
    fn uses_show_as_code() {
        let path = Path::new(Start::Crate, &["runtime"]);
        let shown = |names| Use { path: path.clone(), names }.to_string();
        assert_eq!(shown(UseNames::Itself), "use crate::runtime;");
        assert_eq!(shown(UseNames::All), "use crate::runtime::*;");
        let names = ["Error", "File"].map(Ident::new).to_vec();
        assert_eq!(shown(UseNames::Some(names)), "use crate::runtime::{Error, File};");
    }
}

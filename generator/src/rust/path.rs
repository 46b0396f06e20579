//! Paths to items.

use std::fmt;

use super::Ident;

/// A path to an item, as written in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// Start of the path.
    pub start: Start,
    /// Names after the start; empty for a path to the starting module.
    pub names: Vec<Ident>,
}

/// Start of a path, from which its names are looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// The scope: no prefix.
    Scope,
    /// The module in which the path is written: `self::`.
    Module,
    /// The module this number of levels up: `super::`.
    Parent(usize),
    /// The root of the crate: `crate::`.
    Crate,
    /// The dependencies of the crate: `::`.
    Extern,
}

impl Path {
    /// Creates a path of fixed names.
    pub fn new(start: Start, names: &[&'static str]) -> Self {
        Self { start, names: names.iter().map(|name| Ident::new(*name)).collect() }
    }

    /// Creates a path of a single name in scope.
    pub fn local(name: Ident) -> Self {
        Self { start: Start::Scope, names: vec![name] }
    }

    /// Extends the path of a module by the name of an item in it.
    pub fn join(mut self, name: Ident) -> Self {
        self.names.push(name);
        self
    }
}

impl fmt::Display for Path {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        match self.start {
            Start::Scope => {}
            Start::Extern => separator = "::",
            Start::Module => formatter.write_str("self")?,
            Start::Crate => formatter.write_str("crate")?,
            Start::Parent(levels) => {
                for level in 0..levels {
                    formatter.write_str(if level == 0 { "super" } else { "::super" })?;
                }
            }
        }
        if !matches!(self.start, Start::Scope) {
            separator = "::";
        }
        for name in &self.names {
            write!(formatter, "{separator}{name}")?;
            separator = "::";
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_show_as_code() {
        let cases = [
            (Path::new(Start::Scope, &["types", "Order"]), "types::Order"),
            (Path::new(Start::Module, &["client"]), "self::client"),
            (Path::new(Start::Parent(2), &["runtime"]), "super::super::runtime"),
            (Path::new(Start::Parent(1), &["Type", "type"]), "super::Type::r#type"),
            (Path::new(Start::Crate, &[]), "crate"),
            (Path::new(Start::Crate, &["runtime"]), "crate::runtime"),
            (Path::new(Start::Extern, &["uuid", "Uuid"]), "::uuid::Uuid"),
            (Path::local(Ident::new("Order")).join(Ident::new("Open")), "Order::Open"),
        ];
        for (path, shown) in cases {
            assert_eq!(path.to_string(), shown);
            assert!(syn::parse_str::<syn::Path>(shown).is_ok(), "{shown}");
        }
    }
}

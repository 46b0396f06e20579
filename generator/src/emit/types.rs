//! Types of values, and items that name them.

use proc_macro2::{Span, TokenStream};
use quote::quote;

use super::doc::docs;
use super::path::{ident, path};
use super::print::Source;
use crate::rust::{Alias, Derive, Std, Type};

impl Source<'_> {
    /// Prints a name of Rust's prelude.
    pub fn std(&self, name: Std) -> TokenStream {
        path(&self.prelude.path(name))
    }

    /// Prints a type.
    pub fn ty(&self, ty: &Type) -> TokenStream {
        let (name, arguments) = match ty {
            Type::Std(name, arguments) => (self.std(*name), arguments),
            Type::Path(name, arguments) => (path(name), arguments),
        };
        if arguments.is_empty() {
            return name;
        }
        let arguments = arguments.iter().map(|argument| self.ty(argument));
        quote!(#name<#(#arguments),*>)
    }
}

/// Prints an alias.
pub fn alias(alias: &Alias, out: &mut Source<'_>) {
    let (docs, name, ty) = (docs(&alias.docs), ident(&alias.name), out.ty(&alias.ty));
    out.tokens(quote!(#docs pub type #name = #ty;));
}

/// Prints `#[derive]`.
pub fn derive(traits: &[Derive]) -> TokenStream {
    let traits = traits.iter().map(|one| proc_macro2::Ident::new(one.name(), Span::call_site()));
    quote!(#[derive(#(#traits),*)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rust::{File, Ident, Path, Start};

    /// Returns code without the spaces between tokens.
    fn text(tokens: &TokenStream) -> String {
        tokens.to_string().replace(' ', "")
    }

    #[test]
    fn types_are_printed_as_they_show() {
        let named = Path::new(Start::Parent(1), &["Order", "type"]);
        let types = [
            Type::map(Type::vec(Type::path(named))),
            Type::option(Type::boxed(Type::primitive("i64"))),
            Type::path(Path::new(Start::Module, &["a"])),
            Type::path(Path::new(Start::Crate, &[])),
            Type::Path(Path::new(Start::Extern, &["a", "B"]), vec![Type::string()]),
        ];
        let file = File::default();
        let source = Source::new(String::new(), &file);
        for ty in types {
            assert_eq!(text(&source.ty(&ty)), ty.to_string().replace(' ', ""));
        }
    }

    #[test]
    fn hidden_names_are_printed_in_full() {
        let mut file = File::default();
        file.prelude.hide(&Ident::new("Option"));
        let source = Source::new(String::new(), &file);
        let ty = source.ty(&Type::option(Type::string()));
        assert_eq!(text(&ty), "::std::option::Option<String>");
    }
}

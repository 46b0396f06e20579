//! Source text: tokens through `prettyplease`, tables line by line.

use proc_macro2::{Literal, Span, TokenStream};
use quote::quote;

use crate::rust::{Allowance, Derive, Docs, File, Ident, Path, Prelude, Start, Std, Type};

/// The text of a file as it grows.
pub struct Source<'a> {
    text: String,
    lines: bool,
    prelude: &'a Prelude,
}

impl<'a> Source<'a> {
    /// The text of a file, which begins with these lines.
    pub fn new(text: String, file: &'a File) -> Self {
        Self { text, lines: false, prelude: &file.prelude }
    }

    /// A name of Rust's prelude.
    pub fn std(&self, name: Std) -> TokenStream {
        path(&self.prelude.path(name))
    }

    /// A type.
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

    /// Items, with a blank line before each.
    pub fn tokens(&mut self, tokens: TokenStream) {
        // Consumes the tokens: parsing a shared `TokenStream` copies it first, which takes longer than parsing.
        match syn::parse2::<syn::File>(tokens) {
            Ok(file) => {
                let mut one = syn::parse_quote!();
                for item in file.items {
                    let syn::File { items, .. } = &mut one;
                    *items = vec![item];
                    self.item(&prettyplease::unparse(&one));
                }
            }
            // The model has nothing that is not Rust. If it did, the crate would not hide it.
            Err(error) => self.table(&format!("compile_error!({:?});\n", error.to_string())),
        }
    }

    /// An item as `prettyplease` prints it, which leaves no blank line between functions.
    fn item(&mut self, text: &str) {
        self.begin();
        let mut after_function = false;
        for line in text.lines() {
            if after_function && line != "}" {
                self.text.push('\n');
            }
            after_function = line == "    }";
            self.text.push_str(line);
            self.text.push('\n');
        }
    }

    /// A macro call that is a table.
    pub fn table(&mut self, text: &str) {
        self.begin();
        self.text.push_str(text);
    }

    /// A line that follows lines of its kind without a gap.
    pub fn line(&mut self, text: &str) {
        if !self.lines {
            self.text.push('\n');
        }
        self.lines = true;
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn begin(&mut self) {
        self.lines = false;
        self.text.push('\n');
    }

    /// The whole text.
    pub fn finish(self) -> String {
        self.text
    }
}

/// `#[doc]` attributes, one a line.
pub fn docs(docs: &Docs) -> TokenStream {
    let lines = docs.lines().iter().map(|line| {
        let line = if line.is_empty() { String::new() } else { format!(" {line}") };
        quote!(#[doc = #line])
    });
    quote!(#(#lines)*)
}

/// `#[deprecated]` where it applies.
pub fn deprecated(is: bool) -> Option<TokenStream> {
    is.then(|| quote!(#[deprecated = "deprecated in the API description"]))
}

/// `#[derive]`
pub fn derive(traits: &[Derive]) -> TokenStream {
    let traits = traits.iter().map(|one| proc_macro2::Ident::new(one.name(), Span::call_site()));
    quote!(#[derive(#(#traits),*)])
}

/// `#[allow]` where there is something to allow.
pub fn allow(allowance: Option<&Allowance>) -> Option<TokenStream> {
    allowance.map(|allowance| {
        let lints = allowance.lints.iter().map(|lint| {
            let names = [lint.tool(), Some(lint.name())].into_iter().flatten();
            let names = names.map(|name| proc_macro2::Ident::new(name, Span::call_site()));
            quote!(#(#names)::*)
        });
        let reason = allowance.reason;
        quote!(#[allow(#(#lints,)* reason = #reason)])
    })
}

/// An identifier.
pub fn ident(name: &Ident) -> proc_macro2::Ident {
    match name.is_raw() {
        true => proc_macro2::Ident::new_raw(name.as_str(), Span::call_site()),
        false => proc_macro2::Ident::new(name.as_str(), Span::call_site()),
    }
}

/// A path.
pub fn path(path: &Path) -> TokenStream {
    let names = path.names.iter().map(ident);
    let names = quote!(#(#names)::*);
    let separator = (!path.names.is_empty()).then(|| quote!(::));
    match path.start {
        Start::Scope => names,
        Start::Extern => quote!(::#names),
        Start::Module => quote!(self #separator #names),
        Start::Crate => quote!(crate #separator #names),
        Start::Parent(levels) => {
            let parents = (0..levels).map(|_| quote!(super));
            quote!(#(#parents)::* #separator #names)
        }
    }
}

/// A string literal.
pub fn literal(text: &str) -> Literal {
    Literal::string(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Code without the spaces between tokens.
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

//! Source text: tokens through `prettyplease`, tables line by line.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

/// A file's text as it grows.
pub struct Source {
    text: String,
    lines: bool,
}

impl Source {
    /// A file with its header, documentation and lint allowances.
    pub fn new(header: &str, docs: &[String], allows: &[(&str, &str)]) -> Self {
        let mut text = format!("// {}\n", header.replace(['\n', '\r'], " "));
        text.push('\n');
        for line in docs {
            text.push_str(format!("//! {line}").trim_end());
            text.push('\n');
        }
        if !docs.is_empty() && !allows.is_empty() {
            text.push('\n');
        }
        for (lint, reason) in allows {
            text.push_str(&format!("#![allow({lint}, reason = {reason:?})]\n"));
        }
        Self { text, lines: false }
    }

    /// Items.
    pub fn tokens(&mut self, tokens: TokenStream) {
        if tokens.is_empty() {
            return;
        }
        // The planner gives nothing that is not Rust; a test prints all there is.
        match syn::parse2::<syn::File>(tokens.clone()) {
            Ok(file) => self.block(&prettyplease::unparse(&file)),
            Err(_) => self.block(&tokens.to_string()),
        }
    }

    /// A macro call that is a table.
    pub fn table(&mut self, text: &str) {
        self.block(text);
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

    fn block(&mut self, text: &str) {
        self.lines = false;
        self.text.push('\n');
        self.text.push_str(text);
    }

    /// The whole text.
    pub fn finish(self) -> String {
        self.text
    }
}

/// `#[doc]` attributes, one a line.
pub fn docs(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| {
        let line = if line.is_empty() { String::new() } else { format!(" {line}") };
        quote!(#[doc = #line])
    });
    quote!(#(#lines)*)
}

/// `#[deprecated]` where it applies.
pub fn deprecated(is: bool) -> Option<TokenStream> {
    is.then(|| quote!(#[deprecated = "deprecated in the API description"]))
}

/// An identifier, raw where it says so.
pub fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// A path, type or expression that the planner has written out.
pub fn path(text: &str) -> TokenStream {
    text.parse().unwrap_or_default()
}

/// A string literal.
pub fn literal(text: &str) -> Literal {
    Literal::string(text)
}

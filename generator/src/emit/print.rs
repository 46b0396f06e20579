//! Source text: tokens through `prettyplease`, tables line by line.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

use crate::rust::{File, Prelude};

/// A file's text as it grows.
pub struct Source<'a> {
    text: String,
    lines: bool,
    prelude: &'a Prelude,
}

impl<'a> Source<'a> {
    /// A file with its header, documentation and lint allowances.
    pub fn new(header: &str, file: &'a File) -> Self {
        let mut text = format!("// {}\n\n", header.replace(['\n', '\r'], " "));
        for line in &file.docs {
            text.push_str(format!("//! {}", comment(line)).trim_end());
            text.push('\n');
        }
        let has_attributes =
            file.is_root || !file.allows.is_empty() || file.recursion_limit.is_some();
        if !file.docs.is_empty() && has_attributes {
            text.push('\n');
        }
        if file.is_root {
            // Covers this file alone, whatever the style of the repository.
            text.push_str("#![cfg_attr(rustfmt, rustfmt::skip)]\n");
        }
        if let Some(limit) = file.recursion_limit {
            text.push_str(&format!("#![recursion_limit = \"{limit}\"]\n"));
            text.push_str(&format!("#![doc(test(attr(recursion_limit = \"{limit}\")))]\n"));
        }
        for (lint, reason) in &file.allows {
            text.push_str(&format!("#![allow({lint}, reason = {reason:?})]\n"));
        }
        Self { text, lines: false, prelude: &file.prelude }
    }

    /// A name of Rust's prelude.
    pub fn std(&self, name: &str) -> TokenStream {
        path(&self.prelude.path(name))
    }

    /// Items, with a blank line before each.
    pub fn tokens(&mut self, tokens: TokenStream) {
        // Given away: what is shared is copied before it is parsed, which takes longer than parsing.
        match syn::parse2::<syn::File>(tokens) {
            Ok(file) => {
                let mut one = syn::parse_quote!();
                for item in file.items {
                    let syn::File { items, .. } = &mut one;
                    *items = vec![item];
                    self.item(&prettyplease::unparse(&one));
                }
            }
            // The planner gives nothing that is not Rust. If it did, the crate would not hide it.
            Err(error) => self.block(&format!("compile_error!({:?});\n", error.to_string())),
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

    fn begin(&mut self) {
        self.lines = false;
        self.text.push('\n');
    }

    fn block(&mut self, text: &str) {
        self.begin();
        self.text.push_str(text);
    }

    /// The whole text.
    pub fn finish(self) -> String {
        self.text
    }
}

/// A line of a comment: rustc refuses control characters there, and those that turn the direction of text.
fn comment(line: &str) -> String {
    let turns = |c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    line.chars().map(|c| if c.is_control() || turns(c) { ' ' } else { c }).collect()
}

/// `#[doc]` attributes, one a line.
pub fn docs(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| {
        let line = if line.is_empty() { String::new() } else { format!(" {}", comment(line)) };
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

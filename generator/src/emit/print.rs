//! Source text: tokens through `prettyplease`, tables line by line.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::rust::{File, Prelude};

/// The text of a file as it grows.
pub struct Source<'a> {
    text: String,
    lines: bool,
    /// How names of the prelude are written in the file.
    pub prelude: &'a Prelude,
}

impl<'a> Source<'a> {
    /// The text of a file, which begins with these lines.
    pub fn new(text: String, file: &'a File) -> Self {
        Self { text, lines: false, prelude: &file.prelude }
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

/// `#[deprecated]` where it applies.
pub fn deprecated(is: bool) -> Option<TokenStream> {
    is.then(|| quote!(#[deprecated = "deprecated in the API description"]))
}

/// A string literal.
pub fn literal(text: &str) -> Literal {
    Literal::string(text)
}

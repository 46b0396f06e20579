//! Source text: tokens through `prettyplease`, tables line by line.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::rust::{File, Prelude};

/// Text of a file, which is built item by item.
pub struct Source<'a> {
    text: String,
    lines: bool,
    /// Decides how names of Rust's prelude are written in the file.
    pub prelude: &'a Prelude,
}

impl<'a> Source<'a> {
    /// Starts the text of a file with these lines.
    pub fn new(text: String, file: &'a File) -> Self {
        Self { text, lines: false, prelude: &file.prelude }
    }

    /// Adds items, with a blank line before each.
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
            // Every model prints valid Rust. If one did not, the generated crate would show the error.
            Err(error) => self.table(&format!("compile_error!({:?});\n", error.to_string())),
        }
    }

    /// Adds an item that `prettyplease` printed, with blank lines between functions.
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

    /// Adds a macro call with a table.
    pub fn table(&mut self, text: &str) {
        self.begin();
        self.text.push_str(text);
    }

    /// Adds a line, without a blank line between lines of this kind.
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

    /// Returns the whole text.
    pub fn finish(self) -> String {
        self.text
    }
}

/// Prints `#[deprecated]`, if it applies.
pub fn deprecated(is: bool) -> Option<TokenStream> {
    is.then(|| quote!(#[deprecated = "deprecated in the API description"]))
}

/// Prints a string literal.
pub fn literal(text: &str) -> Literal {
    Literal::string(text)
}

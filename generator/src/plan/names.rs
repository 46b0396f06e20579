//! Identifiers: made from words of the document, claimed once per namespace.

use std::collections::{HashMap, HashSet};

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use unicode_normalization::UnicodeNormalization;

use crate::rust::{Ident, is_keyword};

/// Identifiers are cut to this many characters: those of deeply nested types would be as long as their paths.
const MAX_CHARS: usize = 120;

/// Names of files are cut to this many characters.
const MAX_MODULE_CHARS: usize = 60;

/// Names that are taken in one namespace.
#[derive(Debug, Default)]
pub struct Namespace {
    taken: HashSet<Ident>,
    /// The last number given after a name.
    numbers: HashMap<Ident, usize>,
}

impl Namespace {
    /// A namespace in which some names mean something already.
    pub fn with(taken: &[&str]) -> Self {
        let taken = taken.iter().map(|name| Ident::new((*name).to_owned())).collect();
        Self { taken, numbers: HashMap::new() }
    }

    /// The first candidate that is free; when none is, the first with the lowest number that is.
    pub fn claim(&mut self, candidates: impl IntoIterator<Item = Ident>) -> Ident {
        let mut first = None;
        for candidate in candidates {
            if self.taken.insert(candidate.clone()) {
                return candidate;
            }
            first.get_or_insert(candidate);
        }
        let first = first.unwrap_or_else(|| Ident::new("value"));
        let number = self.numbers.entry(first.clone()).or_insert(1);
        loop {
            *number += 1;
            let plain = first.as_str().trim_end_matches('_');
            let candidate = Ident::new(format!("{plain}{number}"));
            if self.taken.insert(candidate.clone()) {
                return candidate;
            }
        }
    }
}

/// Symbols that carry meaning in names, in words.
fn spell(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut first = true;
    // Letters that only look different, such as full-width ones, are letters all the same.
    for c in text.nfkc() {
        let word = match c {
            '+' => "plus",
            '-' if first => "minus",
            '<' => "less than",
            '>' => "greater than",
            '=' => "equal",
            '!' => "not",
            '*' => "star",
            '%' => "percent",
            '&' => "and",
            '|' => "or",
            '#' => "hash",
            '$' | '@' if !first => "",
            '~' => "tilde",
            c if c.is_alphanumeric() => {
                out.push(c);
                first = false;
                continue;
            }
            _ => "",
        };
        out.push(' ');
        out.push_str(word);
        out.push(' ');
        first = false;
    }
    out
}

/// A type or variant: `UpperCamelCase`.
pub fn type_name(words: &str) -> Ident {
    Ident::new(clean(&spell(words).to_upper_camel_case(), "Value"))
}

/// The variant of an enum for a value.
pub fn variant_name(value: &str) -> Ident {
    if value.is_empty() { Ident::new("Empty") } else { type_name(value) }
}

/// A field, function, argument or module: `snake_case`.
pub fn value_name(words: &str) -> Ident {
    Ident::new(clean(&spell(words).to_snake_case(), "value"))
}

/// A file or module: like [`value_name`], but never raw, and a name that every file system takes. Rust finds
/// no files for modules whose names are not ASCII.
pub fn module_name(words: &str) -> String {
    let ascii: String = words.chars().map(|c| if c.is_ascii() { c } else { ' ' }).collect();
    let name = value_name(&ascii);
    let name = name.as_str();
    let name = name.get(..MAX_MODULE_CHARS).unwrap_or(name).trim_end_matches('_');
    // The last two are the modules that hold it.
    let taken = ["self", "super", "crate", "main", "lib", "operations", "types"];
    if is_keyword(name) || taken.contains(&name) || is_device(name) {
        format!("{name}_")
    } else {
        name.to_owned()
    }
}

/// Names that Windows keeps for devices, whatever the ending of the file.
fn is_device(name: &str) -> bool {
    let numbered = |prefix: &str| {
        name.strip_prefix(prefix).is_some_and(|n| n.len() == 1 && n.as_bytes()[0].is_ascii_digit())
    };
    matches!(name, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

/// A constant.
pub fn constant_name(words: &str) -> Ident {
    let name = clean(&spell(words).to_shouty_snake_case(), "VALUE");
    // Without a capital letter, as in scripts that have none, an argument could have the same name.
    let is_distinct = name.chars().any(char::is_uppercase);
    Ident::new(if is_distinct { name } else { format!("OPERATION_{name}") })
}

/// A name without what identifiers cannot have, and not longer than they should be.
fn clean(name: &str, fallback: &str) -> String {
    // Letters and digits alone: combining marks would make names that are equal once normalized.
    let valid =
        |c: &char| c.is_ascii_alphanumeric() || *c == '_' || c.is_alphanumeric() && is_xid(*c);
    // Rust compares identifiers in normalization form C.
    let name: String = name.chars().filter(valid).take(MAX_CHARS).nfc().collect();
    let name = name.trim_matches('_');
    match name.chars().next() {
        None => fallback.to_owned(),
        Some(c) if !unicode_ident::is_xid_start(c) => {
            let prefix = if fallback == "value" { "v" } else { "V" };
            format!("{prefix}{name}")
        }
        Some(_) => name.to_owned(),
    }
}

fn is_xid(c: char) -> bool {
    unicode_ident::is_xid_continue(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_names() {
        let cases = [
            ("", "value", "Value"),
            ("1", "v1", "V1"),
            ("Self", "self_", "Self_"),
            ("type", "r#type", "Type"),
            ("crate", "crate_", "Crate"),
            ("+1", "plus_1", "Plus1"),
            ("-1", "minus_1", "Minus1"),
            ("@id", "id", "Id"),
            ("🦀", "value", "Value"),
            ("filter[name]", "filter_name", "FilterName"),
            ("N/A", "n_a", "NA"),
            (">=", "greater_than_equal", "GreaterThanEqual"),
            ("_", "value", "Value"),
        ];
        for (words, value, ty) in cases {
            let names = (value_name(words).to_string(), type_name(words).to_string());
            assert_eq!(names, (value.to_owned(), ty.to_owned()), "{words}");
        }
    }

    #[test]
    fn claims() {
        let mut names = Namespace::with(&["taken"]);
        let mut claim = |candidates: &[&'static str]| {
            names.claim(candidates.iter().map(|one| Ident::new(*one))).to_string()
        };
        assert_eq!(claim(&["taken", "other"]), "other");
        assert_eq!(claim(&["taken"]), "taken2");
        assert_eq!(claim(&["taken"]), "taken3");
        // A raw identifier is another way to write the same name.
        assert_eq!(claim(&["type2"]), "type2");
        assert_eq!(claim(&["type"]), "r#type");
        assert_eq!(claim(&["type"]), "type3");
    }
}

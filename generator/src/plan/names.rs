//! Identifiers: made from words of the document, claimed once per namespace.

use std::collections::{HashMap, HashSet};

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use unicode_normalization::UnicodeNormalization;

/// Identifiers are cut to this many characters: those of deeply nested types would be as long as their paths.
const MAX_CHARS: usize = 120;

/// Names of files are cut to this many characters.
const MAX_MODULE_CHARS: usize = 60;

/// Names that are taken in one namespace.
#[derive(Debug, Default)]
pub struct Namespace {
    taken: HashSet<String>,
    /// The last number given after a name.
    numbers: HashMap<String, usize>,
}

impl Namespace {
    /// A namespace in which some names mean something already.
    pub fn with(taken: &[&str]) -> Self {
        let taken = taken.iter().map(|name| (*name).to_owned()).collect();
        Self { taken, numbers: HashMap::new() }
    }

    /// The first candidate that is free; when none is, the first with the lowest number that is.
    pub fn claim(&mut self, candidates: impl IntoIterator<Item = String>) -> String {
        let mut first = None;
        for candidate in candidates {
            if self.taken.insert(candidate.clone()) {
                return candidate;
            }
            first.get_or_insert(candidate);
        }
        let first = first.unwrap_or_default();
        let number = self.numbers.entry(first.clone()).or_insert(1);
        loop {
            *number += 1;
            let candidate = format!("{}{number}", first.trim_end_matches('_'));
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

/// A type or variant: `UpperCamelCase`, valid in any place.
pub fn type_name(words: &str) -> String {
    let name = identifier(&spell(words).to_upper_camel_case(), "Value");
    if name == "Self" { "Self_".to_owned() } else { name }
}

/// The variant of an enum for a value.
pub fn variant_name(value: &str) -> String {
    if value.is_empty() { "Empty".to_owned() } else { type_name(value) }
}

/// A field, function, argument or module: `snake_case`, valid in any place.
pub fn value_name(words: &str) -> String {
    let name = identifier(&spell(words).to_snake_case(), "value");
    match name.as_str() {
        "self" | "super" | "crate" => format!("{name}_"),
        _ if is_keyword(&name) => format!("r#{name}"),
        _ => name,
    }
}

/// A file or module: like [`value_name`], but never raw, and a name that every file system takes. Rust finds
/// no files for modules whose names are not ASCII.
pub fn module_name(words: &str) -> String {
    let ascii: String = words.chars().map(|c| if c.is_ascii() { c } else { ' ' }).collect();
    let name = value_name(&ascii);
    let name = name.strip_prefix("r#").map_or(name.as_str(), |raw| raw);
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
pub fn constant_name(words: &str) -> String {
    let name = identifier(&spell(words).to_shouty_snake_case(), "VALUE");
    // Without a capital letter, as in scripts that have none, an argument could have the same name.
    if name.chars().any(char::is_uppercase) { name } else { format!("OPERATION_{name}") }
}

fn identifier(name: &str, fallback: &str) -> String {
    // Letters and digits alone: combining marks would make names that are equal once normalized.
    let valid =
        |c: &char| c.is_ascii_alphanumeric() || *c == '_' || c.is_alphanumeric() && is_xid(*c);
    // Rust compares identifiers in normalization form C.
    let clean: String = name.chars().filter(valid).take(MAX_CHARS).nfc().collect();
    let clean = clean.trim_matches('_');
    match clean.chars().next() {
        None => fallback.to_owned(),
        Some(c) if !unicode_ident::is_xid_start(c) => {
            let prefix = if fallback == "value" { "v" } else { "V" };
            format!("{prefix}{clean}")
        }
        Some(_) => clean.to_owned(),
    }
}

fn is_xid(c: char) -> bool {
    unicode_ident::is_xid_continue(c)
}

/// Keywords of edition 2024, strict and reserved.
pub fn is_keyword(name: &str) -> bool {
    matches!(
        name,
        "abstract"
            | "as"
            | "async"
            | "await"
            | "become"
            | "box"
            | "break"
            | "const"
            | "continue"
            | "do"
            | "dyn"
            | "else"
            | "enum"
            | "extern"
            | "false"
            | "final"
            | "fn"
            | "for"
            | "gen"
            | "if"
            | "impl"
            | "in"
            | "let"
            | "loop"
            | "macro"
            | "match"
            | "mod"
            | "move"
            | "mut"
            | "override"
            | "priv"
            | "pub"
            | "ref"
            | "return"
            | "static"
            | "struct"
            | "trait"
            | "true"
            | "try"
            | "type"
            | "typeof"
            | "unsafe"
            | "unsized"
            | "use"
            | "virtual"
            | "where"
            | "while"
            | "yield"
    )
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
            assert_eq!(
                (value_name(words).as_str(), type_name(words).as_str()),
                (value, ty),
                "{words}"
            );
            assert!(syn::parse_str::<syn::Ident>(&value_name(words)).is_ok(), "{words}");
        }
    }

    #[test]
    fn claims() {
        let mut names = Namespace::with(&["taken"]);
        assert_eq!(names.claim(["taken".to_owned(), "other".to_owned()]), "other");
        assert_eq!(names.claim(["taken".to_owned()]), "taken2");
        assert_eq!(names.claim(["taken".to_owned()]), "taken3");
    }
}

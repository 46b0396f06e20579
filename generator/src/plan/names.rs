//! Identifiers, which are built from words of the document and claimed once per namespace.

use std::collections::{HashMap, HashSet};

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use unicode_normalization::UnicodeNormalization;

use crate::lock::Item;
use crate::rust::{Ident, is_keyword};

/// Maximum length of an identifier, in characters: names of deeply nested types would be as long as their paths.
const MAX_CHARS: usize = 120;

/// Maximum length of a file's name, in characters.
const MAX_MODULE_CHARS: usize = 60;

/// Namespace: the names that are taken in it.
#[derive(Debug, Default)]
pub struct Namespace {
    taken: HashSet<Ident>,
    /// Last number that was appended to a name.
    numbers: HashMap<Ident, usize>,
}

impl Namespace {
    /// Creates a namespace in which some names are taken.
    pub fn with(taken: &[&str]) -> Self {
        let taken = taken.iter().map(|name| Ident::new((*name).to_owned())).collect();
        Self { taken, numbers: HashMap::new() }
    }

    /// Takes names that are given already or must not be given again.
    pub fn take<'n>(&mut self, names: impl IntoIterator<Item = &'n str>) {
        self.taken.extend(names.into_iter().map(|name| Ident::new(name.to_owned())));
    }

    /// Takes the names of the members of an item in the lock.
    pub fn take_members(&mut self, item: Option<&Item>) {
        let names = item.iter().flat_map(|item| item.members.values().chain(&item.other));
        self.take(names.map(String::as_str));
    }

    /// Whether nothing has a name yet.
    pub fn is_free(&self, name: &Ident) -> bool {
        !self.taken.contains(name)
    }

    /// Claims the first free candidate; if all are taken, the first one with the lowest free number appended.
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

/// Spells out symbols that carry meaning in names.
fn spell(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut first = true;
    // What is above the limit is cut off in the end.
    let mut letters = 0;
    // NFKC replaces letters that only differ in appearance, such as full-width ones.
    for c in text.nfkc() {
        if letters > 2 * MAX_CHARS {
            break;
        }
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
                letters += 1;
                first = false;
                continue;
            }
            _ => "",
        };
        out.push(' ');
        out.push_str(word);
        out.push(' ');
        letters += word.len();
        first = false;
    }
    out
}

/// Builds the name of a type or variant: `UpperCamelCase`.
pub fn type_name(words: &str) -> Ident {
    Ident::new(clean(&spell(words).to_upper_camel_case(), "Value"))
}

/// Returns the words of a type's name.
pub fn words(name: &str) -> Vec<&str> {
    let name = name.trim_matches('_');
    let starts = name.char_indices().filter(|(at, c)| *at == 0 || c.is_uppercase());
    let starts: Vec<usize> = starts.map(|(at, _)| at).collect();
    let ends = starts.iter().skip(1).copied().chain([name.len()]);
    starts.iter().zip(ends).map(|(start, end)| &name[*start..end]).collect()
}

/// Returns how many words all of several names begin with, and how many they end with. At least one word of each name
/// is neither.
pub fn shared_words(names: &[Vec<&str>]) -> (usize, usize) {
    let [first, others @ ..] = names else { return (0, 0) };
    if others.is_empty() {
        return (0, 0);
    }
    let shortest = names.iter().map(Vec::len).min().unwrap_or_default();
    let all = |same: &dyn Fn(&Vec<&str>) -> bool| others.iter().all(same);
    let leading = (0..shortest).take_while(|at| all(&|one| one[*at] == first[*at])).count();
    let leading = if leading == shortest { 0 } else { leading };
    let end = |name: &Vec<&str>, at: usize| name.len() - 1 - at;
    let room = shortest - leading;
    let trailing =
        (0..room).take_while(|at| all(&|one| one[end(one, *at)] == first[end(first, *at)])).count();
    (leading, if trailing == room { 0 } else { trailing })
}

/// Builds the name of a type inside another one, which the words lead to. If `shorten` is set, at least two words that
/// the outer name ends with and the inner one begins with are written once.
pub fn below(outer: &Ident, inner: &str, shorten: bool) -> Ident {
    let inner = type_name(inner);
    let (around, inside) = (words(outer.as_str()), words(inner.as_str()));
    let is_role = ["Request", "Response", "Parameter"].contains(&inner.as_str());
    if shorten && is_role && around.len() > 1 && around.last() == inside.last() {
        return outer.clone();
    }
    let longest = around.len().min(inside.len().saturating_sub(1));
    let shared = (2..=longest).rev().find(|n| around[around.len() - n..] == inside[..*n]);
    let skip = if shorten { shared.unwrap_or_default() } else { 0 };
    type_name(&format!("{outer} {}", inside[skip..].join(" ")))
}

/// Builds the name of a variant's type inside the type of its union. If `shorten` is set, it has only the words of the
/// variant that the union does not have, or the last one.
pub fn of_variant(union: &Ident, variant: &str, shorten: bool) -> Ident {
    let variant = type_name(variant);
    let singular = |word: &str| word.trim_end_matches('s').to_owned();
    let known: Vec<String> = words(union.as_str()).into_iter().map(singular).collect();
    let all = words(variant.as_str());
    let own: Vec<&str> =
        all.iter().copied().filter(|word| !known.contains(&singular(word))).collect();
    let kept = match (shorten, own.is_empty()) {
        (true, true) => &all[all.len().saturating_sub(1)..],
        (true, false) => &own,
        (false, _) => &all,
    };
    type_name(&format!("{union} {}", kept.join(" ")))
}

/// Builds the names of the variant for a value of an enum: one in which punctuation separates words, and one in which it
/// is spelled out.
pub fn variant_name(value: &str) -> [Ident; 2] {
    if value.is_empty() {
        return ["Empty", "EmptyString"].map(Ident::new);
    }
    let mut spelled = String::new();
    for c in value.chars() {
        match punctuation(c) {
            Some(word) => spelled.push_str(&format!(" {word} ")),
            None => spelled.push(c),
        }
    }
    [type_name(value), type_name(&spelled)]
}

/// Returns the word for a character that otherwise only separates words.
fn punctuation(c: char) -> Option<&'static str> {
    Some(match c {
        '-' => "minus",
        '/' => "slash",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        '@' => "at",
        '$' => "dollar",
        '(' | ')' | '[' | ']' => "bracket",
        _ => return None,
    })
}

/// Builds the name of a field, function, argument or module: `snake_case`.
pub fn value_name(words: &str) -> Ident {
    Ident::new(clean(&spell(words).to_snake_case(), "value"))
}

/// Builds the name of a file or module: like [`value_name`], but never raw, and valid on every file system. The name is
/// ASCII, because rustc does not find the files of other modules.
pub fn module_name(words: &str) -> String {
    let ascii: String = words.chars().map(|c| if c.is_ascii() { c } else { ' ' }).collect();
    let name = value_name(&ascii);
    let name = name.as_str();
    let name = name.get(..MAX_MODULE_CHARS).unwrap_or(name).trim_end_matches('_');
    // The last two are the modules that contain this one.
    let taken = ["self", "super", "crate", "main", "lib", "operations", "types"];
    if is_keyword(name) || taken.contains(&name) || is_device(name) {
        format!("{name}_")
    } else {
        name.to_owned()
    }
}

/// Whether Windows reserves a name for a device, with any extension.
fn is_device(name: &str) -> bool {
    let numbered = |prefix: &str| {
        name.strip_prefix(prefix).is_some_and(|n| n.len() == 1 && n.as_bytes()[0].is_ascii_digit())
    };
    matches!(name, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

/// Builds the name of a constant: `UPPER_SNAKE_CASE`.
pub fn constant_name(words: &str) -> Ident {
    let name = clean(&spell(words).to_shouty_snake_case(), "VALUE");
    // In a script without capital letters, an argument could have the same name.
    let is_distinct = name.chars().any(char::is_uppercase);
    Ident::new(if is_distinct { name } else { format!("OPERATION_{name}") })
}

/// Removes characters that an identifier cannot have, and limits its length.
fn clean(name: &str, fallback: &str) -> String {
    // Combining marks are removed, because names with them could become equal when they are normalized.
    let valid =
        |c: &char| c.is_ascii_alphanumeric() || *c == '_' || c.is_alphanumeric() && is_xid(*c);
    // rustc compares identifiers in normalization form C.
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
        // A raw identifier is the same name as the plain one.
        assert_eq!(claim(&["type2"]), "type2");
        assert_eq!(claim(&["type"]), "r#type");
        assert_eq!(claim(&["type"]), "type3");
    }
}

//! Enums of strings and integers.

use std::fmt::Display;

use super::names::{Namespace, type_name, variant_name};
use crate::rust::{Derive, Docs, Enum, EnumVariant, Ident};

/// Candidate names of the variant for values that the description does not list.
const UNKNOWN: [&str; 3] = ["Unknown", "UnknownValue", "Unrecognized"];

/// Names of an enum's variants.
pub struct Variants<T> {
    /// Values that the description lists, with their variants, in document order.
    pub listed: Vec<(T, Ident)>,
    /// Variant for all other values.
    pub unknown: Ident,
}

/// Names the variants of an enum of strings.
pub fn string_variants(values: &[String]) -> Variants<String> {
    let mut names = Namespace::default();
    let listed =
        values.iter().map(|value| (value.clone(), names.claim([variant_name(value)]))).collect();
    Variants { listed, unknown: unknown(&mut names) }
}

/// Names the variants of an enum of integers.
pub fn integer_variants(values: &[(i64, Option<String>)]) -> Variants<i64> {
    let mut names = Namespace::default();
    let listed = values
        .iter()
        .map(|(value, name)| {
            let name = name.as_deref().map_or_else(|| integer_variant(*value), type_name);
            (*value, names.claim([name]))
        })
        .collect();
    Variants { listed, unknown: unknown(&mut names) }
}

/// Returns the name of the variant for an integer without a name.
pub fn integer_variant(number: i64) -> Ident {
    Ident::new(format!("Value{}", number.to_string().replace('-', "Minus")))
}

/// Claims the name of the variant for values that the description does not list.
pub fn unknown(names: &mut Namespace) -> Ident {
    names.claim(UNKNOWN.map(Ident::new))
}

/// Plans an enum of strings with this name and documentation.
pub fn string_enum(named: (Ident, Docs), deprecated: bool, values: &[String]) -> Enum<String> {
    open_enum(named, deprecated, string_variants(values))
}

/// Plans an enum of integers with this name and documentation.
pub fn integer_enum(
    named: (Ident, Docs),
    deprecated: bool,
    values: &[(i64, Option<String>)],
) -> Enum<i64> {
    open_enum(named, deprecated, integer_variants(values))
}

fn open_enum<T: Display>(
    (name, docs): (Ident, Docs),
    deprecated: bool,
    variants: Variants<T>,
) -> Enum<T> {
    let listed = variants.listed.into_iter();
    Enum {
        name,
        docs,
        deprecated,
        derives: vec![Derive::Debug, Derive::Clone, Derive::PartialEq, Derive::Eq, Derive::Hash],
        variants: listed
            .map(|(value, name)| EnumVariant { name, docs: Docs::line(shown(&value)), value })
            .collect(),
        unknown: variants.unknown,
    }
}

/// Shows a value in documentation.
pub fn shown(value: &impl Display) -> String {
    let text = value.to_string();
    let text: String = text.chars().filter(|c| !c.is_control() && *c != '`').collect();
    if text.trim().is_empty() { "The empty string.".to_owned() } else { format!("`{text}`") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_shown_as_code() {
        let cases = [
            ("", "The empty string."),
            (" \n", "The empty string."),
            ("a`b", "`ab`"),
            ("a", "`a`"),
        ];
        for (value, expected) in cases {
            assert_eq!(shown(&value), expected);
        }
    }

    #[test]
    fn names_of_integers() {
        let values = [
            (1, None),
            (-2, None),
            (3, Some("Value1".to_owned())),
            (4, Some("unknown".to_owned())),
        ];
        let variants = integer_variants(&values);
        let names: Vec<&str> = variants.listed.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(names, ["Value1", "ValueMinus2", "Value12", "Unknown"]);
        assert_eq!(variants.unknown.as_str(), "UnknownValue");
    }
}

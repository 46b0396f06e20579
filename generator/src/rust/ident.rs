//! Identifiers.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// An identifier, valid in any place. It shows as Rust code writes it: raw where it is a keyword. Cloning is cheap: a
/// type's name is in every path to it.
#[derive(Debug, Clone)]
pub struct Ident(Text);

#[derive(Debug, Clone)]
enum Text {
    Static(&'static str),
    Shared(Arc<str>),
}

impl From<&'static str> for Ident {
    fn from(text: &'static str) -> Self {
        match repaired(text) {
            Some(repaired) => Self(Text::Shared(repaired.into())),
            None => Self(Text::Static(text)),
        }
    }
}

impl From<String> for Ident {
    fn from(text: String) -> Self {
        Self(Text::Shared(repaired(&text).unwrap_or(text).into()))
    }
}

/// The identifier made from a text that is not an identifier, or that cannot be one in every place.
fn repaired(text: &str) -> Option<String> {
    let plain = text.strip_prefix("r#").unwrap_or(text);
    if is_valid(plain) {
        let is_reserved = matches!(plain, "self" | "Self" | "super" | "crate");
        let is_same = plain.len() == text.len() && !is_reserved;
        return (!is_same)
            .then(|| if is_reserved { format!("{plain}_") } else { plain.to_owned() });
    }
    let clean = plain.chars().map(|c| if unicode_ident::is_xid_continue(c) { c } else { '_' });
    let clean: String = clean.collect();
    Some(if is_valid(&clean) { clean } else { format!("x{clean}") })
}

impl Ident {
    /// The identifier that a text is, or one made from it: a keyword that cannot be raw ends in `_`, characters that
    /// identifiers cannot have become `_`, and `x` comes before what no identifier begins with.
    pub fn new(text: impl Into<Self>) -> Self {
        text.into()
    }

    /// The identifier as documentation shows it: never raw.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Text::Static(text) => text,
            Text::Shared(text) => text,
        }
    }

    /// Whether code has to write it as a raw identifier.
    pub fn is_raw(&self) -> bool {
        is_keyword(self.as_str())
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let prefix = if self.is_raw() { "r#" } else { "" };
        write!(formatter, "{prefix}{}", self.as_str())
    }
}

impl PartialEq for Ident {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Ident {}

impl Hash for Ident {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

/// Whether a text is an identifier or a keyword.
fn is_valid(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| unicode_ident::is_xid_start(c) || c == '_' && text.len() > 1)
        && chars.all(unicode_ident::is_xid_continue)
}

/// Keywords of edition 2024, strict and reserved, that can be raw identifiers.
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
    fn any_text_makes_a_valid_identifier() {
        let cases = [
            ("name", "name"),
            ("größe", "größe"),
            ("type", "r#type"),
            ("r#type", "r#type"),
            ("r#name", "name"),
            ("self", "self_"),
            ("Self", "Self_"),
            ("super", "super_"),
            ("crate", "crate_"),
            ("_name", "_name"),
            ("_", "x_"),
            ("", "x"),
            ("1st", "x1st"),
            ("a-b c", "a_b_c"),
            ("🦀", "x_"),
            ("a\n#[b]", "a___b_"),
        ];
        for (text, shown) in cases {
            let ident = Ident::new(text);
            assert_eq!(ident.to_string(), shown, "{text}");
            assert!(syn::parse_str::<syn::Ident>(shown).is_ok(), "{text}");
            assert_eq!(ident.as_str(), shown.trim_start_matches("r#"));
        }
    }

    #[test]
    fn keywords_are_those_of_rust() {
        for name in ["async", "dyn", "gen", "try", "yield"] {
            assert!(is_keyword(name), "{name}");
        }
        for name in ["union", "safe", "raw", "auto", "macro_rules"] {
            assert!(!is_keyword(name), "{name}");
        }
    }
}

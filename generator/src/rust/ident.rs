//! Identifiers.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// An identifier that is valid anywhere. `Display` shows it as in Rust code: raw if it is a keyword. Cloning is cheap,
/// because the name of a type is part of every path to it.
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

/// Repairs a text that is not a valid identifier everywhere; `None` if it is.
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
    /// Creates an identifier from any text. Invalid characters become `_`, `x` is put before a character that an
    /// identifier cannot start with, and `_` is appended to a keyword that cannot be raw.
    pub fn new(text: impl Into<Self>) -> Self {
        text.into()
    }

    /// Returns the identifier without `r#`, as documentation shows it.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Text::Static(text) => text,
            Text::Shared(text) => text,
        }
    }

    /// Whether code must write this as a raw identifier.
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

/// Whether a name is a keyword of edition 2024, strict or reserved, that can be a raw identifier.
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

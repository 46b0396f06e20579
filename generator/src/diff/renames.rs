//! Types that have another name now.

use std::borrow::Cow;
use std::collections::HashMap;

/// New names of types, by the old ones.
#[derive(Debug, Default)]
pub struct Renames<'a> {
    names: HashMap<&'a str, &'a str>,
}

impl<'a> Renames<'a> {
    pub fn new(names: HashMap<&'a str, &'a str>) -> Self {
        Self { names }
    }

    /// Returns an old text with the new names of types, and the new names that are now in it. Names that follow `::` are those
    /// of other crates.
    pub fn apply<'t>(&self, text: &'t str) -> (Cow<'t, str>, Vec<&'a str>) {
        if self.names.is_empty() {
            return (Cow::Borrowed(text), Vec::new());
        }
        let is_name = |c: char| c.is_alphanumeric() || c == '_';
        let (mut renamed, mut used) = (String::new(), Vec::new());
        let mut rest = text;
        while !rest.is_empty() {
            let end = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            match self.names.get(word).filter(|_| !renamed.ends_with("::")) {
                Some(new) => {
                    renamed.push_str(new);
                    used.push(*new);
                }
                None => renamed.push_str(word),
            }
            let start = after.find(is_name).unwrap_or(after.len());
            renamed.push_str(&after[..start]);
            rest = &after[start..];
        }
        if used.is_empty() { (Cow::Borrowed(text), used) } else { (Cow::Owned(renamed), used) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_replaced_as_words() {
        let renames = Renames::new([("Order", "Purchase"), ("Date", "Day")].into());
        let (text, used) = renames.apply("Vec<Order, OrderList, chrono::Date>, Order");
        assert_eq!(text, "Vec<Purchase, OrderList, chrono::Date>, Purchase");
        assert_eq!(used, ["Purchase", "Purchase"]);
        assert_eq!(renames.apply("größe: i64").0, "größe: i64");
    }
}

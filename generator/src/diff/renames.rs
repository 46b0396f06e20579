//! Types that have another name now.

use std::borrow::Cow;
use std::collections::HashMap;

/// New names of types, by the old ones.
#[derive(Debug, Default)]
pub struct Renames<'a> {
    names: HashMap<&'a str, &'a str>,
}

impl<'a> Renames<'a> {
    /// Records that a type has another name now. Of several new names, the first one counts.
    pub fn insert(&mut self, old: &'a str, new: &'a str) {
        self.names.entry(old).or_insert(new);
    }

    /// Returns the new name of a type.
    pub fn get(&self, old: &str) -> Option<&'a str> {
        self.names.get(old).copied()
    }

    /// Returns an old text with the new names of types, and the new names that are now in it. Names that follow `::` are those
    /// of other crates.
    pub fn apply<'t>(&self, text: &'t str) -> (Cow<'t, str>, Vec<&'a str>) {
        if self.names.is_empty() {
            return (Cow::Borrowed(text), Vec::new());
        }
        let (mut renamed, mut used) = (String::new(), Vec::new());
        let mut rest = text;
        while !rest.is_empty() {
            let end = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            // `Item = …` names a type of a trait.
            let is_type = !renamed.ends_with("::") && !after.starts_with(" = ");
            match self.names.get(word).filter(|_| is_type) {
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

/// Whether a character is one of a name.
pub fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_replaced_as_words() {
        let mut renames = Renames::default();
        renames.insert("Order", "Purchase");
        renames.insert("Date", "Day");
        let (text, used) = renames.apply("Iter<Order = OrderList, chrono::Date>, Order, (Order)");
        assert_eq!(text, "Iter<Order = OrderList, chrono::Date>, Purchase, (Purchase)");
        assert_eq!(used, ["Purchase", "Purchase"]);
        assert_eq!(renames.apply("größe: i64").0, "größe: i64");
    }
}

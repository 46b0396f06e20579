//! The file `names.lock`.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use super::{Item, Lock};
use crate::options::Problem;
use crate::rust::Ident;

/// First lines of the file.
const HEAD: &str = "\
# The names of generated items, written by specwright. Commit this file: the items keep their names
# while the description changes. `specwright lock prune` removes the names of items that are gone.
";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    input: String,
    #[serde(default)]
    items: BTreeMap<String, Item>,
}

impl Lock {
    /// Reads the text of a file.
    ///
    /// # Errors
    ///
    /// If the syntax is wrong, a key is unknown, a name is not a valid identifier, or two items have the same name.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let file: File = ::toml::from_str(text).map_err(|error| Problem::new(&error, text))?;
        let lock = Self { items: file.items, ..Self::new(file.input) };
        let wrong = |key: &str, message: String| {
            let key = key.replace('~', "~0").replace('/', "~1");
            let message = format!(
                "{message}. Correct the line, or delete the file and generate again: names may then change"
            );
            Err(Problem::at(&format!("/items/{key}"), message, text))
        };
        let mut owners: HashMap<(&str, &str), &str> = HashMap::new();
        for (key, item) in &lock.items {
            let names = [
                ("type", &item.ty),
                ("type", &item.form),
                ("method", &item.method),
                ("call", &item.call),
            ];
            let names = names.iter().filter_map(|(kind, name)| Some((*kind, name.as_deref()?)));
            for (kind, name) in names {
                if !is_identifier(name) {
                    return wrong(key, format!("`{name}` is not a valid name for a {kind}"));
                }
                if let Some(other) = owners.insert((kind, name), key) {
                    let message = format!("`{other}` and `{key}` have the same {kind}, `{name}`");
                    return wrong(key, message);
                }
            }
            let mut members: HashMap<&str, &str> = HashMap::new();
            let other = item.other.iter().map(|name| ("other", name));
            let listed = item.members.iter().map(|(member, name)| (member.as_str(), name));
            for (member, name) in listed.chain(other) {
                if !is_identifier(name) {
                    return wrong(key, format!("`{name}` is not a valid name for `{member}`"));
                }
                if let Some(other) = members.insert(name, member) {
                    let message = format!("`{other}` and `{member}` have the same name, `{name}`");
                    return wrong(key, message);
                }
            }
        }
        Ok(lock)
    }

    /// Returns the text of a file. An item is a table and a name is a line, in the order of the keys, so that
    /// independent changes merge.
    pub fn print(&self) -> String {
        let mut text = format!("{HEAD}input = {}\n", quoted(&self.input));
        for (key, item) in &self.items {
            text.push_str(&format!("\n[items.{}]\n", quoted(key)));
            let lines = [
                ("id", &item.id),
                ("method", &item.method),
                ("call", &item.call),
                ("type", &item.ty),
                ("form", &item.form),
                ("shape", &item.shape),
                ("other", &item.other),
            ];
            for (name, value) in lines {
                if let Some(value) = value {
                    text.push_str(&format!("{name} = {}\n", quoted(value)));
                }
            }
            for (member, name) in &item.members {
                text.push_str(&format!("members.{} = {}\n", quoted(member), quoted(name)));
            }
        }
        text
    }
}

/// Whether a text is an identifier that needs no repair.
fn is_identifier(text: &str) -> bool {
    !text.is_empty() && Ident::new(text.to_owned()).as_str() == text && text.len() <= 512
}

/// Quotes a TOML string on one line.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\U{:08X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lock() -> Lock {
        let mut lock = Lock::new("a.yaml");
        let members = [("a\"\\\u{1}\n", "a"), ("größe", "größe"), ("type", "type"), ("", "value")];
        let members = members.map(|(key, name)| (key.to_owned(), name.to_owned()));
        let ty = Some("Pet".to_owned());
        let item = Item { ty, members: members.into(), ..Item::default() };
        lock.items.insert("schemas/A.b[\"]".to_owned(), item);
        let method = Some("list_pets".to_owned());
        lock.items.insert("GET /pets".to_owned(), Item { method, ..Item::default() });
        lock
    }

    #[test]
    fn what_is_printed_is_read() {
        let lock = lock();
        assert_eq!(Lock::parse(&lock.print()).unwrap(), lock);
        assert_eq!(lock.print(), Lock::parse(&lock.print()).unwrap().print());
    }

    #[test]
    fn a_broken_file_is_an_error_with_its_place() {
        let cases = [
            ("input = 1", "invalid type"),
            ("input = 'a'\nother = 1", "unknown key `other`"),
            ("input = 'a'\n[items.'b']\ntype = 'a b'", "`a b` is not a valid name for a type"),
            ("input = 'a'\n[items.'b']\nmethod = 'self'", "`self` is not a valid name"),
            ("input = 'a'\n[items.'b']\nmembers.x = 'r#a'", "`r#a` is not a valid name for `x`"),
            (
                "input = 'a'\n[items.'b']\ntype = 'A'\n[items.'c']\ntype = 'A'",
                "`b` and `c` have the same type, `A`",
            ),
            (
                "input = 'a'\n[items.'b']\nmembers.x = 'a'\nmembers.y = 'a'",
                "`x` and `y` have the same name, `a`",
            ),
            ("<<<<<<< HEAD", ""),
        ];
        for (text, message) in cases {
            let problem = Lock::parse(text).unwrap_err();
            assert!(problem.message.contains(message), "{problem}");
            assert!(problem.line > 0);
        }
        let text = "input = 'a'\n[items.'b/c']\ntype = '1'";
        assert_eq!(Lock::parse(text).unwrap_err().line, 2);
    }
}

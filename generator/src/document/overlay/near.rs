//! Explains why an expression that only names members matches nothing.

use serde_json::Value;

use crate::closest::closest;

/// A member that an expression names and the document does not have.
pub struct Missing {
    /// Expression of the node that should have the member.
    pub parent: String,
    /// Name of the member.
    pub member: String,
    /// Similar name that may be meant.
    pub closest: Option<String>,
}

/// Returns the first member that an expression names and the document does not have. Returns `None` for expressions
/// that do more than name members.
pub fn missing(path: &str, tree: &Value) -> Option<Missing> {
    let mut rest = path.trim().strip_prefix('$')?;
    let mut node = tree;
    let mut found = "$".to_owned();
    while !rest.is_empty() {
        let (name, after) = segment(rest)?;
        let child = match node {
            Value::Object(members) => members.get(name),
            Value::Array(list) => name.parse::<usize>().ok().and_then(|at| list.get(at)),
            _ => None,
        };
        let Some(child) = child else {
            let known = node.as_object().into_iter().flat_map(|members| members.keys());
            let closest = closest(name, known.map(String::as_str)).map(str::to_owned);
            return Some(Missing { parent: found, member: name.to_owned(), closest });
        };
        node = child;
        found.push_str(&rest[..rest.len() - after.len()]);
        rest = after;
    }
    None
}

/// Returns the name that a segment such as `.name`, `['name']` or `[0]` selects, and the rest of the expression.
fn segment(path: &str) -> Option<(&str, &str)> {
    if let Some(rest) = path.strip_prefix('.') {
        let ends = |c: char| !(c.is_alphanumeric() || c == '_');
        let (name, after) = rest.split_at(rest.find(ends).unwrap_or(rest.len()));
        return (!name.is_empty()).then_some((name, after));
    }
    let rest = path.strip_prefix('[')?;
    let (name, after) = match rest.chars().next()? {
        quote @ ('\'' | '"') => {
            let (name, after) = rest[1..].split_once(quote)?;
            (name, after.strip_prefix(']')?)
        }
        c if c.is_ascii_digit() => rest.split_once(']')?,
        _ => return None,
    };
    (!name.contains([':', ',', '\\'])).then_some((name, after))
}

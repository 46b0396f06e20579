//! Search from a place in JSON or JavaScript outwards for the enclosing values.

use crate::scrape::javascript::literal::is_name;
use crate::scrape::javascript::unquote::backslashes;

/// Maximum number of enclosing collections that are searched for.
const MAX_STEPS: usize = 32;

/// The number of bytes that may still be examined for a page. It keeps the time linear in the size of the page, whatever
/// its content.
#[derive(Debug)]
pub struct Budget {
    left: usize,
}

impl Budget {
    /// The budget for a page of this many bytes.
    pub fn new(bytes: usize) -> Self {
        Self { left: bytes.saturating_mul(24).saturating_add(1 << 20) }
    }

    /// Takes bytes from the budget. Returns whether any are left.
    pub fn spend(&mut self, bytes: usize) -> bool {
        self.left = self.left.saturating_sub(bytes);
        self.left > 0
    }

    /// Whether the budget is used up.
    pub fn exhausted(&self) -> bool {
        self.left == 0
    }
}

/// The place of a value: the outermost collection around it, and the keys from there.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Offset of the outermost collection.
    pub root: usize,
    /// Keys from the root to the value; `[]` for the items of a list.
    pub path: Vec<String>,
    /// Offset of the innermost object or list around the value.
    pub parent: Option<usize>,
}

/// Finds the innermost bracket that is still open at `from`, an offset outside of strings.
pub fn opener(text: &str, from: usize, budget: &mut Budget) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut depth = 0usize;
    let mut at = from;
    let mut found = None;
    while at > 0 {
        at -= 1;
        match bytes[at] {
            b'"' | b'\'' | b'`' => match string_start(bytes, at) {
                Some(start) => at = start,
                None => {
                    at = 0;
                    break;
                }
            },
            b'}' | b']' | b')' => depth += 1,
            b'{' | b'[' | b'(' if depth == 0 => {
                found = Some(at);
                break;
            }
            b'{' | b'[' | b'(' => depth -= 1,
            _ => {}
        }
    }
    if budget.spend(from - at) { found } else { None }
}

/// Finds the opening quote of the string whose closing quote is at `end`.
fn string_start(bytes: &[u8], end: usize) -> Option<usize> {
    let quote = bytes[end];
    let mut at = end;
    loop {
        at = bytes[..at].iter().rposition(|byte| *byte == quote)?;
        if backslashes(bytes, at).is_multiple_of(2) {
            return Some(at);
        }
    }
}

/// The offset after the last byte before `at` that is not whitespace.
pub fn trimmed(text: &str, at: usize) -> usize {
    text.as_bytes()[..at]
        .iter()
        .rposition(|byte| !byte.is_ascii_whitespace())
        .map_or(0, |at| at + 1)
}

/// Finds the place of the value that begins at `at`.
pub fn place(text: &str, at: usize, budget: &mut Budget) -> Place {
    let bytes = text.as_bytes();
    let mut place = Place { root: at, ..Place::default() };
    for _ in 0..MAX_STEPS {
        let before = trimmed(text, place.root);
        let step = match before.checked_sub(1).map(|at| bytes[at]) {
            Some(b':') => key(text, before - 1),
            Some(b',' | b'[') => Some(("[]".to_owned(), before)),
            _ => break,
        };
        let Some((key, from)) = step else {
            budget.spend(before);
            break;
        };
        budget.spend(before - from);
        let Some(open) = opener(text, from, budget) else { break };
        let wanted = if key == "[]" { b'[' } else { b'{' };
        if bytes[open] != wanted {
            break;
        }
        place.parent.get_or_insert(open);
        place.path.push(key);
        place.root = open;
    }
    place.path.reverse();
    place
}

/// Reads the key before a colon, and the offset where it begins.
fn key(text: &str, colon: usize) -> Option<(String, usize)> {
    let bytes = text.as_bytes();
    let end = trimmed(text, colon);
    match bytes[..end].last()? {
        b'"' | b'\'' => {
            let start = string_start(bytes, end - 1)?;
            Some((text.get(start + 1..end - 1)?.to_owned(), start))
        }
        _ => {
            let length = bytes[..end].iter().rev().take_while(|b| is_name(**b)).count();
            (length > 0).then(|| (text[end - length..end].to_owned(), end - length))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_have_keys() {
        for (text, root, path) in [
            ("x = {\"a\": {\"b]\": [1, @{}]}}", 4, "a b] []"),
            ("f({url: 'it\\'s', spec: @{}})", 2, "spec"),
            ("f(1, @{})", 5, ""),
            ("@{}", 0, ""),
        ] {
            let at = text.find('@').unwrap();
            let text = text.replace('@', "");
            let place = place(&text, at, &mut Budget::new(text.len()));
            assert_eq!((place.root, place.path.join(" ").as_str()), (root, path), "{text}");
        }
    }
}

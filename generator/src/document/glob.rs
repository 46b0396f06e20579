//! Patterns for names and paths.

/// A part of a pattern.
#[derive(PartialEq)]
enum Part {
    /// `**`: any characters.
    All,
    /// `*`: any characters; in paths, all except `/`.
    Any,
    /// `?`: one character; in paths, any except `/`.
    One,
    Character(char),
}

/// Whether a whole path matches a pattern. Except for `*`, `**` and `?`, every character matches itself: braces and
/// brackets are part of paths (`/pets/{id}`). The time is proportional to the product of the lengths.
pub fn matches_path(pattern: &str, path: &str) -> bool {
    matches(&parts(pattern), path, |c| c != '/')
}

/// Whether a whole name matches a pattern, in which `*` and `?` also match `/`.
pub fn matches_name(pattern: &str, name: &str) -> bool {
    matches(&parts(pattern), name, |_| true)
}

/// Whether a text matches the parts of a pattern. `is_any` says which characters `*` and `?` match.
fn matches(parts: &[Part], text: &str, is_any: fn(char) -> bool) -> bool {
    // For each number of leading parts, whether they match the text so far.
    let mut reached = vec![false; parts.len() + 1];
    reached[0] = true;
    skip_empty(parts, &mut reached);
    for c in text.chars() {
        let mut next = vec![false; parts.len() + 1];
        for (at, part) in parts.iter().enumerate().filter(|(at, _)| reached[*at]) {
            match part {
                Part::All => next[at] = true,
                Part::Any if is_any(c) => next[at] = true,
                Part::One if is_any(c) => next[at + 1] = true,
                Part::Character(own) if *own == c => next[at + 1] = true,
                _ => {}
            }
        }
        skip_empty(parts, &mut next);
        reached = next;
    }
    reached[parts.len()]
}

/// Whether a pattern matches only one text.
pub fn is_literal(pattern: &str) -> bool {
    !pattern.contains(['*', '?'])
}

fn parts(pattern: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    for c in pattern.chars() {
        match c {
            '*' if parts.last() == Some(&Part::Any) => {
                parts.pop();
                parts.push(Part::All);
            }
            '*' if parts.last() == Some(&Part::All) => {}
            '*' => parts.push(Part::Any),
            '?' => parts.push(Part::One),
            c => parts.push(Part::Character(c)),
        }
    }
    parts
}

/// Skips stars, which also match the empty text.
fn skip_empty(parts: &[Part], reached: &mut [bool]) {
    for (at, part) in parts.iter().enumerate() {
        if reached[at] && matches!(part, Part::All | Part::Any) {
            reached[at + 1] = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{matches_name, matches_path};

    #[test]
    fn patterns() {
        let cases = [
            ("/pets", "/pets", true),
            ("/pets", "/pets/", false),
            ("/pets/*", "/pets/{id}", true),
            ("/pets/*", "/pets/{id}/toys", false),
            ("/pets/**", "/pets/{id}/toys", true),
            ("/pets**", "/pets", true),
            ("/pets/{id}", "/pets/{id}", true),
            ("/pets/{id}", "/pets/id", false),
            ("**/toys", "/pets/{id}/toys", true),
            ("list*", "listPets", true),
            ("list*", "list", true),
            ("?et", "get", true),
            ("?et", "et", false),
            ("*", "", true),
            ("", "", true),
            ("", "a", false),
            ("*ü*", "grün", true),
        ];
        for (pattern, text, expected) in cases {
            assert_eq!(matches_path(pattern, text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn names_have_no_segments() {
        assert!(matches_name("emails*", "emails/send") && matches_name("a?b*", "a/b"));
        assert!(!matches_name("emails*", "my/emails"));
    }

    #[test]
    fn stars_take_no_exponential_time() {
        assert!(!matches_path(&"*a".repeat(500), &"a".repeat(400)));
    }
}

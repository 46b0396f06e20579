//! Finds characters of a text that have a meaning in Markdown.

/// Whether the rest of a line would begin a block: a heading, list, quote, rule, fence, table.
pub fn begins_block(line: &str) -> bool {
    let ends = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t']);
    let Some(first) = line.chars().next() else { return false };
    let run = line.len() - line.trim_start_matches(first).len();
    match first {
        '>' => true,
        '#' => run <= 6 && ends(&line[run..]),
        '~' => run >= 3,
        '=' => line[run..].trim().is_empty(),
        '-' | '+' | '*' if ends(&line[1..]) => true,
        '-' | '*' | '_' | '|' | ':' => {
            let only = |of: &[char]| line.trim_end().chars().all(|c| of.contains(&c));
            only(&[first, ' ']) && first != ':' || only(&['|', ':', '-', ' '])
        }
        _ => false,
    }
}

/// Returns the offset of the `.` or `)` in a line that would begin an ordered list.
pub fn list_number(line: &str) -> Option<usize> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line[digits..];
    let is = (1..=9).contains(&digits)
        && rest.starts_with(['.', ')'])
        && (rest.len() == 1 || rest[1..].starts_with([' ', '\t']));
    is.then_some(digits)
}

/// Whether a character needs a backslash, by the character before it (`None` at the start of a line) and the
/// text from it on.
pub fn is_special(c: char, before: Option<char>, text: &str, in_link: bool, in_cell: bool) -> bool {
    let after = text[c.len_utf8()..].chars().next();
    let blank_before = before.is_none_or(char::is_whitespace);
    let blank_after = after.is_some_and(char::is_whitespace);
    match c {
        '`' | '[' => true,
        ']' => in_link,
        '|' => in_cell,
        '*' => !(blank_before && blank_after),
        // The printer opens emphasis with `*`, so only a `_` that could close emphasis needs an escape, which one
        // inside a word cannot.
        '_' => {
            let behind = text.chars().take(8).find(|c| *c != '_');
            !blank_before && !behind.is_some_and(char::is_alphanumeric)
        }
        '~' => !blank_before || after == Some('~'),
        '\\' => {
            // A URL is printed in brackets or backticks, without escapes.
            after.is_none_or(|c| c.is_ascii_punctuation() || c.is_whitespace())
                || url(&text[1..]) > 0
        }
        '<' => after.is_none_or(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
        '&' => reference(text) > 0,
        _ => false,
    }
}

/// Returns the length of the character reference (`&amp;`, `&#39;`) at the start of a text; 0 if there is none.
pub fn reference(text: &str) -> usize {
    let Some(rest) = text.strip_prefix('&') else { return 0 };
    let name = rest.strip_prefix('#').unwrap_or(rest);
    let length = name.bytes().take(33).take_while(u8::is_ascii_alphanumeric).count();
    let is = (1..=32).contains(&length) && name[length..].starts_with(';');
    if is { text.len() - name.len() + length + 1 } else { 0 }
}

/// Returns the length of the URL at the start of a text; 0 if there is none.
pub fn url(text: &str) -> usize {
    let Some(rest) = text.strip_prefix("http").map(|rest| rest.strip_prefix('s').unwrap_or(rest))
    else {
        return 0;
    };
    let Some(rest) = rest.strip_prefix("://") else { return 0 };
    let start = text.len() - rest.len();
    let stops = |c: char| c.is_whitespace() || c.is_control() || "<>\"`|\\[]^".contains(c);
    let mut url = &text[..start + rest.find(stops).unwrap_or(rest.len())];
    // Punctuation that ends a sentence, or a bracket that was opened before, is not part of the URL.
    let opened = url.matches('(').count();
    let mut closed = url.matches(')').count();
    loop {
        url = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_', '~', '\'', '…']);
        if closed <= opened || !url.ends_with(')') {
            break;
        }
        url = &url[..url.len() - 1];
        closed -= 1;
    }
    if url.len() > start { url.len() } else { 0 }
}

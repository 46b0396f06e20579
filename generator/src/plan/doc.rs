//! The description's text as rustdoc Markdown that neither runs, nor links, nor warns.

/// Longer texts are cut.
const MAX_CHARS: usize = 20_000;

/// Makes a text safe: fenced code is marked as text, indented code is not code, brackets and angle
/// brackets are escaped, bare URLs link, control characters are dropped.
pub fn rustdoc(text: &str) -> String {
    let mut out = String::new();
    let mut fence: Option<usize> = None;
    let clean: String = text
        .chars()
        .filter(|c| *c == '\n' || !(c.is_control() || is_bidi(*c)))
        .take(MAX_CHARS)
        .collect();
    for line in clean.lines() {
        let line = line.trim_end();
        let ticks = line.trim_start().chars().take_while(|c| *c == '`').count();
        match fence {
            Some(open) if ticks >= open && line.trim_start().len() == ticks => {
                out.push_str(&"`".repeat(open));
                fence = None;
            }
            Some(_) => out.push_str(line),
            None if ticks >= 3 => {
                out.push_str(&format!("{}text", "`".repeat(ticks)));
                fence = Some(ticks);
            }
            None => {
                // Four spaces would be a code block, which rustdoc runs.
                let indent = line.len() - line.trim_start().len();
                out.push_str(&" ".repeat(indent.min(2)));
                inline(line.trim_start(), &mut out);
            }
        }
        out.push('\n');
    }
    if let Some(open) = fence {
        out.push_str(&"`".repeat(open));
    }
    let mut lines: Vec<&str> = Vec::new();
    for line in out.trim().lines() {
        if !(line.is_empty() && lines.last().is_some_and(|last| last.is_empty())) {
            lines.push(line);
        }
    }
    lines.join("\n")
}

/// The text's first sentence in one line.
pub fn first_sentence(text: &str) -> String {
    let line = text.trim().lines().next().unwrap_or_default();
    let end = line.find(". ").map_or(line.len(), |at| at + 1);
    let short: String = line[..end].chars().take(200).collect();
    let safe = rustdoc(&short);
    safe.lines().next().unwrap_or_default().trim_matches('`').to_owned()
}

fn is_bidi(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

fn inline(line: &str, out: &mut String) {
    // Unbalanced backticks are text.
    let code = line.matches('`').count().is_multiple_of(2);
    let mut in_code = false;
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        if !in_code && (rest.starts_with("http://") || rest.starts_with("https://")) {
            let end = rest
                .find(|c: char| c.is_whitespace() || "<>()[]`\"'\\".contains(c))
                .unwrap_or(rest.len());
            let url = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']);
            out.push_str(&format!("<{url}>"));
            rest = &rest[url.len()..];
            continue;
        }
        match c {
            '`' if code => {
                in_code = !in_code;
                out.push(c);
            }
            '`' | '<' | '>' | '[' | ']' if !in_code => {
                out.push('\\');
                out.push(c);
            }
            // An escape of the text's own must not swallow ours.
            '\\' if !in_code => out.push_str("\\\\"),
            c => out.push(c),
        }
        rest = &rest[c.len_utf8()..];
    }
}

#[cfg(test)]
mod tests {
    use super::{first_sentence, rustdoc};

    #[test]
    fn nothing_runs_links_or_warns() {
        let cases = [
            ("```\ncode()\n```", "```text\ncode()\n```"),
            ("```rust\ncode()", "```text\ncode()\n```"),
            ("    indented()", "indented()"),
            ("see [x] and <y>", "see \\[x\\] and \\<y\\>"),
            ("at https://a.example/b.", "at <https://a.example/b>."),
            ("`[kept]`", "`[kept]`"),
            ("odd ` tick", "odd \\` tick"),
            ("*/ \"# #![x]", "*/ \"# #!\\[x\\]"),
            ("a\u{0}b\u{202e}c", "abc"),
        ];
        for (text, expected) in cases {
            assert_eq!(rustdoc(text), expected);
        }
        assert_eq!(first_sentence("One. Two."), "One.");
    }
}

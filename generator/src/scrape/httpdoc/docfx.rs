//! Reversal of the changes that docfx makes to a page: it renders Markdown and drops escapes.

use super::landmarks::{cut, decode, find};
use std::ops::Range;

/// Finds the original page inside a docfx page: its inner article.
pub(super) fn article(text: &str) -> Range<usize> {
    let start = find(text, &(0..text.len()), "<article>").unwrap_or(0);
    let end = find(text, &(start..text.len()), "</article>");
    start..end.map_or(text.len(), |at| at + "</article>".len())
}

/// Restores the Markdown text that docfx rendered, decoded.
pub(super) fn undo(markup: &str) -> String {
    let mut text = String::with_capacity(markup.len());
    // For each open link, the beginning of its text, and its target.
    let mut links: Vec<(usize, String)> = Vec::new();
    let mut math: Vec<usize> = Vec::new();
    let mut rest = markup;
    while let Some(at) = rest.find('<') {
        text.push_str(&decode(&rest[..at]));
        rest = &rest[at..];
        let Some(end) = rest.find('>') else { break };
        let (tag, behind) = rest.split_at(end + 1);
        rest = behind;
        let name = tag.trim_start_matches(['<', '/']).trim_end_matches(['/', '>']);
        let name = name.split_ascii_whitespace().next().unwrap_or_default();
        match (name, tag.starts_with("</")) {
            ("code", _) => text.push('`'),
            ("em", _) => text.push('*'),
            ("strong", _) => text.push_str("**"),
            ("p", _) => {}
            ("a", false) => {
                let target = tag.split("href=\"").nth(1).and_then(|rest| rest.split('"').next());
                links.push((text.len(), decode(target.unwrap_or_default())));
                text.push('[');
            }
            ("a", true) => {
                if let Some((start, target)) = links.pop() {
                    if text.get(start + 1..) == Some(target.as_str()) {
                        text.truncate(start);
                        text.push_str(&target);
                    } else {
                        text.push_str(&format!("]({target})"));
                    }
                }
            }
            ("span", false) if tag.contains("\"math\"") => math.push(text.len()),
            ("span", true) if !math.is_empty() => {
                if let Some(start) = math.pop().filter(|start| text.is_char_boundary(*start)) {
                    let inner = text.split_off(start);
                    let inner = inner.strip_prefix("\\(").unwrap_or(&inner);
                    let inner = inner.strip_suffix("\\)").unwrap_or(inner);
                    text.push('$');
                    // A parser of mathematics does not know character references: it encodes them again.
                    text.push_str(&decode(inner));
                    text.push('$');
                }
            }
            _ => text.push_str(tag),
        }
    }
    text.push_str(&decode(rest));
    // What looked like a tag to docfx was closed where its element ended.
    while let Some(at) = last_closing_tag(&text) {
        text.truncate(at);
    }
    text
}

/// Closes the HTML paragraphs of the document itself, whose closing tags docfx drops.
pub(super) fn close_paragraphs(text: &str) -> String {
    let mut closed = String::with_capacity(text.len());
    for (index, paragraph) in text.split("<p>").enumerate() {
        if index == 0 || paragraph.contains("</p>") {
            closed.push_str(if index == 0 { "" } else { "<p>" });
            closed.push_str(paragraph);
        } else {
            let content = paragraph.trim_end();
            closed.push_str(&format!("<p>{content}</p>{}", &paragraph[content.len()..]));
        }
    }
    closed
}

/// The offset of the closing tag at the end of a text, if there is one.
fn last_closing_tag(text: &str) -> Option<usize> {
    let inner = text.trim_end().strip_suffix('>')?;
    let at = inner.rfind('<')?;
    let name = inner.get(at..)?.strip_prefix("</")?;
    name.bytes().all(|byte| byte.is_ascii_alphanumeric()).then_some(at)
}

/// Restores the JSON text that docfx rendered. This relies on each line having at most one scalar.
pub(super) fn undo_json(markup: &str) -> String {
    let text = undo(markup).replace("&quot;", "\\\"");
    let lines: Vec<String> = text.split('\n').map(line).collect();
    lines.join("\n")
}

/// Escapes the quotes and backslashes inside the last string of a line of printed JSON.
fn line(text: &str) -> String {
    let body = text.trim_end();
    let body = body.strip_suffix(',').unwrap_or(body);
    let key = body.trim_start();
    let start = if key.starts_with('"') { body.find("\": \"").map(|at| at + 4) } else { None };
    let start = start.unwrap_or(body.len() - key.len() + 1);
    let inner = body
        .strip_suffix('"')
        .filter(|before| before.len() >= start && key.starts_with('"'))
        .and_then(|before| before.get(start..));
    let Some(inner) = inner else { return text.to_owned() };
    let mut fixed = String::with_capacity(text.len());
    fixed.push_str(cut(text, &(0..start)));
    let mut letters = inner.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '"' => fixed.push_str("\\\""),
            '\\' => {
                fixed.push('\\');
                match letters.next_if(|next| "\"\\/bfnrtu".contains(*next)) {
                    Some(next) => fixed.push(next),
                    None => fixed.push('\\'),
                }
            }
            c => fixed.push(c),
        }
    }
    fixed.push_str(cut(text, &(start + inner.len()..text.len())));
    fixed
}

/// Restores the backslashes of a target, which Markdown read as escapes of braces.
pub(super) fn undo_target(target: &str) -> String {
    if target.contains("\\{") {
        return target.to_owned();
    }
    let (path, template) = target.split_once("{?").unwrap_or((target, ""));
    let path = path.replace('{', "\\{");
    if template.is_empty() { path } else { format!("{path}{{?{template}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_markdown() {
        for (markup, text) in [
            ("a <code>b</code> <em>c</em> &lt;= 1", "a `b` *c* <= 1"),
            ("<a href=\"https://a.example/?b&amp;c\">x</a>", "[x](https://a.example/?b&c)"),
            ("<a href=\"https://a.example\">https://a.example</a>", "https://a.example"),
            ("^a<span class=\"math\">\\(|^b\\)</span>|c", "^a$|^b$|c"),
            ("the <pay> word</pay>", "the <pay> word"),
            ("a <b", "a <b"),
            ("x</a></span>", "x"),
        ] {
            assert_eq!(undo(markup), text, "{markup}");
        }
    }

    #[test]
    fn escapes_of_json_come_back() {
        for (markup, text) in [
            ("&quot;a&quot;: &quot;say &quot;b&quot; \\d\\n&quot;,", r#""a": "say \"b\" \\d\n","#),
            ("&quot;a&quot;: &quot;say &amp;quot;&quot;", r#""a": "say \"""#),
            ("&quot;say &quot;b&quot;&quot;", r#""say \"b\"""#),
            ("&quot;a&quot;: {", "\"a\": {"),
            ("&quot;&quot;", "\"\""),
            ("\"", "\""),
        ] {
            let undone = undo_json(markup);
            assert_eq!(undone, text, "{markup}");
        }
    }

    #[test]
    fn paragraphs_are_closed() {
        let whole = "<p>a <code>b</code></p>\n\n<p>c</p>";
        assert_eq!(close_paragraphs("<p>a <code>b</code>\n\n<p>c"), whole);
        assert_eq!(close_paragraphs(whole), whole);
    }

    #[test]
    fn targets_get_their_backslashes_back() {
        assert_eq!(undo_target("\\a{b}\\c{?d*}"), "\\a\\{b}\\c{?d*}");
        assert_eq!(undo_target("\\a\\{b}x{c}"), "\\a\\{b}x{c}");
    }
}

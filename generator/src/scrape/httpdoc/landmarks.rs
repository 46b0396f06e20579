//! Slicing a page between the tags its renderer writes, and decoding what the renderer encoded.

use std::ops::Range;

/// The text of a range; empty if the range is not within the text.
pub(super) fn cut<'t>(text: &'t str, range: &Range<usize>) -> &'t str {
    text.get(range.clone()).unwrap_or_default()
}

/// Finds the first `needle` within the range.
pub(super) fn find(text: &str, range: &Range<usize>, needle: &str) -> Option<usize> {
    cut(text, range).find(needle).map(|at| range.start + at)
}

/// Finds the first opening tag `<tag class="class">` within the range.
pub(super) fn open(
    text: &str,
    range: &Range<usize>,
    tag: &str,
    class: &str,
) -> Option<Range<usize>> {
    let needle = format!("class=\"{class}\">");
    let mut from = range.start;
    while let Some(at) = find(text, &(from..range.end), &needle) {
        let before = cut(text, &(from..at));
        let trimmed = before.trim_end();
        if trimmed.len() < before.len()
            && trimmed.strip_suffix(tag).is_some_and(|rest| rest.ends_with('<'))
        {
            let start = from + trimmed.len() - tag.len() - 1;
            return Some(start..at + needle.len());
        }
        from = at + needle.len();
    }
    None
}

/// Finds the content of the first `<tag class="class">…</tag>` within the range. The content must be encoded, so that the
/// first closing tag ends the element.
pub(super) fn content(
    text: &str,
    range: &Range<usize>,
    tag: &str,
    class: &str,
) -> Option<Range<usize>> {
    let opening = open(text, range, tag, class)?;
    let end = find(text, &(opening.end..range.end), &format!("</{tag}>"))?;
    Some(opening.end..end)
}

/// Splits the range into one piece per `<tag class="class">`, each reaching to the next such tag.
pub(super) fn pieces(
    text: &str,
    range: &Range<usize>,
    tag: &str,
    class: &str,
) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut from = range.start;
    while let Some(opening) = open(text, &(from..range.end), tag, class) {
        if let Some(last) = pieces.last_mut() {
            last.end = opening.start;
        }
        pieces.push(opening.start..range.end);
        from = opening.end;
    }
    pieces
}

/// The range without whitespace at either end.
pub(super) fn trim(text: &str, range: &Range<usize>) -> Range<usize> {
    let inner = cut(text, range);
    let start = range.start + (inner.len() - inner.trim_start().len());
    start..start + inner.trim().len()
}

/// The range without a final `suffix` and the whitespace around it; unchanged if it has none.
pub(super) fn without_suffix(text: &str, range: &Range<usize>, suffix: &str) -> Range<usize> {
    let inner = cut(text, range);
    match inner.trim_end().strip_suffix(suffix) {
        Some(rest) => range.start..range.start + rest.len(),
        None => range.clone(),
    }
}

/// Decodes the character references of a text, once. Invalid ones stay as they are.
pub(super) fn decode(encoded: &str) -> String {
    html_escape::decode_html_entities(encoded).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_by_name_and_class() {
        let text = r#"<b class="x">1</b><i  class="x">a &lt; b</i>"#;
        let found = content(text, &(0..text.len()), "i", "x").map(|r| decode(cut(text, &r)));
        assert_eq!(found.as_deref(), Some("a < b"));
        assert_eq!(open(text, &(0..text.len()), "u", "x"), None);
    }

    #[test]
    fn references_are_decoded_once() {
        assert_eq!(decode("&#xA;a&amp;lt;&#x1F600;<b>&#x2B;&quot;&#39;"), "\na&lt;😀<b>+\"'");
        for odd in ["&", "&;", "a & b; c", "&#xD800;", "&#x110000;", "&é;", "&unknown;", "&#x;"] {
            assert_eq!(decode(odd), odd);
        }
    }
}

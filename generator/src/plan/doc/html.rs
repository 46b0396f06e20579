//! HTML in descriptions: recognizes markup, and adds its equivalent to the tree.

use std::collections::HashSet;

use pulldown_cmark::{Event, Parser};

use super::build::{Builder, Open};
use super::tree::Style;

/// Maximum length of a tag, in bytes; a longer one is text.
const MAX_TAG: usize = 4096;

/// Reads HTML for one description.
pub struct Html {
    /// Elements that the description closes somewhere, in lower case.
    closed: HashSet<String>,
}

/// The text between `<` and `>`.
struct Tag<'a> {
    /// In lower case.
    name: String,
    end: bool,
    attributes: &'a str,
}

impl Html {
    /// Finds the elements that a description closes.
    pub fn new(source: &str) -> Self {
        let name = |rest: &str| -> String {
            let name = rest.chars().take_while(|c| !is_name_end(*c));
            name.map(|c| c.to_ascii_lowercase()).collect()
        };
        let closed = source.split("</").skip(1).map(name).collect();
        Self { closed }
    }

    /// Reads a piece of HTML: a block, or a single tag.
    pub fn read(&self, html: &str, builder: &mut Builder) {
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            text(&rest[..at], builder);
            rest = &rest[at..];
            let length = self.markup(rest, builder);
            if length == 0 {
                builder.text("<");
            }
            rest = &rest[length.max(1)..];
        }
        text(rest, builder);
    }

    /// Whether a text begins with a tag that starts a block.
    pub fn is_block(&self, text: &str) -> bool {
        tag(text).is_some_and(|(tag, _)| self.is_markup(&tag) && effect(&tag) != Effect::None)
    }

    /// Reads one tag or comment at the start of `html`. Returns its length in bytes; 0 if there is none.
    fn markup(&self, html: &str, builder: &mut Builder) -> usize {
        if let Some(rest) = html.strip_prefix("<!--") {
            return rest.find("-->").map_or(html.len(), |end| end + 7);
        }
        if html.len() > 9 && html.as_bytes()[..9].eq_ignore_ascii_case(b"<!doctype") {
            return html.find('>').map_or(0, |end| end + 1);
        }
        let Some((tag, length)) = tag(html) else { return 0 };
        if self.is_markup(&tag) {
            apply(&tag, builder);
        } else {
            builder.text(&html[..length]);
        }
        length
    }

    /// Whether a tag is HTML, and not a placeholder such as `<currency>` or `<code>`.
    fn is_markup(&self, tag: &Tag<'_>) -> bool {
        let name = tag.name.as_str();
        // HTML allows these elements without an end tag.
        let alone = matches!(
            name,
            "p" | "br"
                | "hr"
                | "li"
                | "tr"
                | "td"
                | "th"
                | "dt"
                | "dd"
                | "div"
                | "img"
                | "wbr"
                | "col"
        );
        alone || (tag.end || self.closed.contains(name)) && effect(tag) != Effect::Unknown
    }
}

fn is_name_end(c: char) -> bool {
    !(c.is_ascii_alphanumeric() || c == '-')
}

/// Parses the tag at the start of a text; also returns its length.
fn tag(html: &str) -> Option<(Tag<'_>, usize)> {
    let inner = html.strip_prefix('<')?;
    let (end, inner) = match inner.strip_prefix('/') {
        Some(inner) => (true, inner),
        None => (false, inner),
    };
    if !inner.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let name_length = inner.find(is_name_end)?;
    let (name, rest) = inner.split_at(name_length);
    if !rest.starts_with(|c: char| c.is_whitespace() || c == '/' || c == '>') {
        return None;
    }
    let mut quote = None;
    let close = rest.bytes().take(MAX_TAG).position(|byte| {
        match quote {
            Some(open) if byte == open => quote = None,
            None if byte == b'"' || byte == b'\'' => quote = Some(byte),
            None => return byte == b'>',
            Some(_) => {}
        }
        false
    })?;
    let length = html.len() - rest.len() + close + 1;
    Some((Tag { name: name.to_ascii_lowercase(), end, attributes: &rest[..close] }, length))
}

/// Effect of an element on the tree.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Effect {
    /// Not an element of HTML.
    Unknown,
    /// An inline element of which only the content is used.
    None,
    /// An element whose content is a block of its own.
    Boundary,
    /// An element with a handling of its own.
    Special,
}

fn effect(tag: &Tag<'_>) -> Effect {
    match tag.name.as_str() {
        "b" | "strong" | "i" | "em" | "cite" | "dfn" | "var" | "del" | "s" | "strike" | "code"
        | "tt" | "kbd" | "samp" | "a" | "br" | "wbr" | "hr" | "ul" | "ol" | "li" | "pre"
        | "blockquote" | "table" | "tr" | "td" | "th" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
        | "dt" | "dd" | "img" | "script" | "style" | "head" | "template" => Effect::Special,
        "p" | "div" | "section" | "article" | "header" | "footer" | "main" | "aside" | "nav"
        | "center" | "figure" | "figcaption" | "details" | "summary" | "form" | "fieldset"
        | "dl" | "caption" | "thead" | "tbody" | "tfoot" | "html" | "body" | "address"
        // Elements of AWS's own documentation format.
        | "note" | "important" | "fullname" => Effect::Boundary,
        "span" | "font" | "u" | "big" | "small" | "sub" | "sup" | "abbr" | "acronym"
        | "mark" | "q" | "ins" | "bdo" | "bdi" | "label" | "col" | "colgroup" | "iframe"
        | "video" | "audio" | "source"   | "button" | "input"
        | "nobr" | "time" | "data" | "link" | "meta" | "title" => Effect::None,
        _ => Effect::Unknown,
    }
}

fn apply(tag: &Tag<'_>, builder: &mut Builder) {
    let name = tag.name.as_str();
    let open = match name {
        "b" | "strong" => Open::Styled(Style::Strong),
        "i" | "em" | "cite" | "dfn" | "var" => Open::Styled(Style::Emphasis),
        "del" | "s" | "strike" => Open::Styled(Style::Strike),
        "code" | "tt" | "kbd" | "samp" => Open::Code,
        "a" => Open::Link(String::new()),
        "ul" => Open::List(None, Vec::new()),
        "ol" => Open::List(Some(1), Vec::new()),
        "li" => Open::Item,
        "pre" => Open::Pre,
        "blockquote" => Open::Quote,
        "table" => Open::Table(Vec::new(), Vec::new()),
        "tr" => Open::Row(Vec::new()),
        "td" | "th" => Open::Cell,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Open::Heading(name.as_bytes()[1] - b'0'),
        "script" | "style" | "head" | "template" => Open::Hidden,
        "br" => return builder.line_break(),
        "hr" => return builder.rule(),
        "dt" => {
            builder.boundary();
            if !tag.end {
                builder.open_html(Open::Styled(Style::Strong));
            }
            return;
        }
        "dd" => return builder.boundary(),
        "img" => {
            if let Some(alternative) = attribute(tag.attributes, "alt") {
                builder.text(&alternative);
            }
            return;
        }
        _ if effect(tag) == Effect::Boundary => return builder.boundary(),
        _ => return,
    };
    if tag.end {
        builder.close_html(&open);
        return;
    }
    match open {
        Open::Link(_) => {
            if let Some(url) = attribute(tag.attributes, "href").and_then(|url| absolute(&url)) {
                builder.open_html(Open::Link(url));
            }
            return;
        }
        Open::Item => {
            builder.close_html(&Open::Item);
            builder.boundary();
            if !builder.is_at_item() {
                builder.open_html(Open::List(None, Vec::new()));
            }
        }
        Open::Row(_) => builder.close_html(&open),
        Open::Cell => {
            builder.close_html(&open);
            if builder.is_at_row() {
                builder.open_html(Open::Row(Vec::new()));
            }
        }
        _ => {}
    }
    builder.open_html(open);
}

/// Returns the value of an attribute.
fn attribute(attributes: &str, name: &str) -> Option<String> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        let end = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
        if rest.is_empty() {
            return None;
        }
        let (key, after) = rest.split_at(end.max(1).min(rest.len()));
        let Some(value) = after.trim_start().strip_prefix('=').map(str::trim_start) else {
            rest = after;
            continue;
        };
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, after) = match quote {
            Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            None => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
        };
        if key.eq_ignore_ascii_case(name) {
            return Some(decode(value));
        }
        rest = after;
    }
}

/// Returns a URL if it is absolute, and so works on any page.
pub fn absolute(url: &str) -> Option<String> {
    let url = super::clean::text(url).replace(['\n', '\t'], "");
    let url = url.trim();
    let lower: String = url.chars().take(8).collect::<String>().to_ascii_lowercase();
    let scheme =
        ["http://", "https://", "ftp://"].iter().find(|scheme| lower.starts_with(**scheme));
    match scheme {
        Some(scheme) => (url.len() > scheme.len()).then(|| url.to_owned()),
        // rustdoc reads a URL without a dot as the path of an item.
        None => (lower.starts_with("mailto:") && url.contains('.')).then(|| url.to_owned()),
    }
}

fn text(html: &str, builder: &mut Builder) {
    if !html.is_empty() {
        builder.text(&decode(html));
    }
}

/// Decodes character references.
fn decode(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = super::escape::reference(rest);
        if end == 0 {
            out.push('&');
            rest = &rest[1..];
            continue;
        }
        // The Markdown parser has the table of character references.
        let decoded = Parser::new(&rest[..end]).find_map(|event| match event {
            Event::Text(text) => Some(text.into_string()),
            _ => None,
        });
        // For a blank alone, such as `&nbsp;` or `&#32;`, the parser returns no text.
        out.push_str(decoded.as_deref().unwrap_or(" "));
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

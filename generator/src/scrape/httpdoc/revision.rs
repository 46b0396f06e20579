//! Revisions of the page format, and their contents.

use std::borrow::Cow;

/// A revision of the page format. Pages of a folder may have different ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Revision {
    /// An experiment from before the format was settled.
    Draft,
    /// Camel-case classes; every target begins `+{baseUrl}`; a constant host, no content types, empty schemas.
    R1,
    /// A page of revision 2 that went through docfx.
    Docfx,
    /// Camel-case classes; responses without content types.
    R2,
    /// Kebab-case classes; everything but descriptions encoded.
    R3,
}

impl Revision {
    /// The name of the revision in messages.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Draft => "a draft",
            Self::R1 => "R1",
            Self::Docfx => "docfx",
            Self::R2 => "R2",
            Self::R3 => "R3",
        }
    }

    /// The class that R3 names in kebab case, as this revision names it.
    pub(super) fn class(self, kebab: &'static str) -> Cow<'static, str> {
        if self == Self::R3 {
            return Cow::Borrowed(kebab);
        }
        let mut camel = String::with_capacity(kebab.len());
        for (index, word) in kebab.split('-').enumerate() {
            let mut letters = word.chars();
            match letters.next() {
                Some(first) if index > 0 => camel.push(first.to_ascii_uppercase()),
                Some(first) => camel.push(first),
                None => {}
            }
            camel.push_str(letters.as_str());
        }
        Cow::Owned(camel)
    }

    /// Whether pages have the exact texts of the document.
    pub(super) fn has_exact_texts(self) -> bool {
        self != Self::Docfx
    }

    /// Whether pages have the host, media types and request schemas of the document.
    pub(super) fn has_payloads(self) -> bool {
        self != Self::R1
    }
}

/// Classes that only occur in pages of httpdoc.
const MARKS: [&str; 6] = [
    "class=\"requestOverview\"",
    "class=\"http-example\"",
    "class=\"http-target\"",
    "class=\"httpExample\"",
    "class=\"httpTarget\"",
    "class=\"httpPath\"",
];

/// Whether a text looks like a page of httpdoc, of any revision.
pub(super) fn is_page(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').trim_start().starts_with('<')
        && MARKS.iter().any(|mark| text.contains(mark))
}

/// Recognises the revision of a page.
pub(super) fn detect(text: &str) -> Revision {
    let has = |class: &str| text.contains(&format!("class=\"{class}\""));
    let head = text.split("class=\"requestOverview\"").next().unwrap_or(text);
    if head.contains("docfx:docurl") || head.contains("<article data-uid") {
        return Revision::Docfx;
    }
    let kebab = ["http-example", "http-target", "request-line", "request-summary"];
    if kebab.into_iter().any(has) {
        return Revision::R3;
    }
    if has("httpPath") && !has("httpTarget") {
        return Revision::Draft;
    }
    let camel = ["httpExample", "httpTarget", "requestLine", "requestSummary"];
    if !camel.into_iter().any(has) {
        return Revision::R3;
    }
    match text.contains("class=\"httpTarget\">+{baseUrl}") {
        true => Revision::R1,
        false => Revision::R2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn revisions_are_told_apart() {
        let page = |body: &str| format!("<article><section class=\"requestOverview\">{body}");
        assert_eq!(detect(&page("<pre class=\"http-example\">")), Revision::R3);
        assert_eq!(detect(&page("<i class=\"httpTarget\">+{baseUrl}\\a")), Revision::R1);
        assert_eq!(detect(&page("<i class=\"httpTarget\">\\a")), Revision::R2);
        assert_eq!(detect(&page("<i class=\"httpPath\">/a")), Revision::Draft);
        let wrapped = page("<i class=\"httpTarget\">\\a");
        assert_eq!(detect(&format!("<article data-uid=\"\">{wrapped}")), Revision::Docfx);
    }

    #[test]
    fn other_files_are_no_pages() {
        assert!(!is_page("# About `<section class=\"requestOverview\">`"));
        assert!(!is_page("<p>hello</p>"));
        assert!(is_page("\u{feff}\n<html><section class=\"requestOverview\">"));
    }

    #[test]
    fn classes_have_two_cases() {
        assert_eq!(Revision::R3.class("http-example"), "http-example");
        assert_eq!(Revision::R2.class("http-example"), "httpExample");
        assert_eq!(Revision::R1.class("schema"), "schema");
    }
}

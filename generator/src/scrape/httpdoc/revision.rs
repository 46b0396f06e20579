//! Which revision of the renderer wrote a page.

/// A revision of the page format; a property of each page, not of the folder it lies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Revision {
    /// Camel-case classes, every target begins `+{baseUrl}`.
    R1,
    /// Camel-case classes, the schema is not encoded.
    R2a,
    /// Camel-case classes, a constant `eTag` header, the schema is encoded.
    R2b,
    /// Kebab-case classes, everything but descriptions encoded.
    R3,
    /// A page of an earlier revision that went through docfx.
    Docfx,
}

impl Revision {
    /// What to call the revision in a message.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::R1 => "R1",
            Self::R2a => "R2a",
            Self::R2b => "R2b",
            Self::R3 => "R3",
            Self::Docfx => "docfx",
        }
    }
}

/// Whether a text looks like a rendered page, of whichever revision.
pub(super) fn is_page(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').trim_start().starts_with('<')
        && text.contains("class=\"requestOverview\"")
}

/// Recognises the revision of a page.
pub(super) fn detect(text: &str) -> Revision {
    let head = text.split("class=\"requestOverview\"").next().unwrap_or(text);
    if head.contains("docfx:docurl") || head.contains("<article data-uid") {
        return Revision::Docfx;
    }
    let kebab = ["http-example", "request-summary", "request-description", "http-target"];
    let has = |class: &str| text.contains(&format!("class=\"{class}\""));
    if kebab.iter().any(|class| has(class)) {
        return Revision::R3;
    }
    let camel = ["httpExample", "requestSummary", "requestDescription", "httpTarget"];
    if !camel.iter().any(|class| has(class)) && !text.contains("<section  class=") {
        return Revision::R3;
    }
    if text.contains("class=\"httpTarget\">+{baseUrl}") {
        return Revision::R1;
    }
    if text.contains("class=\"headerLine\">eTag<") { Revision::R2b } else { Revision::R2a }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn revisions_are_told_apart() {
        let page = |body: &str| format!("<article><section class=\"requestOverview\">{body}");
        assert_eq!(detect(&page("<pre class=\"http-example\">")), Revision::R3);
        assert_eq!(detect(&page("<i class=\"httpTarget\">+{baseUrl}\\a")), Revision::R1);
        assert_eq!(detect(&page("<i class=\"httpTarget\">\\a")), Revision::R2a);
        let etag = "<i class=\"httpTarget\">\\a<i class=\"headerLine\">eTag</i>";
        assert_eq!(detect(&page(etag)), Revision::R2b);
        assert_eq!(detect(&format!("<article data-uid=\"\">{}", page(etag))), Revision::Docfx);
    }

    #[test]
    fn other_files_are_no_pages() {
        assert!(!is_page("# About `<section class=\"requestOverview\">`"));
        assert!(!is_page("<p>hello</p>"));
        assert!(is_page("\u{feff}\n<html><section class=\"requestOverview\">"));
    }
}

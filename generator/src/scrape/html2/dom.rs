//! Elements of a page and their texts.

use scraper::{ElementRef, Html, Selector};

/// The elements of a page that match a selector.
pub fn all<'a>(html: &'a Html, selector: &str) -> impl Iterator<Item = ElementRef<'a>> {
    let found: Vec<_> = Selector::parse(selector)
        .map(|selector| html.select(&selector).collect())
        .unwrap_or_default();
    found.into_iter()
}

/// The text of an element, without whitespace around it.
pub fn text(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().trim().to_owned()
}

//! Options for the pages of lists.

use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, MapAccess, Unexpected, Visitor};

/// How the pages of an operation's list follow each other: `false`, or a table.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum PagesOption {
    /// The operation has no pages.
    Off,
    /// The operation has pages.
    On(PagesTable),
}

/// How the pages of an operation's list follow each other.
///
/// An input is a query parameter, or a JSON Pointer into the body of the request. A place is a JSON Pointer into the body
/// of the response, or the name of a header.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PagesTable {
    /// What the request of the next page differs in.
    pub next: PagesNext,
    /// JSON Pointer to the list in the response, unless it is the only one.
    pub items: Option<String>,
    /// Place of a Boolean that is true where more pages follow.
    pub more: Option<String>,
    /// Place of the number of pages, or of items if pages begin at an item's number.
    pub total: Option<String>,
}

/// What the request of the next page differs in.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum PagesNext {
    /// The input is the token at this place.
    Token(String, String),
    /// The input is this member of the last item, a JSON Pointer.
    LastItem(String, String),
    /// The input is the number of the page; the first one has this number.
    Page(String, Option<i64>),
    /// The input is the number of the first item of the page, on the first page this one.
    Offset(String, Option<i64>),
    /// The URL is at this place.
    Url(String),
    /// The URL is that of the header `Link`.
    Link,
}

/// The table as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    token: Option<String>,
    next: Option<String>,
    after: Option<String>,
    id: Option<String>,
    page: Option<String>,
    offset: Option<String>,
    first: Option<i64>,
    next_url: Option<String>,
    #[serde(default)]
    link_header: bool,
    items: Option<String>,
    more: Option<String>,
    total: Option<String>,
}

impl Written {
    fn table(self) -> Result<PagesTable, &'static str> {
        let Self { token, next, after, id, page, offset, first, next_url, link_header, .. } = self;
        let ways = [
            token.is_some(),
            after.is_some(),
            page.is_some(),
            offset.is_some(),
            next_url.is_some(),
            link_header,
        ];
        if ways.iter().filter(|is_set| **is_set).count() != 1 {
            return Err(
                "set exactly one of `token`, `after`, `page`, `offset`, `next-url` and `link-header`",
            );
        }
        if next.is_some() != token.is_some() {
            return Err(
                "set `token` to a parameter, and `next` to the place of its value in the response",
            );
        }
        if id.is_some() && after.is_none() {
            return Err("`id` is for `after`");
        }
        if first.is_some() && page.is_none() && offset.is_none() {
            return Err("`first` is for `page` and `offset`");
        }
        let pointers = [&self.items, &id];
        if pointers.into_iter().flatten().any(|text| !text.is_empty() && !text.starts_with('/')) {
            return Err("`items` and `id` are JSON pointers, which begin with `/`");
        }
        let next = if let (Some(token), Some(next)) = (token, next) {
            PagesNext::Token(token, next)
        } else if let Some(after) = after {
            PagesNext::LastItem(after, id.unwrap_or_else(|| "/id".to_owned()))
        } else if let Some(page) = page {
            PagesNext::Page(page, first)
        } else if let Some(offset) = offset {
            PagesNext::Offset(offset, first)
        } else {
            next_url.map_or(PagesNext::Link, PagesNext::Url)
        };
        Ok(PagesTable { next, items: self.items, more: self.more, total: self.total })
    }
}

impl<'de> Deserialize<'de> for PagesOption {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Kind;
        impl<'de> Visitor<'de> for Kind {
            type Value = PagesOption;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("`false` or a table")
            }

            fn visit_bool<E: Error>(self, is: bool) -> Result<PagesOption, E> {
                match is {
                    true => Err(E::invalid_value(Unexpected::Bool(is), &self)),
                    false => Ok(PagesOption::Off),
                }
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<PagesOption, A::Error> {
                let written = Written::deserialize(MapAccessDeserializer::new(map))?;
                written.table().map(PagesOption::On).map_err(A::Error::custom)
            }
        }
        deserializer.deserialize_any(Kind)
    }
}

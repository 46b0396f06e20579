//! Pages of lists.

use super::Type;

/// How an operation's list is read page by page.
#[derive(Debug, Clone, PartialEq)]
pub struct Pagination {
    /// How the pages follow each other.
    pub paging: Paging,
    /// JSON Pointer from the body of a response to the list; empty if the body is the list.
    pub items: String,
    /// Type of the items.
    pub item: Type,
}

/// How pages follow each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paging {
    /// What the request of the next page differs in.
    pub next: NextPage,
    /// A Boolean in the response, and the value that it has where more pages follow.
    pub more: Option<(InResponse, bool)>,
    /// The number of all pages in the response, or of all items if pages begin at an item's number.
    pub total: Option<InResponse>,
}

/// What the request of the next page differs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NextPage {
    /// An input is the token that the response gives.
    Token(InRequest, InResponse),
    /// An input is a member of the last item, which a JSON Pointer names.
    LastItem(InRequest, String),
    /// An input is the number of the page; the first one has this number.
    Page(InRequest, i64),
    /// An input is the number of the page that the response gives, plus one.
    PageAfter(InRequest, InResponse),
    /// An input is the number of the first item of the page; that of the first page is this one.
    Offset(InRequest, i64),
    /// The URL is the one that the response gives.
    Url(InResponse),
    /// The URL is that of the header `Link` with the relation `next`.
    Link,
}

/// A value in a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InRequest {
    /// The query parameter of this name.
    Query(String),
    /// The value at a JSON Pointer in the body.
    Body(String),
}

/// A value in a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InResponse {
    /// The value at a JSON Pointer in the body.
    Body(String),
    /// The header of this name.
    Header(String),
}

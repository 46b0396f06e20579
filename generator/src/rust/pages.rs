//! Pages of lists.

use super::Type;

/// How a call reads a list page by page: the row of `runtime::pages::paged!`.
#[derive(Debug, Clone, PartialEq)]
pub struct Pages {
    /// Type of the items.
    pub item: Type,
    /// Calls of functions of `runtime::paging::Paging`, which describe how pages follow each other.
    pub steps: Vec<PagesStep>,
}

/// A call of a function of `runtime::paging::Paging`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PagesStep {
    /// Name of the function.
    pub name: &'static str,
    /// Arguments.
    pub arguments: Vec<PagesArgument>,
}

/// An argument of such a function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PagesArgument {
    /// The name of a parameter or header, or a JSON Pointer.
    Text(String),
    Integer(i64),
    Boolean(bool),
}

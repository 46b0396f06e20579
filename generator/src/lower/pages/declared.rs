//! Pages that are declared.

use super::list::{self, ListProblem};
use crate::api::{Api, Operation, Pagination, Paging};

/// What the options or an extension say of an operation's pages.
#[derive(Debug)]
pub struct Declared {
    pub paging: Paging,
    /// Pointer to the list, unless it is the only one.
    pub items: Option<String>,
}

impl Declared {
    /// Completes what is declared by the list and the type of its items.
    pub fn settle(self, api: &Api, operation: &Operation) -> Result<Pagination, ListProblem> {
        let body = list::body(operation)?;
        let (items, item) = match self.items {
            Some(pointer) => list::at(api, body, pointer)?,
            None => list::only(api, body)?,
        };
        Ok(Pagination { paging: self.paging, items, item })
    }
}

//! Documentation pages, read back into an OpenAPI document.

mod httpdoc;

pub use httpdoc::{NoteKind, Page, is_page, recover};

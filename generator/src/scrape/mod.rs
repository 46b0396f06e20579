//! Documentation pages, read back into an OpenAPI document.

mod httpdoc;

pub use httpdoc::{is_page, recover};

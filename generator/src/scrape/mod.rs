//! Documentation pages, read back into an OpenAPI document.

pub mod embedded;
mod html2;
mod httpdoc;
mod markdown;
mod merge;

pub use httpdoc::{is_page, recover};

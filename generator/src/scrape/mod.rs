//! Documentation pages, read back into an OpenAPI document.

mod embedded;
mod extract;
mod html2;
mod httpdoc;
mod javascript;
mod markdown;
mod merge;
mod recovered;
mod signature;

pub use embedded::kind::looks_like_page;
pub use extract::extract;
pub use httpdoc::{is_page, recover};

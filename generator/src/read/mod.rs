//! Reading of files into trees: detection of encoding and syntax, limits on size and depth, positions of nodes in a text.

mod encoding;
mod event;
mod events;
mod json;
mod limits;
pub(crate) mod position;
pub(crate) mod reference;
mod scalar;
mod source;
#[cfg(test)]
mod tests;
pub(crate) mod toml;
mod tree;
mod yaml;

pub use limits::MAX_BYTES;
pub use source::Source;
pub(crate) use source::part;

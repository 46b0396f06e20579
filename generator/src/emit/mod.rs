//! Prints the model [`crate::rust`] as source text. Decides nothing and cannot fail.

mod argument;
mod body;
mod client;
mod constant;
mod doc;
mod embedded;
mod enums;
mod file;
mod lint;
mod manifest;
mod object;
mod operation;
mod package;
mod pages;
mod parameter;
mod path;
mod print;
mod response;
mod runtime;
mod security;
mod server;
mod types;
mod union;

pub use embedded::embedded;
pub use package::package;

//! Printable model to source text. Decides nothing and cannot fail.

mod argument;
mod body;
mod client;
mod enums;
mod file;
mod manifest;
mod object;
mod operation;
mod package;
mod parameter;
mod print;
mod response;
mod runtime;
mod security;
mod server;
mod union;

pub use package::{embedded, package};

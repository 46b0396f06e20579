//! What the tests of the whole program share: fixtures, names that are hard to be given, documents with many groups, runs of Cargo, and the
//! server that generated clients talk to.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

pub mod cargo;
pub mod fixtures;
pub mod groups;
pub mod hell;
mod server;
mod tls;

pub use server::{Reply, Request, Server};
pub use tls::Authority;

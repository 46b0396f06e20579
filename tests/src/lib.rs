//! Tests of the whole program, and the server that generated clients talk to in them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod server;

pub use server::{Reply, Request, Server};

//! The support runtime that specwright copies into the crates it generates.

pub mod runtime;

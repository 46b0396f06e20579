//! The whole phase: what it makes of documents, and whether it knows where that came from.

mod corpus;
mod origins;

//! Diagnostics as text: for people, for programs, and for GitHub.
//!
//! The order is the same in all of them: notes, warnings, errors, so that a terminal shows the worst last;
//! within a severity by code, within a code as they were found, which is the order of the document.

mod github;
mod human;
mod json;
mod order;
mod places;
mod snippet;

pub use github::render_github;
pub use human::{Presentation, render, render_human};
pub use json::render_json;
pub use order::counts;

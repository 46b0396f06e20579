//! Diagnostics as text: for people, for programs, and for GitHub Actions; and changes, which have a report of their own.
//!
//! The order is the same in all formats: notes, warnings, errors, so that a terminal shows the most severe last; within a
//! severity by code, and within a code in the order in which they were found, which follows the document.

mod changes;
mod github;
mod human;
mod json;
mod order;
mod places;
mod snippet;

pub use changes::{ReportFormat, changes_json, changes_markdown, changes_terminal, summary};
pub use github::render_github;
pub use human::{Presentation, render, render_human};
pub use json::render_json;
pub use order::counts;
pub(crate) use places::locate;

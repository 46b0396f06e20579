//! Changes as text: for a terminal, for a pull request, and for programs.

mod format;
mod groups;
mod json;
mod markdown;
mod terminal;
mod words;

pub use format::ReportFormat;
pub use json::changes_json;
pub use markdown::changes_markdown;
pub use terminal::changes_terminal;
pub use words::summary;

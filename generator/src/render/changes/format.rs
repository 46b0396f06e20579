//! Formats of reports.

use std::path::Path;

use serde_json::{Map, Value};

use super::{changes_json, changes_markdown, changes_terminal};
use crate::changes::Changes;

/// Format of a report about changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReportFormat {
    /// Text for a terminal.
    Terminal,
    /// Tables for a pull request.
    Markdown,
    /// A JSON object, for programs.
    Json,
}

impl ReportFormat {
    /// Returns the format of a file by its extension: Markdown for `.md`, JSON for `.json`, text for all others.
    pub fn of_file(path: &Path) -> Self {
        let extension = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        match extension.as_deref() {
            Some("md" | "markdown") => Self::Markdown,
            Some("json") => Self::Json,
            _ => Self::Terminal,
        }
    }

    /// Formats the changes of an API.
    pub fn render(self, changes: &Changes) -> String {
        match self {
            Self::Terminal => changes_terminal(changes),
            Self::Markdown => changes_markdown(changes),
            Self::Json => format!("{:#}\n", changes_json(changes)),
        }
    }

    /// Formats the changes of several APIs, by name. In JSON, they are the members of an object.
    pub fn render_all(self, apis: &[(String, Changes)]) -> String {
        match self {
            Self::Json => {
                let apis = apis.iter().map(|(name, changes)| (name.clone(), changes_json(changes)));
                format!("{:#}\n", Value::Object(apis.collect::<Map<String, Value>>()))
            }
            Self::Terminal | Self::Markdown => {
                let mark = if self == Self::Markdown { "## " } else { "" };
                let apis = apis
                    .iter()
                    .map(|(name, changes)| format!("{mark}{name}\n\n{}", self.render(changes)));
                apis.collect::<Vec<_>>().join("\n")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_of_files() {
        let of = |path: &str| ReportFormat::of_file(Path::new(path));
        assert_eq!(of("report.MD"), ReportFormat::Markdown);
        assert_eq!(of("a/report.json"), ReportFormat::Json);
        assert_eq!(of("report.txt"), ReportFormat::Terminal);
        let apis = [("a".to_owned(), Changes::default()), ("b".to_owned(), Changes::default())];
        let text = ReportFormat::Markdown.render_all(&apis);
        let same = "**none**: the generated API is the same";
        assert_eq!(text, format!("## a\n\n{same}\n\n## b\n\n{same}\n"));
    }
}

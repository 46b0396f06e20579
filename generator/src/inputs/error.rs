//! Errors of reading an input.

use std::fmt;
use std::io;

use crate::options::Problem;
use crate::read::Source;

/// The reason why an input cannot be read.
#[derive(Debug)]
#[non_exhaustive]
pub enum InputError {
    /// A given file or folder cannot be read.
    Unreadable {
        /// Its name.
        name: String,
        /// The reason.
        error: io::Error,
    },
    /// A URL is given instead of a file.
    Url {
        /// The URL.
        url: String,
    },
    /// The given folders contain no document and no page.
    Empty {
        /// The name of the first folder.
        name: String,
    },
    /// The options are not valid (`SW0050`).
    Options {
        /// The options file.
        source: Box<Source>,
        /// What is wrong with it.
        problem: Problem,
    },
}

impl fmt::Display for InputError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { name, error } if error.kind() == io::ErrorKind::NotFound => {
                write!(formatter, "there is no file or folder `{name}`")
            }
            Self::Unreadable { name, error } => {
                write!(formatter, "`{name}` cannot be read: {error}")
            }
            Self::Url { url } => {
                write!(formatter, "`{url}` is a URL; specwright reads nothing from the network")
            }
            Self::Empty { name } => {
                write!(formatter, "`{name}` contains no document and no documentation page")
            }
            Self::Options { source, problem: Problem { message, line, column, .. } } => {
                write!(formatter, "{}:{line}:{column}: {message}", source.name)
            }
        }
    }
}

impl std::error::Error for InputError {}

impl InputError {
    /// Says what to do about it.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::Url { url } => {
                let file = download_name(url);
                let url = url.replace('\'', "%27");
                Some(format!("download it and pass the file: `curl -o {file} -fL '{url}'`"))
            }
            Self::Empty { .. } => Some(
                "put an OpenAPI document (YAML or JSON) or saved documentation pages into it"
                    .to_owned(),
            ),
            Self::Unreadable { .. } | Self::Options { .. } => None,
        }
    }
}

impl From<InputError> for String {
    fn from(error: InputError) -> Self {
        match error.help() {
            Some(help) => format!("{error}; {help}"),
            None => error.to_string(),
        }
    }
}

/// The name of the file that a URL is downloaded to.
fn download_name(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let has_ending = [".json", ".yaml", ".yml", ".html", ".htm", ".md"];
    let has_ending = has_ending.iter().any(|end| name.to_ascii_lowercase().ends_with(end));
    if has_ending && name.chars().all(is_plain) && !name.starts_with(['-', '.']) {
        name.to_owned()
    } else {
        "openapi.json".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn downloads_have_names() {
        let cases = [
            ("https://a.example/v2/api.yaml?x=1", "api.yaml"),
            ("https://a.example/swagger/v1/swagger.JSON#x", "swagger.JSON"),
            ("https://a.example/docs/", "openapi.json"),
            ("https://a.example", "openapi.json"),
            ("https://a.example/-o;a.json", "openapi.json"),
        ];
        for (url, expected) in cases {
            assert_eq!(download_name(url), expected, "{url}");
        }
    }
}

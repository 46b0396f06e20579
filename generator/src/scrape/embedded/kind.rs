//! Kinds of files, which decide how a source is searched for a document.

use crate::read::Source;
use crate::scrape::signature::signatures;

/// The kind of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A page of HTML, or a script of one.
    Page,
    /// Markdown.
    Markdown,
    /// JSON or YAML: a document, or something else.
    Data,
}

/// Beginnings of scripts.
const SCRIPTS: &[&str] = &[
    "window.",
    "window[",
    "var ",
    "let ",
    "const ",
    "function",
    "(function",
    "!function",
    "(()",
    "//",
    "/*",
    "import ",
    "export ",
    "\"use strict\"",
    "'use strict'",
    "self.",
    "globalThis",
    "SwaggerUI",
    "Redoc",
    "document.",
    "$(",
];

/// Guesses the kind of a source from its content and the extension of its name.
pub fn kind(source: &Source) -> Kind {
    let text = source.text.trim_start();
    let name = source.name.to_ascii_lowercase();
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    if text.starts_with('<') && !ends(&[".md", ".mdx"]) {
        return Kind::Page;
    }
    if text.starts_with(['{', '[']) && !ends(&[".js", ".mjs", ".html", ".htm"]) {
        return Kind::Data;
    }
    if ends(&[".md", ".mdx", ".markdown"]) || fenced(text) {
        return Kind::Markdown;
    }
    if ends(&[".html", ".htm", ".xhtml", ".js", ".mjs"])
        || SCRIPTS.iter().any(|start| text.starts_with(start))
    {
        return Kind::Page;
    }
    Kind::Data
}

/// Whether a line begins with a code fence, which is not valid in YAML.
fn fenced(text: &str) -> bool {
    text.starts_with("```") || text.contains("\n```")
}

/// Scripts of the products themselves. They are not searched, since their code looks like calls of it and may contain an
/// example.
const LIBRARIES: &[&str] = &[
    "rapidoc-min.js",
    "redoc.standalone.js",
    "standalone.js",
    "swagger-ui-bundle.js",
    "swagger-ui-es-bundle.js",
    "swagger-ui-es-bundle-core.js",
    "swagger-ui-standalone-preset.js",
    "swagger-ui.js",
    "web-components.min.js",
];

/// Whether the source is a script of a product, not of a page.
pub fn is_library(source: &Source) -> bool {
    let file = source.name.rsplit(['/', '\\']).next().unwrap_or_default();
    // Some browsers add an extension to the names of scripts.
    LIBRARIES.iter().any(|name| file.strip_prefix(name).is_some_and(|rest| rest.len() < 10))
}

/// Whether a source is a page, a script of a page, or Markdown with a document.
pub fn looks_like_page(source: &Source) -> bool {
    match kind(source) {
        Kind::Page => true,
        Kind::Markdown => signatures(&source.text).next().is_some(),
        Kind::Data => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_apart() {
        for (name, text, expected) in [
            ("a", "  <!doctype html>", Kind::Page),
            ("swagger-ui-init.js", "\nwindow.onload = function() {", Kind::Page),
            ("a", "window.onload = function() {", Kind::Page),
            ("a.json", "{\"openapi\": \"3.0.0\"}", Kind::Data),
            (
                "a.yaml",
                "openapi: 3.0.0\ninfo:\n  description: |\n    ```\n    x\n    ```\n",
                Kind::Data,
            ),
            ("a", "# Title\n\n```yaml\nopenapi: 3.0.0\n```\n", Kind::Markdown),
            ("a.md", "<Note>x</Note>\n", Kind::Markdown),
            ("a.txt", "", Kind::Data),
        ] {
            let source = Source::new(name, text);
            assert_eq!(kind(&source), expected, "{name} {text}");
        }
    }
}

//! `multipart/form-data` bodies (RFC 7578).

use std::hash::{BuildHasher, RandomState};

use http::HeaderValue;

use super::style::{self, Style, is_token};
use super::upload::Upload;
use super::wire::{self, Shape, Wire, text_of};

const JSON: &str = "application/json";

/// File in a multipart body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// File name that is sent to the server.
    pub name: String,
    /// Media type. The default is the one that the API description names, or else `application/octet-stream`.
    pub content_type: Option<String>,
    /// Content of the file.
    pub content: Upload,
}

impl File {
    /// Creates a file with the default media type.
    pub fn new(name: impl Into<String>, content: impl Into<Upload>) -> Self {
        Self { name: name.into(), content_type: None, content: content.into() }
    }

    /// Sets the media type.
    #[must_use]
    pub fn with_content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }
}

/// Part of a multipart body.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    name: String,
    file_name: Option<String>,
    content_type: Option<String>,
    content: Upload,
}

/// Multipart body.
pub trait Multipart {
    /// Returns the parts of the body in order.
    fn parts(&self) -> Parts;
}

/// The parts of a multipart body, in order. It is the body of operations whose description names no parts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Parts {
    list: Vec<Part>,
    invalid: Option<String>,
}

impl Multipart for Parts {
    fn parts(&self) -> Parts {
        self.clone()
    }
}

impl Parts {
    /// Creates a body without parts.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a part of text.
    #[must_use]
    pub fn with_text(mut self, name: &str, text: impl Into<String>) -> Self {
        self.push(name, None, text.into());
        self
    }

    /// Adds a part of JSON.
    #[must_use]
    pub fn with_json(mut self, name: &str, value: &wire::Json) -> Self {
        self.json(name, value, JSON);
        self
    }

    /// Adds a file.
    #[must_use]
    pub fn with_file(mut self, name: &str, file: File) -> Self {
        self.push_file(name, file);
        self
    }

    /// Adds a member in the default way (`OpenAPI`, Encoding Object): scalars as text, lists as a part for each item,
    /// objects, and lists inside of lists, as JSON. A part cannot be `null`: such a member is left out.
    pub(crate) fn value(&mut self, name: &str, value: &dyn Wire) {
        let Some(json) = self.text(name, value) else { return };
        match Shape::of(&json) {
            Shape::List(items) => items.into_iter().for_each(|item| self.item(name, item)),
            _ => self.item(name, &json),
        }
    }

    fn item(&mut self, name: &str, json: &str) {
        let is_json = json.starts_with(['{', '[']);
        if let Some(text) = text_of(json) {
            self.push(name, is_json.then_some(JSON), text.into_owned());
        }
    }

    /// Adds a member as one part of JSON; `null` is left out.
    pub(crate) fn json(&mut self, name: &str, value: &dyn Wire, media_type: &str) {
        if let Some(json) = self.text(name, value).filter(|json| json != "null") {
            self.push(name, Some(media_type), json);
        }
    }

    /// Adds a member by a style, as in a query, but without percent-encoding (`OpenAPI` 3.1, Encoding Object).
    pub(crate) fn styled(&mut self, name: &str, value: &dyn Wire, style: Style) {
        let Some(json) = self.text(name, value) else { return };
        for pair in style::pairs(name, &json, style) {
            self.push(&pair.name, None, pair.items.join(style.separator()));
        }
    }

    /// Adds the additional properties: members that have no row in the table.
    pub(crate) fn rest<T: Wire>(&mut self, values: &std::collections::BTreeMap<String, T>) {
        for (name, value) in values {
            self.value(name, value);
        }
    }

    /// Returns the JSON text of a value.
    fn text(&mut self, name: &str, value: &dyn Wire) -> Option<String> {
        match wire::to_text(value) {
            Ok(json) => Some(json),
            Err(error) => {
                self.invalid.get_or_insert(error.in_member(name).to_string());
                None
            }
        }
    }

    fn push(&mut self, name: &str, content_type: Option<&str>, text: String) {
        self.list.push(Part {
            name: name.to_owned(),
            file_name: None,
            content_type: content_type.map(str::to_owned),
            content: text.into(),
        });
    }

    /// Adds files, each as a part of this name.
    pub(crate) fn files<'a>(&mut self, name: &str, files: impl IntoIterator<Item = &'a File>) {
        for file in files {
            self.push_file(name, file.clone());
        }
    }

    fn push_file(&mut self, name: &str, file: File) {
        let File { name: file_name, content_type, content } = file;
        let name = name.to_owned();
        self.list.push(Part { name, file_name: Some(file_name), content_type, content });
    }

    /// Sets the media type of the parts of this name, except of files that have one already.
    pub(crate) fn media_type(&mut self, name: &str, media_type: &str) {
        for part in self.list.iter_mut().filter(|part| part.name == name) {
            if part.file_name.is_none() || part.content_type.is_none() {
                part.content_type = Some(media_type.to_owned());
            }
        }
    }

    /// Returns the media type with its boundary, and the body.
    ///
    /// # Errors
    ///
    /// If a part cannot be sent: the reason.
    pub(crate) fn finish(self) -> Result<(String, Upload), String> {
        if let Some(invalid) = self.invalid {
            return Err(invalid);
        }
        // A boundary of 128 random bits cannot be guessed, so the parts need not be searched for it.
        let random = |salt: u8| RandomState::new().hash_one(salt);
        let boundary = format!("----specwright-{:016x}{:016x}", random(0), random(1));
        let mut body = Vec::new();
        for part in self.list {
            let mut head = format!(
                "--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"",
                quoted(&part.name)
            );
            if let Some(name) = &part.file_name {
                head.extend(["; filename=\"", &quoted(name), "\""]);
            }
            let file = part.file_name.as_ref().map(|_| "application/octet-stream");
            if let Some(content_type) = part.content_type.as_deref().or(file) {
                if !is_media_type(content_type) {
                    let name = &part.name;
                    return Err(format!(
                        "{content_type:?} is not a valid media type for the part `{name}`"
                    ));
                }
                head.extend(["\r\nContent-Type: ", content_type]);
            }
            head.push_str("\r\n\r\n");
            body.extend([head.into(), part.content, "\r\n".into()]);
        }
        body.push(format!("--{boundary}--\r\n").into());
        Ok((format!("multipart/form-data; boundary={boundary}"), Upload::chain(body)))
    }
}

/// Whether a text is a media type (RFC 9110, section 8.3.1), with parameters or without.
fn is_media_type(text: &str) -> bool {
    let (essence, parameters) = text.split_once(';').unwrap_or((text, ""));
    let is_pair = |(kind, subtype)| is_token(kind) && is_token(subtype);
    essence.trim_end().split_once('/').is_some_and(is_pair)
        && HeaderValue::from_str(parameters).is_ok()
}

/// Escapes a name for use in quotes, as the HTML standard's multipart encoding does: UTF-8, with `"` and line ends
/// percent-encoded, which RFC 7578, section 4.2, allows.
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

/// Implements [`Multipart`] from a table of rows as in `wire::object!`. `file` or `files` marks the row of a member
/// that holds files, `json` one that is JSON whatever its type; `: "text/markdown"` sets the media type of a row's
/// parts. `styled: runtime::Style::FORM` writes the parts by a style.
macro_rules! multipart {
    ($ty:ident {
        $(
            $name:literal $(=> $field:ident $presence:ident $(($flag:literal))?)? $(= $constant:literal)?
            $($form:ident)? $(: $detail:expr)?,
        )*
        $(.. => $rest:ident,)?
    }) => {
        impl runtime::Multipart for $ty {
            fn parts(&self) -> runtime::Parts {
                #[allow(unused_mut, reason = "a table may have no rows")]
                let mut parts = runtime::Parts::new();
                $(runtime::multipart!(
                    @part parts $name,
                    $(self.$field, $presence $($flag)?)? $(true, flag $constant)? $($form)? $(: $detail)?
                );)*
                $(parts.rest(&self.$rest);)?
                parts
            }
        }
    };
    (@part $parts:ident $name:literal, $value:expr, flag $constant:literal $($form:ident)? $(: $detail:expr)?) => {
        if $value {
            let constant =
                runtime::wire::Constant { value: concat!($constant), literal: stringify!($constant) };
            runtime::multipart!(@part $parts $name, constant.to_json(), required $($form)? $(: $detail)?);
        }
    };
    (@part $parts:ident $name:literal, $value:expr, $presence:ident json: $media_type:expr) => {
        $parts.json($name, &$value, $media_type)
    };
    (@part $parts:ident $name:literal, $value:expr, $presence:ident styled: $style:expr) => {
        $parts.styled($name, &$value, $style)
    };
    (@part $parts:ident $name:literal, $value:expr, $presence:ident $($form:ident)?: $media_type:expr) => {
        runtime::multipart!(@part $parts $name, $value, $presence $($form)?);
        $parts.media_type($name, $media_type)
    };
    (@part $parts:ident $name:literal, $value:expr, required file) => { $parts.files($name, [&$value]) };
    (@part $parts:ident $name:literal, $value:expr, required files) => { $parts.files($name, &$value) };
    (@part $parts:ident $name:literal, $value:expr, $presence:ident files) => {
        $parts.files($name, $value.iter().flatten())
    };
    (@part $parts:ident $name:literal, $value:expr, $presence:ident file) => { $parts.files($name, &$value) };
    (@part $parts:ident $name:literal, $value:expr, $presence:ident) => { $parts.value($name, &$value) };
}
pub(crate) use multipart;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime;

    struct Body {
        text: Option<String>,
        plain: File,
        typed: Vec<File>,
        state: super::super::Field<i64>,
        lists: Vec<Vec<i64>>,
        name: String,
        tags: Option<Vec<String>>,
        none: Option<String>,
        ids: Vec<i64>,
        deep: wire::Json,
        draft: bool,
    }

    multipart!(Body {
        "text" => text optional: "text/markdown",
        "plain" => plain required file,
        "typed" => typed required files: "image/png",
        "state" => state field,
        "lists" => lists required,
        "name" => name required json: "application/vnd.x+json",
        "tags" => tags optional json: "application/json",
        "none" => none optional json: "application/json",
        "ids" => ids required styled: Style::SPACE_DELIMITED,
        "deep" => deep required styled: Style::DEEP_OBJECT,
        "kind" = "a \"b\"",
        "version" = 2: "text/csv",
        "draft" => draft flag("yes"),
    });

    #[test]
    fn media_types() {
        let body = Body {
            text: Some("# T".to_owned()),
            plain: File::new("a", "1"),
            typed: vec![File::new("b", "2"), File::new("c", "3").with_content_type("image/gif")],
            state: super::super::Field::Null,
            lists: vec![vec![1, 2], Vec::new()],
            name: "n".to_owned(),
            tags: Some(vec!["t".to_owned()]),
            none: None,
            ids: vec![1, 2],
            deep: serde_json::json!({"k": "a b", "l": null}),
            draft: false,
        };
        let (media_type, bytes) = body.parts().finish().unwrap();
        let boundary = media_type.strip_prefix("multipart/form-data; boundary=").unwrap();
        let text =
            String::from_utf8(bytes.as_bytes().unwrap().to_vec()).unwrap().replace(boundary, "B");
        let types: Vec<&str> =
            text.lines().filter_map(|line| line.strip_prefix("Content-Type: ")).collect();
        let json = "application/json";
        let own = ["application/vnd.x+json", json];
        let files = ["text/markdown", "application/octet-stream", "image/png", "image/gif"];
        assert_eq!(types, [&files[..], &[json, json], &own, &["text/csv"]].concat());
        assert!(!text.contains("state") && !text.contains("none"), "{text}");
        assert!(!text.contains("draft"), "{text}");
        let part = |head: &str, body: &str| {
            let text = text.replace("\r\n", "\n");
            text.contains(&format!("; name=\"{head}\n\n{body}\n--B"))
        };
        assert!(part(&format!("lists\"\nContent-Type: {json}"), "[1,2]"), "{text}");
        assert!(part("name\"\nContent-Type: application/vnd.x+json", "\"n\""), "{text}");
        assert!(part(&format!("tags\"\nContent-Type: {json}"), "[\"t\"]"), "{text}");
        assert!(part("ids\"", "1 2") && part("deep[k]\"", "a b"), "{text}");
        assert!(part("kind\"", "a \"b\"") && part("version\"\nContent-Type: text/csv", "2"));
    }

    #[test]
    fn media_types_that_are_not_valid() {
        let finish = |media_type: &str| {
            let mut parts = Parts::default();
            parts.files("f", [&File::new("a", "1").with_content_type(media_type)]);
            parts.finish()
        };
        for valid in ["image/svg+xml", "text/plain; charset=utf-8", "text/plain ;x=\"a;b\"", "*/*"]
        {
            assert!(finish(valid).is_ok(), "{valid}");
        }
        for invalid in
            ["", "png", "a/", "/b", "a/b/c", "a /b", "a/b\r\nX: y", "a/b; c=\n", "a/ü", "a,b/c"]
        {
            assert!(finish(invalid).unwrap_err().contains("`f`"), "{invalid}");
        }
        let mut parts = Parts::default();
        parts.value("text", &"x".to_owned());
        parts.media_type("text", "png");
        assert!(parts.finish().is_err());
    }
}

//! `multipart/form-data` bodies (RFC 7578).

use std::hash::{BuildHasher, RandomState};

use bytes::Bytes;
use http::HeaderValue;

use super::style::{self, is_token};
use super::wire::{self, EncodeError, Json, Wire};

/// File in a multipart body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// File name that is sent to the server.
    pub name: String,
    /// Media type. The default is the one that the API description names, or else `application/octet-stream`.
    pub content_type: Option<String>,
    /// Content of the file.
    pub bytes: Bytes,
}

impl File {
    /// Creates a file with the default media type.
    pub fn new(name: impl Into<String>, bytes: impl Into<Bytes>) -> Self {
        Self { name: name.into(), content_type: None, bytes: bytes.into() }
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
pub struct Part {
    name: String,
    file_name: Option<String>,
    content_type: Option<String>,
    bytes: Bytes,
}

/// Multipart body.
pub trait Multipart {
    /// Returns the parts of the body in order.
    fn parts(&self) -> Parts;
}

/// Collects the parts of a multipart body.
#[derive(Debug, Default)]
pub struct Parts {
    list: Vec<Part>,
    invalid: Option<String>,
}

impl Parts {
    /// Adds a required member.
    pub fn required<T: Wire>(&mut self, name: &str, value: &T) {
        self.add(name, wire::to_value(value));
    }

    /// Adds a member that is left out if it is `None`.
    pub fn optional<T: Wire>(&mut self, name: &str, value: &Option<T>) {
        if let Some(value) = value {
            self.required(name, value);
        }
    }

    /// Adds a member that is left out if it is `None`: a part cannot be `null`.
    pub fn nullable<T: Wire>(&mut self, name: &str, value: &Option<T>) {
        self.optional(name, value);
    }

    /// Adds a member that is left out if it has no value: a part cannot be `null`.
    pub fn field<T: Wire>(&mut self, name: &str, value: &super::Field<T>) {
        if let Some(value) = value.value() {
            self.required(name, value);
        }
    }

    /// Adds a member with a single value, if it is there.
    pub fn constant(&mut self, name: &str, constant: &wire::Constant, is_there: bool) {
        if is_there {
            self.list.push(Part {
                name: name.to_owned(),
                file_name: None,
                content_type: None,
                bytes: constant.text().0.into(),
            });
        }
    }

    /// Adds the additional properties: members that have no row in the table.
    pub fn rest<T: Wire>(&mut self, values: &std::collections::BTreeMap<String, T>) {
        for (name, value) in values {
            self.required(name, value);
        }
    }

    fn add(&mut self, name: &str, value: Result<Json, EncodeError>) {
        match value {
            Ok(value) => self.json(name, &value),
            Err(error) => {
                self.invalid.get_or_insert(error.in_member(name).to_string());
            }
        }
    }

    fn json(&mut self, name: &str, value: &Json) {
        match value {
            Json::Null => {}
            Json::Array(items) => items.iter().for_each(|item| self.json(name, item)),
            value => self.list.push(Part {
                name: name.to_owned(),
                file_name: None,
                content_type: value.is_object().then(|| "application/json".to_owned()),
                bytes: style::text(value).into(),
            }),
        }
    }

    /// Adds files, each as a part of this name.
    pub fn files<'a>(&mut self, name: &str, files: impl IntoIterator<Item = &'a File>) {
        for file in files {
            self.list.push(Part {
                name: name.to_owned(),
                file_name: Some(file.name.clone()),
                content_type: file.content_type.clone(),
                bytes: file.bytes.clone(),
            });
        }
    }

    /// Sets the media type of the parts of this name, except of files that have one already.
    pub fn media_type(&mut self, name: &str, media_type: &str) {
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
    pub fn finish(self) -> Result<(String, Bytes), String> {
        if let Some(invalid) = self.invalid {
            return Err(invalid);
        }
        // A boundary of 128 random bits cannot be guessed, so the parts need not be searched for it.
        let random = |salt: u8| RandomState::new().hash_one(salt);
        let boundary = format!("----specwright-{:016x}{:016x}", random(0), random(1));
        let mut body = Vec::new();
        for part in &self.list {
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
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(&part.bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        Ok((format!("multipart/form-data; boundary={boundary}"), body.into()))
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
/// that holds files; `: "text/markdown"` sets the media type of a row's parts.
macro_rules! multipart {
    ($ty:ident {
        $(
            $name:literal $(=> $field:ident $presence:ident $($file:ident)? $(($flag:literal))?)?
            $(= $constant:literal)? $(: $media_type:literal)?,
        )*
        $(.. => $rest:ident,)?
    }) => {
        impl runtime::Multipart for $ty {
            fn parts(&self) -> runtime::Parts {
                #[allow(unused_mut, reason = "a table may have no rows")]
                let mut parts = runtime::Parts::default();
                $(
                    runtime::multipart!(
                        @part parts $name,
                        $(self.$field, $presence $($file)? $($flag)?)? $(true, flag $constant)?
                    );
                    $(parts.media_type($name, $media_type);)?
                )*
                $(parts.rest(&self.$rest);)?
                parts
            }
        }
    };
    (@part $parts:ident $name:literal, $value:expr, flag $constant:literal) => {
        $parts.constant(
            $name,
            &runtime::wire::Constant { value: concat!($constant), literal: stringify!($constant) },
            $value,
        )
    };
    (@part $parts:ident $name:literal, $value:expr, required file) => { $parts.files($name, [&$value]) };
    (@part $parts:ident $name:literal, $value:expr, required files) => { $parts.files($name, &$value) };
    (@part $parts:ident $name:literal, $value:expr, $presence:ident files) => {
        $parts.files($name, $value.iter().flatten())
    };
    (@part $parts:ident $name:literal, $value:expr, $presence:ident file) => { $parts.files($name, &$value) };
    (@part $parts:ident $name:literal, $value:expr, $presence:ident) => { $parts.$presence($name, &$value) };
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
        draft: bool,
    }

    multipart!(Body {
        "text" => text optional: "text/markdown",
        "plain" => plain required file,
        "typed" => typed required files: "image/png",
        "state" => state field,
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
            draft: false,
        };
        let (media_type, bytes) = body.parts().finish().unwrap();
        let boundary = media_type.strip_prefix("multipart/form-data; boundary=").unwrap();
        let text = String::from_utf8(bytes.to_vec()).unwrap().replace(boundary, "B");
        let types: Vec<&str> =
            text.lines().filter_map(|line| line.strip_prefix("Content-Type: ")).collect();
        let of_files = ["application/octet-stream", "image/png", "image/gif"];
        assert_eq!(types, [["text/markdown"].as_slice(), &of_files, &["text/csv"]].concat());
        assert!(!text.contains("state") && !text.contains("draft"), "{text}");
        assert!(text.contains("name=\"kind\"\r\n\r\na \"b\"\r\n"), "{text}");
        assert!(text.ends_with("Content-Type: text/csv\r\n\r\n2\r\n--B--\r\n"), "{text}");
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
        parts.required("text", &"x".to_owned());
        parts.media_type("text", "png");
        assert!(parts.finish().is_err());
    }
}

//! `multipart/form-data` bodies (RFC 7578).

use bytes::Bytes;

use super::style;
use super::wire::{Json, Wire};

/// A file of a multipart body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name as the server sees it.
    pub name: String,
    /// Its media type; `application/octet-stream` when there is none.
    pub content_type: Option<String>,
    /// Its content.
    pub bytes: Bytes,
}

impl File {
    /// A file.
    pub fn new(name: impl Into<String>, bytes: impl Into<Bytes>) -> Self {
        Self { name: name.into(), content_type: None, bytes: bytes.into() }
    }

    /// The file with a media type.
    #[must_use]
    pub fn with_content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }
}

/// A part of a multipart body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    name: String,
    file_name: Option<String>,
    content_type: Option<String>,
    bytes: Bytes,
}

/// A body of several parts.
pub trait Multipart {
    /// Its parts in order.
    fn parts(&self) -> Parts;
}

/// Parts as they are collected.
#[derive(Debug, Default)]
pub struct Parts {
    list: Vec<Part>,
}

impl Parts {
    /// Adds a member that is always there.
    pub fn required<T: Wire>(&mut self, name: &str, value: &T) {
        self.json(name, &value.encode());
    }

    /// Adds a member that is left out when it is `None`.
    pub fn optional<T: Wire>(&mut self, name: &str, value: &Option<T>) {
        if let Some(value) = value {
            self.json(name, &value.encode());
        }
    }

    /// Adds a member that is left out when it is `None`: parts know no `null`.
    pub fn nullable<T: Wire>(&mut self, name: &str, value: &Option<T>) {
        self.optional(name, value);
    }

    /// Adds members without a row of their own.
    pub fn rest<T: Wire>(&mut self, values: &std::collections::BTreeMap<String, T>) {
        values.iter().for_each(|(name, value)| self.json(name, &value.encode()));
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

    /// Adds files.
    pub fn files<'a>(&mut self, name: &str, files: impl IntoIterator<Item = &'a File>) {
        self.list.extend(files.into_iter().map(|file| Part {
            name: name.to_owned(),
            file_name: Some(file.name.clone()),
            content_type: Some(
                file.content_type.clone().unwrap_or_else(|| "application/octet-stream".to_owned()),
            ),
            bytes: file.bytes.clone(),
        }));
    }

    /// The media type with its boundary, and the body.
    pub fn finish(self) -> (String, Bytes) {
        let mut number = 0u64;
        let mut boundary = String::new();
        // The first boundary that no part contains.
        while boundary.is_empty()
            || self.list.iter().any(|part| contains(&part.bytes, boundary.as_bytes()))
        {
            boundary = format!("----specwright-{number:016x}");
            number += 1;
        }
        let mut body = Vec::new();
        for part in &self.list {
            let mut head = format!(
                "--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"",
                quoted(&part.name)
            );
            if let Some(name) = &part.file_name {
                head.push_str(&format!("; filename=\"{}\"", quoted(name)));
            }
            if let Some(content_type) = &part.content_type {
                head.push_str(&format!(
                    "\r\nContent-Type: {}",
                    content_type.replace(['\r', '\n'], " ")
                ));
            }
            head.push_str("\r\n\r\n");
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(&part.bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        (format!("multipart/form-data; boundary={boundary}"), body.into())
    }
}

fn contains(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

/// As the WHATWG's multipart encoding has it.
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

/// The table of a multipart body: rows as in `wire::object!`, with `file` behind those of files.
macro_rules! multipart {
    ($ty:ident {
        $($name:literal => $field:ident $presence:ident $($file:ident)?,)*
        $(.. => $rest:ident,)?
    }) => {
        impl $crate::runtime::Multipart for $ty {
            fn parts(&self) -> $crate::runtime::Parts {
                #[allow(unused_mut, reason = "a body may have no parts")]
                let mut parts = $crate::runtime::Parts::default();
                $($crate::runtime::multipart!(@part parts $name, self.$field, $presence $($file)?);)*
                $(parts.rest(&self.$rest);)?
                parts
            }
        }
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

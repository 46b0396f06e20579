//! Values taken apart by one level, for texts that are not JSON: parameters, forms and parts of a body.

use std::borrow::Cow;

use super::{DecodeError, Kind, Reader};

/// A value, by its JSON text. What it contains stays text: only what is written in the end is copied.
#[derive(Debug, PartialEq, Eq)]
pub enum Shape<'a> {
    /// `null`: RFC 6570 (section 2.3) calls it undefined, and leaves it out.
    Undefined,
    /// The text of a string, of a number or of a boolean.
    Scalar(Cow<'a, str>),
    /// The JSON texts of items.
    List(Vec<&'a str>),
    /// The names of members and the JSON texts of their values.
    Object(Vec<(Cow<'a, str>, &'a str)>),
}

impl<'a> Shape<'a> {
    /// Takes apart the JSON text of a value. Text that is not JSON, or nested deeper than a reader follows, is a scalar.
    #[must_use]
    pub fn of(json: &'a str) -> Self {
        read(json).unwrap_or(Self::Scalar(Cow::Borrowed(json)))
    }
}

/// Returns the text of a value inside a text: of a scalar itself, of a list or an object as JSON. `null` has none.
#[must_use]
pub fn text_of(json: &str) -> Option<Cow<'_, str>> {
    match Shape::of(json) {
        Shape::Undefined => None,
        Shape::Scalar(text) => Some(text),
        Shape::List(_) | Shape::Object(_) => Some(Cow::Borrowed(json)),
    }
}

fn read(json: &str) -> Result<Shape<'_>, DecodeError> {
    let mut reader = Reader::new(json);
    match reader.kind() {
        Some(Kind::Null) => Ok(Shape::Undefined),
        Some(Kind::String) => reader.string().map(Shape::Scalar),
        Some(Kind::Bool | Kind::Number) | None => Ok(Shape::Scalar(Cow::Borrowed(json))),
        Some(Kind::Array) => {
            let mut items = Vec::new();
            let mut more = reader.array()?;
            while more {
                items.push(value(&mut reader, json)?);
                more = reader.next_item()?;
            }
            Ok(Shape::List(items))
        }
        Some(Kind::Object) => {
            let mut members = Vec::new();
            let mut more = reader.object()?;
            while more {
                let name = reader.name()?;
                members.push((name, value(&mut reader, json)?));
                more = reader.next_member()?;
            }
            Ok(Shape::Object(members))
        }
    }
}

/// Returns the text of the value that starts here.
fn value<'a>(reader: &mut Reader<'a>, json: &'a str) -> Result<&'a str, DecodeError> {
    reader.token();
    let start = reader.offset();
    reader.skip()?;
    Ok(json.get(start..reader.offset()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_level() {
        let scalar = |text: &'static str| Shape::Scalar(Cow::Borrowed(text));
        for (json, shape) in [
            ("null", Shape::Undefined),
            (r#""a\n\"b\"""#, scalar("a\n\"b\"")),
            ("-1.5e300", scalar("-1.5e300")),
            ("true", scalar("true")),
            ("[]", Shape::List(Vec::new())),
            (r#"[1, "a]",[null]]"#, Shape::List(vec!["1", r#""a]""#, "[null]"])),
            ("{}", Shape::Object(Vec::new())),
            (
                r#"{"a\"b":{"c":[1]},"d":null}"#,
                Shape::Object(vec![("a\"b".into(), r#"{"c":[1]}"#), ("d".into(), "null")]),
            ),
            ("[1,", scalar("[1,")),
        ] {
            assert_eq!(Shape::of(json), shape, "{json}");
        }
        let texts = [r#""a""#, "7", "[1]", "null"].map(text_of);
        assert_eq!(texts.map(Option::unwrap_or_default), ["a", "7", "[1]", ""]);
    }
}

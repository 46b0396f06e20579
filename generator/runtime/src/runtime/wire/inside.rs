//! Reading one value inside a JSON text.

use std::borrow::Cow;

use super::{DecodeError, Kind, Reader, Shape, Wire};

/// Reads the value at a JSON Pointer (RFC 6901) of member names from JSON text in UTF-8. Returns `None` if it is `null`,
/// or if there is no such value.
///
/// # Errors
///
/// If the text is not JSON, or the value does not fit.
pub fn inside<T: Wire>(text: &[u8], pointer: &str) -> Result<Option<T>, DecodeError> {
    let mut reader = Reader::from_bytes(text)?;
    let names: Vec<Cow<'_, str>> = names(pointer).collect();
    let value = read(&mut reader, &names);
    reader.finish(value)
}

fn read<T: Wire>(
    reader: &mut Reader<'_>,
    names: &[Cow<'_, str>],
) -> Result<Option<T>, DecodeError> {
    let Some((name, names)) = names.split_first() else {
        return if reader.null()? { Ok(None) } else { T::decode(reader).map(Some) };
    };
    if reader.kind() != Some(Kind::Object) {
        return reader.skip().map(|()| None);
    }
    let mut found = None;
    let mut more = reader.object()?;
    while more {
        if reader.name()? == *name {
            found = read(reader, names).map_err(|error| error.in_member(name))?;
        } else {
            reader.skip()?;
        }
        more = reader.next_member()?;
    }
    Ok(found)
}

/// Returns the JSON text of the value at a JSON Pointer of member names.
pub fn text_inside<'a>(json: &'a str, pointer: &str) -> Option<&'a str> {
    names(pointer).try_fold(json, |json, name| match Shape::of(json) {
        // The last one of several members with the same name counts.
        Shape::Object(members) => {
            members.into_iter().rev().find(|(known, _)| *known == name).map(|(_, value)| value)
        }
        _ => None,
    })
}

/// Returns the member names of a JSON Pointer.
pub fn names(pointer: &str) -> impl Iterator<Item = Cow<'_, str>> {
    pointer.split('/').skip(1).map(|name| {
        if name.contains('~') {
            Cow::Owned(name.replace("~1", "/").replace("~0", "~"))
        } else {
            Cow::Borrowed(name)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_inside_a_text() {
        let text =
            br#"{"a": 1, "data": {"x/y": [1, 2], "n": null}, "data": {"x/y": [3]}, "b": [{}]}"#;
        assert_eq!(inside::<Vec<i64>>(text, "/data/x~1y").unwrap(), Some(vec![3]));
        for absent in ["/data/n", "/data/z", "/a/b", "/c", "/b/0"] {
            assert_eq!(inside::<Vec<i64>>(text, absent).unwrap(), None, "{absent}");
        }
        assert_eq!(inside::<Vec<i64>>(b"[1]", "").unwrap(), Some(vec![1]));
        assert_eq!(inside::<Vec<i64>>(b"null", "").unwrap(), None);
        let error = inside::<Vec<i64>>(br#"{"data": {"items": [1, "x"]}}"#, "/data/items");
        assert_eq!(error.unwrap_err().path(), "$.data.items[1]");
        assert!(inside::<Vec<i64>>(br#"{"data": [1]"#, "/data").is_err());
        let text = std::str::from_utf8(text).unwrap();
        assert_eq!(text_inside(text, "/data/x~1y"), Some("[3]"));
        assert_eq!((text_inside(text, "/a"), text_inside(text, "/a/b")), (Some("1"), None));
    }
}

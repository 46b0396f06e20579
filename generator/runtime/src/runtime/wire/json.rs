//! Any JSON value, as a tree.

use serde_json::{Map, Number};

use super::{DecodeError, EncodeError, Kind, Look, Reader, Wire, Writer};

/// Any JSON value.
pub type Json = serde_json::Value;

/// Returns the JSON form of a value as a tree.
///
/// # Errors
///
/// Those of [`Wire::encode`].
pub fn to_value(value: &(impl Wire + ?Sized)) -> Result<Json, EncodeError> {
    let text = super::to_vec(value)?;
    super::from_slice(&text).map_err(|error| EncodeError::new(error.to_string()))
}

impl Wire for Json {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        match reader.kind() {
            Some(Kind::Null) => reader.null().map(|_| Self::Null),
            Some(Kind::Bool) => reader.bool().map(Self::Bool),
            Some(Kind::Number) => number(reader).map(Self::Number),
            Some(Kind::String) => reader.string().map(|text| Self::String(text.into_owned())),
            Some(Kind::Array) => Wire::decode(reader).map(Self::Array),
            Some(Kind::Object) => members(reader).map(Self::Object),
            None => Err(reader.syntax("expected a value")),
        }
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        match self {
            Self::Null => {
                writer.literal("null");
                Ok(())
            }
            Self::Bool(value) => value.encode(writer),
            Self::Number(number) => writer.number(number),
            Self::String(text) => text.encode(writer),
            Self::Array(items) => writer.array(items),
            Self::Object(members) => {
                let object = writer.begin_object();
                for (name, value) in members {
                    writer.member(&object, name, value)?;
                }
                writer.end_object(&object);
                Ok(())
            }
        }
    }

    fn fit(_: &mut Look<'_>) -> Option<u32> {
        Some(0)
    }
}

fn number(reader: &mut Reader<'_>) -> Result<Number, DecodeError> {
    let start = reader.mark();
    let number = reader.number("a number")?;
    if number.is_plain_integer() && number.text != "-0" {
        if let Ok(value) = number.text.parse::<i64>() {
            return Ok(value.into());
        }
        if let Ok(value) = number.text.parse::<u64>() {
            return Ok(value.into());
        }
    }
    Number::from_f64(number.to_f64()).ok_or_else(|| {
        reader.go_back(start);
        reader.expected("a number in the range of f64")
    })
}

fn members(reader: &mut Reader<'_>) -> Result<Map<String, Json>, DecodeError> {
    let mut members = Map::new();
    let mut more = reader.object()?;
    while more {
        let name = reader.name()?;
        reader.token();
        let value = reader.mark();
        match Json::decode(reader) {
            Ok(value) => {
                members.insert(name.into_owned(), value);
            }
            Err(error) => reader.unless_again(error, &name, value)?,
        }
        more = reader.next_member()?;
    }
    Ok(members)
}

//! Dates and times, as `jiff` has them.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::fmt::rfc2822::{DateTimeParser, DateTimePrinter};

use super::{DecodeError, EncodeError, Json, Wire};

fn parse(text: &str) -> Option<Timestamp> {
    let parsed = text.parse().or_else(|_| DateTimeParser::new().parse_timestamp(text));
    parsed.ok()
}

/// A date's text, where its year has the four digits that RFC 3339 asks for (`jiff` stops at 9999).
fn written(text: String) -> Result<Json, EncodeError> {
    if text.starts_with('-') {
        return Err(EncodeError::new(format!("{text} has no form in RFC 3339")));
    }
    Ok(Json::String(text))
}

/// RFC 3339 date-time, written in UTC; RFC 2822 is read as well.
impl Wire for Timestamp {
    fn decode(value: Json) -> Result<Self, DecodeError> {
        let time = value.as_str().and_then(parse);
        time.ok_or_else(|| DecodeError::expected("a date and time (RFC 3339)", &value))
    }

    fn encode(&self) -> Result<Json, EncodeError> {
        written(self.to_string())
    }

    fn fit(value: &Json) -> Option<u32> {
        parse(value.as_str()?).map(|_| 3)
    }
}

fn parse_date(text: &str) -> Option<Date> {
    // `jiff` reads the date of a longer text as well.
    if text.len() == 10 { text.parse().ok() } else { None }
}

/// RFC 3339 full-date.
impl Wire for Date {
    fn decode(value: Json) -> Result<Self, DecodeError> {
        let date = value.as_str().and_then(parse_date);
        date.ok_or_else(|| DecodeError::expected("a date (YYYY-MM-DD)", &value))
    }

    fn encode(&self) -> Result<Json, EncodeError> {
        written(self.to_string())
    }

    fn fit(value: &Json) -> Option<u32> {
        parse_date(value.as_str()?).map(|_| 3)
    }
}

/// A date and time that is written in the form of RFC 2822; RFC 3339 is read as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Rfc2822(pub Timestamp);

impl From<Timestamp> for Rfc2822 {
    fn from(time: Timestamp) -> Self {
        Self(time)
    }
}

impl Wire for Rfc2822 {
    fn decode(value: Json) -> Result<Self, DecodeError> {
        let time = value.as_str().and_then(parse).map(Self);
        time.ok_or_else(|| DecodeError::expected("a date and time (RFC 2822)", &value))
    }

    fn encode(&self) -> Result<Json, EncodeError> {
        let text = DateTimePrinter::new().timestamp_to_rfc9110_string(&self.0);
        match text {
            Ok(text) => Ok(Json::String(text.replace("GMT", "+0000"))),
            Err(_) => Err(EncodeError::new(format!("{} has no form in RFC 2822", self.0))),
        }
    }

    fn fit(value: &Json) -> Option<u32> {
        parse(value.as_str()?).map(|_| 3)
    }
}

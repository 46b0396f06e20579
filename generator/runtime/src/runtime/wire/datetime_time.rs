//! Dates and times, as `time` has them.

use time::format_description::well_known::{Iso8601, Rfc2822 as Rfc2822Format, Rfc3339};
use time::{Date, OffsetDateTime};

use super::{DecodeError, EncodeError, Json, Wire};

fn parse(text: &str) -> Option<OffsetDateTime> {
    let parsed = OffsetDateTime::parse(text, &Rfc3339)
        .or_else(|_| OffsetDateTime::parse(text, &Rfc2822Format));
    parsed.ok()
}

/// A date's text in a format, where that has a form for it.
fn written(text: Result<String, time::error::Format>, format: &str) -> Result<Json, EncodeError> {
    text.map(Json::String).map_err(|error| EncodeError::new(format!("{format}: {error}")))
}

/// RFC 3339 date-time, written with its offset; RFC 2822 is read as well.
impl Wire for OffsetDateTime {
    fn decode(value: Json) -> Result<Self, DecodeError> {
        let time = value.as_str().and_then(parse);
        time.ok_or_else(|| DecodeError::expected("a date and time (RFC 3339)", &value))
    }

    fn encode(&self) -> Result<Json, EncodeError> {
        written(self.format(&Rfc3339), "RFC 3339")
    }

    fn fit(value: &Json) -> Option<u32> {
        parse(value.as_str()?).map(|_| 3)
    }
}

fn parse_date(text: &str) -> Option<Date> {
    if text.len() == 10 { Date::parse(text, &Iso8601::DATE).ok() } else { None }
}

/// RFC 3339 full-date.
impl Wire for Date {
    fn decode(value: Json) -> Result<Self, DecodeError> {
        let date = value.as_str().and_then(parse_date);
        date.ok_or_else(|| DecodeError::expected("a date (YYYY-MM-DD)", &value))
    }

    fn encode(&self) -> Result<Json, EncodeError> {
        written(self.format(&Iso8601::DATE), "RFC 3339")
    }

    fn fit(value: &Json) -> Option<u32> {
        parse_date(value.as_str()?).map(|_| 3)
    }
}

/// A date and time that is written in the form of RFC 2822; RFC 3339 is read as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Rfc2822(pub OffsetDateTime);

impl From<OffsetDateTime> for Rfc2822 {
    fn from(time: OffsetDateTime) -> Self {
        Self(time)
    }
}

impl Wire for Rfc2822 {
    fn decode(value: Json) -> Result<Self, DecodeError> {
        let time = value.as_str().and_then(parse).map(Self);
        time.ok_or_else(|| DecodeError::expected("a date and time (RFC 2822)", &value))
    }

    fn encode(&self) -> Result<Json, EncodeError> {
        written(self.0.format(&Rfc2822Format), "RFC 2822")
    }

    fn fit(value: &Json) -> Option<u32> {
        parse(value.as_str()?).map(|_| 3)
    }
}

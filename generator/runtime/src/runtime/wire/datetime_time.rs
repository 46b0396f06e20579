//! Dates and times, as `time` has them.

use time::format_description::well_known::{Iso8601, Rfc2822 as Rfc2822Format, Rfc3339};
use time::{Date, OffsetDateTime};

use super::{DecodeError, Json, Wire};

fn parse(text: &str) -> Option<OffsetDateTime> {
    let parsed = OffsetDateTime::parse(text, &Rfc3339)
        .or_else(|_| OffsetDateTime::parse(text, &Rfc2822Format));
    parsed.ok()
}

/// RFC 3339; RFC 2822 is read as well.
impl Wire for OffsetDateTime {
    fn decode(value: Json) -> Result<Self, DecodeError> {
        let time = value.as_str().and_then(parse);
        time.ok_or_else(|| DecodeError::expected("a date and time (RFC 3339)", &value))
    }

    fn encode(&self) -> Json {
        // Years beyond 9999 have no form in RFC 3339.
        Json::String(self.format(&Rfc3339).unwrap_or_else(|_| self.to_string()))
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

    fn encode(&self) -> Json {
        Json::String(self.format(&Iso8601::DATE).unwrap_or_else(|_| self.to_string()))
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

    fn encode(&self) -> Json {
        // Years before 1900 have no form in RFC 2822.
        Json::String(self.0.format(&Rfc2822Format).unwrap_or_else(|_| self.0.to_string()))
    }

    fn fit(value: &Json) -> Option<u32> {
        parse(value.as_str()?).map(|_| 3)
    }
}

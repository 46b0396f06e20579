//! Dates and times, as `chrono` has them.

use chrono::{DateTime, Datelike, NaiveDate, SecondsFormat, Utc};

use super::{DecodeError, EncodeError, Json, Wire};

fn parse(text: &str) -> Option<DateTime<Utc>> {
    let parsed = DateTime::parse_from_rfc3339(text).or_else(|_| DateTime::parse_from_rfc2822(text));
    parsed.ok().map(|time| time.to_utc())
}

fn parse_date(text: &str) -> Option<NaiveDate> {
    // `chrono` reads years and days of other lengths as well.
    if text.len() == 10 { NaiveDate::parse_from_str(text, "%Y-%m-%d").ok() } else { None }
}

/// A date's text, where its year has the four digits that RFC 3339 and RFC 2822 ask for.
fn written(date: &impl Datelike, text: String) -> Result<Json, EncodeError> {
    match date.year() {
        0..=9999 => Ok(Json::String(text)),
        year => Err(EncodeError::new(format!("the year {year} has no form in RFC 3339"))),
    }
}

/// RFC 3339 date-time, written in UTC; RFC 2822 is read as well.
impl Wire for DateTime<Utc> {
    fn decode(value: Json) -> Result<Self, DecodeError> {
        let time = value.as_str().and_then(parse);
        time.ok_or_else(|| DecodeError::expected("a date and time (RFC 3339)", &value))
    }

    fn encode(&self) -> Result<Json, EncodeError> {
        written(self, self.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }

    fn fit(value: &Json) -> Option<u32> {
        parse(value.as_str()?).map(|_| 3)
    }
}

/// RFC 3339 full-date.
impl Wire for NaiveDate {
    fn decode(value: Json) -> Result<Self, DecodeError> {
        let date = value.as_str().and_then(parse_date);
        date.ok_or_else(|| DecodeError::expected("a date (YYYY-MM-DD)", &value))
    }

    fn encode(&self) -> Result<Json, EncodeError> {
        written(self, self.format("%Y-%m-%d").to_string())
    }

    fn fit(value: &Json) -> Option<u32> {
        parse_date(value.as_str()?).map(|_| 3)
    }
}

/// A date and time that is written in the form of RFC 2822; RFC 3339 is read as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Rfc2822(pub DateTime<Utc>);

impl From<DateTime<Utc>> for Rfc2822 {
    fn from(time: DateTime<Utc>) -> Self {
        Self(time)
    }
}

impl Wire for Rfc2822 {
    fn decode(value: Json) -> Result<Self, DecodeError> {
        let time = value.as_str().and_then(parse).map(Self);
        time.ok_or_else(|| DecodeError::expected("a date and time (RFC 2822)", &value))
    }

    fn encode(&self) -> Result<Json, EncodeError> {
        written(&self.0, self.0.to_rfc2822())
    }

    fn fit(value: &Json) -> Option<u32> {
        parse(value.as_str()?).map(|_| 3)
    }
}

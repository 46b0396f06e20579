//! Dates and times as types of `chrono`.

use chrono::{DateTime, Datelike, NaiveDate, SecondsFormat, Utc};

use super::{DecodeError, EncodeError, Look, Reader, Wire, Writer};

fn parse(text: &str) -> Option<DateTime<Utc>> {
    let parsed = DateTime::parse_from_rfc3339(text).or_else(|_| DateTime::parse_from_rfc2822(text));
    parsed.ok().map(|time| time.to_utc())
}

fn parse_date(text: &str) -> Option<NaiveDate> {
    // `chrono` reads years and days of other lengths as well.
    if text.len() == 10 { NaiveDate::parse_from_str(text, "%Y-%m-%d").ok() } else { None }
}

/// Writes a date's text, if its year has the four digits that RFC 3339 and RFC 2822 require.
fn write(date: &impl Datelike, text: &str, writer: &mut Writer) -> Result<(), EncodeError> {
    match date.year() {
        0..=9999 => {
            writer.string(text);
            Ok(())
        }
        year => Err(EncodeError::new(format!("the year {year} has no form in RFC 3339"))),
    }
}

/// RFC 3339 date-time, written in UTC; RFC 2822 is read as well.
impl Wire for DateTime<Utc> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.parsed("a date and time (RFC 3339)", parse)
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        write(self, &self.to_rfc3339_opts(SecondsFormat::AutoSi, true), writer)
    }

    fn fit(look: &mut Look<'_>) -> Option<u32> {
        look.fit_by_text(parse)
    }
}

/// RFC 3339 full-date.
impl Wire for NaiveDate {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.parsed("a date (YYYY-MM-DD)", parse_date)
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        write(self, &self.format("%Y-%m-%d").to_string(), writer)
    }

    fn fit(look: &mut Look<'_>) -> Option<u32> {
        look.fit_by_text(parse_date)
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
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.parsed("a date and time (RFC 2822)", parse).map(Self)
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        write(&self.0, &self.0.to_rfc2822(), writer)
    }

    fn fit(look: &mut Look<'_>) -> Option<u32> {
        look.fit_by_text(parse)
    }
}

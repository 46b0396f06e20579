//! Dates and times as types of `time`.

use time::format_description::well_known::{Iso8601, Rfc2822 as Rfc2822Format, Rfc3339};
use time::{Date, OffsetDateTime};

use super::{DecodeError, EncodeError, Look, Reader, Wire, Writer};

fn parse(text: &str) -> Option<OffsetDateTime> {
    let parsed = OffsetDateTime::parse(text, &Rfc3339)
        .or_else(|_| OffsetDateTime::parse(text, &Rfc2822Format));
    parsed.ok()
}

/// Writes a date's text in a format, if the format can represent it.
fn write(
    text: Result<String, time::error::Format>,
    format: &str,
    writer: &mut Writer,
) -> Result<(), EncodeError> {
    let text = text.map_err(|error| EncodeError::new(format!("{format}: {error}")))?;
    writer.string(&text);
    Ok(())
}

/// RFC 3339 date-time, written with its offset; RFC 2822 is read as well.
impl Wire for OffsetDateTime {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.parsed("a date and time (RFC 3339)", parse)
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        write(self.format(&Rfc3339), "RFC 3339", writer)
    }

    fn fit(look: &mut Look<'_>) -> Option<u32> {
        look.fit_by_text(parse)
    }
}

fn parse_date(text: &str) -> Option<Date> {
    if text.len() == 10 { Date::parse(text, &Iso8601::DATE).ok() } else { None }
}

/// RFC 3339 full-date.
impl Wire for Date {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.parsed("a date (YYYY-MM-DD)", parse_date)
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        write(self.format(&Iso8601::DATE), "RFC 3339", writer)
    }

    fn fit(look: &mut Look<'_>) -> Option<u32> {
        look.fit_by_text(parse_date)
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
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.parsed("a date and time (RFC 2822)", parse).map(Self)
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        write(self.0.format(&Rfc2822Format), "RFC 2822", writer)
    }

    fn fit(look: &mut Look<'_>) -> Option<u32> {
        look.fit_by_text(parse)
    }
}

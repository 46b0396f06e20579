//! Dates and times as types of `jiff`.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::fmt::rfc2822::{DateTimeParser, DateTimePrinter};

use super::{DecodeError, EncodeError, Look, Reader, Wire, Writer};

fn parse(text: &str) -> Option<Timestamp> {
    let parsed = text.parse().or_else(|_| DateTimeParser::new().parse_timestamp(text));
    parsed.ok()
}

/// Writes a date's text, if its year has the four digits that RFC 3339 requires (`jiff` stops at 9999).
fn write(text: &str, writer: &mut Writer) -> Result<(), EncodeError> {
    if text.starts_with('-') {
        return Err(EncodeError::new(format!("{text} has no form in RFC 3339")));
    }
    writer.string(text);
    Ok(())
}

/// RFC 3339 date-time, written in UTC; RFC 2822 is read as well.
impl Wire for Timestamp {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.parsed("a date and time (RFC 3339)", parse)
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        write(&self.to_string(), writer)
    }

    fn fit(look: &mut Look<'_>) -> Option<u32> {
        look.fit_by_text(parse)
    }
}

fn parse_date(text: &str) -> Option<Date> {
    // `jiff` reads the date of a longer text as well.
    if text.len() == 10 { text.parse().ok() } else { None }
}

/// RFC 3339 full-date.
impl Wire for Date {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.parsed("a date (YYYY-MM-DD)", parse_date)
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        write(&self.to_string(), writer)
    }

    fn fit(look: &mut Look<'_>) -> Option<u32> {
        look.fit_by_text(parse_date)
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
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.parsed("a date and time (RFC 2822)", parse).map(Self)
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        let text = DateTimePrinter::new().timestamp_to_rfc9110_string(&self.0);
        match text {
            Ok(text) => {
                writer.string(&text.replace("GMT", "+0000"));
                Ok(())
            }
            Err(_) => Err(EncodeError::new(format!("{} has no form in RFC 2822", self.0))),
        }
    }

    fn fit(look: &mut Look<'_>) -> Option<u32> {
        look.fit_by_text(parse)
    }
}

//! Dates and times as types of `time`.

use time::format_description::well_known::{Iso8601, Rfc2822 as Rfc2822Format, Rfc3339};
use time::{Date, OffsetDateTime, UtcOffset};

use super::{DecodeError, EncodeError, Look, Reader, Wire, Writer, datetime};

fn exact(text: &str) -> Option<OffsetDateTime> {
    OffsetDateTime::parse(text, &Rfc3339).ok()
}

fn parse(text: &str) -> Option<OffsetDateTime> {
    let parsed = exact(text).or_else(|| exact(&datetime::rfc3339(text)?));
    let parsed = parsed.or_else(|| OffsetDateTime::parse(text, &Rfc2822Format).ok());
    parsed.or_else(|| httpdate::parse_http_date(text).ok().map(OffsetDateTime::from))
}

fn from_unix(seconds: i64) -> Option<OffsetDateTime> {
    OffsetDateTime::from_unix_timestamp(seconds).ok()
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

/// RFC 3339 date-time, written with its offset; other forms whose meaning is clear are read as well.
impl Wire for OffsetDateTime {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.date("a date and time (RFC 3339)", parse)
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        write(self.format(&Rfc3339), "RFC 3339", writer)
    }

    fn fit(look: &mut Look<'_>) -> Option<u32> {
        look.fit_by_form(exact, parse)
    }
}

fn exact_date(text: &str) -> Option<Date> {
    if text.len() == 10 { Date::parse(text, &Iso8601::DATE).ok() } else { None }
}

fn parse_date(text: &str) -> Option<Date> {
    exact_date(text).or_else(|| {
        let time = datetime::rfc3339(text)?;
        exact(&time).and_then(|_| exact_date(datetime::full_date(&time)?))
    })
}

/// RFC 3339 full-date; that of a date-time is read as well.
impl Wire for Date {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.date("a date (YYYY-MM-DD)", parse_date)
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        write(self.format(&Iso8601::DATE), "RFC 3339", writer)
    }

    fn fit(look: &mut Look<'_>) -> Option<u32> {
        look.fit_by_form(exact_date, parse_date)
    }
}

fn to_unix(time: &OffsetDateTime) -> i64 {
    time.unix_timestamp()
}

fn write_rfc2822(time: &OffsetDateTime, writer: &mut Writer) -> Result<(), EncodeError> {
    write(time.format(&Rfc2822Format), "RFC 2822", writer)
}

fn write_http_date(time: &OffsetDateTime, writer: &mut Writer) -> Result<(), EncodeError> {
    // That form is the one of RFC 2822 in UTC, which has another name there.
    let text = time.to_offset(UtcOffset::UTC).format(&Rfc2822Format);
    write(text.map(|text| text.replace("+0000", "GMT")), "RFC 9110", writer)
}

datetime::other_forms!(OffsetDateTime);

#[cfg(test)]
mod tests {
    use super::super::datetime::tests::{DATES, LENIENT, REFUSED};
    use super::super::{from_slice, to_vec};
    use super::*;

    fn text(value: &impl Wire) -> String {
        String::from_utf8(to_vec(value).unwrap()).unwrap()
    }

    #[test]
    fn other_forms_are_read_where_they_are_clear() {
        for (form, expected) in LENIENT {
            let (time, expected) = (parse(form), exact(expected));
            assert!(time.is_some() && time == expected, "{form}: {time:?}");
        }
        for form in REFUSED {
            assert_eq!(parse(form), None, "{form}");
        }
        for (form, expected) in DATES {
            let read = parse_date(form).map(|date| text(&date));
            assert_eq!(read, expected.map(|date| format!("{date:?}")), "{form}");
        }
    }

    #[test]
    fn what_is_written() {
        let time = exact("2024-02-29T10:20:30Z").unwrap();
        assert_eq!(text(&time), r#""2024-02-29T10:20:30Z""#);
        assert_eq!(text(&Rfc2822(time)), r#""Thu, 29 Feb 2024 10:20:30 +0000""#);
        assert_eq!(text(&HttpDate(time)), r#""Thu, 29 Feb 2024 10:20:30 GMT""#);
        assert_eq!(text(&UnixTime(time)), "1709202030");
        for json in ["1709202030", "1709202030.0", "-1", "0"] {
            let read: UnixTime = from_slice(json.as_bytes()).unwrap();
            assert_eq!(text(&read), json.trim_end_matches(".0"));
        }
        for json in [r#""1709202030""#, "1.5", "9223372036854775807", "1e300"] {
            assert!(from_slice::<UnixTime>(json.as_bytes()).is_err(), "{json}");
        }
        let read: Rfc2822 = from_slice(br#""2024-02-29 10:20:30""#).unwrap();
        assert_eq!(read.0, time);
    }

    #[test]
    fn a_string_that_is_not_exact_fits_text_better() {
        let fit = |json: &str| {
            let mut reader = Reader::new(json);
            let mut look = Look::by_kind(&mut reader).unwrap();
            look.closer();
            (OffsetDateTime::fit(&mut look), Date::fit(&mut look), String::fit(&mut look))
        };
        assert_eq!(fit(r#""2024-02-29T10:20:30Z""#), (Some(3), Some(1), Some(2)));
        assert_eq!(fit(r#""2024-02-29""#), (Some(1), Some(3), Some(2)));
        assert_eq!(fit(r#""2024-02-29 10:20""#), (Some(1), Some(1), Some(2)));
        assert_eq!(fit(r#""soon""#), (None, None, Some(2)));
    }
}

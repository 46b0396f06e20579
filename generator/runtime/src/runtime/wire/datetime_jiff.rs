//! Dates and times as types of `jiff`.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::fmt::rfc2822::{DateTimeParser, DateTimePrinter};

use super::{DecodeError, EncodeError, Look, Reader, Wire, Writer, datetime};

fn exact(text: &str) -> Option<Timestamp> {
    text.parse().ok()
}

fn parse(text: &str) -> Option<Timestamp> {
    let parsed = exact(text).or_else(|| exact(&datetime::rfc3339(text)?));
    let parsed = parsed.or_else(|| DateTimeParser::new().parse_timestamp(text).ok());
    parsed.or_else(|| httpdate::parse_http_date(text).ok()?.try_into().ok())
}

fn from_unix(seconds: i64) -> Option<Timestamp> {
    Timestamp::from_second(seconds).ok()
}

/// Writes a date's text, if its year has the four digits that RFC 3339 requires (`jiff` stops at 9999).
fn write(text: &str, writer: &mut Writer) -> Result<(), EncodeError> {
    if text.starts_with('-') {
        return Err(EncodeError::new(format!("{text} has no form in RFC 3339")));
    }
    writer.string(text);
    Ok(())
}

/// RFC 3339 date-time, written in UTC; other forms whose meaning is clear are read as well.
impl Wire for Timestamp {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.date("a date and time (RFC 3339)", parse)
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        write(&self.to_string(), writer)
    }

    fn fit(look: &mut Look<'_>) -> Option<u32> {
        look.fit_by_form(exact, parse)
    }
}

fn exact_date(text: &str) -> Option<Date> {
    // `jiff` reads the date of a longer text as well.
    if text.len() == 10 { text.parse().ok() } else { None }
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
        write(&self.to_string(), writer)
    }

    fn fit(look: &mut Look<'_>) -> Option<u32> {
        look.fit_by_form(exact_date, parse_date)
    }
}

fn to_unix(time: &Timestamp) -> i64 {
    time.as_second()
}

fn write_rfc2822(time: &Timestamp, writer: &mut Writer) -> Result<(), EncodeError> {
    let text = DateTimePrinter::new().timestamp_to_rfc9110_string(time);
    let text = text.map_err(|_| EncodeError::new(format!("{time} has no form in RFC 2822")))?;
    writer.string(&text.replace("GMT", "+0000"));
    Ok(())
}

fn write_http_date(time: &Timestamp, writer: &mut Writer) -> Result<(), EncodeError> {
    let text = DateTimePrinter::new().timestamp_to_rfc9110_string(time);
    let text = text.map_err(|_| EncodeError::new(format!("{time} has no form in RFC 9110")))?;
    writer.string(&text);
    Ok(())
}

datetime::other_forms!(Timestamp);

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
            (Timestamp::fit(&mut look), Date::fit(&mut look), String::fit(&mut look))
        };
        assert_eq!(fit(r#""2024-02-29T10:20:30Z""#), (Some(3), Some(1), Some(2)));
        assert_eq!(fit(r#""2024-02-29""#), (Some(1), Some(3), Some(2)));
        assert_eq!(fit(r#""2024-02-29 10:20""#), (Some(1), Some(1), Some(2)));
        assert_eq!(fit(r#""soon""#), (None, None, Some(2)));
    }
}

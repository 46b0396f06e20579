//! Dates and times as types of `chrono`.

use chrono::{DateTime, Datelike, NaiveDate, SecondsFormat, Utc};

use super::{DecodeError, EncodeError, Look, Reader, Wire, Writer, datetime};

fn exact(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text).ok().map(|time| time.to_utc())
}

fn parse(text: &str) -> Option<DateTime<Utc>> {
    let parsed = exact(text).or_else(|| exact(&datetime::rfc3339(text)?));
    let parsed =
        parsed.or_else(|| DateTime::parse_from_rfc2822(text).ok().map(|time| time.to_utc()));
    parsed.or_else(|| httpdate::parse_http_date(text).ok().map(DateTime::from))
}

fn exact_date(text: &str) -> Option<NaiveDate> {
    // `chrono` reads years and days of other lengths as well.
    if text.len() == 10 { NaiveDate::parse_from_str(text, "%Y-%m-%d").ok() } else { None }
}

fn parse_date(text: &str) -> Option<NaiveDate> {
    exact_date(text).or_else(|| {
        let time = datetime::rfc3339(text)?;
        exact(&time).and_then(|_| exact_date(datetime::full_date(&time)?))
    })
}

fn from_unix(seconds: i64) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(seconds, 0)
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

/// RFC 3339 date-time, written in UTC; other forms whose meaning is clear are read as well.
impl Wire for DateTime<Utc> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.date("a date and time (RFC 3339)", parse)
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        write(self, &self.to_rfc3339_opts(SecondsFormat::AutoSi, true), writer)
    }

    fn fit(look: &mut Look<'_>) -> Option<u32> {
        look.fit_by_form(exact, parse)
    }
}

/// RFC 3339 full-date; that of a date-time is read as well.
impl Wire for NaiveDate {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.date("a date (YYYY-MM-DD)", parse_date)
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        write(self, &self.format("%Y-%m-%d").to_string(), writer)
    }

    fn fit(look: &mut Look<'_>) -> Option<u32> {
        look.fit_by_form(exact_date, parse_date)
    }
}

fn to_unix(time: &DateTime<Utc>) -> i64 {
    time.timestamp()
}

fn write_rfc2822(time: &DateTime<Utc>, writer: &mut Writer) -> Result<(), EncodeError> {
    write(time, &time.to_rfc2822(), writer)
}

fn write_http_date(time: &DateTime<Utc>, writer: &mut Writer) -> Result<(), EncodeError> {
    write(time, &time.format("%a, %d %b %Y %H:%M:%S GMT").to_string(), writer)
}

datetime::other_forms!(DateTime<Utc>);

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
            (DateTime::<Utc>::fit(&mut look), NaiveDate::fit(&mut look), String::fit(&mut look))
        };
        assert_eq!(fit(r#""2024-02-29T10:20:30Z""#), (Some(3), Some(1), Some(2)));
        assert_eq!(fit(r#""2024-02-29""#), (Some(1), Some(3), Some(2)));
        assert_eq!(fit(r#""2024-02-29 10:20""#), (Some(1), Some(1), Some(2)));
        assert_eq!(fit(r#""soon""#), (None, None, Some(2)));
    }
}

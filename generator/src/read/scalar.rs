//! Values of scalars without quotes: the core schema of YAML 1.2.2, section 10.3.2, which includes JSON.

use serde_json::{Number, Value};

/// Reads a plain scalar. Special values of YAML 1.1 only (`no`, `on`, `12:30`, `1_000`, dates) are strings, and so are digits
/// with leading zeros, which JSON does not allow as a number and which are usually codes.
///
/// An integer beyond 64 bits becomes the nearest 64-bit float, and a float beyond its range, infinity
/// included, the largest one; `.nan` becomes null. `Err` has the replacement for such a value, which
/// JSON cannot represent.
pub(super) fn plain(text: &str) -> Result<Value, Value> {
    let bytes = text.as_bytes();
    match bytes.first() {
        None => return Ok(Value::Null),
        Some(b'~' | b'n' | b'N' | b't' | b'T' | b'f' | b'F') => match text {
            "~" | "null" | "Null" | "NULL" => return Ok(Value::Null),
            "true" | "True" | "TRUE" => return Ok(Value::Bool(true)),
            "false" | "False" | "FALSE" => return Ok(Value::Bool(false)),
            _ => {}
        },
        Some(b'0'..=b'9' | b'+' | b'-' | b'.') => {
            if let Some(number) = number(text) {
                return number;
            }
        }
        Some(_) => {}
    }
    Ok(Value::String(text.to_owned()))
}

fn number(text: &str) -> Option<Result<Value, Value>> {
    let radix = |digits: &str, radix| {
        let valid = !digits.is_empty() && digits.chars().all(|c| c.is_digit(radix));
        valid.then(|| u64::from_str_radix(digits, radix).ok()).flatten()
    };
    if let Some(value) = text.strip_prefix("0x").and_then(|digits| radix(digits, 16)) {
        return Some(Ok(value.into()));
    }
    if let Some(value) = text.strip_prefix("0o").and_then(|digits| radix(digits, 8)) {
        return Some(Ok(value.into()));
    }
    let (negative, digits) = match text.as_bytes() {
        [b'-', ..] => (true, &text[1..]),
        [b'+', ..] => (false, &text[1..]),
        _ => (false, text),
    };
    let sign = if negative { -1.0 } else { 1.0 };
    match digits {
        ".inf" | ".Inf" | ".INF" => return Some(Err(float(sign * f64::MAX))),
        ".nan" | ".NaN" | ".NAN" if digits == text => return Some(Err(Value::Null)),
        _ => {}
    }
    let (mantissa, exponent) = match digits.find(['e', 'E']) {
        Some(at) => (&digits[..at], Some(&digits[at + 1..])),
        None => (digits, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if !all_digits(whole) || !all_digits(fraction) || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    if whole.len() > 1 && whole.starts_with('0') {
        return None;
    }
    if let Some(exponent) = exponent {
        let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        if digits.is_empty() || !all_digits(digits) {
            return None;
        }
    } else if mantissa.len() == whole.len() {
        let unsigned = whole.parse::<u64>().ok();
        let signed = || text.parse::<i64>().ok();
        match (negative, unsigned) {
            (false, Some(value)) => return Some(Ok(value.into())),
            (true, _) => {
                if let Some(value) = signed() {
                    return Some(Ok(value.into()));
                }
            }
            (false, None) => {}
        }
    }
    let value: f64 = digits.parse().ok()?;
    let clamped = float(sign * value.min(f64::MAX));
    Some(if value.is_finite() { Ok(clamped) } else { Err(clamped) })
}

fn float(value: f64) -> Value {
    Number::from_f64(value).map_or(Value::Null, Value::Number)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn core_schema() {
        let check = |text: &str, expected: Value| assert_eq!(plain(text), Ok(expected), "{text}");
        for text in ["", "~", "null", "Null", "NULL"] {
            check(text, Value::Null);
        }
        for text in ["true", "True", "TRUE"] {
            check(text, json!(true));
        }
        for text in ["false", "False", "FALSE"] {
            check(text, json!(false));
        }
        for text in [
            "yes",
            "no",
            "NO",
            "on",
            "off",
            "y",
            "n",
            "tRUE",
            "nULL",
            "2024-01-01",
            "12:30",
            "1_000",
            "0123",
            "00",
            "-01",
            "0x",
            "0o8",
            "0xG",
            "1e",
            "1e+",
            ".",
            "-",
            "+",
            "--1",
            "1.2.3",
            "e3",
            ".e3",
            "0b11",
            "1,5",
            "inf",
            "nan",
            "-.nan",
            "Infinity",
            "1f",
            "١",
            "2001-12-14t21:59:43.10-05:00",
        ] {
            check(text, json!(text));
        }
        check("0", json!(0));
        check("+1", json!(1));
        check("-1", json!(-1));
        check("0o17", json!(15));
        check("0x1F", json!(31));
        check("1.0", json!(1.0));
        check("1.", json!(1.0));
        check(".5", json!(0.5));
        check("-.5", json!(-0.5));
        check("1e3", json!(1000.0));
        check("1E-2", json!(0.01));
        check("9223372036854775807", json!(i64::MAX));
        check("-9223372036854775808", json!(i64::MIN));
        check("9223372036854775808", json!(9_223_372_036_854_775_808_u64));
        check("18446744073709551616", json!(18_446_744_073_709_551_616.0));
        check("-9223372036854776000", json!(-9_223_372_036_854_775_808.0));
        check("123456789012345678901234567890", json!(123_456_789_012_345_678_901_234_567_890.0));
        assert_eq!(plain("1e400"), Err(json!(f64::MAX)));
        assert_eq!(plain("-1e400"), Err(json!(f64::MIN)));
        assert_eq!(plain(".inf"), Err(json!(f64::MAX)));
        assert_eq!(plain("-.INF"), Err(json!(f64::MIN)));
        assert_eq!(plain(".nan"), Err(Value::Null));
    }
}

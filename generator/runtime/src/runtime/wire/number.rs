//! Numbers of JSON text (RFC 8259, section 6), read without rounding.

/// A number's text and its parts.
#[derive(Debug, Clone, Copy)]
pub struct Number<'a> {
    /// The whole text.
    pub text: &'a str,
    digits: usize,
    fraction: usize,
    exponent: i32,
    /// The digits without sign and point; correct for at most [`EXACT_DIGITS`] digits.
    mantissa: u64,
}

/// A number as an integer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whole {
    /// It has a fraction.
    No,
    /// It is larger than any integer type.
    Large,
    /// Its value.
    Value(i128),
}

/// Decimal digits that always fit into a `u64`.
const EXACT_DIGITS: usize = 19;

/// Powers of ten that an `f64` represents exactly.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];

/// Whether a number starts with this byte.
#[inline]
pub fn is_number_byte(byte: u8) -> bool {
    byte.is_ascii_digit() || byte == b'-'
}

/// Parses an integer of at most 18 digits. Returns it with its length, or `None` for other numbers.
#[inline]
pub fn short_integer(text: &[u8]) -> Option<(i64, usize)> {
    let negative = text.first() == Some(&b'-');
    let sign = usize::from(negative);
    let mut value: i64 = 0;
    let mut len = sign;
    if let Some(eight) = eight_digits(text, len) {
        value = eight.into();
        len += 8;
    }
    while let Some(byte) = text.get(len) {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            if matches!(byte, b'.' | b'e' | b'E') {
                return None;
            }
            break;
        }
        if len - sign == 18 {
            return None;
        }
        value = value * 10 + i64::from(digit);
        len += 1;
    }
    // Without a digit, or with a leading zero, it is not a number.
    if len == sign || (text.get(sign) == Some(&b'0') && len > sign + 1) {
        return None;
    }
    Some((if negative { -value } else { value }, len))
}

/// Returns the value of the eight bytes from `at` on, if all of them are digits.
#[inline]
fn eight_digits(text: &[u8], at: usize) -> Option<u32> {
    let word = u64::from_le_bytes(*text.get(at..)?.first_chunk()?);
    let digits = word ^ 0x3030_3030_3030_3030;
    if (digits | digits.wrapping_add(0x0606_0606_0606_0606)) & 0xf0f0_f0f0_f0f0_f0f0 != 0 {
        return None;
    }
    // Pairs of digits, then of those pairs, then of those again.
    let pairs = digits * 10 + (digits >> 8);
    let low = (pairs & 0x0000_00ff_0000_00ff).wrapping_mul(100 + (1_000_000 << 32));
    let high = ((pairs >> 16) & 0x0000_00ff_0000_00ff).wrapping_mul(1 + (10_000 << 32));
    #[allow(clippy::cast_possible_truncation, reason = "eight digits")]
    Some((low.wrapping_add(high) >> 32) as u32)
}

impl<'a> Number<'a> {
    /// Scans the number at the start of a text. Fails with the offset of the first invalid byte.
    pub fn scan(text: &'a str) -> Result<Self, usize> {
        let bytes = text.as_bytes();
        let is = |at: usize, wanted: u8| bytes.get(at) == Some(&wanted);
        let mut mantissa: u64 = 0;
        let skip_digits = |from: usize, mantissa: &mut u64| {
            let mut at = from;
            while let Some(eight) = eight_digits(bytes, at) {
                *mantissa = mantissa.wrapping_mul(100_000_000).wrapping_add(eight.into());
                at += 8;
            }
            let digit = |at| bytes.get(at).map(|byte: &u8| byte.wrapping_sub(b'0'));
            while let Some(digit) = digit(at).filter(|digit| *digit <= 9) {
                *mantissa = mantissa.wrapping_mul(10).wrapping_add(digit.into());
                at += 1;
            }
            if at == from { Err(at) } else { Ok(at) }
        };
        let start = usize::from(is(0, b'-'));
        let mut at = skip_digits(start, &mut mantissa)?;
        if is(start, b'0') && at > start + 1 {
            return Err(start + 1);
        }
        let (mut digits, mut fraction, mut exponent) = (at - start, 0, 0);
        if is(at, b'.') {
            let point = at;
            at = skip_digits(at + 1, &mut mantissa)?;
            fraction = at - point - 1;
            digits += fraction;
        }
        if is(at, b'e') || is(at, b'E') {
            let sign = at + 1;
            let from = sign + usize::from(is(sign, b'-') || is(sign, b'+'));
            at = skip_digits(from, &mut 0)?;
            let value = text.get(from..at).and_then(|digits| digits.parse().ok());
            let value: i32 = value.unwrap_or(i32::MAX / 2).min(i32::MAX / 2);
            exponent = if is(sign, b'-') { -value } else { value };
        }
        let text = text.get(..at).unwrap_or_default();
        Ok(Self { text, digits, fraction, exponent, mantissa })
    }

    fn is_negative(&self) -> bool {
        self.text.starts_with('-')
    }

    /// Returns whether it has neither a fraction nor an exponent.
    pub fn is_plain_integer(&self) -> bool {
        !self.text.bytes().any(|byte| matches!(byte, b'.' | b'e' | b'E'))
    }

    /// Returns the nearest `f64`; infinite if the number is too large.
    pub fn to_f64(self) -> f64 {
        // Exact operands and one operation: the result is the nearest (Clinger's fast path).
        let shift = i64::from(self.exponent) - i64::try_from(self.fraction).unwrap_or(i64::MAX / 2);
        let power = usize::try_from(shift.unsigned_abs()).ok().and_then(|at| POWERS.get(at));
        if let (Some(power), true) =
            (power, self.digits <= EXACT_DIGITS && self.mantissa <= 1 << f64::MANTISSA_DIGITS)
        {
            #[allow(clippy::cast_precision_loss, reason = "at most 53 bits")]
            let value = self.mantissa as f64;
            let value = if shift < 0 { value / power } else { value * power };
            return if self.is_negative() { -value } else { value };
        }
        self.text.parse().unwrap_or(f64::INFINITY)
    }

    /// Returns the number as an integer, including one that is written as `3.0` or `1e3`.
    pub fn whole(self) -> Whole {
        let digits = self.text.bytes().take_while(|byte| !matches!(byte, b'e' | b'E'));
        let digits: Vec<u8> = digits.filter(u8::is_ascii_digit).collect();
        let zeros = digits.iter().rev().take_while(|digit| **digit == b'0').count();
        let significant = digits.get(..digits.len() - zeros).unwrap_or_default();
        if significant.is_empty() {
            return Whole::Value(0);
        }
        let len = |len: usize| i64::try_from(len).unwrap_or(i64::MAX / 4);
        let shift = i64::from(self.exponent) - len(self.fraction) + len(zeros);
        if shift < 0 {
            return Whole::No;
        }
        let value = significant.iter().try_fold(0i128, |value, digit| {
            value.checked_mul(10)?.checked_add(i128::from(digit - b'0'))
        });
        let power = u32::try_from(shift).ok().and_then(|shift| 10i128.checked_pow(shift));
        match value.zip(power).and_then(|(value, power)| value.checked_mul(power)) {
            Some(value) => Whole::Value(if self.is_negative() { -value } else { value }),
            None => Whole::Large,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exact_values() {
        for (text, expected) in [
            ("0", Whole::Value(0)),
            ("-0", Whole::Value(0)),
            ("-0.0e9", Whole::Value(0)),
            ("0e-999999999999", Whole::Value(0)),
            ("9007199254740993.0", Whole::Value(9_007_199_254_740_993)),
            ("12.50e1", Whole::Value(125)),
            ("-1200e-2", Whole::Value(-12)),
            ("1.000000000000000000000000000000000000000000000", Whole::Value(1)),
            ("100000000000000000000000000000000000000000000e-44", Whole::Value(1)),
            ("1e18", Whole::Value(1_000_000_000_000_000_000)),
            ("12.5", Whole::No),
            ("1e-1", Whole::No),
            ("1e-99999999999", Whole::No),
            ("1e99999999999", Whole::Large),
            ("1e39", Whole::Large),
        ] {
            assert_eq!(Number::scan(text).unwrap().whole(), expected, "{text}");
        }
    }

    #[test]
    fn nearest_floats() {
        for text in [
            "0",
            "-0.0",
            "0.1",
            "-123.456",
            "1e22",
            "1e23",
            "9007199254740993",
            "9007199254740992",
            "123456789012345678",
            "0.000001",
            "1.7976931348623157e308",
            "5e-324",
            "2.5e-324",
            "1e999",
            "8.41e21",
            "4503599627370497.5",
            "99999999999999999999",
            "3.4028235677973366e38",
        ] {
            let number = Number::scan(text).unwrap();
            assert_eq!(number.to_f64().to_bits(), text.parse::<f64>().unwrap().to_bits(), "{text}");
        }
    }

    #[test]
    fn short_integers() {
        for (text, expected) in [
            ("0,", Some((0, 1))),
            ("-12]", Some((-12, 3))),
            ("999999999999999999", Some((999_999_999_999_999_999, 18))),
            ("12345678", Some((12_345_678, 8))),
            ("-1234567890,", Some((-1_234_567_890, 11))),
            ("1234567:", Some((1_234_567, 7))),
            ("00000000", None),
            ("12345678.5", None),
            ("1000000000000000000", None),
            ("01", None),
            ("-", None),
            ("1.0", None),
            ("1e3", None),
        ] {
            assert_eq!(short_integer(text.as_bytes()), expected, "{text}");
        }
    }
}

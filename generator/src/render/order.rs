//! Order and counts of findings.

use crate::diagnostics::{Diagnostics, Severity};

/// The indexes of all findings in the order in which they are shown.
pub fn order(diagnostics: &Diagnostics) -> Vec<usize> {
    let mut order: Vec<usize> = (0..diagnostics.list.len()).collect();
    order.sort_by_key(|&index| {
        let found = &diagnostics.list[index];
        (found.severity, found.code().id())
    });
    order
}

/// Formats the number of findings of each severity, as in `1 error, 2 warnings`.
pub fn counts(diagnostics: &Diagnostics) -> String {
    let severities = [Severity::Error, Severity::Warning, Severity::Note];
    let parts: Vec<String> = severities
        .iter()
        .map(|severity| (diagnostics.count(*severity), severity.as_str()))
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| {
            format!("{} {word}{}", grouped(count), if count == 1 { "" } else { "s" })
        })
        .collect();
    if parts.is_empty() { "no findings".to_owned() } else { parts.join(", ") }
}

/// Formats a number with thousands separators.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Origin;

    #[test]
    fn numbers_are_grouped() {
        let cases = [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")];
        for (number, text) in cases {
            assert_eq!(grouped(number), text);
        }
    }

    #[test]
    fn the_worst_is_last() {
        let mut diagnostics = Diagnostics::default();
        for code in ["SW0010", "SW0024", "SW0011", "SW0023", "SW0024"] {
            diagnostics.report(code, &Origin::default(), "m");
        }
        assert_eq!(order(&diagnostics), [3, 2, 1, 4, 0]);
        assert_eq!(counts(&diagnostics), "1 error, 3 warnings, 1 note");
        assert_eq!(counts(&Diagnostics::default()), "no findings");
    }
}

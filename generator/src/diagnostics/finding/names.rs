//! Lists of names in messages.

/// Names in quotes; those after the first `shown` are counted.
pub(super) fn quoted(all: &[String], shown: usize) -> String {
    let first = all.iter().take(shown).map(|name| format!("`{name}`")).collect::<Vec<_>>();
    match all.len().saturating_sub(shown) {
        0 => first.join(", "),
        more => format!("{} and {more} more", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn names_after_the_first_are_counted() {
        let all = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(quoted(&all, 3), "`a`, `b`, `c`");
        assert_eq!(quoted(&all, 1), "`a` and 2 more");
    }
}

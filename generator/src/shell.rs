//! Commands for people to copy.

use std::borrow::Cow;

/// A text as an argument of a command: in quotes where a shell would give it another meaning.
pub fn argument(text: &str) -> Cow<'_, str> {
    // A text with a NUL is no argument at all; it comes from no file system and no URL.
    shlex::try_quote(text).unwrap_or(Cow::Borrowed(text))
}

#[cfg(test)]
mod tests {
    use super::argument;

    #[test]
    fn arguments_mean_themselves() {
        for plain in ["openapi.yaml", "../api/v1", "https://api.example/openapi.json"] {
            assert_eq!(argument(plain), plain);
        }
        assert_eq!(argument("a b"), "'a b'");
        assert_eq!(argument("x?a=1&b=$(id)"), "'x?a=1&b=$(id)'");
        assert_eq!(argument("it's"), "\"it's\"");
        assert_eq!(argument(""), "''");
    }
}

//! References to components.

use percent_encoding::percent_decode_str;

use crate::pointer;

/// The name in `#/components/KIND/NAME`, which is a JSON pointer in a URL's fragment.
pub(super) fn component(reference: &str, kind: &str) -> Option<String> {
    let name = reference.strip_prefix("#/components/")?.strip_prefix(kind)?.strip_prefix('/')?;
    match percent_decode_str(name).decode_utf8() {
        Ok(decoded) => Some(pointer::unescape(&decoded).into_owned()),
        Err(_) => Some(pointer::unescape(name).into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::component;

    #[test]
    fn names_are_decoded() {
        let schema = |name: &str| component(&format!("#/components/schemas/{name}"), "schemas");
        assert_eq!(schema("A"), Some("A".to_owned()));
        assert_eq!(schema("a~1b%20c~0d"), Some("a/b c~d".to_owned()));
        assert_eq!(schema("100%"), Some("100%".to_owned()));
        assert_eq!(schema("%FF"), Some("%FF".to_owned()));
        assert_eq!(component("#/components/responses/A", "schemas"), None);
        assert_eq!(component("other.yaml#/components/schemas/A", "schemas"), None);
    }
}

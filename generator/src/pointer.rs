//! JSON pointers (RFC 6901).

use std::borrow::Cow;

/// Escapes a key as a segment of a pointer (section 3).
pub(crate) fn escape(key: &str) -> Cow<'_, str> {
    if key.contains(['~', '/']) {
        Cow::Owned(key.replace('~', "~0").replace('/', "~1"))
    } else {
        Cow::Borrowed(key)
    }
}

/// Returns the key that a segment of a pointer names (section 4).
pub(crate) fn unescape(segment: &str) -> Cow<'_, str> {
    if segment.contains('~') {
        Cow::Owned(segment.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(segment)
    }
}

/// Returns the keys of a pointer.
pub(crate) fn keys(pointer: &str) -> impl Iterator<Item = Cow<'_, str>> {
    pointer.split('/').skip(1).map(unescape)
}

/// Adds a key to a pointer.
pub(crate) fn push(pointer: &mut String, key: &str) {
    pointer.push('/');
    pointer.push_str(&escape(key));
}

/// Returns the pointer of the member `key` of the node at a pointer.
pub(crate) fn join(pointer: &str, key: &str) -> String {
    let mut text = String::with_capacity(pointer.len() + 1 + key.len());
    text.push_str(pointer);
    push(&mut text, key);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_survive_as_segments() {
        for (key, segment) in [("a", "a"), ("", ""), ("/a~b", "~1a~0b"), ("~1", "~01"), ("~", "~0")]
        {
            assert_eq!(escape(key), segment);
            assert_eq!(unescape(segment), key);
        }
        let mut pointer = "/paths".to_owned();
        push(&mut pointer, "/a");
        assert_eq!(pointer, "/paths/~1a");
        assert_eq!(join(&pointer, "b/c"), "/paths/~1a/b~1c");
        assert_eq!(keys(&pointer).collect::<Vec<_>>(), ["paths", "/a"]);
    }
}

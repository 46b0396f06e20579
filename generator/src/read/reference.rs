//! File names in references.

use percent_encoding::percent_decode_str;

/// The file that a reference names before `#`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FileReference {
    /// The file that contains the reference: nothing is before `#`.
    Here,
    /// Another file, by the spellings of its name to try in this order.
    File(Vec<String>),
    /// A URL, which is not followed.
    Remote,
}

/// Splits a reference at `#`.
pub(crate) fn split(reference: &str) -> (&str, &str) {
    reference.split_once('#').unwrap_or((reference, ""))
}

/// Resolves the file of a reference in the file `base`, relative to the folder of `base` (RFC 3986, section 5.2). Names have
/// the form that [`normal`] gives them. A name with percent-encoding is tried as it is written, then decoded.
pub(crate) fn file(base: &str, reference: &str) -> FileReference {
    let (file, _) = split(reference);
    if file.is_empty() {
        return FileReference::Here;
    }
    if is_remote(file) {
        return FileReference::Remote;
    }
    let base = base.replace('\\', "/");
    let folder = base.rfind('/').map_or("", |at| &base[..=at]);
    let resolve = |file: &str| {
        let file = file.replace('\\', "/");
        if file.starts_with('/') { normal(&file) } else { normal(&format!("{folder}{file}")) }
    };
    let mut names = vec![resolve(file)];
    let decoded = decode(file);
    if decoded != file {
        names.push(resolve(&decoded));
    }
    FileReference::File(names)
}

/// Normalises a path: removes `.`, resolves `..` as far as possible, and separates the parts with `/`.
pub(crate) fn normal(path: &str) -> String {
    let path = path.replace('\\', "/");
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let joined = parts.join("/");
    if path.starts_with('/') { format!("/{joined}") } else { joined }
}

/// Whether a reference has a scheme. A single letter is not one but a Windows drive.
fn is_remote(file: &str) -> bool {
    let scheme = file.split_once(':').map_or("", |(scheme, _)| scheme);
    file.starts_with("//")
        || (scheme.len() > 1
            && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.')))
}

/// Decodes percent-encoding (RFC 3986, section 2.1). If the result is not UTF-8, the text is returned as it is.
pub(crate) fn decode(text: &str) -> String {
    match percent_decode_str(text).decode_utf8() {
        Ok(decoded) => decoded.into_owned(),
        Err(_) => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files() {
        let check = |base: &str, reference: &str, expected: &[&str]| {
            let names = expected.iter().map(|name| (*name).to_owned()).collect();
            assert_eq!(file(base, reference), FileReference::File(names), "{base} {reference}");
        };
        check("api.yaml", "./a/../b.yml#/x", &["b.yml"]);
        check("specs/api.yaml", "models\\pet.json", &["specs/models/pet.json"]);
        check("/r/specs/api.yaml", "../b.yml", &["/r/b.yml"]);
        check("api.yaml", "../../b.yml", &["../../b.yml"]);
        check("./x/api.yaml", "my%20pet.yml", &["x/my%20pet.yml", "x/my pet.yml"]);
        check("x/api.yaml", "my pet.yml", &["x/my pet.yml"]);
        check("x/api.yaml", "/etc/passwd", &["/etc/passwd"]);
        check("x/api.yaml", "C:\\a.yml", &["x/C:/a.yml"]);
        for remote in
            ["https://a.example/b", "HTTP://a", "file:///etc/passwd", "urn:a:b", "//a.example/b"]
        {
            assert_eq!(file("api.yaml", remote), FileReference::Remote, "{remote}");
        }
        assert_eq!(file("api.yaml", "#/a"), FileReference::Here);
        assert_eq!(file("api.yaml", "#"), FileReference::Here);
    }
}

//! Path templates.

/// Returns the names of the placeholders in a template, in order.
pub(super) fn parameters(path: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = path;
    while let Some((_, after)) = rest.split_once('{') {
        let Some((name, tail)) = after.split_once('}') else { break };
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
        rest = tail;
    }
    names
}

/// Returns the group of an operation without tags: the first segment of the path that is neither a version nor a
/// placeholder.
pub(super) fn group(path: &str) -> String {
    path.split(['/', '?', '#'])
        .find(|segment| {
            let version = segment.strip_prefix('v').unwrap_or(segment);
            !segment.is_empty()
                && !segment.contains('{')
                && !version.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'))
                && *segment != "api"
        })
        .unwrap_or("root")
        .to_owned()
}

/// Returns the name of an operation without `operationId`.
pub(super) fn operation_name(method: &str, path: &str) -> String {
    let mut words = vec![method.to_lowercase()];
    for segment in path.split(['/', '?', '#', '=', '&']) {
        let by = if segment.contains('{') { "by " } else { "" };
        let word: String =
            segment.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
        if !word.trim().is_empty() {
            words.push(format!("{by}{}", word.trim()));
        }
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates() {
        assert_eq!(parameters("/a/{b}/{c}.json/{d}x{e}"), ["b", "c", "d", "e"]);
        assert_eq!(parameters("/a/{b"), [""; 0]);
        assert_eq!(group("/2010-04-01/Accounts/{Sid}.json"), "Accounts");
        assert_eq!(group("/v1/{id}"), "root");
        assert_eq!(operation_name("GET", "/pets/{petId}/toys"), "get pets by petId toys");
    }
}

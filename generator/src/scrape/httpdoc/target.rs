//! The target of the request line: a path with `\` for `/`, and a query template.

use std::collections::HashMap;

/// The parts of a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    /// The path, with `/` in front and between segments.
    pub(super) path: String,
    /// The query template: names, decoded, and whether `*` follows them.
    pub(super) query: Vec<(String, bool)>,
}

impl Target {
    /// The names between braces in the path, in order.
    pub(super) fn placeholders(&self) -> Vec<&str> {
        let mut names = Vec::new();
        for part in self.path.split('{').skip(1) {
            if let Some((name, _)) = part.split_once('}')
                && !name.is_empty()
            {
                names.push(name);
            }
        }
        names
    }

    /// The index of each name in the query template.
    pub(super) fn listed(&self) -> HashMap<&str, usize> {
        self.query.iter().enumerate().map(|(at, (name, _))| (name.as_str(), at)).collect()
    }
}

/// Removes the parts of a name that the renderer leaves out in the template.
pub(super) fn sanitised(name: &str) -> &str {
    let suffixes = [".json", ".yaml", ".yml", ".csv", ".txt"];
    let cut = suffixes.iter().find_map(|suffix| name.strip_suffix(suffix)).unwrap_or(name);
    cut.trim_start_matches('{').trim_end_matches('}')
}

/// Parses a decoded target.
pub(super) fn parse(target: &str) -> Target {
    let prefix = "+{baseUrl}";
    let target = target.trim();
    let target = match target.get(..prefix.len()) {
        Some(head) if head.eq_ignore_ascii_case(prefix) => {
            target.get(prefix.len()..).unwrap_or_default()
        }
        _ => target,
    };
    let (path, template) = match target.strip_suffix('}').and_then(|rest| rest.rsplit_once("{?")) {
        Some((path, template)) if !template.contains(['{', '}', '\\']) => (path, template),
        _ => (target, ""),
    };
    let mut path = path.replace('\\', "/");
    if !path.starts_with('/') {
        path.insert(0, '/');
    }
    let query = template.split(',').filter(|entry| !entry.trim_matches('*').is_empty());
    let query = query.map(|entry| {
        let (name, explode) = match entry.strip_suffix('*') {
            Some(name) => (name, true),
            None => (entry, false),
        };
        (percent_decoded(name), explode)
    });
    Target { path, query: query.collect() }
}

fn percent_decoded(name: &str) -> String {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = |byte: &u8| char::from(*byte).to_digit(16).and_then(|d| u8::try_from(d).ok());
        if let (b'%', [high, low, behind @ ..]) = (first, tail)
            && let (Some(high), Some(low)) = (hex(high), hex(low))
        {
            bytes.push(high * 16 + low);
            rest = behind;
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_taken_apart() {
        let target = parse("+{BaseUrl}\\a\\{Id}.json{?b*,c%3C,%E2%82%AC*}");
        assert_eq!(target.path, "/a/{Id}.json");
        assert_eq!(target.placeholders(), ["Id"]);
        let expected = [("b", true), ("c<", false), ("€", true)];
        assert_eq!(target.query, expected.map(|(name, explode)| (name.to_owned(), explode)));
        assert_eq!(target.listed().get(sanitised("{c<}.json")), Some(&1));
    }

    #[test]
    fn odd_targets_are_kept() {
        for odd in ["", "{", "}", "{?", "{?}", "%", "\\a{b", "é{?%zz*}"] {
            assert!(parse(odd).path.starts_with('/'), "{odd}");
        }
        assert_eq!(parse("\\a\\{b}").path, "/a/{b}");
    }
}

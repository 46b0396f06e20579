//! The header `Link` (RFC 8288).

use http::HeaderMap;
use http::header::LINK;

/// Returns the target of the first link with a relation: a URI reference, which may be relative. Links of another context
/// (`anchor`) are ignored.
pub fn target(headers: &HeaderMap, relation: &str) -> Option<String> {
    let values = headers.get_all(LINK).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(links).find(|link| link.is(relation)).map(|link| link.target)
}

/// A link of the header.
#[derive(Default)]
struct Link {
    target: String,
    /// Relations in lower case, if the link names any.
    relations: Option<String>,
    is_anchored: bool,
}

impl Link {
    fn is(&self, relation: &str) -> bool {
        let mut relations = self.relations.iter().flat_map(|text| text.split_ascii_whitespace());
        !self.is_anchored && relations.any(|one| one == relation)
    }
}

/// Parses the links of one header (RFC 8288, appendix B.2). What is not a link ends the list.
fn links(mut text: &str) -> Vec<Link> {
    let mut links = Vec::new();
    loop {
        text = text.trim_start_matches([',', ' ', '\t']);
        let Some((target, rest)) = text.strip_prefix('<').and_then(|text| text.split_once('>'))
        else {
            return links;
        };
        let mut link = Link { target: target.to_owned(), ..Link::default() };
        text = rest.trim_start();
        while let Some(rest) = text.strip_prefix(';') {
            let rest = rest.trim_start();
            let end = rest.find(['=', ';', ',']).unwrap_or(rest.len());
            let (name, rest) = rest.split_at(end);
            let (value, rest) = match rest.strip_prefix('=') {
                Some(rest) => value(rest.trim_start()),
                None => (String::new(), rest),
            };
            match name.trim().to_ascii_lowercase().as_str() {
                // Only the first one counts.
                "rel" if link.relations.is_none() => {
                    link.relations = Some(value.to_ascii_lowercase());
                }
                "anchor" => link.is_anchored = true,
                _ => {}
            }
            text = rest.trim_start();
        }
        links.push(link);
    }
}

/// Parses the value of a parameter, a token or a quoted string. Returns the text behind it as well.
fn value(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find([';', ',']).unwrap_or(text.len());
        let (value, rest) = text.split_at(end);
        return (value.trim_end().to_owned(), rest);
    };
    let mut value = String::new();
    let mut chars = quoted.char_indices();
    while let Some((at, next)) = chars.next() {
        match next {
            '"' => return (value, quoted.get(at + 1..).unwrap_or_default()),
            '\\' => value.extend(chars.next().map(|(_, escaped)| escaped)),
            plain => value.push(plain),
        }
    }
    (value, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(values: &[&str]) -> Option<String> {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(LINK, value.parse().unwrap());
        }
        target(&headers, "next")
    }

    #[test]
    fn links_by_relation() {
        for (values, expected) in [
            (
                &["<https://a.example/?page=2>; rel=\"next\", </?page=9>; rel=\"last\""][..],
                "https://a.example/?page=2",
            ),
            (&["</x,y;z>; title=\"a, \\\"b\\\"; rel=next\" ; REL = Next"], "/x,y;z"),
            (&["</1>; rel=prev", "</3>;rel=\"last next\""], "/3"),
            (&["</1>; rel=prev; rel=next, </2>;rel=next;x"], "/2"),
            (&["</1>; rel=next; anchor=\"/other\",,, </2>; rel=next"], "/2"),
            (&["<?page=2>;rel=next"], "?page=2"),
        ] {
            assert_eq!(next(values).as_deref(), Some(expected), "{values:?}");
        }
        for values in [
            &[][..],
            &["</1>; rel=prev"],
            &["</1>"],
            &["/1; rel=next"],
            &["</1; rel=next"],
            &["</1>; title=\"rel=next"],
            &["</1>; rel=nextish"],
        ] {
            assert_eq!(next(values), None, "{values:?}");
        }
    }
}

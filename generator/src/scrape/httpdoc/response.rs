//! Reading of responses.

use super::example;
use super::landmarks::{find, pieces};
use super::place::Placed;
use super::reader::Reader;
use super::revision::Revision;
use super::shapes::Use;
use crate::diagnostics::finding;
use serde_json::Value;
use std::collections::HashSet;
use std::ops::Range;

/// One response.
#[derive(Debug, Clone)]
pub(super) struct Response {
    /// The status code, range or `default`.
    pub(super) code: String,
    /// The description, possibly empty.
    pub(super) description: String,
    /// Its content, by media type.
    pub(super) content: Vec<Media>,
}

/// The content of a response in one media type.
#[derive(Debug, Clone)]
pub(super) struct Media {
    /// The media type.
    pub(super) name: String,
    /// The example, unless it is a placeholder.
    pub(super) example: Option<Value>,
    /// The schema inferred from the example.
    pub(super) schema: Option<Use>,
}

impl Media {
    fn bare(name: &str) -> Self {
        Self { name: name.to_owned(), example: None, schema: None }
    }
}

impl Reader<'_> {
    /// Reads the responses. If they do not show the media types of their content, these are read from the `accept` header.
    pub(super) fn responses(
        &mut self,
        zone: &Range<usize>,
        accept: Option<Placed<String>>,
    ) -> Vec<Placed<Response>> {
        let mut seen = HashSet::new();
        let mut responses = Vec::new();
        for piece in pieces(self.text, zone, "li", "response") {
            let end = find(self.text, &piece, "</li>").unwrap_or(piece.end);
            let piece = piece.start..end;
            match self.response(&piece) {
                Some(value) if seen.insert(value.code.clone()) => {
                    responses.push(self.placed(value, piece.start));
                }
                Some(value) => {
                    let status = value.code;
                    self.broken(piece.start, finding::Httpdoc::ResponseTwice { status });
                }
                None => self.broken(piece.start, finding::Httpdoc::ResponseUnreadable),
            }
        }
        if responses.is_empty() {
            self.broken(zone.start, finding::Httpdoc::NoResponse);
        }
        if let Some(accept) = accept {
            let types = accept.value.split(',').map(str::trim).filter(|name| !name.is_empty());
            let types: Vec<&str> = types.collect();
            if self.revision == Revision::R3 {
                self.further_types(&mut responses, &types, accept.place.offset);
            } else {
                assign(&mut responses, &types);
            }
        }
        responses
    }

    fn response(&mut self, piece: &Range<usize>) -> Option<Response> {
        let code = code(self.field(piece, "status-line")?.trim())?;
        let description = self.field(piece, "status-description").unwrap_or_default();
        let end = find(self.text, piece, "</pre>").unwrap_or(piece.end);
        let pre = piece.start..end;
        let mut content = Vec::new();
        if let Some(name) = self.header(&pre, "content-type").filter(|name| !name.value.is_empty())
        {
            let mut media = Media::bare(&name.value);
            media.example = self.example(&pre, &name.value);
            if let Some(example) = &media.example
                && name.value.contains("json")
            {
                let place = self.place(pre.start);
                media.schema = Some(self.shapes.schema(example::shape(example), place));
            }
            content.push(media);
        }
        Some(Response { code, description: description.trim().to_owned(), content })
    }

    /// Adds the media types that the request accepts and no response shows, since a response only shows its first one.
    fn further_types(&mut self, responses: &mut [Placed<Response>], types: &[&str], offset: usize) {
        let shown: HashSet<String> = responses
            .iter()
            .flat_map(|response| &response.value.content)
            .map(|media| media.name.clone())
            .collect();
        let further: Vec<&str> =
            types.iter().copied().filter(|name| !shown.contains(*name)).collect();
        if further.is_empty() || responses.is_empty() {
            return;
        }
        let mut with_content =
            responses.iter_mut().filter(|response| !response.value.content.is_empty());
        match (with_content.next(), with_content.next()) {
            (Some(only), None) => {
                only.value.content.extend(further.iter().map(|name| Media::bare(name)));
            }
            _ => {
                let media_types = further.into_iter().map(str::to_owned).collect();
                let without = finding::Httpdoc::MediaTypesWithoutResponse { media_types };
                self.broken(offset, without);
            }
        }
    }
}

/// Gives the responses the media types that the request accepts: one each, in order, if there are as many of both; otherwise
/// all of them to each.
fn assign(responses: &mut [Placed<Response>], types: &[&str]) {
    let can_have_content = |response: &&mut Placed<Response>| {
        let code = response.value.code.as_str();
        !(code.starts_with('1') || matches!(code, "204" | "205" | "304"))
    };
    let of_its_own =
        types.len() > 1 && responses.iter_mut().filter(can_have_content).count() == types.len();
    for (index, response) in responses.iter_mut().filter(can_have_content).enumerate() {
        response.value.content = match types.get(index) {
            Some(name) if of_its_own => vec![Media::bare(name)],
            _ => types.iter().map(|name| Media::bare(name)).collect(),
        };
    }
}

/// The key of a status in a Responses Object: a code, a range such as `4XX`, or `default`.
fn code(shown: &str) -> Option<String> {
    let [first, rest @ ..] = shown.as_bytes() else { return None };
    let is_class = (b'1'..=b'5').contains(first);
    if shown == "default" || is_class && rest.len() == 2 && rest.iter().all(u8::is_ascii_digit) {
        return Some(shown.to_owned());
    }
    (is_class && rest.eq_ignore_ascii_case(b"XX")).then(|| shown.to_ascii_uppercase())
}

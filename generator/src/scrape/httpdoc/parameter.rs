//! Reading of parameters: the described ones, completed from the target.

use super::landmarks::{cut, pieces, without_suffix};
use super::page::Parameter;
use super::place::{Place, Placed};
use super::reader::Reader;
use super::target::{Target, sanitised};
use crate::diagnostics::finding;
use std::collections::HashSet;
use std::ops::Range;

impl Reader<'_> {
    /// Reads the described parameters.
    pub(super) fn parameters(&mut self, zone: &Range<usize>) -> Vec<Placed<Parameter>> {
        let end = cut(self.text, zone).rfind("</dl>").map_or(zone.end, |at| zone.start + at);
        let mut found = Vec::new();
        for piece in pieces(self.text, &(zone.start..end), "dt", "parameter") {
            match self.parameter(&piece) {
                Some(value) => found.push(self.placed(value, piece.start)),
                None => self.broken(piece.start, finding::Httpdoc::ParameterUnreadable),
            }
        }
        found
    }

    fn parameter(&self, piece: &Range<usize>) -> Option<Parameter> {
        let text = self.text;
        let description = self.tag(piece, "span", "parameter-description")?;
        // The description is not encoded and may contain any markup, so the last flag is the renderer's.
        let class = self.revision.class("parameter-required");
        let flag = pieces(text, &(description.end..piece.end), "span", &class).pop()?;
        let range = without_suffix(text, &(description.end..flag.start), "</span>");
        let facts = piece.start..description.start;
        Some(Parameter {
            name: self.field(&facts, "parameter-name").filter(|name| !name.is_empty())?,
            location: self.field(&facts, "parameter-location")?.trim().to_ascii_lowercase(),
            kind: self.field(&facts, "parameter-type")?.trim().to_owned(),
            description: self.verbatim(&range),
            required: self.field(&flag, "parameter-required")?.trim() == "required",
            explode: true,
            described: true,
        })
    }

    /// Checks the described parameters and adds those that only the target shows.
    pub(super) fn complete(
        &mut self,
        described: Vec<Placed<Parameter>>,
        target: &Target,
        place: Place,
    ) -> Vec<Placed<Parameter>> {
        let placeholders: HashSet<&str> = target.placeholders().into_iter().collect();
        let mut seen: HashSet<(String, String)> = HashSet::new();
        let entries = target.listed();
        let mut listed = vec![false; target.query.len()];
        let mut parameters = Vec::new();
        for mut parameter in described {
            let Parameter { name, location, .. } = &parameter.value;
            let shown = name.clone();
            let fault = match location.as_str() {
                "path" if !placeholders.contains(name.as_str()) => {
                    Some(finding::Httpdoc::ParameterNotInPath { name: shown })
                }
                "path" | "query" | "header" => {
                    let fresh = seen.insert((location.clone(), name.clone()));
                    (!fresh).then_some(finding::Httpdoc::ParameterTwice { name: shown })
                }
                other => {
                    let location = other.chars().take(40).collect();
                    Some(finding::Httpdoc::ParameterLocation { name: shown, location })
                }
            };
            if let Some(fault) = fault {
                self.broken(parameter.place.offset, fault);
                continue;
            }
            if location == "query"
                && let Some(&at) =
                    entries.get(name.as_str()).or_else(|| entries.get(sanitised(name)))
            {
                let explode = target.query.get(at).is_none_or(|(_, explode)| *explode);
                if let Some(mark) = listed.get_mut(at) {
                    *mark = true;
                }
                parameter.value.explode = explode;
            }
            parameter.value.required |= parameter.value.location == "path";
            parameters.push(parameter);
        }
        let inferred = |name: &str, location: &str, explode: bool| Placed {
            value: Parameter {
                name: name.to_owned(),
                location: location.to_owned(),
                kind: "string".to_owned(),
                description: String::new(),
                required: location == "path",
                explode,
                described: false,
            },
            place,
        };
        for name in target.placeholders() {
            if seen.insert(("path".to_owned(), name.to_owned())) {
                parameters.push(inferred(name, "path", true));
            }
        }
        for ((name, explode), listed) in target.query.iter().zip(listed) {
            if !listed && seen.insert(("query".to_owned(), name.clone())) {
                parameters.push(inferred(name, "query", *explode));
            }
        }
        parameters
    }
}

//! Merges schemas keyword by keyword: keywords that constrain values are intersected, those that declare members are
//! united.

use std::collections::HashSet;
use std::rc::Rc;

use openapiv3::{AdditionalProperties, Schema};
use serde_json::Value;

use super::super::formats;
use super::keywords::{Keywords, Node};
use super::site::{Site, add_site};
use super::{Merged, Part, Problem, Rest, UnionKeyword};

impl<'a> Merged<'a> {
    /// Adds a schema with all its parts, the schema itself last.
    pub(in crate::lower) fn add(&mut self, parts: Vec<Part<'a>>, pointer: &str) {
        if !self.key.is_empty() {
            self.key.push('\n');
        }
        self.key.push_str(pointer);
        let mut says_something = false;
        let mut noted = false;
        let mut all = true;
        for part in parts {
            let null = Value::Null;
            let nullable = part.schema.schema_data.nullable
                || part.keywords.values.as_ref().is_some_and(|values| values.contains(&null));
            let unions = !part.keywords.one_of.is_empty() || !part.keywords.any_of.is_empty();
            let annotation = !unions && !part.keywords.adds_something();
            says_something |= !annotation;
            // By the specification, every part must allow `null`. In practice, documents have `nullable` only beside
            // `allOf`, or in a part of its own.
            noted |= nullable && (annotation || part.own);
            all &= annotation || nullable;
            self.part(part);
        }
        let nullable = noted || says_something && all;
        self.nullable = if self.says_something && says_something {
            self.nullable && nullable
        } else {
            self.nullable || nullable
        };
        self.says_something |= says_something;
    }

    fn part(&mut self, part: Part<'a>) {
        let Part { schema, keywords, place, own, component } = part;
        if let Some(component) = component {
            *self.weights.entry(component).or_default() += weight(&keywords);
        } else {
            self.adds_own |= keywords.adds_something();
        }
        self.annotate(schema, own, component.is_some());
        self.intersect_type(keywords.ty);
        self.intersect_format(keywords.format);
        let inherited = component.is_some();
        let site = |node| Site { node, place: Rc::clone(&place), inherited };
        for (name, node) in keywords.properties() {
            add_site(self.properties.entry(name).or_default(), site(node));
        }
        self.required.extend(keywords.required.iter().map(String::as_str));
        if let Some(items) = keywords.items {
            add_site(&mut self.items, site(items.into()));
        }
        match (keywords.additional, &mut self.rest) {
            (Some(AdditionalProperties::Schema(values)), Rest::Schemas(known)) => {
                add_site(known, site(values.as_ref().into()));
            }
            (Some(AdditionalProperties::Schema(values)), rest) => {
                *rest = Rest::Schemas(vec![site(values.as_ref().into())]);
            }
            (Some(AdditionalProperties::Any(true)), rest @ (Rest::Unspecified | Rest::Closed)) => {
                *rest = Rest::Any;
            }
            (Some(AdditionalProperties::Any(false)), rest @ Rest::Unspecified) => {
                *rest = Rest::Closed;
            }
            _ => {}
        }
        for (keyword, list) in [("oneOf", keywords.one_of), ("anyOf", keywords.any_of)] {
            if list.is_empty() || self.known.iter().any(|known| std::ptr::eq(*known, list)) {
                continue;
            }
            self.known.push(list);
            self.unions.push(UnionKeyword {
                keyword,
                variants: list.iter().map(Node::from).enumerate().collect(),
                place: Rc::clone(&place),
                discriminator: schema.schema_data.discriminator.as_ref(),
                inherited: component.is_some(),
                list,
            });
        }
        self.bounds.intersect(keywords.bounds);
        if let Some(values) = keywords.values {
            self.intersect_values(schema, values);
        }
    }

    fn annotate(&mut self, schema: &'a Schema, own: bool, inherited: bool) {
        let data = &schema.schema_data;
        self.default = data.default.as_ref().or(self.default);
        // Annotations of a component do not apply to the components that extend it.
        if inherited {
            return;
        }
        let known = if own { &mut self.own } else { &mut self.inline };
        let text = |text: &'a Option<String>| text.as_deref().filter(|text| !text.is_empty());
        known.title = text(&data.title).or(known.title);
        known.description = text(&data.description).or(known.description);
        known.deprecated |= data.deprecated;
        known.read_only |= data.read_only;
        known.write_only |= data.write_only;
        known.discriminator = data.discriminator.as_ref().or(known.discriminator);
    }

    fn intersect_type(&mut self, ty: &'a str) {
        if !ty.is_empty() && !self.types.contains(&ty) {
            self.types.push(ty);
        }
        self.ty = match (self.ty, ty) {
            (known, "") => known,
            ("" | "number", "integer") => "integer",
            ("integer", "number") => "integer",
            ("", ty) => ty,
            (known, ty) if known == ty => known,
            (known, _) => {
                let types: Vec<String> = self.types.iter().map(|ty| (*ty).to_owned()).collect();
                self.problems.retain(|problem| !matches!(problem, Problem::Types(_)));
                self.problems.push(Problem::Types(types));
                known
            }
        };
    }

    fn intersect_format(&mut self, format: &'a str) {
        self.format = match (self.format, format) {
            (known, "") => known,
            ("", format) => format,
            (known, format) if known == format => known,
            (known, format) if !formats::is_known(format) => known,
            (known, format) if !formats::is_known(known) => format,
            (known, format) if formats::are_same(known, format) => known,
            ("int32", "int64") | ("int64", "int32") => "int32",
            ("float", "double") | ("double", "float") => "float",
            (known, format) => {
                self.problems.push(Problem::Formats(known.to_owned(), format.to_owned()));
                ""
            }
        };
    }

    fn intersect_values(&mut self, schema: &'a Schema, values: Vec<Value>) {
        let names = ["x-enum-varnames", "x-enumNames"]
            .iter()
            .find_map(|key| schema.schema_data.extensions.get(*key)?.as_array());
        for (value, name) in values.iter().zip(names.into_iter().flatten()) {
            self.value_names.extend(name.as_str().map(|name| (value.clone(), name)));
        }
        self.values = Some(match self.values.take() {
            None => values,
            Some(known) => {
                let allowed: HashSet<&Value> = values.iter().collect();
                let both: Vec<Value> =
                    known.into_iter().filter(|value| allowed.contains(value)).collect();
                if both.iter().all(Value::is_null) {
                    self.problems.push(Problem::Values);
                    values
                } else {
                    both
                }
            }
        });
    }
}

fn weight(keywords: &Keywords<'_>) -> usize {
    keywords.properties().count()
        + keywords.required.len()
        + [
            !keywords.ty.is_empty(),
            !keywords.format.is_empty(),
            keywords.values.is_some(),
            keywords.items.is_some(),
            matches!(keywords.additional, Some(AdditionalProperties::Schema(_))),
            !keywords.one_of.is_empty(),
            !keywords.any_of.is_empty(),
        ]
        .iter()
        .filter(|says| **says)
        .count()
}

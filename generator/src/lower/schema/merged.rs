//! A schema merged with everything that `allOf` combines it with.

use std::collections::HashSet;
use std::rc::Rc;

use indexmap::{IndexMap, IndexSet};
use openapiv3::{AdditionalProperties, Discriminator, ReferenceOr, Schema};
use serde_json::Value;

use super::context::Place;
use super::keywords::{Bounds, Keywords, Node, kind};
use super::site::{Site, add_site, same_nodes};
use crate::diagnostics::Origin;

/// One of the schemas that are merged.
pub(super) struct Part<'a> {
    pub schema: &'a Schema,
    pub keywords: Keywords<'a>,
    pub place: Rc<Place>,
    /// Whether it is the schema itself and not one that `allOf` names.
    pub own: bool,
    /// The component through which it is reached, the outermost one.
    pub component: Option<&'a str>,
}

/// The keywords of several schemas of which values must match each one: a schema, and all that `allOf`
/// combines it with. What allows values is intersected, what demands members is united.
#[derive(Clone, Default)]
pub(in crate::lower) struct Merged<'a> {
    /// The JSON pointers of the merged schemas, which identify the type.
    pub key: String,
    /// The component that is being merged.
    pub root: Option<&'a str>,
    /// The components that were merged.
    pub components: IndexSet<&'a str>,
    /// `type`; empty when no part has one.
    pub ty: &'a str,
    pub format: &'a str,
    /// `enum`.
    pub values: Option<Vec<Value>>,
    /// Names of integers among the values.
    pub value_names: Vec<(Value, &'a str)>,
    /// Properties by name. Each site is a schema of the property in the place of the part that declares it.
    pub properties: IndexMap<&'a str, Vec<Site<'a>>>,
    pub required: IndexSet<&'a str>,
    /// `additionalProperties`.
    pub rest: Rest<'a>,
    /// Schemas of the items of an array, each in the place of the part that declares it.
    pub items: Vec<Site<'a>>,
    /// Unions: values match a variant of each one.
    pub unions: Vec<UnionKeyword<'a>>,
    pub nullable: bool,
    /// Annotations of the schemas themselves.
    pub own: Annotations<'a>,
    /// Annotations of the inline schemas among their parts.
    pub inline: Annotations<'a>,
    /// What cannot be merged, or has no effect.
    pub problems: Vec<Problem>,
    /// Whether any part says more than that values are objects.
    says_something: bool,
    bounds: Bounds<'a>,
    default: Option<&'a Value>,
    /// Every `type` of the parts.
    types: Vec<&'a str>,
    /// Unions that were taken in, so that none is taken in twice.
    known: Vec<&'a [ReferenceOr<Schema>]>,
    /// Whether a part that comes from no component says more than that values are objects.
    adds_own: bool,
    /// How many keywords come from each component.
    weights: IndexMap<&'a str, usize>,
}

/// What schemas say about members that are not declared.
#[derive(Clone, Default, Debug)]
pub(in crate::lower) enum Rest<'a> {
    #[default]
    Unspecified,
    /// `additionalProperties: false`
    Closed,
    /// `additionalProperties: true`
    Any,
    /// Schemas of their values, each in the place of the part that declares it.
    Schemas(Vec<Site<'a>>),
}

/// `oneOf` or `anyOf` of a schema.
#[derive(Clone)]
pub(in crate::lower) struct UnionKeyword<'a> {
    pub keyword: &'static str,
    /// The variants with their indices in the document.
    pub variants: Vec<(usize, Node<'a>)>,
    /// The place of the schema that has the keyword.
    pub place: Rc<Place>,
    pub discriminator: Option<&'a Discriminator>,
    /// Whether it comes from a component that `allOf` refers to.
    pub inherited: bool,
    list: &'a [ReferenceOr<Schema>],
}

impl<'a> UnionKeyword<'a> {
    /// Where a variant is written.
    pub(super) fn origin(&self, index: usize) -> Origin {
        self.place.origin.child(self.keyword).child(&index.to_string())
    }
}

/// What a schema says for documentation and names.
#[derive(Clone, Copy, Default)]
pub(in crate::lower) struct Annotations<'a> {
    pub title: Option<&'a str>,
    pub description: Option<&'a str>,
    pub deprecated: bool,
    pub read_only: bool,
    pub write_only: bool,
    pub discriminator: Option<&'a Discriminator>,
}

/// What cannot be merged, or has no effect.
#[derive(Clone, PartialEq)]
pub(in crate::lower) enum Problem {
    /// No value is of all these types.
    Types(Vec<String>),
    /// No value is in every `enum`; the last one counts.
    Values,
    /// No text has both formats; neither counts.
    Formats(String, String),
    /// A reference in `allOf` names nothing.
    Unresolved(Origin, String),
    /// A reference in `allOf` names the schema that has it.
    Itself(Origin),
    /// `allOf` combines too many components; this one does not count.
    TooMany(Origin),
    /// A union of schemas without types.
    NoUnion(Origin, &'static str),
}

impl<'a> Merged<'a> {
    pub(super) fn new(root: Option<&'a str>) -> Self {
        Self { root, ..Self::default() }
    }

    /// Takes in a schema in all its parts, the schema itself last.
    pub(super) fn add(&mut self, parts: Vec<Part<'a>>, pointer: &str) {
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
            // Documents write `nullable` beside `allOf` or in a part of its own, though by the letter each
            // part must allow `null`.
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
        // What a component says about itself says nothing about those that extend it.
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
            (known, format) if !is_known(format) => known,
            (known, format) if !is_known(known) => format,
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

    /// The type of values; empty when any is valid.
    pub(super) fn kind(&self) -> &'a str {
        let has_members = !self.properties.is_empty() || !matches!(self.rest, Rest::Unspecified);
        kind(self.ty, has_members, !self.items.is_empty(), self.values.as_deref())
    }

    /// Whether no value is of the types of all parts.
    pub(super) fn is_contradictory(&self) -> bool {
        self.problems.iter().any(|problem| matches!(problem, Problem::Types(_)))
    }

    /// Whether the parts say anything about members, so that each variant of a union beside them has these
    /// members as well.
    pub(super) fn has_members(&self) -> bool {
        !self.properties.is_empty()
            || !self.required.is_empty()
            || matches!(self.rest, Rest::Schemas(_))
    }

    /// The sites of the schemas of a property, inherited ones first: the last one names its type.
    pub(super) fn property(&self, name: &str) -> Vec<Site<'a>> {
        let keys = &["properties", name];
        let parts = self.properties.get(name).into_iter().flatten();
        let mut sites: Vec<Site<'a>> =
            parts.map(|site| site.below(keys, |place| place.context.child(name))).collect();
        sites.sort_by_key(|site| !site.inherited);
        sites
    }

    /// The sites of the schemas of items.
    pub(super) fn items(&self) -> Vec<Site<'a>> {
        let parts = self.items.iter();
        parts.map(|site| site.below(&["items"], |place| place.context.child("item"))).collect()
    }

    /// The sites of the schemas of members that are not declared.
    pub(super) fn rest(&self) -> Vec<Site<'a>> {
        let Rest::Schemas(parts) = &self.rest else { return Vec::new() };
        let keys = &["additionalProperties"];
        parts.iter().map(|site| site.below(keys, |place| place.context.child("value"))).collect()
    }

    /// Forgets the type that keywords beside a union tell, which its only variant contradicts.
    pub(super) fn forget_type(&mut self) {
        self.ty = "";
        self.types.clear();
        self.items.clear();
        self.format = "";
    }

    /// What is common to all variants of its first union: the rest of it, without annotations.
    pub(super) fn without_first_union(&self) -> Self {
        let mut rest = self.clone();
        rest.unions.remove(0);
        rest.own = Annotations::default();
        rest.inline = Annotations::default();
        rest.problems.clear();
        rest
    }

    /// The component that says most, which may be all there is to say.
    pub(super) fn main_component(&self) -> Option<&'a str> {
        let mut main = None;
        for (component, weight) in &self.weights {
            if main.is_none_or(|(_, most)| weight > most) {
                main = Some((*component, weight));
            }
        }
        main.map(|(component, _)| component)
    }

    /// Whether all there is to say comes from one component.
    pub(super) fn is_one_component(&self) -> bool {
        self.weights.len() == 1 && !self.adds_own
    }

    /// Whether the same values are valid. Bounds do not count, and neither does whether members that are not
    /// declared are welcome.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.values == other.values && self.is_same_type(other)
    }

    /// Whether the other one is this one, but for a selection of its values.
    pub(super) fn is_narrowed(&self, other: &Self) -> bool {
        let selected = match (&self.values, &other.values) {
            (one, two) if one == two => true,
            (Some(all), Some(some)) => some.iter().all(|value| all.contains(value)),
            (None, Some(_)) => !self.unions.is_empty(),
            (_, None) => false,
        };
        selected && self.is_same_type(other)
    }

    fn is_same_type(&self, other: &Self) -> bool {
        self.kind() == other.kind()
            && self.format == other.format
            && self.required == other.required
            && self.properties.len() == other.properties.len()
            && self.properties.iter().all(|(name, sites)| {
                other.properties.get(name).is_some_and(|others| same_nodes(sites, others))
            })
            && same_nodes(&self.items, &other.items)
            && match (&self.rest, &other.rest) {
                (Rest::Schemas(sites), Rest::Schemas(others)) => same_nodes(sites, others),
                (Rest::Schemas(_), _) | (_, Rest::Schemas(_)) => false,
                _ => true,
            }
            && self.unions.len() == other.unions.len()
            && self.unions.iter().zip(&other.unions).all(|(a, b)| std::ptr::eq(a.list, b.list))
    }

    pub(super) fn title(&self) -> Option<&'a str> {
        self.own.title.or(self.inline.title)
    }

    pub(super) fn description(&self) -> String {
        self.own.description.or(self.inline.description).unwrap_or_default().to_owned()
    }

    /// Facts that the type does not say, one a line: bounds, values, the default.
    pub(super) fn facts(&self) -> Vec<String> {
        let kind = self.kind();
        let mut facts = self.bounds.facts(kind);
        if matches!(kind, "number" | "boolean" | "")
            && let Some(values) = &self.values
        {
            let values: Vec<String> = values.iter().take(20).map(quoted).collect();
            facts.push(format!("One of: {}", values.join(", ")));
        }
        if let Some(default) = self.default.filter(|default| !default.is_null()) {
            let text = quoted(default);
            if text.len() <= 82 {
                facts.push(format!("Default: {text}"));
            }
        }
        facts
    }
}

fn quoted(value: &Value) -> String {
    format!("`{}`", value.to_string().replace('`', "'"))
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

/// Whether a format decides about the type.
fn is_known(format: &str) -> bool {
    matches!(
        format,
        "date-time"
            | "date-time-rfc-2822"
            | "date"
            | "uuid"
            | "byte"
            | "binary"
            | "float"
            | "double"
            | "int8"
            | "int16"
            | "int32"
            | "int64"
            | "uint8"
            | "uint16"
            | "uint64"
    )
}

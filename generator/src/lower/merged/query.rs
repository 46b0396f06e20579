//! Queries about merged schemas.

use serde_json::Value;

use super::keywords::kind;
use super::site::{Site, same_nodes};
use super::{Annotations, Merged, Problem, Rest};

impl<'a> Merged<'a> {
    /// Returns the type of values; empty if any type is valid.
    pub(in crate::lower) fn kind(&self) -> &'a str {
        let has_members = !self.properties.is_empty() || !matches!(self.rest, Rest::Unspecified);
        kind(self.ty, has_members, !self.items.is_empty(), self.values.as_deref())
    }

    /// Whether the types of the parts exclude each other.
    pub(in crate::lower) fn is_contradictory(&self) -> bool {
        self.problems.iter().any(|problem| matches!(problem, Problem::Types(_)))
    }

    /// Whether the parts declare members, which every variant of a union beside them then has as well.
    pub(in crate::lower) fn has_members(&self) -> bool {
        !self.properties.is_empty()
            || !self.required.is_empty()
            || matches!(self.rest, Rest::Schemas(_))
    }

    /// Returns the sites of the schemas of a property, inherited ones first: the last one names the type.
    pub(in crate::lower) fn property(&self, name: &str) -> Vec<Site<'a>> {
        let keys = &["properties", name];
        let parts = self.properties.get(name).into_iter().flatten();
        let mut sites: Vec<Site<'a>> =
            parts.map(|site| site.below(keys, |place| place.context.child(name))).collect();
        sites.sort_by_key(|site| !site.inherited);
        sites
    }

    /// Returns the sites of the schemas of items.
    pub(in crate::lower) fn items(&self) -> Vec<Site<'a>> {
        let parts = self.items.iter();
        parts.map(|site| site.below(&["items"], |place| place.context.child("item"))).collect()
    }

    /// Returns the sites of the schemas of additional properties.
    pub(in crate::lower) fn rest(&self) -> Vec<Site<'a>> {
        let Rest::Schemas(parts) = &self.rest else { return Vec::new() };
        let keys = &["additionalProperties"];
        parts.iter().map(|site| site.below(keys, |place| place.context.child("value"))).collect()
    }

    /// Removes the type of the keywords beside a union, which the union's only variant contradicts.
    pub(in crate::lower) fn forget_type(&mut self) {
        self.ty = "";
        self.types.clear();
        self.items.clear();
        self.format = "";
    }

    /// Returns the part that all variants of the first union share: the schema without this union and without
    /// annotations.
    pub(in crate::lower) fn without_first_union(&self) -> Self {
        let mut rest = self.clone();
        rest.unions.remove(0);
        rest.own = Annotations::default();
        rest.inline = Annotations::default();
        rest.problems.clear();
        rest
    }

    /// Returns the component that the most keywords come from.
    pub(in crate::lower) fn main_component(&self) -> Option<&'a str> {
        let mut main = None;
        for (component, weight) in &self.weights {
            if main.is_none_or(|(_, most)| weight > most) {
                main = Some((*component, weight));
            }
        }
        main.map(|(component, _)| component)
    }

    /// Whether all keywords come from one component.
    pub(in crate::lower) fn is_one_component(&self) -> bool {
        self.weights.len() == 1 && !self.adds_own
    }

    /// Whether both schemas have the same type and `enum`. Bounds are not compared, nor is whether additional
    /// properties are allowed.
    pub(in crate::lower) fn is_same(&self, other: &Self) -> bool {
        self.values == other.values && self.is_same_type(other)
    }

    /// Whether the other schema has the same type and the same values or some of them.
    pub(in crate::lower) fn is_narrowed(&self, other: &Self) -> bool {
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

    pub(in crate::lower) fn title(&self) -> Option<&'a str> {
        self.own.title.or(self.inline.title)
    }

    pub(in crate::lower) fn description(&self) -> String {
        self.own.description.or(self.inline.description).unwrap_or_default().to_owned()
    }

    /// Returns facts that the type does not express, one per line: bounds, values, the default.
    pub(in crate::lower) fn facts(&self) -> Vec<String> {
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

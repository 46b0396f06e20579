//! What a merged schema says.

use serde_json::Value;

use super::keywords::kind;
use super::site::{Site, same_nodes};
use super::{Annotations, Merged, Problem, Rest};

impl<'a> Merged<'a> {
    /// The type of values; empty when any is valid.
    pub(in crate::lower) fn kind(&self) -> &'a str {
        let has_members = !self.properties.is_empty() || !matches!(self.rest, Rest::Unspecified);
        kind(self.ty, has_members, !self.items.is_empty(), self.values.as_deref())
    }

    /// Whether no value is of the types of all parts.
    pub(in crate::lower) fn is_contradictory(&self) -> bool {
        self.problems.iter().any(|problem| matches!(problem, Problem::Types(_)))
    }

    /// Whether the parts say anything about members, so that each variant of a union beside them has these
    /// members as well.
    pub(in crate::lower) fn has_members(&self) -> bool {
        !self.properties.is_empty()
            || !self.required.is_empty()
            || matches!(self.rest, Rest::Schemas(_))
    }

    /// The sites of the schemas of a property, inherited ones first: the last one names its type.
    pub(in crate::lower) fn property(&self, name: &str) -> Vec<Site<'a>> {
        let keys = &["properties", name];
        let parts = self.properties.get(name).into_iter().flatten();
        let mut sites: Vec<Site<'a>> =
            parts.map(|site| site.below(keys, |place| place.context.child(name))).collect();
        sites.sort_by_key(|site| !site.inherited);
        sites
    }

    /// The sites of the schemas of items.
    pub(in crate::lower) fn items(&self) -> Vec<Site<'a>> {
        let parts = self.items.iter();
        parts.map(|site| site.below(&["items"], |place| place.context.child("item"))).collect()
    }

    /// The sites of the schemas of members that are not declared.
    pub(in crate::lower) fn rest(&self) -> Vec<Site<'a>> {
        let Rest::Schemas(parts) = &self.rest else { return Vec::new() };
        let keys = &["additionalProperties"];
        parts.iter().map(|site| site.below(keys, |place| place.context.child("value"))).collect()
    }

    /// Forgets the type that keywords beside a union tell, which its only variant contradicts.
    pub(in crate::lower) fn forget_type(&mut self) {
        self.ty = "";
        self.types.clear();
        self.items.clear();
        self.format = "";
    }

    /// What is common to all variants of its first union: the rest of it, without annotations.
    pub(in crate::lower) fn without_first_union(&self) -> Self {
        let mut rest = self.clone();
        rest.unions.remove(0);
        rest.own = Annotations::default();
        rest.inline = Annotations::default();
        rest.problems.clear();
        rest
    }

    /// The component that says most, which may be all there is to say.
    pub(in crate::lower) fn main_component(&self) -> Option<&'a str> {
        let mut main = None;
        for (component, weight) in &self.weights {
            if main.is_none_or(|(_, most)| weight > most) {
                main = Some((*component, weight));
            }
        }
        main.map(|(component, _)| component)
    }

    /// Whether all there is to say comes from one component.
    pub(in crate::lower) fn is_one_component(&self) -> bool {
        self.weights.len() == 1 && !self.adds_own
    }

    /// Whether the same values are valid. Bounds do not count, and neither does whether members that are not
    /// declared are welcome.
    pub(in crate::lower) fn is_same(&self, other: &Self) -> bool {
        self.values == other.values && self.is_same_type(other)
    }

    /// Whether the other one is this one, but for a selection of its values.
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

    /// Facts that the type does not say, one a line: bounds, values, the default.
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

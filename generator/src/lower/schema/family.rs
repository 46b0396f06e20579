//! Families: a component with a discriminator, and the components that extend it by `allOf`.

use std::collections::HashSet;

use openapiv3::{Discriminator, ReferenceOr};

use super::context::{Context, Target};
use super::keywords::{Keywords, Node};
use super::lowered::Lowered;
use super::merged::Merged;
use crate::api::{Type, TypeKind, Union, Variant};
use crate::lower::lowering::Lowering;
use crate::lower::reference::component;

impl<'a> Lowering<'a> {
    /// Remembers which components extend which.
    pub(in crate::lower) fn collect_children(&mut self) {
        let schemas = &self.components.schemas;
        for (name, schema) in schemas {
            let ReferenceOr::Item(item) = schema else { continue };
            for part in Keywords::of(item).all_of {
                if let Node::Reference(reference) = part.into()
                    && let Some(parent) = component(reference, "schemas")
                    && let Some((parent, _)) = schemas.get_key_value(&parent)
                {
                    self.children.entry(parent).or_default().push(name);
                }
            }
        }
    }

    /// A component with a discriminator and no union of its own is the union of the components that extend
    /// it.
    pub(super) fn family(
        &mut self,
        discriminator: &Discriminator,
        merged: Merged<'a>,
        target: &Target<'a>,
    ) -> Lowered {
        let name = target.component.unwrap_or_default();
        self.report_problems(&merged, target);
        let id = self.define(&merged, target);
        let mut variants = Vec::new();
        for (child, descendants) in self.descendants(name) {
            let lowered = self.component(child, &target.origin);
            let mut values: Vec<String> = Vec::new();
            for descendant in descendants {
                let means = |to: &str| {
                    to == descendant || component(to, "schemas").as_deref() == Some(descendant)
                };
                let before = values.len();
                let mapping = discriminator.mapping.iter();
                values.extend(mapping.filter(|(_, to)| means(to)).map(|(value, _)| value.clone()));
                if values.len() == before {
                    values.push(descendant.to_owned());
                }
            }
            // A child that adds nothing is its parent; here it must be what the parent holds.
            let ty = if lowered.ty == Type::Named(id) {
                let mut merged = merged.clone();
                merged.key = format!("{}\n{child}", merged.key);
                let context = Context::new(child);
                let target = Target { origin: target.origin.clone(), context, component: None };
                self.plain_object(merged, &target)
            } else {
                lowered.ty
            };
            variants.push(Variant { name: child.to_owned(), ty, values });
        }
        let tag = Some(discriminator.property_name.clone());
        self.api.types[id.0].kind = TypeKind::Union(Union { variants, tag });
        Lowered { ty: Type::Named(id), nullable: merged.nullable }
    }

    /// The components that extend a component, directly or not, each with those whose values it takes: one
    /// with a discriminator is a union of its own and takes those of all that extend it.
    fn descendants(&self, name: &str) -> Vec<(&'a str, Vec<&'a str>)> {
        let mut out: Vec<(&'a str, Vec<&'a str>)> = Vec::new();
        let mut seen = HashSet::new();
        // (component, index in `out` of the union that it belongs to)
        let mut stack: Vec<(&'a str, Option<usize>)> = Vec::new();
        let push = |stack: &mut Vec<(&'a str, Option<usize>)>, name: &str, within| {
            let children = self.children.get(name).into_iter().flatten().rev();
            stack.extend(children.map(|child| (*child, within)));
        };
        push(&mut stack, name, None);
        while let Some((child, within)) = stack.pop() {
            if child == name || !seen.insert(child) {
                continue;
            }
            let within = match within {
                Some(union) => {
                    out[union].1.push(child);
                    Some(union)
                }
                None => {
                    out.push((child, vec![child]));
                    let schema = self.components.schemas.get(child).and_then(ReferenceOr::as_item);
                    let own = schema.is_some_and(|own| own.schema_data.discriminator.is_some());
                    own.then(|| out.len() - 1)
                }
            };
            push(&mut stack, child, within);
        }
        out
    }
}

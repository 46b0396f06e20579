//! Families: a component with a discriminator, and the components that extend it by `allOf`.

use std::collections::HashSet;

use openapiv3::{Discriminator, ReferenceOr};

use super::lowered::Lowered;
use crate::api::{Type, TypeKind, Union, Variant};
use crate::document::component;
use crate::lower::context::{Context, Target};
use crate::lower::lowering::Lowering;
use crate::lower::merged::Merged;
use crate::lower::merged::keywords::{Keywords, Node};

impl<'a> Lowering<'a> {
    /// Records which components extend which.
    pub(in crate::lower) fn collect_families(&mut self) {
        let schemas = &self.components.schemas;
        for (name, schema) in schemas {
            let ReferenceOr::Item(item) = schema else { continue };
            for part in Keywords::of(item).all_of {
                if let Node::Reference(reference) = part.into()
                    && let Some(extended) = component(reference, "schemas")
                    && let Some((extended, _)) = schemas.get_key_value(&extended)
                {
                    self.extended_by.entry(extended).or_default().insert(name);
                }
            }
        }
    }

    /// Lowers a component with a discriminator and without a union: it is the union of the components that extend it.
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
        for (variant, covered) in self.family_variants(name) {
            let lowered = self.component(variant, &target.origin);
            let mut values: Vec<String> = Vec::new();
            for component_name in covered {
                let means = |to: &str| {
                    to == component_name
                        || component(to, "schemas").as_deref() == Some(component_name)
                };
                let before = values.len();
                let mapping = discriminator.mapping.iter();
                values.extend(mapping.filter(|(_, to)| means(to)).map(|(value, _)| value.clone()));
                if values.len() == before {
                    values.push(component_name.to_owned());
                }
            }
            // A component that adds nothing to this one would have the type of the union itself; as a variant, it is an
            // object.
            let ty = if lowered.ty == Type::Named(id) {
                let mut merged = merged.clone();
                merged.key = format!("{}\n{variant}", merged.key);
                let context = Context::new(variant);
                let target = Target { origin: target.origin.clone(), context, component: None };
                self.plain_object(merged, &target)
            } else {
                lowered.ty
            };
            variants.push(Variant { name: variant.to_owned(), ty, constant: None, values });
        }
        let tag = Some(discriminator.property_name.clone());
        self.api.types[id.0].kind = TypeKind::Union(Union { variants, tag });
        Lowered { ty: Type::Named(id), nullable: merged.nullable }
    }

    /// Returns the variants of a family: the components that extend a component, directly or indirectly, each with the
    /// components that it covers. A component with a discriminator is itself a union, and covers all that extend it.
    fn family_variants(&self, name: &str) -> Vec<(&'a str, Vec<&'a str>)> {
        let mut out: Vec<(&'a str, Vec<&'a str>)> = Vec::new();
        let mut seen = HashSet::new();
        // (component, index in `out` of the union that it belongs to)
        let mut stack: Vec<(&'a str, Option<usize>)> = Vec::new();
        let push = |stack: &mut Vec<(&'a str, Option<usize>)>, name: &str, within| {
            let extending = self.extended_by.get(name).into_iter().flatten().rev();
            stack.extend(extending.map(|component| (*component, within)));
        };
        push(&mut stack, name, None);
        while let Some((component, within)) = stack.pop() {
            if component == name || !seen.insert(component) {
                continue;
            }
            let within = match within {
                Some(union) => {
                    out[union].1.push(component);
                    Some(union)
                }
                None => {
                    out.push((component, vec![component]));
                    let schema =
                        self.components.schemas.get(component).and_then(ReferenceOr::as_item);
                    let own = schema.is_some_and(|own| own.schema_data.discriminator.is_some());
                    own.then(|| out.len() - 1)
                }
            };
            push(&mut stack, component, within);
        }
        out
    }
}

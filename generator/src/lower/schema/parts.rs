//! Gathers the schemas that `allOf` combines, and merges them.

use std::rc::Rc;

use openapiv3::Schema;
use serde_json::Value;

use crate::document::component;
use crate::lower::context::{Context, Place};
use crate::lower::lowering::Lowering;
use crate::lower::merged::keywords::{Keywords, Node};
use crate::lower::merged::site::Site;
use crate::lower::merged::{Merged, Part, Problem, UnionKeyword};

/// Maximum number of components that are merged into one schema.
const MAX_COMPONENTS: usize = 512;

/// Path by which a schema is reached.
#[derive(Clone, Copy)]
struct Reached<'a> {
    /// Whether the schema is reached without `allOf`.
    own: bool,
    /// Outermost component by whose reference the schema is reached.
    component: Option<&'a str>,
}

impl<'a> Lowering<'a> {
    /// Merges the schemas of several sites, all of which values must match. `root` is the name of the component, if the
    /// sites are one.
    pub(in crate::lower) fn merge(&self, sites: &[Site<'a>], root: Option<&'a str>) -> Merged<'a> {
        let mut merged = Merged::new(root);
        for site in sites {
            self.add(&mut merged, site, true);
        }
        self.settle_unions(&mut merged);
        merged
    }

    /// Merges a schema or reference regardless of its place.
    pub(in crate::lower) fn merge_node(&self, node: Node<'a>) -> Merged<'a> {
        let place = Place { origin: self.root.clone(), context: Context::new("") };
        self.merge(&[Site::new(node, place)], None)
    }

    /// Merges a variant of the first union of a schema with the rest of the schema.
    pub(super) fn merge_variant(&self, rest: &Merged<'a>, variant: &Site<'a>) -> Merged<'a> {
        let mut merged = rest.clone();
        self.add(&mut merged, variant, true);
        self.settle_unions(&mut merged);
        merged
    }

    fn add(&self, merged: &mut Merged<'a>, site: &Site<'a>, own: bool) {
        let mut parts = Vec::new();
        self.gather(site, Reached { own, component: None }, merged, &mut parts);
        merged.add(parts, &site.place.origin.pointer);
    }

    /// Adds a schema and all that `allOf` combines it with, the schema itself last. Each component is added once, so
    /// that cycles end.
    fn gather(
        &self,
        site: &Site<'a>,
        reached: Reached<'a>,
        merged: &mut Merged<'a>,
        parts: &mut Vec<Part<'a>>,
    ) {
        let text = match site.node {
            Node::Schema(schema) => {
                return self.gather_schema(schema, &site.place, reached, merged, parts);
            }
            Node::Reference(text) => text,
        };
        let at = || site.place.origin.clone();
        let Some((schema, name)) = self.resolve(text) else {
            merged.problems.push(Problem::Unresolved(at(), text.to_owned()));
            return;
        };
        if merged.root == Some(name) {
            merged.problems.push(Problem::Itself(at()));
        } else if merged.components.len() == MAX_COMPONENTS {
            merged.problems.push(Problem::TooMany(at()));
        } else if merged.components.insert(name) {
            let place = Rc::new(Place {
                origin: self.component_origin("schemas", name),
                context: Context::new(name),
            });
            let reached =
                Reached { own: false, component: Some(reached.component.unwrap_or(name)) };
            let from = parts.len();
            self.gather_schema(schema, &place, reached, merged, parts);
            let own = parts[from..].iter_mut().last();
            if let Some(part) = own.filter(|part| self.is_family(&part.keywords, name)) {
                // Otherwise, every component that extends this one would be a union of all that do.
                part.keywords.one_of = &[];
                part.keywords.any_of = &[];
            }
        }
    }

    fn gather_schema(
        &self,
        schema: &'a Schema,
        place: &Rc<Place>,
        reached: Reached<'a>,
        merged: &mut Merged<'a>,
        parts: &mut Vec<Part<'a>>,
    ) {
        let keywords = Keywords::of(schema);
        let title = schema.schema_data.title.as_deref();
        // The name of a component is preferred to its title.
        let is_component = merged.root.is_some() && merged.key.is_empty();
        let place = match title.filter(|_| reached.own && !is_component) {
            Some(title) => &Rc::new(Place {
                origin: place.origin.clone(),
                context: place.context.clone().titled(Some(title)),
            }),
            None => place,
        };
        for (index, node) in keywords.all_of.iter().enumerate() {
            let origin = place.origin.child("allOf").child(&index.to_string());
            let site = Site::new(node.into(), Place { origin, context: place.context.clone() });
            self.gather(&site, Reached { own: false, ..reached }, merged, parts);
        }
        let place = Rc::clone(place);
        let Reached { own, component } = reached;
        parts.push(Part { schema, keywords, place, own, component });
    }

    /// Whether a union of a component has variants that extend the component.
    fn is_family(&self, keywords: &Keywords<'a>, name: &str) -> bool {
        keywords.one_of.iter().chain(keywords.any_of).any(|variant| {
            let Node::Reference(reference) = Node::from(variant) else { return false };
            let Some((_, variant)) = self.resolve(reference) else { return false };
            self.extended_by.get(name).is_some_and(|components| components.contains(variant))
        })
    }

    /// Reduces unions to the variants with types. A union of one such variant is merged, and a union of none is
    /// removed.
    fn settle_unions(&self, merged: &mut Merged<'a>) {
        let mut index = 0;
        while let Some(union) = merged.unions.get(index) {
            let (variants, null) = self.variants(union, merged);
            merged.nullable |= null;
            match variants.as_slice() {
                [] => {
                    let union = merged.unions.remove(index);
                    if !union.inherited && (!merged.properties.is_empty() || !merged.nullable) {
                        let origin = union.place.origin.clone();
                        merged.problems.push(Problem::NoUnion(origin, union.keyword));
                    }
                }
                [(at, node)] => {
                    let union = merged.unions.remove(index);
                    let context = union.place.context.clone();
                    let site = Site::new(*node, Place { origin: union.origin(*at), context });
                    self.add_only_variant(merged, &site);
                }
                _ => {
                    merged.unions[index].variants = variants;
                    index += 1;
                }
            }
        }
    }

    /// Merges the only variant of a union with the schema that has the union.
    fn add_only_variant(&self, merged: &mut Merged<'a>, site: &Site<'a>) {
        let mut alone = Merged::new(merged.root);
        self.add(&mut alone, site, false);
        let (kind, known) = (alone.kind(), merged.kind());
        let numbers = ["integer", "number"];
        let fits =
            kind.is_empty() || kind == known || numbers.contains(&kind) && numbers.contains(&known);
        if !fits && !merged.has_members() {
            merged.forget_type();
        }
        let nullable = merged.nullable || alone.nullable;
        self.add(merged, site, false);
        merged.nullable = nullable;
    }

    /// Returns the variants of a union that have types, and whether `null` is another variant.
    fn variants(
        &self,
        union: &UnionKeyword<'a>,
        merged: &Merged<'a>,
    ) -> (Vec<(usize, Node<'a>)>, bool) {
        let mut null = false;
        let mut variants: Vec<(usize, Node<'a>)> = Vec::new();
        // Variants without types only constrain the object, unless other variants have types.
        let says_type = |node: &Node<'a>| match node {
            Node::Reference(_) => true,
            Node::Schema(schema) => Keywords::of(schema).says_type(),
        };
        let constrains = !merged.properties.is_empty()
            || !union.variants.iter().any(|(_, node)| says_type(node));
        let mut left_out = false;
        for (index, node) in &union.variants {
            match node {
                Node::Schema(schema) => {
                    let keywords = Keywords::of(schema);
                    if keywords.ty == "null" || keywords.values.as_deref() == Some(&[Value::Null]) {
                        null = true;
                    } else if constrains && !says_type(node) {
                        left_out = true;
                    } else {
                        variants.push((*index, *node));
                    }
                }
                Node::Reference(reference) => {
                    let of_root = merged.root.is_some()
                        && component(reference, "schemas").as_deref() == merged.root;
                    if union.inherited && of_root {
                        // A value can be this one, whatever the other variants are.
                        return (Vec::new(), null);
                    }
                    if !variants.iter().any(|(_, known)| known == node) {
                        variants.push((*index, *node));
                    }
                }
            }
        }
        if left_out && variants.len() == 1 {
            // Values need not match it.
            variants.clear();
        }
        (variants, null)
    }
}

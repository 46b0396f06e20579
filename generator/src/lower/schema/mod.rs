//! Schemas to types. A schema is merged with all that `allOf` combines it with, and the result is read once.

mod constant;
mod discriminator;
mod enums;
mod family;
mod lowered;
mod object;
mod parts;
mod union;

pub(super) use discriminator::mark_tags;

use self::lowered::Lowered;
use super::context::{Context, Place, Target};
use super::lowering::{Lowering, Nesting};
use super::merged::keywords::{Keywords, Node};
use super::merged::site::Site;
use super::merged::{Merged, Problem};
use crate::api::{Constant, Object, Type, TypeDef, TypeId, TypeKind};
use crate::diagnostics::{Origin, finding};
use crate::document::component;
use crate::lower::formats;

/// Maximum depth of nested inline schemas; deeper ones become JSON.
const MAX_INLINE: usize = 100;

/// Maximum depth of nested schemas, references included; deeper ones become JSON.
const MAX_NESTING: usize = 2_000;

impl<'a> Lowering<'a> {
    /// Lowers all schemas of the components, for a document without operations.
    pub(super) fn all_schemas(&mut self) {
        for name in self.components.schemas.keys() {
            let origin = self.component_origin("schemas", name);
            self.component(name, &origin);
        }
    }

    /// Returns the type of a schema or reference.
    pub(super) fn schema(
        &mut self,
        node: impl Into<Node<'a>>,
        origin: Origin,
        context: Context,
    ) -> Lowered {
        self.sites(&[Site::new(node.into(), Place { origin, context })])
    }

    /// Returns the type of values that match all of several schemas.
    fn sites(&mut self, sites: &[Site<'a>]) -> Lowered {
        if let [site] = sites
            && let Node::Reference(reference) = site.node
        {
            return self.reference(reference, &site.place.origin);
        }
        let merged = self.merge(sites, None);
        self.place(merged, sites)
    }

    fn reference(&mut self, reference: &str, origin: &Origin) -> Lowered {
        let target = component(reference, "schemas")
            .and_then(|name| self.components.schemas.get_key_value(&name));
        let Some((name, _)) = target else {
            let reference = reference.to_owned();
            self.diagnostics.add(finding::Schema::Unresolved { reference }, origin);
            return Lowered::json();
        };
        self.component(name, origin)
    }

    /// Returns the type of the component that a reference at `origin` names.
    fn component(&mut self, name: &'a str, origin: &Origin) -> Lowered {
        match self.named.get(name) {
            Some(Some(ty)) => return Lowered::new(ty.clone(), false),
            Some(None) => {
                self.report_itself(name, origin);
                return Lowered::json();
            }
            None => {}
        }
        if self.nesting.total > MAX_NESTING {
            return self.too_deep(origin);
        }
        let Some(node) = self.components.schemas.get(name).map(Node::from) else {
            return Lowered::json();
        };
        self.named.insert(name, None);
        let nesting = self.nesting;
        self.nesting = Nesting { total: nesting.total + 1, inline: 0 };
        let at = self.component_origin("schemas", name);
        let lowered = match node {
            Node::Reference(reference) => self.reference(reference, &at),
            Node::Schema(schema) => {
                let context = Context::new(name);
                let place = Place { origin: at.clone(), context: context.clone() };
                let merged = self.merge(&[Site::new(node, place)], Some(name));
                let target = Target { origin: at, context, component: Some(name) };
                let keywords = Keywords::of(schema);
                let is_union = !keywords.one_of.is_empty() || !keywords.any_of.is_empty();
                match merged.own.discriminator.filter(|_| !is_union) {
                    Some(discriminator) if self.extended_by.contains_key(name) => {
                        self.family(discriminator, merged, &target)
                    }
                    _ => self.nested(merged, target),
                }
            }
        };
        self.nesting = nesting;
        let ty = lowered.into_type();
        self.named.insert(name, Some(ty.clone()));
        Lowered::new(ty, false)
    }

    /// Returns the type of merged inline schemas, which needs no definition if they have a single value.
    fn place_unless(
        &mut self,
        constant: &Option<Constant>,
        merged: Merged<'a>,
        sites: &[Site<'a>],
    ) -> Lowered {
        match constant {
            Some(value) if merged.problems.is_empty() => Lowered::new(value.ty(), merged.nullable),
            _ => self.place(merged, sites),
        }
    }

    /// Returns the type of merged inline schemas: the same type wherever they occur, with the name of the last one.
    fn place(&mut self, merged: Merged<'a>, sites: &[Site<'a>]) -> Lowered {
        if sites.len() > 1
            && merged.problems.is_empty()
            && let Some(site) = sites.iter().find(|site| self.alone(site).is_same(&merged))
        {
            let lowered = self.sites(std::slice::from_ref(site));
            return nullable_as(&merged, lowered);
        }
        if let Some((id, nullable)) = self.places.get(&merged.key) {
            return Lowered { ty: Type::Named(*id), nullable: *nullable };
        }
        let Some(last) = sites.last() else { return Lowered::json() };
        let Place { origin, context } = (*last.place).clone();
        let target = Target { origin, context, component: None };
        let key = merged.key.clone();
        let lowered = self.nested(merged, target);
        if let Some((_, nullable)) = self.places.get_mut(&key) {
            *nullable = lowered.nullable;
        }
        lowered
    }

    fn nested(&mut self, merged: Merged<'a>, target: Target<'a>) -> Lowered {
        if self.nesting.inline > MAX_INLINE || self.nesting.total > MAX_NESTING {
            return self.too_deep(&target.origin);
        }
        let nesting = self.nesting;
        self.nesting = Nesting { total: nesting.total + 1, inline: nesting.inline + 1 };
        let lowered = self.merged(merged, target);
        self.nesting = nesting;
        lowered
    }

    fn too_deep(&mut self, origin: &Origin) -> Lowered {
        self.diagnostics.add(finding::Schema::TooDeep, origin);
        Lowered::json()
    }

    fn report_itself(&mut self, name: &str, origin: &Origin) {
        self.diagnostics.add(finding::Schema::Itself { name: name.to_owned() }, origin);
    }

    /// Converts merged schemas to a type: the only place where keywords are interpreted.
    fn merged(&mut self, merged: Merged<'a>, mut target: Target<'a>) -> Lowered {
        self.report_problems(&merged, &target);
        if merged.is_contradictory() {
            return Lowered::json();
        }
        if let Some(name) = self.only_component(&merged, &target) {
            let lowered = self.component(name, &target.origin);
            return nullable_as(&merged, lowered);
        }
        if target.component.is_none() {
            target.context = target.context.titled(merged.title());
        }
        let nullable = merged.nullable;
        if !merged.unions.is_empty() {
            let lowered = self.union(&merged, &target);
            return Lowered::new(lowered.ty, nullable || lowered.nullable);
        }
        let ty = match merged.kind() {
            "object" => self.object(merged, &target),
            "array" => {
                let items = match merged.items().as_slice() {
                    [] => Type::Json,
                    items => self.sites(items).into_type(),
                };
                Type::List(Box::new(items))
            }
            "string" => self.string(&merged, &target),
            "integer" => self.integer(&merged, &target),
            "number" => formats::number(merged.format).unwrap_or(Type::Double),
            "boolean" => Type::Boolean,
            "" => {
                if merged.values.is_some() {
                    let origin = target.origin.child("enum");
                    self.diagnostics.add(finding::Schema::MixedValues, &origin);
                }
                Type::Json
            }
            other => {
                let name = other.to_owned();
                self.diagnostics.add(finding::Schema::UnknownType { name }, &target.origin);
                Type::Json
            }
        };
        Lowered::new(ty, nullable)
    }

    /// Returns the component whose type merged schemas have, because they add nothing to it. A component that has
    /// several parts and is an object keeps a type and name of its own.
    fn only_component(&self, merged: &Merged<'a>, target: &Target<'a>) -> Option<&'a str> {
        let name = merged.main_component()?;
        if target.component.is_some() && merged.kind() == "object" && !merged.is_one_component() {
            return None;
        }
        let node = self.components.schemas.get(name)?.into();
        let place = Place { origin: self.root.clone(), context: Context::new(name) };
        let alone = self.merge(&[Site::new(node, place)], Some(name));
        alone.is_narrowed(merged).then_some(name)
    }

    fn alone(&self, site: &Site<'a>) -> Merged<'a> {
        self.merge(std::slice::from_ref(site), None)
    }

    fn report_problems(&mut self, merged: &Merged<'a>, target: &Target<'a>) {
        let origin = &target.origin;
        for problem in &merged.problems {
            let (finding, at) = match problem {
                Problem::Types(types) => {
                    let types = types.iter().map(ToString::to_string).collect();
                    (finding::Schema::Types { types }, origin)
                }
                Problem::Values => (finding::Schema::Values, origin),
                Problem::Formats(one, other) => {
                    let (one, other) = (one.clone(), other.clone());
                    (finding::Schema::Formats { one, other }, origin)
                }
                Problem::Unresolved(at, reference) => {
                    (finding::Schema::UnresolvedPart { reference: reference.clone() }, at)
                }
                Problem::Itself(at) => {
                    if merged.kind().is_empty() && merged.unions.is_empty() {
                        self.report_itself(merged.root.unwrap_or_default(), at);
                    }
                    continue;
                }
                Problem::TooMany(at) => (finding::Schema::TooManyParts, at),
                Problem::NoUnion(at, keyword) => (finding::Schema::Constraints { keyword }, at),
            };
            self.diagnostics.add(finding, at);
        }
    }

    /// Defines a type, so that references find it; it is an empty object until its kind is known.
    fn define(&mut self, merged: &Merged<'a>, target: &Target<'a>) -> TypeId {
        let id = TypeId(self.api.types.len());
        self.api.types.push(TypeDef {
            origin: target.origin.clone(),
            hint: target.context.hint(target.component.is_some()),
            description: merged.description(),
            deprecated: merged.own.deprecated || merged.inline.deprecated,
            kind: TypeKind::Object(Object::default()),
            in_request: false,
            in_response: false,
        });
        match target.component {
            // References inside the component also need to know whether it can be `null`.
            Some(name) => {
                let ty = Lowered { ty: Type::Named(id), nullable: merged.nullable }.into_type();
                self.named.insert(name, Some(ty));
            }
            None => {
                self.places.entry(merged.key.clone()).or_insert((id, merged.nullable));
            }
        }
        id
    }
}

/// Adjusts whether the type of one of several merged schemas allows `null`, if the others add nothing to it. A union
/// allows `null` if a variant does, which is only known once it is lowered.
fn nullable_as(merged: &Merged<'_>, lowered: Lowered) -> Lowered {
    let variants = !merged.unions.is_empty() && lowered.nullable;
    Lowered { ty: lowered.ty, nullable: merged.nullable || variants }
}

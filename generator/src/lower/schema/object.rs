//! Objects and maps.

use super::constant::constant;
use super::lowered::Lowered;
use crate::api::{Member, Object, Type, TypeId, TypeKind};
use crate::diagnostics::finding;
use crate::lower::context::Target;
use crate::lower::lowering::Lowering;
use crate::lower::merged::keywords::Node;
use crate::lower::merged::site::Site;
use crate::lower::merged::{Merged, Rest};

/// Maximum depth of nested components whose members are lowered at once; those of deeper ones are lowered later.
const MAX_EAGER: usize = 100;

impl<'a> Lowering<'a> {
    pub(super) fn object(&mut self, merged: Merged<'a>, target: &Target<'a>) -> Type {
        if merged.properties.is_empty() && !matches!(merged.rest, Rest::Closed) {
            let values = self.rest(&merged).unwrap_or(Type::Json);
            return Type::Map(Box::new(values));
        }
        self.plain_object(merged, target)
    }

    /// Lowers an object to a type of its own, even if it has no members.
    pub(super) fn plain_object(&mut self, merged: Merged<'a>, target: &Target<'a>) -> Type {
        let id = self.define(&merged, target);
        if target.component.is_some() && self.nesting.total > MAX_EAGER {
            self.deferred.push((id, merged));
        } else {
            self.members(id, &merged);
        }
        Type::Named(id)
    }

    /// Lowers the members of components that were too deeply nested to be lowered at once.
    pub(in crate::lower) fn deferred(&mut self) {
        while let Some((id, merged)) = self.deferred.pop() {
            self.members(id, &merged);
        }
    }

    fn members(&mut self, id: TypeId, merged: &Merged<'a>) {
        let mut members = Vec::new();
        for name in merged.properties.keys() {
            let required = merged.required.contains(name);
            members.push(self.member(name, &merged.property(name), required));
        }
        let rest = self.rest(merged);
        for name in merged.required.iter().filter(|name| !merged.properties.contains_key(*name)) {
            let origin = self.api.types[id.0].origin.child("required");
            let name = (*name).to_owned();
            let is_closed = matches!(merged.rest, Rest::Closed);
            if !is_closed {
                // The schema of additional properties applies to it.
                let Lowered { ty, nullable } = match &rest {
                    Some(ty) => Lowered::new(ty.clone(), false),
                    None => Lowered::json(),
                };
                let empty = empty_member(&name, true);
                members.push(Member { ty, nullable, undeclared: true, ..empty });
            }
            self.diagnostics.add(finding::Schema::RequiredOnly { name, is_closed }, &origin);
        }
        self.api.types[id.0].kind = TypeKind::Object(Object { members, rest });
    }

    fn member(&mut self, name: &str, sites: &[Site<'a>], required: bool) -> Member {
        let mut member = empty_member(name, required);
        let lowered = match sites {
            // The description of a component is documented at its type.
            [Site { node: node @ Node::Reference(_), .. }] => {
                let lowered = self.sites(sites);
                member.constant = self.constant_of(&lowered, *node);
                lowered
            }
            sites => {
                let merged = self.merge(sites, None);
                member.read_only = merged.own.read_only || merged.inline.read_only;
                member.write_only = merged.own.write_only || merged.inline.write_only;
                member.deprecated = merged.own.deprecated || merged.inline.deprecated;
                member.description = merged.description();
                member.facts = merged.facts();
                member.constant = constant(&merged).filter(|_| !merged.nullable);
                self.place_unless(&member.constant, merged, sites)
            }
        };
        Member { ty: lowered.ty, nullable: lowered.nullable, ..member }
    }

    /// Returns the type of additional properties, if the schema allows them explicitly.
    fn rest(&mut self, merged: &Merged<'a>) -> Option<Type> {
        match merged.rest {
            Rest::Unspecified | Rest::Closed => None,
            Rest::Any => Some(Type::Json),
            Rest::Schemas(_) => Some(self.sites(&merged.rest()).into_type()),
        }
    }
}

/// Returns a member of any JSON value.
fn empty_member(name: &str, required: bool) -> Member {
    Member {
        name: name.to_owned(),
        renamed: None,
        ty: Type::Json,
        required,
        undeclared: false,
        nullable: false,
        read_only: false,
        write_only: false,
        constant: None,
        part: None,
        description: String::new(),
        deprecated: false,
        facts: Vec::new(),
    }
}

//! The names that the lock remembers after a run.

use super::context::Plan;
use super::enums::{integer_variants, string_variants};
use super::keys::shape;
use super::object::member_names;
use super::operation::PlannedOperation;
use crate::api::{TypeDef, TypeId, TypeKind};
use crate::lock::{Item, Lock};
use crate::rust::Ident;

impl Plan<'_> {
    /// Returns the names of all items, and those that the lock reserves for items that are gone.
    pub fn locked(&self, operations: &[PlannedOperation]) -> Lock {
        let mut lock = Lock::new(self.keys.lock.input.clone());
        let text = |name: &Ident| name.as_str().to_owned();
        for (index, operation) in self.api.operations.iter().enumerate() {
            let names = &self.operation_names[index];
            let key = &self.keys.operations[index];
            let item = lock.items.entry(key.clone()).or_default();
            item.id = operation.has_id.then(|| operation.id.clone());
            item.method = Some(text(&names.method));
            item.call = Some(text(&names.call));
            if let Some(alias) = &operations[index].alias {
                let item = lock.items.entry(self.keys.alias(index)).or_default();
                item.ty = Some(text(&alias.name));
            }
        }
        for (index, def) in self.api.types.iter().enumerate().filter(|(_, def)| def.is_used()) {
            let item = lock.items.entry(self.keys.types[index].clone()).or_default();
            let name = text(&self.names[index]);
            if def.hint.is_form {
                item.form = Some(name);
            } else {
                item.ty = Some(name);
            }
            self.members(TypeId(index), def, item);
            item.shape = shape(def);
        }
        if !self.keys.lock.prunes {
            lock.reserve(self.keys.lock, &self.keys.moved());
        }
        lock
    }

    fn members(&self, id: TypeId, def: &TypeDef, item: &mut Item) {
        let known = self.keys.of_type(id);
        let mut add = |key: String, name: &Ident| {
            item.members.insert(key, name.as_str().to_owned());
        };
        let other = match &def.kind {
            TypeKind::Object(object) => {
                let names = member_names(def, object, known);
                for (member, names) in object.members.iter().zip(names.members) {
                    if let Some((name, _)) = names {
                        add(member.name.clone(), &name);
                    }
                }
                names.rest.map(|(name, _)| name)
            }
            TypeKind::StringEnum(values) => {
                let variants = string_variants(values, known);
                variants.listed.iter().for_each(|(value, name)| add(value.clone(), name));
                Some(variants.unknown)
            }
            TypeKind::IntegerEnum(values) => {
                let variants = integer_variants(values, known);
                variants.listed.iter().for_each(|(value, name)| add(value.to_string(), name));
                Some(variants.unknown)
            }
            TypeKind::Union(union) => {
                let Some(names) = &self.variants[id.0] else { return };
                let keys = self.keys.variants(self.api, union);
                for ((key, _), name) in keys.into_iter().zip(&names.listed) {
                    add(key, name);
                }
                Some(names.unknown.clone())
            }
        };
        item.other = other.map(|name| name.as_str().to_owned());
    }
}

//! Unions: `oneOf` and `anyOf`.

use super::constant::constant;
use super::lowered::Lowered;
use crate::api::{Type, TypeKind, Union, Variant};
use crate::diagnostics::finding;
use crate::document::component;
use crate::lower::context::{Context, Place, Target};
use crate::lower::lowering::Lowering;
use crate::lower::merged::keywords::{Keywords, Node};
use crate::lower::merged::site::Site;
use crate::lower::merged::{Merged, UnionKeyword};

/// Maximum number of combinations of variants, for several unions in one `allOf`; above it, the type is JSON.
const MAX_COMBINATIONS: usize = 64;

/// Maximum number of variants in a document that are merged with members beside their union: their number can double
/// with every nested union.
const MAX_MERGED: usize = 10_000;

impl<'a> Lowering<'a> {
    /// Lowers the first union of a schema. Members and other unions beside it are merged into each variant.
    pub(super) fn union(&mut self, merged: &Merged<'a>, target: &Target<'a>) -> Lowered {
        let Some(union) = merged.unions.first() else { return Lowered::json() };
        let rest =
            (merged.has_members() || merged.unions.len() > 1).then(|| merged.without_first_union());
        if rest.is_some() {
            let combinations = merged
                .unions
                .iter()
                .map(|union| union.variants.len())
                .try_fold(1usize, usize::checked_mul)
                .unwrap_or(usize::MAX);
            self.merged_variants = self.merged_variants.saturating_add(combinations);
            if combinations > MAX_COMBINATIONS || self.merged_variants > MAX_MERGED {
                let count = combinations;
                self.diagnostics.add(finding::Schema::Combinations { count }, &target.origin);
                return Lowered::json();
            }
        } else if let Some(lowered) = self.only_enum(union) {
            return lowered;
        } else if let Some(values) = string_values(union) {
            let ty = self.string_enum(merged, values, "", target);
            return Lowered { ty, nullable: false };
        }

        let id = self.define(merged, target);
        let mut nullable = false;
        let mut variants: Vec<Variant> = Vec::new();
        let mut schemas = Vec::new();
        for (index, node) in &union.variants {
            let own_name = variant_name(*node);
            let place_name = own_name.clone().unwrap_or_else(|| format!("variant {}", index + 1));
            let context = target.context.child(&place_name);
            let site = Site::new(*node, Place { origin: union.origin(*index), context });
            let schema = match &rest {
                Some(rest) => self.merge_variant(rest, &site),
                None => self.merge(std::slice::from_ref(&site), None),
            };
            let constant = constant(&schema);
            let lowered = match (&rest, node) {
                (None, Node::Reference(_)) => self.sites(&[site]),
                _ => self.place_unless(&constant, schema.clone(), &[site]),
            };
            nullable |= lowered.nullable;
            let is_known = |known: &Variant| known.ty == lowered.ty && known.constant == constant;
            if variants.iter().any(is_known) {
                continue;
            }
            let name = own_name.unwrap_or_else(|| kind_name(&lowered.ty, &place_name));
            variants.push(Variant { name, ty: lowered.ty, constant, values: Vec::new() });
            schemas.push((*node, schema));
        }
        if let [only] = variants.as_slice()
            && target.component.is_none()
            && only.constant.is_none()
        {
            return Lowered { ty: only.ty.clone(), nullable };
        }
        let complete = schemas.len() == union.variants.len();
        let tag = self.tag(merged, union, complete, &schemas, &target.origin, &mut variants);
        self.api.types[id.0].kind = TypeKind::Union(Union { variants, tag });
        Lowered { ty: Type::Named(id), nullable }
    }

    /// Returns the enum component of a union of strings that has one such variant: the enum also holds other strings.
    fn only_enum(&mut self, union: &UnionKeyword<'a>) -> Option<Lowered> {
        let mut found = None;
        for (index, node) in &union.variants {
            let (schema, reference) = match node {
                Node::Schema(schema) => (*schema, None),
                Node::Reference(reference) => {
                    (self.resolve(reference)?.0, Some((*index, *reference)))
                }
            };
            let keywords = Keywords::of(schema);
            if keywords.kind() != "string"
                || !keywords.format.is_empty()
                || !keywords.all_of.is_empty()
            {
                return None;
            }
            match (keywords.values, reference, found) {
                (None, ..) => {}
                (Some(_), Some(reference), None) => found = Some(reference),
                _ => return None,
            }
        }
        let (index, reference) = found?;
        let place = Place { origin: union.origin(index), context: Context::new("") };
        Some(self.sites(&[Site::new(Node::Reference(reference), place)]))
    }
}

/// Returns the name of a variant: its title if that is short, its component, or the last component that it extends.
fn variant_name(node: Node<'_>) -> Option<String> {
    if let Node::Schema(schema) = node
        && let Some(title) = &schema.schema_data.title
        && !title.trim().is_empty()
        && title.len() <= 60
    {
        return Some(title.clone());
    }
    component_name(node)
}

/// Returns the component that a variant refers to, or the last one that it extends.
pub(super) fn component_name(node: Node<'_>) -> Option<String> {
    match node {
        Node::Reference(reference) => component(reference, "schemas"),
        Node::Schema(schema) => match Node::from(Keywords::of(schema).all_of.last()?) {
            Node::Reference(reference) => component(reference, "schemas"),
            Node::Schema(_) => None,
        },
    }
}

/// Returns the values of a union of strings, which may be empty. `None` if the union has variants of other types.
fn string_values(union: &UnionKeyword<'_>) -> Option<Vec<String>> {
    let mut all = Vec::new();
    for (_, node) in &union.variants {
        let Node::Schema(schema) = node else { return None };
        let keywords = Keywords::of(schema);
        if keywords.kind() != "string" || !keywords.format.is_empty() {
            return None;
        }
        let values = keywords.values.unwrap_or_default();
        all.extend(values.iter().filter_map(|value| value.as_str().map(str::to_owned)));
    }
    Some(all)
}

/// Returns a name for a variant that has none, by its type.
fn kind_name(ty: &Type, place_name: &str) -> String {
    match ty {
        Type::List(_) => "list",
        Type::Map(_) => "map",
        Type::String => "text",
        Type::Int32 | Type::Int64 | Type::UInt64 => "integer",
        Type::Float | Type::Double => "number",
        Type::Boolean => "boolean",
        Type::DateTime | Type::DateTimeRfc2822 | Type::HttpDate | Type::UnixTime => "date time",
        Type::Date => "date",
        Type::Uuid => "uuid",
        Type::Base64 | Type::Base64Url | Type::File => "bytes",
        Type::Json => "json",
        Type::Named(_) | Type::Nullable(_) => place_name,
    }
    .to_owned()
}

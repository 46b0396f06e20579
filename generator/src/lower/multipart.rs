//! Multipart bodies: objects whose members are parts (OpenAPI 3.2, Encoding Object).

use std::collections::HashSet;

use openapiv3 as oa;
use serde_json::Value;

use super::lowering::Lowering;
use super::media_type::{Content, content_type};
use super::merged::Merged;
use super::merged::keywords::{Keywords, Node};
use super::merged::site::Site;
use super::style::declared_style;
use crate::api::{Member, PartEncoding, Type, TypeId, TypeKind};
use crate::diagnostics::{Origin, finding};

/// Extension that marks a media type whose parts follow OpenAPI 3.1: `style`, `explode` and `allowReserved` have an
/// effect, and a part without a type is a file.
const PARTS: &str = "x-specwright-parts";

impl<'a> Lowering<'a> {
    /// Copies an object for use as a multipart body, in which binary members are files.
    pub(super) fn parts(&mut self, id: TypeId, media: &'a oa::MediaType, at: &Origin) -> TypeId {
        let is_3_1 = is_3_1(media);
        let untyped = if is_3_1 { self.untyped(media) } else { HashSet::new() };
        let mut copy = self.api.types[id.0].clone();
        copy.hint.is_form = true;
        let TypeKind::Object(object) = &mut copy.kind else { return id };
        for member in &mut object.members {
            if untyped.contains(member.name.as_str()) {
                make_file(member);
            }
            let encoding = media.encoding.get(&member.name);
            let style = encoding.filter(|_| is_3_1).and_then(declared_style);
            if let Some(style) = style.filter(|_| !is_file(&member.ty)) {
                member.part = Some(PartEncoding::Style(style));
                continue;
            }
            let declared = encoding.and_then(|one| content_type(one.content_type.as_deref()?));
            match declared {
                Some(declared) => {
                    if let Some(media_type) = self.encode(member, declared) {
                        let name = member.name.clone();
                        let at = at.child("encoding").child(&name);
                        let not_written = finding::Body::NotWritten { name, media_type };
                        self.diagnostics.add(not_written, &at);
                    }
                }
                None if is_3_1 && is_base64(&member.ty) => {
                    let media_type = "application/octet-stream".to_owned();
                    member.part = Some(PartEncoding::MediaType(media_type));
                }
                None => {}
            }
        }
        let known = self.multipart.entry(id).or_default();
        if let Some(known) = known.iter().find(|known| self.api.types[known.0].kind == copy.kind) {
            return *known;
        }
        let copied = TypeId(self.api.types.len());
        self.api.types.push(copy);
        known.push(copied);
        copied
    }

    /// Encodes a member as the content that its `contentType` means. Returns the media type if the client cannot write
    /// it from a value of the member's type: the member is then text or a file, which callers write.
    fn encode(
        &self,
        member: &mut Member,
        (content, media_type): (Content, Option<String>),
    ) -> Option<String> {
        let is_object = self.is_object(item(&member.ty));
        let shown = media_type.clone().unwrap_or_else(|| "of several media types".to_owned());
        member.part = match (content, media_type) {
            (Content::Json, Some(media_type)) if !is_file(&member.ty) => {
                Some(PartEncoding::Json(media_type))
            }
            (_, media_type) => media_type.map(PartEncoding::MediaType),
        };
        match content {
            Content::Text if is_object => make(member, Type::String),
            Content::Bytes
                if is_object || matches!(item(&member.ty), Type::String | Type::Json) =>
            {
                make_file(member);
            }
            _ => {}
        }
        (is_object && content != Content::Json).then_some(shown)
    }

    fn is_object(&self, ty: &Type) -> bool {
        match ty {
            Type::Named(id) => matches!(self.api.types[id.0].kind, TypeKind::Object(_)),
            Type::Map(_) | Type::List(_) => true,
            _ => false,
        }
    }

    /// Returns whether a form has files.
    pub(super) fn has_files(&self, media: &'a oa::MediaType) -> bool {
        let is_file = |site: &Site<'a>| match site.node {
            Node::Schema(schema) => Keywords::of(schema).format == "binary",
            Node::Reference(_) => false,
        };
        let properties = self.properties(media);
        properties.properties.values().flatten().any(is_file)
            || is_3_1(media) && !self.untyped(media).is_empty()
    }

    /// Returns whether values are more than a text.
    pub(super) fn is_structured(&self, media: &'a oa::MediaType) -> bool {
        let merged = self.properties(media);
        !merged.unions.is_empty() || !matches!(merged.kind(), "" | "string")
    }

    /// Returns the names of the properties whose values, or whose items, have no type.
    fn untyped(&self, media: &'a oa::MediaType) -> HashSet<&'a str> {
        let merged = self.properties(media);
        let is_untyped = |sites: &[Site<'a>]| {
            let merged = self.merge(sites, None);
            match merged.items().as_slice() {
                [] => is_any(&merged),
                items if merged.kind() == "array" => is_any(&self.merge(items, None)),
                _ => false,
            }
        };
        let names = merged.properties.keys().copied();
        names.filter(|name| is_untyped(&merged.property(name))).collect()
    }

    fn properties(&self, media: &'a oa::MediaType) -> Merged<'a> {
        match &media.schema {
            Some(schema) => self.merge_node(schema.into()),
            None => Merged::new(None),
        }
    }
}

fn is_3_1(media: &oa::MediaType) -> bool {
    media.extensions.get(PARTS) == Some(&Value::Bool(true))
}

/// Whether a schema allows any value.
fn is_any(merged: &Merged<'_>) -> bool {
    merged.kind().is_empty()
        && merged.unions.is_empty()
        && merged.values.is_none()
        && !merged.is_contradictory()
}

/// Returns the type of each part of a member: that of an item of a list.
fn item(ty: &Type) -> &Type {
    match ty {
        Type::List(item) => item,
        ty => ty,
    }
}

fn is_file(ty: &Type) -> bool {
    *item(ty) == Type::File
}

fn is_base64(ty: &Type) -> bool {
    matches!(item(ty), Type::Base64 | Type::Base64Url)
}

/// Gives each part of a member this type.
fn make(member: &mut Member, part: Type) {
    member.ty = match &member.ty {
        Type::List(_) => Type::List(Box::new(part)),
        _ => part,
    };
}

fn make_file(member: &mut Member) {
    make(member, Type::File);
    member.nullable = false;
}

//! Request bodies.

use indexmap::IndexMap;
use openapiv3 as oa;
use openapiv3::ReferenceOr;
use serde_json::Value;

use super::context::Context;
use super::lowering::Lowering;
use super::media_type::{essence, is_json, is_text, preferred, rank};
use super::merged::keywords::{Keywords, Node};
use super::merged::site::Site;
use super::style::query_style;
use crate::api::{Body, BodyKind, PropertyEncoding, Root, Type, TypeId, TypeKind};
use crate::diagnostics::{Origin, finding};
use crate::document::component;

/// Extension that marks a body with `required: false`: the typed model does not distinguish it from an absent
/// `required`.
const OPTIONAL: &str = "x-specwright-optional";

impl<'a> Lowering<'a> {
    pub(super) fn body(
        &mut self,
        body: &'a ReferenceOr<oa::RequestBody>,
        origin: &Origin,
        context: &Context,
    ) -> Option<Body> {
        let own = context.child("Request");
        let (body, origin, context) = match body {
            ReferenceOr::Item(item) => (item, origin.clone(), own),
            ReferenceOr::Reference { reference } => {
                let target = component(reference, "requestBodies").and_then(|name| {
                    Some((self.components.request_bodies.get(&name)?.as_item()?, name))
                });
                let Some((item, name)) = target else {
                    let reference = reference.clone();
                    self.diagnostics.add(finding::Body::Unresolved { reference }, origin);
                    return None;
                };
                let context = Context::of(Root::RequestBody(name.as_str().into()));
                (item, self.component_origin("requestBodies", &name), context)
            }
        };
        let chosen = preferred(body.content.iter())?;
        let files = body.content.iter().find(|(media_type, media)| {
            essence(media_type) == "multipart/form-data" && self.has_files(media.schema.as_ref())
        });
        // A URL-encoded form cannot carry files.
        let is_form = rank(chosen.0) == rank("application/x-www-form-urlencoded");
        let (media_type, media) = files.filter(|_| is_form).unwrap_or(chosen);
        let at = origin.child("content").child(media_type);
        if body.content.len() > 1 {
            let (count, used) = (body.content.len(), media_type.to_owned());
            let several = finding::Body::MediaTypes { count, used };
            self.diagnostics.add(several, &origin.child("content"));
        }
        let lower = |this: &mut Self| match &media.schema {
            Some(schema) => this.schema(schema, at.child("schema"), context).into_type(),
            None => Type::Json,
        };
        let kind = match essence(media_type).as_str() {
            _ if is_json(media_type) => BodyKind::Json(lower(self)),
            "application/x-www-form-urlencoded" => {
                let ty = lower(self);
                let encodings = media.encoding.iter().filter_map(|(name, encoding)| {
                    Some((name.clone(), property_encoding(encoding)?))
                });
                BodyKind::Form(ty, encodings.collect())
            }
            "multipart/form-data" => match lower(self) {
                Type::Named(id) if matches!(self.api.types[id.0].kind, TypeKind::Object(_)) => {
                    BodyKind::Multipart(Type::Named(self.parts(id, &media.encoding)))
                }
                _ => {
                    self.diagnostics.add(finding::Body::NoParts, &at);
                    BodyKind::Binary
                }
            },
            text if is_text(text) => BodyKind::Text,
            _ => BodyKind::Binary,
        };
        let media_type =
            if media_type.contains('*') { "application/octet-stream" } else { media_type };
        if body.extensions.get(OPTIONAL) == Some(&Value::Bool(true)) {
            self.optional_bodies.insert(origin.pointer.clone());
        }
        Some(Body {
            origin,
            media_type: media_type.to_owned(),
            kind,
            required: body.required,
            description: body.description.clone().unwrap_or_default(),
        })
    }
}

impl<'a> Lowering<'a> {
    /// Copies an object for use as a multipart body, in which binary members are files and parts can have media types.
    fn parts(&mut self, id: TypeId, encodings: &IndexMap<String, oa::Encoding>) -> TypeId {
        let media_types: Vec<(String, String)> = encodings
            .iter()
            .filter_map(|(name, encoding)| Some((name.clone(), encoding.content_type.clone()?)))
            .filter(|(_, media_type)| !media_type.contains(['*', ',']))
            .collect();
        let key = (id, media_types);
        if let Some(known) = self.multipart.get(&key) {
            return *known;
        }
        let mut copy = self.api.types[id.0].clone();
        copy.hint.is_form = true;
        if let TypeKind::Object(object) = &mut copy.kind {
            for member in &mut object.members {
                let own = key.1.iter().find(|(name, _)| *name == member.name);
                member.media_type = own.map(|(_, media_type)| media_type.clone());
            }
        }
        let copied = TypeId(self.api.types.len());
        self.api.types.push(copy);
        self.multipart.insert(key, copied);
        copied
    }

    /// Returns whether a form has binary members.
    fn has_files(&self, schema: Option<&'a ReferenceOr<oa::Schema>>) -> bool {
        let is_file = |site: &Site<'a>| match site.node {
            Node::Schema(schema) => Keywords::of(schema).format == "binary",
            Node::Reference(_) => false,
        };
        schema.is_some_and(|schema| {
            let merged = self.merge_node(schema.into());
            merged.properties.values().flatten().any(is_file)
        })
    }
}

fn property_encoding(encoding: &oa::Encoding) -> Option<PropertyEncoding> {
    if let Some(style) = &encoding.style {
        // The typed model does not distinguish `explode: false` from its absence.
        let off = encoding.extensions.get("x-specwright-explode") == Some(&Value::Bool(false));
        let explode = encoding.explode || *style == oa::QueryStyle::Form && !off;
        return Some(PropertyEncoding::Style(query_style(style, explode, None)));
    }
    encoding
        .content_type
        .as_deref()
        .filter(|media_type| is_json(media_type))
        .map(|_| PropertyEncoding::Json)
}

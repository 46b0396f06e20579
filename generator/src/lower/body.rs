//! Request bodies.

use openapiv3 as oa;
use openapiv3::ReferenceOr;
use serde_json::Value;

use super::context::Context;
use super::lowering::Lowering;
use super::media_type::{essence, is_json, is_text, preferred, rank};
use super::style::property_styles;
use crate::api::{Body, BodyKind, Type, TypeKind};
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
        let own = Context::new(format!("{} Request", context.name));
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
                let context = Context::of_component(&name, "Request");
                (item, self.component_origin("requestBodies", &name), context)
            }
        };
        let chosen = preferred(body.content.iter())?;
        let files = body.content.iter().find(|(media_type, media)| {
            essence(media_type) == "multipart/form-data" && self.has_files(media)
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
        let range = media_type.contains('*').then(|| media_type.clone());
        let media_type = match range.as_deref() {
            None => media_type,
            Some("text/*") => "text/plain",
            Some("*/*" | "application/*") if self.is_structured(media) => "application/json",
            Some(_) => "application/octet-stream",
        };
        let kind = match essence(media_type).as_str() {
            _ if is_json(media_type) => match lower(self) {
                // JSON text that is ready to send.
                Type::File => BodyKind::Binary,
                ty => BodyKind::Json(ty),
            },
            "application/x-www-form-urlencoded" => {
                BodyKind::Form(lower(self), property_styles(media))
            }
            "multipart/form-data" => match lower(self) {
                Type::Named(id) if matches!(self.api.types[id.0].kind, TypeKind::Object(_)) => {
                    BodyKind::Multipart(Type::Named(self.parts(id, media, &at)))
                }
                _ => {
                    self.diagnostics.add(finding::Body::NoParts, &at);
                    BodyKind::Parts
                }
            },
            text if is_text(text) => BodyKind::Text,
            _ => BodyKind::Binary,
        };
        if body.extensions.get(OPTIONAL) == Some(&Value::Bool(true)) {
            self.optional_bodies.insert(origin.pointer.clone());
        }
        Some(Body {
            origin,
            media_type: media_type.to_owned(),
            media_range: range,
            kind,
            required: body.required,
            description: body.description.clone().unwrap_or_default(),
        })
    }
}

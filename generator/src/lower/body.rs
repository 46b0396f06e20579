//! Request bodies.

use indexmap::IndexMap;
use openapiv3 as oa;
use openapiv3::ReferenceOr;
use serde_json::Value;

use super::schema::Context;
use super::view::view;
use super::{Lowering, component};
use crate::api::{Body, BodyKind, Location, Operation, PropertyEncoding, Type, TypeId, TypeKind};
use crate::diagnostics::Origin;

/// Extension of a body with `required: false`, which the typed model does not tell from its absence.
const OPTIONAL: &str = "x-specwright-optional";

/// `application/json` or a `+json` type, whatever its parameters.
pub(super) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence == "application/json" || essence.ends_with("+json") || essence == "text/json"
}

pub(super) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether a media type without parameters is text other than JSON.
pub(super) fn is_text(essence: &str) -> bool {
    essence.starts_with("text/") || essence.ends_with("xml") || essence.ends_with("yaml")
}

/// Lower is better.
fn rank(media_type: &str) -> u8 {
    match essence(media_type).as_str() {
        "application/json" => 0,
        _ if is_json(media_type) => 1,
        "application/x-www-form-urlencoded" => 2,
        "multipart/form-data" => 3,
        "application/octet-stream" => 4,
        text if text.starts_with("text/") => 5,
        _ => 6,
    }
}

/// The media type to use of several: JSON first, then forms, then the rest, each in document order.
pub(super) fn preferred<'a, T>(
    content: impl Iterator<Item = (&'a String, T)>,
) -> Option<(&'a String, T)> {
    content.min_by_key(|(media_type, _)| rank(media_type))
}

impl Lowering<'_> {
    pub(super) fn body(
        &mut self,
        body: &ReferenceOr<oa::RequestBody>,
        origin: &Origin,
        context: &Context,
    ) -> Option<Body> {
        let own = Context::new(format!("{} Request", context.place));
        let (body, origin, context) = match body {
            ReferenceOr::Item(item) => (item.clone(), origin.clone(), own),
            ReferenceOr::Reference { reference } => {
                let target = component(reference, "requestBodies").and_then(|name| {
                    Some((self.components.request_bodies.get(&name)?.as_item()?, name))
                });
                let Some((item, name)) = target else {
                    self.diagnostics.report(
                        "SW0011",
                        origin,
                        format!("`{reference}` leads nowhere; no body"),
                    );
                    return None;
                };
                let context = Context::of_component(&name, "Request");
                (item.clone(), self.component_origin("requestBodies", &name), context)
            }
        };
        let chosen = preferred(body.content.iter())?;
        let files = body.content.iter().find(|(media_type, media)| {
            essence(media_type) == "multipart/form-data" && self.has_files(media.schema.as_ref())
        });
        // Files cannot be sent as a form without parts.
        let is_form = rank(chosen.0) == rank("application/x-www-form-urlencoded");
        let (media_type, media) = files.filter(|_| is_form).unwrap_or(chosen);
        let at = origin.child("content").child(media_type);
        if body.content.len() > 1 {
            self.diagnostics.report(
                "SW0025",
                &origin.child("content"),
                format!(
                    "of {} media types for the body, `{media_type}` is used",
                    body.content.len()
                ),
            );
        }
        let lower = |this: &mut Self| match &media.schema {
            Some(schema) => this.schema(schema, &at.child("schema"), &context).into_type(),
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
                    self.diagnostics.report_with_help(
                        "SW0020",
                        &at,
                        "the parts of this body are not described; the caller writes its bytes",
                        "describe the parts as properties of an object",
                    );
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

impl Lowering<'_> {
    /// Makes bodies required that the document forgot to call so, with a note. One that it calls optional
    /// stays optional.
    pub(super) fn require_bodies(&mut self) {
        let mut operations = std::mem::take(&mut self.api.operations);
        for operation in &mut operations {
            let Some(body) = &operation.body else { continue };
            if body.required || self.optional_bodies.contains(&body.origin.pointer) {
                continue;
            }
            let Some(reason) = self.needs_body(operation, body) else { continue };
            self.diagnostics.report_with_help(
                "SW0039",
                &body.origin,
                format!(
                    "the request body of `{}` is not marked as required, but {reason}; the method \
                     takes it as an argument",
                    operation.name
                ),
                "add `required: true`, or `required: false` if callers may leave it out",
            );
            if let Some(body) = &mut operation.body {
                body.required = true;
            }
        }
        self.api.operations = operations;
    }

    /// Why an operation cannot be called without its body: what it holds has required members, or there is
    /// nothing else that tells the server what to do.
    fn needs_body(&self, operation: &Operation, body: &Body) -> Option<&'static str> {
        let method = operation.method.as_str();
        let ty = match &body.kind {
            BodyKind::Json(ty) | BodyKind::Form(ty, _) | BodyKind::Multipart(ty) => Some(ty),
            BodyKind::Text | BodyKind::Binary => None,
        };
        match method {
            // The content of such requests has no meaning (RFC 9110, section 9.3).
            "GET" | "HEAD" | "TRACE" => None,
            _ if ty.is_some_and(|ty| self.has_required_members(ty)) => {
                Some("its schema has required members")
            }
            // RFC 9110, section 9.3.4; RFC 5789, section 2.
            "PUT" => Some("PUT replaces a resource with it"),
            "PATCH" => Some("PATCH applies the changes in it"),
            "QUERY" => Some("QUERY asks what it says"),
            "POST" if operation.parameters.iter().all(|one| one.location == Location::Header) => {
                Some("it is the only input of the operation")
            }
            _ => None,
        }
    }

    /// Whether every value of a type has members that callers must give.
    fn has_required_members(&self, ty: &Type) -> bool {
        let Type::Named(id) = ty else { return false };
        match &self.api.types[id.0].kind {
            TypeKind::Object(object) => {
                object.fields.iter().any(|field| field.required && !field.read_only)
            }
            // A variant that is a union counts as one without.
            TypeKind::Union(union) => union.variants.iter().all(|variant| {
                let object = variant.ty.named().map(|id| &self.api.types[id.0].kind);
                matches!(object, Some(TypeKind::Object(_)))
                    && matches!(variant.ty, Type::Named(_))
                    && self.has_required_members(&variant.ty)
            }),
            TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) => false,
        }
    }

    /// A copy of an object for its use as a multipart body: there its binary members are files, elsewhere
    /// they are not, and its parts may have media types.
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
        let longer = copy.hint.candidates.first().map(|name| format!("{name} form"));
        copy.hint.candidates.extend(longer);
        copy.hint.component = false;
        if let TypeKind::Object(object) = &mut copy.kind {
            for field in &mut object.fields {
                let own = key.1.iter().find(|(name, _)| *name == field.name);
                field.media_type = own.map(|(_, media_type)| media_type.clone());
            }
        }
        let copied = TypeId(self.api.types.len());
        self.api.types.push(copy);
        self.multipart.insert(key, copied);
        copied
    }

    /// Whether a form has binary members.
    fn has_files(&self, schema: Option<&ReferenceOr<oa::Schema>>) -> bool {
        let schema = match schema {
            Some(ReferenceOr::Item(item)) => Some(item),
            Some(ReferenceOr::Reference { reference }) => {
                self.resolve(reference).map(|(schema, _)| schema)
            }
            None => None,
        };
        let is_file = |schema: &&ReferenceOr<Box<oa::Schema>>| match schema {
            ReferenceOr::Item(item) => view(item).format == "binary",
            ReferenceOr::Reference { .. } => false,
        };
        schema.is_some_and(|schema| view(schema).properties.values().any(is_file))
    }
}

fn property_encoding(encoding: &oa::Encoding) -> Option<PropertyEncoding> {
    if let Some(style) = &encoding.style {
        // The typed model does not tell `explode: false` from nothing.
        let off = encoding.extensions.get("x-specwright-explode") == Some(&Value::Bool(false));
        let explode = encoding.explode || *style == oa::QueryStyle::Form && !off;
        return Some(PropertyEncoding::Style(super::parameter::query_style(style, explode, None)));
    }
    encoding
        .content_type
        .as_deref()
        .filter(|media_type| is_json(media_type))
        .map(|_| PropertyEncoding::Json)
}

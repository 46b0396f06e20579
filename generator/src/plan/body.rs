//! Request bodies to arguments and setters.

use super::argument::Purpose;
use super::context::Plan;
use super::doc;
use super::names::Namespace;
use super::parameter::style;
use super::types::Site;
use crate::api::{self, BodyKind, PropertyEncoding};
use crate::rust::{Argument, Body, Encode, Encoding, Ident, Input, Type};

impl Plan<'_> {
    /// Plans a body: an argument of the method or a setter of the call. `names` are those that are already taken.
    pub fn body(&mut self, body: &api::Body, names: &mut Namespace) -> Input {
        let mut docs = doc::lines(&body.description);
        if docs.is_empty() {
            let verb = if body.required { "The" } else { "Sets the" };
            docs.push(format!("{verb} request body (`{}`).", doc::code(&body.media_type)));
        }
        let ty = self.body_type(body, Site::Operations);
        let argument = match &body.kind {
            BodyKind::Json(ty) | BodyKind::Form(ty, _) => {
                self.argument(ty, Site::Operations, Purpose::Body)
            }
            BodyKind::Multipart(_) => Argument::Value(ty.clone()),
            BodyKind::Text => Argument::Text,
            BodyKind::Binary => Argument::Into(ty.clone()),
        };
        let media_type = body.media_type.clone();
        let encode = match &body.kind {
            BodyKind::Json(_) => Body::Json(media_type),
            BodyKind::Form(_, encodings) => Body::Form(
                encodings.iter().map(|(name, one)| (name.clone(), encoding(*one))).collect(),
            ),
            BodyKind::Multipart(_) => Body::Multipart,
            BodyKind::Text => Body::Text(media_type),
            BodyKind::Binary => Body::Binary(media_type),
        };
        Input {
            name: names.claim(["body", "request_body"].map(Ident::new)),
            ty,
            argument,
            docs,
            deprecated: false,
            encode: Encode::Body(encode),
        }
    }

    /// Returns the type of a body's value.
    pub fn body_type(&mut self, body: &api::Body, site: Site) -> Type {
        match &body.kind {
            BodyKind::Json(ty) | BodyKind::Form(ty, _) | BodyKind::Multipart(ty) => {
                self.ty(ty, site)
            }
            BodyKind::Text => Type::string(),
            BodyKind::Binary => self.external(&["bytes", "Bytes"], site),
        }
    }
}

fn encoding(encoding: PropertyEncoding) -> Encoding {
    match encoding {
        PropertyEncoding::Json => Encoding::Json,
        PropertyEncoding::Style(of) => Encoding::Style(style(of)),
    }
}

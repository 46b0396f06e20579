//! Request bodies to arguments and setters.

use super::argument::Purpose;
use super::context::Plan;
use super::doc;
use super::names::Namespace;
use super::parameter::styles;
use super::types::Site;
use crate::api::{self, BodyKind};
use crate::rust::{Argument, Body, Docs, Encode, Ident, Input, Type};

impl Plan<'_> {
    /// Plans a body: an argument of the method or a setter of the call. `names` are those that are already taken.
    pub fn body(&mut self, body: &api::Body, names: &mut Namespace) -> Input {
        let verb = if body.required { "The" } else { "Sets the" };
        let media_type = doc::code(&body.media_type);
        let mut docs = doc::lines(&body.description);
        if let Some(range) = &body.media_range {
            // The first sentence, because it is all that the list of a method's arguments shows.
            let range = doc::code(range);
            let description = std::mem::replace(
                &mut docs,
                Docs::line(format!(
                    "{verb} request body of a media type in `{range}`, which `with_header(\"content-type\", …)` names: `{media_type}` if it is not named."
                )),
            );
            if !description.is_empty() {
                docs.paragraph();
                docs.extend(description);
            }
        } else if docs.is_empty() {
            docs.push(format!("{verb} request body (`{media_type}`)."));
        }
        let ty = self.body_type(body, Site::Operations);
        let argument = match &body.kind {
            BodyKind::Json(ty) | BodyKind::Form(ty, _) => {
                self.argument(ty, Site::Operations, Purpose::Body)
            }
            BodyKind::Multipart(_) | BodyKind::Parts => Argument::Value(ty.clone()),
            BodyKind::Text => Argument::Text,
            BodyKind::Binary => Argument::Into(ty.clone()),
        };
        let media_type = body.media_type.clone();
        let encode = match &body.kind {
            BodyKind::Json(_) => Body::Json(media_type),
            BodyKind::Form(_, properties) => Body::Form(styles(properties)),
            BodyKind::Multipart(_) | BodyKind::Parts => Body::Multipart,
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
            BodyKind::Parts => self.runtime(&["Parts"], site),
            BodyKind::Text => Type::string(),
            BodyKind::Binary => self.runtime(&["Upload"], site),
        }
    }
}

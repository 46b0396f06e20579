//! Streams of items.

use super::context::Plan;
use super::types::Site;
use crate::api::{self, BodyKind, Framing, Object, Type, TypeKind};
use crate::rust::{Ident, Part, Stream};

/// Members of an event that is an item as a whole.
const EVENT: &[&str] = &["data", "event", "id", "retry"];

impl Plan<'_> {
    /// Plans the stream of items that an operation responds with.
    pub fn stream(&mut self, operation: &api::Operation) -> Option<Stream> {
        let stream = operation.stream.as_ref()?;
        self.parts.insert(Part::Stream);
        let framing = match stream.framing {
            Framing::Lines => "Lines",
            Framing::Sequence => "Sequence",
            Framing::Events if self.is_event(&stream.item, 0) => "WholeEvents",
            Framing::Events if stream.item == Type::String => "EventText",
            Framing::Events => "Events",
        };
        Some(Stream {
            item: self.ty(&stream.item, Site::Operations),
            framing,
            media_type: stream.media_type.clone(),
            member: self.asking_member(operation).unwrap_or_default(),
        })
    }

    /// Says in the documentation of a method that its call can return items as they are received.
    pub fn stream_sentence(&self, stream: &api::Stream, call: &Ident) -> String {
        let call = call.as_str();
        let item = self.one(&stream.item);
        format!("[`stream`]({call}::stream) returns items as they are received; each is {item}.")
    }

    /// Whether a type describes events as a whole, with their data as a member, rather than the data alone.
    fn is_event(&self, ty: &Type, depth: usize) -> bool {
        let Type::Named(id) = ty else { return false };
        match &self.api.types[id.0].kind {
            TypeKind::Object(Object { members, .. }) => {
                members.iter().any(|member| member.name == "data")
                    && members.iter().all(|member| EVENT.contains(&member.name.as_str()))
            }
            TypeKind::Union(union) => {
                depth < 8
                    && !union.variants.is_empty()
                    && union.variants.iter().all(|variant| self.is_event(&variant.ty, depth + 1))
            }
            _ => false,
        }
    }

    /// Returns the Boolean member `stream` of a JSON body, by which a call asks for a stream.
    fn asking_member(&self, operation: &api::Operation) -> Option<String> {
        let Some(BodyKind::Json(Type::Named(id))) = operation.body.as_ref().map(|body| &body.kind)
        else {
            return None;
        };
        let TypeKind::Object(Object { members, .. }) = &self.api.types[id.0].kind else {
            return None;
        };
        let is_asking =
            |member: &&api::Member| member.name == "stream" && member.ty == Type::Boolean;
        members.iter().find(is_asking).map(|member| member.name.clone())
    }
}

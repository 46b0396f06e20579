//! Streams of items.

use openapiv3 as oa;
use openapiv3::{ReferenceOr, StatusCode};

use super::context::Context;
use super::lowering::Lowering;
use crate::api::{Framing, Root, Stream, Type};
use crate::diagnostics::Origin;
use crate::document::component;

impl<'a> Lowering<'a> {
    /// Lowers the stream of items that an operation responds with, if it documents one.
    pub(super) fn stream(
        &mut self,
        responses: &'a oa::Responses,
        origin: &Origin,
        context: &Context,
    ) -> Option<Stream> {
        let is_success =
            |code: &StatusCode| matches!(code, StatusCode::Code(200..=299) | StatusCode::Range(2));
        let successes = responses.responses.iter().filter(|(code, _)| is_success(code));
        let successes = successes.map(|(code, response)| (code.to_string(), response));
        let default = responses.default.iter().map(|response| ("default".to_owned(), response));
        successes.chain(default).find_map(|(key, response)| {
            self.stream_of(response, origin.child(&key), context.child("Item"))
        })
    }

    fn stream_of(
        &mut self,
        mut response: &'a ReferenceOr<oa::Response>,
        mut origin: Origin,
        mut context: Context,
    ) -> Option<Stream> {
        let mut hops = 0;
        while let ReferenceOr::Reference { reference } = response {
            let name = component(reference, "responses").filter(|_| hops < 16)?;
            response = self.components.responses.get(&name)?;
            origin = self.component_origin("responses", &name);
            context = Context::of(Root::Response(name.as_str().into())).child("Item");
            hops += 1;
        }
        let mut content = response.as_item()?.content.iter();
        let (media_type, media, framing) = content
            .find_map(|(name, media)| Framing::of(name).map(|framing| (name, media, framing)))?;
        let item = match &media.schema {
            Some(schema) => {
                let at = origin.child("content").child(media_type).child("schema");
                self.schema(schema, at, context).into_type()
            }
            None if framing == Framing::Events => Type::String,
            None => Type::Json,
        };
        let item = match item {
            // The schema of the whole content, unless the document says that it is the schema of an item.
            Type::List(item)
                if framing != Framing::Events
                    && !media.extensions.contains_key("x-specwright-items") =>
            {
                *item
            }
            // A description of the content as a whole: its items can be any.
            Type::File | Type::String if framing != Framing::Events => Type::Json,
            Type::File => Type::String,
            item => item,
        };
        Some(Stream { media_type: media_type.clone(), framing, item })
    }
}

//! Responses by status.

use openapiv3 as oa;
use openapiv3::ReferenceOr;

use super::context::Context;
use super::lowering::Lowering;
use super::media_type;
use crate::api::{Framing, Response, ResponseKind, Root, Status, Type};
use crate::diagnostics::{Origin, finding};
use crate::document::component;

impl<'a> Lowering<'a> {
    /// Lowers the responses of an operation to successes and failures.
    pub(super) fn responses(
        &mut self,
        method: &str,
        responses: &'a oa::Responses,
        origin: &Origin,
        context: &Context,
    ) -> (Vec<Response>, Vec<Response>) {
        let mut successes = Vec::new();
        let mut failures = Vec::new();
        let statuses = responses.responses.iter().map(|(code, response)| {
            let status = match code {
                oa::StatusCode::Code(code) => Status::Code(*code),
                oa::StatusCode::Range(class) => Status::Class(*class),
            };
            (status, code.to_string(), response)
        });
        let default = responses
            .default
            .iter()
            .map(|response| (Status::Default, "default".to_owned(), response));
        let all: Vec<_> = statuses.chain(default).collect();
        let of_class = |status: Status, wanted: u16| match status {
            Status::Code(code) => code / 100 == wanted,
            Status::Class(class) => class == wanted,
            Status::Default => false,
        };
        // If no 2XX is documented, a redirect is the success.
        let success = if all.iter().any(|(status, ..)| of_class(*status, 2)) { 2 } else { 3 };
        let is_success = |status: Status| of_class(status, success);
        let several = all.iter().filter(|(status, ..)| is_success(*status)).count() > 1;
        let documented = all.iter().any(|(status, ..)| is_success(*status));
        for (status, key, response) in &all {
            let at = origin.child(key);
            let word = match (is_success(*status), several) {
                (true, false) => "Response".to_owned(),
                (true, true) => format!("{key} Response"),
                // `default` describes the success as well.
                (false, _) if *status == Status::Default && !documented => "Response".to_owned(),
                (false, _) if *status == Status::Default => "Error".to_owned(),
                (false, _) => format!("{key} Error"),
            };
            let context = context.child(&word);
            let Some(mut response) = self.response(response, *status, &at, &context) else {
                continue;
            };
            if method == "HEAD" {
                // RFC 9110, section 9.3.2.
                response.kind = ResponseKind::Empty;
            }
            if is_success(*status) {
                successes.push(response);
            } else {
                if *status == Status::Default && !documented {
                    successes.push(response.clone());
                }
                failures.push(response);
            }
        }
        (successes, failures)
    }

    fn response(
        &mut self,
        response: &'a ReferenceOr<oa::Response>,
        status: Status,
        origin: &Origin,
        context: &Context,
    ) -> Option<Response> {
        let mut response = response;
        let mut at = origin.clone();
        let mut hops = 0;
        let mut context = context.clone();
        while let ReferenceOr::Reference { reference } = response {
            let target = component(reference, "responses")
                .and_then(|name| Some((self.components.responses.get(&name)?, name)));
            let (Some((item, name)), true) = (target, hops < 16) else {
                let reference = reference.clone();
                self.diagnostics.add(finding::Response::Unresolved { reference }, origin);
                return None;
            };
            at = self.component_origin("responses", &name);
            context = Context::of(Root::Response(name.as_str().into()));
            response = item;
            hops += 1;
        }
        let item = response.as_item()?;
        // RFC 9110, sections 15.3.5 and 15.3.6.
        let empty = status == Status::Code(204) || status == Status::Code(205);
        if empty && !item.content.is_empty() {
            self.diagnostics.add(finding::Response::NoBody, &at.child("content"));
        }
        let headers: Vec<String> = item.headers.keys().cloned().collect();
        let content = item.content.iter().filter(|_| !empty);
        let Some((media_type, media)) = media_type::preferred(content) else {
            return Some(Response {
                origin: at,
                status,
                media_type: String::new(),
                kind: ResponseKind::Empty,
                headers,
                description: item.description.clone(),
            });
        };
        // Items of one stream have a method of their own.
        let streams = item.content.keys().filter(|one| Framing::of(one).is_some()).count();
        let count = item.content.len() - streams.min(1);
        if count > 1 {
            let used = media_type.to_owned();
            let several = finding::Response::MediaTypes { count, used };
            self.diagnostics.add(several, &at.child("content"));
        }
        let schema_at = at.child("content").child(media_type).child("schema");
        let essence = media_type::essence(media_type);
        let kind = if media_type::is_json(media_type) || essence == "*/*" && media.schema.is_some()
        {
            ResponseKind::Json(match &media.schema {
                Some(schema) => match self.schema(schema, schema_at, context).into_type() {
                    Type::File => {
                        return Some(Response {
                            origin: at,
                            status,
                            media_type: media_type.clone(),
                            kind: ResponseKind::Binary,
                            headers,
                            description: item.description.clone(),
                        });
                    }
                    ty => ty,
                },
                None => Type::Json,
            })
        } else if media_type::is_text(&essence) {
            ResponseKind::Text
        } else {
            ResponseKind::Binary
        };
        Some(Response {
            origin: at,
            status,
            media_type: media_type.clone(),
            kind,
            headers,
            description: item.description.clone(),
        })
    }
}

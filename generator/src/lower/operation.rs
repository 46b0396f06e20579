//! Operations.

use openapiv3 as oa;
use openapiv3::ReferenceOr;

use super::further::FURTHER;
use super::lowering::Lowering;
use super::schema::context::Context;
use super::{path, server};
use crate::api::Operation;
use crate::diagnostics::Origin;

impl<'a> Lowering<'a> {
    pub(super) fn operations(&mut self) {
        let (document, further) = (self.document, self.further);
        for (template, item) in &document.paths.paths {
            let at = self.root.child("paths").child(template);
            let ReferenceOr::Item(item) = item else { continue };
            let methods = [
                ("GET", &item.get),
                ("PUT", &item.put),
                ("POST", &item.post),
                ("DELETE", &item.delete),
                ("OPTIONS", &item.options),
                ("HEAD", &item.head),
                ("PATCH", &item.patch),
                ("TRACE", &item.trace),
            ];
            for (method, operation) in methods {
                if let Some(operation) = operation {
                    let origin = at.child(&method.to_ascii_lowercase());
                    self.operation(method, template, item, operation, &at, origin);
                }
            }
            for (method, operation) in further.get(template).into_iter().flatten() {
                let origin = at.child(FURTHER).child(method);
                self.operation(method, template, item, operation, &at, origin);
            }
        }
    }

    fn operation(
        &mut self,
        method: &str,
        template: &str,
        item: &'a oa::PathItem,
        operation: &'a oa::Operation,
        item_origin: &Origin,
        origin: Origin,
    ) {
        let id = operation.operation_id.as_deref().map(str::trim).filter(|id| !id.is_empty());
        let name = match id {
            Some(id) => id.to_owned(),
            None => {
                let name = path::operation_name(method, template);
                self.diagnostics.report(
                    "SW0023",
                    &origin,
                    format!("{method} {template} has no operationId; named after method and path"),
                );
                name
            }
        };
        let context = Context::new(&name);
        let parameters = self.parameters(
            &item.parameters,
            &operation.parameters,
            template,
            item_origin,
            &origin,
            &context,
        );
        let body = match &operation.request_body {
            Some(body) => self.body(body, &origin.child("requestBody"), &context),
            None => None,
        };
        let (successes, failures) =
            self.responses(method, &operation.responses, &origin.child("responses"), &context);
        let security = self.security(operation.security.as_ref(), &origin);
        let mut tags = operation.tags.iter().cloned();
        let own_server = operation.servers.first().or(item.servers.first());
        let server = own_server
            .and_then(|own| server::servers(std::slice::from_ref(own)).pop())
            .map(|own| own.default_url());
        if let Some(url) = server.as_ref().filter(|url| !is_absolute(url)) {
            self.diagnostics.report_with_help(
                "SW0028",
                &origin,
                format!(
                    "the server URL `{url}` of this operation is relative; the client's base URL is used"
                ),
                "write an absolute URL, with `https://`",
            );
        }
        self.api.operations.push(Operation {
            name,
            has_id: id.is_some(),
            method: method.to_owned(),
            path: template.to_owned(),
            summary: operation.summary.clone().unwrap_or_default(),
            description: operation.description.clone().unwrap_or_default(),
            group: tags
                .find(|tag| tag.chars().any(char::is_alphanumeric))
                .unwrap_or_else(|| path::group(template)),
            deprecated: operation.deprecated,
            server: server.filter(|url| is_absolute(url)),
            parameters,
            body,
            successes,
            failures,
            security,
            origin,
        });
    }
}

fn is_absolute(url: &str) -> bool {
    url.starts_with("http://") || url.starts_with("https://")
}

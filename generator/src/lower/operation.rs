//! Operations.

use openapiv3 as oa;

use super::context::Context;
use super::lowering::Lowering;
use super::{path, server};
use crate::api::{Operation, Root};
use crate::diagnostics::{Origin, finding};

impl<'a> Lowering<'a> {
    pub(super) fn operations(&mut self) {
        for path in self.paths {
            let at = self.root.child("paths").child(&path.template);
            for method in &path.operations {
                let origin = Origin::at(method.pointer.as_str());
                // OpenAPI 3.2 allows any method.
                let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
                if method.name.is_empty() || !method.name.chars().all(is_token) {
                    let method = method.name.clone();
                    self.diagnostics.add(finding::Operation::Method { method }, &origin);
                    continue;
                }
                let (name, operation) = (&method.name, &method.operation);
                self.operation(name, &path.template, &path.item, operation, &at, origin);
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
                let (method, path) = (method.to_owned(), template.to_owned());
                self.diagnostics.add(finding::Operation::NoId { method, path }, &origin);
                name
            }
        };
        let context = Context::of(Root::Operation(self.api.operations.len()));
        let shared = Context::of(Root::Path(template.into()));
        let parameters = self.parameters(
            &item.parameters,
            &operation.parameters,
            template,
            item_origin,
            &origin,
            (&shared, &context),
        );
        let body = match &operation.request_body {
            Some(body) => self.body(body, &origin.child("requestBody"), &context),
            None => None,
        };
        let (successes, failures) =
            self.responses(method, &operation.responses, &origin.child("responses"), &context);
        let stream = self.stream(&operation.responses, &origin.child("responses"), &context);
        let security = self.security(operation.security.as_ref(), &origin);
        let mut tags = operation.tags.iter().enumerate();
        let tag = tags.find(|(_, tag)| tag.chars().any(char::is_alphanumeric));
        let own_server = operation.servers.first().or(item.servers.first());
        let server = own_server
            .and_then(|own| server::servers(std::slice::from_ref(own)).pop())
            .map(|own| own.default_url());
        if let Some(url) = server.as_ref().filter(|url| !is_absolute(url)) {
            let url = url.clone();
            self.diagnostics.add(finding::Operation::RelativeServer { url }, &origin);
        }
        self.api.operations.push(Operation {
            id: name.clone(),
            name,
            has_id: id.is_some(),
            renamed: false,
            method: method.to_owned(),
            path: template.to_owned(),
            summary: operation.summary.clone().unwrap_or_default(),
            description: operation.description.clone().unwrap_or_default(),
            group: tag.map_or_else(|| path::group(template), |(_, tag)| tag.clone()),
            tag: tag.map(|(index, _)| origin.child("tags").child(&index.to_string())),
            deprecated: operation.deprecated,
            server: server.filter(|url| is_absolute(url)),
            parameters,
            body,
            successes,
            failures,
            stream,
            security,
            origin,
        });
    }
}

fn is_absolute(url: &str) -> bool {
    url.starts_with("http://") || url.starts_with("https://")
}

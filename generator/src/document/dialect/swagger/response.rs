//! Responses of Swagger 2.0.

use serde_json::{Value, json};

use super::{Conversion, Members, content, parameter, shared};
use crate::document::at::At;
use crate::pointer::escape;

impl Conversion<'_, '_> {
    /// A response of an operation, in place.
    pub(super) fn response(&mut self, node: &mut Value, produces: &[String], at: &At<'_>) {
        let Value::Object(response) = node else { return };
        let inner = response.get("schema").and_then(|schema| schema.get("$ref"));
        if let Some(Value::String(reference)) = inner
            && reference.starts_with("#/components/responses/")
        {
            self.findings.report(
                "SW0013",
                &at.key("schema"),
                "a schema that refers to a response is read as a reference to the response",
            );
            *response = Members::from_iter([("$ref".to_owned(), json!(reference))]);
        }
        let Some(name) = shared(response, "responses") else {
            if !response.contains_key("$ref") {
                self.response_object(response, produces, &at.text(), &at.text());
            }
            return;
        };
        let used = self.response_types.entry(name.clone()).or_insert_with(|| produces.to_vec());
        if used == produces {
            return;
        }
        // Another operation gets the same response in other media types.
        if let Some(Value::Object(shared)) = self.responses.get(&name)
            && shared.get("schema").is_some_and(Value::is_object)
        {
            let mut copy = shared.clone();
            let from = format!("/responses/{}", escape(&name));
            self.moves.push((at.text(), from.clone()));
            self.response_object(&mut copy, produces, &from, &at.text());
            *node = Value::Object(copy);
        }
    }

    fn response_object(
        &mut self,
        response: &mut Members,
        produces: &[String],
        from: &str,
        target: &str,
    ) {
        response.remove("examples");
        if let Some(Value::Object(headers)) = response.get_mut("headers") {
            let place = format!("{from}/headers");
            let list = At::pointer(&place);
            for (name, header) in headers {
                if let Value::Object(header) = header
                    && !header.contains_key("$ref")
                {
                    let _ = parameter::take_collection(header, &list.key(name), self.findings);
                    let schema = parameter::take_schema(header);
                    header.insert("schema".to_owned(), schema);
                }
            }
        }
        let Some(schema @ Value::Object(_)) = response.remove("schema") else { return };
        let is_file = schema.get("format").is_some_and(|format| format == "binary")
            && schema.get("type").is_some_and(|kind| kind == "string");
        let default =
            [if is_file { "application/octet-stream" } else { "application/json" }.to_owned()];
        let types = if produces.is_empty() { &default } else { produces };
        for media_type in types {
            let now = format!("{target}/content/{}/schema", escape(media_type));
            self.moves.push((now, format!("{from}/schema")));
        }
        response.insert("content".to_owned(), content(types, schema));
    }

    /// The shared responses, with the media types of the operation that first referred to each.
    pub(super) fn shared_responses(&mut self) -> Value {
        let mut responses = Members::new();
        for (name, mut node) in std::mem::take(&mut self.responses) {
            let types = self.response_types.remove(&name).unwrap_or_else(|| self.produces.clone());
            let from = format!("/responses/{}", escape(&name));
            let target = format!("/components/responses/{}", escape(&name));
            if let Value::Object(response) = &mut node
                && !response.contains_key("$ref")
            {
                self.response_object(response, &types, &from, &target);
            }
            responses.insert(name, node);
        }
        json!(responses)
    }
}

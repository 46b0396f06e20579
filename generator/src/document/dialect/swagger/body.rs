//! Body and form parameters of Swagger 2.0 become a request body.

use serde_json::{Value, json};

use super::parameter::{self, Collection};
use super::{Conversion, Members, content};
use crate::document::at::At;
use crate::pointer::escape;

const FORM: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

/// A parameter that is the body, or a part of a form.
#[derive(Debug, Clone)]
pub struct Part {
    pub parameter: Members,
    /// Where it stands.
    pub from: String,
    /// Its name among the shared parameters when it was referred to.
    pub shared: Option<String>,
}

impl Part {
    /// Whether this one, of an operation, stands instead of one of its path item.
    pub fn overrides(&self, other: &Self) -> bool {
        self.is_whole() && other.is_whole()
            || self.is_whole() == other.is_whole()
                && self.parameter.get("name") == other.parameter.get("name")
    }

    fn is_whole(&self) -> bool {
        parameter::location(&self.parameter) == "body"
    }
}

impl Conversion<'_, '_> {
    /// The request body that parameters of an operation make. `at` is the operation.
    pub(super) fn request_body(
        &mut self,
        parts: Vec<Part>,
        consumes: &[String],
        at: &At<'_>,
    ) -> Option<Value> {
        let (mut whole, form): (Vec<Part>, Vec<Part>) = parts.into_iter().partition(Part::is_whole);
        if whole.is_empty() {
            return (!form.is_empty()).then(|| self.form(form, consumes, at));
        }
        if whole.len() > 1 || !form.is_empty() {
            let extra = whole.iter().skip(1).chain(&form);
            let names: Vec<&str> = extra
                .map(|part| part.parameter.get("name").and_then(Value::as_str).unwrap_or("?"))
                .collect();
            self.findings.report_with_help(
                "SW0068",
                at,
                format!("the request has one body already; left out: `{}`", names.join("`, `")),
                "an operation has one parameter `in: body`, or any number `in: formData`",
            );
        }
        let body = whole.swap_remove(0);
        Some(self.whole(body, consumes, at))
    }

    fn whole(&mut self, mut body: Part, consumes: &[String], at: &At<'_>) -> Value {
        let json = ["application/json".to_owned()];
        let types = if consumes.is_empty() { &json } else { consumes };
        if let Some(name) = body.shared.take() {
            let used = self.body_types.entry(name.clone()).or_insert_with(|| types.to_vec());
            if used == types {
                return json!({ "$ref": format!("#/components/requestBodies/{}", escape(&name)) });
            }
        }
        let target = at.key("requestBody").text();
        self.body(body.parameter, types, &body.from, &target)
    }

    /// The body of a parameter at `from`, to stand at `target`.
    fn body(&mut self, parameter: Members, types: &[String], from: &str, target: &str) -> Value {
        let mut parameter = parameter;
        let has_schema = parameter.get("schema").is_some_and(Value::is_object);
        let schema = parameter::take_schema(&mut parameter);
        let suffix = if has_schema { "/schema" } else { "" };
        self.moves.push((target.to_owned(), from.to_owned()));
        for media_type in types {
            let now = format!("{target}/content/{}/schema", escape(media_type));
            self.moves.push((now, format!("{from}{suffix}")));
        }
        let mut body = Members::new();
        for (key, value) in parameter {
            if matches!(key.as_str(), "description" | "required") || key.starts_with("x-") {
                body.insert(key, value);
            }
        }
        body.insert("content".to_owned(), content(types, schema));
        Value::Object(body)
    }

    fn form(&mut self, parts: Vec<Part>, consumes: &[String], at: &At<'_>) -> Value {
        let is_file = |part: &Part| {
            let kind = |node: &Members| node.get("type").is_some_and(|kind| kind == "file");
            let format = |node: &Members| node.get("format").is_some_and(|f| f == "binary");
            let items = part.parameter.get("items").and_then(Value::as_object);
            kind(&part.parameter) || items.is_some_and(|items| kind(items) || format(items))
        };
        let accepts = |wanted: &str| {
            consumes.iter().any(|known| known.to_ascii_lowercase().starts_with(wanted))
        };
        let has_file = parts.iter().any(is_file);
        let is_multipart = has_file || accepts("multipart/") && !accepts(FORM);
        let mut media_type = if is_multipart { MULTIPART } else { FORM };
        if is_multipart
            && !accepts(MULTIPART)
            && let Some(own) = consumes.iter().find(|known| known.starts_with("multipart/"))
        {
            media_type = own;
        }
        let mut properties = Members::new();
        let mut required = Vec::new();
        let mut encoding = Members::new();
        let target = at.key("requestBody").text();
        self.moves.push((target.clone(), at.key("parameters").text()));
        for part in parts {
            let from = part.from;
            let here = At::pointer(&from);
            let mut parameter = part.parameter;
            let Some(name) = parameter.get("name").map(|name| match name {
                Value::String(name) => name.clone(),
                other => other.to_string(),
            }) else {
                self.findings.report(
                    "SW0010",
                    &here,
                    "a part of a form without a name is left out",
                );
                continue;
            };
            if let Some(collection) =
                parameter::take_collection(&mut parameter, &here, self.findings)
            {
                if !is_multipart {
                    let (style, explode) = parameter::style(collection, &here, self.findings);
                    encoding.insert(name.clone(), json!({ "style": style, "explode": explode }));
                } else if collection != Collection::Multi {
                    self.findings.count(
                        "SW0069",
                        &here,
                        "a list in a multipart form is sent as a part for each element",
                    );
                }
            }
            if parameter.get("required").is_some_and(|flag| *flag == true || *flag == "true") {
                required.push(Value::String(name.clone()));
            }
            let mut schema = parameter::take_schema(&mut parameter);
            if let (Value::Object(schema), Some(description)) =
                (&mut schema, parameter.remove("description"))
            {
                schema.entry("description").or_insert(description);
            }
            let now = format!(
                "{target}/content/{}/schema/properties/{}",
                escape(media_type),
                escape(&name)
            );
            self.moves.push((now, from.clone()));
            properties.insert(name, schema);
        }
        let is_required = !required.is_empty();
        let mut schema = json!({ "type": "object", "properties": properties });
        if is_required {
            schema["required"] = Value::Array(required);
        }
        let mut media = json!({ "schema": schema });
        if !encoding.is_empty() {
            media["encoding"] = Value::Object(encoding);
        }
        let mut body = json!({ "content": { media_type: media } });
        if is_required {
            body["required"] = json!(true);
        }
        body
    }

    /// The shared bodies that operations refer to as a whole.
    pub(super) fn shared_bodies(&mut self) -> Value {
        let mut bodies = Members::new();
        for (name, node) in std::mem::take(&mut self.bodies) {
            if let (Some(types), Value::Object(parameter)) = (self.body_types.remove(&name), node) {
                let from = format!("/parameters/{}", escape(&name));
                let target = format!("/components/requestBodies/{}", escape(&name));
                bodies.insert(name, self.body(parameter, &types, &from, &target));
            }
        }
        Value::Object(bodies)
    }
}

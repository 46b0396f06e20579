//! Converts body and form parameters of Swagger 2.0 to request bodies.

use serde_json::{Value, json};

use super::conversion::{Conversion, content};
use super::parameter;
use crate::diagnostics::Origin;
use crate::diagnostics::finding;
use crate::document::components::slot;
use crate::document::dialect::v3_2::PARTS;
use crate::document::findings::Findings;
use crate::document::tree::{Located, Node, Tree};

const FORM: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

/// A parameter that is the body, or a part of a form.
#[derive(Debug, Clone)]
pub struct Part {
    pub parameter: Tree,
    /// Origin of the list of parameters.
    pub list: Origin,
    /// Name of the shared parameter, if this is a reference to one.
    pub shared: Option<String>,
}

impl Part {
    /// Whether this parameter of an operation overrides another of the path item.
    pub fn overrides(&self, other: &Self) -> bool {
        self.is_whole() && other.is_whole()
            || self.is_whole() == other.is_whole() && self.name() == other.name()
    }

    fn is_whole(&self) -> bool {
        parameter::location(self.parameter.value()) == "body"
    }

    fn name(&self) -> Option<&Value> {
        self.parameter.value().get("name")
    }
}

/// Converts body and form parameters in a document of a newer version to a request body.
pub fn request_body(
    parts: Vec<Part>,
    operation: &Node<'_>,
    findings: &mut Findings<'_>,
) -> Option<Tree> {
    Conversion::new(findings).request_body(parts, &[], operation)
}

impl Conversion<'_, '_> {
    /// Converts body and form parameters of an operation to a request body.
    pub(super) fn request_body(
        &mut self,
        parts: Vec<Part>,
        consumes: &[String],
        operation: &Node<'_>,
    ) -> Option<Tree> {
        let (mut whole, form): (Vec<Part>, Vec<Part>) = parts.into_iter().partition(Part::is_whole);
        if whole.is_empty() {
            return (!form.is_empty()).then(|| self.form(form, consumes));
        }
        if whole.len() > 1 || !form.is_empty() {
            let extra = whole.iter().skip(1).chain(&form);
            let names: Vec<&str> =
                extra.map(|part| part.name().and_then(Value::as_str).unwrap_or("?")).collect();
            let left_out = names.join("`, `");
            self.findings.add(finding::Swagger::SeveralBodies { left_out }, operation);
        }
        let body = whole.swap_remove(0);
        Some(self.whole(body, consumes))
    }

    fn whole(&mut self, body: Part, consumes: &[String]) -> Tree {
        let json = ["application/json".to_owned()];
        let types = if consumes.is_empty() { &json } else { consumes };
        if let Some(name) = body.shared {
            let component = slot(&["components", "requestBodies"], &name);
            let used = self.body_types.entry(name).or_insert_with(|| types.to_vec());
            if used == types {
                return Tree::made(json!({ "$ref": format!("#{component}") }), body.list);
            }
        }
        whole(body.parameter, types)
    }

    fn form(&mut self, parts: Vec<Part>, consumes: &[String]) -> Tree {
        let is_file = |part: &Part| {
            let parameter = part.parameter.value();
            let items = &parameter["items"];
            parameter["type"] == "file" || items["type"] == "file" || items["format"] == "binary"
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
        let list = parts.first().map(|part| part.list.clone()).unwrap_or_default();
        let mut properties = Vec::new();
        let mut required = Vec::new();
        let mut encoding = Vec::new();
        for mut part in parts {
            let origin = part.parameter.whence();
            let mut parameter = part.parameter.root();
            let Some(name) = parameter.get("name").map(|name| match name {
                Value::String(name) => name.clone(),
                other => other.to_string(),
            }) else {
                self.findings.add(finding::Repair::NamelessPart, &origin);
                continue;
            };
            if let Some(collection) = parameter::take_collection(&mut parameter, self.findings) {
                let (style, explode) = parameter::style(collection, &origin, self.findings);
                let style = json!({ "style": style, "explode": explode });
                encoding.push((name.clone(), Tree::made(style, origin.clone())));
            }
            if parameter.get("required").is_some_and(|flag| *flag == true || *flag == "true") {
                required.push(Tree::made(Value::String(name.clone()), origin));
            }
            let mut schema = parameter::take_schema(&mut parameter);
            if schema.value().get("description").is_none()
                && let Some(description) = parameter.take("description")
            {
                schema.root().put("description", description);
            }
            properties.push((name, schema));
        }
        let made = |value: Value| Tree::made(value, list.clone());
        let mapping = |members: Vec<(&str, Tree)>| Tree::mapping(members, list.clone());
        let is_required = !required.is_empty();
        let properties = Tree::mapping(properties, list.clone());
        let mut schema = vec![("type", made(json!("object"))), ("properties", properties)];
        if !required.is_empty() {
            schema.push(("required", Tree::list(required, list.clone())));
        }
        let mut media = vec![("schema", mapping(schema))];
        if !encoding.is_empty() {
            media.push(("encoding", Tree::mapping(encoding, list.clone())));
            if is_multipart {
                media.push((PARTS, made(json!(true))));
            }
        }
        let mut body = vec![("content", mapping(vec![(media_type, mapping(media))]))];
        // Swagger does not say whether a form without required members can be left out.
        if is_required {
            body.insert(0, ("required", made(Value::Bool(true))));
        }
        mapping(body).instead_of(list.clone())
    }

    /// Returns the shared bodies that operations refer to as a whole.
    pub(super) fn shared_bodies(&mut self) -> Vec<(String, Tree)> {
        let bodies = std::mem::take(&mut self.bodies).into_iter();
        let used = bodies.filter_map(|(name, parameter)| {
            let types = self.body_types.remove(&name)?;
            Some((name, whole(parameter, &types)))
        });
        used.collect()
    }
}

/// Converts a body parameter to a request body with these media types.
fn whole(mut body: Tree, types: &[String]) -> Tree {
    let origin = body.whence();
    let mut members = body.root();
    let schema = parameter::take_schema(&mut members);
    members.retain(|member| {
        let key = member.at().last();
        matches!(key, "description" | "required") || key.starts_with("x-")
    });
    members.put("content", content(types, schema, &origin));
    body
}

//! Assembly of a document from operations.

use super::components::{Components, Root};
use super::page::{Body, Operation, Parameter};
use super::place::{Place, Placed};
use super::response::Response;
use super::shapes::Shapes;
use crate::diagnostics::{Diagnostics, Origin, finding};
use indexmap::IndexMap;
use serde_json::{Map, Value, json};

/// Nodes of the document by pointer, with their origins in the pages.
pub type Places = Vec<(String, Origin)>;

/// An operation ready to be put into the document.
pub(super) struct Entry {
    /// Its id, if there is one.
    pub(super) id: Option<String>,
    /// The operation as its pages describe it.
    pub(super) operation: Operation,
}

/// Assembles the document of these operations, titled after their host or else after `folder`, and the places of its parts.
pub(super) fn assemble(
    entries: &[Entry],
    shapes: &Shapes,
    folder: &str,
    diagnostics: &mut Diagnostics,
) -> (Value, Places) {
    let roots: Vec<Root<'_>> = entries.iter().flat_map(roots).collect();
    let components = Components::new(shapes, &roots);
    let server = common_server(entries);
    let mut assembly =
        Assembly { server, components, ids: IndexMap::new(), places: Vec::new(), diagnostics };
    let mut paths: Map<String, Value> = Map::new();
    for entry in entries {
        let path = &entry.operation.path.value;
        let at = Origin::default().child("paths").child(path);
        if !paths.contains_key(path) {
            assembly.note_place(&at, entry.operation.path.place);
        }
        let method = &entry.operation.method.value;
        let operation = assembly.operation(entry, &at.child(method));
        let item = paths.entry(path.clone()).or_insert_with(|| json!({}));
        if let Some(item) = item.as_object_mut() {
            item.insert(method.clone(), operation);
        }
    }
    let mut document = Map::new();
    document.insert("openapi".to_owned(), json!("3.0.3"));
    let host = assembly.server.as_ref().and_then(|server| server.value.split("://").nth(1));
    let title = [host.unwrap_or_default(), folder, "API"].into_iter().find(|name| !name.is_empty());
    document.insert("info".to_owned(), json!({"title": title, "version": "0"}));
    if let Some(server) = &assembly.server {
        document.insert("servers".to_owned(), json!([{"url": server.value}]));
        let place = server.place;
        assembly.note_place(&Origin::at("/servers"), place);
        assembly.note_place(&Origin::at("/info/title"), place);
    }
    document.insert("paths".to_owned(), Value::Object(paths));
    let mut places = assembly.places;
    let (schemas, schema_places) = assembly.components.finish();
    if !schemas.is_empty() {
        document.insert("components".to_owned(), json!({"schemas": schemas}));
    }
    places.extend(schema_places.into_iter().map(|(name, place)| {
        let at = Origin::default().child("components").child("schemas").child(&name);
        (at.pointer, place.origin())
    }));
    (Value::Object(document), places)
}

/// The schemas of an operation, with names for them.
fn roots(entry: &Entry) -> Vec<Root<'_>> {
    let Entry { id, operation } = entry;
    let fallback = format!("{} {}", operation.method.value, operation.path.value);
    let name = id.as_deref().unwrap_or(&fallback);
    let context = |word: &str| match name.contains(|c: char| !c.is_alphanumeric()) {
        true => format!("{name}_{}", word.to_lowercase()),
        false => format!("{name}{word}"),
    };
    let body = operation.body.as_ref().and_then(|body| body.value.schema.as_ref());
    let body = body.map(|schema| Root { schema, context: context("Request") });
    let content = operation.responses.iter().flat_map(|response| &response.value.content);
    let schemas = content.filter_map(|media| media.schema.as_ref());
    let answers = schemas.map(|schema| Root { schema, context: context("Response") });
    body.into_iter().chain(answers).collect()
}

/// The most frequent server of the operations; of several, the first one.
fn common_server(entries: &[Entry]) -> Option<Placed<String>> {
    let mut counts: IndexMap<String, (usize, Place)> = IndexMap::new();
    for host in entries.iter().filter_map(|entry| entry.operation.host.as_ref()) {
        counts.entry(url(&host.value)).or_insert((0, host.place)).0 += 1;
    }
    let most = counts.values().map(|(count, _)| *count).max()?;
    let (value, (_, place)) = counts.into_iter().find(|(_, (count, _))| *count == most)?;
    Some(Placed { value, place })
}

struct Assembly<'a> {
    server: Option<Placed<String>>,
    components: Components<'a>,
    /// The operation ids so far, with the places they come from.
    ids: IndexMap<String, Place>,
    places: Places,
    diagnostics: &'a mut Diagnostics,
}

impl Assembly<'_> {
    fn note_place(&mut self, at: &Origin, place: Place) {
        self.places.push((at.pointer.clone(), place.origin()));
    }

    fn operation(&mut self, entry: &Entry, at: &Origin) -> Value {
        let Entry { id, operation } = entry;
        self.note_place(at, Place { file: operation.file, offset: 0 });
        let mut value = Map::new();
        if let Some(id) = id {
            self.id(&mut value, id, at, operation);
        }
        for (key, text) in
            [("summary", &operation.summary), ("description", &operation.description)]
        {
            if let Some(text) = text {
                value.insert(key.to_owned(), json!(text.value));
                self.note_place(&at.child(key), text.place);
            }
        }
        if let Some(host) = &operation.host
            && self.server.as_ref().is_none_or(|server| server.value != url(&host.value))
        {
            value.insert("servers".to_owned(), json!([{"url": url(&host.value)}]));
            self.note_place(&at.child("servers"), host.place);
        }
        let mut parameters = Vec::new();
        for (index, parameter) in operation.parameters.iter().enumerate() {
            let at = at.child("parameters").child(&index.to_string());
            parameters.push(self.parameter(parameter, &at));
        }
        if !parameters.is_empty() {
            value.insert("parameters".to_owned(), Value::Array(parameters));
        }
        if let Some(body) = &operation.body {
            let body = self.body(body, &at.child("requestBody"));
            value.insert("requestBody".to_owned(), body);
        }
        let mut responses = Map::new();
        for response in &operation.responses {
            let at = at.child("responses").child(&response.value.code);
            responses.insert(response.value.code.clone(), self.response(response, &at));
        }
        if responses.is_empty() {
            responses.insert("default".to_owned(), json!({"description": ""}));
        }
        value.insert("responses".to_owned(), Value::Object(responses));
        Value::Object(value)
    }

    fn id(&mut self, value: &mut Map<String, Value>, id: &str, at: &Origin, operation: &Operation) {
        let shown = operation.id.as_ref().map(|id| id.place);
        let place = shown.unwrap_or(Place { file: operation.file, offset: 0 });
        if self.ids.contains_key(id) {
            let twice = finding::Httpdoc::OperationIdTwice { id: id.to_owned() };
            self.diagnostics.add(twice, &place.origin());
            return;
        }
        self.ids.insert(id.to_owned(), place);
        value.insert("operationId".to_owned(), json!(id));
        self.note_place(&at.child("operationId"), place);
    }

    fn parameter(&mut self, parameter: &Placed<Parameter>, at: &Origin) -> Value {
        let Placed { value: parameter, place } = parameter;
        self.note_place(at, *place);
        let schema = match parameter.kind.as_str() {
            "" => json!({}),
            "array" => json!({"type": "array", "items": {"type": "string"}}),
            kind @ ("string" | "integer" | "number" | "boolean" | "object") => {
                json!({"type": kind})
            }
            kind => {
                let (name, kind) = (parameter.name.clone(), kind.to_owned());
                let unknown = finding::Httpdoc::ParameterType { name, kind };
                self.diagnostics.add(unknown, &place.origin());
                json!({})
            }
        };
        let mut value = Map::new();
        value.insert("name".to_owned(), json!(parameter.name));
        value.insert("in".to_owned(), json!(parameter.location));
        if !parameter.description.is_empty() {
            value.insert("description".to_owned(), json!(parameter.description));
        }
        value.insert("required".to_owned(), json!(parameter.required));
        if !parameter.explode {
            value.insert("explode".to_owned(), json!(false));
        }
        value.insert("schema".to_owned(), schema);
        Value::Object(value)
    }

    fn body(&mut self, body: &Placed<Body>, at: &Origin) -> Value {
        let Placed { value: body, place } = body;
        self.note_place(at, *place);
        let media_type = body.media_type.as_deref().unwrap_or("*/*");
        let schema = body.schema.as_ref().map_or_else(|| json!({}), |s| self.components.root(s));
        let mut media = Map::new();
        media.insert("schema".to_owned(), schema);
        if let Some(example) = &body.example {
            media.insert("example".to_owned(), example.clone());
        }
        let mut value = Map::new();
        if body.required {
            value.insert("required".to_owned(), json!(true));
        }
        value.insert("content".to_owned(), json!({media_type: media}));
        Value::Object(value)
    }

    fn response(&mut self, response: &Placed<Response>, at: &Origin) -> Value {
        self.note_place(at, response.place);
        let mut value = Map::new();
        value.insert("description".to_owned(), json!(response.value.description));
        let mut content = Map::new();
        for media in &response.value.content {
            let schema = media.schema.as_ref();
            let schema = schema.map_or_else(|| json!({}), |schema| self.components.root(schema));
            let mut each = Map::new();
            each.insert("schema".to_owned(), schema);
            if let Some(example) = &media.example {
                each.insert("example".to_owned(), example.clone());
            }
            content.insert(media.name.clone(), Value::Object(each));
        }
        if !content.is_empty() {
            value.insert("content".to_owned(), Value::Object(content));
        }
        Value::Object(value)
    }
}

/// A server's address from a host header; the port implies the scheme.
fn url(host: &str) -> String {
    match (host.strip_suffix(":443"), host.strip_suffix(":80")) {
        (Some(host), _) => format!("https://{host}"),
        (None, Some(host)) => format!("http://{host}"),
        (None, None) => format!("https://{host}"),
    }
}

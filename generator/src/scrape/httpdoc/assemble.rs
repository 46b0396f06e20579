//! Operations, put together into a document.

use super::page::{Body, Operation, Parameter, Reader, Response, Spanned};
use super::schema::{self, component_name, drop_references, reference};
use super::{Note, NoteKind, Region};
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::ops::Range;

/// An operation ready to be put into the document.
pub(super) struct Entry {
    /// The page it came from.
    pub(super) page: usize,
    /// Its id, when there is one.
    pub(super) id: Option<String>,
    /// What the page says.
    pub(super) operation: Operation,
}

/// The document so far.
#[derive(Default)]
pub(super) struct Assembly {
    paths: Map<String, Value>,
    components: Map<String, Value>,
    host: Option<String>,
    /// Which page gave each operation id.
    ids: HashMap<String, usize>,
    regions: Vec<Region>,
    notes: Vec<Note>,
}

impl Assembly {
    /// Adds an operation.
    pub(super) fn add(&mut self, entry: Entry, length: usize) {
        let Entry { page, id, operation } = entry;
        let path = operation.path.value.clone();
        let path_pointer = format!("/paths/{}", escaped(&path));
        let pointer = format!("{path_pointer}/{}", operation.method.value);
        if !self.paths.contains_key(&path) {
            self.region(path_pointer, page, operation.path.span.clone());
        }
        self.region(pointer.clone(), page, 0..length);

        let mut value = Map::new();
        self.heading(&mut value, &pointer, page, id, &operation);
        self.parameters(&mut value, &pointer, page, operation.parameters);
        if let Some(body) = operation.body {
            self.body(&mut value, &pointer, page, &operation.method.value, body);
        }
        self.responses(&mut value, &pointer, page, operation.responses);
        if let Some(host) = operation.host {
            let url = url(host.value.trim());
            match &self.host {
                Some(first) if *first != url => {
                    value.insert("servers".to_owned(), json!([{"url": url}]));
                    self.region(format!("{pointer}/servers"), page, host.span);
                }
                Some(_) => {}
                None => {
                    self.host = Some(url);
                    self.region("/servers".to_owned(), page, host.span.clone());
                    self.region("/info/title".to_owned(), page, host.span);
                }
            }
        }
        let item = self.paths.entry(path).or_insert_with(|| json!({}));
        if let Some(item) = item.as_object_mut() {
            item.insert(operation.method.value, Value::Object(value));
        }
    }

    /// The finished document.
    pub(super) fn finish(self) -> (Value, Vec<Region>, Vec<Note>) {
        let title = self.host.as_deref().and_then(|url| url.split("://").nth(1)).unwrap_or("API");
        let mut document = Map::new();
        document.insert("openapi".to_owned(), json!("3.0.3"));
        document.insert("info".to_owned(), json!({"title": title, "version": "0"}));
        if let Some(url) = &self.host {
            document.insert("servers".to_owned(), json!([{"url": url}]));
        }
        document.insert("paths".to_owned(), Value::Object(self.paths));
        if !self.components.is_empty() {
            document.insert("components".to_owned(), json!({"schemas": self.components}));
        }
        (Value::Object(document), self.regions, self.notes)
    }

    fn region(&mut self, pointer: String, page: usize, span: Range<usize>) {
        self.regions.push(Region { pointer, page, span });
    }

    fn broken(&mut self, page: usize, offset: usize, message: String, help: &str) {
        Reader { text: "", page, notes: &mut self.notes }.broken(offset, message, help);
    }

    fn heading(
        &mut self,
        value: &mut Map<String, Value>,
        pointer: &str,
        page: usize,
        id: Option<String>,
        operation: &Operation,
    ) {
        if let Some(id) = id {
            if self.ids.contains_key(&id) {
                self.notes.push(Note {
                    kind: NoteKind::Conflict,
                    page,
                    offset: operation.heading.as_ref().map_or(0, |heading| heading.span.start),
                    message: format!("operation id `{id}` is that of another page's operation"),
                    help: "this operation was left without an id".to_owned(),
                });
            } else {
                if let Some(heading) = &operation.heading {
                    self.region(format!("{pointer}/operationId"), page, heading.span.clone());
                }
                value.insert("operationId".to_owned(), json!(id));
                self.ids.insert(id, page);
            }
        }
        for (key, text) in [("summary", &operation.title), ("description", &operation.description)]
        {
            if let Some(text) = text
                && !text.value.trim().is_empty()
            {
                value.insert(key.to_owned(), json!(text.value.trim()));
                self.region(format!("{pointer}/{key}"), page, text.span.clone());
            }
        }
    }

    fn parameters(
        &mut self,
        value: &mut Map<String, Value>,
        pointer: &str,
        page: usize,
        parameters: Vec<Spanned<Parameter>>,
    ) {
        let mut list = Vec::new();
        for (index, Spanned { value: parameter, span }) in parameters.into_iter().enumerate() {
            self.region(format!("{pointer}/parameters/{index}"), page, span.clone());
            let schema = match parameter.kind.as_str() {
                "" => json!({}),
                "array" => json!({"type": "array", "items": {"type": "string"}}),
                kind @ ("string" | "integer" | "number" | "boolean" | "object") => {
                    json!({"type": kind})
                }
                kind => {
                    let message = format!("parameter `{}` has type `{kind}`", parameter.name);
                    self.broken(page, span.start, message, "any JSON is accepted");
                    json!({})
                }
            };
            let mut each = Map::new();
            each.insert("name".to_owned(), json!(parameter.name));
            each.insert("in".to_owned(), json!(parameter.location));
            if !parameter.description.is_empty() {
                each.insert("description".to_owned(), json!(parameter.description));
            }
            each.insert("required".to_owned(), json!(parameter.required));
            if !parameter.explode {
                each.insert("explode".to_owned(), json!(false));
            }
            each.insert("schema".to_owned(), schema);
            list.push(Value::Object(each));
        }
        if !list.is_empty() {
            value.insert("parameters".to_owned(), Value::Array(list));
        }
    }

    fn body(
        &mut self,
        value: &mut Map<String, Value>,
        pointer: &str,
        page: usize,
        method: &str,
        body: Spanned<Body>,
    ) {
        let Spanned { value: Body { media_type, schema, example }, span } = body;
        let bodiless = matches!(method, "get" | "delete" | "head");
        if bodiless && schema.as_ref().is_some_and(|schema| schema::is_nothing(&schema.value)) {
            return;
        }
        let pointer = format!("{pointer}/requestBody");
        self.region(pointer.clone(), page, span);
        let required = schema.as_ref().and_then(|schema| schema.value.get("required"));
        let required = required.and_then(Value::as_array).is_some_and(|names| !names.is_empty());
        let mut media = Map::new();
        let schema = schema.map_or_else(
            || json!({}),
            |schema| {
                let at = format!("{pointer}/content/{}/schema", escaped(&media_type));
                self.region(at, page, schema.span.clone());
                self.schema(page, &schema)
            },
        );
        media.insert("schema".to_owned(), schema);
        if let Some(example) = example {
            media.insert("example".to_owned(), example);
        }
        let mut request = Map::new();
        if required {
            request.insert("required".to_owned(), json!(true));
        }
        request.insert("content".to_owned(), json!({media_type: media}));
        value.insert("requestBody".to_owned(), Value::Object(request));
    }

    /// Converts a request schema; a title, or recursion, makes it a component.
    fn schema(&mut self, page: usize, printed: &Spanned<Value>) -> Value {
        let offset = printed.span.start;
        let mut converted = schema::convert(&printed.value);
        for target in &converted.dangling {
            let message = format!("`{target}` is nowhere in the page");
            self.broken(page, offset, message, "any JSON is accepted in its place");
        }
        let mut dropped: Vec<String> = Vec::new();
        for (name, mut schema) in converted.hoisted {
            dropped.iter().for_each(|name| drop_references(&mut schema, name));
            if !self.component(&name, &schema, page, &printed.span) {
                self.name_taken(page, offset, &name);
                dropped.push(name);
            }
        }
        dropped.iter().for_each(|name| drop_references(&mut converted.schema, name));
        let title = printed.value.get("title").and_then(Value::as_str).and_then(component_name);
        let Some(name) = title else { return converted.schema };
        if self.component(&name, &converted.schema, page, &printed.span) {
            return reference(&name);
        }
        if converted.recursive {
            self.name_taken(page, offset, &name);
            drop_references(&mut converted.schema, &name);
        }
        converted.schema
    }

    fn name_taken(&mut self, page: usize, offset: usize, name: &str) {
        let message = format!("two different schemas that contain themselves are titled `{name}`");
        self.broken(page, offset, message, "any JSON is accepted where this one contains itself");
    }

    /// Whether the schema is the component of that name, now or already.
    fn component(&mut self, name: &str, schema: &Value, page: usize, span: &Range<usize>) -> bool {
        match self.components.get(name) {
            Some(other) => other == schema,
            None => {
                self.components.insert(name.to_owned(), schema.clone());
                self.region(format!("/components/schemas/{name}"), page, span.clone());
                true
            }
        }
    }

    fn responses(
        &mut self,
        value: &mut Map<String, Value>,
        pointer: &str,
        page: usize,
        responses: Vec<Spanned<Response>>,
    ) {
        let mut map = Map::new();
        for Spanned { value: response, span } in responses {
            self.region(format!("{pointer}/responses/{}", response.code), page, span);
            let mut each = Map::new();
            each.insert("description".to_owned(), json!(response.description));
            if let Some((media_type, example)) = response.content {
                let mut media = json!({"schema": {}});
                if let (Some(example), Some(media)) = (example, media.as_object_mut()) {
                    media.insert("example".to_owned(), example);
                }
                each.insert("content".to_owned(), json!({media_type: media}));
            }
            map.insert(response.code, Value::Object(each));
        }
        if map.is_empty() {
            map.insert("default".to_owned(), json!({"description": ""}));
        }
        value.insert("responses".to_owned(), Value::Object(map));
    }
}

/// A server's address from a host header; the port implies the scheme.
fn url(host: &str) -> String {
    match host.strip_suffix(":443").map(|host| ("https", host)) {
        Some((scheme, host)) => format!("{scheme}://{host}"),
        None => match host.strip_suffix(":80") {
            Some(host) => format!("http://{host}"),
            None => format!("https://{host}"),
        },
    }
}

/// One token of a JSON pointer.
fn escaped(token: &str) -> String {
    token.replace('~', "~0").replace('/', "~1")
}

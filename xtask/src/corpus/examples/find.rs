//! The JSON examples of a document's request and response bodies.

use std::collections::HashSet;

use serde_json::Value;

const METHODS: &[&str] =
    &["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];
/// How many references are followed to an object.
const MAX_HOPS: usize = 16;

/// Which body an example is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    Request,
    Response,
}

/// An example of a body.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// Where it is in the document.
    pub pointer: String,
    /// Which body it is of.
    pub direction: Direction,
    /// The schema of the body.
    pub schema: Value,
    /// The body.
    pub value: Value,
}

/// Finds the examples of a document, each one once: with its schema, in the order of the document.
pub fn examples(document: &Value) -> Vec<Example> {
    let mut finder = Finder { document, found: Vec::new(), seen: HashSet::new() };
    let root = At { node: document, pointer: String::new() };
    for (_, item) in root.member("paths").into_iter().flat_map(|paths| paths.members()) {
        let item = finder.resolved(item);
        for method in METHODS {
            if let Some(operation) = item.member(method) {
                finder.operation(&operation);
            }
        }
    }
    finder.found
}

/// A node and its pointer.
#[derive(Clone)]
struct At<'a> {
    node: &'a Value,
    pointer: String,
}

impl<'a> At<'a> {
    fn member(&self, name: &str) -> Option<Self> {
        let node = self.node.get(name)?;
        Some(Self { node, pointer: format!("{}/{}", self.pointer, escaped(name)) })
    }

    fn members(&self) -> Vec<(&'a str, Self)> {
        let members = self.node.as_object().into_iter().flatten();
        let at =
            |name: &str, node| At { node, pointer: format!("{}/{}", self.pointer, escaped(name)) };
        members.map(|(name, node)| (name.as_str(), at(name, node))).collect()
    }

    fn items(&self) -> Vec<Self> {
        let items = self.node.as_array().into_iter().flatten().enumerate();
        items
            .map(|(index, node)| Self { node, pointer: format!("{}/{index}", self.pointer) })
            .collect()
    }
}

fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

struct Finder<'a> {
    document: &'a Value,
    found: Vec<Example>,
    seen: HashSet<String>,
}

impl<'a> Finder<'a> {
    /// Follows references to an object.
    fn resolved(&self, mut at: At<'a>) -> At<'a> {
        for _ in 0..MAX_HOPS {
            let reference = at.node.get("$ref").and_then(Value::as_str);
            let target = reference.and_then(|reference| reference.strip_prefix('#'));
            let found = target.and_then(|pointer| Some((pointer, self.document.pointer(pointer)?)));
            match found {
                Some((pointer, node)) => at = At { node, pointer: pointer.to_owned() },
                None => break,
            }
        }
        at
    }

    fn operation(&mut self, operation: &At<'a>) {
        if let Some(body) = operation.member("requestBody") {
            let body = self.resolved(body);
            self.content(&body, Direction::Request);
        }
        for parameter in operation.member("parameters").iter().flat_map(At::items) {
            let parameter = self.resolved(parameter);
            if parameter.node.get("in").is_some_and(|location| location == "body") {
                self.of_schema(&parameter, Direction::Request);
            }
        }
        for (_, response) in operation.member("responses").into_iter().flat_map(|all| all.members())
        {
            let response = self.resolved(response);
            self.content(&response, Direction::Response);
            // OpenAPI 2.0.
            self.of_schema(&response, Direction::Response);
            if let Some(schema) = response.node.get("schema") {
                let all = response.member("examples").into_iter().flat_map(|all| all.members());
                for (_, example) in all.filter(|(media_type, _)| is_json(media_type)) {
                    self.add(&example, schema, Direction::Response);
                }
            }
        }
    }

    /// The examples of media types.
    fn content(&mut self, holder: &At<'a>, direction: Direction) {
        for (media_type, media) in
            holder.member("content").into_iter().flat_map(|all| all.members())
        {
            let Some(schema) = media.node.get("schema").filter(|_| is_json(media_type)) else {
                continue;
            };
            if let Some(example) = media.member("example") {
                self.add(&example, schema, direction);
            }
            for (_, example) in media.member("examples").into_iter().flat_map(|all| all.members()) {
                let example = self.resolved(example);
                if let Some(value) = example.member("value").or_else(|| example.member("dataValue"))
                {
                    self.add(&value, schema, direction);
                }
            }
            self.of_schema(&media, direction);
        }
    }

    /// The examples that the schema of a body has itself.
    fn of_schema(&mut self, holder: &At<'a>, direction: Direction) {
        let Some(schema) = holder.member("schema") else { return };
        let target = self.resolved(schema.clone());
        let several = target.member("examples").iter().flat_map(At::items).collect::<Vec<_>>();
        for example in target.member("example").into_iter().chain(several) {
            self.add(&example, schema.node, direction);
        }
    }

    fn add(&mut self, example: &At<'a>, schema: &Value, direction: Direction) {
        let key = format!("{direction:?} {schema} {}", example.node);
        if self.seen.insert(key) {
            self.found.push(Example {
                pointer: example.pointer.clone(),
                direction,
                schema: schema.clone(),
                value: example.node.clone(),
            });
        }
    }
}

fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    matches!(essence.as_str(), "application/json" | "text/json") || essence.ends_with("+json")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn found(document: &Value) -> Vec<String> {
        let examples = examples(document);
        examples
            .iter()
            .map(|one| format!("{} {:?} {}", one.pointer, one.direction, one.value))
            .collect()
    }

    #[test]
    fn examples_of_3_0() {
        let schema = json!({"$ref": "#/components/schemas/A"});
        let document = json!({
            "paths": {"/a": {"post": {
                "requestBody": {"content": {
                    "application/json": {"schema": schema, "example": 1},
                    "text/plain": {"schema": schema, "example": 2},
                }},
                "responses": {
                    "200": {"$ref": "#/components/responses/R"},
                    "201": {"content": {"application/json": {"example": "no schema"}}},
                },
            }}},
            "components": {
                "schemas": {"A": {"example": 5}},
                "responses": {"R": {"content": {"application/hal+json; charset=utf-8": {
                    "schema": schema,
                    "examples": {"x": {"value": 3}, "y": {"$ref": "#/components/examples/E"}, "z": {"value": 3}},
                }}}},
                "examples": {"E": {"value": 4}},
            },
        });
        let media = "/components/responses/R/content/application~1hal+json; charset=utf-8";
        assert_eq!(
            found(&document),
            [
                "/paths/~1a/post/requestBody/content/application~1json/example Request 1"
                    .to_owned(),
                "/components/schemas/A/example Request 5".to_owned(),
                format!("{media}/examples/x/value Response 3"),
                "/components/examples/E/value Response 4".to_owned(),
                "/components/schemas/A/example Response 5".to_owned(),
            ]
        );
    }

    #[test]
    fn examples_of_2_0() {
        let document = json!({"paths": {"/a": {"get": {
            "parameters": [{"in": "body", "schema": {"type": "object", "example": {"a": 1}}}, {"in": "query"}],
            "responses": {"200": {
                "schema": {"type": "object"},
                "examples": {"application/json": {"b": 1}, "application/xml": "<b/>"},
            }},
        }}}});
        assert_eq!(
            found(&document),
            [
                r#"/paths/~1a/get/parameters/0/schema/example Request {"a":1}"#,
                r#"/paths/~1a/get/responses/200/examples/application~1json Response {"b":1}"#,
            ]
        );
    }
}

//! The article of an operation.

use scraper::{ElementRef, Selector};
use serde_json::{Map, Value, json};

use super::dom::text;
use crate::diagnostics::{Diagnostics, Origin, finding};
use crate::scrape::javascript::literal;

/// An article of the page.
#[derive(Debug, Clone, Copy)]
pub struct Article<'a> {
    element: ElementRef<'a>,
}

/// The sample for curl.
#[derive(Debug)]
pub struct Curl {
    text: String,
}

impl<'a> Article<'a> {
    /// An `article` with a `data-name`.
    pub fn new(element: ElementRef<'a>) -> Self {
        Self { element }
    }

    /// Its id.
    pub fn id(self) -> &'a str {
        self.element.attr("id").unwrap_or_default()
    }

    fn all(self, selector: &str) -> Vec<ElementRef<'a>> {
        below(self.element, selector)
    }

    /// Reads the method, in lower case, and the path.
    pub fn target(self) -> Option<(String, String)> {
        let pre = self.all("pre[data-type]").into_iter().next()?;
        let method = pre.attr("data-type")?.to_ascii_lowercase();
        let path = text(pre);
        (path.starts_with('/') && !method.is_empty()).then_some((method, path))
    }

    /// The heading of its section.
    pub fn tag(self) -> String {
        let section = self
            .element
            .ancestors()
            .filter_map(ElementRef::wrap)
            .find(|element| element.value().name() == "section");
        let heading = section.and_then(|section| below(section, "h1").into_iter().next());
        heading.map(text).unwrap_or_default()
    }

    /// The sample for curl; empty if there is none.
    pub fn curl(self) -> Curl {
        let code = self.all("code.language-bsh").into_iter().next();
        Curl { text: code.map(text).unwrap_or_default() }
    }

    /// Reads the operation, without its tags and security.
    pub fn operation(
        self,
        schemas: &Map<String, Value>,
        origin: &Origin,
        diagnostics: &mut Diagnostics,
    ) -> Map<String, Value> {
        let mut operation = Map::new();
        operation.insert("operationId".to_owned(), self.element.attr("data-name").into());
        for (key, selector) in
            [("summary", "div.pull-left > p"), ("description", "article > p.marked")]
        {
            let found = self.all(selector).into_iter().next().map(text);
            if let Some(found) = found.filter(|found| !found.is_empty()) {
                operation.insert(key.to_owned(), found.into());
            }
        }
        self.parameters(schemas, origin, diagnostics, &mut operation);
        operation
            .insert("responses".to_owned(), Value::Object(self.responses(origin, diagnostics)));
        operation
    }

    fn parameters(
        self,
        schemas: &Map<String, Value>,
        origin: &Origin,
        diagnostics: &mut Diagnostics,
        operation: &mut Map<String, Value>,
    ) {
        let mut parameters = Vec::new();
        for title in self.all("div.methodsubtabletitle") {
            let table = title.next_siblings().filter_map(ElementRef::wrap).next();
            let rows = table.map(|table| below(table, "tr")).unwrap_or_default();
            let kind = text(title).to_lowercase();
            if kind.starts_with("body") {
                if let Some(body) = rows.iter().find_map(|row| wrapper(*row)) {
                    operation.insert("requestBody".to_owned(), body);
                }
                continue;
            }
            let rows = rows.iter().filter_map(|row| Row::read(*row, schemas, origin, diagnostics));
            if kind.starts_with("form") {
                operation.insert("requestBody".to_owned(), self.form(rows.collect()));
                continue;
            }
            let location = kind.split(' ').next().unwrap_or_default().to_owned();
            for row in rows {
                let mut parameter =
                    json!({ "name": row.name, "in": location, "schema": row.schema });
                if row.required || location == "path" {
                    parameter["required"] = true.into();
                }
                if !row.description.is_empty() {
                    parameter["description"] = row.description.into();
                }
                parameters.push(parameter);
            }
        }
        if !parameters.is_empty() {
            operation.insert("parameters".to_owned(), Value::Array(parameters));
        }
    }

    /// Makes a request body from the rows of a table of form fields.
    fn form(self, rows: Vec<Row>) -> Value {
        let file = rows.iter().any(|row| row.schema["format"] == "binary");
        let media = self.curl().header("Content-Type").unwrap_or_else(|| {
            let media =
                if file { "multipart/form-data" } else { "application/x-www-form-urlencoded" };
            media.to_owned()
        });
        let required: Vec<Value> =
            rows.iter().filter(|row| row.required).map(|row| row.name.clone().into()).collect();
        let mut schema = json!({ "type": "object", "properties": {} });
        for row in rows {
            let mut property = row.schema;
            // OpenAPI 3.0 ignores members beside a `$ref`.
            if !row.description.is_empty() && property.get("$ref").is_none() {
                property["description"] = row.description.into();
            }
            schema["properties"][row.name] = property;
        }
        let mut body = json!({ "content": {} });
        if !required.is_empty() {
            schema["required"] = Value::Array(required);
            body["required"] = true.into();
        }
        body["content"][media] = json!({ "schema": schema });
        body
    }

    /// Reads the responses, each from a script that contains it in full.
    fn responses(self, origin: &Origin, diagnostics: &mut Diagnostics) -> Map<String, Value> {
        let mut responses = Map::new();
        for heading in self.all("h3[id^='examples-'][id*='-title-']") {
            let id = heading.attr("id").unwrap_or_default();
            let Some((_, status)) = id.rsplit_once("-title-") else { continue };
            let key = if status == "0" { "default" } else { status };
            let ending = format!("-{status}-wrapper");
            let response = heading
                .next_siblings()
                .filter_map(ElementRef::wrap)
                .take_while(|element| element.value().name() != "h3")
                .filter(|element| element.attr("id").is_some_and(|id| id.ends_with(&ending)))
                .find_map(wrapper);
            if response.is_none() {
                let (article, status) = (self.id().to_owned(), key.to_owned());
                diagnostics.add(finding::Html2::ResponseUnreadable { article, status }, origin);
            }
            let mut response = response.unwrap_or_else(|| json!({}));
            if response.get("description").is_none() {
                response["description"] = "".into();
            }
            responses.insert(key.to_owned(), response);
        }
        responses
    }
}

impl Curl {
    /// The server's URL: the sample's, without the operation's path.
    pub fn server(&self, path: &str) -> Option<String> {
        let url = self.text.split('"').find(|part| part.contains("://"))?;
        let url = url.split('?').next()?;
        url.strip_suffix(path).filter(|server| !server.is_empty()).map(str::to_owned)
    }

    /// The value of a header that the sample sends.
    fn header(&self, name: &str) -> Option<String> {
        let headers = self.text.split("-H \"").skip(1).filter_map(|rest| rest.split('"').next());
        headers
            .filter_map(|header| header.split_once(": "))
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.to_owned())
    }

    /// Security schemes by name, from the credentials that the sample sends.
    pub fn security(&self) -> Vec<(String, Value)> {
        let mut schemes = Vec::new();
        for header in self.text.split("-H \"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let Some((name, value)) = header.split_once(": ") else { continue };
            if value == "Bearer [[accessToken]]" {
                schemes.push(("bearer".to_owned(), json!({ "type": "http", "scheme": "bearer" })));
            } else if value.starts_with("Basic [[") {
                schemes.push(("basic".to_owned(), json!({ "type": "http", "scheme": "basic" })));
            } else if value == "[[apiKey]]" {
                let scheme = json!({ "type": "apiKey", "in": "header", "name": name });
                schemes.push((name.to_owned(), scheme));
            }
        }
        let urls = self.text.split('"').filter(|part| part.contains("://"));
        for query in urls.filter_map(|url| url.split_once('?').map(|(_, query)| query)) {
            for (name, _) in query
                .split('&')
                .filter_map(|pair| pair.split_once('='))
                .filter(|(_, value)| *value == "[[apiKey]]")
            {
                let scheme = json!({ "type": "apiKey", "in": "query", "name": name });
                schemes.push((name.to_owned(), scheme));
            }
        }
        schemes
    }
}

/// A row of a table of parameters.
struct Row {
    name: String,
    required: bool,
    description: String,
    schema: Value,
}

impl Row {
    fn read(
        row: ElementRef<'_>,
        schemas: &Map<String, Value>,
        origin: &Origin,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let cells = below(row, "td");
        let [first, second, ..] = cells.as_slice() else { return None };
        let name = text(*first);
        let required = name.ends_with('*');
        let name = name.trim_end_matches('*').trim_end().to_owned();
        let find = |class| below(*second, class).into_iter().next().map(text).unwrap_or_default();
        let kind = find(".type");
        let format = find(".format");
        let schema = schema(&kind, format.trim_matches(['(', ')']), schemas).unwrap_or_else(|| {
            let (name, kind) = (name.clone(), kind.clone());
            diagnostics.add(finding::Html2::ParameterType { name, kind }, origin);
            json!({})
        });
        Some(Self { name, required, description: find(".description"), schema })
    }
}

/// The schema for the name of a type in a table: a component, or one of openapi-generator's own types.
fn schema(kind: &str, format: &str, schemas: &Map<String, Value>) -> Option<Value> {
    if let Some(items) = kind.strip_prefix("array[").and_then(|rest| rest.strip_suffix(']')) {
        return Some(json!({ "type": "array", "items": schema(items, format, schemas)? }));
    }
    if let Some(pair) = kind.strip_prefix("map[").and_then(|rest| rest.strip_suffix(']')) {
        let value = pair.split_once(',').map_or(pair, |(_, value)| value).trim();
        return Some(
            json!({ "type": "object", "additionalProperties": schema(value, format, schemas)? }),
        );
    }
    if schemas.contains_key(kind) {
        return Some(json!({ "$ref": format!("#/components/schemas/{kind}") }));
    }
    let (kind, usual) = match kind {
        "String" => ("string", ""),
        "UUID" => ("string", "uuid"),
        "URI" => ("string", "uri"),
        "date" => ("string", "date"),
        "Date" => ("string", "date-time"),
        "byte[]" | "ByteArray" => ("string", "byte"),
        "File" => ("string", "binary"),
        "Integer" => ("integer", ""),
        "Long" => ("integer", "int64"),
        "Float" => ("number", "float"),
        "Double" => ("number", "double"),
        "BigDecimal" => ("number", ""),
        "Boolean" => ("boolean", ""),
        "Object" | "oas_any_type_not_mapped" => return Some(json!({})),
        _ => return None,
    };
    let format = if format.is_empty() { usual } else { format };
    Some(match format {
        "" => json!({ "type": kind }),
        format => json!({ "type": kind, "format": format }),
    })
}

/// Reads the object that a script below an element assigns to `schemaWrapper`.
fn wrapper(element: ElementRef<'_>) -> Option<Value> {
    below(element, "script").into_iter().find_map(|script| {
        let text: String = script.text().collect();
        let at = text.find("schemaWrapper = ")? + "schemaWrapper = ".len();
        let read = text[at..].starts_with('{').then(|| literal::read(&text, at))?;
        read.ok().map(|read| read.value).filter(Value::is_object)
    })
}

fn below<'a>(element: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    Selector::parse(selector)
        .map(|selector| element.select(&selector).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_read() {
        let schemas = json!({ "A": {} }).as_object().unwrap().clone();
        for (kind, format, expected) in [
            ("String", "", json!({ "type": "string" })),
            ("Long", "", json!({ "type": "integer", "format": "int64" })),
            (
                "array[UUID]",
                "uuid",
                json!({ "type": "array", "items": { "type": "string", "format": "uuid" } }),
            ),
            (
                "map[String, A]",
                "",
                json!({ "type": "object", "additionalProperties": { "$ref": "#/components/schemas/A" } }),
            ),
            ("Object", "", json!({})),
        ] {
            assert_eq!(schema(kind, format, &schemas), Some(expected), "{kind}");
        }
        assert_eq!(schema("B", "", &schemas), None);
    }

    #[test]
    fn samples_are_read() {
        let curl = Curl {
            text: "curl -X GET \\\n -H \"X-Key: [[apiKey]]\" -H \"Authorization: Bearer [[accessToken]]\" \\\n \
                   -H \"Content-Type: a/b\" \"https://a.example/v1/b/{id}?k=[[apiKey]]&x=\""
                .to_owned(),
        };
        assert_eq!(curl.server("/b/{id}").as_deref(), Some("https://a.example/v1"));
        assert_eq!(curl.header("content-type").as_deref(), Some("a/b"));
        let names: Vec<String> = curl.security().into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["X-Key", "bearer", "k"]);
    }
}

//! Mutated documents: whatever the input, the generator returns.

use serde_json::{Value, json};
use specwright::read::Source;
use specwright::render::{render_human, render_json};
use specwright::{Input, Options};

/// How many mutants each of the tests generates: 100, or what the variable `MUTATION_CASES` says.
fn cases() -> usize {
    let cases = std::env::var("MUTATION_CASES").ok().and_then(|text| text.parse().ok());
    cases.unwrap_or(100)
}

/// Numbers that look random and are the same in every run (xorshift64*).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % end.max(1)
    }

    fn one<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

const YAML: &str = r#"openapi: 3.0.3
info: {title: Pets, version: 1.0}
servers: [{url: 'https://{host}/v1', variables: {host: {default: a.example}}}]
paths:
  /pets/{id}:
    parameters:
      - &id {name: id, in: path, required: true, schema: {type: string, format: uuid}}
    get:
      operationId: getPet
      tags: [pets]
      parameters:
        - {name: 'filter[kind]', in: query, style: deepObject, schema: {type: object}}
        - $ref: '#/components/parameters/Limit'
      responses:
        200: {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
        default: {$ref: '#/components/responses/Error'}
    post:
      requestBody:
        content:
          multipart/form-data: {schema: {type: object, properties: {file: {type: string, format: binary}}}}
      responses: {'204': {description: none}}
  /pets: {$ref: 'paths.json#/pets'}
components:
  parameters: {Limit: {name: limit, in: query, schema: {type: integer, default: 10, enum: [10, 20]}}}
  responses: {Error: {description: wrong, content: {application/json: {schema: {$ref: 'error.yml'}}}}}
  schemas:
    Pet:
      type: object
      required: [id]
      properties: {id: {type: integer}, next: {$ref: '#/components/schemas/Pet'}, tags: {type: array, items: {type: string}}}
      additionalProperties: {nullable: true, type: string}
    Any: &any {oneOf: [{$ref: '#/components/schemas/Pet'}, {allOf: [{$ref: '#/components/schemas/Dog'}]}], discriminator: {propertyName: kind}}
    Dog:
      <<: *any
      title: |
        several
        lines
  securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}
security: [{key: []}]
"#;

const PATHS: &str = r##"{"pets": {"get": {"responses": {"200": {"description": "\u00e9\ud83d\ude00",
  "content": {"application/json": {"schema": {"type": "array", "items": {"$ref": "error.yml#/properties/code"}}}}}},
  "parameters": [{"$ref": "#/own"}]}}, "own": {"name": "own", "in": "header", "schema": {"enum": ["a", 1.5, null]}}}"##;

const ERROR: &str = "type: object\nproperties:\n  code: {type: string}\n  inner: {$ref: error.yml}\n  up: {$ref: 'api.yaml#/components/schemas/Any'}\n";

const SWAGGER: &str = r##"{"swagger": "2.0", "info": {"title": "t", "version": "1"}, "host": "a.example", "basePath": "/v1",
 "consumes": ["application/json"], "paths": {"/a": {"post": {"parameters": [
 {"in": "body", "name": "b", "schema": {"$ref": "#/definitions/A"}}, {"in": "query", "name": "q", "type": "array",
 "items": {"type": "string"}, "collectionFormat": "multi"}], "responses": {"200": {"description": "d",
 "schema": {"$ref": "#/paths/~1a/post/parameters/0/schema"}, "headers": {"X-A": {"type": "integer"}}}}}}},
 "definitions": {"A": {"type": "object", "properties": {"a": {"$ref": "#/definitions/A"}}}}}"##;

/// Texts that mean something somewhere.
const TOKENS: &[&str] = &[
    "$ref",
    "null",
    "~",
    "[]",
    "{}",
    "*any",
    "&any ",
    "<<: *id",
    "'",
    "\"",
    "\n",
    "\n  ",
    "\t",
    ": ",
    "- ",
    "? ",
    "#",
    "|",
    ">",
    "%YAML 1.2\n---\n",
    "---\n",
    "...\n",
    "!!str ",
    "!x ",
    "\\ud800",
    "\u{feff}",
    "\0",
    "é",
    "#/components/schemas/Pet",
    "#/paths/~1pets~1{id}",
    "#",
    "../x.yml",
    "https://a.example/b",
    "{",
    "}",
    "[",
    "]",
    ",",
    "9223372036854775808",
    "1e999",
    "-0",
    "0x1F",
    "true",
    "x-",
];

fn generate(files: &[(&str, Vec<u8>)]) {
    let sources: Vec<Source> =
        files.iter().map(|(name, bytes)| Source::from_bytes(*name, bytes.clone())).collect();
    let (name, options) = ("api".to_owned(), Options::default());
    let input = Input::new(name, sources).with_options(options);
    let generated = specwright::generate(input, None);
    let _ = specwright::stand_alone(&generated);
    let human = render_human(&generated.diagnostics, &generated.sources, false);
    let lines = render_json(&generated.diagnostics, &generated.sources);
    assert_eq!(lines.lines().count(), generated.diagnostics.list.len());
    assert!(human.len() >= generated.diagnostics.list.len());
}

fn of_bytes(numbers: &mut Numbers, bytes: &mut Vec<u8>) {
    let at = numbers.below(bytes.len() + 1);
    let end = (at + numbers.below(40)).min(bytes.len());
    match numbers.below(6) {
        0 if at < bytes.len() => bytes[at] ^= 1 << numbers.below(8),
        1 => bytes.truncate(at),
        2 => {
            let slice = bytes[at..end].to_vec();
            let to = numbers.below(bytes.len() + 1);
            bytes.splice(to..to, slice);
        }
        3 => drop(bytes.drain(at..end)),
        4 => drop(bytes.splice(at..end, numbers.one(TOKENS).bytes())),
        _ => drop(bytes.splice(at..at, numbers.one(TOKENS).bytes())),
    }
}

/// Pointers of all nodes of a tree.
fn pointers(tree: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut nodes = vec![(tree, String::new())];
    while let Some((node, pointer)) = nodes.pop() {
        let escape = |key: &str| key.replace('~', "~0").replace('/', "~1");
        match node {
            Value::Object(map) => {
                nodes.extend(map.iter().map(|(k, v)| (v, format!("{pointer}/{}", escape(k)))));
            }
            Value::Array(list) => {
                nodes.extend(list.iter().enumerate().map(|(i, v)| (v, format!("{pointer}/{i}"))));
            }
            _ => {}
        }
        found.push(pointer);
    }
    found
}

fn of_nodes(numbers: &mut Numbers, tree: &mut Value) {
    let all = pointers(tree);
    let (to, from) = (numbers.one(&all).clone(), numbers.one(&all).clone());
    let new = match numbers.below(8) {
        0 => json!(null),
        1 => json!([]),
        2 => json!({}),
        3 => json!({ "$ref": format!("#{from}") }),
        4 => json!(*numbers.one(TOKENS)),
        5 => {
            numbers.one(&[json!(1.5), json!(-1), json!(u64::MAX), json!(""), json!(false)]).clone()
        }
        _ => tree.pointer(&from).cloned().unwrap_or_default(),
    };
    if let Some(node) = tree.pointer_mut(&to) {
        *node = new;
    }
}

#[test]
fn mutated_bytes_never_panic() {
    let mut numbers = Numbers(0x5eed_0001);
    for _ in 0..cases() {
        let mut files = vec![
            ("api.yaml", YAML.as_bytes().to_vec()),
            ("paths.json", PATHS.as_bytes().to_vec()),
            ("error.yml", ERROR.as_bytes().to_vec()),
        ];
        if numbers.below(4) == 0 {
            files = vec![("api.json", SWAGGER.as_bytes().to_vec())];
        }
        for _ in 0..=numbers.below(4) {
            let file = numbers.below(files.len());
            of_bytes(&mut numbers, &mut files[file].1);
        }
        generate(&files);
    }
}

#[test]
fn mutated_nodes_never_panic() {
    let mut numbers = Numbers(0x5eed_0002);
    let trees: Vec<Value> = [YAML, SWAGGER, PATHS]
        .iter()
        .map(|text| Source::new("seed", *text).tree().cloned().unwrap())
        .collect();
    for _ in 0..cases() {
        let mut tree = trees[numbers.below(2)].clone();
        let mut paths = trees[2].clone();
        for _ in 0..=numbers.below(6) {
            of_nodes(&mut numbers, &mut tree);
            of_nodes(&mut numbers, &mut paths);
            if tree.to_string().len() > 100_000 {
                break;
            }
        }
        generate(&[
            ("api.json", tree.to_string().into_bytes()),
            ("paths.json", paths.to_string().into_bytes()),
            ("error.yml", ERROR.as_bytes().to_vec()),
        ]);
    }
}

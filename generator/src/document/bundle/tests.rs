use serde_json::{Value, json};

use super::*;
use crate::diagnostics::Origin;
use crate::document::tree::Origins;

/// Bundles files of names and texts; the findings as code, file and pointer.
fn run(files: &[(&str, &str)]) -> (Value, Vec<String>, Origins) {
    let mut sources: Vec<Source> =
        files.iter().map(|(name, text)| Source::new(*name, *text)).collect();
    let mut diagnostics = Diagnostics::default();
    let tree = bundle(&mut sources, &mut diagnostics).unwrap_or_default();
    let (tree, files) = tree.into_parts();
    let origins = Origins { files, ..Origins::default() };
    let found = diagnostics.list.iter().map(|finding| {
        let origin = finding.origin.clone().unwrap_or_default();
        let help = finding.help().unwrap_or_default();
        format!("{} {}#{} {help}", finding.code().id(), sources[origin.file].name, origin.pointer)
    });
    (tree, found.collect(), origins)
}

fn check(files: &[(&str, &str)], expected: Value) -> Origins {
    let (tree, found, origins) = run(files);
    assert_eq!(tree, expected, "{tree:#}");
    assert_eq!(found, Vec::<String>::new());
    origins
}

fn reference(to: &str) -> Value {
    json!({ "$ref": to })
}

#[test]
fn schemas_of_other_files_become_components() {
    let origins = check(
        &[
            (
                "s/api.yaml",
                "openapi: 3.0.3\ncomponents:\n  schemas:\n    A:\n      properties:\n        pet: {$ref: 'm/pet.json'}\n        owner: {$ref: './m/all.yml#/components/schemas/Owner'}\n        a: {$ref: '#/components/schemas/A'}\n",
            ),
            (
                "s/m/pet.json",
                "{\"properties\": {\"self\": {\"$ref\": \"#\"}, \"a\": {\"$ref\": \"../api.yaml#/components/schemas/A\"}, \"k\": {\"$ref\": \"#/kinds/Kind\"}}, \"kinds\": {\"Kind\": {\"type\": \"string\"}}}",
            ),
            ("s/m/all.yml", "components:\n  schemas:\n    Owner: {items: {$ref: 'pet.json'}}\n"),
        ],
        json!({"openapi": "3.0.3", "components": {"schemas": {
            "A": {"properties": {
                "pet": reference("#/components/schemas/pet"),
                "owner": reference("#/components/schemas/Owner"),
                "a": reference("#/components/schemas/A"),
            }},
            "pet": {"properties": {
                "self": reference("#/components/schemas/pet"),
                "a": reference("#/components/schemas/A"),
                "k": reference("#/components/schemas/kinds_Kind"),
            }, "kinds": {"Kind": {"type": "string"}}},
            "Owner": {"items": reference("#/components/schemas/pet")},
            "kinds_Kind": {"type": "string"},
        }}}),
    );
    let at = origins.source(&Origin::at("/components/schemas/pet/properties/self"));
    assert_eq!((at.file, at.pointer.as_str()), (1, "/properties/self"));
    let at = origins.source(&Origin::at("/components/schemas/Owner/items"));
    assert_eq!((at.file, at.pointer.as_str()), (2, "/components/schemas/Owner/items"));
}

#[test]
fn components_of_the_document_keep_their_names() {
    check(
        &[
            (
                "api.yaml",
                "openapi: 3.0.3\npaths:\n  /a: {get: {responses: {'200': {$ref: r.yml#/Ok}}}}\ncomponents:\n  responses: {Fine: {$ref: r.yml#/Ok}}\n  schemas: {Pet: {$ref: pet.yml}, Same: {$ref: pet.yml}}\n",
            ),
            ("r.yml", "Ok: {description: d, content: {a/b: {schema: {$ref: pet.yml}}}}\n"),
            ("pet.yml", "properties: {next: {$ref: pet.yml}}\n"),
        ],
        json!({"openapi": "3.0.3",
            "paths": {"/a": {"get": {"responses": {"200": reference("#/components/responses/Fine")}}}},
            "components": {
                "responses": {"Fine": {"description": "d", "content": {"a/b": {
                    "schema": reference("#/components/schemas/Pet"),
                }}}},
                "schemas": {
                    "Pet": {"properties": {"next": reference("#/components/schemas/Pet")}},
                    "Same": reference("#/components/schemas/Pet"),
                },
            },
        }),
    );
    check(
        &[
            (
                "api.yaml",
                "openapi: 3.0.3\npaths: {$ref: paths.yml}\ncomponents: {schemas: {$ref: 'schemas.yml#/all'}}\n",
            ),
            ("paths.yml", "/a: {$ref: a.yml}\n/b: {get: {$ref: 'a.yml#/get', summary: own}}\n"),
            ("a.yml", "get:\n  summary: s\n  parameters: [{schema: {$ref: schemas.yml#/all/B}}]\n"),
            ("schemas.yml", "all:\n  A: {items: {$ref: '#/all/B'}}\n  B: {$ref: b.yml}\n"),
            ("b.yml", "items: {$ref: schemas.yml#/all/A}\n"),
        ],
        json!({"openapi": "3.0.3",
            "paths": {
                "/a": {"get": {"summary": "s", "parameters": [{"schema": reference("#/components/schemas/B")}]}},
                "/b": {"get": {"summary": "own", "parameters": [{"schema": reference("#/components/schemas/B")}]}},
            },
            "components": {"schemas": {
                "A": {"items": reference("#/components/schemas/B")},
                "B": {"items": reference("#/components/schemas/A")},
            }},
        }),
    );
}

#[test]
fn swagger_discriminators_ids_and_anchors() {
    check(
        &[
            (
                "api.yaml",
                "swagger: '2.0'\nparameters: {P: {$ref: x.yml#/p}}\npaths: {/a: {get: {parameters: [{$ref: x.yml#/p}, {schema: {$ref: x.yml#/d/S}}]}}}\n",
            ),
            ("x.yml", "p: {name: p}\nd: {S: {type: string}}\n"),
        ],
        json!({"swagger": "2.0",
            "parameters": {"P": {"name": "p"}},
            "paths": {"/a": {"get": {"parameters": [
                reference("#/parameters/P"), {"schema": reference("#/definitions/d_S")},
            ]}}},
            "definitions": {"d_S": {"type": "string"}},
        }),
    );
    check(
        &[
            (
                "api.yaml",
                "openapi: 3.1.0\ncomponents:\n  schemas:\n    A:\n      discriminator: {propertyName: t, mapping: {d: ./dog.yaml, a: A, s: '#/components/schemas/A'}}\n      oneOf: [{$ref: dog.yaml}, {$ref: 'https://a.example/cat.json'}, {$ref: dog.yaml#tail}]\n    Cat: {$id: 'https://a.example/cat.json'}\n",
            ),
            ("dog.yaml", "$defs: {t: {$anchor: tail}}\n"),
        ],
        json!({"openapi": "3.1.0", "components": {"schemas": {
            "A": {
                "discriminator": {"propertyName": "t", "mapping": {
                    "d": "#/components/schemas/dog", "a": "A", "s": "#/components/schemas/A",
                }},
                "oneOf": [
                    reference("#/components/schemas/dog"),
                    reference("#/components/schemas/Cat"),
                    reference("#/components/schemas/t"),
                ],
            },
            "Cat": {"$id": "https://a.example/cat.json"},
            "dog": {"$defs": {"t": {"$anchor": "tail"}}},
            "t": {"$anchor": "tail"},
        }}}),
    );
}

#[test]
fn what_cannot_be_had_is_named_where_it_is_referred_to() {
    let (tree, found, origins) = run(&[
        (
            "api.yaml",
            "openapi: 3.0.3\npaths:\n  /a: {$ref: a.yml}\n  /b: {$ref: missing.yml}\n  /c: {get: {$ref: 'a.yml#/put'}}\n  /d: {$ref: d.yml}\ncomponents:\n  schemas:\n    E: {$ref: e.yml, title: t}\n",
        ),
        (
            "a.yml",
            "get:\n  parameters:\n    - {$ref: 'https://a.example/p.yml#/P'}\n    - {name: p, schema: {$ref: '#/S'}}\n",
        ),
        ("d.yml", "$ref: d.yml\n"),
        ("e.yml", "a: [\n"),
        ("unused.yml", "a: 1\n"),
    ]);
    let expected = json!({"openapi": "3.0.3",
        "paths": {"/a": {"get": {"parameters": [{"name": "p", "schema": {}}]}}, "/c": {}},
        "components": {"schemas": {"E": {"title": "t"}}},
    });
    assert_eq!(tree, expected, "{tree:#}");
    assert_eq!(
        found,
        [
            "SW0015 a.yml#/get/parameters/0 download it beside the document with `curl -o p.yml https://a.example/p.yml`, and refer to `./p.yml#/P`, in the document or by an overlay",
            "SW0011 a.yml#/get/parameters/1/schema correct the reference, or add what it names",
            "SW0014 api.yaml#/paths/~1b correct the reference, or add the file; a name in this document begins with `#/`",
            "SW0011 api.yaml#/paths/~1c/get correct the reference, or add what it names",
            "SW0012 api.yaml#/paths/~1d replace one of the references with the content that it should have",
            "SW0014 api.yaml#/components/schemas/E correct the file; its errors are reported below",
            "SW0002 e.yml# ",
            "SW0007 unused.yml# leave it out, or refer to it from the document; generate separate documents in separate runs",
        ]
    );
    let at = origins.source(&Origin::at("/paths/~1a/get/parameters/0/schema"));
    assert_eq!((at.file, at.pointer.as_str()), (1, "/get/parameters/1/schema"));
}

#[test]
fn slips_are_told() {
    let (tree, found, _) = run(&[
        (
            "api.yaml",
            "openapi: 3.0.3\ncomponents: {schemas: {A: {items: {$ref: /components/schemas/A}, not: {$ref: A}, if: {$ref: b.yml}}}}\n",
        ),
        ("b.yml", "items: {$ref: '#/components/schemas/A'}\n"),
    ]);
    let expected = json!({"openapi": "3.0.3", "components": {"schemas": {
        "A": {"items": {}, "not": {}, "if": reference("#/components/schemas/b")},
        "b": {"items": reference("#/components/schemas/A")},
    }}});
    assert_eq!(tree, expected, "{tree:#}");
    assert_eq!(
        found,
        [
            "SW0014 api.yaml#/components/schemas/A/items did you mean `#/components/schemas/A`?",
            "SW0014 api.yaml#/components/schemas/A/not did you mean `#/components/schemas/A`?",
            "SW0011 b.yml#/items write `api.yaml#/components/schemas/A`, relative to this file",
        ]
    );
}

#[test]
fn aliases_in_the_document_do_not_take_names() {
    check(
        &[
            (
                "api.yaml",
                "openapi: 3.0.3\ncomponents: {schemas: {A: {$ref: '#/components/schemas/B'}, B: {items: {$ref: x.yml}}}}\n",
            ),
            ("x.yml", "items: {$ref: 'api.yaml#/components/schemas/B'}\n"),
        ],
        json!({"openapi": "3.0.3", "components": {"schemas": {
            "A": reference("#/components/schemas/B"),
            "B": {"items": reference("#/components/schemas/x")},
            "x": {"items": reference("#/components/schemas/B")},
        }}}),
    );
}

#[test]
fn help_is_no_trap() {
    let help = |url: &str| {
        let text =
            format!("{{\"openapi\": \"3.0.3\", \"paths\": {{\"/a\": {{\"$ref\": \"{url}\"}}}}}}");
        run(&[("api.json", &text)]).1.pop().unwrap_or_default()
    };
    for url in
        ["https://a.example/$(x)", "https://a/b;c", "https://a/-o", "file:///a/b", "https://a/b' c"]
    {
        assert!(!help(url).contains("curl"), "{url}");
    }
    assert!(
        help("https://a.example/v1/b.yml").contains("`curl -o b.yml https://a.example/v1/b.yml`")
    );
}

#[test]
fn names_that_are_taken() {
    let (tree, found, _) = run(&[
        (
            "api.yaml",
            "openapi: 3.0.3\ncomponents: {schemas: {Pet: {items: {$ref: x/a.yml#/Pet}, not: {$ref: y/a.yml#/Pet}, then: {$ref: y/pet.yml}, else: {$ref: x/a.yml#/Pet}}}}\n",
        ),
        ("x/a.yml", "Pet: {title: x}\n"),
        ("y/a.yml", "Pet: {title: y}\n"),
        ("y/pet.yml", "{title: z}\n"),
    ]);
    let expected = json!({"openapi": "3.0.3", "components": {"schemas": {
        "Pet": {
            "items": reference("#/components/schemas/a_Pet"),
            "not": reference("#/components/schemas/Pet_2"),
            "then": reference("#/components/schemas/pet"),
            "else": reference("#/components/schemas/a_Pet"),
        },
        "a_Pet": {"title": "x"}, "Pet_2": {"title": "y"}, "pet": {"title": "z"},
    }}});
    assert_eq!(tree, expected, "{tree:#}");
    assert_eq!(found, ["SW0018 x/a.yml#/Pet ", "SW0018 y/a.yml#/Pet "]);
}

#[test]
fn the_document_need_not_come_first() {
    let (tree, found, origins) = run(&[
        ("a.yml", "type: string\n"),
        ("b.yml", "openapi: 3.0.3\ncomponents: {schemas: {A: {items: {$ref: a.yml}}}}\n"),
    ]);
    assert_eq!(tree["components"]["schemas"]["a"], json!({"type": "string"}));
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(origins.source(&Origin::at("/openapi")).file, 1);
    assert_eq!(origins.source(&Origin::at("/components/schemas/a/type")).file, 0);
}

#[test]
fn copies_do_not_double_without_end() {
    let texts: Vec<(String, String)> = (0..40)
        .map(|i| {
            let next = format!("{{$ref: f{}.yml}}", i + 1);
            (
                format!("f{i}.yml"),
                format!("get: {{callbacks: {{a: {{u: {next}}}, b: {{u: {next}}}}}}}\n"),
            )
        })
        .collect();
    let mut files = vec![("api.yaml", "openapi: 3.0.3\npaths: {/a: {$ref: f0.yml}}\n")];
    files.extend(texts.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    let (_, found, _) = run(&files);
    assert!(
        found.iter().any(|found| found.starts_with("SW0017") || found.starts_with("SW0012")),
        "{found:?}"
    );
    assert!(found.len() < 100, "{}", found.len());
}

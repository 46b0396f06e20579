use std::collections::BTreeSet;

use super::*;

#[test]
fn problems_have_a_place_and_a_proposal() {
    let cases = [
        ("bse-url = 'x'", 1, 1, "unknown key `bse-url`; did you mean `base-url`?"),
        ("\n[inclde]\n", 2, 2, "unknown key `inclde`; did you mean `include`?"),
        ("[include]\ntag = ['a']", 2, 1, "unknown key `tag`; did you mean `tags`?"),
        ("[exclude]\nzzz = 1", 2, 1, "unknown key `zzz`; use one of tags, paths, operations"),
        (
            "idempotency-header = 'a b'",
            1,
            22,
            "`a b` is not the name of a header; write one such as `Idempotency-Key`",
        ),
        ("datetime = 'chron'", 1, 12, "unknown value `chron`; did you mean `chrono`?"),
        ("base-url = 1", 1, 12, "invalid type: integer `1`, expected a string"),
        (
            "\nbase-url = 'not a url'",
            2,
            12,
            "`base-url` is not a URL: `not a url`; write the whole URL, such as `https://api.example.com/v2`",
        ),
        (
            "allow = ['SW0022',\n  'SW9999']",
            2,
            3,
            "there is no code `SW9999`; `specwright explain` lists all codes",
        ),
        (
            "tag-features = 'yes'",
            1,
            16,
            "invalid value: string \"yes\", expected `\"auto\"`, `true` or `false`",
        ),
        (
            "[rename]\n'components' = 'X'",
            2,
            1,
            "`components` is not a JSON pointer; write one that begins with `/`, such as \"/components/schemas/Pet\"",
        ),
        (
            "[package]\nname = '1 a'",
            2,
            8,
            "`1 a` is not a valid crate name: use at most 64 ASCII letters, digits, `-` and `_`, a letter first",
        ),
        (
            "package.license = 'Apache 2'",
            1,
            19,
            "`Apache 2` is not an SPDX expression such as `MIT OR Apache-2.0`",
        ),
        (
            "package.repository = 'git@a.example:b'",
            1,
            22,
            "`git@a.example:b` is not a URL with `https://`",
        ),
        (
            "package.publish = 1",
            1,
            19,
            "invalid type: integer `1`, expected `true`, `false` or a list of registry names",
        ),
        (
            "[pagination]\na = true",
            2,
            5,
            "invalid value: boolean `true`, expected `false` or a table",
        ),
        ("[pagination]\na = { tken = 'b' }", 2, 7, "unknown key `tken`; did you mean `token`?"),
        (
            "[pagination]\na = { token = 'b', page = 'c' }",
            2,
            5,
            "set exactly one of `token`, `after`, `page`, `offset`, `next-url` and `link-header`",
        ),
        (
            "[pagination]\na = { token = 'b' }",
            2,
            5,
            "set `token` to a parameter, and `next` to the place of its value in the response",
        ),
        ("package.licence = 'MIT'", 1, 9, "unknown key `licence`; did you mean `license`?"),
    ];
    for (text, line, column, message) in cases {
        let problem = Options::parse(text).unwrap_err();
        assert_eq!(
            (problem.message.as_str(), problem.line, problem.column),
            (message, line, column)
        );
    }
    assert!(Options::parse("base-url = ").unwrap_err().to_string().starts_with("line 1, column "));
}

#[test]
fn all_options_are_read() {
    let text = "
        inputs = ['openapi.yaml', 'pages']
        base-url = 'https://a.example'
        overlays = ['a.yaml', 'b.json']
        allow-unmatched-overlays = true
        idempotency-header = 'X-Key'
        datetime = 'jiff'
        tag-features = false
        document = 'v2'
        deny = ['SW0024']
        allow = ['SW0022', 'SW0023']
        [security.key]
        type = 'http'
        [include]
        tags = ['pets']
        paths = ['/pets/**']
        operations = ['list*']
        deprecated = false
        [exclude]
        tags = ['admin']
        paths = ['/internal/**']
        operations = ['debug']
        [rename]
        '/components/schemas/Pet' = 'Animal'
        [pagination]
        listPets = false
        'GET /owners' = { token = 'cursor', next = '/meta/next', items = '/data', more = '/more' }
        listVisits = { page = 'p', first = 0, total = 'X-Pages' }
        listVets = { after = 'since' }
        listFood = { link-header = true }
        [package]
        name = 'pets'
        version = '1.0.0'
        license = 'MIT OR Apache-2.0'
        description = 'Pets.'
        repository = 'https://a.example'
        homepage = 'https://a.example'
        documentation = 'https://a.example'
        publish = false
    ";
    let options = Options::parse(text).unwrap();
    assert_eq!(options.inputs, ["openapi.yaml", "pages"]);
    assert_eq!(options.overlays, ["a.yaml", "b.json"]);
    assert!(options.allow_unmatched_overlays && !options.include.deprecated);
    assert_eq!((options.datetime, options.tag_features), (Datetime::Jiff, TagFeatures::Never));
    assert_eq!(options.idempotency_header.as_deref(), Some("X-Key"));
    assert_eq!(options.rename["/components/schemas/Pet"], "Animal");
    let pages = |operation: &str| match &options.pagination[operation] {
        PagesOption::On(table) => table.clone(),
        PagesOption::Off => panic!("{operation}"),
    };
    assert_eq!(options.pagination["listPets"], PagesOption::Off);
    let owners = pages("GET /owners");
    assert_eq!(owners.next, PagesNext::Token("cursor".to_owned(), "/meta/next".to_owned()));
    assert_eq!((owners.items.as_deref(), owners.more.as_deref()), (Some("/data"), Some("/more")));
    assert_eq!(pages("listVisits").next, PagesNext::Page("p".to_owned(), Some(0)));
    assert_eq!(pages("listVets").next, PagesNext::LastItem("since".to_owned(), "/id".to_owned()));
    assert_eq!(pages("listFood").next, PagesNext::Link);
    assert_eq!(Options::parse("").unwrap(), Options::default());
    assert!(Options::parse("[include]\ntags = ['a']").unwrap().include.deprecated);
}

#[test]
fn base_urls_are_whole() {
    let is_taken = |url: &str| Options::parse(&format!("base-url = {url:?}")).is_ok();
    for url in ["https://a.example", "HTTP://localhost:8080/v2/", "https://u@münchen.example?a=b"]
    {
        assert!(is_taken(url), "{url}");
    }
    for url in
        ["", "/v2", "a.example/v2", "ftp://a.example", "https://", "https:///a", "https://:80"]
    {
        assert!(!is_taken(url), "{url}");
    }
    assert!(!is_taken("https://{region}.a.example"));
}

/// The names that serde knows in a place, by the message about one that it does not know.
fn names(text: &str) -> BTreeSet<String> {
    let error = toml::from_str::<Options>(text).unwrap_err();
    error.message().split('`').skip(3).step_by(2).map(str::to_owned).collect()
}

#[test]
fn the_schema_describes_every_option() {
    let schema: Value = serde_json::from_str(include_str!("../../specwright.schema.json")).unwrap();
    let keys = |node: &Value| -> BTreeSet<String> {
        assert_eq!(node["additionalProperties"], false);
        node["properties"].as_object().unwrap().keys().cloned().collect()
    };
    let options = &schema["properties"];
    assert_eq!(keys(&schema), names("unknown = 1"));
    assert_eq!(keys(&options["include"]), names("include.unknown = 1"));
    assert_eq!(keys(&options["exclude"]), names("exclude.unknown = 1"));
    assert_eq!(keys(&options["package"]), names("package.unknown = 1"));
    let pages = &options["pagination"]["additionalProperties"]["oneOf"][1];
    assert_eq!(keys(pages), names("pagination.a.unknown = 1"));
    let values = options["datetime"]["enum"].as_array().unwrap().iter();
    let values: BTreeSet<String> = values.map(|value| value.as_str().unwrap().to_owned()).collect();
    assert_eq!(values, names("datetime = 'unknown'"));
    let mut undocumented = Vec::new();
    for node in [&schema, &options["include"], &options["exclude"], &options["package"], pages] {
        for (key, property) in node["properties"].as_object().unwrap() {
            if !property["description"].is_string() {
                undocumented.push(key);
            }
        }
    }
    assert!(undocumented.is_empty(), "{undocumented:?}");
}

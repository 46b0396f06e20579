//! How pages follow each other: small documents to the row of the call.

use super::{lower, lower_version};
use crate::Options;
use crate::api::{Api, InRequest, InResponse, NextPage, Operation};
use crate::diagnostics::{Diagnostics, Origin};
use crate::lower::paginate;

fn request(input: &InRequest) -> String {
    match input {
        InRequest::Query(name) => name.clone(),
        InRequest::Body(pointer) => format!("body{pointer}"),
    }
}

fn response(place: &InResponse) -> String {
    match place {
        InResponse::Body(pointer) => pointer.clone(),
        InResponse::Header(name) => format!("header {name}"),
    }
}

fn shown(operation: &Operation) -> String {
    let Some(pages) = &operation.pagination else { return "none".to_owned() };
    let next = match &pages.paging.next {
        NextPage::Token(input, place) => format!("{} = {}", request(input), response(place)),
        NextPage::LastItem(input, member) => format!("{} = last {member}", request(input)),
        NextPage::Page(input, first) => format!("{} = page from {first}", request(input)),
        NextPage::PageAfter(input, place) => {
            format!("{} = {} + 1", request(input), response(place))
        }
        NextPage::Offset(input, first) => format!("{} = offset from {first}", request(input)),
        NextPage::Url(place) => format!("URL = {}", response(place)),
        NextPage::Link => "Link".to_owned(),
    };
    let mut text = format!("{next}; items {:?}", pages.items);
    if let Some((place, value)) = &pages.paging.more {
        text.push_str(&format!("; more {} is {value}", response(place)));
    }
    if let Some(place) = &pages.paging.total {
        text.push_str(&format!("; total {}", response(place)));
    }
    text
}

fn paged(mut api: Api, options: &str) -> (Api, Diagnostics, Diagnostics) {
    let options = Options::parse(options).unwrap();
    let (mut found, mut of_options) = (Diagnostics::default(), Diagnostics::default());
    paginate(&mut api, (&options, &Origin::default()), &mut found, &mut of_options);
    (api, found, of_options)
}

/// A document with one operation that has query parameters and a response, whose members are given.
fn document(parameters: &str, members: &str, headers: &str) -> String {
    let schema = match members {
        "" => "{ type: array, items: { type: string } }".to_owned(),
        members => format!("{{ type: object, properties: {{ {members} }} }}"),
    };
    let parameters: Vec<String> = parameters
        .split(';')
        .filter(|text| !text.trim().is_empty())
        .map(|text| {
            let (name, schema) = text.split_once(':').unwrap();
            let (schema, description) = schema.split_once('#').unwrap_or((schema, ""));
            format!(
                "{{ name: '{}', in: query, schema: {{ type: {schema} }}, description: '{}' }}",
                name.trim(),
                description.trim()
            )
        })
        .collect();
    format!(
        "paths: {{ /a: {{ get: {{ operationId: op, parameters: [{}], responses: {{ '200': {{ description: d, headers: {{ {headers} }}, content: {{ application/json: {{ schema: {schema} }} }} }} }} }} }} }}",
        parameters.join(", ")
    )
}

/// How the pages of an operation follow each other that has query parameters and a response.
fn inferred(parameters: &str, members: &str, headers: &str) -> String {
    let (api, _) = lower(&document(parameters, members, headers));
    shown(&paged(api, "").0.operations[0])
}

const TEXT: &str = "{ type: string }";
const LIST: &str = "{ type: array, items: { type: object, properties: { id: { type: string } } } }";

fn cases(cases: &[(&str, String, &str)]) {
    for (parameters, members, expected) in cases {
        assert_eq!(inferred(parameters, members, ""), *expected, "{parameters} {members}");
    }
}

#[test]
fn tokens() {
    cases(&[
        (
            "cursor: string; limit: integer",
            format!("data: {LIST}, next_cursor: {TEXT}"),
            "cursor = /next_cursor; items \"/data\"",
        ),
        (
            "pageToken: string",
            format!("files: {LIST}, nextPageToken: {TEXT}"),
            "pageToken = /nextPageToken; items \"/files\"",
        ),
        (
            "continue: string; limit: integer",
            format!(
                "items: {LIST}, metadata: {{ type: object, properties: {{ continue: {TEXT} }} }}"
            ),
            "continue = /metadata/continue; items \"/items\"",
        ),
        (
            "after: string; before: string",
            format!(
                "data: {LIST}, paging: {{ type: object, properties: {{ cursors: {{ type: object, properties: {{ after: {TEXT}, before: {TEXT} }} }} }} }}"
            ),
            "after = /paging/cursors/after; items \"/data\"",
        ),
        (
            "after: string",
            format!(
                "results: {LIST}, paging: {{ type: object, properties: {{ next: {{ type: object, properties: {{ after: {TEXT}, link: {TEXT} }} }} }} }}"
            ),
            "after = /paging/next/after; items \"/results\"",
        ),
        (
            "after: string; limit: integer",
            format!(
                "data: {LIST}, first_id: {TEXT}, last_id: {TEXT}, has_more: {{ type: boolean }}"
            ),
            "after = /last_id; items \"/data\"; more /has_more is true",
        ),
        (
            "NextToken: string",
            format!("Sets: {LIST}, NextToken: {TEXT}"),
            "NextToken = /NextToken; items \"/Sets\"",
        ),
        (
            "page: integer",
            format!("rows: {LIST}, next_page: {{ type: integer, nullable: true }}"),
            "page = /next_page; items \"/rows\"",
        ),
        (
            "cursor: string",
            format!(
                "items: {LIST}, cursor: {{ type: string, description: 'To get the next page.' }}"
            ),
            "cursor = /cursor; items \"/items\"",
        ),
        // The cursor of this page, for all that is said.
        ("cursor: string", format!("items: {LIST}, cursor: {TEXT}"), "none"),
        // No parameter takes the token.
        ("limit: integer", format!("items: {LIST}, next_cursor: {TEXT}"), "none"),
        ("cursor: string", format!("items: {LIST}, next_cursor: {{ type: boolean }}"), "none"),
        ("cursor: string", format!("a: {LIST}, b: {LIST}, next_cursor: {TEXT}"), "none"),
        ("cursor: string", format!("next_cursor: {TEXT}"), "none"),
    ]);
    assert_eq!(
        inferred("cursor: string", "", "X-Next-Cursor: {}"),
        "cursor = header X-Next-Cursor; items \"\""
    );
}

#[test]
fn last_items() {
    let body = format!("data: {LIST}, has_more: {{ type: boolean }}");
    cases(&[
        (
            "starting_after: string; limit: integer",
            body.clone(),
            "starting_after = last /id; items \"/data\"; more /has_more is true",
        ),
        (
            "after: string # The ID of an object.",
            body.clone(),
            "after = last /id; items \"/data\"; more /has_more is true",
        ),
        ("after: string # A date.", body, "none"),
        ("starting_after: string", format!("data: {LIST}"), "none"),
    ]);
}

#[test]
fn urls() {
    let links = |next: &str| {
        format!(
            "data: {LIST}, included: {LIST}, links: {{ type: object, properties: {{ next: {next} }} }}"
        )
    };
    let hal = format!(
        "_embedded: {{ type: object, properties: {{ x: {LIST} }} }}, _links: {{ type: object, properties: {{ next: {{ type: object, properties: {{ href: {TEXT} }} }} }} }}"
    );
    cases(&[
        (
            "",
            format!("value: {LIST}, '@odata.nextLink': {TEXT}"),
            "URL = /@odata.nextLink; items \"/value\"",
        ),
        (
            "PageSize: integer",
            format!("calls: {LIST}, next_page_uri: {TEXT}, uri: {TEXT}"),
            "URL = /next_page_uri; items \"/calls\"",
        ),
        ("page[size]: integer", links(TEXT), "URL = /links/next; items \"/data\""),
        (
            "page[size]: integer",
            links(&format!("{{ oneOf: [{TEXT}, {{ type: object }}] }}")),
            "URL = /links/next; items \"/data\"",
        ),
        ("page: integer", hal, "URL = /_links/next/href; items \"/_embedded/x\""),
        (
            "page: integer",
            format!("count: {{ type: integer }}, next: {TEXT}, previous: {TEXT}, results: {LIST}"),
            "URL = /next; items \"/results\"",
        ),
        (
            "limit: integer",
            format!("data: {LIST}, next: {{ type: string, description: The URL. }}"),
            "URL = /next; items \"/data\"",
        ),
        ("limit: integer", format!("data: {LIST}, next: {TEXT}"), "none"),
        // Nothing asks for pages.
        ("q: string", links(TEXT), "none"),
    ]);
    assert_eq!(inferred("page: integer; per_page: integer", "", "Link: {}"), "Link; items \"\"");
    assert_eq!(inferred("q: string", "", "Link: {}"), "none");
}

#[test]
fn numbers() {
    let total = "total: { type: integer }";
    cases(&[
        (
            "offset: integer; limit: integer",
            format!("rows: {LIST}, {total}"),
            "offset = offset from 0; items \"/rows\"; total /total",
        ),
        (
            "$skip: integer; $top: integer",
            format!("value: {LIST}"),
            "$skip = offset from 0; items \"/value\"",
        ),
        (
            "startIndex: integer; count: integer",
            format!("Resources: {LIST}, totalResults: {{ type: integer }}"),
            "startIndex = offset from 1; items \"/Resources\"; total /totalResults",
        ),
        (
            "start: integer, default: 0 # The index.; limit: integer",
            String::new(),
            "start = offset from 0; items \"\"",
        ),
        ("start: integer # Seconds of time.; limit: integer", String::new(), "none"),
        ("offset: integer # The page number.; limit: integer", String::new(), "none"),
        ("offset: string; limit: integer", String::new(), "none"),
        ("offset: integer", String::new(), "none"),
        ("page: integer; per_page: integer", String::new(), "page = page from 1; items \"\""),
        (
            "page: integer, default: 0; size: integer",
            String::new(),
            "page = page from 0; items \"\"",
        ),
        (
            "page: integer # Counted, starting at 0.; size: integer",
            String::new(),
            "page = page from 0; items \"\"",
        ),
        ("page: integer # Defaults to 10 or so.; size: integer", String::new(), "none"),
        (
            "page: integer; size: integer",
            format!(
                "rows: {LIST}, meta: {{ type: object, properties: {{ page: {{ type: integer }}, total_pages: {{ type: integer }} }} }}"
            ),
            "page = /meta/page + 1; items \"/rows\"; total /meta/total_pages",
        ),
        (
            "page: integer, minimum: 0; size: integer",
            format!("content: {LIST}, last: {{ type: boolean }}"),
            "page = page from 0; items \"/content\"; more /last is false",
        ),
        // From 0 or from 1.
        ("page: integer; size: integer", String::new(), "none"),
        // An object with a page of its own.
        ("page: integer, default: 1", format!("rows: {LIST}"), "none"),
    ]);
    assert_eq!(
        inferred("page: integer, default: 1, minimum: 1", "", "X-Pages: {}"),
        "page = page from 1; items \"\"; total header X-Pages"
    );
}

#[test]
fn lists() {
    let of = |members: &str| inferred("page: integer, default: 1; limit: integer", members, "");
    for (members, expected) in [
        (format!("data: {LIST}, extra: {LIST}"), "/data"),
        (format!("names: {{ type: array, items: {TEXT} }}, rows: {LIST}"), "/rows"),
        (
            format!("ok: {TEXT}, result: {{ type: object, properties: {{ rows: {LIST} }} }}"),
            "/result/rows",
        ),
    ] {
        assert_eq!(of(&members), format!("page = page from 1; items {expected:?}"));
    }
    let object = |members: &str| format!("{{ type: object, properties: {{ {members} }} }}");
    for members in [
        format!("a: {LIST}, b: {LIST}"),
        format!(
            "words: {{ type: array, items: {TEXT} }}, found: {}",
            object(&format!("rows: {LIST}"))
        ),
        format!(
            "side: {}, found: {{ oneOf: [{TEXT}, {{ type: object }}] }}",
            object(&format!("rows: {LIST}"))
        ),
        format!("rows: {TEXT}"),
    ] {
        assert_eq!(of(&members), "none", "{members}");
    }
}

#[test]
fn other_methods_are_not_inferred() {
    let text = document("cursor: string", &format!("a: {LIST}, next_cursor: {TEXT}"), "");
    let (api, _) = lower(&text.replace("get:", "post:"));
    assert_eq!(shown(&paged(api, "").0.operations[0]), "none");
}

#[test]
fn findings_are_gathered() {
    let (api, found) =
        lower(&document("cursor: string", &format!("a: {LIST}, next_cursor: {TEXT}"), ""));
    assert!(found.list.is_empty());
    let (_, found, of_options) = paged(api, "");
    let messages: Vec<String> = found.list.iter().map(|one| one.message()).collect();
    assert_eq!(
        messages,
        [
            "`op` has `pages()` and `items()`: its parameters and its response agree on how pages follow each other"
        ]
    );
    assert!(of_options.list.is_empty());
}

#[test]
fn options() {
    let with = |options: &str| {
        let text = document(
            "cursor: string; n: integer, default: 1",
            &format!("a: {LIST}, b: {LIST}, next: {TEXT}"),
            "",
        );
        let (api, found, of_options) = paged(lower(&text).0, options);
        let found: Vec<String> =
            found.list.iter().chain(&of_options.list).map(|one| one.message()).collect();
        (shown(&api.operations[0]), found.join("\n"))
    };
    let plain = |text: &str| (text.to_owned(), String::new());
    assert_eq!(with(""), plain("none"));
    assert_eq!(
        with("pagination.op = { token = 'cursor', next = '/next', items = '/b' }"),
        plain("cursor = /next; items \"/b\"")
    );
    assert_eq!(
        with("pagination.'GET /a' = { page = 'n', items = '/a', more = 'X-More' }"),
        plain("n = page from 1; items \"/a\"; more header X-More is true")
    );
    assert_eq!(
        with("pagination.op = { next-url = '/next', items = '/a' }"),
        plain("URL = /next; items \"/a\"")
    );
    assert_eq!(
        with("pagination.op = { offset = '/body/n', items = '/a' }"),
        plain("body/body/n = offset from 0; items \"/a\"")
    );
    assert_eq!(
        with("pagination.op = { link-header = true }").1,
        "`[pagination]` has no effect on `op`: its response does not document exactly one list"
    );
    assert_eq!(
        with("pagination.op = { link-header = true, items = '/next' }").1,
        "`[pagination]` has no effect on `op`: its response documents no list at `/next`"
    );
    assert_eq!(
        with("pagination.opp = false").1,
        "`[pagination]` has no effect: there is no operation `opp`"
    );
    let text = document("cursor: string", &format!("a: {LIST}, next_cursor: {TEXT}"), "");
    for options in ["pagination.op = false", "pagination.'*' = false"] {
        let (api, found, _) = paged(lower(&text).0, options);
        assert!(shown(&api.operations[0]) == "none" && found.list.is_empty(), "{options}");
    }
}

#[test]
fn extensions() {
    let with = |extension: &str, members: &str| {
        let text = document(
            "cursor: string; offset: integer; limit: integer; n: integer, default: 0",
            members,
            "",
        );
        let text = text.replace("operationId: op,", &format!("operationId: op, {extension},"));
        let (api, found) = lower_version("3.1.0", &text);
        let found: Vec<String> = found.list.iter().map(|one| one.message()).collect();
        (shown(&api.operations[0]), found.join("\n"))
    };
    let meta = format!(
        "data: {LIST}, meta: {{ type: object, properties: {{ next: {TEXT}, pages: {{ type: integer }} }} }}"
    );
    for (extension, expected) in [
        (
            "x-speakeasy-pagination: { type: cursor, inputs: [{ name: cursor, in: parameters, type: cursor }], outputs: { results: $.data, nextCursor: $.meta.next } }",
            "cursor = /meta/next; items \"/data\"",
        ),
        (
            "x-speakeasy-pagination: { type: cursor, inputs: [{ name: since, in: requestBody, type: cursor }], outputs: { nextCursor: '$.data[-1].id' } }",
            "body/since = last /id; items \"/data\"",
        ),
        (
            "x-speakeasy-pagination: { type: offsetLimit, inputs: [{ name: n, in: parameters, type: page }], outputs: { results: $.data, numPages: $.meta.pages } }",
            "n = page from 0; items \"/data\"; total /meta/pages",
        ),
        (
            "x-speakeasy-pagination: { type: offsetLimit, inputs: [{ name: offset, in: parameters, type: offset }], outputs: { results: $.data } }",
            "offset = offset from 0; items \"/data\"",
        ),
        (
            "x-speakeasy-pagination: { type: url, outputs: { nextUrl: $.meta.next } }",
            "URL = /meta/next; items \"/data\"",
        ),
        (
            "x-fern-pagination: { cursor: $request.cursor, next_cursor: $response.meta.next, results: $response.data }",
            "cursor = /meta/next; items \"/data\"",
        ),
        (
            "x-fern-pagination: { offset: $request.n, results: $response.data }",
            "n = page from 0; items \"/data\"",
        ),
        (
            "x-fern-pagination: { offset: $request.offset, step: $request.limit, results: $response.data, has-next-page: $response.meta.more }",
            "offset = offset from 0; items \"/data\"; more /meta/more is true",
        ),
        (
            "x-ms-pageable: { itemName: data, nextLinkName: meta.next }",
            "URL = /meta/next; items \"/data\"",
        ),
    ] {
        assert_eq!(with(extension, &meta), (expected.to_owned(), String::new()), "{extension}");
    }
    assert_eq!(
        with("x-ms-pageable: { nextLinkName: null }", &meta),
        ("none".to_owned(), String::new())
    );
    assert_eq!(
        with("x-ms-pageable: { nextLinkName: next }", &meta).1,
        "`x-ms-pageable` of `op` is not used: its response documents no list at `/value`"
    );
    assert_eq!(
        with("x-fern-pagination: { type: custom }", &meta).1,
        "`x-fern-pagination` of `op` is not used: its inputs or outputs are not understood"
    );
}

//! Credentials where the description says little about them: clients are generated, built, and run against the
//! server.

use specwright::read::Source;
use specwright::{Generated, Input};
use specwright_tests::cargo::Project;
use specwright_tests::{Request, Server, fixtures};

/// No scheme is declared. That an operation takes none says nothing then.
const SILENT: &str = "
openapi: 3.0.3
info: { title: Silent, version: '1' }
servers: [{ url: 'http://127.0.0.1:9' }]
paths:
  /silent/basic: { get: { operationId: basic, responses: { '204': { description: d } } } }
  /silent/bearer: { get: { operationId: bearer, security: [], responses: { '204': { description: d } } } }
  /silent/undeclared: { get: { operationId: undeclared, security: [{ gone: [] }], responses: { '204': { description: d } } } }
";

/// A scheme is declared, and no operation names it.
const UNUSED: &str = "
openapi: 3.0.3
info: { title: Unused, version: '1' }
servers: [{ url: 'http://127.0.0.1:9' }]
paths:
  /unused/silent: { get: { operationId: silent, responses: { '204': { description: d } } } }
  /unused/open: { get: { operationId: open, security: [], responses: { '204': { description: d } } } }
components:
  securitySchemes:
    login: { type: http, scheme: basic }
";

/// One scheme is named by an operation, others are not.
const MIXED: &str = "
openapi: 3.0.3
info: { title: Mixed, version: '1' }
servers: [{ url: 'http://127.0.0.1:9' }]
paths:
  /mixed/secured: { get: { operationId: secured, security: [{ key: [] }], responses: { '204': { description: d } } } }
  /mixed/silent: { get: { operationId: silent, responses: { '204': { description: d } } } }
  /mixed/open: { get: { operationId: open, security: [], responses: { '204': { description: d } } } }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Key }
    spare: { type: apiKey, in: query, name: spare }
    other: { type: apiKey, in: header, name: X-KEY }
";

/// Two credentials in one header are needed together.
const TWO: &str = "
openapi: 3.0.3
info: { title: Two, version: '1' }
servers: [{ url: 'http://127.0.0.1:9' }]
paths:
  /two/both: { get: { operationId: both, security: [{ basic: [], bearer: [] }], responses: { '204': { description: d } } } }
components:
  securitySchemes:
    basic: { type: http, scheme: basic }
    bearer: { type: http, scheme: bearer }
";

/// The whole URL of the server is not known.
const TEMPLATES: &str = "
openapi: 3.0.3
info: { title: Templates, version: '1' }
servers:
  - url: '{endpoint}/path/{version}'
    variables: { endpoint: { default: '' }, version: { default: v2, enum: [v1, v2] } }
paths:
  /templates: { get: { operationId: get, responses: { '204': { description: d } } } }
";

fn generate(input: Input) -> Generated {
    let generated = specwright::generate(input, Some("generated"));
    assert!(!generated.diagnostics.has_errors(), "{:#?}", generated.diagnostics.list);
    generated
}

/// What arrives from a program that uses generated clients: its text comes after the URL of the server.
fn run(name: &str, inputs: Vec<Input>, program: &str) -> Vec<Request> {
    let server = Server::always(specwright_tests::Reply::new(204, &[], ""));
    let generated = inputs.into_iter().map(generate).collect();
    let package = specwright::together("generated", generated, "cargo test");
    let project = Project::new(env!("CARGO_TARGET_TMPDIR").as_ref(), name, &package);
    project.add("examples/calls.rs", program);
    project.cargo(&["run", "--features", "blocking", "--example", "calls", "--", &server.url()]);
    server.requests()
}

/// Target, `Authorization` and `X-Key` of requests.
fn seen(requests: &[Request]) -> Vec<String> {
    let line = |request: &Request| {
        let header = |name: &str| request.header(name).unwrap_or("-").to_owned();
        format!("{} {} {}", request.target, header("authorization"), header("x-key"))
    };
    requests.iter().map(line).collect()
}

const SIP: &str = "/2010-04-01/Accounts/AC1/SIP/Domains.json";

#[test]
fn credentials_that_are_set_are_sent() {
    let path = fixtures::root().join("specs/twilio_sip/CreateSipDomain.html");
    let page = Source::new("page.html", std::fs::read_to_string(path).unwrap());
    let documents = [
        ("silent", SILENT),
        ("unused", UNUSED),
        ("mixed", MIXED),
        ("two", TWO),
        ("templates", TEMPLATES),
    ];
    let mut inputs = vec![Input::new("page", vec![page])];
    inputs.extend(documents.map(|(name, text)| fixtures::of_text(name, text)));
    let requests = run("security", inputs, include_str!("security/calls.rs"));
    assert_eq!(
        seen(&requests),
        [
            &format!("{SIP} Basic QUMxOnMzY3JldA== -"),
            "/silent/basic Basic QUMxOnMzY3JldA== -",
            "/silent/bearer Bearer t0ken -",
            "/silent/undeclared Bearer t0ken -",
            "/unused/silent Basic QUMxOnMzY3JldA== -",
            "/unused/open - -",
            "/mixed/secured?spare=s - k",
            "/mixed/silent?spare=s - -",
            "/mixed/open - -",
            "/mixed/secured?spare=s - -",
            "/mixed/secured - o",
            "/two/both Bearer own -",
            "/two/both Bearer t0ken -",
            "/two/both Bearer own -",
            "/path/v2/templates - -",
            "/path/v1/templates - -",
        ]
    );
    let page = &requests[0];
    assert_eq!(page.text(), "DomainName=acme.sip.twilio.com");
    assert_eq!(page.header("content-type"), Some("application/x-www-form-urlencoded"));
}

/// The page that the project began with.
#[test]
#[ignore = "reads ../shared, which is no part of the repository"]
fn credentials_of_the_seed_page() {
    let seed =
        std::fs::read_dir(fixtures::shared().join("pages/seed")).unwrap().next().unwrap().unwrap();
    let page = Source::new("seed.txt", std::fs::read_to_string(seed.path()).unwrap());
    let program = "
        use generated::seed::{Client, types::CreateSipDomainRequest};

        fn main() {
            let url = std::env::args().nth(1).unwrap();
            let client = Client::builder().base_url(&url).basic_auth(\"AC1\", \"s3cret\").build().unwrap();
            let body = CreateSipDomainRequest::new(\"acme.sip.twilio.com\");
            let _ = client.create_sip_domain(\"AC1\", body).send_blocking();
        }
    ";
    let requests = run("seed", vec![Input::new("seed", vec![page])], program);
    assert_eq!(seen(&requests), [format!("{SIP} Basic QUMxOnMzY3JldA== -")]);
}

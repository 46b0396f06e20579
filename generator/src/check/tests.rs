use crate::Input;
use crate::read::Source;

/// The codes and messages of these paths.
fn check(paths: &str, expected: &[&str]) {
    let text = format!("openapi: 3.0.3\ninfo: {{ title: T, version: '1' }}\npaths:\n{paths}");
    let input = Input::new("api", vec![Source::new("t.yaml", text)]);
    let generated = crate::generate(input, None);
    let found: Vec<String> = generated
        .diagnostics
        .list
        .iter()
        .filter(|found| ("SW0035"..="SW0037").contains(&found.code().id()))
        .map(|found| format!("{} {}", found.code().id(), found.message()))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn templates_that_differ_in_names_only() {
    let get = |id: &str| {
        format!("{{ get: {{ operationId: {id}, responses: {{ '200': {{ description: d }} }} }} }}")
    };
    let same = format!("  /a/{{x}}: {}\n  /a/{{y}}: {}\n", get("one"), get("two"));
    let message = "SW0035 GET /a/{y} and /a/{x} are the same path; a server cannot tell them apart";
    check(&same, &[message]);
    check(&format!("  /a/{{x}}: {}\n  /a/{{x}}/b: {}\n", get("one"), get("two")), &[]);
    let other = get("two").replace("get:", "put:");
    check(&format!("  /a/{{x}}: {}\n  /a/{{y}}: {other}\n", get("one")), &[]);
}

#[test]
fn bodies_without_meaning() {
    let with = |method: &str| {
        let body = "requestBody: { content: { application/json: { schema: { type: object } } } }";
        format!(
            "  /a: {{ {method}: {{ operationId: one, {body}, responses: {{ '200': {{ description: d }} }} }} }}\n"
        )
    };
    check(&with("get"), &["SW0036 `one` sends a body with GET; servers and proxies may drop it"]);
    check(
        &with("delete"),
        &["SW0036 `one` sends a body with DELETE; servers and proxies may drop it"],
    );
    check(&with("post"), &[]);
}

#[test]
fn failures_without_a_success() {
    let with = |status: &str| {
        format!(
            "  /a: {{ get: {{ operationId: one, responses: {{ {status}: {{ description: d }} }} }} }}\n"
        )
    };
    check(
        &with("'404'"),
        &["SW0037 `one` documents no successful response; the body of one is not read"],
    );
    check(&with("default"), &[]);
    check(&with("'302'"), &[]);
}

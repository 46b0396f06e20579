//! The front page of an API: the documentation of its module, and the README of its crate.

use indexmap::IndexMap;

use super::context::Plan;
use super::doc;
use super::operation::PlannedOperation;
use crate::api::{Operation, Security};
use crate::rust::{Client, Credential, CredentialKind, Docs};

/// Page that a text is written for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Page {
    Rustdoc,
    Readme,
}

/// Input of the front page.
pub struct Front<'a> {
    plan: &'a Plan<'a>,
    client: &'a Client,
    operations: &'a [PlannedOperation],
    /// The operation that the examples call: the one that needs the fewest changes to run.
    first: Option<usize>,
}

impl<'a> Front<'a> {
    pub fn new(plan: &'a Plan<'a>, client: &'a Client, operations: &'a [PlannedOperation]) -> Self {
        let pairs = plan.api.operations.iter().zip(operations).enumerate();
        let first = pairs.min_by_key(|(_, (operation, planned))| {
            let (given, arguments) = planned.example.effort();
            let is_read = operation.method == "GET";
            let is_open = needed_together(operation).is_none();
            (operation.deprecated, given, !is_read, is_open, arguments, !planned.example.has_output)
        });
        Self { plan, client, operations, first: first.map(|(index, _)| index) }
    }

    /// The documentation of the API's module.
    pub fn rustdoc(&self) -> Docs {
        let mut lines = vec![self.title(), String::new()];
        self.sections(Page::Rustdoc, &mut lines);
        lines.into_iter().collect()
    }

    /// The README of the API's crate.
    pub fn readme(&self) -> Vec<String> {
        let package = &self.plan.layout.package;
        let mut lines = vec![format!("# {package}"), String::new(), self.title(), String::new()];
        let dependencies = [
            "```toml".to_owned(),
            "[dependencies]".to_owned(),
            format!("{package} = {{ path = \"../{package}\" }}"),
            "tokio = { version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }".to_owned(),
            "```".to_owned(),
            String::new(),
        ];
        lines.extend(dependencies);
        self.sections(Page::Readme, &mut lines);
        lines
    }

    /// Title of the API in one sentence.
    pub fn title(&self) -> String {
        let api = self.plan.api;
        let title = doc::first_sentence(&api.title);
        let title = title.trim_end_matches('.');
        let title = if title.is_empty() { "an HTTP API" } else { title };
        match doc::code(&api.version).trim() {
            // Documents that are recovered from pages have no version.
            "" | "0" => format!("A client for {title}."),
            version => format!("A client for {title}, version `{version}`."),
        }
    }

    fn sections(&self, page: Page, lines: &mut Vec<String>) {
        let mut section = |title: &str, content: Vec<String>| {
            if !content.is_empty() {
                let mark = if page == Page::Rustdoc { "#" } else { "##" };
                lines.extend([format!("{mark} {title}"), String::new()]);
                lines.extend(content);
                lines.push(String::new());
            }
        };
        section("Quick start", self.quick_start(page));
        section("Authentication", self.authentication(page));
        section("Errors", self.errors(page));
        section("Pages", self.pages(page));
        section("Timeouts", self.timeouts(page));
        section("Blocking", self.blocking());
        section("Features", self.features());
        section("Operations", self.groups(page));
        section("About the API", doc::lines(&self.plan.api.description).into_iter().collect());
        lines.pop();
    }

    /// A name of the crate: a link in rustdoc, plain code in the README.
    fn link(&self, page: Page, text: &str, target: &str) -> String {
        match page {
            // The page documents the client, whose module is a private child of the API's.
            Page::Rustdoc if self.plan.layout.is_embedded() => {
                format!("[`{text}`](super::{target})")
            }
            Page::Rustdoc if text == target => format!("[`{text}`]"),
            Page::Rustdoc => format!("[`{text}`]({target})"),
            Page::Readme => format!("`{text}`"),
        }
    }

    /// A link to a method of the client. If a feature can remove the method, the link is a URL, which rustdoc does not
    /// check.
    fn method(&self, page: Page, planned: &PlannedOperation) -> String {
        let method = planned.method.as_str();
        let (folder, owner) = match &planned.group {
            Some(group) => ("operations", group.as_str()),
            None => ("", "Client"),
        };
        let target = match (self.plan.layout.group_features, folder) {
            (true, "") => format!("struct.{owner}.html#method.{method}"),
            (true, _) => format!("{folder}/struct.{owner}.html#method.{method}"),
            (false, "") => format!("{owner}::{method}"),
            (false, _) => format!("{folder}::{owner}::{method}"),
        };
        self.link(page, method, &target)
    }

    fn quick_start(&self, page: Page) -> Vec<String> {
        let mut body = self.build();
        if let Some(planned) = self.planned() {
            match planned.example.has_output {
                true => {
                    body.extend(planned.example.statement("let response = ", ".await?;"));
                    body.push("println!(\"{response:#?}\");".to_owned());
                }
                false => body.extend(planned.example.statement("", ".await?;")),
            }
        }
        let mut lines = self.program(page, &body);
        let response = self.link(page, "Response", "Response");
        let maybe = self.link(page, "Maybe", "Maybe");
        let module = self.plan.layout.example_path();
        lines.extend([
            String::new(),
            "Every operation is a method that takes the required parameters and returns a call. Optional"
                .to_owned(),
            "parameters are set on the call. `.await` sends it and returns the decoded body; `.send().await`"
                .to_owned(),
            format!("returns a {response} with status, headers and body."),
            String::new(),
            format!("With the trait {maybe} in scope, `.maybe(option, Call::setter)` sets a value that may be missing."),
            format!("Crates whose types appear in signatures are re-exported, such as `{module}::http`."),
        ]);
        lines
    }

    fn planned(&self) -> Option<&'a PlannedOperation> {
        self.operations.get(self.first?)
    }

    /// Wraps statements in a function: as a complete program in the README, with hidden lines in rustdoc.
    fn program(&self, page: Page, body: &[String]) -> Vec<String> {
        let example = self.planned().map(|planned| &planned.example);
        let module = self.plan.layout.example_path();
        let given = example.map_or(&[][..], |example| &example.given);
        let given: Vec<String> = given.iter().map(|(name, ty)| format!("{name}: {ty}")).collect();
        let result = "Result<(), Box<dyn std::error::Error>>";
        let imports = match example {
            Some(example) if example.uses_types => format!("use {module}::{{Client, types}};"),
            _ => format!("use {module}::Client;"),
        };
        let mut lines = Vec::new();
        match page {
            Page::Rustdoc => {
                lines.push(self.plan.layout.example_fence().to_owned());
                let group = self.first.and_then(|first| self.plan.modules.groups.get(first));
                if let Some(feature) = group.and_then(|group| self.plan.feature(group)) {
                    lines.push(format!("# #[cfg(feature = \"{feature}\")]"));
                }
                lines.push(format!("# async fn example({}) -> {result} {{", given.join(", ")));
                lines.extend([imports, String::new()]);
                lines.extend(body.iter().cloned());
                lines.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
            }
            Page::Readme => {
                lines.extend(["```rust".to_owned(), imports, String::new()]);
                if given.is_empty() {
                    lines.push("#[tokio::main]".to_owned());
                    lines.push(format!("async fn main() -> {result} {{"));
                } else {
                    lines.push(format!("async fn example({}) -> {result} {{", given.join(", ")));
                }
                lines.extend(body.iter().map(|line| format!("    {line}")));
                lines.extend(["    Ok(())", "}", "```"].map(str::to_owned));
            }
        }
        lines
    }

    /// Returns the statements that build the client, with the credentials that the operation requires.
    fn build(&self) -> Vec<String> {
        let operation = self.first.and_then(|first| self.plan.api.operations.get(first));
        let needed = operation.and_then(needed_together).unwrap_or_default();
        let credentials = &self.client.credentials;
        let mut used: Vec<&Credential> =
            credentials.iter().filter(|one| needed.contains(&one.scheme)).collect();
        if used.is_empty() {
            used.extend(credentials.first());
        }
        let mut settings = Vec::new();
        if self.client.base_url.is_empty() {
            settings.push(".base_url(\"https://api.example.com\")".to_owned());
        }
        settings.extend(used.into_iter().map(|credential| {
            let variable = |name: &str| format!("std::env::var(\"{name}\")?");
            let arguments = match &credential.kind {
                CredentialKind::Basic => [variable("USERNAME"), variable("PASSWORD")].join(", "),
                CredentialKind::Bearer | CredentialKind::Authorization(_) => variable("TOKEN"),
                CredentialKind::Header(_)
                | CredentialKind::Query(_)
                | CredentialKind::Cookie(_) => variable("API_KEY"),
            };
            format!(".{}({arguments})", credential.name)
        }));
        let one_line = format!("let client = Client::builder(){}.build()?;", settings.concat());
        if one_line.chars().count() <= 80 {
            return vec![one_line];
        }
        let mut lines = vec!["let client = Client::builder()".to_owned()];
        lines.extend(settings.into_iter().map(|setting| format!("    {setting}")));
        lines.push("    .build()?;".to_owned());
        lines
    }

    fn authentication(&self, page: Page) -> Vec<String> {
        let mut lines = Vec::new();
        for credential in &self.client.credentials {
            let method = credential.name.as_str();
            let link = self.link(page, method, &format!("ClientBuilder::{method}"));
            lines.push(format!("- {link}: {}", sent(&credential.kind)));
        }
        lines.push(String::new());
        if self.plan.api.schemes.is_empty() {
            lines.push(
                "The API description declares no security scheme. A credential that is set is sent with every".to_owned(),
            );
            lines.push("call.".to_owned());
        } else {
            let missing = self.link(page, "Error::MissingCredential", "Error::MissingCredential");
            lines.extend([
                "A call sends the credentials that its operation requires. If the client does not have them, the"
                    .to_owned(),
                format!("call fails with {missing} and nothing is sent."),
            ]);
        }
        lines.push(
            "Credentials are not shown by `Debug` and are not sent to other hosts after a redirect."
                .to_owned(),
        );
        lines
    }

    fn errors(&self, page: Page) -> Vec<String> {
        let (error, api) =
            (self.link(page, "Error", "Error"), self.link(page, "Error::Api", "Error::Api"));
        let mut lines = vec![
            format!("A call fails with {error}. {api} holds the documented error body; the other variants have other"),
            "causes, such as a timeout. If there is a response, the error prints its status and body. The".to_owned(),
            "methods `status()`, `message()`, `body()`, `is_not_found()`, `is_timeout()`, `is_retryable()` and".to_owned(),
            "`retry_after()` work on every variant.".to_owned(),
        ];
        let Some(planned) = self.planned() else { return lines };
        let value = match planned.example.has_output {
            true => "Ok(response) => println!(\"{response:#?}\"),",
            false => "Ok(()) => println!(\"done\"),",
        };
        let arms = [
            value,
            "Err(error) if error.is_not_found() => println!(\"not found\"),",
            "Err(error) => return Err(error.into()),",
        ];
        let arms: String = arms.iter().map(|arm| format!("\n    {arm}")).collect();
        let mut body = self.build();
        body.extend(planned.example.statement("match ", &format!(".await {{{arms}\n}}")));
        // The README shows one complete program, in its quick start.
        if page == Page::Rustdoc {
            lines.push(String::new());
            lines.extend(self.program(page, &body));
        }
        lines
    }

    /// Shows how a list is read page by page, with the first operation for which an example needs nothing.
    fn pages(&self, page: Page) -> Vec<String> {
        let operations = self.plan.api.operations.iter().zip(self.operations).enumerate();
        let mut paged = operations.filter(|(_, (one, _))| one.pagination.is_some()).peekable();
        if paged.peek().is_none() {
            return Vec::new();
        }
        let mut lines = vec![
            "Calls whose lists come in pages have the methods `items()` and `pages()`, which return streams. A page is"
                .to_owned(),
            "requested when it is wanted. An error ends the stream.".to_owned(),
        ];
        let given = |planned: &PlannedOperation| planned.example.given.len();
        let first = paged.find(|(_, (_, planned))| given(planned) == 0);
        let Some((index, (_, planned))) = first.filter(|_| page == Page::Rustdoc) else {
            return lines;
        };
        let module = self.plan.layout.example_path();
        lines.extend([String::new(), self.plan.layout.example_fence().to_owned()]);
        let feature =
            self.plan.modules.groups.get(index).and_then(|group| self.plan.feature(group));
        lines.extend(feature.map(|feature| format!("# #[cfg(feature = \"{feature}\")]")));
        let result = "Result<(), Box<dyn std::error::Error>>";
        lines.push(format!("# async fn example(client: {module}::Client) -> {result} {{"));
        if planned.example.uses_types {
            lines.push(format!("use {module}::types;"));
            lines.push(String::new());
        }
        lines.extend(planned.example.statement("let mut items = ", ".items();"));
        let rest = [
            "while let Some(item) = items.next().await {",
            "    println!(\"{:?}\", item?);",
            "}",
            "# Ok(())",
            "# }",
            "```",
        ];
        lines.extend(rest.map(str::to_owned));
        lines
    }

    fn timeouts(&self, page: Page) -> Vec<String> {
        let all = self.link(page, "timeout", "ClientBuilder::timeout");
        let none = self.link(page, "without_timeout", "ClientBuilder::without_timeout");
        vec![
            "Calls time out after 60 seconds, which includes redirects and reading the response's body."
                .to_owned(),
            format!("On the builder, {all} and {none}"),
            "change this for all calls; `.with_timeout(…)` changes it for one.".to_owned(),
        ]
    }

    fn blocking(&self) -> Vec<String> {
        if self.plan.layout.is_embedded() {
            return vec![
                "A client that is generated with `blocking` has `.send_blocking()` on every call, which sends it"
                    .to_owned(),
                "without async and blocks until the response is received.".to_owned(),
            ];
        }
        vec![
            "With the feature `blocking`, every call has `.send_blocking()`, which sends it without async and"
                .to_owned(),
            "blocks until the response is received.".to_owned(),
        ]
    }

    fn features(&self) -> Vec<String> {
        if self.plan.layout.is_embedded() {
            return Vec::new();
        }
        let mut lines = vec![
            "- `reqwest`, on by default: sends calls with `reqwest` and rustls. Without it, set a `Transport`"
                .to_owned(),
            "  on the builder.".to_owned(),
            "- `gzip`, on by default: decompresses gzip responses. `brotli` and `zstd` decompress those encodings."
                .to_owned(),
            "- `serde`, on by default: implements `serde::Serialize` and `Deserialize` for all types. Calls do not need it."
                .to_owned(),
            "- `blocking`: adds `.send_blocking()` to every call.".to_owned(),
            "- `tower`: adds `TowerTransport`, which sends calls with a Tower service.".to_owned(),
        ];
        if let Some(api) = &self.plan.layout.module {
            lines.push(format!("- `{api}`, on by default: this module."));
        }
        if !self.plan.group_features().is_empty() {
            lines.push("- `full`, on by default: all groups of operations. To compile faster, disable it and enable".to_owned());
            lines.push("  only the groups that you need, by the features listed below.".to_owned());
        }
        lines
    }

    /// Lists the groups, each with its first operation. No line depends on the other operations.
    fn groups(&self, page: Page) -> Vec<String> {
        let mut groups: IndexMap<&str, (&Operation, &PlannedOperation)> = IndexMap::new();
        let pairs = self.plan.api.operations.iter().zip(self.operations);
        for (pair, group) in pairs.zip(&self.plan.modules.groups) {
            groups.entry(group).or_insert(pair);
        }
        let line = |(group, (operation, planned)): (&str, (&Operation, &PlannedOperation))| {
            let mut name = doc::first_sentence(&operation.group);
            if let Some(feature) = self.plan.feature(group) {
                name.push_str(&format!(" (feature `{feature}`)"));
            }
            match page {
                Page::Readme => format!("- {name}"),
                Page::Rustdoc => {
                    let first = self.method(page, planned);
                    format!("- {name}, starting with {first}")
                }
            }
        };
        groups.into_iter().map(line).collect()
    }
}

/// Describes how a credential is sent.
fn sent(kind: &CredentialKind) -> String {
    match kind {
        CredentialKind::Basic => "user name and password (HTTP Basic)".to_owned(),
        CredentialKind::Bearer => "a token, sent as `Authorization: Bearer …`".to_owned(),
        CredentialKind::Authorization(scheme) => {
            format!("a token, sent as `Authorization: {} …`", doc::code(scheme))
        }
        CredentialKind::Header(name) => {
            format!("an API key, sent in the header `{}`", doc::code(name))
        }
        CredentialKind::Query(name) => {
            format!("an API key, sent in the query parameter `{}`", doc::code(name))
        }
        CredentialKind::Cookie(name) => {
            format!("an API key, sent in the cookie `{}`", doc::code(name))
        }
    }
}

/// Returns the schemes that the first alternative of an operation requires together.
fn needed_together(operation: &Operation) -> Option<Vec<String>> {
    match &operation.security {
        Security::AnyOf(alternatives) => {
            Some(alternatives.first()?.iter().map(|one| one.scheme.clone()).collect())
        }
        Security::Unspecified | Security::None => None,
    }
}

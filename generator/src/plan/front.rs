//! The front page of an API: the documentation of its module, and the README of its crate.

use indexmap::IndexMap;

use super::context::Plan;
use super::doc;
use super::operation::{PlannedOperation, summary};
use crate::api::{Operation, Security};
use crate::rust::{Client, Credential, CredentialKind, Docs, Ident};

/// Above this many operations the front page counts those of a group; up to it, it lists them.
const LISTED: usize = 60;

/// Where a text is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Page {
    Rustdoc,
    Readme,
}

/// What the front page is about.
pub struct Front<'a> {
    plan: &'a Plan<'a>,
    client: &'a Client,
    operations: &'a [PlannedOperation],
    /// The operation of the examples: one that a reader can call as it is written.
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

    /// One sentence.
    pub fn title(&self) -> String {
        let api = self.plan.api;
        let title = doc::first_sentence(&api.title);
        let title = title.trim_end_matches('.');
        let title = if title.is_empty() { "an HTTP API" } else { title };
        match doc::code(&api.version).trim() {
            // Pages have no version.
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
        section("Timeouts", self.timeouts(page));
        section("Blocking", self.blocking());
        section("Features", self.features());
        section("Operations", self.groups(page));
        section("About the API", doc::lines(&self.plan.api.description).into_iter().collect());
        lines.pop();
    }

    /// A name of the crate, as a link where links work.
    fn link(&self, page: Page, text: &str, target: &str) -> String {
        match page {
            // The text is that of the client, whose module is private.
            Page::Rustdoc if self.plan.layout.is_embedded() => {
                format!("[`{text}`](super::{target})")
            }
            Page::Rustdoc if text == target => format!("[`{text}`]"),
            Page::Rustdoc => format!("[`{text}`]({target})"),
            Page::Readme => format!("`{text}`"),
        }
    }

    /// A method of the client. Where it may be left out, the link is one that rustdoc does not resolve.
    fn method(&self, page: Page, method: &Ident) -> String {
        let method = method.as_str();
        let target = match self.plan.layout.group_features {
            true => format!("struct.Client.html#method.{method}"),
            false => format!("Client::{method}"),
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
        lines.extend([
            String::new(),
            "A method takes what its operation requires and returns a call; what is optional is a"
                .to_owned(),
            "setter of that call. `.await` sends it and gives the decoded body, `.send().await` a"
                .to_owned(),
            format!("{response} with status and headers as well."),
        ]);
        lines
    }

    fn planned(&self) -> Option<&'a PlannedOperation> {
        self.operations.get(self.first?)
    }

    /// Statements in a function: the whole program in a README, hidden around them in rustdoc.
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
                let group = self.first.and_then(|first| self.plan.modules.operations.get(first));
                if let Some(feature) = group.and_then(|module| self.plan.feature(module)) {
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

    /// Statements that make the client, with the credentials that the operation needs.
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
                "The description names no security scheme: a credential that is set is".to_owned(),
            );
            lines.push("sent with every call.".to_owned());
        } else {
            let missing = self.link(page, "Error::MissingCredential", "Error::MissingCredential");
            lines.extend([
                "A call sends the credentials that its operation asks for. Where the client has none of"
                    .to_owned(),
                format!("those that will do, the call fails with {missing}, and nothing is sent."),
            ]);
        }
        lines.push(
            "Credentials do not show in `Debug` and do not follow redirects to other hosts."
                .to_owned(),
        );
        lines
    }

    fn errors(&self, page: Page) -> Vec<String> {
        let (error, api) =
            (self.link(page, "Error", "Error"), self.link(page, "Error::Api", "Error::Api"));
        let mut lines = vec![
            format!("A call fails with {error}: {api} holds the documented error body, the other variants say"),
            "what else went wrong. All of them print the status and the API's own message, and have".to_owned(),
            "`status()`, `message()`, `body()`, `is_not_found()`, `is_timeout()`, `is_retryable()` and".to_owned(),
            "`retry_after()`.".to_owned(),
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
        // A README has one whole program; what differs is enough here.
        if page == Page::Rustdoc {
            lines.push(String::new());
            lines.extend(self.program(page, &body));
        }
        lines
    }

    fn timeouts(&self, page: Page) -> Vec<String> {
        let all = self.link(page, "timeout", "ClientBuilder::timeout");
        let none = self.link(page, "without_timeout", "ClientBuilder::without_timeout");
        vec![
            "A call may take 60 seconds, redirects and the body of the response included."
                .to_owned(),
            format!("{all} and {none} change that"),
            "for all calls of a client, `.with_timeout(…)` for one.".to_owned(),
        ]
    }

    fn blocking(&self) -> Vec<String> {
        if self.plan.layout.is_embedded() {
            return vec![
                "Generated with `blocking`, `.send_blocking()` on a call sends it and waits for the"
                    .to_owned(),
                "response, without async.".to_owned(),
            ];
        }
        vec![
            "With the feature `blocking`, `.send_blocking()` on a call sends it and waits for the"
                .to_owned(),
            "response, without async.".to_owned(),
        ]
    }

    fn features(&self) -> Vec<String> {
        if self.plan.layout.is_embedded() {
            return Vec::new();
        }
        let mut lines = vec![
            "- `reqwest`, on by default: sends calls by `reqwest` with rustls. Without it, give the client a"
                .to_owned(),
            "  `Transport` of your own.".to_owned(),
            "- `blocking`: `.send_blocking()` on every call.".to_owned(),
        ];
        if let Some(api) = &self.plan.layout.module {
            lines.push(format!("- `{api}`, on by default: this module."));
        }
        if !self.plan.group_features().is_empty() {
            lines.push("- `full`, on by default: all groups of operations. Without it, name the groups that you".to_owned());
            lines.push("  need, by the features below, which makes compiling faster.".to_owned());
        }
        lines
    }

    fn groups(&self, page: Page) -> Vec<String> {
        let modules = &self.plan.modules;
        let mut groups: IndexMap<&str, Vec<(&Operation, &PlannedOperation)>> = IndexMap::new();
        let pairs = self.plan.api.operations.iter().zip(self.operations);
        for (pair, module) in pairs.zip(&modules.operations) {
            let group = modules.groups.get(module).map_or(module.as_str(), String::as_str);
            groups.entry(group).or_default().push(pair);
        }
        let mut lines = Vec::new();
        for (group, operations) in groups {
            let tag = operations.first().map_or(group, |(operation, _)| &operation.group);
            let mut name = doc::first_sentence(tag);
            if let Some(feature) = self.plan.feature(group) {
                name.push_str(&format!(" (feature `{feature}`)"));
            }
            let count = match operations.len() {
                1 => "1 operation".to_owned(),
                count => format!("{count} operations"),
            };
            if page == Page::Readme {
                lines.push(format!("- {name}: {count}"));
            } else if self.operations.len() > LISTED {
                let first =
                    operations.first().map(|(_, planned)| self.method(page, &planned.method));
                lines.push(format!("- {name}: {count}, from {} on", first.unwrap_or_default()));
            } else {
                lines.push(format!("- {name}"));
                for (operation, planned) in operations {
                    let method = self.method(page, &planned.method);
                    let summary = summary(operation);
                    let summary = if summary.is_empty() { summary } else { format!(": {summary}") };
                    lines.push(format!("  - {method}{summary}"));
                }
            }
        }
        lines
    }
}

/// What a credential sends, in words.
fn sent(kind: &CredentialKind) -> String {
    match kind {
        CredentialKind::Basic => "user name and password (HTTP Basic)".to_owned(),
        CredentialKind::Bearer => "a token, sent as `Authorization: Bearer …`".to_owned(),
        CredentialKind::Authorization(scheme) => {
            format!("a token, sent as `Authorization: {} …`", doc::code(scheme))
        }
        CredentialKind::Header(name) => format!("a key, sent in the header `{}`", doc::code(name)),
        CredentialKind::Query(name) => {
            format!("a key, sent in the query parameter `{}`", doc::code(name))
        }
        CredentialKind::Cookie(name) => format!("a key, sent in the cookie `{}`", doc::code(name)),
    }
}

/// The schemes that an operation takes together, by the first of its alternatives.
fn needed_together(operation: &Operation) -> Option<Vec<String>> {
    match &operation.security {
        Security::AnyOf(alternatives) => alternatives.first().cloned(),
        Security::Unspecified | Security::None => None,
    }
}

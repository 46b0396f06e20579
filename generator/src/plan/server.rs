//! The servers of the document as an enum.

use super::names::{Namespace, type_name, value_name};
use super::types::string_variants;
use super::{Plan, code, doc_lines};
use crate::api::Server;
use crate::rust::{Enum, Item, ServerVariable, ServerVariant, Servers};

impl Plan<'_> {
    /// Servers that a client can be sent to: those with a host.
    fn absolute(&self) -> impl Iterator<Item = &Server> {
        self.api.servers.iter().filter(|server| server.url.contains("//"))
    }

    /// Whether there is a choice of servers.
    pub(super) fn has_servers(&self) -> bool {
        let mut servers = self.absolute();
        match (servers.next(), servers.next()) {
            (Some(first), None) => !first.variables.is_empty(),
            (first, _) => first.is_some(),
        }
    }

    /// The enum of servers, and the enums of their variables' values.
    pub(super) fn server_items(&self) -> Vec<Item> {
        if !self.has_servers() {
            return Vec::new();
        }
        let mut items = Vec::new();
        let mut types = Namespace::with(&["Client", "ClientBuilder", "Server"]);
        let mut variants = Namespace::default();
        let names_of_variants: Vec<String> = self
            .absolute()
            .enumerate()
            .map(|(index, server)| variants.claim([type_name(&words(server, index))]))
            .collect();
        // In scripts without capital letters a constructor could have the name of a variant.
        let taken = names_of_variants.iter().map(String::as_str).chain(["url", "new", "default"]);
        let mut constructors = Namespace::with(&taken.collect::<Vec<_>>());
        let variants = self
            .absolute()
            .enumerate()
            .map(|(index, server)| {
                let name = names_of_variants.get(index).cloned().unwrap_or_default();
                let mut names = Namespace::default();
                let mut fields = Vec::new();
                for variable in &server.variables {
                    let ty = if variable.values.is_empty() {
                        self.prelude.path("String")
                    } else {
                        let name = format!("server {}", variable.name);
                        let longer = format!("server {} {index}", variable.name);
                        let name = types.claim([type_name(&name), type_name(&longer)]);
                        let (variants, unknown) = string_variants(&variable.values);
                        items.push(Item::StringEnum(Enum {
                            name: name.clone(),
                            docs: vec![format!(
                                "Values of the variable `{}` of a server's URL.",
                                code(&variable.name)
                            )],
                            deprecated: false,
                            variants,
                            unknown,
                        }));
                        name
                    };
                    fields.push(ServerVariable {
                        name: names.claim([value_name(&variable.name)]),
                        ty,
                        default: variable.default.clone(),
                        docs: doc_lines(&variable.description),
                    });
                }
                let (texts, order) = parts(server, &fields);
                let mut docs = doc_lines(&server.description);
                if !docs.is_empty() {
                    docs.push(String::new());
                }
                docs.push(format!("`{}`", code(&server.url)));
                ServerVariant {
                    constructor: constructors.claim([value_name(&words(server, index))]),
                    name,
                    docs,
                    texts,
                    order,
                    variables: fields,
                }
            })
            .collect();
        let docs = vec!["Where the API is served.".to_owned()];
        items.insert(0, Item::Servers(Servers { name: "Server".to_owned(), docs, variants }));
        items
    }
}

/// Words of a server's name: a short description, else the host.
fn words(server: &Server, index: usize) -> String {
    let noise = ["the", "a", "an", "our", "server", "environment", "api", "url"];
    let text = server.description.trim().trim_end_matches('.');
    let words: Vec<&str> = text
        .split_whitespace()
        .filter(|word| !noise.contains(&word.to_ascii_lowercase().as_str()))
        .collect();
    let plain = text.chars().all(|c| c.is_alphanumeric() || c == ' ' || c == '-');
    if (1..=3).contains(&words.len()) && plain {
        return words.join(" ");
    }
    let host = server.url.split("//").nth(1).unwrap_or_default();
    let host = host.split('/').next().unwrap_or_default();
    let plain: String =
        host.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    if plain.trim().is_empty() { format!("server {}", index + 1) } else { plain }
}

/// The texts of a URL template, and the identifiers of the variables between them. A placeholder without a
/// variable stays text.
fn parts(server: &Server, fields: &[ServerVariable]) -> (Vec<String>, Vec<String>) {
    let mut texts = vec![String::new()];
    let mut order = Vec::new();
    let mut rest = server.url.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, tail)) = after.split_once('}') else { break };
        let at = server.variables.iter().position(|variable| variable.name == name);
        let last = texts.len() - 1;
        texts[last].push_str(before);
        match at.and_then(|at| fields.get(at)) {
            Some(field) => {
                order.push(field.name.clone());
                texts.push(String::new());
            }
            None => texts[last].push_str(&format!("{{{name}}}")),
        }
        rest = tail;
    }
    let last = texts.len() - 1;
    texts[last].push_str(rest);
    (texts, order)
}

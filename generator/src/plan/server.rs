//! Servers of the document to an enum.

use super::context::Plan;
use super::doc;
use super::enums::{open_enum, string_variants};
use super::names::{Namespace, type_name, value_name};
use crate::api::Server;
use crate::rust::{
    self, Derive, Docs, Ident, Item, Path, ServerConstructor, ServerUrl, ServerVariable, Servers,
    Type, UrlPart,
};

/// Name of the enum of servers.
const SERVER: &str = "Server";

impl Plan<'_> {
    /// Servers that a client can use: those whose URL has a host.
    fn absolute(&self) -> impl Iterator<Item = &Server> {
        self.api.servers.iter().filter(|server| server.is_absolute())
    }

    /// Whether there is a choice of servers.
    fn has_servers(&self) -> bool {
        let mut servers = self.absolute();
        match (servers.next(), servers.next()) {
            (Some(first), None) => !first.variables.is_empty(),
            (first, _) => first.is_some(),
        }
    }

    /// Name of the enum of servers, if there is a choice.
    pub fn servers(&self) -> Option<Ident> {
        self.has_servers().then(|| Ident::new(SERVER))
    }

    /// Plans the enum of servers, and the enums of their variables' values.
    pub fn server_items(&self) -> Vec<Item> {
        let Some(name) = self.servers() else { return Vec::new() };
        let mut values = Vec::new();
        let mut types = Namespace::with(&["Client", "ClientBuilder", SERVER]);
        let mut names = Namespace::default();
        let servers = self.absolute().enumerate();
        let names: Vec<Ident> =
            servers.map(|(index, one)| names.claim([type_name(&words(one, index))])).collect();
        // In a script without capital letters, a constructor could have the same name as a variant.
        let taken = names.iter().map(Ident::as_str).chain(["url", "new", "default"]);
        let mut constructors = Namespace::with(&taken.collect::<Vec<_>>());
        let variants = self
            .absolute()
            .zip(names)
            .enumerate()
            .map(|(index, (server, name))| {
                let variables = variables(server, index, &mut types, &mut values);
                let constructor = constructors.claim([value_name(&words(server, index))]);
                let constructor = (!variables.is_empty()).then(|| ServerConstructor {
                    name: constructor,
                    docs: Docs::line(constructor_docs(&name, &variables)),
                });
                let mut docs = doc::lines(&server.description);
                docs.paragraph();
                docs.push(format!("`{}`", doc::code(&server.url)));
                let url = url(server, &variables);
                rust::Server { name, docs, variables, constructor, url }
            })
            .collect();
        let servers = Item::Servers(Servers {
            name,
            docs: Docs::line("Server of the API."),
            derives: vec![Derive::Debug, Derive::Clone, Derive::PartialEq, Derive::Eq],
            variants,
        });
        [servers].into_iter().chain(values).collect()
    }
}

fn constructor_docs(variant: &Ident, variables: &[ServerVariable]) -> String {
    let with_default = variables.iter().filter(|one| one.default.is_some()).count();
    if with_default == 0 {
        return format!("Returns [`Self::{variant}`] with these values of its variables.");
    }
    let others = if with_default < variables.len() { "other " } else { "" };
    format!("Returns [`Self::{variant}`] with the default values of its {others}variables.")
}

/// Plans the variables of a server. Enums of their values claim names in `types` and are added to `items`.
fn variables(
    server: &Server,
    index: usize,
    types: &mut Namespace,
    items: &mut Vec<Item>,
) -> Vec<ServerVariable> {
    let mut names = Namespace::default();
    let needed = server.needed_variables();
    let variables = server.variables.iter().map(|variable| {
        let ty = if variable.values.is_empty() {
            Type::string()
        } else {
            let name = format!("server {}", variable.name);
            let longer = format!("server {} {index}", variable.name);
            let name = types.claim([type_name(&name), type_name(&longer)]);
            let docs = Docs::line(format!(
                "Values of the variable `{}` in a server's URL.",
                doc::code(&variable.name)
            ));
            let values =
                open_enum((name.clone(), docs), false, string_variants(&variable.values, None));
            items.push(Item::StringEnum(values));
            Type::path(Path::local(name))
        };
        ServerVariable {
            name: names.claim([value_name(&variable.name)]),
            ty,
            default: (!needed.contains(&variable)).then(|| variable.default.clone()),
            docs: doc::lines(&variable.description),
        }
    });
    variables.collect()
}

/// Returns the words of a server's name: its description if that is short, or else its host.
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
    let host = server.url.split("//").nth(1).unwrap_or(&server.url);
    let host = host.split('/').next().unwrap_or_default();
    let plain: String =
        host.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    if plain.trim().is_empty() { format!("server {}", index + 1) } else { plain }
}

/// Plans the URL of a server. A placeholder without a variable is kept as text.
fn url(server: &Server, fields: &[ServerVariable]) -> ServerUrl {
    let mut parts = Vec::new();
    let mut text = String::new();
    let mut rest = server.url.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, tail)) = after.split_once('}') else { break };
        text.push_str(before);
        let at = server.variables.iter().position(|variable| variable.name == name);
        match at.and_then(|at| fields.get(at)) {
            Some(field) => {
                parts.push(UrlPart::Text(std::mem::take(&mut text)));
                parts.push(UrlPart::Variable(field.name.clone()));
            }
            None => text.push_str(&format!("{{{name}}}")),
        }
        rest = tail;
    }
    text.push_str(rest);
    if fields.is_empty() {
        return ServerUrl::Fixed(text);
    }
    parts.push(UrlPart::Text(text));
    parts.retain(|part| *part != UrlPart::Text(String::new()));
    let is_used = |name: &&Ident| {
        parts.iter().any(|part| matches!(part, UrlPart::Variable(one) if one == *name))
    };
    let variables = fields.iter().map(|field| &field.name).filter(is_used).cloned().collect();
    ServerUrl::Parts { variables, parts }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api;

    /// The URL of a server with these variables.
    fn url_of(template: &str, variables: &[&str]) -> ServerUrl {
        let variables = variables.iter().map(|name| api::ServerVariable {
            name: (*name).to_owned(),
            default: String::new(),
            values: Vec::new(),
            description: String::new(),
        });
        let server = Server {
            url: template.to_owned(),
            description: String::new(),
            variables: variables.collect(),
        };
        let fields = variables_of(&server);
        url(&server, &fields)
    }

    fn variables_of(server: &Server) -> Vec<ServerVariable> {
        variables(server, 0, &mut Namespace::default(), &mut Vec::new())
    }

    #[test]
    fn variables_without_a_default_value() {
        let needed = |template: &str, defaults: &[(&str, &str)]| {
            let variables = defaults.iter().map(|(name, default)| api::ServerVariable {
                name: (*name).to_owned(),
                default: (*default).to_owned(),
                values: Vec::new(),
                description: String::new(),
            });
            let url = template.to_owned();
            let server = Server { url, description: String::new(), variables: variables.collect() };
            let needed = server.needed_variables().into_iter().map(|one| one.name.clone());
            (server.is_absolute(), needed.collect::<Vec<_>>().join(" "))
        };
        let endpoint = &[("endpoint", ""), ("version", "v1")][..];
        assert_eq!(needed("{endpoint}/path/{version}", endpoint), (true, "endpoint".to_owned()));
        let none = &[("endpoint", "none")][..];
        assert_eq!(needed("{endpoint}/path", none), (true, "endpoint".to_owned()));
        let whole = &[("endpoint", "https://a.example")][..];
        assert_eq!(needed("{endpoint}/path", whole), (true, String::new()));
        assert_eq!(needed("https://{a}.b.example", &[("a", "")]), (true, "a".to_owned()));
        assert_eq!(needed("https://{a}b.example", &[("a", "")]), (true, String::new()));
        assert_eq!(needed("https://{a}:{b}", &[("a", ""), ("b", "")]), (true, "a b".to_owned()));
        assert!(!needed("{a}b/c", &[("a", "")]).0);
        assert!(!needed("/v1", &[]).0);
    }

    #[test]
    fn placeholders_without_a_variable_stay_text() {
        let fixed = |text: &str| ServerUrl::Fixed(text.to_owned());
        assert_eq!(url_of("https://{a}.example/{", &[]), fixed("https://{a}.example/{"));
        let text = |text: &str| UrlPart::Text(text.to_owned());
        let (a, b) = (Ident::new("a"), Ident::new("b"));
        assert_eq!(
            url_of("{b}{a}://{x}/{b}", &["a", "unused", "b"]),
            ServerUrl::Parts {
                variables: vec![a.clone(), b.clone()],
                parts: vec![
                    UrlPart::Variable(b.clone()),
                    UrlPart::Variable(a),
                    text("://{x}/"),
                    UrlPart::Variable(b)
                ],
            }
        );
        let parts = vec![text("https://a.example")];
        let unused = ServerUrl::Parts { variables: Vec::new(), parts };
        assert_eq!(url_of("https://a.example", &["unused"]), unused);
    }
}

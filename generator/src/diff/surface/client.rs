//! The client, its builder, and servers.

use super::unit::{Fact, Item, Part, Unit};
use super::words::code;
use crate::changes::{Aspect, ItemKind, Kind};
use crate::plan::Places;
use crate::rust::{
    Client, Credential, CredentialKind, Derive, Server, ServerUrl, Servers, UrlPart,
};

/// Returns the unit of the client and its builder.
pub fn client<'a>(client: &'a Client, places: &Places) -> Unit<'a> {
    let mut items = Vec::new();
    if let Some(setter) = &client.server {
        let signature = format!("&{}", setter.servers);
        items.push(Item::new(ItemKind::Method, "ClientBuilder::server", signature));
    }
    Unit {
        items,
        facts: vec![Fact::new(Aspect::Url, &client.base_url)],
        docs: client.docs.lines(),
        parts: client.credentials.iter().map(|one| credential(one, places)).collect(),
        origin: places.servers.clone(),
        ..Unit::new(Kind::Client, "")
    }
}

fn credential<'a>(credential: &'a Credential, places: &Places) -> Part<'a> {
    let (arguments, form) = match &credential.kind {
        CredentialKind::Basic => ("username, password", "`Authorization: Basic`".to_owned()),
        CredentialKind::Bearer => ("secret", "`Authorization: Bearer`".to_owned()),
        CredentialKind::Authorization(scheme) => ("secret", format!("`Authorization: {scheme}`")),
        CredentialKind::Header(name) => {
            ("secret", format!("header `{}`", name.to_ascii_lowercase()))
        }
        CredentialKind::Query(name) => ("secret", format!("query parameter `{name}`")),
        CredentialKind::Cookie(name) => ("secret", format!("cookie `{name}`")),
    };
    let scope = match credential.everywhere {
        true => "every call",
        false => "calls of operations that require it",
    };
    let method = format!("ClientBuilder::{}", credential.name);
    Part {
        items: vec![Item::new(ItemKind::Method, method, arguments)],
        facts: vec![Fact::new(Aspect::Credential, form), Fact::new(Aspect::Scope, scope)],
        docs: credential.docs.lines(),
        origin: places.of_scheme(&credential.scheme),
        ..Part::new(Kind::Credential, &credential.scheme, &credential.name)
    }
}

/// Returns the unit of the enum of servers.
pub fn servers<'a>(servers: &'a Servers, places: &Places) -> Unit<'a> {
    // `as` can convert an enum whose variants hold nothing.
    let has_numbers = servers.variants.iter().all(|one| one.variables.is_empty());
    let mut items = vec![Item::new(ItemKind::Enum, &servers.name, "")];
    items.extend(
        servers.derives.iter().map(|one: &Derive| Item::new(ItemKind::Impl, one.name(), "")),
    );
    Unit {
        items,
        docs: servers.docs.lines(),
        parts: servers.variants.iter().enumerate().map(|one| server(one, has_numbers)).collect(),
        origin: places.servers.clone(),
        ..Unit::new(Kind::Servers, &servers.name)
    }
}

fn server((index, server): (usize, &Server), has_numbers: bool) -> Part<'_> {
    let fields = server.variables.iter().map(|one| format!("{}: {}", one.name, code(&one.ty)));
    let fields = fields.collect::<Vec<_>>().join(", ");
    let fields = if has_numbers { format!("= {index}") } else { fields };
    let mut items = vec![Item::new(ItemKind::Variant, &server.name, fields)];
    let needed = server.variables.iter().filter(|one| one.default.is_none());
    let needed: Vec<String> =
        needed.map(|one| format!("{}: {}", one.name, code(&one.ty))).collect();
    items.extend(
        server
            .constructor
            .iter()
            .map(|one| Item::new(ItemKind::Constructor, &one.name, needed.join(", "))),
    );
    let url = match &server.url {
        ServerUrl::Fixed(url) => url.clone(),
        ServerUrl::Parts { parts, .. } => {
            let parts = parts.iter().map(|part| match part {
                UrlPart::Text(text) => text.clone(),
                UrlPart::Variable(name) => format!("{{{name}}}"),
            });
            parts.collect()
        }
    };
    let mut facts = vec![Fact::new(Aspect::Url, url)];
    let defaults = server.variables.iter().filter_map(|one| {
        one.default.as_ref().map(|default| format!("{} = {default:?}", one.name))
    });
    let defaults = defaults.collect::<Vec<_>>().join(", ");
    if !defaults.is_empty() {
        facts.push(Fact::new(Aspect::Value, defaults));
    }
    // The documentation repeats the URL.
    Part { items, facts, ..Part::new(Kind::Server, &server.name, &server.name) }
}

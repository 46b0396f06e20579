//! The client and its builder.

use super::names::{Namespace, value_name};
use super::{Plan, code, doc};
use crate::api::SchemeKind;
use crate::rust::{Client, Credential, File, Item};

impl Plan<'_> {
    pub(super) fn client(&self) -> File {
        let api = self.api;
        let title = doc::first_sentence(&api.title);
        let base_url = api
            .servers
            .first()
            .map(crate::api::Server::default_url)
            .filter(|url| url.starts_with("http"))
            .unwrap_or_default();
        let mut names = Namespace::with(&[
            "base_url",
            "timeout",
            "build",
            "transport",
            "http_client",
            "server",
            "without_timeout",
            "default_header",
            "blocking_transport",
            "max_response_bytes",
            "user_agent",
        ]);
        let mut credentials: Vec<Credential> = api
            .schemes
            .iter()
            .map(|scheme| {
                let own = value_name(&scheme.name);
                let (usual, constructor, argument) = match &scheme.kind {
                    SchemeKind::Basic => ("basic_auth", "basic", None),
                    SchemeKind::Bearer => ("bearer_token", "bearer", None),
                    SchemeKind::Http(name) => {
                        ("authorization", "authorization", Some(name.clone()))
                    }
                    SchemeKind::Header(name) => ("api_key", "header", Some(name.clone())),
                    SchemeKind::Query(name) => ("api_key", "query", Some(name.clone())),
                    SchemeKind::Cookie(name) => ("api_key", "cookie", Some(name.clone())),
                };
                // The usual name where one scheme of the kind is there, else the scheme's own.
                let same = |other: &&crate::api::SecurityScheme| {
                    let key = |kind: &SchemeKind| match kind {
                        SchemeKind::Basic => 0,
                        SchemeKind::Bearer => 1,
                        SchemeKind::Http(_) => 2,
                        _ => 3,
                    };
                    key(&other.kind) == key(&scheme.kind)
                };
                let alone = api.schemes.iter().filter(same).count() == 1;
                let name = names.claim(if alone {
                    [usual.to_owned(), own]
                } else {
                    [own, usual.to_owned()]
                });
                let everywhere =
                    !api.operations.iter().any(|operation| operation.security.names(&scheme.name));
                let scheme_name = code(&scheme.name);
                let scope = if everywhere { "every call" } else { "the operations that name it" };
                let mut docs = vec![format!(
                    "Sets the credential of the security scheme `{scheme_name}`, for {scope}."
                )];
                if everywhere {
                    docs.push(String::new());
                    docs.push(
                        "No operation names the scheme. Calls of operations that take no credential, \
                         or that send another one in the same place, go without it."
                            .to_owned(),
                    );
                }
                let text = super::doc_lines(&scheme.description);
                if !text.is_empty() {
                    docs.push(String::new());
                    docs.extend(text);
                }
                Credential {
                    name,
                    docs,
                    scheme: scheme.name.clone(),
                    everywhere,
                    constructor,
                    argument,
                }
            })
            .collect();
        if credentials.is_empty() {
            for (name, constructor, scheme, what) in [
                ("basic_auth", "basic", "Basic", "a user name and a password"),
                ("bearer_token", "bearer", "Bearer", "a bearer token"),
            ] {
                credentials.push(Credential {
                    name: name.to_owned(),
                    docs: vec![format!(
                        "Sends {what} (`Authorization: {scheme}`) with every call. The description \
                         declares no security scheme; the API's documentation says which one it takes."
                    )],
                    scheme: name.to_owned(),
                    everywhere: true,
                    constructor,
                    argument: None,
                });
            }
        }
        let client = Client {
            docs: vec![
                format!("A client of {title}"),
                String::new(),
                "Cloning is cheap: clones share connections and settings.".to_owned(),
            ],
            base_url,
            credentials,
            idle: if api.operations.is_empty() {
                Some("the description has no operations")
            } else if self.layout.group_features {
                Some("all groups of operations may be off")
            } else {
                None
            },
            servers: self.has_servers().then(|| "Server".to_owned()),
        };
        let mut items = vec![Item::Client(client)];
        items.extend(self.server_items());
        File {
            path: format!("{}/client.rs", self.layout.folder),
            docs: vec!["The client and its builder.".to_owned()],
            uses: vec![self.layout.runtime_path(1)],
            items,
            ..File::default()
        }
    }
}

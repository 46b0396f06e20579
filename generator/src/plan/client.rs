//! The client and its builder.

use super::context::Plan;
use super::doc;
use crate::api::{Server, is_complete};
use crate::rust::{Allowance, Client, Docs, File, Ident, Item, Lint, ServerSetter};

/// Lints to allow on a client that may have no operations.
const DEAD_CODE: &[Lint] = &[Lint::rustc("dead_code")];

impl Plan<'_> {
    /// Plans the client. `servers` is the name of the enum of servers, if there is one.
    pub fn client(&self, servers: Option<Ident>) -> Client {
        let api = self.api;
        let base_url = api.servers.first().map(Server::default_url);
        let base_url = base_url.filter(|url| is_complete(url)).unwrap_or_default();
        let reason = if api.operations.is_empty() {
            Some("the description has no operations")
        } else if self.layout.group_features {
            Some("all groups of operations can be disabled")
        } else {
            None
        };
        let title = doc::first_sentence(&api.title);
        Client {
            docs: Docs::from_iter([
                format!("Client for {title}"),
                String::new(),
                "Cloning is cheap: clones share connections and settings.".to_owned(),
            ]),
            credentials: self.credentials(),
            server: servers.map(|servers| setter(servers, !base_url.is_empty())),
            schemes: self.key_places(),
            base_url,
            allow: reason.map(|reason| Allowance { lints: DEAD_CODE, reason }),
        }
    }

    /// Plans the file of the client and of the servers.
    pub fn client_file(&self, client: Client) -> File {
        let mut items = vec![Item::Client(client)];
        items.extend(self.server_items());
        File {
            path: format!("{}/client.rs", self.layout.folder()),
            docs: Docs::line("The client and its builder."),
            uses: vec![self.runtime_use(1)],
            items,
            ..self.file()
        }
    }
}

/// Plans the builder method that sets the server.
fn setter(servers: Ident, has_default: bool) -> ServerSetter {
    let default = if has_default { "The default is the first variant" } else { "It is a variant" };
    let docs = Docs::from_iter([
        format!("Sets the server. {default} of [`{servers}`]."),
        String::new(),
        "Operations for which the API description names another server keep that server."
            .to_owned(),
    ]);
    ServerSetter { docs, servers }
}

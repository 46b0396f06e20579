//! Servers.

use openapiv3 as oa;

use crate::api::{Server, ServerVariable};

/// The servers of a document, path item or operation.
pub(super) fn servers(servers: &[oa::Server]) -> Vec<Server> {
    let lower = |server: &oa::Server| Server {
        url: server.url.clone(),
        description: server.description.clone().unwrap_or_default(),
        variables: server
            .variables
            .iter()
            .flatten()
            .map(|(name, variable)| ServerVariable {
                name: name.clone(),
                default: variable.default.clone(),
                values: variable.enumeration.clone(),
                description: variable.description.clone().unwrap_or_default(),
            })
            .collect(),
    };
    servers.iter().map(lower).collect()
}

/// A server's URL with the default values of its variables.
pub(crate) fn default_url(server: &Server) -> String {
    server.variables.iter().fold(server.url.clone(), |url, variable| {
        url.replace(&format!("{{{}}}", variable.name), &variable.default)
    })
}

//! Servers.

use indexmap::IndexSet;
use openapiv3 as oa;

use crate::api::{Server, ServerVariable};

/// Lowers the servers of a document, path item or operation.
pub(super) fn servers(servers: &[oa::Server]) -> Vec<Server> {
    let lower = |server: &oa::Server| Server {
        url: absolute(&server.url),
        description: server.description.clone().unwrap_or_default(),
        variables: server
            .variables
            .iter()
            .flatten()
            .map(|(name, variable)| ServerVariable {
                name: name.clone(),
                default: variable.default.clone(),
                values: distinct(&variable.enumeration),
                description: variable.description.clone().unwrap_or_default(),
            })
            .collect(),
    };
    servers.iter().map(lower).collect()
}

fn distinct(values: &[String]) -> Vec<String> {
    values.iter().cloned().collect::<IndexSet<String>>().into_iter().collect()
}

/// Completes a URL without a scheme (RFC 3986, section 4.2) with `https`.
fn absolute(url: &str) -> String {
    let url = url.trim();
    if url.starts_with("//") { format!("https:{url}") } else { url.to_owned() }
}

//! Builder methods for security schemes, and the credentials of operations.

use super::context::Plan;
use super::doc;
use super::names::{Namespace, value_name};
use crate::api::{self, SchemeKind, SecurityScheme};
use crate::rust::{Credential, CredentialKind, Docs, Endpoints, Ident, KeyPlace, Security};

/// Methods of the builder that do not come from the description.
const METHODS: &[&str] = &[
    "base_url",
    "timeout",
    "build",
    "transport",
    "http_client",
    "server",
    "without_timeout",
    "default_header",
    "connect_timeout",
    "idle_timeout",
    "max_response_bytes",
    "user_agent",
    "retries",
    "retry_policy",
    "timer",
    "interceptor",
    "signer",
];

impl Plan<'_> {
    /// Plans a builder method for each security scheme. If the description declares none, the methods are those for
    /// the two most common schemes.
    pub fn credentials(&self) -> Vec<Credential> {
        let mut names = Namespace::with(METHODS);
        match self.api.schemes.as_slice() {
            [] => undeclared(),
            schemes => schemes.iter().map(|one| self.credential(one, &mut names)).collect(),
        }
    }

    /// Returns the places of the credentials of schemes that operations name.
    pub fn key_places(&self) -> Vec<(String, KeyPlace)> {
        let operations = &self.api.operations;
        let is_named = |scheme: &&SecurityScheme| {
            operations.iter().any(|operation| operation.security.names(&scheme.name))
        };
        let place = |scheme: &SecurityScheme| match &scheme.kind {
            SchemeKind::Basic | SchemeKind::Bearer | SchemeKind::Http(_) => {
                KeyPlace::Header("authorization".to_owned())
            }
            SchemeKind::Header(name) => KeyPlace::Header(name.to_ascii_lowercase()),
            SchemeKind::Query(name) => KeyPlace::Query(name.clone()),
            SchemeKind::Cookie(name) => KeyPlace::Cookie(name.clone()),
        };
        let named = self.api.schemes.iter().filter(is_named);
        named.map(|scheme| (scheme.name.clone(), place(scheme))).collect()
    }

    fn credential(&self, scheme: &SecurityScheme, names: &mut Namespace) -> Credential {
        let own = value_name(&scheme.name);
        let (usual, kind) = kind(&scheme.kind);
        let usual = Ident::new(usual);
        // The usual name, if only one scheme of the kind is declared; otherwise the scheme's name.
        let same = |other: &&SecurityScheme| group(&other.kind) == group(&scheme.kind);
        let alone = self.api.schemes.iter().filter(same).count() == 1;
        let name = names.claim(if alone { [usual, own] } else { [own, usual] });
        let mut operations = self.api.operations.iter();
        let everywhere = !operations.any(|operation| operation.security.names(&scheme.name));
        let scope = if everywhere { "every call" } else { "operations that require it" };
        let mut docs = Docs::line(format!(
            "Sets the credential for the security scheme `{}`, which is sent with {scope}.",
            doc::code(&scheme.name)
        ));
        if everywhere {
            docs.paragraph();
            docs.push(
                "No operation names the scheme. The credential is not sent with operations that declare \
                 `security: []`, or that send another credential in the same place.",
            );
        }
        let text = doc::lines(&scheme.description);
        if !text.is_empty() {
            docs.paragraph();
            docs.extend(text);
        }
        let endpoints = scheme.endpoints.as_ref().map(|urls| {
            let constant = name.as_str().trim_start_matches("r#").to_uppercase();
            let own = doc::code(&scheme.name);
            Endpoints {
                name: Ident::new(format!("{constant}_ENDPOINTS")),
                docs: Docs::line(format!(
                    "Endpoints that the API description declares for the security scheme `{own}`."
                )),
                urls: [&urls.authorization, &urls.token, &urls.device, &urls.metadata]
                    .map(Clone::clone),
            }
        });
        Credential { name, docs, scheme: scheme.name.clone(), everywhere, kind, endpoints }
    }
}

/// Returns the usual name of the builder method for a scheme, and how its credential is sent.
fn kind(kind: &SchemeKind) -> (&'static str, CredentialKind) {
    match kind {
        SchemeKind::Basic => ("basic_auth", CredentialKind::Basic),
        SchemeKind::Bearer => ("bearer_token", CredentialKind::Bearer),
        SchemeKind::Http(name) => ("authorization", CredentialKind::Authorization(name.clone())),
        SchemeKind::Header(name) => ("api_key", CredentialKind::Header(name.clone())),
        SchemeKind::Query(name) => ("api_key", CredentialKind::Query(name.clone())),
        SchemeKind::Cookie(name) => ("api_key", CredentialKind::Cookie(name.clone())),
    }
}

/// Returns the group of a scheme; all schemes of a group have the same usual name.
fn group(scheme: &SchemeKind) -> &'static str {
    kind(scheme).0
}

/// Plans builder methods for the most common credentials, for a description without security schemes.
fn undeclared() -> Vec<Credential> {
    let credential = |name: &'static str, kind, scheme, what| Credential {
        name: Ident::new(name),
        docs: Docs::line(format!(
            "Sends {what} (`Authorization: {scheme}`) with every call. The API description declares no \
             security scheme: see the API's documentation for the one that it uses."
        )),
        scheme: name.to_owned(),
        everywhere: true,
        kind,
        endpoints: None,
    };
    vec![
        credential("basic_auth", CredentialKind::Basic, "Basic", "a user name and a password"),
        credential("bearer_token", CredentialKind::Bearer, "Bearer", "a bearer token"),
    ]
}

/// Converts the security requirements of an operation.
pub fn security(security: &api::Security) -> Security {
    match security {
        api::Security::Unspecified => Security::Unspecified,
        api::Security::None => Security::None,
        api::Security::AnyOf(alternatives) => {
            let schemes = |schemes: &Vec<api::Requirement>| {
                schemes.iter().map(|one| (one.scheme.clone(), one.scopes.clone())).collect()
            };
            Security::AnyOf(alternatives.iter().map(schemes).collect())
        }
    }
}

//! Security schemes and requirements.

use openapiv3 as oa;
use openapiv3::{APIKeyLocation, ReferenceOr};

use super::lowering::Lowering;
use crate::api::{Endpoints, Requirement, SchemeKind, Security, SecurityScheme};
use crate::diagnostics::{Origin, finding};
use crate::document::component;

/// Lowers the declared security schemes.
pub(super) fn schemes(components: &oa::Components) -> Vec<SecurityScheme> {
    let items = components.security_schemes.iter().filter_map(|(name, scheme)| match scheme {
        ReferenceOr::Item(item) => Some((name, item)),
        ReferenceOr::Reference { reference } => {
            let target = component(reference, "securitySchemes")?;
            Some((name, components.security_schemes.get(&target)?.as_item()?))
        }
    });
    items
        .map(|(name, scheme)| {
            let endpoints = endpoints(scheme);
            let (kind, description) = match scheme {
                oa::SecurityScheme::APIKey { location, name, description, .. } => {
                    let kind = match location {
                        APIKeyLocation::Header => SchemeKind::Header(name.clone()),
                        APIKeyLocation::Query => SchemeKind::Query(name.clone()),
                        APIKeyLocation::Cookie => SchemeKind::Cookie(name.clone()),
                    };
                    (kind, description)
                }
                oa::SecurityScheme::HTTP { scheme, description, .. } => {
                    let kind = match scheme.to_ascii_lowercase().as_str() {
                        "basic" => SchemeKind::Basic,
                        "bearer" => SchemeKind::Bearer,
                        _ => SchemeKind::Http(scheme.clone()),
                    };
                    (kind, description)
                }
                oa::SecurityScheme::OAuth2 { description, .. }
                | oa::SecurityScheme::OpenIDConnect { description, .. } => {
                    (SchemeKind::Bearer, description)
                }
            };
            let description = description.clone().unwrap_or_default();
            SecurityScheme { name: name.clone(), kind, description, endpoints }
        })
        .collect()
}

/// Lowers the endpoints of an OAuth 2 or OpenID Connect scheme: of each kind, the first one that a flow names.
fn endpoints(scheme: &oa::SecurityScheme) -> Option<Endpoints> {
    let url = |url: &str| Some(url.trim().to_owned()).filter(|url| !url.is_empty());
    match scheme {
        oa::SecurityScheme::OAuth2 { flows, extensions, .. } => {
            let extension = |name: &str| extensions.get(name);
            let device = extension("x-specwright-device-authorization");
            let of_device = |name: &str| device?.get(name)?.as_str().and_then(url);
            let code = flows.authorization_code.as_ref();
            let implicit = flows.implicit.as_ref();
            let client = flows.client_credentials.as_ref();
            let password = flows.password.as_ref();
            let metadata = extension("x-specwright-oauth2-metadata-url");
            Some(Endpoints {
                authorization: code
                    .and_then(|flow| url(&flow.authorization_url))
                    .or_else(|| implicit.and_then(|flow| url(&flow.authorization_url))),
                token: client
                    .and_then(|flow| url(&flow.token_url))
                    .or_else(|| code.and_then(|flow| url(&flow.token_url)))
                    .or_else(|| of_device("tokenUrl"))
                    .or_else(|| password.and_then(|flow| url(&flow.token_url))),
                device: of_device("deviceAuthorizationUrl"),
                metadata: metadata.and_then(|text| text.as_str()).and_then(url),
            })
        }
        oa::SecurityScheme::OpenIDConnect { open_id_connect_url, .. } => {
            Some(Endpoints { metadata: url(open_id_connect_url), ..Endpoints::default() })
        }
        oa::SecurityScheme::APIKey { .. } | oa::SecurityScheme::HTTP { .. } => None,
    }
}

impl Lowering<'_> {
    /// Lowers the security requirements of an operation, or of the document if the operation has none.
    pub(super) fn security(
        &mut self,
        own: Option<&Vec<oa::SecurityRequirement>>,
        origin: &Origin,
    ) -> Security {
        let shared = self.document.security.as_ref();
        let Some(requirements) = own.or(shared.filter(|list| !list.is_empty())).cloned() else {
            return Security::Unspecified;
        };
        let mut alternatives = Vec::new();
        let mut ignored = false;
        for requirement in requirements {
            let schemes = &self.api.schemes;
            let known = |name: &str| schemes.iter().find(|scheme| scheme.name == name);
            match requirement.keys().find(|name| known(name).is_none()) {
                Some(unknown) => {
                    ignored = true;
                    let name = unknown.clone();
                    self.diagnostics.add(finding::Operation::UnknownScheme { name }, origin);
                }
                None => {
                    // For other schemes, OpenAPI 3.1 lists roles, which are not sent.
                    let has_scopes =
                        |name: &str| known(name).is_some_and(|one| one.endpoints.is_some());
                    let required = requirement.into_iter().map(|(scheme, scopes)| Requirement {
                        scopes: if has_scopes(&scheme) { scopes } else { Vec::new() },
                        scheme,
                    });
                    alternatives.push(required.collect());
                }
            }
        }
        if alternatives.iter().any(|schemes: &Vec<Requirement>| !schemes.is_empty()) {
            Security::AnyOf(alternatives)
        } else if ignored || self.api.schemes.is_empty() {
            // No declared scheme can be used, so the caller decides which credentials are sent.
            Security::Unspecified
        } else {
            Security::None
        }
    }
}

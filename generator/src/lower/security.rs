//! Security schemes and requirements.

use openapiv3 as oa;
use openapiv3::{APIKeyLocation, ReferenceOr};

use super::lowering::Lowering;
use crate::api::{SchemeKind, Security, SecurityScheme};
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
            SecurityScheme { name: name.clone(), kind, description }
        })
        .collect()
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
            let names: Vec<String> = requirement.keys().cloned().collect();
            match names
                .iter()
                .find(|name| !self.api.schemes.iter().any(|scheme| scheme.name == **name))
            {
                Some(unknown) => {
                    ignored = true;
                    let name = unknown.clone();
                    self.diagnostics.add(finding::Operation::UnknownScheme { name }, origin);
                }
                None => alternatives.push(names),
            }
        }
        if alternatives.iter().any(|names| !names.is_empty()) {
            Security::AnyOf(alternatives)
        } else if ignored || self.api.schemes.is_empty() {
            // No declared scheme can be used, so the caller decides which credentials are sent.
            Security::Unspecified
        } else {
            Security::None
        }
    }
}

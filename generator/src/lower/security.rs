//! Security schemes and requirements.

use openapiv3 as oa;
use openapiv3::{APIKeyLocation, ReferenceOr};

use super::lowering::Lowering;
use super::reference::component;
use crate::api::{SchemeKind, SecurityScheme};
use crate::diagnostics::Origin;

/// Declared security schemes.
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
    /// Alternatives of an operation; those of the document where it declares none.
    pub(super) fn security(
        &mut self,
        own: Option<&Vec<oa::SecurityRequirement>>,
        origin: &Origin,
    ) -> Vec<Vec<String>> {
        let requirements = own.or(self.document.security.as_ref()).cloned().unwrap_or_default();
        let mut alternatives = Vec::new();
        for requirement in requirements {
            let names: Vec<String> = requirement.keys().cloned().collect();
            match names
                .iter()
                .find(|name| !self.api.schemes.iter().any(|scheme| scheme.name == **name))
            {
                Some(unknown) => self.diagnostics.report(
                    "SW0030",
                    origin,
                    format!(
                        "security scheme `{unknown}` is not declared; this alternative is left out"
                    ),
                ),
                None => alternatives.push(names),
            }
        }
        alternatives
    }
}

//! Parameters to arguments and setters.

use super::argument::Purpose;
use super::constant::{constant, shown_constant};
use super::context::Plan;
use super::doc;
use super::names::{Namespace, value_name};
use super::types::Site;
use crate::api::{self, Location, StyleKind};
use crate::rust::{Argument, Encode, Ident, Input, Parameter, ParameterStyle, Style, Type};

impl Plan<'_> {
    /// Plans a parameter: an argument of the method or a setter of the call. `names` are those that are already taken.
    pub fn parameter(&mut self, parameter: &api::Parameter, names: &mut Namespace) -> Input {
        let location = location(parameter.location);
        let own = value_name(parameter.renamed.as_ref().unwrap_or(&parameter.name));
        let second = value_name(&format!("{} {location}", parameter.name));
        let mut docs = doc::lines(&parameter.description);
        if docs.is_empty() {
            let verb = if parameter.required { "The" } else { "Sets the" };
            docs.push(format!("{verb} {location} parameter `{}`.", doc::code(&parameter.name)));
        }
        let ty = self.ty(&parameter.ty, Site::Operations);
        let (ty, argument) = match &parameter.constant {
            Some(value) if parameter.required => (ty, Argument::Constant(constant(value))),
            Some(value) if parameter.ty != api::Type::Boolean => {
                docs.paragraph();
                docs.push(format!("- Value, if it is sent: {}", shown_constant(value)));
                let ty = self.ty(&value.ty(), Site::Operations);
                (Type::option(ty), Argument::Flag(constant(value)))
            }
            _ => (ty, self.argument(&parameter.ty, Site::Operations, Purpose::Parameter)),
        };
        Input {
            name: names.claim([own, second]),
            ty,
            argument,
            docs,
            deprecated: parameter.deprecated,
            encode: Encode::Parameter(Parameter {
                method: Ident::new(if parameter.form.is_some() { "query_form" } else { location }),
                name: parameter.name.clone(),
                style: match &parameter.form {
                    Some(properties) => ParameterStyle::Form(styles(properties)),
                    None => ParameterStyle::Whole(style(parameter.style)),
                },
            }),
        }
    }
}

/// Returns a location in words, which is also the name of the method of `runtime::Call`.
fn location(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}

/// Plans a style.
pub fn style(style: api::Style) -> Style {
    let name = match style.kind {
        StyleKind::Simple => "SIMPLE",
        StyleKind::Label => "LABEL",
        StyleKind::Matrix => "MATRIX",
        StyleKind::Form => "FORM",
        StyleKind::SpaceDelimited => "SPACE_DELIMITED",
        StyleKind::PipeDelimited => "PIPE_DELIMITED",
        StyleKind::DeepObject => "DEEP_OBJECT",
        StyleKind::Cookie => "COOKIE",
        StyleKind::Json => "JSON",
        StyleKind::QueryString => "QUERY_STRING",
    };
    Style { name: Ident::new(name), exploded: style.explode, reserved: style.reserved }
}

/// Plans the styles of a form's properties.
pub fn styles(properties: &[(String, api::Style)]) -> Vec<(String, Style)> {
    properties.iter().map(|(name, one)| (name.clone(), style(*one))).collect()
}

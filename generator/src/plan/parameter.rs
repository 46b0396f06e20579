//! Parameters to arguments and setters.

use super::argument::Purpose;
use super::constant::{constant, shown_constant};
use super::context::Plan;
use super::doc;
use super::names::{Namespace, value_name};
use super::types::Site;
use crate::api::{self, Location, Style};
use crate::rust::{Argument, Encode, Ident, Input, Parameter, Type};

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
                method: Ident::new(location),
                name: parameter.name.clone(),
                style: style(parameter.style),
            }),
        }
    }
}

/// Returns a location in words, which is also the name of its method on `runtime::Call`.
fn location(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}

/// Returns the variant of `runtime::Style`.
pub fn style(style: Style) -> Ident {
    Ident::new(match style {
        Style::Simple => "Simple",
        Style::SimpleExplode => "SimpleExplode",
        Style::Label => "Label",
        Style::LabelExplode => "LabelExplode",
        Style::Matrix => "Matrix",
        Style::MatrixExplode => "MatrixExplode",
        Style::Form => "Form",
        Style::FormExplode => "FormExplode",
        Style::FormReserved => "FormReserved",
        Style::FormExplodeReserved => "FormExplodeReserved",
        Style::SpaceDelimited => "SpaceDelimited",
        Style::PipeDelimited => "PipeDelimited",
        Style::DeepObject => "DeepObject",
        Style::Json => "Json",
        Style::QueryString => "QueryString",
    })
}

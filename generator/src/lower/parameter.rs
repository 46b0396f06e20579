//! Parameters: types and wire styles.

use openapiv3 as oa;
use openapiv3::{ParameterSchemaOrContent, ReferenceOr};

use super::schema::Context;
use super::{Lowering, component};
use crate::api::{Location, Parameter, Style, Type};
use crate::diagnostics::Origin;

impl Lowering<'_> {
    /// The parameters of an operation: those of the path item, overridden by the operation's own.
    pub(super) fn parameters(
        &mut self,
        shared: &[ReferenceOr<oa::Parameter>],
        own: &[ReferenceOr<oa::Parameter>],
        path: &str,
        item: &Origin,
        operation: &Origin,
        context: &Context,
    ) -> Vec<Parameter> {
        let mut found: Vec<Parameter> = Vec::new();
        let lists = [(shared, item), (own, operation)];
        for (list, origin) in lists {
            for (index, parameter) in list.iter().enumerate() {
                let at = origin.child("parameters").child(&index.to_string());
                let Some((parameter, at)) = self.resolve_parameter(parameter, &at) else {
                    continue;
                };
                let Some(parameter) = self.parameter(&parameter, &at, context) else { continue };
                let same = |known: &Parameter| {
                    known.name == parameter.name && known.location == parameter.location
                };
                match found.iter_mut().find(|known| same(known)) {
                    Some(known) => *known = parameter,
                    None => found.push(parameter),
                }
            }
        }
        let template = super::path::parameters(path);
        found.retain(|p| p.location != Location::Path || template.contains(&p.name.as_str()));
        for name in &template {
            if !found.iter().any(|p| p.location == Location::Path && p.name == *name) {
                self.diagnostics.report(
                    "SW0024",
                    operation,
                    format!("path parameter `{name}` is not declared; taken as a string"),
                );
                found.push(Parameter {
                    origin: operation.clone(),
                    name: (*name).to_owned(),
                    location: Location::Path,
                    style: Style::Simple,
                    ty: Type::String,
                    required: true,
                    description: String::new(),
                    deprecated: false,
                });
            }
        }
        let order = |p: &Parameter| {
            let place = template.iter().position(|name| *name == p.name).unwrap_or_default();
            (p.location, if p.location == Location::Path { place } else { 0 })
        };
        found.sort_by_key(order);
        found
    }

    fn resolve_parameter(
        &mut self,
        parameter: &ReferenceOr<oa::Parameter>,
        origin: &Origin,
    ) -> Option<(oa::Parameter, Origin)> {
        let mut parameter = parameter;
        let mut at = origin.clone();
        for _ in 0..16 {
            match parameter {
                ReferenceOr::Item(item) => return Some((item.clone(), at)),
                ReferenceOr::Reference { reference } => {
                    let Some(name) = component(reference, "parameters") else { break };
                    let Some(target) = self.components.parameters.get(&name) else { break };
                    at = self.component_origin("parameters", &name);
                    parameter = target;
                }
            }
        }
        self.diagnostics.report(
            "SW0011",
            origin,
            "the parameter's reference leads nowhere; left out",
        );
        None
    }

    fn parameter(
        &mut self,
        parameter: &oa::Parameter,
        origin: &Origin,
        context: &Context,
    ) -> Option<Parameter> {
        let data = parameter.parameter_data_ref();
        let exploded = |default: bool| data.explode.unwrap_or(default);
        let (location, style) = match parameter {
            oa::Parameter::Path { style, .. } => (
                Location::Path,
                match style {
                    oa::PathStyle::Simple if exploded(false) => Style::SimpleExplode,
                    oa::PathStyle::Simple => Style::Simple,
                    oa::PathStyle::Label if exploded(false) => Style::LabelExplode,
                    oa::PathStyle::Label => Style::Label,
                    oa::PathStyle::Matrix if exploded(false) => Style::MatrixExplode,
                    oa::PathStyle::Matrix => Style::Matrix,
                },
            ),
            oa::Parameter::Query { style, allow_reserved, .. } => (
                Location::Query,
                query_style(style, exploded(*style == oa::QueryStyle::Form), Some(*allow_reserved)),
            ),
            oa::Parameter::Header { .. } => {
                // OpenAPI 3.0, Parameter Object: these three are described elsewhere.
                if ["accept", "content-type", "authorization"]
                    .contains(&data.name.to_ascii_lowercase().as_str())
                {
                    return None;
                }
                (
                    Location::Header,
                    if exploded(false) { Style::SimpleExplode } else { Style::Simple },
                )
            }
            oa::Parameter::Cookie { .. } => {
                (Location::Cookie, if exploded(true) { Style::FormExplode } else { Style::Form })
            }
        };
        let context = context.child(&data.name);
        let (ty, style) = match &data.format {
            ParameterSchemaOrContent::Schema(schema) => {
                (self.schema(schema, &origin.child("schema"), &context).ty, style)
            }
            ParameterSchemaOrContent::Content(content) => match content.iter().next() {
                Some((media_type, media)) if super::body::is_json(media_type) => {
                    let at = origin.child("content").child(media_type).child("schema");
                    let ty = match &media.schema {
                        Some(schema) => self.schema(schema, &at, &context).ty,
                        None => Type::Json,
                    };
                    (ty, Style::Json)
                }
                _ => (Type::String, style),
            },
        };
        Some(Parameter {
            origin: origin.clone(),
            name: data.name.clone(),
            location,
            style,
            ty: if ty == Type::File { Type::String } else { ty },
            required: data.required || location == Location::Path,
            description: data.description.clone().unwrap_or_default(),
            deprecated: data.deprecated.unwrap_or(false),
        })
    }
}

/// OpenAPI 3.0 style, `explode` and `allowReserved` as one.
pub(super) fn query_style(style: &oa::QueryStyle, explode: bool, reserved: Option<bool>) -> Style {
    match (style, explode, reserved == Some(true)) {
        (oa::QueryStyle::Form, true, false) => Style::FormExplode,
        (oa::QueryStyle::Form, false, false) => Style::Form,
        (oa::QueryStyle::Form, true, true) => Style::FormExplodeReserved,
        (oa::QueryStyle::Form, false, true) => Style::FormReserved,
        (oa::QueryStyle::SpaceDelimited, ..) => Style::SpaceDelimited,
        (oa::QueryStyle::PipeDelimited, ..) => Style::PipeDelimited,
        (oa::QueryStyle::DeepObject, ..) => Style::DeepObject,
    }
}

//! Parameters.

use std::collections::HashSet;

use indexmap::IndexMap;
use openapiv3 as oa;
use openapiv3::{ParameterSchemaOrContent, ReferenceOr};
use serde_json::Value;

use super::context::Context;
use super::lowering::Lowering;
use super::media_type::{essence, is_json};
use super::path;
use super::style::{property_styles, query_style};
use crate::api::{Location, Parameter, Root, Style, StyleKind, Type};
use crate::diagnostics::{Origin, finding};
use crate::document::component;
use crate::pointer::unescape;

const FORM: &str = "application/x-www-form-urlencoded";

impl<'a> Lowering<'a> {
    /// Lowers the parameters of an operation: its own, and those of the path item that it does not override.
    pub(super) fn parameters(
        &mut self,
        shared: &'a [ReferenceOr<oa::Parameter>],
        own: &'a [ReferenceOr<oa::Parameter>],
        path: &str,
        item: &Origin,
        operation: &Origin,
        (of_path, of_operation): (&Context, &Context),
    ) -> Vec<Parameter> {
        let mut known: IndexMap<(String, Location), Parameter> = IndexMap::new();
        let lists = [(shared, item, of_path), (own, operation, of_operation)];
        for (list, origin, context) in lists {
            let mut here = HashSet::new();
            for (index, parameter) in list.iter().enumerate() {
                let at = origin.child("parameters").child(&index.to_string());
                let Some((parameter, at)) = self.resolve_parameter(parameter, &at) else {
                    continue;
                };
                let Some(parameter) = self.parameter(parameter, &at, context) else { continue };
                let key = (parameter.name.clone(), parameter.location);
                if !here.insert(key.clone()) {
                    let name = parameter.name.clone();
                    self.diagnostics.add(finding::Parameter::Twice { name }, &at);
                }
                known.insert(key, parameter);
            }
        }
        let template = path::parameters(path);
        let mut found = Vec::new();
        for parameter in known.into_values() {
            let name = parameter.name.as_str();
            if parameter.location == Location::Path && !template.contains(&name) {
                let (path, name) = (path.to_owned(), name.to_owned());
                let left_out = finding::Parameter::NoPlaceholder { path, name };
                self.diagnostics.add(left_out, &parameter.origin);
            } else {
                found.push(parameter);
            }
        }
        for name in &template {
            if !found.iter().any(|p| p.location == Location::Path && p.name == *name) {
                let not_declared = finding::Parameter::PathNotDeclared { name: (*name).to_owned() };
                self.diagnostics.add(not_declared, operation);
                found.push(Parameter {
                    origin: operation.clone(),
                    name: (*name).to_owned(),
                    renamed: None,
                    location: Location::Path,
                    style: Style::of(StyleKind::Simple),
                    form: None,
                    ty: Type::String,
                    constant: None,
                    default: None,
                    minimum: None,
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
        parameter: &'a ReferenceOr<oa::Parameter>,
        origin: &Origin,
    ) -> Option<(&'a oa::Parameter, Origin)> {
        let mut parameter = parameter;
        let mut at = origin.clone();
        for _ in 0..16 {
            match parameter {
                ReferenceOr::Item(item) => return Some((item, at)),
                ReferenceOr::Reference { reference } => {
                    let Some(name) = component(reference, "parameters") else { break };
                    let Some(target) = self.components.parameters.get(&name) else { break };
                    at = self.component_origin("parameters", &name);
                    parameter = target;
                }
            }
        }
        self.diagnostics.add(finding::Parameter::Unresolved, origin);
        None
    }

    fn parameter(
        &mut self,
        parameter: &'a oa::Parameter,
        origin: &Origin,
        context: &Context,
    ) -> Option<Parameter> {
        let data = parameter.parameter_data_ref();
        let has = |flag: &str| data.extensions.get(flag) == Some(&Value::Bool(true));
        let reserved = has("x-specwright-allow-reserved");
        let of = |kind, default| Style { kind, explode: data.explode.unwrap_or(default), reserved };
        let (location, style) = match parameter {
            oa::Parameter::Path { style, .. } => (
                Location::Path,
                match style {
                    oa::PathStyle::Simple => of(StyleKind::Simple, false),
                    oa::PathStyle::Label => of(StyleKind::Label, false),
                    oa::PathStyle::Matrix => of(StyleKind::Matrix, false),
                },
            ),
            oa::Parameter::Query { style, allow_reserved, .. } => {
                (Location::Query, query_style(style, data.explode, *allow_reserved))
            }
            oa::Parameter::Header { .. } => {
                // OpenAPI 3.0, Parameter Object: parameters with these names are ignored.
                if ["accept", "content-type", "authorization"]
                    .contains(&data.name.to_ascii_lowercase().as_str())
                {
                    let name = data.name.clone();
                    self.diagnostics.add(finding::Parameter::IgnoredHeader { name }, origin);
                    return None;
                }
                (Location::Header, of(StyleKind::Simple, false))
            }
            oa::Parameter::Cookie { .. } => {
                let own = data.extensions.get("x-specwright-style").and_then(Value::as_str);
                let is_cookie = own == Some("cookie");
                let kind = if is_cookie { StyleKind::Cookie } else { StyleKind::Form };
                (Location::Cookie, of(kind, true))
            }
        };
        let shared = origin.pointer.strip_prefix("/components/parameters/");
        let context = match shared.filter(|name| !name.contains('/')) {
            Some(name) => Context::of(Root::Parameter(unescape(name).into())),
            None => context.child(&data.name),
        };
        let is_whole = has("x-specwright-querystring");
        let mut constant = None;
        let (mut default, mut minimum) = (None, None);
        let (ty, style, form) = match &data.format {
            ParameterSchemaOrContent::Schema(schema) => {
                let lowered = self.schema(schema, origin.child("schema"), context);
                constant = self.constant_of(&lowered, schema);
                (default, minimum) = self.numbers(schema);
                (lowered.ty, style, None)
            }
            ParameterSchemaOrContent::Content(content) => {
                let (media_type, media) = content.iter().next()?;
                let at = origin.child("content").child(media_type).child("schema");
                let lower = |this: &mut Self| match &media.schema {
                    Some(schema) => this.schema(schema, at.clone(), context.clone()).ty,
                    None => Type::Json,
                };
                match essence(media_type).as_str() {
                    FORM if is_whole => (lower(self), style, Some(property_styles(media))),
                    _ if is_json(media_type) && is_whole => {
                        (lower(self), Style::of(StyleKind::QueryString), None)
                    }
                    _ if is_json(media_type) => (lower(self), Style::of(StyleKind::Json), None),
                    // Callers write the whole query, ready to send.
                    "text/plain" if is_whole => {
                        let style = Style { reserved: true, ..Style::of(StyleKind::QueryString) };
                        (Type::String, style, None)
                    }
                    _ if is_whole => (Type::String, Style::of(StyleKind::QueryString), None),
                    // OpenAPI 3.0.4, appendix D: callers write the cookie, ready to send.
                    "text/plain" if location == Location::Cookie => {
                        (Type::String, of(StyleKind::Cookie, true), None)
                    }
                    _ => (Type::String, style, None),
                }
            }
        };
        Some(Parameter {
            origin: origin.clone(),
            name: data.name.clone(),
            renamed: None,
            location,
            style,
            form,
            ty: if ty == Type::File { Type::String } else { ty },
            constant,
            default,
            minimum,
            required: data.required || location == Location::Path,
            description: data.description.clone().unwrap_or_default(),
            deprecated: data.deprecated.unwrap_or(false),
        })
    }
}

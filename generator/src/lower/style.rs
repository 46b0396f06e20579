//! Styles of query parameters and of form properties.

use openapiv3 as oa;
use openapiv3::QueryStyle;
use serde_json::Value;

use super::media_type::is_json;
use crate::api::{Style, StyleKind};

/// Returns the style of a query parameter.
pub(super) fn query_style(style: &QueryStyle, explode: Option<bool>, reserved: bool) -> Style {
    let (kind, explode) = match style {
        QueryStyle::Form => (StyleKind::Form, explode.unwrap_or(true)),
        QueryStyle::SpaceDelimited => (StyleKind::SpaceDelimited, explode.unwrap_or(false)),
        QueryStyle::PipeDelimited => (StyleKind::PipeDelimited, explode.unwrap_or(false)),
        QueryStyle::DeepObject => (StyleKind::DeepObject, false),
    };
    Style { kind, explode, reserved }
}

/// Returns the style that an encoding declares.
pub(super) fn declared_style(encoding: &oa::Encoding) -> Option<Style> {
    // The typed model does not distinguish `explode: false` from its absence.
    let off = encoding.extensions.get("x-specwright-explode") == Some(&Value::Bool(false));
    let explode = match (encoding.explode, off) {
        (true, _) => Some(true),
        (false, true) => Some(false),
        (false, false) => None,
    };
    Some(query_style(encoding.style.as_ref()?, explode, encoding.allow_reserved))
}

/// Returns the style of a property of an URL-encoded form, if it is not encoded in the default way.
pub(super) fn property_style(encoding: &oa::Encoding) -> Option<Style> {
    let is_json = encoding.content_type.as_deref().is_some_and(is_json);
    declared_style(encoding).or(is_json.then_some(Style::of(StyleKind::Json)))
}

/// Returns the properties of a form that are not encoded in the default way.
pub(super) fn property_styles(media: &oa::MediaType) -> Vec<(String, Style)> {
    let properties = media.encoding.iter();
    properties.filter_map(|(name, one)| Some((name.clone(), property_style(one)?))).collect()
}

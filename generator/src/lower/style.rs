//! Styles of parameters and of form properties.

use openapiv3::QueryStyle;

use crate::api::Style;

/// Returns the style of a query parameter, including `explode` and `allowReserved`.
pub(super) fn query_style(style: &QueryStyle, explode: bool, reserved: Option<bool>) -> Style {
    match (style, explode, reserved == Some(true)) {
        (QueryStyle::Form, true, false) => Style::FormExplode,
        (QueryStyle::Form, false, false) => Style::Form,
        (QueryStyle::Form, true, true) => Style::FormExplodeReserved,
        (QueryStyle::Form, false, true) => Style::FormReserved,
        (QueryStyle::SpaceDelimited, ..) => Style::SpaceDelimited,
        (QueryStyle::PipeDelimited, ..) => Style::PipeDelimited,
        (QueryStyle::DeepObject, ..) => Style::DeepObject,
    }
}

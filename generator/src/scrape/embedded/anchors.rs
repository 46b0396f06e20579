//! The known places where products keep the document of a page.

use std::fmt;

use super::walk::Place;

/// A place where a product keeps its document.
#[derive(Debug, PartialEq, Eq)]
pub struct Anchor {
    /// Name of the product, with its major version if that matters.
    product: &'static str,
    /// Name of the place, for messages.
    name: &'static str,
    /// Text shortly before the outermost value.
    before: &'static str,
    /// The last keys of the path from the outermost value to the document.
    path: &'static [&'static str],
    /// Texts of which the page must contain at least one, if there are any.
    page: &'static [&'static str],
}

impl fmt::Display for Anchor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} of {}", self.name, self.product)
    }
}

const fn anchor(
    product: &'static str,
    name: &'static str,
    before: &'static str,
    path: &'static [&'static str],
    page: &'static [&'static str],
) -> Anchor {
    Anchor { product, name, before, path, page }
}

const SWAGGER_UI: &[&str] = &["SwaggerUIBundle", "SwaggerUi", "SwaggerUIStandalonePreset"];
const SCALAR: &[&str] = &["api-reference", "createApiReference", "@scalar/"];

/// The known places, more specific ones first.
pub const ANCHORS: &[Anchor] = &[
    anchor("Redoc 2", "`__redoc_state.spec.data`", "__redoc_state", &["spec", "data"], &[]),
    anchor("Redoc 3", "`__redoc_definition`", "__redoc_definition", &[], &[]),
    anchor("Redoc 3", "`__redoc_state.definition`", "__redoc_state", &["definition"], &[]),
    anchor("Redoc", "`Redoc.init(…)`", "Redoc.init", &[], &[]),
    anchor("Redoc", "`Redoc.hydrate(…)`", "Redoc.hydrate", &["spec", "data"], &[]),
    anchor("swagger-ui-express or NestJS", "`swaggerDoc`", "", &["swaggerDoc"], &[]),
    anchor("Swagger UI", "`spec`", "", &["spec"], SWAGGER_UI),
    anchor("Scalar", "`sources[].content`", "", &["sources", "[]", "content"], &[]),
    anchor("Scalar", "`content`", "", &["content"], SCALAR),
    anchor("Scalar", "`spec.content`", "", &["spec", "content"], SCALAR),
    anchor("Scalar", "`script#api-reference`", "id=\"api-reference\"", &[], &[]),
    anchor("Stoplight Elements", "`apiDescriptionDocument`", "apiDescriptionDocument", &[], &[]),
    anchor("RapiDoc", "`loadSpec(…)`", "loadSpec", &[], &[]),
    anchor("ReadMe", "`document.api.schema`", "", &["document", "api", "schema"], &[]),
    anchor("ReadMe", "`oasDefinition`", "", &["oasDefinition"], &[]),
    anchor("ReadMe", "`oas`", "", &["oas"], &["ssr-props"]),
];

/// Length of the text before the outermost value that is searched for [`Anchor::before`].
const NEAR: usize = 160;

/// The anchor of the value at `place` in `text`, which is a part of `page`.
pub fn anchor_of(text: &str, place: &Place, page: &str) -> Option<&'static Anchor> {
    let mut from = place.root.saturating_sub(NEAR);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    // Only the statement or tag with the value is searched.
    let near = &text[from..place.root];
    let near = near.rfind([';', '}', '\n']).map_or(near, |at| {
        let line = &near[at + 1..];
        if line.trim().is_empty() { near } else { line }
    });
    ANCHORS.iter().find(|anchor| {
        near.contains(anchor.before)
            && place.path.len() >= anchor.path.len()
            && place.path[place.path.len() - anchor.path.len()..]
                .iter()
                .zip(anchor.path)
                .all(|(key, wanted)| key == wanted)
            && (anchor.page.is_empty() || anchor.page.iter().any(|mark| page.contains(mark)))
    })
}

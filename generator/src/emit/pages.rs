//! Pages of lists.

use super::print::literal;
use crate::rust::{Call, PagesArgument};

/// Returns the row of a call that reads a list page by page.
pub fn pages(call: &Call) -> Option<String> {
    let Call { name, output, error, pages, .. } = call;
    let pages = pages.as_ref()?;
    let steps = pages.steps.iter().map(|step| {
        let arguments = step.arguments.iter().map(|argument| match argument {
            PagesArgument::Text(text) => literal(text).to_string(),
            PagesArgument::Integer(number) => number.to_string(),
            PagesArgument::Boolean(value) => value.to_string(),
        });
        format!("{}({})", step.name, arguments.collect::<Vec<_>>().join(", "))
    });
    let steps = steps.collect::<Vec<_>>().join(".");
    Some(format!("runtime::pages::paged!({name} => {}, {output}, {error}: {steps});\n", pages.item))
}

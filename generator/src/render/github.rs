//! Diagnostics as workflow commands of GitHub Actions, which shows them beside the lines of a pull request.

use super::order::order;
use super::places;
use crate::diagnostics::{Diagnostics, Severity};
use crate::read::Source;

/// Prints one workflow command per finding, each on a line: `::error file=…,line=…,col=…,title=…::message`.
pub fn render_github(diagnostics: &Diagnostics, sources: &[Source]) -> String {
    let mut out = String::new();
    let order = order(diagnostics);
    let places = places::places(diagnostics, &order, sources);
    for (index, place) in order.into_iter().zip(places) {
        let diagnostic = &diagnostics.list[index];
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let mut properties = Vec::new();
        if let Some(place) = place {
            properties.push(format!("file={}", property(&place.source.name)));
            properties.push(format!("line={}", place.position.line));
            properties.push(format!("col={}", place.position.column));
        }
        let title = format!("{}: {}", diagnostic.code().id(), diagnostic.code().title());
        properties.push(format!("title={}", property(&title)));
        let mut message = diagnostic.message();
        if let Some(origin) = diagnostic.origin.as_ref().filter(|o| !o.pointer.is_empty()) {
            message.push_str(&format!("\nat {}", origin.pointer));
        }
        if let Some(help) = diagnostic.advice() {
            message.push_str(&format!("\nhelp: {help}"));
        }
        out.push_str(&format!("::{command} {}::{}\n", properties.join(","), data(&message)));
    }
    out
}

/// Escapes a message: a line break would end the command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property, which a comma or colon would end as well.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Origin;

    #[test]
    fn commands_are_escaped() {
        let mut diagnostics = Diagnostics::default();
        diagnostics.report("SW0023", &Origin::at("/b%"), "100 %\r\n::error::x");
        let nowhere = Origin { file: 9, ..Origin::default() };
        diagnostics.report_with_help("SW0001", &nowhere, "m", "h");
        let sources = [Source::new("a,b:c.json", "{\n\"b%\": 1}")];
        let expected = "\
::notice file=a%2Cb%3Ac.json,line=2,col=1,title=SW0023%3A operation without operationId::100 %25%0D%0A::error::x%0Aat /b%25%0Ahelp: add an `operationId`
::error title=SW0001%3A the input cannot be read::m%0Ahelp: h
";
        assert_eq!(render_github(&diagnostics, &sources), expected);
    }
}

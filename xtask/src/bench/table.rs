//! The comparison as Markdown.

use std::fmt::{self, Write};

use super::measure::{Cost, Row};

/// A table for one document. The first row is this generator's; the others show their ratio to it.
pub fn table(document: &str, rows: &[Row]) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write_table(&mut out, document, rows);
    out
}

fn write_table(out: &mut String, document: &str, rows: &[Row]) -> fmt::Result {
    writeln!(out, "| {document} | generate, CPU | peak | lines | `cargo check`, CPU | peak |")?;
    writeln!(out, "|---|--:|--:|--:|--:|--:|")?;
    let ours = rows.first();
    let our_check = ours.and_then(|row| row.check.as_ref()).and_then(|check| check.as_ref().ok());
    let our_generate = ours.and_then(|row| row.generate.as_ref().ok());
    for row in rows {
        let version =
            row.tool.package().map_or(String::new(), |(_, version)| format!(" {version}"));
        write!(out, "| {}{version} | ", row.tool.name())?;
        match &row.generate {
            Ok(cost) => write!(out, "{} | {} | ", cells(cost, our_generate), row.lines)?,
            Err(reason) => {
                writeln!(out, "fails: {} | | | | |", cell(reason))?;
                continue;
            }
        }
        match &row.check {
            Some(Ok(cost)) => writeln!(out, "{} |", cells(cost, our_check))?,
            Some(Err(reason)) => writeln!(out, "{} | |", cell(reason))?,
            None => writeln!(out, " | |")?,
        }
    }
    Ok(())
}

fn cells(cost: &Cost, ours: Option<&Cost>) -> String {
    let ratio = |theirs: f64, ours: Option<f64>| match ours {
        Some(ours) if ours > 0.0 && theirs != ours => format!(" ({:.1} ×)", theirs / ours),
        _ => String::new(),
    };
    format!(
        "{:.2} s{} | {:.0} MiB{}",
        cost.cpu_seconds,
        ratio(cost.cpu_seconds, ours.map(|ours| ours.cpu_seconds)),
        cost.peak_mib,
        ratio(cost.peak_mib, ours.map(|ours| ours.peak_mib)),
    )
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    use super::super::tools::Tool;
    use super::*;

    #[test]
    fn shows_ratios_and_failures() {
        let cost = |cpu_seconds, peak_mib| Cost { cpu_seconds, peak_mib };
        let row = |tool, generate, check| Row { tool, generate, lines: 10, check };
        let rows = [
            row(Tool::Specwright, Ok(cost(0.1, 20.0)), Some(Ok(cost(2.0, 300.0)))),
            row(Tool::Ploidy, Ok(cost(0.2, 50.0)), Some(Ok(cost(5.0, 900.0)))),
            row(Tool::OpenapiToRust, Ok(cost(0.1, 20.0)), Some(Err("does not compile: 3".into()))),
            row(Tool::Progenitor, Err("panics: a|b".into()), None),
        ];
        let text = table("x.yaml", &rows);
        let lines: Vec<&str> = text.lines().skip(2).collect();
        let expected = [
            "| specwright | 0.10 s | 20 MiB | 10 | 2.00 s | 300 MiB |",
            "| ploidy 0.15.0 | 0.20 s (2.0 ×) | 50 MiB (2.5 ×) | 10 | 5.00 s (2.5 ×) | 900 MiB (3.0 ×) |",
            "| openapi-to-rust 0.23.0 | 0.10 s | 20 MiB | 10 | does not compile: 3 | |",
            "| progenitor 0.15.1 | fails: panics: a\\|b | | | | |",
        ];
        assert_eq!(lines, expected);
    }
}

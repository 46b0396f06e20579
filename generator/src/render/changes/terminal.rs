//! Changes for a terminal.

use super::groups::groups;
use super::words::{Form, Row, row, summary};
use crate::changes::{Changes, Level};

/// Formats changes as text. The first line begins with the step that they require.
pub fn changes_terminal(changes: &Changes) -> String {
    let mut out = summary(changes);
    for (level, title) in [
        (Level::Breaking, "Breaking"),
        (Level::Addition, "Additions"),
        (Level::Wire, "On the wire only"),
    ] {
        let groups = groups(&changes.list, level);
        if !groups.is_empty() {
            out.push_str(&format!("\n{title}\n"));
        }
        for group in groups {
            add(&mut out, &row(&group, Form::Plain));
        }
    }
    out
}

fn add(out: &mut String, row: &Row) {
    out.push_str(&format!("  {}", row.item));
    if !row.place.is_empty() {
        out.push_str(&format!("  [{}]", row.place));
    }
    out.push('\n');
    for (column, lines) in [("Rust", &row.rust), ("wire", &row.wire)] {
        for line in lines {
            out.push_str(&format!("    {column}  {line}\n"));
        }
    }
}

//! Changes for a pull request.

use super::groups::groups;
use super::words::{Form, behind, headline, row};
use crate::changes::{Changes, Level};

/// Formats changes as Markdown, with a table for each level. The first line begins with the step that they require.
pub fn changes_markdown(changes: &Changes) -> String {
    let headline = headline(changes);
    let (step, counts) = headline.split_once(':').unwrap_or((&headline, ""));
    let mut out = format!("**{step}**:{counts}\n");
    if let Some(behind) = behind(changes) {
        out.push_str(&format!("\n> [!WARNING]\n> {behind}\n"));
    }
    for (level, title) in [
        (Level::Breaking, "Breaking"),
        (Level::Addition, "Additions"),
        (Level::Wire, "On the wire only"),
    ] {
        let groups = groups(&changes.list, level);
        if groups.is_empty() {
            continue;
        }
        out.push_str(&format!(
            "\n### {title}\n\n| Item | Rust API | Wire | Place |\n|---|---|---|---|\n"
        ));
        for group in groups {
            let row = row(&group, Form::Cell);
            let place = row.place.replace('|', "\\|");
            let cells = [row.item, row.rust.join("<br>"), row.wire.join("<br>"), place];
            out.push_str(&format!("| {} |\n", cells.join(" | ")));
        }
    }
    out
}

//! Prints blocks.

use pulldown_cmark::Alignment;

use super::inline::{cell, line, longest_run, paragraph};
use super::{Block, Inline};

/// Highest heading level of a description, below those that rustdoc uses.
const TOP_HEADING: u8 = 3;

/// Prints all blocks, without a trailing line end.
pub fn document(list: &[Block]) -> String {
    let shift = highest(list).map_or(0, |level| TOP_HEADING.saturating_sub(level));
    blocks(list, shift).join("\n")
}

/// Returns the highest level of a heading.
fn highest(list: &[Block]) -> Option<u8> {
    let level = |block: &Block| match block {
        Block::Heading(level, _) => Some(*level),
        Block::Quote(list) => highest(list),
        Block::List(_, items) => items.iter().filter_map(|item| highest(item)).min(),
        _ => None,
    };
    list.iter().filter_map(level).min()
}

/// Prints blocks to lines, separated by blank lines.
fn blocks(list: &[Block], shift: u8) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut alternate = false;
    for (at, item) in list.iter().enumerate() {
        // Adjacent lists need different marks, or they would be read as one.
        let before = at.checked_sub(1).map(|at| &list[at]);
        alternate = match (before, item) {
            (Some(Block::List(one, _)), Block::List(two, _)) => {
                one.is_some() == two.is_some() && !alternate
            }
            _ => false,
        };
        let printed = block(item, shift, alternate);
        if printed.is_empty() {
            continue;
        }
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(printed);
    }
    lines
}

fn block(block: &Block, shift: u8, alternate: bool) -> Vec<String> {
    match block {
        Block::Paragraph(inlines) => {
            paragraph(inlines).lines().map(|line| line.trim_end().to_owned()).collect()
        }
        Block::Heading(level, inlines) => heading((level + shift).min(6), inlines),
        Block::Code(text) => code(text),
        Block::Quote(list) => prefixed(blocks(list, shift), "> ", "> "),
        Block::List(start, items) => list(*start, items, shift, alternate),
        Block::Table(alignments, rows) => table(alignments, rows),
        // A rule of dashes after the mark of a list would be read as a rule together with the mark.
        Block::Rule => vec!["___".to_owned()],
    }
}

fn heading(level: u8, inlines: &[Inline]) -> Vec<String> {
    let mut text = line(inlines);
    if text.is_empty() {
        return Vec::new();
    }
    // Markdown drops hashes at the end of a heading.
    if let Some(before) = text.strip_suffix('#') {
        let escapes = before.len() - before.trim_end_matches('\\').len();
        if escapes.is_multiple_of(2) {
            text.insert(text.len() - 1, '\\');
        }
    }
    vec![format!("{} {text}", "#".repeat(usize::from(level)))]
}

fn code(text: &str) -> Vec<String> {
    let fence = "`".repeat(longest_run(text).max(2) + 1);
    let mut lines = vec![format!("{fence}text")];
    for line in text.trim_end().lines() {
        let line = line.replace('\t', "    ").trim_end().to_owned();
        let blanks = lines.iter().rev().take_while(|line| line.is_empty()).count();
        if !line.is_empty() || (lines.len() > 1 && blanks < 2) {
            lines.push(line);
        }
    }
    lines.push(fence);
    lines
}

fn list(start: Option<u64>, items: &[Vec<Block>], shift: u8, alternate: bool) -> Vec<String> {
    let is_tight = is_tight(items);
    let mut lines = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let mark = match (start, alternate) {
            (None, false) => "- ".to_owned(),
            (None, true) => "* ".to_owned(),
            // CommonMark allows at most nine digits.
            (Some(start), _) => {
                let number = start.min(999_000_000) + at as u64;
                format!("{number}{} ", if alternate { ")" } else { "." })
            }
        };
        let mut printed = blocks(item, shift);
        if is_tight {
            printed.retain(|line| !line.is_empty());
        } else if at > 0 {
            lines.push(String::new());
        }
        if printed.is_empty() {
            printed.push(String::new());
        }
        lines.extend(prefixed(printed, &mark, &" ".repeat(mark.len())));
    }
    lines
}

/// Whether a list needs no blank lines: every item has at most a paragraph and a list.
fn is_tight(items: &[Vec<Block>]) -> bool {
    items.iter().all(|item| {
        item.iter().enumerate().all(|(at, block)| match block {
            Block::Paragraph(_) => at == 0,
            Block::List(_, items) => at == 1 && is_tight(items),
            _ => false,
        })
    })
}

/// Adds a prefix to lines; that of the first line differs.
fn prefixed(lines: Vec<String>, first: &str, rest: &str) -> Vec<String> {
    let prefix = |(at, line): (usize, String)| {
        let prefix = if at == 0 { first } else { rest };
        format!("{prefix}{line}").trim_end().to_owned()
    };
    lines.into_iter().enumerate().map(prefix).collect()
}

fn table(alignments: &[Alignment], rows: &[Vec<Vec<Inline>>]) -> Vec<String> {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0).max(1);
    let mut lines = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let mut cells: Vec<String> = row.iter().map(|inlines| cell(inlines)).collect();
        if at == 0 {
            cells.resize(width, String::new());
        } else {
            // Markdown adds missing cells at the end of a row.
            while cells.len() > 1 && cells.last().is_some_and(String::is_empty) {
                cells.pop();
            }
        }
        lines.push(format!("| {} |", cells.join(" | ")));
        if at == 0 {
            let rules = (0..width).map(|column| match alignments.get(column) {
                Some(Alignment::Left) => ":---",
                Some(Alignment::Center) => ":---:",
                Some(Alignment::Right) => "---:",
                _ => "---",
            });
            lines.push(format!("| {} |", rules.collect::<Vec<_>>().join(" | ")));
        }
    }
    lines
}

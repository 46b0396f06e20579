//! The scoreboard as Markdown.

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use super::ratchet;
use super::scoreboard::{Check, Entry, RustcMessage, Scoreboard, Status};

/// How many documents the lists of the slowest and largest have.
const LISTED: usize = 10;
/// Documents below this size say more about the start of a process than about the generator.
const LARGE_BYTES: u64 = 500_000;

/// The scoreboard as Markdown: totals, codes, the compiler's messages, and a line per document that fails.
pub fn markdown(board: &Scoreboard) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write_all(&mut out, &board.documents);
    out
}

fn write_all(out: &mut String, documents: &[Entry]) -> fmt::Result {
    writeln!(out, "# Corpus: {} documents\n", documents.len())?;
    statuses(out, documents)?;
    totals(out, documents)?;
    codes(out, documents)?;
    for (title, pick) in [
        ("Errors of rustc", (|check| &check.errors) as fn(&Check) -> &Vec<RustcMessage>),
        ("Warnings of rustc", |check| &check.warnings),
    ] {
        compiler(out, documents, title, pick)?;
    }
    failing(out, documents)?;
    extremes(out, documents)
}

fn statuses(out: &mut String, documents: &[Entry]) -> fmt::Result {
    let mut rows: BTreeMap<(&str, Status), (usize, usize, usize, usize)> = BTreeMap::new();
    for entry in documents {
        let row = rows.entry((entry.verdict.as_str(), entry.status)).or_default();
        row.0 += 1;
        if let Some(check) = &entry.check {
            row.1 += 1;
            row.2 += usize::from(check.compiles);
            row.3 += usize::from(check.compiles && check.warning_count == 0);
        }
    }
    writeln!(out, "| owed | status | documents | checked | compile | without warnings |")?;
    writeln!(out, "|---|---|--:|--:|--:|--:|")?;
    for ((verdict, status), (count, checked, compile, clean)) in rows {
        let status = status.as_str();
        writeln!(out, "| {verdict} | {status} | {count} | {checked} | {compile} | {clean} |")?;
    }
    writeln!(out)
}

fn totals(out: &mut String, documents: &[Entry]) -> fmt::Result {
    let written: Vec<&Entry> = documents.iter().filter(|e| e.status.written()).collect();
    let sum = |pick: fn(&Entry) -> Option<usize>| -> usize {
        written.iter().filter_map(|entry| pick(entry)).sum()
    };
    let bytes: u64 = written.iter().map(|entry| entry.bytes).sum();
    let seconds: f64 = written.iter().map(|entry| entry.cpu_seconds).sum();
    writeln!(
        out,
        "Of {} crates: {} operations of {} in their documents; {} types; {} schemas as JSON, {} items left out; \
         {} lines; {:.1} MB in {:.1} CPU s, {:.1} MB/s.\n",
        written.len(),
        sum(|e| e.operations),
        sum(|e| e.operations_in_document),
        sum(|e| e.types),
        sum(|e| e.raw),
        sum(|e| e.skipped),
        sum(|e| Some(e.lines)),
        bytes as f64 / 1e6,
        seconds,
        bytes as f64 / 1e6 / seconds.max(1e-9),
    )
}

fn codes(out: &mut String, documents: &[Entry]) -> fmt::Result {
    let mut rows: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (code, count) in documents.iter().flat_map(|entry| &entry.codes) {
        let row = rows.entry(code).or_default();
        *row = (row.0 + count, row.1 + 1);
    }
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "| code | findings | documents |\n|---|--:|--:|")?;
    for (code, (findings, documents)) in rows {
        writeln!(out, "| {code} | {findings} | {documents} |")?;
    }
    writeln!(out)
}

fn compiler(
    out: &mut String,
    documents: &[Entry],
    title: &str,
    pick: fn(&Check) -> &Vec<RustcMessage>,
) -> fmt::Result {
    let mut rows: BTreeMap<String, Vec<(&Entry, &RustcMessage)>> = BTreeMap::new();
    for entry in documents {
        for message in entry.check.iter().flat_map(pick) {
            let code = message.code.as_deref().unwrap_or("");
            let shape = format!("{code} {}", shape(&message.message));
            rows.entry(shape.trim().to_owned()).or_default().push((entry, message));
        }
    }
    if rows.is_empty() {
        return Ok(());
    }
    let mut rows: Vec<_> = rows.into_iter().collect();
    rows.sort_by_key(|(_, found)| std::cmp::Reverse(found.len()));
    writeln!(out, "## {title}\n\nThe first of each document; names are left out.\n")?;
    writeln!(out, "| message | times | documents | for example |\n|---|--:|--:|---|")?;
    for (shape, found) in rows {
        let mut names: Vec<&str> = found.iter().map(|(entry, _)| &*entry.document).collect();
        names.dedup();
        let (entry, message) = found[0];
        writeln!(
            out,
            "| {} | {} | {} | {} in {}, {} |",
            cell(&shape),
            found.len(),
            names.len(),
            cell(&message.message),
            entry.document,
            message.place.as_deref().unwrap_or("no place"),
        )?;
    }
    writeln!(out)
}

/// A message without the names in it, so that messages of a kind are the same.
fn shape(message: &str) -> String {
    message
        .split('`')
        .enumerate()
        .map(|(at, part)| if at % 2 == 0 { part } else { "`…`" })
        .collect::<String>()
        .replace(|c: char| c.is_ascii_digit(), "#")
}

fn cell(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let short: String = line.chars().take(200).collect();
    short.replace('|', "\\|")
}

fn failing(out: &mut String, documents: &[Entry]) -> fmt::Result {
    writeln!(out, "## Documents that fail\n")?;
    writeln!(out, "| document | version | owed | status | how |\n|---|---|---|---|---|")?;
    for entry in documents {
        let failures = ratchet::failures(entry);
        let excused = !entry.verdict.owed() && !entry.status.broken() && entry.check.is_none();
        if failures.is_empty() || excused {
            continue;
        }
        let how: Vec<String> = failures.iter().map(|(_, text)| cell(text)).collect();
        writeln!(
            out,
            "| {} | {} | {} | {} | {} |",
            entry.document,
            entry.version.as_deref().unwrap_or(""),
            entry.verdict.as_str(),
            entry.status.as_str(),
            how.join("; ")
        )?;
    }
    writeln!(out)
}

fn extremes(out: &mut String, documents: &[Entry]) -> fmt::Result {
    let mut large: Vec<&Entry> = documents.iter().filter(|e| e.bytes >= LARGE_BYTES).collect();
    if large.is_empty() {
        return Ok(());
    }
    let kb = LARGE_BYTES / 1000;
    writeln!(out, "## Slowest of the documents from {kb} kB\n")?;
    writeln!(out, "| document | MB | CPU s | MB/s | peak MiB | memory by size | lines |")?;
    writeln!(out, "|---|--:|--:|--:|--:|--:|--:|")?;
    large.sort_by(|a, b| a.mb_per_second.total_cmp(&b.mb_per_second));
    for entry in large.into_iter().take(LISTED) {
        writeln!(
            out,
            "| {} | {:.1} | {:.2} | {:.1} | {:.0} | {:.0} | {} |",
            entry.document,
            entry.bytes as f64 / 1e6,
            entry.cpu_seconds,
            entry.mb_per_second,
            entry.peak_mib,
            entry.memory_per_mb,
            entry.lines
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::scoreboard::Verdict;
    use super::*;

    #[test]
    fn groups_messages() {
        assert_eq!(shape("cannot find type `A` in `b::C`"), "cannot find type `…` in `…`");
        assert_eq!(shape("takes 12 arguments"), "takes ## arguments");
    }

    #[test]
    fn lists_what_fails() {
        let good = Entry { document: "good".into(), status: Status::Generated, ..Entry::default() };
        let error = RustcMessage {
            code: Some("E0412".into()),
            message: "cannot find type `A|B`".into(),
            place: Some("src/types.rs:3".into()),
        };
        let check = Check { error_count: 1, errors: vec![error], ..Check::default() };
        let bad = Entry {
            document: "bad".into(),
            status: Status::Generated,
            verdict: Verdict::MustAccept,
            check: Some(check),
            ..Entry::default()
        };
        let text = markdown(&Scoreboard { documents: vec![good, bad] });
        assert!(text.contains("| must_accept | generated | 1 | 1 | 0 | 0 |"), "{text}");
        assert!(text.contains("E0412 cannot find type `…` | 1 | 1 |"), "{text}");
        assert!(text.contains("| bad |  | must_accept | generated | 1 errors:"), "{text}");
        assert!(!text.contains("| good |"), "{text}");
    }
}

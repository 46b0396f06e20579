//! What reading and writing JSON costs, compared with derived `serde` on the same types and data.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::measure::{Limits, measured};
use crate::twins::{Crate, Sampler};

/// Components of the document that are measured, and what they are an example of.
const KINDS: &[(&str, &str)] = &[
    ("Record", "objects of 29 members"),
    ("Tree", "deep and wide"),
    ("Article", "long strings"),
    ("Series", "numbers"),
    ("Event", "unions with a tag"),
    ("Expandable", "unions without a tag"),
    ("Index", "maps"),
];

/// The kind whose peak memory is measured, and the name of its data.
const OF_MEMORY: &str = "Record";

/// Bytes of the data of a kind: few enough that a run of it is often undisturbed by other processes.
const BYTES: usize = 1 << 20;

/// Bytes of the data whose decoding is measured by memory.
const BYTES_OF_MEMORY: usize = 32 << 20;

/// How much worse a ratio may be than the recorded one: machines differ.
const LOOSE: f64 = 1.5;

/// Speed of generated code as a multiple of that of derived code, by kind; and the multiple of its memory.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Ratios {
    decode: BTreeMap<String, f64>,
    encode: BTreeMap<String, f64>,
    peak_memory: f64,
}

#[derive(Debug, Deserialize)]
struct Times {
    kind: String,
    bytes: usize,
    decode: [f64; 2],
    encode: [f64; 2],
}

/// Measures, and prints a table. With `check`, compares the ratios with those recorded; with `record`, records them.
///
/// # Errors
///
/// When something does not build or run, or a ratio is much worse than the recorded one.
pub fn run(root: &Path, check: bool, record: bool) -> Result<String, String> {
    let path = root.join("tests/twins/kinds.yaml");
    let fail = |error: std::io::Error| format!("{}: {error}", path.display());
    let text = fs::read_to_string(&path).map_err(fail)?;
    let document: Value = serde_yaml::from_str(&text).map_err(|error| error.to_string())?;
    let kinds: Vec<String> = KINDS.iter().map(|(kind, _)| (*kind).to_owned()).collect();
    let twins = Crate::write(root, "bench", &document, &kinds)?;
    for kind in &kinds {
        twins.write_data(kind, &data(&document, kind, BYTES))?;
    }
    let mut program = twins.build(&["--release"], "measure")?;
    // Of glibc: memory that is freed stays with the process, as in one that works on; otherwise each run pays for what the
    // run before gave back, which is random.
    for variable in ["MALLOC_TRIM_THRESHOLD_", "MALLOC_MMAP_THRESHOLD_"] {
        program.env(variable, "1073741824");
    }
    let (ratios, table) = measure(program, &twins, &document, &root.join("target/twins/scratch"))?;
    println!("{table}");
    let file = root.join("tests/twins/ratchet.json");
    if record {
        let text = serde_json::to_string_pretty(&ratios).map_err(|error| error.to_string())?;
        fs::write(&file, text + "\n").map_err(|error| format!("{}: {error}", file.display()))?;
    } else if check {
        let text = fs::read_to_string(&file);
        let text = text.map_err(|error| format!("{}: {error}", file.display()))?;
        let recorded = serde_json::from_str(&text).map_err(|error| error.to_string())?;
        let worse = worse(&ratios, &recorded);
        if !worse.is_empty() {
            return Err(worse.join("\n"));
        }
    }
    Ok(table)
}

/// A list of values of a kind.
fn data(document: &Value, kind: &str, bytes: usize) -> String {
    let mut sampler = Sampler::new(document, 7);
    let mut text = String::from("[");
    while text.len() < bytes {
        if text.len() > 1 {
            text.push(',');
        }
        text.push_str(&sampler.component(kind).to_string());
    }
    text.push(']');
    text
}

fn measure(
    mut program: Command,
    twins: &Crate,
    document: &Value,
    scratch: &Path,
) -> Result<(Ratios, String), String> {
    let output = program.output().map_err(|error| format!("{program:?}: {error}"))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let mut ratios = Ratios::default();
    let mut table = String::from(
        "| JSON | decode | derived serde | ratio | encode | derived serde | ratio |\n|---|--:|--:|--:|--:|--:|--:|\n",
    );
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let times: Times = serde_json::from_str(line).map_err(|error| error.to_string())?;
        let title = KINDS.iter().find(|(kind, _)| *kind == times.kind);
        let title = title.map_or("", |(_, title)| title);
        let mut row = format!("| {title} |");
        for (of, into) in [(times.decode, &mut ratios.decode), (times.encode, &mut ratios.encode)] {
            let [ours, theirs] = of.map(|seconds| times.bytes as f64 / 1e6 / seconds);
            // Writing to a string cannot fail.
            let _ = write!(row, " {ours:.0} MB/s | {theirs:.0} MB/s | {:.2} |", ours / theirs);
            into.insert(times.kind.clone(), (ours / theirs * 100.0).round() / 100.0);
        }
        table.push_str(&row);
        table.push('\n');
    }
    let mean = |ratios: &BTreeMap<String, f64>| {
        (ratios.values().map(|ratio| ratio.ln()).sum::<f64>() / ratios.len() as f64).exp()
    };
    let (decode, encode) = (mean(&ratios.decode), mean(&ratios.encode));
    let _ = writeln!(table, "| geometric mean | | | {decode:.2} | | | {encode:.2} |");
    twins.write_data(OF_MEMORY, &data(document, OF_MEMORY, BYTES_OF_MEMORY))?;
    let mut peaks = [0.0; 2];
    for (peak, which) in peaks.iter_mut().zip(["generated", "derive"]) {
        let mut command = Command::new(program.get_program());
        command.arg("peak").args(program.get_args().skip(1)).args([OF_MEMORY, which]);
        let run = measured(&command, Limits::default(), scratch)?;
        if run.usage.exit != Some(0) {
            return Err(run.stderr);
        }
        *peak = run.usage.peak_kib as f64 / 1024.0;
    }
    let [ours, theirs] = peaks;
    ratios.peak_memory = (ours / theirs * 100.0).round() / 100.0;
    let bytes = fs::metadata(twins.data(OF_MEMORY)).map_or(0, |data| data.len());
    let _ = writeln!(
        table,
        "\nPeak memory while {:.0} MB of objects of 29 members are decoded: {ours:.0} MiB, with derived serde {theirs:.0} MiB ({:.2}).",
        bytes as f64 / 1e6,
        ratios.peak_memory
    );
    Ok((ratios, table))
}

/// What is much worse than recorded, a line each.
fn worse(ratios: &Ratios, recorded: &Ratios) -> Vec<String> {
    let mut lines = Vec::new();
    let speeds = [
        ("decode", &ratios.decode, &recorded.decode),
        ("encode", &ratios.encode, &recorded.encode),
    ];
    for (what, now, before) in speeds {
        for (kind, before) in before {
            let now = now.get(kind).copied().unwrap_or_default();
            if now * LOOSE < *before {
                lines.push(format!(
                    "bench: {what}, {kind}: {now:.2} of derived serde, was {before:.2}"
                ));
            }
        }
    }
    let (now, before) = (ratios.peak_memory, recorded.peak_memory);
    if now > before * LOOSE {
        lines.push(format!("bench: peak memory: {now:.2} of derived serde, was {before:.2}"));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_what_is_worse() {
        let ratios = |decode: f64, peak_memory| Ratios {
            decode: [("Record".to_owned(), decode)].into(),
            encode: BTreeMap::new(),
            peak_memory,
        };
        let recorded = ratios(1.2, 1.0);
        assert!(worse(&ratios(0.9, 1.4), &recorded).is_empty());
        assert_eq!(
            worse(&ratios(0.7, 1.6), &recorded),
            [
                "bench: decode, Record: 0.70 of derived serde, was 1.20",
                "bench: peak memory: 1.60 of derived serde, was 1.00"
            ]
        );
        assert_eq!(worse(&Ratios::default(), &recorded).len(), 1);
    }
}

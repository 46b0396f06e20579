//! The examples of documents: those that are valid against their own schema are read into generated types, and
//! written again as they were.

mod compare;
mod find;
mod project;
mod schema;

use std::path::Path;

use serde_json::Value;
use specwright::Input;
use specwright::inputs::Files;

use self::compare::Difference;
use self::find::{Direction, Example};
use self::project::Project;
use super::progress::Progress;
use super::sources::{self, Document};

/// Examples with the same schema.
struct Group {
    schema: Value,
    direction: Direction,
    examples: Vec<Example>,
}

/// A document with its groups.
struct Subject {
    name: String,
    crate_name: String,
    document: Value,
    groups: Vec<Group>,
    counts: Counts,
}

/// How many examples there are of each outcome.
#[derive(Debug, Default, Clone, Copy)]
struct Counts {
    examples: usize,
    valid: usize,
    decoded: usize,
    equal: usize,
    /// Of the equal ones, those with a `null` that is left out.
    nulls: usize,
    /// Of the valid ones, those that break a format.
    bad_format: usize,
}

/// Runs the task: a table, and the examples that fail.
///
/// # Errors
///
/// When an example fails that is valid, formats included.
pub fn run(root: &Path, target: &Path, documents: &[Document]) -> Result<(), String> {
    let project = Project::new(root, target)?;
    let mut subjects = Vec::new();
    let mut failures = Vec::new();
    let mut badly_formatted = Vec::new();
    let progress = Progress::new(documents.len());
    for document in documents {
        if let Some(subject) = subject(document)? {
            match project.add(&subject.crate_name, &subject.document, &subject.groups) {
                Ok(()) => subjects.push(subject),
                Err(error) => println!("{}: left out: {error}", subject.name),
            }
        }
        progress.step(1, "");
    }
    progress.finish();
    let names: Vec<&str> = subjects.iter().map(|subject| subject.crate_name.as_str()).collect();
    project.build(&names)?;
    for subject in &mut subjects {
        match project.run(&subject.crate_name) {
            Ok(lines) => failures.extend(judge(subject, &lines, &mut badly_formatted)),
            Err(error) => failures.push(format!("{}: {error}", subject.name)),
        }
    }
    table(&subjects);
    for line in &badly_formatted {
        println!("refused, and not valid by a format: {line}");
    }
    for failure in &failures {
        println!("fails: {failure}");
    }
    if failures.is_empty() { Ok(()) } else { Err(format!("{} examples fail", failures.len())) }
}

/// Reads a document and groups its examples; `None` if it has none.
fn subject(document: &Document) -> Result<Option<Subject>, String> {
    let input =
        Input::read("client", &Files::new([&document.path])).map_err(|error| error.to_string())?;
    let Some(tree) = specwright::recover(input).document else { return Ok(None) };
    let mut groups: Vec<Group> = Vec::new();
    let mut counts = Counts::default();
    for example in find::examples(&tree) {
        counts.examples += 1;
        let same = |group: &&mut Group| {
            group.schema == example.schema && group.direction == example.direction
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.examples.push(example),
            None => groups.push(Group {
                schema: example.schema.clone(),
                direction: example.direction,
                examples: vec![example],
            }),
        }
    }
    let subject = Subject {
        name: document.name.clone(),
        crate_name: sources::crate_name(&document.name),
        document: tree,
        groups,
        counts,
    };
    Ok((subject.counts.examples > 0).then_some(subject))
}

/// Counts the outcomes of a document's examples, and describes those that fail.
fn judge(subject: &mut Subject, lines: &[Value], badly_formatted: &mut Vec<String>) -> Vec<String> {
    let name = subject.name.clone();
    let described = |example: &Example, why: &str| format!("{name}#{}: {why}", example.pointer);
    let mut failures = Vec::new();
    let mut lines = lines.iter();
    for group in &subject.groups {
        let schema = schema::converted(&subject.document, &group.schema);
        let validators = schema::validator(&schema, false)
            .and_then(|lenient| Ok((lenient, schema::validator(&schema, true)?)));
        for example in &group.examples {
            let Some(line) = lines.next() else { break };
            let Ok((lenient, strict)) = &validators else { continue };
            if !lenient.is_valid(&example.value) {
                continue;
            }
            let counts = &mut subject.counts;
            counts.valid += 1;
            let is_strict = strict.is_valid(&example.value);
            counts.bad_format += usize::from(!is_strict);
            let outcome = match line.get("written").and_then(|written| written.get("value")) {
                Some(written) => {
                    counts.decoded += 1;
                    compare::compare(&schema, &example.value, written)
                }
                None => {
                    Err(line.get("error").and_then(Value::as_str).unwrap_or_default().to_owned())
                }
            };
            let is_same = line.get("is_same") == Some(&Value::Bool(true));
            match outcome {
                Ok(_) if !is_same => {
                    let why = "what is written is read as another value";
                    failures.push(described(example, why));
                }
                Ok(difference) => {
                    counts.equal += 1;
                    counts.nulls += usize::from(difference == Difference::NullsLeftOut);
                }
                Err(why) if !is_strict && line.get("written").is_none() => {
                    badly_formatted.push(described(example, &why));
                }
                Err(why) => failures.push(described(example, &why)),
            }
        }
    }
    failures
}

fn table(subjects: &[Subject]) {
    println!(
        "| document | examples | valid by schema | with a broken format | decoded | written back equal | of these, without `null` |"
    );
    println!("|---|--:|--:|--:|--:|--:|--:|");
    let mut all = Counts::default();
    let row = |name: &str, counts: &Counts| {
        let Counts { examples, valid, decoded, equal, nulls, bad_format } = counts;
        println!(
            "| {name} | {examples} | {valid} | {bad_format} | {decoded} | {equal} | {nulls} |"
        );
    };
    for Subject { name, counts, .. } in subjects {
        row(name, counts);
        all.examples += counts.examples;
        all.valid += counts.valid;
        all.decoded += counts.decoded;
        all.equal += counts.equal;
        all.nulls += counts.nulls;
        all.bad_format += counts.bad_format;
    }
    row(&format!("{} documents", subjects.len()), &all);
}

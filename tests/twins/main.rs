//! Compares generated types with twins of them that derive `serde`: `measure`, `peak` and `agree`.

#![allow(dead_code, reason = "one kind of twin or another is not used by every command")]

#[rustfmt::skip]
mod client;
mod kinds;
#[rustfmt::skip]
mod twins;

use std::fmt::Debug;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use client::runtime::wire::{Wire, from_slice, to_vec};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// How long each of the two is run, in turns, for each kind and direction.
const MEASURED: Duration = Duration::from_millis(1000);

/// A command, with the folder of the data.
pub struct Command {
    name: String,
    folder: String,
    /// The kind, and which of the two, of `peak`.
    choice: Option<(String, String)>,
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (name, folder) = (arguments.next().expect("command"), arguments.next().expect("folder"));
    let choice = arguments.next().zip(arguments.next());
    kinds::run(&Command { name, folder, choice });
}

impl Command {
    /// Runs the command on a kind of data; `C` is the generated type, `T` its twin.
    pub fn kind<C, T>(&self, name: &str)
    where
        C: Wire + PartialEq + Debug,
        T: Serialize + DeserializeOwned + PartialEq + Debug,
    {
        let path = Path::new(&self.folder).join(format!("{name}.json"));
        match (self.name.as_str(), &self.choice) {
            ("peak", Some((kind, which))) if kind == name => {
                let text = fs::read(path).expect("data");
                if which == "derive" {
                    black_box(serde_json::from_slice::<Vec<T>>(&text).expect("derived"));
                } else {
                    black_box(from_slice::<Vec<C>>(&text).expect("generated"));
                }
            }
            ("peak", _) => {}
            ("measure", _) => measure::<C, T>(name, &fs::read(path).expect("data")),
            _ => agree::<C, T>(name, &fs::read_to_string(path).expect("data")),
        }
    }
}

fn measure<C, T>(name: &str, text: &[u8])
where
    C: Wire + PartialEq + Debug,
    T: Serialize + DeserializeOwned + PartialEq + Debug,
{
    let ours = from_slice::<Vec<C>>(text).expect("generated");
    let theirs = serde_json::from_slice::<Vec<T>>(text).expect("derived");
    let decode = in_turns(
        || {
            black_box(from_slice::<Vec<C>>(black_box(text)).expect("generated"));
        },
        || {
            black_box(serde_json::from_slice::<Vec<T>>(black_box(text)).expect("derived"));
        },
    );
    let encode = in_turns(
        || {
            black_box(to_vec(black_box(&ours)).expect("generated"));
        },
        || {
            black_box(serde_json::to_vec(black_box(&theirs)).expect("derived"));
        },
    );
    println!(
        "{}",
        serde_json::json!({ "kind": name, "bytes": text.len(), "decode": decode, "encode": encode })
    );
}

/// The shortest time of each, in seconds. They take turns, so that what else the machine does meets both.
fn in_turns(mut ours: impl FnMut(), mut theirs: impl FnMut()) -> [f64; 2] {
    let mut shortest = [f64::INFINITY; 2];
    let started = Instant::now();
    while started.elapsed() < MEASURED * 2 {
        for (index, run) in [&mut ours as &mut dyn FnMut(), &mut theirs].into_iter().enumerate() {
            let started = Instant::now();
            run();
            shortest[index] = shortest[index].min(started.elapsed().as_secs_f64());
        }
    }
    shortest
}

/// Checks that both read each line to the same, and read what the other writes. A line that the twin refuses is
/// one that only has to be refused or read without a panic.
fn agree<C, T>(name: &str, lines: &str)
where
    C: Wire + PartialEq + Debug,
    T: Serialize + DeserializeOwned + PartialEq + Debug,
{
    let mut read = 0;
    for line in lines.lines() {
        let ours = from_slice::<C>(line.as_bytes());
        let Ok(theirs) = serde_json::from_str::<T>(line) else { continue };
        let ours = match ours {
            Ok(ours) => ours,
            // `chrono` alone reads years and days of other lengths as well.
            Err(error) if error.message().contains("expected a date") => continue,
            Err(error) => panic!("{name}: {error}: {line}"),
        };
        let written = to_vec(&ours).expect("written");
        let by_twin = serde_json::to_vec(&theirs).expect("written by the twin");
        let [one, other] = [&written, &by_twin].map(|text| {
            let mut value: Value = serde_json::from_slice(text).expect("JSON");
            plain(&mut value);
            value
        });
        if let Some(difference) = difference(&one, &other) {
            panic!("{name}: {difference}: {line}");
        }
        assert_eq!(from_slice::<C>(&by_twin).expect("what the twin writes"), ours, "{line}");
        let again: T = serde_json::from_slice(&written).expect("what is written, by the twin");
        assert_eq!(again, theirs, "{line}");
        assert_eq!(from_slice::<C>(&written).expect("what is written"), ours, "{line}");
        read += 1;
    }
    println!("{name}: {read} of {} agree", lines.lines().count());
}

/// The first difference between what is written and what the twin writes.
fn difference(ours: &Value, theirs: &Value) -> Option<String> {
    match (ours, theirs) {
        (Value::Array(ours), Value::Array(theirs)) if ours.len() == theirs.len() => {
            ours.iter().zip(theirs).find_map(|(ours, theirs)| difference(ours, theirs))
        }
        (Value::Object(ours), Value::Object(theirs)) => {
            let only = theirs.keys().find(|name| !ours.contains_key(*name));
            let only = only.map(|name| format!("only the twin writes {name:?}"));
            only.or_else(|| {
                ours.iter().find_map(|(name, value)| match theirs.get(name) {
                    Some(other) => difference(value, other),
                    None => Some(format!("the twin does not write {name:?}")),
                })
            })
        }
        _ => (ours != theirs).then(|| format!("{ours} is written, and {theirs} by the twin")),
    }
}

/// Numbers in one form: `1` is `1.0`.
fn plain(value: &mut Value) {
    match value {
        Value::Number(number) => {
            if let Some(float) = number.as_f64().filter(|_| number.is_f64()) {
                if float.fract() == 0.0 && float.abs() < 1e16 {
                    *value = Value::from(float as i64);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(plain),
        Value::Object(members) => members.values_mut().for_each(plain),
        _ => {}
    }
}

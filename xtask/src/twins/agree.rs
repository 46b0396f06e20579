//! The property that generated types and derived `serde` read and write the same.

use std::path::Path;

use clap::Args;
use fastrand::Rng;

use super::sample::{Sampler, damaged};
use super::{Crate, random};

/// Of each text, this many with damage.
const DAMAGED: usize = 4;

/// Arguments of the task.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Seed of types and values.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Components of the document with random types.
    #[arg(long, default_value_t = 40)]
    types: usize,
    /// Values of each component.
    #[arg(long, default_value_t = 200)]
    values: usize,
}

/// Runs the task.
///
/// # Errors
///
/// When the two do not agree.
pub fn run(root: &Path, arguments: &Arguments) -> Result<(), String> {
    let (document, kinds) = random::document(arguments.seed, arguments.types);
    let twins = Crate::write(root, "agree", &document, &kinds)?;
    let mut rng = Rng::with_seed(arguments.seed);
    for kind in &kinds {
        let mut sampler = Sampler::new(&document, rng.u64(..));
        sampler.is_wild = true;
        let mut lines = String::new();
        for _ in 0..arguments.values {
            let text = sampler.component(kind).to_string();
            let damaged = (0..DAMAGED).filter_map(|_| damaged(&text, &mut rng)).collect::<Vec<_>>();
            for line in [&text].into_iter().chain(&damaged) {
                lines.push_str(line);
                lines.push('\n');
            }
        }
        twins.write_data(kind, &lines)?;
    }
    let mut program = twins.build(&["--features", "exact"], "agree")?;
    let status = program.status().map_err(|error| format!("{program:?}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("twins: seed {}: {status}", arguments.seed)) }
}

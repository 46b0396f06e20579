//! Timing of the phases.

use std::fs;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};
use specwright::Phase;

use super::progress::Progress;

/// Records when each phase begins, and shows the phase on a terminal.
pub struct Clock {
    begun: Mutex<Vec<(Phase, Instant)>>,
    progress: Progress,
}

impl Clock {
    /// Starts the clock with the phase that reads.
    pub fn start() -> Self {
        let clock = Self { begun: Mutex::default(), progress: Progress::start() };
        clock.begins(Phase::Read);
        clock
    }

    /// Records that a phase begins, which ends the one before it.
    pub fn begins(&self, phase: Phase) {
        if let Ok(mut begun) = self.begun.lock()
            && begun.last().is_none_or(|(last, _)| *last != phase)
        {
            begun.push((phase, Instant::now()));
            self.progress.begins(phase);
        }
    }

    /// Ends the last phase, and erases the progress line.
    pub fn stop(self) -> Timings {
        let end = Instant::now();
        drop(self.progress);
        let begun = self.begun.into_inner().unwrap_or_default();
        let ends = begun.iter().skip(1).map(|(_, at)| *at).chain([end]);
        let phases = begun.iter().zip(ends).map(|((phase, at), end)| (*phase, end - *at));
        Timings { phases: phases.collect(), peak_kib: peak_kib() }
    }
}

/// Durations of the phases, and the memory used.
pub struct Timings {
    phases: Vec<(Phase, Duration)>,
    /// Peak memory use, on systems that report it.
    peak_kib: Option<u64>,
}

impl Timings {
    fn total(&self) -> Duration {
        self.phases.iter().map(|(_, time)| *time).sum()
    }

    /// Formats a line for every phase.
    pub fn table(&self) -> String {
        let line = |name: &str, time: Duration| format!("{name:12}{:>10.1} ms\n", ms(time));
        let mut text: String =
            self.phases.iter().map(|(phase, time)| line(phase.as_str(), *time)).collect();
        text.push_str(&line("total", self.total()));
        if let Some(kib) = self.peak_kib {
            text.push_str(&format!("{:12}{:>10.1} MiB\n", "peak memory", kib as f64 / 1024.0));
        }
        text
    }

    /// An object with the milliseconds of every phase and of all phases together.
    pub fn json(&self) -> Value {
        let round = |time| (ms(time) * 1e3).round() / 1e3;
        let mut timings: Map<String, Value> = Map::new();
        for (phase, time) in &self.phases {
            timings.insert(phase.as_str().to_owned(), json!(round(*time)));
        }
        timings.insert("total".to_owned(), json!(round(self.total())));
        json!({ "timings": timings, "peak_memory_kib": self.peak_kib })
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// The peak resident set size, which Linux reports.
fn peak_kib() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

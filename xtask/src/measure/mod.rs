//! Child processes under limits, with what they used.
//!
//! The peak memory of a process as the kernel tells it is never below the peak of the process that started
//! it. So each command is started by a small fresh process, the hidden task `measure`, and not by the task at
//! work, which may have grown large.

mod os;
mod rustc;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use clap::Args;
use serde::{Deserialize, Serialize};

pub use rustc::{CRATE_VARIABLE, RECORD_VARIABLE, wrap as wrap_rustc};

/// How long between two looks at the child.
const TICK: Duration = Duration::from_millis(2);

/// What a command may use; `None` is no limit.
#[derive(Debug, Clone, Copy, Default)]
pub struct Limits {
    /// Seconds by the clock, of the command itself.
    pub wall_seconds: Option<u64>,
    /// CPU seconds, of each process that the command starts.
    pub cpu_seconds: Option<u64>,
    /// MiB of address space, of each process that the command starts.
    pub memory_mib: Option<u64>,
}

/// What became of a command.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Usage {
    /// Its exit code; `None` when a signal ended it.
    pub exit: Option<i32>,
    /// The signal that ended it.
    pub signal: Option<i32>,
    /// Whether it was ended for having used its time.
    pub timed_out: bool,
    /// Seconds by the clock.
    pub wall_seconds: f64,
    /// CPU seconds, user and system.
    pub cpu_seconds: f64,
    /// Peak resident memory in KiB; of the largest process, when there are several.
    pub peak_kib: u64,
}

/// What a command used and said.
#[derive(Debug, Clone, Default)]
pub struct Measured {
    /// What it used.
    pub usage: Usage,
    /// Its standard output.
    pub stdout: String,
    /// Its standard error.
    pub stderr: String,
}

/// Arguments of the hidden task.
#[derive(Debug, Args)]
pub struct Arguments {
    /// File for the usage.
    #[arg(long)]
    record: PathBuf,
    #[arg(long)]
    wall_seconds: Option<u64>,
    #[arg(long)]
    cpu_seconds: Option<u64>,
    #[arg(long)]
    memory_mib: Option<u64>,
    /// The command.
    #[arg(last = true, required = true)]
    command: Vec<OsString>,
}

/// The hidden task: runs the command and records what it used.
pub fn run(arguments: &Arguments) -> Result<(), String> {
    if let Some(mib) = arguments.memory_mib {
        os::limit_memory(mib)?;
    }
    if let Some(seconds) = arguments.cpu_seconds {
        os::limit_cpu(seconds)?;
    }
    let [program, rest @ ..] = arguments.command.as_slice() else {
        return Err("no command".to_owned());
    };
    let mut command = Command::new(program);
    command.args(rest).stdin(Stdio::null());
    let wall = arguments.wall_seconds.map(Duration::from_secs);
    let usage = usage_of(&mut command, wall)
        .map_err(|error| format!("{}: {error}", program.to_string_lossy()))?;
    write(&arguments.record, &usage)
}

fn usage_of(command: &mut Command, wall: Option<Duration>) -> std::io::Result<Usage> {
    let started = Instant::now();
    let mut child = command.spawn()?;
    let mut timed_out = false;
    let status = if let Some(wall) = wall {
        loop {
            if let Some(status) = child.try_wait()? {
                break status;
            }
            if started.elapsed() >= wall {
                timed_out = true;
                child.kill()?;
                break child.wait()?;
            }
            thread::sleep(TICK);
        }
    } else {
        child.wait()?
    };
    let wall_seconds = started.elapsed().as_secs_f64();
    let (cpu_seconds, peak_kib) = os::children_use();
    let signal = os::signal(status);
    Ok(Usage { exit: status.code(), signal, timed_out, wall_seconds, cpu_seconds, peak_kib })
}

fn write(record: &Path, usage: &Usage) -> Result<(), String> {
    let text = serde_json::to_string(usage).map_err(|error| error.to_string())?;
    fs::write(record, text).map_err(|error| format!("{}: {error}", record.display()))
}

/// Runs a command under limits and takes what it says. Its usage comes through a file in `scratch`.
///
/// # Errors
///
/// When the command cannot be started; not when it fails.
pub fn measured(command: &Command, limits: Limits, scratch: &Path) -> Result<Measured, String> {
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    let program = command.get_program().to_string_lossy().into_owned();
    let fail = |error: std::io::Error| format!("{program}: {error}");
    fs::create_dir_all(scratch).map_err(fail)?;
    let run = RUNS.fetch_add(1, Ordering::Relaxed);
    let record = scratch.join(format!("usage-{}-{run}.json", std::process::id()));
    let mut outer = Command::new(std::env::current_exe().map_err(fail)?);
    outer.arg("measure").arg("--record").arg(&record);
    let flags = [
        ("--wall-seconds", limits.wall_seconds),
        ("--cpu-seconds", limits.cpu_seconds),
        ("--memory-mib", limits.memory_mib),
    ];
    for (flag, value) in flags {
        if let Some(value) = value {
            outer.arg(flag).arg(value.to_string());
        }
    }
    outer.arg("--").arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => outer.env(name, value),
            None => outer.env_remove(name),
        };
    }
    if let Some(folder) = command.get_current_dir() {
        outer.current_dir(folder);
    }
    let output = outer.stdin(Stdio::null()).output().map_err(fail)?;
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    let text = fs::read_to_string(&record).map_err(|_| format!("not started: {stderr}"))?;
    // A file left behind is harmless: the folder is a scratch folder.
    let _ = fs::remove_file(&record);
    let usage = serde_json::from_str(&text).map_err(|error| format!("{program}: {error}"))?;
    let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok(Measured { usage, stdout, stderr })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_how_a_command_ended() {
        let shell = |script: &str| {
            let mut command = Command::new("sh");
            command.args(["-c", script]);
            usage_of(&mut command, Some(Duration::from_millis(300))).unwrap()
        };
        assert_eq!(shell("exit 3").exit, Some(3));
        assert!(!shell("exit 3").timed_out);
        let hangs = shell("while :; do :; done");
        assert!(hangs.timed_out && hangs.exit.is_none());
        assert!(hangs.wall_seconds >= 0.3);
    }
}

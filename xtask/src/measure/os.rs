//! What only the operating system tells. Elsewhere than on Unix there are no limits and no figures.

#[cfg(unix)]
mod unix {
    use std::os::unix::process::ExitStatusExt;
    use std::process::ExitStatus;

    use nix::sys::resource::{Resource, UsageWho, getrusage, setrlimit};
    use nix::sys::time::TimeValLike;

    /// Limits the address space of this process and of those it starts.
    pub fn limit_memory(mib: u64) -> Result<(), String> {
        let bytes = mib << 20;
        setrlimit(Resource::RLIMIT_AS, bytes, bytes)
            .map_err(|error| format!("memory limit of {mib} MiB: {error}"))
    }

    /// Limits the CPU time of this process and of those it starts, each for itself.
    pub fn limit_cpu(seconds: u64) -> Result<(), String> {
        setrlimit(Resource::RLIMIT_CPU, seconds, seconds)
            .map_err(|error| format!("CPU limit of {seconds} s: {error}"))
    }

    /// CPU seconds of all children that have ended, and peak resident KiB of the largest.
    pub fn children_use() -> (f64, u64) {
        let Ok(usage) = getrusage(UsageWho::RUSAGE_CHILDREN) else { return (0.0, 0) };
        let time = usage.user_time() + usage.system_time();
        // Linux counts in KiB, Apple in bytes.
        let unit = if cfg!(target_vendor = "apple") { 1024 } else { 1 };
        let peak = u64::try_from(usage.max_rss()).unwrap_or(0) / unit;
        (time.num_microseconds() as f64 / 1e6, peak)
    }

    /// The signal that ended a process.
    pub fn signal(status: ExitStatus) -> Option<i32> {
        status.signal()
    }
}

#[cfg(not(unix))]
mod other {
    use std::process::ExitStatus;

    pub fn limit_memory(_mib: u64) -> Result<(), String> {
        Ok(())
    }

    pub fn limit_cpu(_seconds: u64) -> Result<(), String> {
        Ok(())
    }

    pub fn children_use() -> (f64, u64) {
        (0.0, 0)
    }

    pub fn signal(_status: ExitStatus) -> Option<i32> {
        None
    }
}

#[cfg(not(unix))]
pub use other::{children_use, limit_cpu, limit_memory, signal};
#[cfg(unix)]
pub use unix::{children_use, limit_cpu, limit_memory, signal};

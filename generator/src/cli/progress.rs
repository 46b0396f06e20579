//! The progress line of a long run on a terminal.

use std::env;
use std::io::{self, IsTerminal};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use specwright::Phase;

use super::print::err;

/// The line is shown after this time, so that short runs show none.
const DELAY: Duration = Duration::from_millis(500);

/// Moves the cursor to the beginning of the line and erases the line.
const ERASE: &str = "\r\u{1b}[2K";

/// Shows the phase of a run on standard error, if that is a terminal.
pub struct Progress {
    running: Option<(Sender<Phase>, JoinHandle<()>)>,
}

impl Progress {
    pub fn start() -> Self {
        let is_dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
        if is_dumb || !io::stderr().is_terminal() {
            return Self { running: None };
        }
        let (sender, phases) = channel();
        Self { running: Some((sender, thread::spawn(move || show(&phases)))) }
    }

    pub fn begins(&self, phase: Phase) {
        if let Some((sender, _)) = &self.running {
            let _ = sender.send(phase);
        }
    }
}

impl Drop for Progress {
    /// Waits until the line is erased.
    fn drop(&mut self) {
        if let Some((sender, thread)) = self.running.take() {
            drop(sender);
            let _ = thread.join();
        }
    }
}

fn show(phases: &Receiver<Phase>) {
    let begin = Instant::now();
    let mut now = None;
    loop {
        let rest = DELAY.saturating_sub(begin.elapsed());
        match phases.recv_timeout(rest) {
            Ok(phase) => now = Some(phase),
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => return,
        }
        if rest.is_zero() {
            break;
        }
    }
    let line = |phase: Phase| err(&format!("{ERASE}specwright: {}", phase.progress()));
    now.into_iter().for_each(line);
    phases.iter().for_each(line);
    err(ERASE);
}

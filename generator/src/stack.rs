//! Runs work with a large stack, for deeply nested input.

use std::panic::resume_unwind;
use std::thread;

/// Size of the stack in bytes.
const BYTES: usize = 512 << 20;

/// Runs `work` in a thread with a stack for deeply nested input.
pub(crate) fn with_room<T: Send>(work: &mut (dyn FnMut() -> T + Send)) -> T {
    let done = thread::scope(|scope| {
        let builder = thread::Builder::new().stack_size(BYTES);
        let thread = builder.spawn_scoped(scope, &mut *work).ok()?;
        Some(thread.join().unwrap_or_else(|panic| resume_unwind(panic)))
    });
    // If no such thread can be started, the work runs on the caller's stack.
    done.unwrap_or_else(work)
}

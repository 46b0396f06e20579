//! A stack for work on deep input.

use std::panic::resume_unwind;
use std::thread;

/// Size of the stack: input may nest deep.
const BYTES: usize = 512 << 20;

/// Does work in a thread whose stack has room for deep input.
pub(crate) fn with_room<T: Send>(work: &mut (dyn FnMut() -> T + Send)) -> T {
    let done = thread::scope(|scope| {
        let builder = thread::Builder::new().stack_size(BYTES);
        let thread = builder.spawn_scoped(scope, &mut *work).ok()?;
        Some(thread.join().unwrap_or_else(|panic| resume_unwind(panic)))
    });
    // Without a thread of that size, the stack of the caller has to do.
    done.unwrap_or_else(work)
}

//! A tree that is rewritten, and where its nodes come from: whatever moves, goes or appears is recorded.

mod make;
mod node;
mod origins;
mod spot;
mod trail;

pub use node::{Members, Node, Tree};
pub use origins::Origins;
pub use spot::{Located, Spot};
#[cfg(test)]
pub use trail::Kind;
pub use trail::Trail;

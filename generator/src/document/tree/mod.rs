//! A tree that can be rewritten, and the origins of its nodes: every move, removal and addition is recorded.

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

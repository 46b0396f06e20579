//! x
use clap::Args;
use std::path::Path;
#[derive(Debug, Args)]
pub struct Arguments {}
pub fn run(_root: &Path, _arguments: &Arguments) -> Result<(), String> {
    Ok(())
}

//! Generates a module to include, and one among the sources.

use specwright::{BuildError, Builder};

fn main() -> Result<(), BuildError> {
    let gallery = Builder::new("specs/gallery")
        .options("specs/gallery/specwright.toml")
        .module("gallery")
        .blocking(true)
        .generate()?;
    gallery.print_cargo_instructions();
    let names = Builder::new("specs/names.yaml").reqwest(false).out_dir("clients").generate()?;
    names.print_cargo_instructions();
    Ok(())
}

//! Walk over the modules of an API.

use std::collections::HashMap;

use crate::rust::{File, Item, UseNames};

/// Returns the items that can be reached from outside, in the order of the files, each with the feature that its module needs.
pub fn items<'a>(root: &'a File, files: &'a [File]) -> Vec<(Option<&'a str>, &'a Item)> {
    let files: HashMap<&str, &File> = files.iter().map(|file| (file.path.as_str(), file)).collect();
    let mut found = Vec::new();
    walk(root, None, &files, &mut found);
    found
}

fn walk<'a>(
    file: &'a File,
    feature: Option<&'a str>,
    files: &HashMap<&str, &'a File>,
    found: &mut Vec<(Option<&'a str>, &'a Item)>,
) {
    for item in &file.items {
        let Item::Module(module) = item else {
            found.push((feature, item));
            continue;
        };
        let name = module.name.as_str();
        if !module.public && !module.flatten && !is_reexported(file, name) {
            continue;
        }
        let folder = folder(&file.path);
        let paths = [format!("{folder}/{name}.rs"), format!("{folder}/{name}/mod.rs")];
        if let Some(below) = paths.iter().find_map(|path| files.get(path.as_str())) {
            walk(below, module.feature.as_deref().or(feature), files, found);
        }
    }
}

/// Whether a file makes the items of a private module its own.
fn is_reexported(file: &File, module: &str) -> bool {
    file.items.iter().any(|item| match item {
        Item::Reexport(used) => {
            used.names == UseNames::All
                && used.path.names.last().is_some_and(|name| name.as_str() == module)
        }
        _ => false,
    })
}

/// Returns the folder of the modules of a file.
fn folder(path: &str) -> &str {
    let stem = path.strip_suffix(".rs").unwrap_or(path);
    let own = stem.strip_suffix("/mod").or_else(|| stem.strip_suffix("/lib"));
    own.unwrap_or(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_are_below_the_folder_of_their_file() {
        let cases =
            [("src/lib.rs", "src"), ("src/types/mod.rs", "src/types"), ("src/a.rs", "src/a")];
        for (file, expected) in cases {
            assert_eq!(folder(file), expected);
        }
    }
}

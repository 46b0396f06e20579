//! The layers of the package `specwright`, and the circles that it must not have.

use std::collections::BTreeSet;

use petgraph::algo::tarjan_scc;
use petgraph::graphmap::DiGraphMap;

use super::imports::Uses;

/// Folders and files of `generator/src` from the top down; those of a line do not know each other. A layer uses
/// what is below it.
const LAYERS: &[&[&str]] = &[
    &["main"],
    &["cli"],
    &["builder", "repository"],
    &["lib"],
    &["inputs"],
    &["diff"],
    &["plan", "coverage", "check", "scrape"],
    &["lower"],
    &["document"],
    &["api"],
    &["emit"],
    &["lock"],
    &["options"],
    &["render"],
    &["fix"],
    &["read"],
    &["changes", "diagnostics"],
    &["write"],
    &["rust"],
    &["closest", "header", "phase", "pointer", "shell", "stack"],
];

/// What is wrong with the uses, a line each.
pub fn check(uses: &Uses) -> Vec<String> {
    let mut lines = arrows(uses);
    lines.extend(circles("generator/src", uses));
    lines.sort();
    lines.dedup();
    lines
}

/// Uses of layers that are not below.
fn arrows(uses: &Uses) -> Vec<String> {
    let mut wrong = Vec::new();
    for ((user, used), names) in uses {
        let (above, below) = (unit(user, 0), unit(used, 0));
        if above == below {
            continue;
        }
        match (layer(above), layer(below)) {
            (Some(from), Some(to)) if from < to => {}
            (Some(_), Some(_)) => wrong.push(format!(
                "generator/src/{user}: `{above}` is not above `{below}`, and uses {} of {used}",
                list(names)
            )),
            (from, _) => {
                let missing = if from.is_none() { above } else { below };
                wrong.push(format!(
                    "generator/src/{missing}: in no layer of xtask/src/tidy/layers.rs"
                ));
            }
        }
    }
    wrong
}

/// The part of a path that says in which item of the folder at a depth a file is.
fn unit(file: &str, depth: usize) -> &str {
    let end = file.match_indices('/').nth(depth).map_or(file.len(), |(at, _)| at);
    file[..end].trim_end_matches(".rs")
}

fn layer(unit: &str) -> Option<usize> {
    LAYERS.iter().position(|units| units.contains(&unit))
}

fn list(names: &BTreeSet<String>) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// Circles among the files and folders of each folder below a source folder; those of layers are arrows up. A circle of files anywhere is one
/// among what the folder holds that they share.
pub fn circles(source: &str, uses: &Uses) -> Vec<String> {
    let depth = uses.keys().map(|(user, _)| user.matches('/').count()).max().unwrap_or(0);
    let mut wrong = Vec::new();
    for depth in 1..=depth {
        let mut graph = DiGraphMap::<&str, ()>::new();
        for (user, used) in uses.keys() {
            let (from, to) = (unit(user, depth), unit(used, depth));
            let folder = |path: &str| path.rsplit_once('/').map(|(folder, _)| folder.to_owned());
            if from != to && from.matches('/').count() == depth && folder(from) == folder(to) {
                graph.add_edge(from, to, ());
            }
        }
        for mut circle in tarjan_scc(&graph).into_iter().filter(|circle| circle.len() > 1) {
            circle.sort_unstable();
            let between = uses.iter().filter(|((user, used), _)| {
                let (from, to) = (unit(user, depth), unit(used, depth));
                from != to && circle.contains(&from) && circle.contains(&to)
            });
            let lines: String = between
                .map(|((user, used), names)| format!("\n    {user} uses {} of {used}", list(names)))
                .collect();
            wrong.push(format!("{source}: a circle of {}{lines}", circle.join(", ")));
        }
    }
    wrong
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::super::imports;
    use super::*;

    /// What is wrong with a package of these files.
    fn check_files(name: &str, files: &[(&str, &str)]) -> Vec<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/tests/tidy").join(name);
        let _ = fs::remove_dir_all(&folder);
        let mut paths = Vec::new();
        for (file, text) in files {
            let path = folder.join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, text).unwrap();
            paths.push(path);
        }
        check(&imports::uses(&folder, &paths).unwrap())
    }

    #[test]
    fn an_arrow_up_is_found_through_a_re_export_and_in_a_body() {
        let files = [
            ("api/mod.rs", "mod types;\npub use types::Type;\n"),
            ("api/types.rs", "pub struct Type;\nfn f() { crate::plan::names::name(); }\n"),
            ("plan/mod.rs", "pub mod names;\nuse crate::api::Type;\n"),
            ("plan/names.rs", "pub fn name() {}\n"),
        ];
        let wrong = check_files("up", &files);
        let arrow = "generator/src/api/types.rs: `api` is not above `plan`, and uses `name` of plan/names.rs";
        assert_eq!(wrong, [arrow]);
    }

    #[test]
    fn what_the_library_re_exports_it_does_not_use() {
        let lib = |visibility: &str| {
            let text = format!(
                "mod builder;\n{visibility} use builder::Builder;\npub fn generate() {{}}\n"
            );
            let builder = "use crate::generate;\npub struct Builder;\n";
            check_files("facade", &[("lib.rs", text.as_str()), ("builder.rs", builder)])
        };
        assert!(lib("pub").is_empty());
        assert_eq!(
            lib("pub(crate)"),
            [
                "generator/src/lib.rs: `lib` is not above `builder`, and uses `Builder` of builder.rs"
            ]
        );
    }

    #[test]
    fn circles_of_files_are_found_and_tests_do_not_count() {
        let files = [
            ("read/mod.rs", "mod a;\nmod b;\n"),
            ("read/a.rs", "use super::b::B;\npub struct A;\n"),
            (
                "read/b.rs",
                "pub struct B;\n#[cfg(test)]\nmod tests {\n    use super::super::a::A;\n}\n",
            ),
        ];
        assert!(check_files("tests", &files).is_empty());
        let files = [files[0], files[1], ("read/b.rs", "use super::a;\npub struct B(a::A);\n")];
        let wrong = check_files("circle", &files);
        assert_eq!(
            wrong,
            [
                "generator/src: a circle of read/a, read/b\n    read/a.rs uses `B` of read/b.rs\n    read/b.rs uses `A` of read/a.rs"
            ]
        );
    }

    #[test]
    fn what_is_in_no_layer_is_told() {
        let files = [("helpers.rs", "use crate::api::Type;\n"), ("api.rs", "pub struct Type;\n")];
        assert_eq!(
            check_files("unknown", &files),
            ["generator/src/helpers: in no layer of xtask/src/tidy/layers.rs"]
        );
    }
}

//! Which file of a package uses what of which other file, by its `use` items and paths.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};
use syn::{Attribute, Item, ItemMod, ItemUse, UseTree, Visibility};

/// How many re-exports are followed from a name to its definition.
const MAX_HOPS: usize = 16;

/// Uses of one file by another: (user, used) to the names.
pub type Uses = BTreeMap<(String, String), BTreeSet<String>>;

/// A module that is a file. Modules inside of a file belong to it.
struct Module {
    /// Path of the file below the source folder.
    file: String,
    /// Names that are defined here.
    defined: BTreeSet<String>,
    /// Names that are imported or re-exported here, and their paths as they are written.
    imported: HashMap<String, Vec<String>>,
    /// Paths of glob imports.
    globs: Vec<Vec<String>>,
    /// All paths that are used, as they are written.
    paths: Vec<Vec<String>>,
}

/// The modules of a package by their paths from the root.
struct Modules(BTreeMap<Vec<String>, Module>);

/// Reads the files below a source folder. Code of tests does not count.
///
/// # Errors
///
/// When a file cannot be read or is not Rust.
pub fn uses(source: &Path, files: &[PathBuf]) -> Result<Uses, String> {
    let mut modules = BTreeMap::new();
    for file in files {
        let name = file.strip_prefix(source).unwrap_or(file).to_string_lossy().replace('\\', "/");
        if is_test(&name) {
            continue;
        }
        let text = fs::read_to_string(file).map_err(|error| format!("{name}: {error}"))?;
        let parsed = syn::parse_file(&text).map_err(|error| format!("{name}: {error}"))?;
        let mut module = Module {
            file: name.clone(),
            defined: BTreeSet::new(),
            imported: HashMap::new(),
            globs: Vec::new(),
            paths: Vec::new(),
        };
        module.visit_file(&parsed);
        modules.insert(path_of(&name), module);
    }
    Ok(Modules(modules).uses())
}

fn is_test(file: &str) -> bool {
    file.split(['/', '.']).any(|part| part == "tests" || part.ends_with("_tests"))
}

/// The module that a file is: `a/b.rs` and `a/b/mod.rs` are `a::b`, `lib.rs` and `main.rs` are roots.
fn path_of(file: &str) -> Vec<String> {
    let mut path: Vec<String> =
        file.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    match path.last().map(String::as_str) {
        Some("mod") => drop(path.pop()),
        Some("lib") if path.len() == 1 => path.clear(),
        _ => {}
    }
    path
}

fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.parse_args::<syn::Ident>().is_ok_and(|argument| argument == "test")
    })
}

impl Module {
    fn import(&mut self, tree: &UseTree, before: &[String]) {
        let mut path = before.to_vec();
        match tree {
            UseTree::Path(one) => {
                path.push(one.ident.to_string());
                self.import(&one.tree, &path);
            }
            UseTree::Name(one) if one.ident == "self" => {
                if let Some(name) = before.last() {
                    self.imported.insert(name.clone(), path);
                }
            }
            UseTree::Name(one) => {
                let name = one.ident.to_string();
                path.push(name.clone());
                self.imported.insert(name, path.clone());
                self.paths.push(path);
            }
            UseTree::Rename(one) => {
                path.push(one.ident.to_string());
                self.imported.insert(one.rename.to_string(), path.clone());
                self.paths.push(path);
            }
            UseTree::Glob(_) => self.globs.push(path),
            UseTree::Group(group) => group.items.iter().for_each(|one| self.import(one, before)),
        }
    }
}

impl<'ast> Visit<'ast> for Module {
    fn visit_item(&mut self, item: &'ast Item) {
        let (name, attributes) = match item {
            Item::Const(one) => (Some(&one.ident), &one.attrs),
            Item::Enum(one) => (Some(&one.ident), &one.attrs),
            Item::Fn(one) => (Some(&one.sig.ident), &one.attrs),
            Item::Macro(one) => (one.ident.as_ref(), &one.attrs),
            Item::Static(one) => (Some(&one.ident), &one.attrs),
            Item::Struct(one) => (Some(&one.ident), &one.attrs),
            Item::Trait(one) => (Some(&one.ident), &one.attrs),
            Item::Type(one) => (Some(&one.ident), &one.attrs),
            Item::Union(one) => (Some(&one.ident), &one.attrs),
            Item::Use(one) => (None, &one.attrs),
            Item::Impl(one) => (None, &one.attrs),
            _ => return visit::visit_item(self, item),
        };
        if is_for_tests(attributes) {
            return;
        }
        self.defined.extend(name.map(ToString::to_string));
        visit::visit_item(self, item);
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        if !is_for_tests(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        if item.leading_colon.is_none() {
            let before = self.paths.len();
            self.import(&item.tree, &[]);
            // What the library re-exports is its interface, not something that its code uses.
            if self.file == "lib.rs" && matches!(item.vis, Visibility::Public(_)) {
                self.paths.truncate(before);
            }
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.leading_colon.is_none() && path.segments.len() > 1 {
            self.paths.push(path.segments.iter().map(|one| one.ident.to_string()).collect());
        }
        visit::visit_path(self, path);
    }
}

impl Modules {
    fn uses(&self) -> Uses {
        let mut uses = Uses::new();
        for (module, one) in &self.0 {
            let globs = one.globs.iter().map(|path| (path, true));
            for (path, is_glob) in one.paths.iter().map(|path| (path, false)).chain(globs) {
                let Some((file, name)) = self.resolve(module, path, is_glob, 0) else { continue };
                if file != one.file {
                    uses.entry((one.file.clone(), file)).or_default().insert(name);
                }
            }
        }
        uses
    }

    /// The file that defines what a path names in a module, and the name; `None` for other packages, and for
    /// a module as a whole.
    fn resolve(
        &self,
        module: &[String],
        path: &[String],
        is_glob: bool,
        hops: usize,
    ) -> Option<(String, String)> {
        if hops > MAX_HOPS {
            return None;
        }
        let mut at = module.to_vec();
        let mut rest = path.iter().peekable();
        match path.first()?.as_str() {
            "crate" | "specwright" => {
                // The binary calls the library by its name.
                at.clear();
                rest.next();
            }
            "self" => drop(rest.next()),
            _ => {}
        }
        while rest.next_if(|one| *one == "super").is_some() {
            at.pop();
        }
        let is_local =
            path.first().is_some_and(|first| !["crate", "specwright"].contains(&first.as_str()));
        let mut first = is_local && at == module;
        while let Some(name) = rest.next() {
            let child: Vec<String> = at.iter().chain([name]).cloned().collect();
            if self.0.contains_key(&child) {
                at = child;
                first = false;
                continue;
            }
            let here = self.0.get(&at)?;
            if here.defined.contains(name) {
                return Some((here.file.clone(), name.clone()));
            }
            let behind = rest.cloned().collect::<Vec<String>>();
            if let Some(target) = here.imported.get(name).filter(|target| *target != path) {
                let target: Vec<String> = target.iter().cloned().chain(behind).collect();
                return self.resolve(&at, &target, is_glob, hops + 1);
            }
            let through_glob = here.globs.iter().find_map(|glob| {
                let target: Vec<String> =
                    glob.iter().cloned().chain([name.clone()]).chain(behind.clone()).collect();
                self.resolve(&at, &target, is_glob, hops + 1)
            });
            // What no module defines is of another package, or a macro's.
            return through_glob
                .or_else(|| (!first && hops == 0).then(|| (here.file.clone(), name.clone())));
        }
        let here = self.0.get(&at)?;
        is_glob.then(|| (here.file.clone(), "*".to_owned()))
    }
}

//! Files: which items they hold, what they import, and the lints that they may break.

use std::collections::BTreeMap;

use super::context::Plan;
use super::doc;
use super::groups::GroupNames;
use super::layout::Target;
use crate::api::BodyKind;
use crate::rust::{
    Allowance, Attribute, Docs, File, Group, Ident, Item, Lint, Module, Part, Path, Start, Use,
    UseNames,
};

/// Lints that operations may break.
const OPERATIONS: &[Allowance] = &[
    UNUSED_IMPORTS,
    Allowance {
        lints: &[Lint::rustc("deprecated")],
        reason: "deprecated operations can still be called",
    },
    DOC_MARKDOWN,
    LARGE_VARIANT,
    Allowance {
        lints: &[Lint::clippy("module_inception")],
        reason: "an operation may have the name of its group",
    },
    Allowance {
        lints: &[Lint::clippy("needless_pass_by_value")],
        reason: "bodies are passed by value for convenience",
    },
    Allowance {
        lints: &[Lint::clippy("too_many_arguments")],
        reason: "every required input is an argument",
    },
];

/// Lints that types may break.
const TYPES: &[Allowance] = &[
    UNUSED_IMPORTS,
    Allowance {
        lints: &[Lint::rustc("deprecated")],
        reason: "deprecated members are still read and written",
    },
    DOC_MARKDOWN,
    Allowance { lints: &[Lint::clippy("enum_variant_names")], reason: "the API chooses the names" },
    LARGE_VARIANT,
    Allowance {
        lints: &[Lint::clippy("struct_excessive_bools")],
        reason: "the API chooses the members",
    },
    Allowance {
        lints: &[Lint::clippy("too_many_arguments")],
        reason: "every required member is an argument",
    },
];

const UNUSED_IMPORTS: Allowance =
    Allowance { lints: &[Lint::rustc("unused_imports")], reason: "not every file needs them" };

const DOC_MARKDOWN: Allowance =
    Allowance { lints: &[Lint::clippy("doc_markdown")], reason: "the texts come from the API" };

const LARGE_VARIANT: Allowance = Allowance {
    lints: &[Lint::clippy("large_enum_variant")],
    reason: "the API determines the size of variants",
};

impl Plan<'_> {
    /// Plans the files of operations: one for each group, or a folder with one for each operation where a group is
    /// large. `calls` has the items of every operation, by index.
    pub fn operation_files(&self, calls: Vec<Vec<Item>>) -> Vec<File> {
        let mut groups: BTreeMap<&str, BTreeMap<Option<&str>, Vec<Item>>> = BTreeMap::new();
        for (index, items) in calls.into_iter().enumerate() {
            let own = self.modules.operations[index].as_deref();
            let files = groups.entry(&self.modules.groups[index]).or_default();
            let file = files.entry(own).or_default();
            for item in items {
                match (item, file.first_mut()) {
                    // The methods of a file are in one `impl` at its start.
                    (Item::Methods(more), Some(Item::Methods(methods))) => {
                        methods.list.extend(more.list);
                    }
                    (item, _) => file.push(item),
                }
            }
        }
        let base = format!("{}/operations", self.layout.folder());
        let declared = groups.keys().map(|group| flattened(group, self.feature(group)));
        let mut files = vec![File {
            path: format!("{base}/mod.rs"),
            docs: Docs::line("Operations of the API."),
            attributes: allow(OPERATIONS),
            items: declared.collect(),
            ..self.file()
        }];
        for (group, of_group) in groups {
            let docs = |what: &str, name: &str| Docs::line(format!("{what} `{name}`."));
            let methods = self.methods_of(group);
            if !of_group.contains_key(&None) {
                let uses = if methods.is_some() { self.group_uses() } else { Vec::new() };
                let declared = of_group.keys().flatten().map(|own| flattened(own, None));
                files.push(File {
                    path: format!("{base}/{group}/mod.rs"),
                    docs: docs("Operations of the group", group),
                    uses,
                    items: declared.chain(methods.clone().map(Item::Group)).collect(),
                    ..self.file()
                });
            }
            for (own, mut items) in of_group {
                let (path, docs, depth) = match own {
                    Some(own) => {
                        (format!("{base}/{group}/{own}.rs"), docs("The operation", own), 3)
                    }
                    None => {
                        (format!("{base}/{group}.rs"), docs("Operations of the group", group), 2)
                    }
                };
                if let (None, Some(group)) = (own, &methods) {
                    items.insert(0, Item::Group(group.clone()));
                }
                let uses = self.operation_uses(depth, methods.as_ref().filter(|_| own.is_some()));
                files.push(File { path, docs, uses, items, ..self.file() });
            }
        }
        files
    }

    /// Plans the struct of a group, if methods are in groups.
    fn methods_of(&self, group: &str) -> Option<Group> {
        let names = self.groups.as_ref()?;
        let index = self.modules.groups.iter().position(|one| one == group)?;
        let GroupNames { accessor, name, .. } = names.get(index)?;
        let of = doc::code(&self.api.operations.get(index)?.group);
        Some(Group {
            docs: Docs::line(format!(
                "Operations of the group `{of}`, returned by [`Client::{}`].",
                accessor.as_str()
            )),
            accessor_docs: Docs::line(format!("Returns the operations of the group `{of}`.")),
            name: name.clone(),
            accessor: accessor.clone(),
        })
    }

    /// Plans the files of types: one for each item that contains types. `types` has the module of every item.
    pub fn type_files(&self, types: Vec<(String, Item)>) -> Vec<File> {
        let mut modules: BTreeMap<String, Vec<Item>> = BTreeMap::new();
        for (module, item) in types {
            modules.entry(module).or_default().push(item);
        }
        let base = format!("{}/types", self.layout.folder());
        let declared = modules.keys().map(|name| flattened(name, self.feature_of_types(name)));
        let mut files = vec![File {
            path: format!("{base}/mod.rs"),
            docs: Docs::line("Types of the API."),
            attributes: allow(TYPES),
            items: declared.collect(),
            ..self.file()
        }];
        files.extend(modules.into_iter().map(|(name, items)| File {
            path: format!("{base}/{name}.rs"),
            docs: Docs::line(format!("Types of `{name}`.")),
            uses: vec![self.runtime_use(2)],
            prelude: self.preludes.get(&name).cloned().unwrap_or_default(),
            items,
            ..self.file()
        }));
        files
    }

    /// Returns the imports of a file that only has a group.
    fn group_uses(&self) -> Vec<Use> {
        let client = self.layout.module_path(2).join(Ident::new("Client"));
        let mut uses = vec![Use { path: client, names: UseNames::Itself }, self.runtime_use(2)];
        uses.sort_by_cached_key(Use::to_string);
        uses
    }

    /// Returns the imports of a file of operations that is `depth` modules below the API's, sorted by path. `group` has
    /// their methods, if the file is in its folder.
    fn operation_uses(&self, depth: usize, group: Option<&Group>) -> Vec<Use> {
        let module = self.layout.module_path(depth);
        let types = Ident::new("types");
        let mut uses = vec![self.runtime_use(depth)];
        match group {
            Some(group) => {
                let path = Path::new(Start::Parent(1), &[]).join(group.name.clone());
                uses.push(Use { path, names: UseNames::Itself });
                uses.push(Use { path: module.join(types), names: UseNames::Itself });
            }
            None => {
                let names = UseNames::Some(vec![Ident::new("Client"), types]);
                uses.push(Use { path: module, names });
            }
        }
        uses.sort_by_cached_key(|one| one.to_string().trim_end_matches(';').to_owned());
        uses
    }

    /// Returns the import of the runtime in a file that is `depth` modules below the API's.
    pub fn runtime_use(&self, depth: usize) -> Use {
        Use { path: self.layout.runtime_path(depth), names: UseNames::Itself }
    }

    /// Returns a file without content.
    pub fn file(&self) -> File {
        File { header: self.layout.header.clone(), ..File::default() }
    }

    /// Returns the crates whose types appear in signatures.
    fn public_crates(&self) -> impl Iterator<Item = &'static str> {
        let crates = [
            ("bytes", None),
            ("chrono", Some(Part::Chrono)),
            ("http", None),
            ("jiff", Some(Part::Jiff)),
            ("serde_json", None),
            ("time", Some(Part::Time)),
            ("uuid", Some(Part::Uuid)),
        ];
        let is_used = |part: Option<Part>| part.is_none_or(|part| self.parts.contains(&part));
        crates.into_iter().filter(move |(_, part)| is_used(*part)).map(|(name, _)| name)
    }

    /// Plans the file of the API's root module.
    pub fn root(&self) -> File {
        let module = |name, public| {
            Item::Module(Module {
                name: Ident::new(name),
                public,
                feature: None,
                flatten: false,
                skip_rustfmt: self.layout.target == Target::Crate,
            })
        };
        let bodies = self.api.operations.iter().filter_map(|one| one.body.as_ref());
        let bodies: Vec<&BodyKind> = bodies.map(|body| &body.kind).collect();
        let parts = bodies.contains(&&BodyKind::Parts).then_some("Parts");
        let uploads = |kind: &BodyKind| {
            matches!(kind, BodyKind::Binary | BodyKind::Parts | BodyKind::Multipart(_))
        };
        let upload = bodies.into_iter().any(uploads).then_some("Upload");
        let names = ["Error", "Field", "File", "Maybe"].into_iter();
        let names = names.chain(parts).chain(["Response"]).chain(upload);
        let names = names.map(Ident::new).collect();
        let runtime = Use { path: self.layout.runtime_path(0), names: UseNames::Some(names) };
        let client = Use { path: Path::new(Start::Module, &["client"]), names: UseNames::All };
        let mut items = vec![
            module("client", false),
            module("operations", true),
            module("types", true),
            Item::Reexport(runtime),
            Item::Reexport(client),
        ];
        items.extend(self.public_crates().map(|name| {
            let path = Path::new(Start::Extern, &[name]);
            Item::Reexport(Use { path, names: UseNames::Itself })
        }));
        if !matches!(self.layout.target, Target::ModuleOf(_)) {
            items.insert(0, module("runtime", true));
        }
        File { path: self.layout.root(), items, ..self.file() }
    }
}

/// Declares a module whose items are those of its parent.
fn flattened(name: &str, feature: Option<String>) -> Item {
    Item::Module(Module {
        name: Ident::new(name.to_owned()),
        public: false,
        feature,
        flatten: true,
        skip_rustfmt: false,
    })
}

fn allow(allowances: &[Allowance]) -> Vec<Attribute> {
    allowances.iter().copied().map(Attribute::Allow).collect()
}

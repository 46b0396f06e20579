//! Files: which items they hold, what they import, and the lints that they may break.

use std::collections::HashMap;

use indexmap::IndexMap;

use super::context::Plan;
use super::layout::Target;
use super::modules::{MAX_LINES, claim};
use super::names::Namespace;
use crate::api::BodyKind;
use crate::rust::{
    Allowance, Attribute, Docs, File, Ident, Item, Lint, Module, Path, Start, Use, UseNames,
};

/// Lints that files of operations may break.
const OPERATIONS: &[Allowance] = &[
    UNUSED_IMPORTS,
    Allowance {
        lints: &[Lint::rustc("deprecated")],
        reason: "deprecated operations can still be called",
    },
    DOC_MARKDOWN,
    LARGE_VARIANT,
    Allowance {
        lints: &[Lint::clippy("needless_pass_by_value")],
        reason: "bodies are passed by value for convenience",
    },
    Allowance {
        lints: &[Lint::clippy("too_many_arguments")],
        reason: "every required input is an argument",
    },
];

/// Lints that files of types may break.
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
    Allowance { lints: &[Lint::rustc("unused_imports")], reason: "not every group needs them" };

const DOC_MARKDOWN: Allowance =
    Allowance { lints: &[Lint::clippy("doc_markdown")], reason: "the texts come from the API" };

const LARGE_VARIANT: Allowance = Allowance {
    lints: &[Lint::clippy("large_enum_variant")],
    reason: "the API determines the size of variants",
};

/// Estimates the number of lines of an item.
fn lines(item: &Item) -> usize {
    match item {
        Item::Object(item) => {
            let setters = if item.constructor.is_some() { 7 } else { 0 };
            let field = |docs: usize| 2 + docs + setters;
            let fields: usize = item.fields.iter().map(|one| field(one.docs.len())).sum();
            12 + item.docs.len() + fields
        }
        Item::StringEnum(item) => 14 + item.docs.len() + 3 * item.variants.len(),
        Item::IntegerEnum(item) => 14 + item.docs.len() + 3 * item.variants.len(),
        Item::Union(item) => 14 + item.docs.len() + 9 * item.variants.len(),
        Item::Responses(item) => 8 + 4 * item.cases.len(),
        Item::Methods(list) => list.iter().map(|one| one.docs.len() + 14).sum(),
        Item::Call(item) => {
            let setters: usize = item.setters.iter().map(|one| one.docs.len() + 7).sum();
            24 + setters
        }
        _ => 4,
    }
}

impl Plan<'_> {
    /// Plans a folder with a file per module, in the order in which the modules first occur. Each of `units` has the
    /// name of a module and items that are kept in one file.
    pub fn folder(&self, folder: Folder, units: Vec<(String, Vec<Item>)>) -> Vec<File> {
        // Files by name, each with the module that it is (a part of) and its items.
        let mut modules: IndexMap<String, (String, Vec<Item>)> = IndexMap::new();
        let mut parts: HashMap<String, (String, usize)> = HashMap::new();
        let own: Vec<&str> = units.iter().map(|(module, _)| module.as_str()).collect();
        let mut names = Namespace::with(&own);
        for (module, items) in units {
            let size: usize = items.iter().map(lines).sum();
            let (name, filled) = parts.entry(module.clone()).or_insert_with(|| (module.clone(), 0));
            if *filled > 0 && *filled + size > MAX_LINES {
                let number = modules.values().filter(|(of, _)| *of == module).count() + 1;
                let part = format!("{}_part{number}", module.trim_end_matches('_'));
                (*name, *filled) = (claim(&mut names, part), 0);
            }
            *filled += size;
            let (_, file) = modules.entry(name.clone()).or_insert_with(|| (module, Vec::new()));
            for item in items {
                match (item, file.first_mut()) {
                    // The methods of a file are in one `impl` at its start.
                    (Item::Methods(more), Some(Item::Methods(list))) => list.extend(more),
                    (item, _) => file.push(item),
                }
            }
        }
        let base = format!("{}/{}", self.layout.folder(), folder.name());
        let declared = modules.iter().map(|(name, (module, _))| {
            Item::Module(Module {
                name: Ident::new(name.clone()),
                public: false,
                feature: self.feature(module),
                flatten: true,
                skip_rustfmt: false,
            })
        });
        let what = folder.what();
        let mut files = vec![File {
            path: format!("{base}/mod.rs"),
            docs: Docs::line(format!("{what} of the API.")),
            items: declared.collect(),
            ..self.file()
        }];
        for (name, (module, items)) in modules {
            let docs = Docs::line(format!("{what} of the group `{name}`."));
            let path = format!("{base}/{name}.rs");
            files.push(match folder {
                Folder::Operations => File {
                    path,
                    docs,
                    attributes: allow(OPERATIONS),
                    uses: self.operation_uses(),
                    items,
                    ..self.file()
                },
                Folder::Types => File {
                    path,
                    docs,
                    attributes: allow(TYPES),
                    uses: vec![self.runtime_use(2)],
                    prelude: self.preludes.get(&module).cloned().unwrap_or_default(),
                    items,
                    ..self.file()
                },
            });
        }
        files
    }

    /// Returns the imports of files of operations, sorted by path.
    fn operation_uses(&self) -> Vec<Use> {
        let names = ["Client", "types"].map(Ident::new).to_vec();
        let module = Use { path: self.layout.module_path(2), names: UseNames::Some(names) };
        let mut uses = vec![module, self.runtime_use(2)];
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
        let mut bodies = bodies.map(|body| &body.kind);
        let parts = bodies.any(|kind| *kind == BodyKind::Parts).then_some("Parts");
        let names = ["Error", "Field", "File"].into_iter().chain(parts).chain(["Response"]);
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
        if !matches!(self.layout.target, Target::ModuleOf(_)) {
            items.insert(0, module("runtime", true));
        }
        File { path: self.layout.root(), items, ..self.file() }
    }
}

/// A folder of modules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Folder {
    Operations,
    Types,
}

impl Folder {
    fn name(self) -> &'static str {
        match self {
            Self::Operations => "operations",
            Self::Types => "types",
        }
    }

    fn what(self) -> &'static str {
        match self {
            Self::Operations => "Operations",
            Self::Types => "Types",
        }
    }
}

fn allow(allowances: &[Allowance]) -> Vec<Attribute> {
    allowances.iter().copied().map(Attribute::Allow).collect()
}

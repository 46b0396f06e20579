//! [`Api`] to printable files: every name, module, `Box`, visibility and doc text.

mod client;
mod cycles;
pub mod doc;
pub mod names;
mod operations;
mod types;

use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::api::{Api, Type, TypeId};
use crate::diagnostics::Diagnostics;
use crate::rust::{File, Item, Module};
use names::{Namespace, module_name, type_name};

/// Where the API's module lies.
#[derive(Debug, Clone)]
pub struct Layout {
    /// Folder of its files below the package: `src/twilio_sip`, or `src` for a crate of its own.
    pub folder: String,
    /// Path of its module: `crate::twilio_sip`, or `crate`.
    pub module: String,
}

/// The API's files. Their root is `mod.rs` of the folder; the caller renames it for a crate root.
pub fn plan(api: &Api, layout: &Layout, diagnostics: &mut Diagnostics) -> Planned {
    let mut plan = Plan::new(api, layout, diagnostics);
    let types = plan.types();
    let operations = plan.operations();
    let mut files = vec![plan.root()];
    files.push(plan.client());
    files.extend(plan.group_files("operations", operations, "The operations"));
    files.extend(plan.group_files("types", types, "The types"));
    Planned { files, features: plan.features }
}

/// What [`plan`] gives.
#[derive(Debug)]
pub struct Planned {
    /// The files.
    pub files: Vec<File>,
    /// Optional parts of the runtime that they use: `chrono`, `uuid`, `base64`.
    pub features: BTreeSet<&'static str>,
}

struct Plan<'a> {
    api: &'a Api,
    layout: &'a Layout,
    /// Rust names of [`Api::types`]; empty for those that nothing uses.
    names: Vec<String>,
    components: Vec<usize>,
    /// Names of types that hide names of Rust's prelude.
    shadowed: BTreeSet<String>,
    namespace: Namespace,
    features: BTreeSet<&'static str>,
    /// Items that operations add to the types: group and item.
    extra_types: Vec<(String, Item)>,
}

impl<'a> Plan<'a> {
    fn new(api: &'a Api, layout: &'a Layout, diagnostics: &mut Diagnostics) -> Self {
        let mut namespace = Namespace::default();
        let mut names = Vec::new();
        for def in &api.types {
            names.push(if def.group.is_empty() {
                String::new()
            } else {
                let candidates: Vec<String> =
                    def.hint.candidates.iter().map(|c| type_name(c)).collect();
                let wanted = candidates.first().cloned().unwrap_or_default();
                let name = namespace.claim(candidates);
                if name != wanted {
                    diagnostics.report(
                        "SW0022",
                        &def.origin,
                        format!("`{wanted}` is taken; this type is called `{name}`"),
                    );
                }
                name
            });
        }
        let prelude = ["Option", "String", "Vec", "Box", "Into", "From", "Some", "None", "Default"];
        let shadowed =
            names.iter().filter(|name| prelude.contains(&name.as_str())).cloned().collect();
        Self {
            api,
            layout,
            components: cycles::components(api),
            names,
            shadowed,
            namespace,
            features: BTreeSet::new(),
            extra_types: Vec::new(),
        }
    }

    fn std(&self, name: &str, path: &str) -> String {
        if self.shadowed.contains(name) {
            format!("::std::{path}::{name}")
        } else {
            name.to_owned()
        }
    }

    /// The Rust type of a value; `types` is the path of the module of types.
    fn ty(&mut self, ty: &Type, types: &str) -> String {
        match ty {
            Type::Named(TypeId(id)) => format!("{types}::{}", self.names[*id]),
            Type::List(inner) => format!("{}<{}>", self.std("Vec", "vec"), self.ty(inner, types)),
            Type::Map(inner) => {
                let string = self.std("String", "string");
                format!("::std::collections::BTreeMap<{string}, {}>", self.ty(inner, types))
            }
            Type::Nullable(inner) => {
                format!("{}<{}>", self.std("Option", "option"), self.ty(inner, types))
            }
            Type::String => self.std("String", "string"),
            Type::Int32 => "i32".to_owned(),
            Type::Int64 => "i64".to_owned(),
            Type::Float => "f32".to_owned(),
            Type::Double => "f64".to_owned(),
            Type::Boolean => "bool".to_owned(),
            Type::DateTime => {
                self.features.insert("chrono");
                "::chrono::DateTime<::chrono::Utc>".to_owned()
            }
            Type::DateTimeRfc2822 => {
                self.features.insert("chrono");
                "runtime::wire::datetime_chrono::Rfc2822".to_owned()
            }
            Type::Date => {
                self.features.insert("chrono");
                "::chrono::NaiveDate".to_owned()
            }
            Type::Uuid => {
                self.features.insert("uuid");
                "::uuid::Uuid".to_owned()
            }
            Type::Base64 => {
                self.features.insert("base64");
                "runtime::wire::base64::Base64".to_owned()
            }
            Type::File => "runtime::File".to_owned(),
            Type::Json => "runtime::wire::Json".to_owned(),
        }
    }

    fn root(&self) -> File {
        let api = self.api;
        let mut docs = vec![doc::first_sentence(&api.title)];
        if !api.description.is_empty() {
            docs.push(String::new());
            docs.extend(doc::rustdoc(&api.description).lines().map(str::to_owned));
        }
        let module = |name: &str, public, flatten| {
            Item::Module(Module { name: name.to_owned(), public, feature: None, flatten })
        };
        File {
            path: format!("{}/mod.rs", self.layout.folder),
            docs,
            items: vec![
                module("client", false, false),
                module("operations", true, false),
                module("types", true, false),
                Item::Reexport("self::client::{Client, ClientBuilder}".to_owned()),
                Item::Reexport("crate::runtime::{Error, Field, File, Response}".to_owned()),
            ],
            ..File::default()
        }
    }

    /// A module folder with a file per group.
    fn group_files(&self, folder: &str, items: Vec<(String, Item)>, what: &str) -> Vec<File> {
        let mut groups: IndexMap<String, Vec<Item>> = IndexMap::new();
        for (group, item) in items {
            groups.entry(module_name(&group)).or_default().push(item);
        }
        let base = format!("{}/{folder}", self.layout.folder);
        let modules = groups.keys().map(|name| {
            Item::Module(Module { name: name.clone(), public: false, feature: None, flatten: true })
        });
        let mut files = vec![File {
            path: format!("{base}/mod.rs"),
            docs: vec![format!("{what} of the API.")],
            allows: vec![],
            uses: vec![],
            items: modules.collect(),
        }];
        for (name, items) in groups {
            let mut uses = vec!["crate::runtime".to_owned()];
            if folder == "operations" {
                uses.push(format!("{}::Client", self.layout.module));
                uses.push(format!("{}::types", self.layout.module));
            }
            files.push(File {
                path: format!("{base}/{name}.rs"),
                docs: vec![format!("{what} of the group `{name}`.")],
                allows: vec![
                    ("unused_imports", "not every group needs them"),
                    ("deprecated", "what is deprecated still has to be read and written"),
                    ("clippy::large_enum_variant", "what the API documents is as large as it is"),
                    ("clippy::too_many_arguments", "what a call must have is an argument"),
                ],
                uses,
                items,
            });
        }
        files
    }
}

/// Documentation lines of a text.
fn doc_lines(text: &str) -> Vec<String> {
    doc::rustdoc(text).lines().map(str::to_owned).collect()
}

//! [`Api`] to printable files: every name, module, `Box`, visibility and doc text.

mod argument;
mod client;
mod cycles;
pub mod doc;
mod example;
mod front;
pub mod manifest;
mod modules;
pub mod names;
mod operations;
mod response;
mod returns;
mod server;
#[cfg(test)]
mod tests;
mod types;

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::api::{Api, BodyKind, Type, TypeId};
use crate::diagnostics::{Diagnostics, finding};
use crate::options::{Datetime, PackageOptions};
use crate::rust::{File, Item, Metadata, Module, Prelude};
use names::{Namespace, type_name};

/// Where the API's module lies.
#[derive(Debug, Clone)]
pub struct Layout {
    /// Name of the package.
    pub package: String,
    /// Folder of its files below the package: `src/twilio_sip`, or `src` for a crate of its own.
    pub folder: String,
    /// Path of its module, as documentation shows it: `crate::twilio_sip`, or `crate`.
    pub module: String,
    /// Whether the module is part of a crate that specwright does not write: the runtime is inside of it, its
    /// paths are relative, and its examples are not tested.
    pub embedded: bool,
    /// The crate whose types dates and times have.
    pub datetime: Datetime,
    /// Whether every group of operations gets a Cargo feature.
    pub group_features: bool,
    /// What the user wants the manifest of a crate of its own to say.
    pub metadata: PackageOptions,
}

impl Layout {
    /// Name of the crate in Rust code.
    fn crate_name(&self) -> String {
        self.package.replace('-', "_")
    }

    /// Path of the API's module in examples, which are outside of the crate.
    fn example_path(&self) -> String {
        match self.embedded {
            true => self.module.clone(),
            false => self.module.replacen("crate", &self.crate_name(), 1),
        }
    }

    /// Path of the module that holds the runtime, in examples.
    fn example_root(&self) -> String {
        if self.embedded { self.module.clone() } else { self.crate_name() }
    }

    /// What the fence of an example says.
    fn example_fence(&self) -> &'static str {
        if self.embedded { "```ignore" } else { "```no_run" }
    }

    /// Path of the API's module in a file that is so many modules below it.
    fn module_path(&self, depth: usize) -> String {
        match self.embedded {
            true => vec!["super"; depth].join("::"),
            false => self.module.clone(),
        }
    }

    /// Path of the runtime in a file that is so many modules below the API's.
    fn runtime_path(&self, depth: usize) -> String {
        match (self.embedded, depth) {
            (false, _) => "crate::runtime".to_owned(),
            (true, 0) => "self::runtime".to_owned(),
            (true, _) => format!("{}::runtime", self.module_path(depth)),
        }
    }
}

/// The API's files. Their root is `mod.rs` of the folder; the caller renames it for a crate root.
pub fn plan(api: &Api, layout: &Layout, diagnostics: &mut Diagnostics) -> Planned {
    let mut plan = Plan::new(api, layout, diagnostics);
    let types = plan.types();
    let operations = plan.operations(diagnostics);
    let mut client = plan.client();
    let front = client.items.iter().find_map(|item| match item {
        Item::Client(client) => Some(front::Front::new(&plan, client, &operations)),
        _ => None,
    });
    let summary = front.as_ref().map(front::Front::title).unwrap_or_default();
    let readme = front.as_ref().map(front::Front::readme).unwrap_or_default();
    let docs = front.as_ref().map(front::Front::rustdoc).unwrap_or_default();
    let mut root = plan.root();
    match client.items.first_mut() {
        // An included file cannot begin with the documentation of the module that includes it.
        Some(Item::Client(client)) if layout.embedded => {
            client.docs.push(String::new());
            client.docs.extend(docs);
        }
        _ => root.docs = docs,
    }
    let mut files = vec![root, client];
    let mut type_units: Vec<(String, Vec<Item>)> = Vec::new();
    let mut operation_units = Vec::new();
    for (module, item) in types {
        type_units.push((module, vec![item]));
    }
    let modules = plan.modules.operations.clone();
    for (planned, module) in operations.into_iter().zip(&modules) {
        type_units.extend(planned.types.into_iter().map(|item| (module.clone(), vec![item])));
        operation_units.push((module.clone(), planned.items));
    }
    files.extend(plan.folder("operations", operation_units, "The operations"));
    files.extend(plan.folder("types", type_units, "The types"));
    let group_features = plan.group_features();
    let types = api.types.iter().filter(|def| def.is_used()).count();
    let metadata = manifest::metadata_of(api, &layout.package, &layout.metadata);
    let features = plan.features;
    Planned { summary, files, readme, metadata, features, group_features, types }
}

/// What [`plan`] gives.
#[derive(Debug)]
pub struct Planned {
    /// A sentence about the API.
    pub summary: String,
    /// The files.
    pub files: Vec<File>,
    /// Lines of the README of a crate of its own.
    pub readme: Vec<String>,
    /// What the manifest of a crate of its own says.
    pub metadata: Metadata,
    /// Optional parts of the runtime that they use: `chrono`, `uuid`, `base64`.
    pub features: BTreeSet<&'static str>,
    /// Cargo features of groups of operations; none where groups have no features.
    pub group_features: Vec<String>,
    /// How many types there are.
    pub types: usize,
}

struct Plan<'a> {
    api: &'a Api,
    layout: &'a Layout,
    /// Rust names of [`Api::types`]; empty for those that nothing uses.
    names: Vec<String>,
    components: Vec<usize>,
    modules: modules::Modules,
    /// Types that are written as multipart bodies.
    multipart: HashSet<TypeId>,
    /// How names of the prelude are written in the file that is being planned.
    prelude: Prelude,
    /// The preludes of the modules of types that hide names.
    hiding: HashMap<String, Prelude>,
    /// Names of types.
    namespace: Namespace,
    features: BTreeSet<&'static str>,
}

impl<'a> Plan<'a> {
    fn new(api: &'a Api, layout: &'a Layout, diagnostics: &mut Diagnostics) -> Self {
        let mut namespace = Namespace::default();
        let names = type_names(api, &mut namespace, diagnostics);
        let bodies = api.operations.iter().filter_map(|one| one.body.as_ref());
        let multipart = bodies.filter_map(|body| match body.kind {
            BodyKind::Multipart(Type::Named(id)) => Some(id),
            _ => None,
        });
        Self {
            api,
            layout,
            components: cycles::components(api),
            modules: modules::modules(api),
            names,
            multipart: multipart.collect(),
            prelude: Prelude::default(),
            hiding: HashMap::new(),
            namespace,
            features: BTreeSet::new(),
        }
    }

    /// The Rust type of a value; `types` is the path of the module of types.
    fn ty(&mut self, ty: &Type, types: &str) -> String {
        match ty {
            Type::Named(TypeId(id)) => format!("{types}::{}", self.names[*id]),
            Type::List(inner) => format!("{}<{}>", self.prelude.path("Vec"), self.ty(inner, types)),
            Type::Map(inner) => {
                let string = self.prelude.path("String");
                format!("::std::collections::BTreeMap<{string}, {}>", self.ty(inner, types))
            }
            Type::Nullable(inner) => {
                format!("{}<{}>", self.prelude.path("Option"), self.ty(inner, types))
            }
            Type::String => self.prelude.path("String"),
            Type::Int32 => "i32".to_owned(),
            Type::Int64 => "i64".to_owned(),
            Type::UInt64 => "u64".to_owned(),
            Type::Float => "f32".to_owned(),
            Type::Double => "f64".to_owned(),
            Type::Boolean => "bool".to_owned(),
            Type::DateTime | Type::DateTimeRfc2822 | Type::Date => self.datetime(ty),
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

    /// The Rust type of a date, or a date and time.
    fn datetime(&mut self, ty: &Type) -> String {
        let (part, time, date) = match self.layout.datetime {
            Datetime::Chrono => {
                ("chrono", "::chrono::DateTime<::chrono::Utc>", "::chrono::NaiveDate")
            }
            Datetime::Jiff => ("jiff", "::jiff::Timestamp", "::jiff::civil::Date"),
            Datetime::Time => ("time", "::time::OffsetDateTime", "::time::Date"),
            Datetime::String => return self.prelude.path("String"),
        };
        self.features.insert(part);
        match ty {
            Type::Date => date.to_owned(),
            Type::DateTimeRfc2822 => format!("runtime::wire::datetime_{part}::Rfc2822"),
            _ => time.to_owned(),
        }
    }

    fn root(&self) -> File {
        let module = |name: &str, public, flatten| {
            Item::Module(Module { name: name.to_owned(), public, feature: None, flatten })
        };
        File {
            path: format!("{}/mod.rs", self.layout.folder),
            items: vec![
                module("client", false, false),
                module("operations", true, false),
                module("types", true, false),
                Item::Reexport(format!(
                    "{}::{{Error, Field, File, Response}}",
                    self.layout.runtime_path(0)
                )),
                Item::Reexport("self::client::*".to_owned()),
            ],
            ..File::default()
        }
    }
}

/// The names of all types in use. Components come before types that are named after their place.
fn type_names(api: &Api, namespace: &mut Namespace, diagnostics: &mut Diagnostics) -> Vec<String> {
    let mut names = vec![String::new(); api.types.len()];
    for of_components in [true, false] {
        for (def, name) in api.types.iter().zip(&mut names) {
            if !def.is_used() || def.hint.component != of_components {
                continue;
            }
            let candidates = def.hint.candidates.iter().map(|words| type_name(words));
            let candidates: Vec<String> = candidates.collect();
            let wanted = candidates.first().cloned().unwrap_or_default();
            *name = namespace.claim(candidates);
            if *name != wanted {
                let taken = finding::Name::Type { wanted, given: name.clone() };
                diagnostics.add(taken, &def.origin);
            }
        }
    }
    names
}

/// Text for use between backticks.
fn code(text: &str) -> String {
    text.replace(['`', '\n', '\r'], " ")
}

/// Documentation lines of a text.
fn doc_lines(text: &str) -> Vec<String> {
    doc::rustdoc(text).lines().map(str::to_owned).collect()
}

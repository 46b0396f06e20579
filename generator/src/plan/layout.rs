//! Layout of an API: its package and folder, and the paths to it.

use std::sync::Arc;

use crate::options::{Datetime, Options, PackageOptions, TagFeatures};
use crate::rust::{Ident, Path, Start};

/// Minimum number of operations for which the groups of an API are features by default.
const LARGE: usize = 100;

/// Kind of output that an API is generated as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target<'a> {
    /// A crate of its own.
    Crate,
    /// A module of the crate of this name, which has one per API.
    ModuleOf(&'a str),
    /// A module of a crate that specwright does not write. It contains the runtime, its paths are relative, and its
    /// examples are not tested.
    Embedded,
}

/// Layout of an API's module.
#[derive(Debug, Clone)]
pub struct Layout<'a> {
    /// Kind of output.
    pub target: Target<'a>,
    /// Name of the package.
    pub package: String,
    /// Name of the module; `None` if the API has a crate of its own.
    pub module: Option<Ident>,
    /// First line of every file.
    pub header: Arc<str>,
    /// Crate that provides the types of dates and times.
    pub datetime: Datetime,
    /// Header that holds idempotency keys, if the options name one.
    pub idempotency_header: Option<String>,
    /// Whether every group of operations gets a Cargo feature.
    pub group_features: bool,
    /// Whether the methods of operations are those of groups.
    pub method_groups: bool,
    /// Options for the manifest, if the API has a crate of its own.
    pub metadata: PackageOptions,
}

impl<'a> Layout<'a> {
    /// Creates the layout of the API `name`, which has this number of operations.
    pub fn new(
        target: Target<'a>,
        name: &str,
        options: &Options,
        operations: usize,
        header: &str,
    ) -> Self {
        let own = target == Target::Crate;
        let package = match target {
            Target::Crate => options.package.name.as_deref().unwrap_or(name),
            Target::ModuleOf(package) => package,
            Target::Embedded => name,
        };
        Self {
            target,
            package: package.to_owned(),
            module: (!own).then(|| Ident::new(name.to_owned())),
            header: header.into(),
            datetime: options.datetime,
            idempotency_header: options.idempotency_header.clone(),
            group_features: own
                && match options.tag_features {
                    TagFeatures::Auto => operations >= LARGE,
                    TagFeatures::Always => true,
                    TagFeatures::Never => false,
                },
            method_groups: options.method_groups,
            metadata: if own { options.package.clone() } else { PackageOptions::default() },
        }
    }

    /// Whether the API is a module of a crate that specwright does not write.
    pub fn is_embedded(&self) -> bool {
        self.target == Target::Embedded
    }

    /// Folder of the API's files, below the package.
    pub fn folder(&self) -> String {
        match &self.module {
            Some(module) => format!("src/{module}"),
            None => "src".to_owned(),
        }
    }

    /// Path of the file of the root module, below the package.
    pub fn root(&self) -> String {
        let file = if self.module.is_some() { "mod.rs" } else { "lib.rs" };
        format!("{}/{file}", self.folder())
    }

    /// Path of the crate in examples, which are compiled as another crate.
    fn example_crate(&self) -> Path {
        Path::local(Ident::new(self.package.replace('-', "_")))
    }

    /// Path of the API's module in examples.
    pub fn example_path(&self) -> Path {
        let root = match self.is_embedded() {
            true => Path::new(Start::Crate, &[]),
            false => self.example_crate(),
        };
        self.module.iter().cloned().fold(root, Path::join)
    }

    /// Path of the module that holds the runtime, in examples.
    pub fn example_root(&self) -> Path {
        if self.is_embedded() { self.example_path() } else { self.example_crate() }
    }

    /// First line of an example.
    pub fn example_fence(&self) -> &'static str {
        if self.is_embedded() { "```ignore" } else { "```no_run" }
    }

    /// Path of the API's module in a file that is `depth` modules below it.
    pub fn module_path(&self, depth: usize) -> Path {
        match self.target {
            Target::Embedded => Path::new(Start::Parent(depth), &[]),
            Target::Crate | Target::ModuleOf(_) => {
                self.module.iter().cloned().fold(Path::new(Start::Crate, &[]), Path::join)
            }
        }
    }

    /// Path of the runtime in a file that is `depth` modules below the API's module.
    pub fn runtime_path(&self, depth: usize) -> Path {
        let start = match (self.target, depth) {
            (Target::Crate | Target::ModuleOf(_), _) => Start::Crate,
            (Target::Embedded, 0) => Start::Module,
            (Target::Embedded, _) => Start::Parent(depth),
        };
        Path::new(start, &["runtime"])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(target: Target<'_>) -> Layout<'_> {
        Layout::new(target, "shop", &Options::default(), LARGE, "")
    }

    /// Returns the file of the root module and the paths of a layout, as code.
    fn paths(target: Target<'_>) -> Vec<String> {
        let layout = layout(target);
        let paths = [
            layout.example_path(),
            layout.example_root(),
            layout.module_path(2),
            layout.runtime_path(0),
            layout.runtime_path(2),
        ];
        [layout.root()].into_iter().chain(paths.iter().map(Path::to_string)).collect()
    }

    #[test]
    fn paths_of_a_crate_a_module_and_an_embedded_module() {
        assert_eq!(
            paths(Target::Crate),
            ["src/lib.rs", "shop", "shop", "crate", "crate::runtime", "crate::runtime"]
        );
        let several = ["shop", "my_apis", "crate::shop", "crate::runtime", "crate::runtime"];
        let paths_of_several = paths(Target::ModuleOf("my-apis"));
        assert_eq!(paths_of_several[0], "src/shop/mod.rs");
        assert_eq!(paths_of_several[1], format!("my_apis::{}", several[0]));
        assert_eq!(paths_of_several[2..], several[1..]);
        assert_eq!(
            paths(Target::Embedded),
            [
                "src/shop/mod.rs",
                "crate::shop",
                "crate::shop",
                "super::super",
                "self::runtime",
                "super::super::runtime"
            ]
        );
    }

    #[test]
    fn groups_of_a_large_crate_are_features() {
        assert!(layout(Target::Crate).group_features);
        assert!(!layout(Target::ModuleOf("apis")).group_features);
        let small = Layout::new(Target::Crate, "shop", &Options::default(), LARGE - 1, "");
        assert!(!small.group_features);
    }
}

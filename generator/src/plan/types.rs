//! Types of values, and named types to items.

use super::context::Plan;
use super::doc;
use super::enums::{integer_enum, string_enum};
use crate::api::{self, TypeId, TypeKind};
use crate::options::Datetime;
use crate::rust::{Ident, Item, Part, Path, Start, Type};

/// Site at which a type is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Site {
    /// A file of types.
    Types,
    /// A file of operations.
    Operations,
    /// An example, which is compiled as another crate.
    Example,
}

impl Plan<'_> {
    /// Returns the Rust type of a value.
    pub fn ty(&mut self, ty: &api::Type, site: Site) -> Type {
        match ty {
            api::Type::Named(id) => Type::path(self.named(self.names[id.0].clone(), site)),
            api::Type::List(inner) => Type::vec(self.ty(inner, site)),
            api::Type::Map(inner) => Type::map(self.ty(inner, site)),
            api::Type::Nullable(inner) => Type::option(self.ty(inner, site)),
            api::Type::String => Type::string(),
            api::Type::Int32 => Type::primitive("i32"),
            api::Type::Int64 => Type::primitive("i64"),
            api::Type::UInt64 => Type::primitive("u64"),
            api::Type::Float => Type::primitive("f32"),
            api::Type::Double => Type::primitive("f64"),
            api::Type::Boolean => Type::primitive("bool"),
            api::Type::DateTime
            | api::Type::DateTimeRfc2822
            | api::Type::HttpDate
            | api::Type::UnixTime
            | api::Type::Date => self.datetime(ty, site),
            api::Type::Uuid => {
                self.parts.insert(Part::Uuid);
                external(&["uuid", "Uuid"])
            }
            api::Type::Base64 => {
                self.parts.insert(Part::Base64);
                self.runtime(&["wire", "base64", "Base64"], site)
            }
            api::Type::Base64Url => {
                self.parts.insert(Part::Base64);
                self.runtime(&["wire", "base64", "Base64Url"], site)
            }
            api::Type::File => self.runtime(&["File"], site),
            api::Type::Json => self.runtime(&["wire", "Json"], site),
        }
    }

    /// Returns the Rust type of a date, or of a date and time.
    fn datetime(&mut self, ty: &api::Type, site: Site) -> Type {
        let (part, time, date, module) = match self.layout.datetime {
            Datetime::Chrono => {
                let path = Path::new(Start::Extern, &["chrono", "DateTime"]);
                let time = Type::Path(path, vec![external(&["chrono", "Utc"])]);
                (Part::Chrono, time, external(&["chrono", "NaiveDate"]), "datetime_chrono")
            }
            Datetime::Jiff => {
                let date = external(&["jiff", "civil", "Date"]);
                (Part::Jiff, external(&["jiff", "Timestamp"]), date, "datetime_jiff")
            }
            Datetime::Time => {
                let date = external(&["time", "Date"]);
                (Part::Time, external(&["time", "OffsetDateTime"]), date, "datetime_time")
            }
            Datetime::String if *ty == api::Type::UnixTime => return Type::primitive("i64"),
            Datetime::String => return Type::string(),
        };
        self.parts.insert(part);
        match ty {
            api::Type::Date => date,
            api::Type::DateTimeRfc2822 => self.runtime(&["wire", module, "Rfc2822"], site),
            api::Type::HttpDate => self.runtime(&["wire", module, "HttpDate"], site),
            api::Type::UnixTime => self.runtime(&["wire", module, "UnixTime"], site),
            _ => time,
        }
    }

    /// Returns the path of a generated type.
    pub fn named(&self, name: Ident, site: Site) -> Path {
        match site {
            Site::Types => Path { start: Start::Parent(1), names: vec![name] },
            Site::Operations => Path::new(Start::Scope, &["types"]).join(name),
            Site::Example => self.layout.example_path().join(Ident::new("types")).join(name),
        }
    }

    /// Returns a type of the runtime, as written at a site.
    pub fn runtime(&self, names: &[&'static str], site: Site) -> Type {
        let runtime = match site {
            Site::Types | Site::Operations => Path::new(Start::Scope, &["runtime"]),
            Site::Example => self.layout.example_root().join(Ident::new("runtime")),
        };
        Type::path(names.iter().fold(runtime, |path, name| path.join(Ident::new(*name))))
    }

    /// Plans all types in use, each with its module.
    pub fn types(&mut self) -> Vec<(String, Item)> {
        let api = self.api;
        let mut items = Vec::new();
        for (index, def) in api.types.iter().enumerate() {
            if def.is_used() {
                let module = self.modules.types[index].clone();
                items.push((module, self.type_item(TypeId(index), def)));
            }
        }
        items
    }

    fn type_item(&mut self, id: TypeId, def: &api::TypeDef) -> Item {
        let named = || (self.names[id.0].clone(), doc::lines(&def.description));
        match &def.kind {
            TypeKind::Object(object) => Item::Object(self.object(id, def, object)),
            TypeKind::StringEnum(values) => {
                Item::StringEnum(string_enum(named(), def.deprecated, values))
            }
            TypeKind::IntegerEnum(values) => {
                Item::IntegerEnum(integer_enum(named(), def.deprecated, values))
            }
            TypeKind::Union(union) => Item::Union(self.union(id, def, union)),
        }
    }
}

/// Returns a type of a crate that generated crates depend on.
pub fn external(names: &[&'static str]) -> Type {
    Type::path(Path::new(Start::Extern, names))
}

/// Returns a type of the runtime, as written in files that import `runtime`.
pub fn runtime(name: &'static str, arguments: Vec<Type>) -> Type {
    Type::Path(Path::new(Start::Scope, &["runtime", name]), arguments)
}

#[cfg(test)]
mod tests {
    use super::super::layout::{Layout, Target};
    use super::*;
    use crate::api::Api;
    use crate::diagnostics::Diagnostics;
    use crate::options::Options;

    /// Returns a type as it is written at a site of an API that is generated as `target`.
    fn shown(target: Target<'_>, ty: &api::Type, site: Site) -> String {
        let layout = Layout::new(target, "my_types", &Options::default(), 0, "");
        let api = Api::default();
        Plan::new(&api, &layout, &mut Diagnostics::default()).ty(ty, site).to_string()
    }

    #[test]
    fn paths_in_examples_are_those_from_outside() {
        let files = api::Type::List(Box::new(api::Type::File));
        let several = Target::ModuleOf("my-runtime");
        assert_eq!(shown(Target::Crate, &files, Site::Operations), "Vec<runtime::File>");
        assert_eq!(shown(Target::Crate, &files, Site::Example), "Vec<my_types::runtime::File>");
        assert_eq!(shown(several, &files, Site::Example), "Vec<my_runtime::runtime::File>");
        let inside = "Vec<crate::my_types::runtime::File>";
        assert_eq!(shown(Target::Embedded, &files, Site::Example), inside);
    }

    #[test]
    fn paths_of_types_are_those_of_the_site() {
        let layout = Layout::new(Target::ModuleOf("apis"), "a", &Options::default(), 0, "");
        let api = Api::default();
        let plan = Plan::new(&api, &layout, &mut Diagnostics::default());
        let shown = |site| plan.named(Ident::new("Order"), site).to_string();
        assert_eq!(shown(Site::Types), "super::Order");
        assert_eq!(shown(Site::Operations), "types::Order");
        assert_eq!(shown(Site::Example), "apis::a::types::Order");
    }

    #[test]
    fn dates_are_those_of_the_chosen_crate() {
        let shown = |datetime, ty| {
            let options = Options { datetime, ..Options::default() };
            let layout = Layout::new(Target::Crate, "a", &options, 0, "");
            let api = Api::default();
            let mut plan = Plan::new(&api, &layout, &mut Diagnostics::default());
            let shown = plan.ty(&ty, Site::Types).to_string();
            (shown, plan.parts.into_iter().collect::<Vec<_>>())
        };
        let chrono = "::chrono::DateTime<::chrono::Utc>".to_owned();
        assert_eq!(shown(Datetime::Chrono, api::Type::DateTime), (chrono, vec![Part::Chrono]));
        let jiff = "runtime::wire::datetime_jiff::Rfc2822".to_owned();
        assert_eq!(shown(Datetime::Jiff, api::Type::DateTimeRfc2822), (jiff, vec![Part::Jiff]));
        let time = "runtime::wire::datetime_time::HttpDate".to_owned();
        assert_eq!(shown(Datetime::Time, api::Type::HttpDate), (time, vec![Part::Time]));
        assert_eq!(shown(Datetime::String, api::Type::Date), ("String".to_owned(), Vec::new()));
        assert_eq!(shown(Datetime::String, api::Type::UnixTime), ("i64".to_owned(), Vec::new()));
    }
}

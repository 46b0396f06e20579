//! The crates that a module depends on, and the commands that add them.

use std::collections::BTreeSet;
use std::fmt;

use toml_edit::{DocumentMut, Item};

use crate::plan::manifest;
use crate::rust::{Part, Transports};

/// A crate that the crate around a module has to depend on.
///
/// `Display` gives the command that adds it: `cargo add serde@1 --no-default-features --features std`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Dependency {
    /// Its name.
    pub name: String,
    /// The required version; a compatible one will do.
    pub version: String,
    /// Whether its default features are required.
    pub default_features: bool,
    /// Other required features.
    pub features: Vec<String>,
}

impl fmt::Display for Dependency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "cargo add {}@{}", self.name, self.version)?;
        if !self.default_features {
            write!(formatter, " --no-default-features")?;
        }
        if !self.features.is_empty() {
            write!(formatter, " --features {}", self.features.join(","))?;
        }
        Ok(())
    }
}

/// The dependencies of a module that uses these optional parts of the runtime.
pub fn list(parts: &BTreeSet<Part>, transports: Transports) -> Vec<Dependency> {
    let used = manifest::dependencies(parts).filter(|one| match one.name {
        "reqwest" => transports.reqwest || transports.blocking,
        "tokio" => transports.reqwest || transports.blocking,
        "hyper" => transports.reqwest || transports.blocking,
        "oauth2" | "tower-service" | "tracing" => false,
        _ => true,
    });
    used.map(|one| {
        let mut features: Vec<String> = one.features.iter().map(|&name| name.to_owned()).collect();
        if one.name == "reqwest" {
            features.push("gzip".to_owned());
        }
        if one.name == "tokio" && transports.blocking {
            features.push("rt-multi-thread".to_owned());
        }
        Dependency {
            name: one.name.to_owned(),
            version: one.version.to_owned(),
            default_features: one.default_features,
            features,
        }
    })
    .collect()
}

/// Selects the dependencies that a manifest does not list. Features are not compared.
pub fn missing<'a>(dependencies: &'a [Dependency], manifest: &str) -> Vec<&'a Dependency> {
    let manifest: DocumentMut = manifest.parse().unwrap_or_default();
    let targets = manifest.get("target").and_then(Item::as_table_like);
    let targets = targets.into_iter().flat_map(|table| table.iter().map(|(_, target)| target));
    let holders = [manifest.as_item()].into_iter().chain(targets);
    let tables: Vec<&Item> = holders.filter_map(|holder| holder.get("dependencies")).collect();
    let is_listed = |one: &&Dependency| tables.iter().any(|table| table.get(&one.name).is_some());
    dependencies.iter().filter(|one| !is_listed(one)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_manifest_lacks_is_shown_as_commands() {
        let manifest = "[package]\nname = 'a'\n[dependencies]\nbase64.workspace = true\nbytes = '1'\n\
                        form_urlencoded = { version = '1' }\nurl = '2'\n[dependencies.http]\nversion = '1'\n\
                        [target.'cfg(unix)'.dependencies]\nhttpdate = '1'\n[dev-dependencies]\nserde_json = '1'\n";
        let added = |transports| -> Vec<String> {
            let all = list(&BTreeSet::from([Part::Chrono]), transports);
            missing(&all, manifest).into_iter().map(ToString::to_string).collect()
        };
        let always = [
            "cargo add chrono@0.4 --no-default-features --features alloc,std",
            "cargo add futures-core@0.3",
            "cargo add http-body@1",
            "cargo add percent-encoding@2.3",
            "cargo add serde@1 --no-default-features --features std",
            "cargo add serde_json@1 --features preserve_order",
        ];
        let mut blocking = always.to_vec();
        blocking.insert(3, "cargo add hyper@1 --no-default-features");
        blocking
            .insert(5, "cargo add reqwest@0.13 --no-default-features --features rustls,http2,gzip");
        blocking.push("cargo add tokio@1.47 --features rt,time,rt-multi-thread");
        assert_eq!(added(Transports { reqwest: false, blocking: false }), always);
        assert_eq!(added(Transports { reqwest: false, blocking: true }), blocking);
    }
}

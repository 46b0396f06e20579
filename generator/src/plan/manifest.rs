//! The manifest: metadata (from `info` and the options), features, dependencies.

use std::collections::BTreeSet;

use heck::ToKebabCase;

use super::doc;
use crate::api::Api;
use crate::options::{PackageOptions, is_spdx};
use crate::rust::{Dependency, Enabled, Feature, Manifest, Metadata, Part, is_keyword};

/// Dependencies of generated crates, each with the optional part of the runtime that needs it.
const DEPENDENCIES: &[(Dependency, Option<Part>)] = &[
    (dependency("base64", "0.23"), None),
    (dependency("bytes", "1.12"), None),
    (slim("chrono", "0.4", &["alloc", "std"]), Some(Part::Chrono)),
    // The charsets of the web, of text that is not UTF-8.
    (dependency("encoding_rs", "0.8"), Some(Part::Text)),
    (dependency("form_urlencoded", "1.2"), None),
    // The trait of streams; `reqwest` depends on it anyway, as on `http-body`.
    (dependency("futures-core", "0.3"), None),
    (dependency("http", "1.5"), None),
    (dependency("http-body", "1"), None),
    (dependency("httpdate", "1"), None),
    // The errors inside those of `reqwest`.
    (Dependency { optional: true, ..slim("hyper", "1", &[]) }, None),
    (slim("jiff", "1.0", &["std"]), Some(Part::Jiff)),
    // OAuth 2 and PKCE; most of what it needs beyond this list is for random numbers and hashes.
    (Dependency { optional: true, ..slim("oauth2", "5", &[]) }, Some(Part::OAuth)),
    (dependency("percent-encoding", "2.3"), None),
    (Dependency { optional: true, ..slim("reqwest", "0.13", &["rustls", "http2"]) }, None),
    (slim("serde", "1", &["std"]), None),
    // Members of objects keep the order in which they were written.
    (Dependency { features: &["preserve_order"], ..dependency("serde_json", "1") }, None),
    (slim("time", "0.3", &["std", "parsing", "formatting"]), Some(Part::Time)),
    // Keeps time limits, waits between attempts, reads files and runs blocking calls; `reqwest` depends on it anyway.
    (Dependency { optional: true, features: &["rt", "time"], ..dependency("tokio", "1.47") }, None),
    (Dependency { optional: true, ..dependency("tower-service", "0.3") }, None),
    (Dependency { optional: true, ..slim("tracing", "0.1", &[]) }, None),
    (dependency("url", "2.5"), None),
    (dependency("uuid", "1"), Some(Part::Uuid)),
    // Idempotency keys are random.
    (Dependency { features: &["v4"], ..dependency("uuid", "1") }, Some(Part::Idempotency)),
];

const fn dependency(name: &'static str, version: &'static str) -> Dependency {
    Dependency { name, version, default_features: true, features: &[], optional: false }
}

const fn slim(
    name: &'static str,
    version: &'static str,
    features: &'static [&'static str],
) -> Dependency {
    Dependency { default_features: false, features, ..dependency(name, version) }
}

/// Names of features other than those of APIs and groups of operations.
pub const OWN_FEATURES: &[&str] = &[
    "blocking", "brotli", "default", "full", "gzip", "oauth2", "reqwest", "serde", "tokio",
    "tower", "tracing", "zstd",
];

/// Whether a package cannot have this name: Cargo or Rust reserves it, or generated code depends on a crate of that
/// name.
pub fn is_reserved(name: &str) -> bool {
    let taken = ["test", "core", "std", "alloc", "proc_macro", "build", "deps", "examples"];
    taken.contains(&name)
        || DEPENDENCIES.iter().any(|(dependency, _)| dependency.name == name)
        || is_keyword(name)
}

/// Features that select parts of a crate.
pub enum Selection<'a> {
    /// One API, with a feature for each of these groups of operations.
    Groups(&'a [String]),
    /// Several APIs, with a feature each.
    Apis(&'a [&'a str]),
}

/// Plans the manifest of a crate. `parts` are the optional parts of the runtime that the crate uses.
pub fn manifest(package: Metadata, selection: &Selection<'_>, parts: &BTreeSet<Part>) -> Manifest {
    let feature = |name: &str| Enabled::Feature(name.to_owned());
    let mut default = vec![feature("reqwest"), feature("gzip"), feature("serde")];
    let mut selected = Vec::new();
    match selection {
        Selection::Groups([]) => {}
        Selection::Groups(groups) => {
            default.push(feature("full"));
            selected.push(Feature {
                name: "full".to_owned(),
                comment: Some(
                    "All groups of operations. Without it, enable the groups that you need.",
                ),
                enables: groups.iter().map(|name| feature(name)).collect(),
            });
            selected.extend(groups.iter().map(|name| bare(name)));
        }
        Selection::Apis(apis) => {
            default.extend(apis.iter().map(|name| feature(name)));
            selected.extend(apis.iter().map(|name| bare(name)));
        }
    }
    let mut features = vec![
        Feature { name: "default".to_owned(), comment: None, enables: default },
        Feature {
            name: "reqwest".to_owned(),
            comment: Some(
                "Sends calls with `reqwest` and rustls. Without it, set a `Transport` on the builder.",
            ),
            enables: vec![
                Enabled::Dependency("reqwest"),
                Enabled::Dependency("hyper"),
                feature("tokio"),
            ],
        },
        compression("gzip", "Decompresses gzip responses."),
        compression("brotli", "Decompresses Brotli responses."),
        compression("zstd", "Decompresses Zstandard responses."),
        Feature {
            name: "serde".to_owned(),
            comment: Some(
                "Implements serde's traits for all types. Calls do not need them, and checking a large API takes longer with them.",
            ),
            enables: Vec::new(),
        },
        Feature {
            name: "blocking".to_owned(),
            comment: Some("Adds `send_blocking` to every call."),
            enables: vec![feature("reqwest"), Enabled::FeatureOf("tokio", "rt-multi-thread")],
        },
        Feature {
            name: "tokio".to_owned(),
            comment: Some("Sends files and readers of Tokio; `reqwest` needs it."),
            enables: vec![Enabled::Dependency("tokio")],
        },
        Feature {
            name: "tower".to_owned(),
            comment: Some("Adds `TowerTransport`, which sends calls with a Tower service."),
            enables: vec![Enabled::Dependency("tower-service"), feature("tokio")],
        },
        Feature {
            name: "tracing".to_owned(),
            comment: Some("Adds a span of the crate `tracing` for every call."),
            enables: vec![Enabled::Dependency("tracing")],
        },
    ];
    if parts.contains(&Part::OAuth) {
        features.push(Feature {
            name: "oauth2".to_owned(),
            comment: Some("Obtains tokens by OAuth 2, with the crate `oauth2`."),
            enables: vec![Enabled::Dependency("oauth2")],
        });
    }
    features.extend(selected);
    Manifest { package, features, dependencies: dependencies(parts).cloned().collect() }
}

/// Dependencies of generated code that uses these optional parts of the runtime. If several parts need the same crate,
/// the last of its rows applies, which has the features of the others.
pub fn dependencies(parts: &BTreeSet<Part>) -> impl Iterator<Item = &'static Dependency> {
    let is_used = |part: &Option<Part>| part.is_none_or(|part| parts.contains(&part));
    let used = DEPENDENCIES.iter().filter(move |(_, part)| is_used(part));
    let used: Vec<&Dependency> = used.map(|(dependency, _)| dependency).collect();
    let is_last =
        |index: usize| used.get(index + 1).is_none_or(|next| next.name != used[index].name);
    let last: Vec<usize> = (0..used.len()).filter(|index| is_last(*index)).collect();
    last.into_iter().filter_map(move |index| used.get(index).copied())
}

/// A feature of the built-in transport for a content coding.
fn compression(name: &'static str, comment: &'static str) -> Feature {
    Feature {
        name: name.to_owned(),
        comment: Some(comment),
        enables: vec![Enabled::Feature("reqwest".to_owned()), Enabled::FeatureOf("reqwest", name)],
    }
}

fn bare(name: &str) -> Feature {
    Feature { name: name.to_owned(), comment: None, enables: Vec::new() }
}

/// Metadata of every generated crate.
pub fn metadata(name: &str) -> Metadata {
    Metadata {
        name: name.to_owned(),
        version: "0.1.0".to_owned(),
        edition: "2024",
        rust_version: "1.89",
        ..Metadata::default()
    }
}

/// Metadata of a crate of one API: from the options, or else from the document.
pub fn metadata_of(api: &Api, name: &str, options: &PackageOptions) -> Metadata {
    let description = options.description.clone().unwrap_or_else(|| {
        let title = doc::plain_sentence(&api.title);
        match title.as_str() {
            "" => "A client for an HTTP API".to_owned(),
            title => format!("A client for {title}"),
        }
    });
    let documented = [&api.documentation_url, &api.contact_url].into_iter().flatten();
    let homepage = documented.filter_map(|url| web_page(url)).next();
    Metadata {
        version: options.version.clone().unwrap_or_else(|| "0.1.0".to_owned()),
        description: Some(description),
        license: options.license.clone().or_else(|| api.license.as_ref().and_then(spdx)),
        homepage: options.homepage.clone().or(homepage),
        documentation: options.documentation.clone(),
        repository: options.repository.clone(),
        readme: true,
        keywords: keywords(&api.title),
        categories: vec!["api-bindings"],
        publish: options.publish.clone(),
        ..metadata(name)
    }
}

/// Returns a URL in the form that a manifest accepts, if it is one of a web page.
fn web_page(url: &str) -> Option<String> {
    let url = url::Url::parse(url.trim()).ok()?;
    let is_page = matches!(url.scheme(), "http" | "https") && url.host_str().is_some();
    // A URL with a password must not be published.
    let is_open = url.username().is_empty() && url.password().is_none();
    (is_page && is_open).then(|| url.to_string())
}

/// Returns the SPDX expression of a licence: the one it gives, or one found by its usual name or by the URL of its
/// text.
fn spdx(license: &crate::api::License) -> Option<String> {
    let written = [&license.identifier, &license.name].into_iter().find(|text| is_spdx(text));
    if let Some(expression) = written {
        return Some(expression.trim().to_owned());
    }
    let name = license.name.trim();
    let short = name.strip_suffix("icense").or_else(|| name.strip_suffix("icence"));
    let short = short.map(|name| name.trim_end_matches(['l', 'L']).trim_end());
    if let Some(id) = short.and_then(spdx::license_id) {
        return Some(id.name.to_owned());
    }
    let by_name = spdx::imprecise_license_id(license.name.trim())
        .filter(|(_, length)| *length == license.name.trim().len());
    if let Some((id, _)) = by_name {
        return Some(id.name.to_owned());
    }
    let url = license.url.trim().trim_end_matches('/').to_ascii_lowercase();
    let url = url.split("://").nth(1)?;
    let url = url.strip_prefix("www.").unwrap_or(url);
    let known = LICENSE_PAGES.iter().find(|(page, _)| url.trim_end_matches(".html") == *page);
    known.map(|(_, id)| (*id).to_owned())
}

/// URLs of licences that documents link to, without scheme, `www.` and `.html`.
const LICENSE_PAGES: &[(&str, &str)] = &[
    ("apache.org/licenses/license-2.0", "Apache-2.0"),
    ("apache.org/licenses/license-2.0.txt", "Apache-2.0"),
    ("opensource.org/license/apache-2-0", "Apache-2.0"),
    ("opensource.org/license/mit", "MIT"),
    ("opensource.org/licenses/apache-2.0", "Apache-2.0"),
    ("opensource.org/licenses/bsd-2-clause", "BSD-2-Clause"),
    ("opensource.org/licenses/bsd-3-clause", "BSD-3-Clause"),
    ("opensource.org/licenses/mit", "MIT"),
    ("opensource.org/licenses/mit-license.php", "MIT"),
];

/// Returns up to five keywords that registries accept: ASCII letters, digits and dashes, at most 20 characters each.
fn keywords(title: &str) -> Vec<String> {
    const NOISE: &[&str] = &["a", "an", "and", "api", "apis", "com", "for", "of", "rest", "the"];
    let ascii: String = title.chars().map(|c| if c.is_ascii() { c } else { ' ' }).collect();
    let kebab = ascii.to_kebab_case();
    let is_version = |word: &str| word.trim_start_matches('v').chars().all(|c| c.is_ascii_digit());
    let words: Vec<&str> = kebab
        .split('-')
        .filter(|word| !word.is_empty() && !NOISE.contains(word) && !is_version(word))
        .collect();
    let mut keywords = vec!["api".to_owned(), "client".to_owned(), "openapi".to_owned()];
    let name = words.join("-");
    let own = if name.len() <= 20 { vec![name.as_str()] } else { words };
    for word in own {
        let is_letter = word.starts_with(|c: char| c.is_ascii_alphabetic());
        if keywords.len() < 5
            && is_letter
            && word.len() <= 20
            && !keywords.iter().any(|k| k == word)
        {
            keywords.push(word.to_owned());
        }
    }
    keywords
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use toml::{Table, Value};

    use super::*;

    fn table(path: &str) -> Table {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        std::fs::read_to_string(path).unwrap().parse().unwrap()
    }

    /// Returns version, whether default features are enabled, and features of a dependency in a manifest.
    fn facts(value: &Value) -> (&str, bool, Vec<&str>) {
        let Value::Table(table) = value else { return (value.as_str().unwrap(), true, Vec::new()) };
        let flag = |key: &str, default| table.get(key).and_then(Value::as_bool).unwrap_or(default);
        let features = table.get("features").and_then(Value::as_array);
        let features = features.into_iter().flatten().filter_map(Value::as_str).collect();
        (table["version"].as_str().unwrap(), flag("default-features", true), features)
    }

    /// Generated crates depend on the crates that the runtime's own package is tested with.
    #[test]
    fn dependencies_are_those_of_the_runtime() {
        let runtime = table("runtime/package/Cargo.toml");
        let workspace = table("../Cargo.toml");
        let shared = workspace["workspace"]["dependencies"].as_table().unwrap();
        let tested = runtime["dependencies"].as_table().unwrap();
        let mut names: Vec<&str> = DEPENDENCIES.iter().map(|(one, _)| one.name).collect();
        names.dedup();
        assert_eq!(names, tested.keys().map(String::as_str).collect::<Vec<_>>());
        for (one, _) in DEPENDENCIES {
            let own = &tested[one.name];
            let inherited = own.get("workspace").is_some();
            let (version, default, features) =
                facts(if inherited { &shared[one.name] } else { own });
            assert_eq!((one.version, one.default_features), (version, default), "{}", one.name);
            // The workspace may enable more features: other packages share them.
            assert!(one.features.iter().all(|one| features.contains(one)), "{}", one.name);
            let optional = own.get("optional").and_then(Value::as_bool).unwrap_or(false);
            assert_eq!(one.optional, optional, "{}", one.name);
        }
        let features = |name: &str| runtime["features"][name].as_array().unwrap().clone();
        let manifest =
            manifest(metadata("x"), &Selection::Groups(&[]), &BTreeSet::from([Part::OAuth]));
        for feature in manifest.features.iter().filter(|feature| feature.name != "default") {
            let expected = features(&feature.name);
            let enables: Vec<String> = feature.enables.iter().map(Enabled::to_string).collect();
            assert_eq!(enables, expected.iter().filter_map(Value::as_str).collect::<Vec<_>>());
        }
    }

    #[test]
    fn sane_keywords() {
        let cases = [
            ("Pet Store", &["pet-store"][..]),
            ("The Most Wonderful Pet Store API v2", &["most", "wonderful"]),
            ("API", &[]),
            ("\u{1f980}", &[]),
            ("2checkout 3", &[]),
            ("\u{e9}tudes\nX", &["tudes-x"]),
        ];
        for (title, own) in cases {
            let expected: Vec<&str> =
                ["api", "client", "openapi"].iter().chain(own).copied().collect();
            assert_eq!(keywords(title), expected, "{title}");
        }
    }
}

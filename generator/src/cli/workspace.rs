//! Cargo workspaces: finding the one around a folder, and adding members.

use std::fs;
use std::path::{Path, PathBuf};

use glob::{MatchOptions, Pattern};
use toml_edit::{Array, DocumentMut, Item, Table, TableLike, Value};

/// A workspace around a folder.
pub struct Workspace {
    /// Its manifest.
    pub manifest: PathBuf,
    /// The folder below the workspace's root, with `/`.
    pub member: String,
    /// Whether the workspace lists the folder as a member.
    pub is_member: bool,
}

impl Workspace {
    /// Finds the workspace that Cargo would use for a package in a folder, which need not exist yet. `None` if there is
    /// none, or if the folder is its root.
    pub fn around(folder: &Path) -> Option<Self> {
        let folder = real(folder);
        if document(&folder.join("Cargo.toml")).contains_key("workspace") {
            return None;
        }
        folder.ancestors().skip(1).find_map(|root| {
            let manifest = root.join("Cargo.toml");
            let document = document(&manifest);
            let workspace = document.get("workspace")?.as_table_like()?;
            let below = folder.strip_prefix(root).ok()?.components();
            let below: Vec<_> = below.map(|part| part.as_os_str().to_string_lossy()).collect();
            let member = below.join("/");
            let is_member = has_member(workspace, &member);
            let is_below = |excluded: &str| Path::new(&member).starts_with(normal(excluded));
            if !is_member && strings(workspace, "exclude").any(is_below) {
                return None;
            }
            Some(Self { manifest, member, is_member })
        })
    }
}

impl Workspace {
    /// Says what to do with a crate in a folder that is not a member.
    pub fn note(&self, folder: &Path) -> String {
        let (folder, manifest) = (folder.display(), self.manifest.display());
        format!(
            "note: `{folder}` is in the workspace of `{manifest}`, which does not list it; Cargo refuses to \
             build it there. Add {:?} to `members` in that file, or to `exclude` to keep it apart.\n",
            self.member
        )
    }
}

/// Reads the TOML file at a path; gives an empty document if it cannot be read.
pub fn document(path: &Path) -> DocumentMut {
    fs::read_to_string(path).unwrap_or_default().parse().unwrap_or_default()
}

/// Resolves links in a path, as far as it exists.
fn real(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let existing = path.ancestors().find_map(|part| Some((part, part.canonicalize().ok()?)));
    match existing {
        Some((part, real)) => match path.strip_prefix(part) {
            Ok(rest) if !rest.as_os_str().is_empty() => real.join(rest),
            _ => real,
        },
        None => path,
    }
}

/// The strings of a list of the table `[workspace]`.
fn strings<'a>(workspace: &'a dyn TableLike, key: &str) -> impl Iterator<Item = &'a str> {
    workspace.get(key).and_then(Item::as_array).into_iter().flatten().filter_map(Value::as_str)
}

fn normal(path: &str) -> &str {
    path.trim_start_matches("./").trim_end_matches('/')
}

fn has_member(workspace: &dyn TableLike, member: &str) -> bool {
    let options = MatchOptions { require_literal_separator: true, ..MatchOptions::default() };
    strings(workspace, "members").any(|pattern| {
        let pattern = normal(pattern);
        pattern == member
            || Pattern::new(pattern).is_ok_and(|one| one.matches_with(member, options))
    })
}

/// Adds members to the workspace of a manifest, which gets one if it has none. Everything else stays as it is written.
/// `None` if the members are listed already.
///
/// # Errors
///
/// If the manifest is not TOML, `workspace` or its `members` have a wrong type, or a member is excluded.
pub fn with_members(manifest: &str, members: &[&str]) -> Result<Option<String>, String> {
    let mut document: DocumentMut = manifest.parse().map_err(|error| format!("{error}"))?;
    let has_package = document.contains_key("package");
    let workspace = document.entry("workspace").or_insert_with(|| {
        let mut table = Table::new();
        if !has_package {
            table.insert("resolver", "3".into());
        }
        Item::Table(table)
    });
    let workspace = workspace.as_table_like_mut().ok_or("`workspace` is not a table")?;
    let missing: Vec<&str> =
        members.iter().copied().filter(|member| !has_member(workspace, member)).collect();
    if missing.is_empty() {
        return Ok(None);
    }
    if let Some(excluded) =
        missing.iter().find(|one| strings(workspace, "exclude").any(|ex| normal(ex) == **one))
    {
        return Err(format!("`{excluded}` is listed in `workspace.exclude`"));
    }
    let list = workspace.entry("members").or_insert(Item::Value(Array::new().into()));
    let list = list.as_array_mut().ok_or("`workspace.members` is not a list")?;
    for member in missing {
        push(list, member);
    }
    Ok(Some(document.to_string()))
}

/// Adds an alias to a configuration file of Cargo. `None` if it is defined already.
///
/// # Errors
///
/// If the file is not TOML, `alias` is not a table, or the name is another alias.
pub fn with_alias(config: &str, name: &str, command: &str) -> Result<Option<String>, String> {
    let mut document: DocumentMut = config.parse().map_err(|error| format!("{error}"))?;
    let aliases = document.entry("alias").or_insert_with(|| Item::Table(Table::new()));
    let aliases = aliases.as_table_like_mut().ok_or("`alias` is not a table")?;
    match aliases.get(name) {
        None => {
            aliases.insert(name, command.into());
            Ok(Some(document.to_string()))
        }
        Some(alias) if alias.as_str() == Some(command) => Ok(None),
        Some(_) => Err(format!("there is another alias `{name}`")),
    }
}

/// Adds a string to a list in the style of the others: on a line of its own if the last one is. A comment after the last
/// one stays there.
fn push(list: &mut Array, text: &str) {
    let ending = list.trailing().as_str().unwrap_or_default().to_owned();
    let Some(last) = list.iter_mut().last() else {
        // In a list without values, comments stay before the new value.
        let is_blank = ending.trim().is_empty();
        let prefix = if is_blank { String::new() } else { format!("{}\n    ", ending.trim_end()) };
        list.set_trailing(if is_blank { "" } else { "\n" });
        list.push_formatted(Value::from(text).decorated(prefix, ""));
        return;
    };
    let decor = last.decor_mut();
    let before = decor.prefix().and_then(|raw| raw.as_str()).unwrap_or_default().to_owned();
    let behind = decor.suffix().and_then(|raw| raw.as_str()).unwrap_or_default().to_owned();
    let Some((_, indent)) = before.rsplit_once('\n') else {
        list.push(text);
        return;
    };
    decor.set_suffix("");
    let comments = format!("{behind}{ending}");
    let value = Value::from(text).decorated(format!("{}\n{indent}", comments.trim_end()), "");
    list.push_formatted(value);
    list.set_trailing("\n");
    list.set_trailing_comma(true);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The manifest with the members `generated` and `xtask`.
    fn added(manifest: &str) -> Result<Option<String>, String> {
        with_members(manifest, &["generated", "xtask"])
    }

    #[test]
    fn members_are_added_as_the_others_are_written() {
        let cases = [
            ("", "[workspace]\nresolver = \"3\"\nmembers = [\"generated\", \"xtask\"]\n"),
            (
                "[package] # mine\nname = 'a'\n",
                "[package] # mine\nname = 'a'\n\n[workspace]\nmembers = [\"generated\", \"xtask\"]\n",
            ),
            (
                "workspace.members = ['a']\n",
                "workspace.members = ['a', \"generated\", \"xtask\"]\n",
            ),
            (
                "[workspace]\nmembers = [ # all\n\t'a', # first\n\t# second\n\t'b' # last\n]\n[x]\n",
                "[workspace]\nmembers = [ # all\n\t'a', # first\n\t# second\n\t'b', # last\n\t\"generated\",\n\t\"xtask\",\n]\n[x]\n",
            ),
            (
                "[workspace]\nmembers = [\n  'a',\n  'b', # last\n  # more?\n]\n",
                "[workspace]\nmembers = [\n  'a',\n  'b', # last\n  # more?\n  \"generated\",\n  \"xtask\",\n]\n",
            ),
            (
                "[workspace]\nmembers = [\n  # none yet\n]\n",
                "[workspace]\nmembers = [\n  # none yet\n    \"generated\",\n    \"xtask\",\n]\n",
            ),
            ("[workspace]\nmembers = []\n", "[workspace]\nmembers = [\"generated\", \"xtask\"]\n"),
            (
                "[workspace]\nmembers = ['./xtask/']\n",
                "[workspace]\nmembers = ['./xtask/', \"generated\"]\n",
            ),
        ];
        for (before, after) in cases {
            assert_eq!(added(before).unwrap().as_deref(), Some(after));
            assert_eq!(added(after), Ok(None));
        }
        assert_eq!(added("[workspace]\nmembers = ['*']\n"), Ok(None));
        for wrong in
            ["[", "workspace = 1\n", "workspace.members = 1\n", "workspace.exclude = ['xtask']\n"]
        {
            assert!(added(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn an_alias_is_added_to_others() {
        let config = "# mine\n[build]\njobs = 1\n\n[alias]\nb = 'build' # short\n";
        let after = format!("{config}xtask = \"run\"\n");
        assert_eq!(with_alias(config, "xtask", "run").unwrap(), Some(after.clone()));
        assert_eq!(with_alias(&after, "xtask", "run"), Ok(None));
        assert!(with_alias(&after, "xtask", "test").is_err());
        assert_eq!(with_alias("", "x", "y").unwrap().unwrap(), "[alias]\nx = \"y\"\n");
    }
}

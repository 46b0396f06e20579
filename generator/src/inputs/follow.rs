//! Following of references to other files, within a root folder.

use std::collections::{HashSet, VecDeque};
use std::io;
use std::path::Path;

use serde_json::Value;

use super::disk::read;
use crate::diagnostics::finding;
use crate::read::reference::{self, FileReference};
use crate::read::{MAX_BYTES, Source};

/// Maximum number of files of a description.
const MAX_FILES: usize = 16_384;

/// Adds the files that the sources refer to, breadth first.
pub(super) fn follow(sources: &mut Vec<Source>, root: &Path, base: &Path) {
    let mut known: HashSet<String> =
        sources.iter().map(|source| reference::normal(&source.name)).collect();
    let mut queue: VecDeque<usize> = (0..sources.len()).collect();
    let mut bytes: usize = sources.iter().map(|source| source.text.len()).sum();
    while let Some(index) = queue.pop_front() {
        for names in references(&sources[index]) {
            // The first spelling that names an existing file, else the last one.
            let existing =
                names.iter().find(|name| known.contains(*name) || base.join(name).is_file());
            let Some(name) = existing.or(names.last()) else { continue };
            if !known.insert(name.clone()) {
                continue;
            }
            let full = known.len() > MAX_FILES || bytes > MAX_BYTES;
            let source = referred(name, root, base, full);
            bytes += source.text.len();
            queue.push_back(sources.len());
            sources.push(source);
        }
    }
}

/// Reads a file that a source refers to.
fn referred(name: &str, root: &Path, base: &Path, full: bool) -> Source {
    let absent = |fault: finding::Source| Source::absent(name, fault).of_reference();
    let named = name.to_owned();
    if full {
        return absent(finding::Source::TooMany { name: named });
    }
    let path = base.join(name);
    let real = path.canonicalize();
    // Messages must not reveal whether a file outside the root exists.
    let inside = match &real {
        Ok(real) => real.starts_with(root),
        Err(_) => path
            .ancestors()
            .skip(1)
            .map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
            .find_map(|folder| folder.canonicalize().ok())
            .is_some_and(|folder| folder.starts_with(root)),
    };
    if !inside {
        return absent(finding::Source::Outside { name: named });
    }
    let real = match real {
        Ok(real) => real,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return absent(finding::Source::Absent { name: named });
        }
        Err(error) => {
            return absent(finding::Source::Unreadable { name: named, error: error.to_string() });
        }
    };
    if !real.is_file() {
        return absent(finding::Source::NotAFile { name: named });
    }
    match read(&real) {
        Ok(bytes) => Source::from_bytes(name, bytes).of_reference(),
        Err(error) => absent(finding::Source::Unreadable { name: named, error: error.to_string() }),
    }
}

/// The files that a source refers to, each with the spellings to try.
fn references(source: &Source) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut nodes: Vec<&Value> = source.tree().into_iter().collect();
    let mut add = |text: &str| {
        if let FileReference::File(names) = reference::file(&source.name, text) {
            found.push(names);
        }
    };
    while let Some(node) = nodes.pop() {
        match node {
            Value::Object(map) => {
                if let Some(Value::String(text)) = map.get("$ref") {
                    add(text);
                }
                // Values of a discriminator are names or references.
                if let Some(Value::Object(mapping)) = map.get("mapping")
                    && map.get("propertyName").is_some_and(Value::is_string)
                {
                    let values = mapping.values().filter_map(Value::as_str);
                    values.filter(|text| text.contains(['.', '/'])).for_each(&mut add);
                }
                nodes.extend(map.values().rev().filter(|node| is_collection(node)));
            }
            Value::Array(list) => {
                nodes.extend(list.iter().rev().filter(|node| is_collection(node)))
            }
            _ => {}
        }
    }
    found
}

fn is_collection(node: &Value) -> bool {
    node.is_object() || node.is_array()
}

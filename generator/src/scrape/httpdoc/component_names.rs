//! Names of components: from titles, or else from the places of schemas.

use super::schema::component_name;
use super::shapes::{Node, Shapes};
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// The name of a place relative to the schema around it.
#[derive(Debug)]
pub(super) enum Word {
    /// A word that can be a name on its own.
    Own(String),
    /// A suffix to the name of the schema around it, as for the items of a list.
    Suffix(&'static str),
    /// No name of its own: it has that of the schema around it.
    None,
}

/// The last step of the path to a schema.
#[derive(Debug)]
pub(super) struct Context {
    /// Index of the schema around it.
    pub(super) parent: Option<usize>,
    /// The name of the place in that schema.
    pub(super) word: Word,
}

/// Whether the last word of the path to a schema is a suffix.
pub(super) fn is_suffixed(contexts: &[Option<Context>], at: usize) -> bool {
    let mut next = Some(at);
    while let Some(Some(context)) = next.and_then(|at| contexts.get(at)) {
        match context.word {
            Word::Own(_) => return false,
            Word::Suffix(_) => return true,
            Word::None => next = context.parent,
        }
    }
    false
}

/// Words that are too general for a name.
const GENERIC: [&str; 8] = ["type", "status", "kind", "mode", "value", "data", "object", "options"];

/// Maximum number of words of a path.
const MAX_WORDS: usize = 16;

/// The names given so far.
pub(super) struct Names<'a> {
    contexts: &'a [Option<Context>],
    /// Names in use, without case and punctuation, which type names do not keep.
    taken: HashSet<String>,
    /// The last number that was added to each name.
    numbers: HashMap<String, usize>,
}

impl<'a> Names<'a> {
    /// Starts without names; `contexts` has the last step of the path to each schema.
    pub(super) fn new(contexts: &'a [Option<Context>]) -> Self {
        Self { contexts, taken: HashSet::new(), numbers: HashMap::new() }
    }

    /// Claims a name that is fixed.
    pub(super) fn force(&mut self, name: &str) -> String {
        self.taken.insert(folded(name));
        name.to_owned()
    }

    /// Claims names for these schemas, titled ones first. A name is the title, a word that no other schema wants, as much of the
    /// path as is needed to make it unique, or else has a number.
    pub(super) fn claim(&mut self, shapes: &Shapes, order: &[usize]) -> Vec<(usize, String)> {
        let mut claims: Vec<(usize, bool, Vec<String>)> = Vec::with_capacity(order.len());
        let mut wanted: HashMap<String, usize> = HashMap::new();
        for &at in order {
            let Some(node) = shapes.nodes.get(at) else { continue };
            let candidates = self.candidates(at, node);
            if let (None, Some(short)) = (node.title(), candidates.first()) {
                *wanted.entry(folded(short)).or_default() += 1;
            }
            claims.push((at, node.title().is_some(), candidates));
        }
        claims.sort_by_key(|(_, titled, _)| !titled);
        let mut names = Vec::with_capacity(claims.len());
        for (at, titled, candidates) in claims {
            let is_clear = |name: &String| {
                let folded = folded(name);
                titled || !GENERIC.contains(&folded.as_str()) && wanted.get(&folded) <= Some(&1)
            };
            let clear = candidates.iter().find(|name| is_clear(name) && self.is_free(name));
            let name = clear.or_else(|| candidates.last()).cloned().unwrap_or_default();
            names.push((at, self.numbered(name)));
        }
        names
    }

    fn is_free(&self, name: &str) -> bool {
        !self.taken.contains(&folded(name))
    }

    fn numbered(&mut self, name: String) -> String {
        let name = if name.is_empty() { "schema".to_owned() } else { name };
        let mut numbered = name.clone();
        while !self.taken.insert(folded(&numbered)) {
            let number = self.numbers.entry(name.clone()).or_insert(1);
            *number += 1;
            numbered = format!("{name}_{number}");
        }
        numbered
    }

    /// Possible names of a schema, the shortest first.
    fn candidates(&self, at: usize, node: &Node) -> Vec<String> {
        let mut words = self.words(at);
        let format = node.json("enum").and_then(|_| node.json("format")).and_then(Value::as_str);
        if let Some(name) = node.title().or_else(|| format.and_then(component_name)) {
            words.pop();
            words.push(name);
        }
        let mut names: Vec<String> = Vec::with_capacity(words.len());
        for word in words.iter().rev() {
            names.push(match names.last() {
                Some(shorter) => format!("{word}_{shorter}"),
                None => word.clone(),
            });
        }
        names
    }

    /// The path to a schema as words that are valid in component names.
    fn words(&self, at: usize) -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        let mut suffix = String::new();
        let mut next = Some(at);
        while let Some(Some(context)) = next.and_then(|at| self.contexts.get(at)) {
            if words.len() > MAX_WORDS {
                break;
            }
            match &context.word {
                Word::Own(word) => {
                    let safe = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
                    let word: String = word.chars().map(safe).collect();
                    words.push(format!("{}{suffix}", word.trim_matches('_')));
                    suffix.clear();
                }
                Word::Suffix(word) => suffix.insert_str(0, &format!("_{word}")),
                Word::None => {}
            }
            next = context.parent;
        }
        words.retain(|word| !word.is_empty());
        words.reverse();
        words
    }
}

fn folded(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

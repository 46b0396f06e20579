//! Names of components: of titles where there are any, else of places.

use super::schema::component_name;
use super::shapes::{Node, Shapes};
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// How a place is called within the one around it.
#[derive(Debug)]
pub(super) enum Word {
    /// By a word that can be a name alone.
    Own(String),
    /// As a part of what is around it: the item of a list.
    Suffix(&'static str),
    /// As what is around it.
    None,
}

/// The way to a place: the schema around it, and the last step.
#[derive(Debug)]
pub(super) struct Context {
    /// Index of the schema around it.
    pub(super) parent: Option<usize>,
    /// The last step.
    pub(super) word: Word,
}

/// Whether the last word of the way to a schema is a suffix.
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

/// Words that say nothing of what they name.
const GENERIC: [&str; 8] = ["type", "status", "kind", "mode", "value", "data", "object", "options"];

/// Ways are not followed further up.
const MAX_WORDS: usize = 16;

/// The names given so far.
pub(super) struct Names<'a> {
    contexts: &'a [Option<Context>],
    /// Without case and punctuation, which do not survive in the names of types.
    taken: HashSet<String>,
    /// The last number that each name got.
    numbers: HashMap<String, usize>,
}

impl<'a> Names<'a> {
    /// No names yet; `contexts` is the way to each schema.
    pub(super) fn new(contexts: &'a [Option<Context>]) -> Self {
        Self { contexts, taken: HashSet::new(), numbers: HashMap::new() }
    }

    /// Takes a name that cannot be another.
    pub(super) fn force(&mut self, name: &str) -> String {
        self.taken.insert(folded(name));
        name.to_owned()
    }

    /// Names for these schemas, in their order: titles first, then words that only one of them wants,
    /// then as much of the way as makes a difference, then numbers.
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

    /// What a schema can be called, shortest first.
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

    /// The way to a schema in words that component names may have.
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

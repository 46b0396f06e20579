//! Choice of the schemas that become components, and output of schemas with references to them.

use super::component_names::{Context, Names, Word, is_suffixed};
use super::place::Place;
use super::schema::reference;
use super::shapes::{Node, Part, Shapes, Use};
use serde_json::{Map, Value, json};
use std::collections::{HashMap, VecDeque};

/// Minimum number of properties of untitled objects that become components: smaller ones are often equal by chance.
const MIN_PROPERTIES: usize = 3;
/// Minimum number of values of enums that become components.
const MIN_VALUES: usize = 3;

/// A schema of an operation, with a name for its place.
pub(super) struct Root<'a> {
    /// The schema.
    pub(super) schema: &'a Use,
    /// The name of the place, such as `createPetRequest`.
    pub(super) context: String,
}

/// The role of a schema where it is used.
#[derive(Debug, Clone, Copy, PartialEq)]
enum At {
    /// The schema of a body, of items, of additional properties.
    Whole,
    /// The schema of a property.
    Member,
    /// A branch of `allOf`, `anyOf` or `oneOf`.
    Branch,
}

/// The components of a document. Each is added when it is first referred to.
pub(super) struct Components<'a> {
    shapes: &'a Shapes,
    /// The component name of each schema, if it is a component.
    names: Vec<Option<String>>,
    /// Recursive components, by schema.
    recursive: HashMap<usize, &'a Use>,
    /// The description of each schema, if all its uses agree.
    descriptions: Vec<Description>,
    schemas: Map<String, Value>,
    places: Vec<(String, Place)>,
}

#[derive(Debug, Clone, PartialEq)]
enum Description {
    Unseen,
    Same(Value),
    None,
}

impl<'a> Components<'a> {
    /// Chooses the components: titled schemas of bodies, recursive schemas, and schemas that several places use.
    pub(super) fn new(shapes: &'a Shapes, roots: &[Root<'a>]) -> Self {
        let recursive = shapes.recursive.values().map(|one| (one.node, one)).collect();
        let mut components = Self {
            shapes,
            names: vec![None; shapes.nodes.len()],
            recursive,
            descriptions: vec![Description::Unseen; shapes.nodes.len()],
            schemas: Map::new(),
            places: Vec::new(),
        };
        let (order, contexts) = components.survey(roots);
        let chosen = components.choose(roots);
        let forced = shapes.recursive.iter().map(|(name, one)| (one.node, name.as_str()));
        let mut names = Names::new(&contexts);
        for (node, name) in forced {
            if let Some(slot) = components.names.get_mut(node) {
                *slot = Some(names.force(name));
            }
        }
        let order: Vec<usize> = order
            .into_iter()
            .filter(|node| chosen.get(*node) == Some(&true))
            .filter(|node| components.names.get(*node).is_some_and(Option::is_none))
            .collect();
        for (node, name) in names.claim(shapes, &order) {
            if let Some(slot) = components.names.get_mut(node) {
                *slot = Some(name);
            }
        }
        components
    }

    /// Finds the schemas that the roots reach, nearest first, and the last step of the shortest path to each. Records the
    /// descriptions at their uses.
    fn survey(&mut self, roots: &[Root<'a>]) -> (Vec<usize>, Vec<Option<Context>>) {
        let shapes = self.shapes;
        let mut contexts: Vec<Option<Context>> = Vec::new();
        contexts.resize_with(shapes.nodes.len(), || None);
        let mut order = Vec::new();
        let mut queue: VecDeque<(&Use, Context)> = VecDeque::new();
        for root in roots {
            let word = Word::Own(root.context.clone());
            queue.push_back((root.schema, Context { parent: None, word }));
        }
        while let Some((one, context)) = queue.pop_front() {
            self.describe(one);
            match contexts.get(one.node) {
                None => continue,
                Some(Some(_)) => {
                    // A name of its own says more than a suffix to the name of a list.
                    if matches!(context.word, Word::Own(_))
                        && is_suffixed(&contexts, one.node)
                        && shapes.nodes.get(one.node).is_some_and(|node| node.target().is_none())
                    {
                        contexts[one.node] = Some(context);
                    }
                    continue;
                }
                Some(None) => contexts[one.node] = Some(context),
            }
            order.push(one.node);
            let Some(node) = shapes.nodes.get(one.node) else { continue };
            if let Some(component) = node.target().and_then(|name| shapes.recursive.get(name)) {
                queue.push_back((component, Context { parent: Some(one.node), word: Word::None }));
            }
            for (key, part) in &node.parts {
                let mut step = |to: &'a Use, word: Word| {
                    queue.push_back((to, Context { parent: Some(one.node), word }));
                };
                match part {
                    Part::Json(_) => {}
                    Part::One(to) => match key.as_str() {
                        "items" => step(to, Word::Suffix("item")),
                        "additionalProperties" => step(to, Word::Suffix("value")),
                        _ => step(to, Word::None),
                    },
                    Part::Branches(branches) => {
                        branches.iter().for_each(|to| step(to, Word::None));
                    }
                    Part::Members(members) => {
                        for (name, to) in members {
                            step(to, Word::Own(name.clone()));
                        }
                    }
                }
            }
        }
        (order, contexts)
    }

    fn describe(&mut self, one: &Use) {
        let text = one.notes.get("description");
        if let Some(known) = self.descriptions.get_mut(one.node) {
            *known = match (&*known, text) {
                (Description::Unseen, Some(text)) => Description::Same(text.clone()),
                (Description::Same(known), Some(text)) if known == text => return,
                _ => Description::None,
            };
        }
    }

    /// Counts the uses of each schema, where all uses inside one component are one, and chooses the schemas that become
    /// components.
    fn choose(&self, roots: &[Root<'_>]) -> Vec<bool> {
        let nodes = &self.shapes.nodes;
        let mut uses = vec![0_usize; nodes.len()];
        let mut chosen = vec![false; nodes.len()];
        for root in roots {
            if let Some(count) = uses.get_mut(root.schema.node) {
                *count += 1;
            }
            let is_titled = nodes.get(root.schema.node).is_some_and(|node| node.title().is_some());
            if let Some(flag) = chosen.get_mut(root.schema.node) {
                *flag |= is_titled;
            }
        }
        for one in self.shapes.recursive.values() {
            if let Some(flag) = chosen.get_mut(one.node) {
                *flag = true;
            }
            if let Some(count) = uses.get_mut(one.node) {
                *count += 1;
            }
        }
        for (at, node) in nodes.iter().enumerate().rev() {
            let count = uses.get(at).copied().unwrap_or(0);
            let Some(flag) = chosen.get_mut(at) else { continue };
            *flag |= count > 1 && is_worth_sharing(node);
            // Uses of a component do not count as uses of its parts.
            let count = if *flag { count.min(1) } else { count };
            let mut add = |one: &Use, to_branch: bool| {
                let is_enum = nodes.get(one.node).is_some_and(|node| node.json("enum").is_some());
                if let Some(uses) = uses.get_mut(one.node)
                    && !(to_branch && is_enum)
                {
                    *uses = uses.saturating_add(count);
                }
            };
            for (_, part) in &node.parts {
                match part {
                    Part::Json(_) => {}
                    Part::One(one) => add(one, false),
                    Part::Branches(branches) => branches.iter().for_each(|one| add(one, true)),
                    Part::Members(members) => members.iter().for_each(|(_, one)| add(one, false)),
                }
            }
        }
        chosen
    }

    /// Outputs the schema of a body, with references to components.
    pub(super) fn root(&mut self, schema: &Use) -> Value {
        self.used(schema, At::Whole)
    }

    /// Returns the components that were referred to, in the order of the first reference, with the places where each was first
    /// found.
    pub(super) fn finish(self) -> (Map<String, Value>, Vec<(String, Place)>) {
        (self.schemas, self.places)
    }

    fn used(&mut self, one: &Use, at: At) -> Value {
        let shapes = self.shapes;
        let Some(node) = shapes.nodes.get(one.node) else { return json!({}) };
        let target = node.target().and_then(|name| shapes.recursive.get(name));
        let component = target.map_or(one.node, |target| target.node);
        let is_enum_branch = at == At::Branch && node.json("enum").is_some();
        let name = self.names.get(component).cloned().flatten().filter(|_| !is_enum_branch);
        let Some(name) = name else {
            let mut schema = self.keywords(one.node);
            schema.extend(one.notes.clone());
            return Value::Object(schema);
        };
        self.define(component, &name);
        let described = match self.descriptions.get(component) {
            Some(Description::Same(text)) => one.notes.get("description") == Some(text),
            _ => false,
        };
        // The description of a property is kept beside the reference as well, since readers look there first.
        let bare = one.notes.is_empty() || described && one.notes.len() == 1 && at != At::Member;
        if bare {
            return reference(&name);
        }
        // OpenAPI 3.0, Reference Object: siblings of `$ref` are ignored.
        let mut wrapper = Map::new();
        if at == At::Branch
            && let Some(title) = node.json("title")
        {
            wrapper.insert("title".to_owned(), title.clone());
        }
        wrapper.insert("allOf".to_owned(), json!([reference(&name)]));
        wrapper.extend(one.notes.clone());
        Value::Object(wrapper)
    }

    fn define(&mut self, node: usize, name: &str) {
        if self.schemas.contains_key(name) {
            return;
        }
        self.schemas.insert(name.to_owned(), json!({}));
        if let Some(node) = self.shapes.nodes.get(node) {
            self.places.push((name.to_owned(), node.place));
        }
        let mut schema = self.keywords(node);
        match (self.recursive.get(&node), self.descriptions.get(node)) {
            (Some(one), _) => schema.extend(one.notes.clone()),
            (None, Some(Description::Same(text))) => {
                schema.insert("description".to_owned(), text.clone());
            }
            _ => {}
        }
        self.schemas.insert(name.to_owned(), Value::Object(schema));
    }

    fn keywords(&mut self, node: usize) -> Map<String, Value> {
        let shapes = self.shapes;
        let Some(node) = shapes.nodes.get(node) else { return Map::new() };
        let mut schema = Map::new();
        for (key, part) in &node.parts {
            let value = match part {
                Part::Json(value) => value.clone(),
                Part::One(one) => self.used(one, At::Whole),
                Part::Branches(branches) => {
                    Value::Array(branches.iter().map(|one| self.used(one, At::Branch)).collect())
                }
                Part::Members(members) => Value::Object(
                    members
                        .iter()
                        .map(|(name, one)| (name.clone(), self.used(one, At::Member)))
                        .collect(),
                ),
            };
            schema.insert(key.clone(), value);
        }
        schema
    }
}

fn is_worth_sharing(node: &Node) -> bool {
    let titled = node.title().is_some();
    let values = node.json("enum").and_then(Value::as_array).map_or(0, Vec::len);
    node.members() >= if titled { 1 } else { MIN_PROPERTIES }
        || values >= if titled { 2 } else { MIN_VALUES }
}

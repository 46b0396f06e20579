//! Changes in words.

use std::borrow::Cow;

use super::super::snippet::plain;
use super::groups::{Group, leaf, own};
use crate::changes::{
    Aspect, Change, Changes, Effect, ItemKind, Kind, Level, Place, RustChange, Subject, WireChange,
};

/// Number of names that a line lists.
const LISTED: usize = 6;

/// Number of characters of a name, a type or a value that are shown.
const SHOWN: usize = 120;

/// Form of code in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Text for a terminal.
    Plain,
    /// A cell of a table in Markdown, as GitHub renders it.
    Cell,
}

impl Form {
    /// Shows text that comes from the description, or code with such text.
    pub fn code(self, text: &str) -> String {
        let text = plain(text, SHOWN);
        match self {
            Self::Plain => format!("`{text}`"),
            Self::Cell => {
                let text = text.replace('|', "\\|");
                let ticks = if text.contains('`') { "``" } else { "`" };
                let space = if text.contains('`') || text.trim().is_empty() { " " } else { "" };
                let text = text.replace("``", "` `");
                format!("{ticks}{space}{text}{space}{ticks}")
            }
        }
    }
}

/// A row of a report: what has changed, in three columns.
#[derive(Debug, Default)]
pub struct Row {
    /// The item.
    pub item: String,
    /// Changes of the Rust API.
    pub rust: Vec<String>,
    /// Changes on the wire.
    pub wire: Vec<String>,
    /// Place in the new document, or in the old one.
    pub place: String,
}

/// Summarizes the changes: a line that begins with the step that they require, and a warning if the new version is too
/// low.
pub fn summary(changes: &Changes) -> String {
    let warning = behind(changes).map(|behind| format!("warning: {behind}\n"));
    format!("{}\n{}", headline(changes), warning.unwrap_or_default())
}

/// Summarizes the changes in one line.
pub fn headline(changes: &Changes) -> String {
    let Some(step) = changes.step() else {
        return "none: the generated API is the same".to_owned();
    };
    let mut counts = Vec::new();
    for (level, one, many) in [
        (Level::Breaking, "breaking change", "breaking changes"),
        (Level::Addition, "addition", "additions"),
        (Level::Wire, "change on the wire only", "changes on the wire only"),
    ] {
        let count = changes.count(level);
        if count > 0 {
            counts.push(format!("{count} {}", if count == 1 { one } else { many }));
        }
    }
    if changes.texts > 0 {
        let what = if changes.texts == 1 { "text" } else { "texts" };
        counts.push(format!("{} {what}", changes.texts));
    }
    let versions = changes.required_version().and_then(|required| {
        let old = changes.versions.as_ref()?.old.as_ref()?;
        Some(format!(" ({} → {required})", plain(old, SHOWN)))
    });
    format!("{}{}: {}", step.as_str(), versions.unwrap_or_default(), counts.join(", "))
}

/// Says that the new version is lower than the changes require.
pub fn behind(changes: &Changes) -> Option<String> {
    let required = changes.required_version().filter(|_| changes.is_version_behind())?;
    let new = changes.versions.as_ref()?.new.as_ref()?;
    Some(format!("`package.version` is {}: the changes require {required}", plain(new, SHOWN)))
}

/// Describes a group of changes.
pub fn row(group: &Group<'_>, form: Form) -> Row {
    match group {
        Group::One(change) => one(change, form),
        Group::Same(changes) => same(changes, form),
        Group::Parts(changes) => parts(changes, form),
        Group::Types(changes) => types(changes, form),
        Group::Renamed(changes) => renamed(changes, form),
    }
}

fn one(change: &Change, form: Form) -> Row {
    let mut rust: Vec<String> =
        shown(change).map(|one| rust_change(one, &one.item, form)).collect();
    rust.extend(follows(&[change]));
    Row {
        item: subject(&change.subject, form),
        rust,
        wire: wire_changes(change, form),
        place: place(change.old.as_ref(), change.new.as_ref()),
    }
}

/// Says how many other items change because they name these.
fn follows(changes: &[&Change]) -> Option<String> {
    let count: usize = changes.iter().map(|change| change.follows).sum();
    let what = if count == 1 { "item names" } else { "items name" };
    let them = if changes.len() == 1 { "it" } else { "them" };
    (count > 0).then(|| format!("{count} other {what} {them}"))
}

/// Changes of the Rust API, without those that follow from others: of a setter from those of its field, of the struct of
/// a call from those of its method.
fn shown(change: &Change) -> impl Iterator<Item = &RustChange> {
    let has = |effect: Effect, kind: ItemKind| {
        change.rust.iter().any(|one| one.effect == effect && one.kind == kind)
    };
    change.rust.iter().filter(move |one| match (one.effect, one.kind) {
        (Effect::ArgumentRetyped, _) => !has(Effect::Retyped, ItemKind::Field),
        (effect, ItemKind::Setter) => !has(effect, ItemKind::Field),
        (effect @ Effect::Renamed, ItemKind::Struct) => !has(effect, ItemKind::Method),
        _ => true,
    })
}

/// Describes the same change of several types or operations.
fn same(changes: &[&Change], form: Form) -> Row {
    let [first, ..] = changes else { return Row::default() };
    let wholes: Vec<&str> = changes.iter().map(|change| whole(change)).collect();
    let kind = first.subject.kind;
    let is_operation =
        kind.is_parameter() || matches!(kind, Kind::Operation | Kind::Body | Kind::Response);
    let what = if is_operation { "operations" } else { "types" };
    let wholes = format!("{} {what}: {}", wholes.len(), names(&wholes, form));
    let item = match &first.subject.owner {
        Some(_) => {
            let part = subject(&Subject { owner: None, ..first.subject.clone() }, form);
            format!("{part} of {wholes}")
        }
        None => wholes,
    };
    let rust = shown(first).map(|one| rust_change(one, own(first, one), form));
    Row { item, rust: rust.chain(follows(changes)).collect(), ..one(first, form) }
}

/// Returns the name of the type or operation that a change is about.
fn whole(change: &Change) -> &str {
    change.subject.owner.as_ref().unwrap_or(&change.subject.name)
}

/// Describes types or operations that have another name.
fn renamed(changes: &[&Change], form: Form) -> Row {
    let [first, ..] = changes else { return Row::default() };
    let renamed = changes.iter().filter_map(|change| {
        let one = shown(change).next()?;
        let name = |text: &Option<String>| form.code(leaf(text.as_deref().unwrap_or_default()));
        Some(format!("{} → {}", name(&one.old), name(&one.new)))
    });
    let item = format!("{} {} have other names", changes.len(), plural(first.subject.kind));
    let mut rust: Vec<String> = renamed.collect();
    rust.extend(follows(changes));
    Row { item, rust, wire: Vec::new(), place: String::new() }
}

/// Describes parts that an owner has more than before.
fn parts(changes: &[&Change], form: Form) -> Row {
    let [first, ..] = changes else { return Row::default() };
    let names_: Vec<&str> = changes.iter().map(|change| change.subject.name.as_str()).collect();
    let owner = first.subject.owner.as_deref().unwrap_or_default();
    let items = changes.iter().filter_map(|change| change.rust.first());
    // The owner is in another column.
    let items = items.map(|one| RustChange { item: leaf(&one.item).to_owned(), ..one.clone() });
    let items: Vec<String> = items.map(|one| declaration(&one)).collect();
    let items: Vec<&str> = items.iter().map(String::as_str).collect();
    let mut wire = Vec::new();
    for change in changes {
        for text in wire_changes(change, form) {
            if !wire.contains(&text) {
                wire.push(text);
            }
        }
    }
    if wire.len() > LISTED || first.subject.kind == Kind::Value {
        wire.clear();
    }
    let is_new = changes.iter().all(|change| change.old.is_none());
    Row {
        item: format!(
            "{} {} of {}",
            plural(first.subject.kind),
            names(&names_, form),
            form.code(owner)
        ),
        rust: vec![format!("{} {}", if is_new { "added" } else { "removed" }, names(&items, form))],
        wire,
        place: one(first, form).place,
    }
}

/// Describes types that are new, or gone.
fn types(changes: &[&Change], form: Form) -> Row {
    let names_: Vec<&str> = changes.iter().map(|change| change.subject.name.as_str()).collect();
    let is_new = changes.iter().all(|change| change.old.is_none());
    let what = if is_new { "new types" } else { "types that are gone" };
    Row {
        item: format!("{} {what}: {}", changes.len(), all_names(&names_, form)),
        rust: Vec::new(),
        wire: Vec::new(),
        place: String::new(),
    }
}

fn plural(kind: Kind) -> String {
    match kind {
        Kind::Body => "bodies".to_owned(),
        kind => format!("{}s", kind.as_str()),
    }
}

/// Lists names, the first few of many.
fn names(names: &[&str], form: Form) -> String {
    let shown = if names.len() > LISTED + 1 { LISTED } else { names.len() };
    let mut text = all_names(&names[..shown], form);
    if shown < names.len() {
        text.push_str(&format!(" and {} more", names.len() - shown));
    }
    text
}

fn all_names(names: &[&str], form: Form) -> String {
    names.iter().map(|name| form.code(name)).collect::<Vec<_>>().join(", ")
}

/// Describes an item.
fn subject(subject: &Subject, form: Form) -> String {
    let mut text = subject.kind.as_str().to_owned();
    if !subject.name.is_empty() {
        text.push_str(&format!(" {}", form.code(&subject.name)));
    }
    if let Some(owner) = &subject.owner {
        text.push_str(&format!(" of {}", form.code(owner)));
    }
    text
}

/// Describes a change of a Rust item, which is shown as `item`.
fn rust_change(change: &RustChange, item: &str, form: Form) -> String {
    let code = |text: &str| form.code(text);
    let old = || code(change.old.as_deref().unwrap_or("nothing"));
    let new = || code(change.new.as_deref().unwrap_or("nothing"));
    let is_returned = matches!(change.kind, ItemKind::Output | ItemKind::Error);
    let what = match change.kind {
        // In a group, the name of each is in another column.
        ItemKind::Output if item.is_empty() => "output".to_owned(),
        ItemKind::Error if item.is_empty() => "error body".to_owned(),
        kind if item.is_empty() => kind.as_str().to_owned(),
        ItemKind::Output => format!("output of {}", code(item)),
        ItemKind::Error => format!("error body of {}", code(item)),
        ItemKind::Setter => format!("setter {}", code(item)),
        ItemKind::Feature => format!("feature {}", code(item)),
        ItemKind::Impl => format!("impl {}", code(item)),
        _ => code(item),
    };
    match change.effect {
        Effect::Removed => format!("removed {what}"),
        Effect::Added if is_returned || item.is_empty() => format!("added {what}"),
        Effect::Added => {
            let item = declaration(&RustChange { item: item.to_owned(), ..change.clone() });
            let kind = match change.kind {
                ItemKind::Setter => "setter ",
                ItemKind::Feature => "feature ",
                ItemKind::Impl => "impl ",
                _ => "",
            };
            format!("added {kind}{}", code(&item))
        }
        Effect::Renamed => {
            let short = |text: &Option<String>| {
                let text = text.as_deref().unwrap_or_default();
                code(if item.contains("::") { text } else { leaf(text) })
            };
            format!("renamed {} → {}", short(&change.old), short(&change.new))
        }
        Effect::Retyped => format!("{what}: {} → {}", old(), new()),
        Effect::ArgumentAdded => format!("{what} takes {}", new()),
        Effect::ArgumentRemoved => format!("{what} no longer takes {}", old()),
        Effect::ArgumentRetyped => format!("argument of {what}: {} → {}", old(), new()),
        Effect::ArgumentsReordered => {
            format!("order of arguments of {what}: {} → {}", old(), new())
        }
        Effect::Regated => format!("needs feature {} instead of {}", new(), old()),
        Effect::Deprecated => format!("{what} is deprecated"),
    }
}

/// Shows an item that is new as it is declared.
fn declaration(change: &RustChange) -> String {
    let item = &change.item;
    match (&change.new, change.kind) {
        (None, _) => item.clone(),
        (Some(ty), ItemKind::Field) => format!("{item}: {ty}"),
        (Some(number), ItemKind::Variant) if number.starts_with("= ") => format!("{item} {number}"),
        (Some(ty), ItemKind::Setter | ItemKind::Variant) => format!("{item}({ty})"),
        (Some(arguments), ItemKind::Method) => {
            let parenthesis = if arguments.starts_with('(') { ("", "") } else { ("(", ")") };
            format!("{item}{}{arguments}{}", parenthesis.0, parenthesis.1)
        }
        (Some(ty), ItemKind::Alias) => format!("{item} = {ty}"),
        (Some(_), _) => item.clone(),
    }
}

/// Describes what is sent or read differently.
fn wire_changes(change: &Change, form: Form) -> Vec<String> {
    let is_part = change.subject.owner.is_some();
    let is_whole = (change.old.is_none() || change.new.is_none())
        && change.wire.iter().all(|one| one.old.is_none() || one.new.is_none());
    let mut texts: Vec<String> = if is_whole {
        let values = change.wire.iter().filter(|one| says_more(one, change.subject.kind, is_part));
        let values = values.filter_map(|one| one.new.as_deref().or(one.old.as_deref()));
        let values: Vec<Cow<'_, str>> = values.map(|text| plain(text, SHOWN)).collect();
        let values: Vec<&str> = values.iter().map(AsRef::as_ref).collect();
        if values.is_empty() { Vec::new() } else { vec![form.code(&values.join("; "))] }
    } else {
        change.wire.iter().map(|one| wire_change(one, form)).collect()
    };
    let is_type = !change.subject.kind.is_parameter()
        && !matches!(change.subject.kind, Kind::Body | Kind::Response);
    if let (Some(direction), Some(last), true) = (change.direction, texts.last_mut(), is_type) {
        last.push_str(&format!(" ({})", direction.as_str()));
    }
    texts
}

/// Whether a property of a new item says more than its name.
fn says_more(change: &WireChange, kind: Kind, is_part: bool) -> bool {
    match change.aspect {
        Aspect::Location | Aspect::Name | Aspect::Status => false,
        Aspect::Value => kind != Kind::Value,
        Aspect::Style => {
            !matches!(change.new.as_deref().or(change.old.as_deref()), Some("form" | "simple"))
        }
        _ => is_part || matches!(change.aspect, Aspect::Request | Aspect::Url),
    }
}

fn wire_change(change: &WireChange, form: Form) -> String {
    let shown = |text: &Option<String>| match text.as_deref() {
        None | Some("") => "nothing".to_owned(),
        Some(text) => form.code(text),
    };
    format!("{}: {} → {}", change.aspect.as_str(), shown(&change.old), shown(&change.new))
}

/// Shows the places of a change.
fn place(old: Option<&Place>, new: Option<&Place>) -> String {
    let at = |place: &Place| format!("{}:{}", place.line, place.column);
    let full = |place: &Place| format!("{}:{}", plain(&place.file, SHOWN), at(place));
    match (old, new) {
        (None, None) => String::new(),
        (None, Some(new)) => full(new),
        (Some(old), None) => format!("was {}", full(old)),
        (Some(old), Some(new)) => format!("{}, was {}", full(new), at(old)),
    }
}

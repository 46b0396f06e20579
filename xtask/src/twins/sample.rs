//! JSON values that a schema allows.

use fastrand::Rng;
use serde_json::{Map, Value, json};

use super::{other_members, properties, requires, resolved, tag, text, variants};

/// From this depth on, lists and maps are empty and optional members absent.
const MAX_DEPTH: usize = 9;

/// From this many members and items on, too.
const MAX_VALUES: usize = 2_000;

const WORDS: &[&str] = &[
    "the",
    "order",
    "has",
    "been",
    "sent",
    "to",
    "customer",
    "on",
    "Monday",
    "and",
    "will",
    "arrive",
    "soon",
    "in",
    "warehouse",
    "seven",
    "with",
    "a",
    "note",
    "about",
    "delivery",
    "Zürich",
    "naïve",
    "東京",
];

/// Makes values of the schemas of a document.
pub struct Sampler<'a> {
    document: &'a Value,
    rng: Rng,
    /// Members and items of the value that is being made.
    values: usize,
    /// Whether members come in another order than in the document, with unknown ones between them.
    pub is_wild: bool,
}

impl<'a> Sampler<'a> {
    /// A sampler that makes the same values for the same seed.
    pub fn new(document: &'a Value, seed: u64) -> Self {
        Self { document, rng: Rng::with_seed(seed), values: 0, is_wild: false }
    }

    /// A value of a component.
    pub fn component(&mut self, name: &str) -> Value {
        self.values = 0;
        self.component_at(name, 0)
    }

    fn value(&mut self, schema: &'a Value, depth: usize) -> Value {
        self.values += 1;
        let schema = resolved(self.document, schema);
        if schema.get("nullable") == Some(&Value::Bool(true)) && self.rng.u8(..) < 64 {
            return Value::Null;
        }
        if let Some((tag, mapping)) = tag(schema) {
            let (value, name) = mapping[self.rng.usize(..mapping.len())];
            let mut object = self.component_at(name, depth);
            object[tag] = Value::from(value);
            return object;
        }
        if let Some(variants) = variants(schema) {
            let index = self.rng.usize(..variants.len());
            return self.value(&variants[index], depth);
        }
        if let Some(values) = schema.get("enum").and_then(Value::as_array) {
            return values[self.rng.usize(..values.len())].clone();
        }
        match text(schema, "type") {
            "string" => Value::String(self.string(schema)),
            "integer" => self.integer(schema),
            "number" => self.number(schema),
            "boolean" => Value::Bool(self.rng.bool()),
            "array" => {
                let count = self.count(schema, ["minItems", "maxItems"], depth);
                let items = &schema["items"];
                Value::Array((0..count).map(|_| self.value(items, depth + 1)).collect())
            }
            _ => Value::Object(self.object(schema, depth)),
        }
    }

    fn component_at(&mut self, name: &str, depth: usize) -> Value {
        let schema = self.document.pointer(&format!("/components/schemas/{name}"));
        schema.map_or(Value::Null, |schema| self.value(schema, depth))
    }

    fn object(&mut self, schema: &'a Value, depth: usize) -> Map<String, Value> {
        let mut members = Vec::new();
        for (name, of_member) in properties(schema) {
            let is_wanted = self.goes_on(depth) && self.rng.u8(..) < 192;
            if requires(schema, name) || is_wanted {
                members.push((name.clone(), self.value(of_member, depth + 1)));
            }
        }
        match other_members(schema) {
            Some(others) => {
                for _ in 0..self.count(schema, ["minProperties", "maxProperties"], depth) {
                    let name = format!("{}-{}", self.word(), self.rng.u16(..));
                    members.push((name, self.value(others, depth + 1)));
                }
            }
            None if self.is_wild && self.rng.bool() => {
                members.push(("unknown \"\\ \u{e9}".to_owned(), json!({"a": [1, "\n", null, {}]})));
            }
            None => {}
        }
        if self.is_wild {
            self.rng.shuffle(&mut members);
        }
        members.into_iter().collect()
    }

    fn goes_on(&self, depth: usize) -> bool {
        depth < MAX_DEPTH && self.values < MAX_VALUES
    }

    fn count(&mut self, schema: &Value, [min, max]: [&str; 2], depth: usize) -> usize {
        let bound = |keyword: &str| schema.get(keyword).and_then(Value::as_u64);
        let bound = |keyword: &str| bound(keyword).and_then(|bound| usize::try_from(bound).ok());
        if !self.goes_on(depth) {
            return 0;
        }
        let min = bound(min).unwrap_or(0);
        self.rng.usize(min..=bound(max).unwrap_or(3).max(min))
    }

    fn word(&mut self) -> &'static str {
        WORDS[self.rng.usize(..WORDS.len())]
    }

    fn string(&mut self, schema: &Value) -> String {
        match text(schema, "format") {
            "date-time" => return format!("{}T{}Z", self.date(), self.time()),
            "date" => return self.date(),
            "uuid" => {
                let hex = format!("{:032x}", self.rng.u128(..));
                let parts = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]];
                return parts.join("-");
            }
            _ => {}
        }
        let bound = |keyword: &str| schema.get(keyword).and_then(Value::as_u64);
        let min = bound("minLength").unwrap_or(3);
        let len = usize::try_from(self.rng.u64(min..=bound("maxLength").unwrap_or(20).max(min)));
        let len = len.unwrap_or(0);
        let mut text = String::new();
        if schema.get("minLength").is_some() && len < 100 {
            // Identifiers.
            return (0..len).map(|_| self.rng.alphanumeric()).collect();
        }
        while text.chars().count() < len {
            text.push_str(self.word());
            text.push(match self.rng.u8(..) {
                0..12 => '\n',
                12..16 => '"',
                16..18 if self.is_wild => '\u{1}',
                18..20 if self.is_wild => '😀',
                _ => ' ',
            });
        }
        text.chars().take(len).collect()
    }

    fn date(&mut self) -> String {
        let (year, month, day) = (self.rng.u16(1970..2030), self.rng.u8(1..13), self.rng.u8(1..29));
        format!("{year:04}-{month:02}-{day:02}")
    }

    fn time(&mut self) -> String {
        let (hour, minute, second) = (self.rng.u8(..24), self.rng.u8(..60), self.rng.u8(..60));
        format!("{hour:02}:{minute:02}:{second:02}")
    }

    fn integer(&mut self, schema: &Value) -> Value {
        let bound = |keyword: &str| schema.get(keyword).and_then(Value::as_i64);
        if let Some(max) = bound("maximum") {
            return Value::from(self.rng.i64(bound("minimum").unwrap_or(0)..=max));
        }
        let digits = self.rng.u32(1..if self.is_wild { 20 } else { 12 });
        match (text(schema, "format"), self.rng.u8(..)) {
            ("int32", _) => Value::from(self.rng.i32(..)),
            ("uint64", _) => Value::from(self.rng.u64(..)),
            (_, 0..4) => Value::from(i64::MIN),
            _ => Value::from(self.rng.i64(..) % 10i64.checked_pow(digits).unwrap_or(i64::MAX)),
        }
    }

    fn number(&mut self, schema: &Value) -> Value {
        let whole = f64::from(self.rng.i32(-100_000..100_000));
        if text(schema, "format") == "float" {
            return Value::from(whole / 8.0);
        }
        Value::from(match self.rng.u8(..) {
            0..150 => whole / 100.0,
            150..230 => f64::from(self.rng.i32(-180_000_000..180_000_000)) / 1e6,
            230..240 => whole,
            _ => self.rng.f64() * 1e3 - 500.0,
        })
    }
}

/// A text with one change: a byte that is another one, twice there, or not there.
pub fn damaged(text: &str, rng: &mut Rng) -> Option<String> {
    let mut bytes = text.as_bytes().to_vec();
    let at = rng.usize(..bytes.len());
    let others = b"\"\\{}[],:0123456789-+.eEtfnu \n";
    match rng.u8(..3) {
        0 => bytes[at] = others[rng.usize(..others.len())],
        1 => bytes.insert(at, others[rng.usize(..others.len())]),
        _ => {
            bytes.remove(at);
        }
    }
    String::from_utf8(bytes).ok().filter(|text| !text.contains('\n'))
}

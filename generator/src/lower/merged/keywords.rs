//! Keywords of one schema, read from any of the forms in which `openapiv3` represents it.

use std::fmt;

use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, AnySchema, IntegerFormat, NumberFormat, ReferenceOr, Schema, SchemaKind,
    StringFormat, Type, VariantOrUnknownOrEmpty,
};
use serde_json::Value;

/// A schema or a reference to one.
#[derive(Clone, Copy, Debug)]
pub(in crate::lower) enum Node<'a> {
    Reference(&'a str),
    Schema(&'a Schema),
}

impl<'a> From<&'a ReferenceOr<Schema>> for Node<'a> {
    fn from(node: &'a ReferenceOr<Schema>) -> Self {
        match node {
            ReferenceOr::Reference { reference } => Self::Reference(reference),
            ReferenceOr::Item(schema) => Self::Schema(schema),
        }
    }
}

impl<'a> From<&'a ReferenceOr<Box<Schema>>> for Node<'a> {
    fn from(node: &'a ReferenceOr<Box<Schema>>) -> Self {
        match node {
            ReferenceOr::Reference { reference } => Self::Reference(reference),
            ReferenceOr::Item(schema) => Self::Schema(schema),
        }
    }
}

/// Compares references by their text, and schemas by identity.
impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Reference(one), Self::Reference(two)) => one == two,
            (Self::Schema(one), Self::Schema(two)) => std::ptr::eq(*one, *two),
            _ => false,
        }
    }
}

/// The keywords of one schema.
#[derive(Default)]
pub(in crate::lower) struct Keywords<'a> {
    /// `type`; empty if the schema has none.
    pub ty: &'a str,
    pub format: &'a str,
    /// `enum`.
    pub values: Option<Vec<Value>>,
    pub properties: Option<&'a IndexMap<String, ReferenceOr<Box<Schema>>>>,
    pub required: &'a [String],
    pub additional: Option<&'a AdditionalProperties>,
    pub items: Option<&'a ReferenceOr<Box<Schema>>>,
    pub all_of: &'a [ReferenceOr<Schema>],
    pub one_of: &'a [ReferenceOr<Schema>],
    pub any_of: &'a [ReferenceOr<Schema>],
    pub bounds: Bounds<'a>,
}

impl<'a> Keywords<'a> {
    pub(in crate::lower) fn of(schema: &'a Schema) -> Self {
        match &schema.schema_kind {
            SchemaKind::Type(Type::String(string)) => Self {
                ty: "string",
                format: format(&string.format, |format| match format {
                    StringFormat::Date => "date",
                    StringFormat::DateTime => "date-time",
                    StringFormat::Password => "password",
                    StringFormat::Byte => "byte",
                    StringFormat::Binary => "binary",
                }),
                values: list(&string.enumeration),
                bounds: Bounds {
                    min_length: string.min_length,
                    max_length: string.max_length,
                    patterns: string.pattern.as_deref().into_iter().collect(),
                    ..Bounds::default()
                },
                ..Self::default()
            },
            SchemaKind::Type(Type::Number(number)) => Self {
                ty: "number",
                format: format(&number.format, |format| match format {
                    NumberFormat::Float => "float",
                    NumberFormat::Double => "double",
                }),
                values: list(&number.enumeration),
                bounds: Bounds {
                    minimum: number.minimum.map(Limit::Number),
                    maximum: number.maximum.map(Limit::Number),
                    ..Bounds::default()
                },
                ..Self::default()
            },
            SchemaKind::Type(Type::Integer(integer)) => Self {
                ty: "integer",
                format: format(&integer.format, |format| match format {
                    IntegerFormat::Int32 => "int32",
                    IntegerFormat::Int64 => "int64",
                }),
                values: list(&integer.enumeration),
                bounds: Bounds {
                    minimum: integer.minimum.map(Limit::Integer),
                    maximum: integer.maximum.map(Limit::Integer),
                    ..Bounds::default()
                },
                ..Self::default()
            },
            SchemaKind::Type(Type::Boolean(boolean)) => {
                Self { ty: "boolean", values: list(&boolean.enumeration), ..Self::default() }
            }
            SchemaKind::Type(Type::Object(object)) => Self {
                ty: "object",
                properties: Some(&object.properties),
                required: &object.required,
                additional: object.additional_properties.as_ref(),
                ..Self::default()
            },
            SchemaKind::Type(Type::Array(array)) => Self {
                ty: "array",
                items: array.items.as_ref(),
                bounds: Bounds {
                    min_items: array.min_items,
                    max_items: array.max_items,
                    ..Bounds::default()
                },
                ..Self::default()
            },
            SchemaKind::OneOf { one_of } => Self { one_of, ..Self::default() },
            SchemaKind::AnyOf { any_of } => Self { any_of, ..Self::default() },
            SchemaKind::AllOf { all_of } => Self { all_of, ..Self::default() },
            SchemaKind::Not { .. } => Self::default(),
            SchemaKind::Any(any) => Self::of_any(any),
        }
    }

    fn of_any(any: &'a AnySchema) -> Self {
        Self {
            ty: any.typ.as_deref().unwrap_or_default(),
            format: any.format.as_deref().unwrap_or_default(),
            values: (!any.enumeration.is_empty()).then(|| any.enumeration.clone()),
            properties: Some(&any.properties),
            required: &any.required,
            additional: any.additional_properties.as_ref(),
            items: any.items.as_ref(),
            all_of: &any.all_of,
            one_of: &any.one_of,
            any_of: &any.any_of,
            bounds: Bounds {
                min_length: any.min_length,
                max_length: any.max_length,
                patterns: any.pattern.as_deref().into_iter().collect(),
                minimum: any.minimum.map(Limit::Number),
                maximum: any.maximum.map(Limit::Number),
                min_items: any.min_items,
                max_items: any.max_items,
            },
        }
    }

    /// Returns the properties in document order.
    pub(in crate::lower) fn properties(
        &self,
    ) -> impl Iterator<Item = (&'a str, Node<'a>)> + use<'a> {
        self.properties.into_iter().flatten().map(|(name, node)| (name.as_str(), node.into()))
    }

    fn has_properties(&self) -> bool {
        self.properties.is_some_and(|properties| !properties.is_empty())
    }

    /// Returns the type of values, by `type` or by the other keywords; empty if any type is valid.
    pub(in crate::lower) fn kind(&self) -> &'a str {
        kind(
            self.ty,
            self.has_properties() || self.additional.is_some(),
            self.items.is_some(),
            self.values.as_deref(),
        )
    }

    /// Whether the keywords determine the type of values, here or in the schemas that they combine.
    pub(in crate::lower) fn says_type(&self) -> bool {
        !self.kind().is_empty()
            || !self.all_of.is_empty()
            || !self.one_of.is_empty()
            || !self.any_of.is_empty()
    }

    /// Whether the keywords constrain values to more than objects; those that combine schemas do not count.
    pub(in crate::lower) fn adds_something(&self) -> bool {
        !matches!(self.ty, "" | "object")
            || self.has_properties()
            || !self.required.is_empty()
            || self.values.is_some()
            || self.items.is_some()
            || matches!(self.additional, Some(AdditionalProperties::Schema(_)))
    }
}

/// Returns the type of values, by `type` or by the other keywords.
pub(in crate::lower) fn kind<'a>(
    ty: &'a str,
    has_members: bool,
    has_items: bool,
    values: Option<&[Value]>,
) -> &'a str {
    let all = |is: fn(&Value) -> bool| {
        values.is_some_and(|values| values.iter().all(|value| is(value) || value.is_null()))
    };
    if !ty.is_empty() {
        ty
    } else if has_members {
        "object"
    } else if has_items {
        "array"
    } else if all(Value::is_string) {
        "string"
    } else if all(Value::is_i64) {
        "integer"
    } else if all(Value::is_boolean) {
        "boolean"
    } else {
        ""
    }
}

fn format<T>(format: &VariantOrUnknownOrEmpty<T>, known: impl Fn(&T) -> &'static str) -> &str {
    match format {
        VariantOrUnknownOrEmpty::Item(item) => known(item),
        VariantOrUnknownOrEmpty::Unknown(text) => text,
        VariantOrUnknownOrEmpty::Empty => "",
    }
}

fn list<T: Clone + Into<Value>>(values: &[Option<T>]) -> Option<Vec<Value>> {
    (!values.is_empty())
        .then(|| values.iter().map(|v| v.clone().map_or(Value::Null, Into::into)).collect())
}

/// Limits on values that types do not express.
#[derive(Clone, Default)]
pub(in crate::lower) struct Bounds<'a> {
    min_length: Option<usize>,
    max_length: Option<usize>,
    patterns: Vec<&'a str>,
    minimum: Option<Limit>,
    maximum: Option<Limit>,
    min_items: Option<usize>,
    max_items: Option<usize>,
}

impl<'a> Bounds<'a> {
    /// Keeps the narrower of both limits.
    pub(in crate::lower) fn intersect(&mut self, other: Bounds<'a>) {
        self.min_length = self.min_length.max(other.min_length);
        self.max_length = smaller(self.max_length, other.max_length);
        for pattern in other.patterns {
            if !self.patterns.contains(&pattern) {
                self.patterns.push(pattern);
            }
        }
        self.minimum = either(self.minimum, other.minimum, |one, two| one.value() >= two.value());
        self.maximum = either(self.maximum, other.maximum, |one, two| one.value() <= two.value());
        self.min_items = self.min_items.max(other.min_items);
        self.max_items = smaller(self.max_items, other.max_items);
    }

    /// Describes the limits that apply to a type, one per line.
    pub(in crate::lower) fn facts(&self, kind: &str) -> Vec<String> {
        let mut facts = Facts(Vec::new());
        match kind {
            "string" => {
                facts.add("Minimum length", self.min_length);
                facts.add("Maximum length", self.max_length);
                for pattern in &self.patterns {
                    facts.add("Pattern", Some(code(pattern)));
                }
            }
            "number" | "integer" => {
                facts.add("Minimum", self.minimum);
                facts.add("Maximum", self.maximum);
            }
            "array" => {
                facts.add("Minimum items", self.min_items);
                facts.add("Maximum items", self.max_items);
            }
            _ => {}
        }
        facts.0
    }
}

fn smaller(one: Option<usize>, two: Option<usize>) -> Option<usize> {
    either(one, two, |one, two| one <= two)
}

/// Returns the value that is present; if both are, the one that `first_counts` selects.
fn either<T>(one: Option<T>, two: Option<T>, first_counts: impl Fn(&T, &T) -> bool) -> Option<T> {
    match (one, two) {
        (Some(one), Some(two)) => Some(if first_counts(&one, &two) { one } else { two }),
        (one, two) => one.or(two),
    }
}

struct Facts(Vec<String>);

impl Facts {
    fn add<T: fmt::Display>(&mut self, what: &str, value: Option<T>) {
        self.0.extend(value.map(|value| format!("{what}: {value}")));
    }
}

/// Value of `minimum` or `maximum`.
#[derive(Clone, Copy)]
enum Limit {
    Integer(i64),
    Number(f64),
}

impl Limit {
    /// Returns the value for comparisons.
    fn value(self) -> f64 {
        match self {
            Self::Integer(value) => value as f64,
            Self::Number(value) => value,
        }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(value) => value.fmt(f),
            Self::Number(value) => value.fmt(f),
        }
    }
}

/// Formats a code span. A text with backticks is delimited by a longer run of them (CommonMark 0.31, section 6.1).
fn code(text: &str) -> String {
    let mut longest = 0;
    for run in text.split(|c| c != '`') {
        longest = longest.max(run.len());
    }
    let ticks = "`".repeat(longest + 1);
    if longest == 0 { format!("`{text}`") } else { format!("{ticks} {text} {ticks}") }
}

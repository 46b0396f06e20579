//! Members and variants whose schemas have a single value or no schema, and conversions.

use insta::assert_snapshot;

use super::{changes, outline, types};

#[test]
fn constants() {
    let members = |first: &str, second: &str| {
        types(&format!(
            "A: {{ type: object, required: [k, n, b, x], properties: {{ x: {{ type: string }}, k: {{ type: string, enum: [only{first}] }}, n: {{ type: integer, enum: [-1] }}, b: {{ type: boolean, enum: [true] }}, o: {{ type: string, enum: [\"a\\nb\"{second}], description: About o. }}, f: {{ type: boolean, enum: [false] }}, z: {{ type: string, nullable: true, enum: [z, null] }} }} }}"
        ))
    };
    let one = members("", "");
    assert_snapshot!(one, @r#"
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    #[must_use = "setters return the value"]
    pub struct A {
        pub x: String,
        /// About o.
        ///
        /// - Value, if the member is there: `ab`
        pub o: bool,
        /// - One of: `false`
        pub f: Option<bool>,
        pub z: runtime::Field<super::AZ>,
    }

    impl A {
        /// Creates a value with the required members.
        pub fn new(x: impl Into<String>) -> Self {
            Self {
                x: x.into(),
                o: false,
                f: None,
                z: runtime::Field::Absent,
            }
        }

        /// Sets [`Self::o`].
        pub fn o(mut self, value: bool) -> Self {
            self.o = value;
            self
        }

        /// Sets [`Self::f`].
        pub fn f(mut self, value: bool) -> Self {
            self.f = Some(value);
            self
        }

        /// Sets [`Self::z`].
        pub fn z(mut self, value: impl Into<runtime::Field<super::AZ>>) -> Self {
            self.z = value.into();
            self
        }
    }

    runtime::wire::object!(A {
        "x" => x required,
        "k" = "only",
        "n" = -1,
        "b" = true,
        "o" => o flag("a\nb"),
        "f" => f optional,
        "z" => z field,
    });

    #[derive(Debug, Clone, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum AZ {
        /// `z`
        Z,
        /// A value that the description does not list.
        Unknown(runtime::wire::UnknownValue),
    }

    runtime::wire::string_enum!(AZ {
        "z" => Z,
    }, else Unknown);
    "#);
    // A second value is a change of these lines alone.
    assert_snapshot!(changes(&one, &members(", more", ", more")), @r#"
    +    pub k: super::AK,
    -    ///
    -    /// - Value, if the member is there: `ab`
    -    pub o: bool,
    +    pub o: Option<super::AO>,
    -    pub fn new(x: impl Into<String>) -> Self {
    +    pub fn new(x: impl Into<String>, k: impl Into<super::AK>) -> Self {
    -            o: false,
    +            k: k.into(),
    +            o: None,
    -    pub fn o(mut self, value: bool) -> Self {
    -        self.o = value;
    +    pub fn o(mut self, value: impl Into<super::AO>) -> Self {
    +        self.o = Some(value.into());
    -    "k" = "only",
    +    "k" => k required,
    -    "o" => o flag("a\nb"),
    +    "o" => o optional,
    +pub enum AK {
    +    /// `only`
    +    Only,
    +    /// `more`
    +    More,
    +    /// A value that the description does not list.
    +    Unknown(runtime::wire::UnknownValue),
    +}
    +
    +runtime::wire::string_enum!(AK {
    +    "only" => Only,
    +    "more" => More,
    +}, else Unknown);
    +
    +/// About o.
    +#[derive(Debug, Clone, PartialEq, Eq, Hash)]
    +#[non_exhaustive]
    +pub enum AO {
    +    /// `ab`
    +    AB,
    +    /// `more`
    +    More,
    +    /// A value that the description does not list.
    +    Unknown(runtime::wire::UnknownValue),
    +}
    +
    +runtime::wire::string_enum!(AO {
    +    "a\nb" => AB,
    +    "more" => More,
    +}, else Unknown);
    +
    +#[derive(Debug, Clone, PartialEq, Eq, Hash)]
    +#[non_exhaustive]
    "#);
    assert_snapshot!(outline(&types(r##"
A: { oneOf: [{ $ref: "#/components/schemas/V" }, { $ref: "#/components/schemas/W" }], discriminator: { propertyName: k } }
V: { type: object, required: [k], properties: { k: { type: string } } }
W: { type: object, required: [k, x], properties: { k: { type: string }, x: { type: string } } }
"##)), @r#"
    pub enum A
    "V" => V,
    "W" => W,
    pub struct V {}
    pub fn new() -> Self
    "k" = "V",
    pub struct W
    pub x: String,
    pub fn new(x: impl Into<String>) -> Self
    "k" = "W",
    "x" => x required,
    "#);
}

#[test]
fn constants_in_unions() {
    let union = |more: &str| {
        types(&format!(
            "A: {{ type: object, required: [c], properties: {{ c: {{ anyOf: [{{ type: string, enum: [auto{more}] }}, {{ type: string, enum: [\"\"] }}, {{ $ref: '#/components/schemas/N' }}, {{ type: object, properties: {{ x: {{ type: string }} }} }}, {{ type: boolean, enum: [false] }}] }} }} }}\nN: {{ type: integer, enum: [3] }}"
        ))
    };
    let one = union("");
    assert_snapshot!(one, @r#"
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    #[must_use = "setters return the value"]
    pub struct A {
        pub c: super::AC,
    }

    impl A {
        /// Creates a value with the required members.
        pub fn new(c: impl Into<super::AC>) -> Self {
            Self { c: c.into() }
        }
    }

    runtime::wire::object!(A {
        "c" => c required,
    });

    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum AC {
        /// `auto`
        Auto,
        /// The empty string.
        Empty,
        /// `3`
        Value3,
        X(super::AcX),
        /// `false`
        False,
        /// A value that the description does not list.
        Unknown(runtime::wire::Json),
    }

    impl From<super::AcX> for AC {
        fn from(value: super::AcX) -> Self {
            Self::X(value)
        }
    }

    impl From<&str> for AC {
        fn from(value: &str) -> Self {
            match value {
                "auto" => Self::Auto,
                "" => Self::Empty,
                other => Self::Unknown(other.into()),
            }
        }
    }

    runtime::wire::union!(AC {
        = "auto" => Auto,
        = "" => Empty,
        = 3 => Value3,
        = false => False,
        X,
    }, else Unknown);

    #[derive(Debug, Clone, PartialEq, Default)]
    #[non_exhaustive]
    #[must_use = "setters return the value"]
    pub struct AcX {
        pub x: Option<String>,
    }

    impl AcX {
        /// Creates a value without optional members.
        pub fn new() -> Self {
            Self { x: None }
        }

        /// Sets [`Self::x`].
        pub fn x(mut self, value: impl Into<String>) -> Self {
            self.x = Some(value.into());
            self
        }
    }

    runtime::wire::object!(AcX {
        "x" => x optional,
    });
    "#);
    assert_snapshot!(changes(&one, &union(", none")), @r#"
    -    /// `auto`
    -    Auto,
    +    Text(super::AcText),
    +impl From<super::AcText> for AC {
    +    fn from(value: super::AcText) -> Self {
    +        Self::Text(value)
    +    }
    +}
    +
    -            "auto" => Self::Auto,
    -            other => Self::Unknown(other.into()),
    +            other => Self::Text(other.into()),
    -    = "auto" => Auto,
    +    Text,
    +#[derive(Debug, Clone, PartialEq, Eq, Hash)]
    +#[non_exhaustive]
    +pub enum AcText {
    +    /// `auto`
    +    Auto,
    +    /// `none`
    +    None,
    +    /// A value that the description does not list.
    +    Unknown(runtime::wire::UnknownValue),
    +}
    +
    +runtime::wire::string_enum!(AcText {
    +    "auto" => Auto,
    +    "none" => None,
    +}, else Unknown);
    +
    "#);
}

#[test]
fn members_that_only_required_names() {
    // A server may not send the one of `A`, which is also a response.
    assert_snapshot!(outline(&types(r##"
A: { type: object, required: [a, n], properties: { b: { type: string }, n: { $ref: "#/components/schemas/B" } } }
B: { type: object, required: [a], properties: { b: { type: string } } }
"##)), @r#"
    pub struct A
    pub b: Option<String>,
    pub n: super::B,
    pub a: Option<runtime::wire::Json>,
    pub fn new(n: impl Into<super::B>, a: impl Into<runtime::wire::Json>) -> Self
    pub fn b(mut self, value: impl Into<String>) -> Self
    "b" => b optional,
    "n" => n required,
    "a" => a optional,
    pub struct B
    pub b: Option<String>,
    pub a: Option<runtime::wire::Json>,
    pub fn new(a: impl Into<runtime::wire::Json>) -> Self
    pub fn b(mut self, value: impl Into<String>) -> Self
    "b" => b optional,
    "a" => a optional,
    "#);
}

#[test]
fn conversions_of_unions() {
    let union = |of: &str| {
        types(
            "A: { type: object, properties: { c: { oneOf: [{ type: string }, { type: array, items: { type: string } }, { $ref: '#/components/schemas/E' }] } } }\nB: { oneOf: [{ type: string }, { type: integer }] }\nE: { type: string, enum: [a, b] }"
        )
        .lines()
        .filter(|line| line.starts_with("impl") && line.contains(of))
        .fold(String::new(), |text, line| text + line + "\n")
    };
    assert_snapshot!(union("for AC"), @r"
    impl From<String> for AC {
    impl From<Vec<String>> for AC {
    impl From<super::E> for AC {
    impl From<&str> for AC {
    impl<T: Into<String>, const N: usize> From<[T; N]> for AC {
    ");
    // Callers do not pass what is only in responses.
    assert_eq!(union("for B"), "");
}

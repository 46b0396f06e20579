//! Types.

use insta::assert_snapshot;

use super::{changes, outline, types};

#[test]
fn presence() {
    assert_snapshot!(types(r##"
A: { type: object, required: [a, b, f], properties: { a: { type: string }, b: { type: integer, nullable: true }, c: { type: string }, d: { type: string, nullable: true }, e: { nullable: true }, f: {}, id: { type: string, readOnly: true } }, additionalProperties: { type: integer } }
B: { type: object, required: [a], properties: { a: { type: string }, d: { type: string, nullable: true }, secret: { type: string, writeOnly: true } } }
"##), @r#"
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    #[must_use = "setters return the value"]
    pub struct A {
        pub a: String,
        pub b: Option<i64>,
        pub c: Option<String>,
        pub d: runtime::Field<String>,
        pub e: Option<runtime::wire::Json>,
        pub f: runtime::wire::Json,
        pub id: Option<String>,
        /// Additional properties: members without a field of their own.
        pub additional_properties: ::std::collections::BTreeMap<String, i64>,
    }

    impl A {
        /// Creates a value with the required members.
        pub fn new(
            a: impl Into<String>,
            b: Option<i64>,
            f: impl Into<runtime::wire::Json>,
        ) -> Self {
            Self {
                a: a.into(),
                b,
                c: None,
                d: runtime::Field::Absent,
                e: None,
                f: f.into(),
                id: None,
                additional_properties: ::std::collections::BTreeMap::new(),
            }
        }

        /// Sets [`Self::c`].
        pub fn c(mut self, value: impl Into<String>) -> Self {
            self.c = Some(value.into());
            self
        }

        /// Sets [`Self::d`].
        pub fn d(mut self, value: impl Into<runtime::Field<String>>) -> Self {
            self.d = value.into();
            self
        }

        /// Sets [`Self::e`].
        pub fn e(mut self, value: impl Into<runtime::wire::Json>) -> Self {
            self.e = Some(value.into());
            self
        }

        /// Sets [`Self::id`].
        pub fn id(mut self, value: impl Into<String>) -> Self {
            self.id = Some(value.into());
            self
        }

        /// Sets [`Self::additional_properties`].
        pub fn additional_properties(
            mut self,
            value: impl IntoIterator<Item = (impl Into<String>, i64)>,
        ) -> Self {
            self.additional_properties = runtime::map(value);
            self
        }
    }

    runtime::wire::object!(A {
        "a" => a required,
        "b" => b nullable,
        "c" => c optional,
        "d" => d field,
        "e" => e optional,
        "f" => f required,
        "id" => id optional,
        .. => additional_properties,
    });
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct B {
        pub a: String,
        pub d: Option<String>,
        pub secret: Option<String>,
    }

    runtime::wire::object!(B {
        "a" => a required,
        "d" => d optional,
        "secret" => secret optional,
    });
    "#);
}

#[test]
fn arguments_of_setters() {
    assert_snapshot!(outline(&types(r##"
A: { type: object, properties: { a: { type: array, items: { type: string } }, b: { type: array, items: { type: integer } }, c: { type: object, additionalProperties: { type: string } }, d: { $ref: "#/components/schemas/E" }, e: { type: array, items: { $ref: "#/components/schemas/E" } }, f: { type: string, format: byte }, g: { type: string, format: date-time }, h: { type: number }, i: {}, j: { $ref: "#/components/schemas/O" }, k: { type: array, items: { type: array, items: { type: string } } }, l: { type: string, format: uuid }, m: { type: boolean } } }
E: { type: string, enum: [x, z] }
O: { type: object, required: [y], properties: { y: { type: string } } }
"##)), @r#"
    pub struct A
    pub a: Option<Vec<String>>,
    pub b: Option<Vec<i64>>,
    pub c: Option<::std::collections::BTreeMap<String, String>>,
    pub d: Option<super::E>,
    pub e: Option<Vec<super::E>>,
    pub f: Option<runtime::wire::base64::Base64>,
    pub g: Option<::chrono::DateTime<::chrono::Utc>>,
    pub h: Option<f64>,
    pub i: Option<runtime::wire::Json>,
    pub j: Option<super::O>,
    pub k: Option<Vec<Vec<String>>>,
    pub l: Option<::uuid::Uuid>,
    pub m: Option<bool>,
    pub fn new() -> Self
    pub fn a(mut self, value: impl IntoIterator<Item = impl Into<String>>) -> Self
    pub fn b(mut self, value: impl IntoIterator<Item = i64>) -> Self
    pub fn c(
    value: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    pub fn d(mut self, value: impl Into<super::E>) -> Self
    pub fn e(mut self, value: impl IntoIterator<Item = impl Into<super::E>>) -> Self
    pub fn f(mut self, value: impl Into<runtime::wire::base64::Base64>) -> Self
    pub fn g(mut self, value: ::chrono::DateTime<::chrono::Utc>) -> Self
    pub fn h(mut self, value: f64) -> Self
    pub fn i(mut self, value: impl Into<runtime::wire::Json>) -> Self
    pub fn j(mut self, value: impl Into<super::O>) -> Self
    pub fn k(mut self, value: impl IntoIterator<Item = Vec<String>>) -> Self
    pub fn l(mut self, value: ::uuid::Uuid) -> Self
    pub fn m(mut self, value: bool) -> Self
    "a" => a optional,
    "b" => b optional,
    "c" => c optional,
    "d" => d optional,
    "e" => e optional,
    "f" => f optional,
    "g" => g optional,
    "h" => h optional,
    "i" => i optional,
    "j" => j optional,
    "k" => k optional,
    "l" => l optional,
    "m" => m optional,
    pub enum E
    "x" => X,
    "z" => Z,
    pub struct O
    pub y: String,
    pub fn new(y: impl Into<String>) -> Self
    "y" => y required,
    "#);
}

#[test]
fn boxes() {
    assert_snapshot!(outline(&types(r##"
A: { type: object, required: [b, n], properties: { b: { $ref: "#/components/schemas/C" }, n: { $ref: "#/components/schemas/N" }, l: { type: array, items: { $ref: "#/components/schemas/A" } }, o: { $ref: "#/components/schemas/A" }, leaf: { $ref: "#/components/schemas/L" } } }
C: { type: object, properties: { a: { $ref: "#/components/schemas/A" } } }
N: { type: object, nullable: true, properties: { n: { $ref: "#/components/schemas/N" } } }
L: { type: object, properties: { x: { type: string } } }
"##)), @r#"
    pub struct A
    pub b: runtime::Boxed<super::C>,
    pub n: Option<super::N>,
    pub l: Option<Vec<super::A>>,
    pub o: Option<runtime::Boxed<super::A>>,
    pub leaf: Option<super::L>,
    pub fn new(b: impl Into<super::C>, n: Option<super::N>) -> Self
    pub fn l(mut self, value: impl IntoIterator<Item = super::A>) -> Self
    pub fn o(mut self, value: impl Into<super::A>) -> Self
    pub fn leaf(mut self, value: impl Into<super::L>) -> Self
    "b" => b required,
    "n" => n nullable,
    "l" => l optional,
    "o" => o optional,
    "leaf" => leaf optional,
    pub struct C
    pub a: Option<runtime::Boxed<super::A>>,
    pub fn new() -> Self
    pub fn a(mut self, value: impl Into<super::A>) -> Self
    "a" => a optional,
    pub struct L
    pub x: Option<String>,
    pub fn new() -> Self
    pub fn x(mut self, value: impl Into<String>) -> Self
    "x" => x optional,
    pub struct N
    pub n: runtime::Field<runtime::Boxed<super::N>>,
    pub fn new() -> Self
    pub fn n(
    value: impl Into<runtime::Field<runtime::Boxed<super::N>>>,
    "n" => n field,
    "#);
}

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
fn deprecated_and_documented() {
    assert_snapshot!(types(r##"A: { type: object, deprecated: true, description: "About A.\n\nMore.", properties: { a: { type: string, deprecated: true, description: An old one., maxLength: 3 } } }"##), @r#"
    /// About A.
    ///
    /// More.
    #[deprecated = "deprecated in the API description"]
    #[derive(Debug, Clone, PartialEq, Default)]
    #[non_exhaustive]
    #[must_use = "setters return the value"]
    pub struct A {
        /// An old one.
        ///
        /// - Maximum length: 3
        #[deprecated = "deprecated in the API description"]
        pub a: Option<String>,
    }

    impl A {
        /// Creates a value without optional members.
        pub fn new() -> Self {
            Self { a: None }
        }

        /// Sets [`Self::a`].
        #[deprecated = "deprecated in the API description"]
        pub fn a(mut self, value: impl Into<String>) -> Self {
            self.a = Some(value.into());
            self
        }
    }

    runtime::wire::object!(A {
        "a" => a optional,
    });
    "#);
}

#[test]
fn enums_of_integers() {
    assert_snapshot!(types(r##"A: { type: integer, enum: [1, -2], x-enum-varnames: [One] }"##), @r"
    #[derive(Debug, Clone, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum A {
        /// `1`
        One,
        /// `-2`
        ValueMinus2,
        /// A value that the description does not list.
        Unknown(runtime::wire::UnknownInteger),
    }

    runtime::wire::integer_enum!(A {
        1 => One,
        -2 => ValueMinus2,
    }, else Unknown);
    ");
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

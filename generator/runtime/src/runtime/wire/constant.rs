//! Members and variants with a single value.

use super::look::DECISIVE;
use super::{Constant, DecodeError, Json, Kind, Look, Reader, Slot, Wire, Writer};

impl Constant {
    /// Returns the kind of the value.
    fn kind(&self) -> Kind {
        match self.literal.bytes().next() {
            Some(b'"') => Kind::String,
            Some(b't' | b'f') => Kind::Bool,
            _ => Kind::Number,
        }
    }

    /// Returns the value as text, and whether it is a string.
    pub(crate) fn text(&self) -> (&'static str, bool) {
        (self.value, self.kind() == Kind::String)
    }

    /// Returns the value as JSON.
    #[must_use]
    pub fn to_json(&self) -> Json {
        match (self.kind(), self.value.parse::<i64>()) {
            (Kind::Number, Ok(number)) => number.into(),
            (Kind::Bool, _) => (self.value == "true").into(),
            _ => self.value.into(),
        }
    }

    /// Reads a value and returns whether it is this one. A value of another kind is not read.
    fn is_next(&self, reader: &mut Reader<'_>) -> Result<bool, DecodeError> {
        if reader.kind() != Some(self.kind()) {
            return Ok(false);
        }
        match self.kind() {
            Kind::String => Ok(reader.string()? == self.value),
            Kind::Bool => Ok(reader.bool()? == (self.value == "true")),
            _ => Ok(i64::decode(reader).is_ok_and(|value| value.to_string() == self.value)),
        }
    }

    /// Returns whether the next value, which is not read, is this one.
    pub(super) fn is_at(&self, reader: &Reader<'_>) -> bool {
        self.is_next(&mut reader.fork()).unwrap_or(false)
    }
}

impl Writer {
    /// Writes the value of a constant.
    pub fn constant(&mut self, constant: &Constant) {
        // A literal without escapes is JSON.
        let is_plain = constant.literal.len() == constant.value.len() + 2;
        match constant.text() {
            (_, true) if is_plain => self.literal(constant.literal),
            (text, true) => self.string(text),
            (text, false) => self.literal(text),
        }
    }
}

impl Reader<'_> {
    /// Reads the value of a constant.
    ///
    /// # Errors
    ///
    /// If the value is another one.
    pub fn constant(&mut self, constant: &Constant) -> Result<(), DecodeError> {
        self.token();
        let start = self.mark();
        if constant.is_next(self)? {
            return Ok(());
        }
        self.go_back(start);
        Err(self.expected(constant.literal))
    }
}

impl Look<'_> {
    /// Returns how well a value fits a constant.
    #[must_use]
    pub fn fit_of_constant(&self, constant: &Constant) -> Option<u32> {
        self.fit_by(constant.kind(), |reader| constant.is_next(reader).ok()?.then_some(DECISIVE))
    }

    /// Returns how well a value fits the variant for values that a union with constants does not list. Arrays and
    /// objects do not fit: they are broken values of other variants.
    #[must_use]
    pub fn fit_of_unlisted(&self) -> Option<u32> {
        let is = |kind: &Kind| self.is(*kind);
        [Kind::String, Kind::Number, Kind::Bool].iter().any(is).then_some(0)
    }
}

/// The slot of a member with a single value: whether the member has it. Another value is not an error, because the API
/// may add one.
impl Slot for bool {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = true;
        reader.skip()
    }

    fn fill(&mut self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Json, from_slice, object, string_enum, to_vec, union};
    use super::*;
    use crate::runtime;

    #[derive(Debug, Clone, PartialEq, Default)]
    struct Page {
        id: i64,
        draft: bool,
        last: bool,
    }

    object!(Page {
        "id" => id required,
        "object" = "li\"st\u{301}",
        "version" = -2,
        "ok" = true,
        "draft" => draft flag("yes"),
        "last" => last flag(3),
    });

    #[derive(Debug, Clone, PartialEq)]
    struct Text {
        text: String,
        bold: Option<bool>,
    }

    object!(Text { "type" = "text", "text" => text required, "bold" => bold optional, });

    #[derive(Debug, Clone, PartialEq)]
    struct Code {
        text: String,
    }

    object!(Code { "type" = "code", "text" => text required, });

    #[derive(Debug, Clone, PartialEq)]
    struct Plain {
        text: String,
    }

    object!(Plain { "text" => text required, });

    #[derive(Debug, Clone, PartialEq)]
    enum Choice {
        Auto,
        Empty,
        Value3,
        Off,
        Text(Text),
        Code(Code),
        Plain(Plain),
        Unknown(Json),
    }

    union!(Choice {
        = "auto" => Auto,
        = "" => Empty,
        = 3 => Value3,
        = false => Off,
        Text,
        Code,
        Plain,
    }, else Unknown);

    #[derive(Debug, Clone, PartialEq)]
    enum Closed {
        Auto,
        Page(Page),
    }

    union!(Closed { = "auto" => Auto, Page, });

    #[derive(Debug, Clone, PartialEq)]
    enum Tagged {
        Text(Text),
        Code(Code),
    }

    union!(Tagged by "type" { "text" => Text, "source" => Code, });

    #[derive(Debug, Clone, PartialEq, Eq, Hash)]
    enum Size {
        Large,
        Unknown(runtime::wire::UnknownValue),
    }

    string_enum!(Size { "large" => Large, }, else Unknown);

    #[derive(Debug, Clone, PartialEq)]
    enum Width {
        Auto,
        Size(Size),
    }

    union!(Width { = "auto" => Auto, Size, });

    fn read<T: Wire>(text: &str) -> Result<T, DecodeError> {
        from_slice(text.as_bytes())
    }

    fn written(value: &impl Wire) -> String {
        String::from_utf8(to_vec(value).unwrap()).unwrap()
    }

    #[test]
    fn members_are_written_always_and_ignored_when_read() {
        let page = Page { id: 1, ..Page::default() };
        let text = "{\"id\":1,\"object\":\"li\\\"st\u{301}\",\"version\":-2,\"ok\":true}";
        assert_eq!(written(&page), text);
        for same in [
            text,
            r#"{"id": 1}"#,
            r#"{"object": {"any": [1]}, "ok": null, "id": 1, "version": "x", "draft": null}"#,
        ] {
            assert_eq!(read::<Page>(same).as_ref(), Ok(&page), "{same}");
        }
        assert!(read::<Page>(r#"{"id": 1, "object": tru}"#).unwrap_err().is_syntax());
    }

    #[test]
    fn optional_members_have_the_value_or_not() {
        let page = Page { id: 1, draft: true, last: true };
        assert!(written(&page).ends_with(r#""draft":"yes","last":3}"#));
        assert_eq!(read::<Page>(r#"{"id": 1, "draft": "yes", "last": 3.0}"#), Ok(page));
        // A value that the API adds later is not the one of the field.
        let page = Page { id: 1, ..Page::default() };
        assert_eq!(read::<Page>(r#"{"id": 1, "draft": "no", "last": null}"#), Ok(page));
    }

    #[test]
    fn variants_without_a_value() {
        for (text, value) in [
            (r#""auto""#, Choice::Auto),
            (r#""""#, Choice::Empty),
            ("3", Choice::Value3),
            ("false", Choice::Off),
            (r#""new""#, Choice::Unknown("new".into())),
            ("true", Choice::Unknown(true.into())),
        ] {
            assert_eq!(read::<Choice>(text).as_ref(), Ok(&value));
            assert_eq!(written(&value), text);
        }
        assert_eq!(read::<Choice>("3.0"), Ok(Choice::Value3));
        // What is no string or number is not a value that the API added.
        let error = read::<Choice>("[]").unwrap_err().to_string();
        assert!(error.contains("Auto: of another kind") && !error.contains("; :"), "{error}");
        let error = read::<Closed>(r#""other""#).unwrap_err().to_string();
        assert!(error.contains(r#"Auto: at $: expected "auto", found "other""#), "{error}");
        let error = read::<Closed>("fals").unwrap_err();
        assert!(error.is_syntax(), "{error}");
        // A constant is preferred to an enum that would keep it as an unknown value.
        assert_eq!(read::<Width>(r#""auto""#), Ok(Width::Auto));
        assert_eq!(read::<Width>(r#""large""#), Ok(Width::Size(Size::Large)));
    }

    #[test]
    fn constants_tell_variants_apart() {
        let text = |text: &str| Text { text: text.to_owned(), bold: None };
        let code = r#"{"type":"code","text":"a"}"#;
        let value = Choice::Code(Code { text: "a".to_owned() });
        assert_eq!(read::<Choice>(code).as_ref(), Ok(&value));
        assert_eq!(written(&value), code);
        // All known members are those of the first variant, whose constant is another one.
        let plain = r#"{"type": "new", "text": "a", "bold": true}"#;
        assert_eq!(read::<Choice>(plain), Ok(Choice::Plain(Plain { text: "a".to_owned() })));
        assert_eq!(read::<Choice>(r#"{"type": "text", "text": ""}"#), Ok(Choice::Text(text(""))));
        let page = Page { id: 1, ..Page::default() };
        assert_eq!(read::<Closed>(r#"{"id": 1}"#), Ok(Closed::Page(page)));
    }

    #[test]
    fn tags_are_written_back() {
        let code = read::<Tagged>(r#"{"type": "source", "text": "a"}"#).unwrap();
        assert_eq!(code, Tagged::Code(Code { text: "a".to_owned() }));
        // The union's tag replaces a constant that would select nothing.
        assert_eq!(written(&code), r#"{"type":"source","text":"a"}"#);
        assert!(read::<Tagged>(r#"{"type": "other", "text": "a"}"#).is_err());
    }
}

//! Events of a YAML text.

use std::ops::Range;

use granit_parser::{Event as Part, Options, Parser, ScalarStyle, ScanError, Span, StrInput, Tag};

use super::event::{Event, Fault, Step, Style};
use super::limits::MAX_DEPTH;

/// The events of the first document of a stream that is not empty.
pub(super) struct Documents<'a> {
    parser: Parser<'a, StrInput<'a>>,
    depth: usize,
    state: State,
    /// The offset of a second document that is not empty.
    pub second: Option<usize>,
}

#[derive(PartialEq)]
enum State {
    Before,
    Inside,
    Done,
}

impl<'a> Documents<'a> {
    pub fn new(text: &'a str) -> Self {
        let mut options = Options::default();
        options.flow_nesting_limit = MAX_DEPTH;
        options.block_nesting_limit = MAX_DEPTH;
        // JSON in YAML may have long keys and values on one line, as libyaml allows.
        options.simple_key_max_lookahead = 64 << 10;
        options.block_scalar_eof_without_line_feed = true;
        let parser = Parser::new_from_str_with_options(text, options);
        Self { parser, depth: 0, state: State::Before, second: None }
    }

    /// Returns the next part that is a node or the end of one; `None` at the end of a document.
    fn part(&mut self) -> Option<Result<(Part<'a>, Span), ScanError>> {
        loop {
            match self.parser.next_event()? {
                Ok((Part::StreamStart | Part::DocumentStart(..), _)) => {}
                Ok((Part::StreamEnd | Part::DocumentEnd, _)) => return None,
                other => return Some(other),
            }
        }
    }

    /// Skips empty documents and returns the first node; `None` at the end of the stream.
    fn first(&mut self) -> Option<Result<(Part<'a>, Span), ScanError>> {
        loop {
            match self.parser.next_event()? {
                Ok((Part::StreamEnd, _)) => return None,
                Ok((Part::Scalar(_, ScalarStyle::Plain, 0, None), span))
                    if bytes(span).is_empty() => {}
                Ok((Part::StreamStart | Part::DocumentStart(..) | Part::DocumentEnd, _)) => {}
                other => return Some(other),
            }
        }
    }
}

impl<'a> Iterator for Documents<'a> {
    type Item = Step<'a>;

    fn next(&mut self) -> Option<Step<'a>> {
        let part = match self.state {
            State::Done => return None,
            State::Before => self.first(),
            State::Inside => self.part(),
        };
        self.state = State::Inside;
        let Some(part) = part else {
            self.state = State::Done;
            return None;
        };
        let (part, span) = match part {
            Ok(part) => part,
            Err(error) => {
                self.state = State::Done;
                let offset = error.marker().byte_offset().unwrap_or_default();
                return Some(Err(Fault::new(error.info(), offset)));
            }
        };
        let bytes = bytes(span);
        let event = match part {
            Part::MappingStart(_, anchor, _) => Event::Mapping { anchor },
            Part::SequenceStart(_, anchor, _) => Event::Sequence { anchor },
            Part::MappingEnd | Part::SequenceEnd => Event::End,
            Part::Alias(anchor) => Event::Alias { anchor },
            Part::Scalar(text, style, anchor, tag) => {
                let style = kind(style, tag.as_deref());
                // The parser gives `~` for an empty scalar.
                let is_empty = style == Style::Plain && bytes.is_empty();
                Event::Scalar { text: if is_empty { "".into() } else { text }, style, anchor }
            }
            _ => return Some(Err(Fault::new("this is not a node", bytes.start))),
        };
        match event {
            Event::Mapping { .. } | Event::Sequence { .. } => self.depth += 1,
            Event::End => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        if self.depth == 0 {
            // The first document is complete; errors after it do not affect it.
            self.state = State::Done;
            if let Some(Ok((_, span))) = self.first() {
                self.second = Some(self::bytes(span).start);
            }
        }
        Some(Ok((event, bytes)))
    }
}

fn bytes(span: Span) -> Range<usize> {
    let start = span.start.byte_offset().unwrap_or_default();
    start..span.end.byte_offset().unwrap_or(start).max(start)
}

/// The style of a scalar by its quotes and its tag. Of the tags, only those of YAML's core schema matter.
fn kind(style: ScalarStyle, tag: Option<&Tag>) -> Style {
    let plain = if style == ScalarStyle::Plain { Style::Plain } else { Style::String };
    match tag.map(|tag| (tag.core_suffix(), tag)) {
        None => plain,
        Some((Some("null" | "bool" | "int" | "float"), _)) => Style::Tagged,
        Some((Some(_), _)) => Style::String,
        // `!` alone makes a string; `!!binary`, `!!timestamp` and others are strings as well.
        Some((None, tag)) if tag.handle().is_empty() || tag.handle() == "tag:yaml.org,2002:" => {
            Style::String
        }
        Some((None, _)) => plain,
    }
}

//! Builds the tree of a description from the start and end events of both Markdown and HTML.
//!
//! Events of Markdown are balanced, those of HTML may not be. Every frame therefore records which of the two opened it:
//! HTML never closes a block of Markdown, and the end of a Markdown block closes all HTML elements that are still open.

use pulldown_cmark::Alignment;

use super::clean;
use super::run::{edge, paragraphs, plain, trim};
use super::tree::{Block, Inline, Style};

/// Maximum depth of nested blocks; the content of deeper ones is added to the innermost block at this depth.
const MAX_BLOCKS: usize = 12;
/// Maximum number of open frames.
const MAX_FRAMES: usize = 32;

/// Kind of an open frame.
#[derive(Debug)]
pub enum Open {
    Root,
    Quote,
    List(Option<u64>, Vec<Vec<Block>>),
    Item,
    Table(Vec<Alignment>, Vec<Vec<Vec<Inline>>>),
    Row(Vec<Vec<Inline>>),
    Cell,
    Heading(u8),
    /// Preformatted text.
    Pre,
    /// Content that is not shown: scripts, styles.
    Hidden,
    Styled(Style),
    Code,
    Link(String),
    Image(String),
}

impl Open {
    fn is_inline(&self) -> bool {
        matches!(self, Self::Styled(_) | Self::Code | Self::Link(_) | Self::Image(_))
    }

    /// Whether two frames are of the same kind, whatever their content.
    fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Styled(one), Self::Styled(two)) => one == two,
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }

    /// Whether an HTML end tag for `wanted` cannot close frames beyond this one.
    fn stops(&self, wanted: &Self) -> bool {
        match self {
            Self::Root => true,
            Self::Table(..) => !matches!(wanted, Self::Table(..)),
            Self::Cell | Self::Row(_) => {
                !matches!(wanted, Self::Table(..) | Self::Row(_) | Self::Cell)
            }
            Self::List(..) => !matches!(wanted, Self::List(..) | Self::Quote | Self::Table(..)),
            _ => wanted.is_inline() && !self.is_inline(),
        }
    }
}

#[derive(Debug)]
struct Frame {
    open: Open,
    /// Number of open Markdown elements including this one, or 0 if HTML opened it.
    level: usize,
    blocks: Vec<Block>,
    /// Inlines that are not in a block yet.
    inlines: Vec<Inline>,
}

/// Builder of the tree.
#[derive(Debug)]
pub struct Builder {
    frames: Vec<Frame>,
    top: Frame,
    level: usize,
}

impl Default for Builder {
    fn default() -> Self {
        Self { frames: Vec::new(), top: frame(Open::Root, 0), level: 0 }
    }
}

fn frame(open: Open, level: usize) -> Frame {
    Frame { open, level, blocks: Vec::new(), inlines: Vec::new() }
}

impl Builder {
    /// Starts a Markdown element; `None` adds its content to the enclosing frame.
    pub fn enter(&mut self, open: Option<Open>) {
        self.level += 1;
        if let Some(open) = open {
            self.open(open, self.level);
        }
    }

    /// Ends the innermost Markdown element, and all HTML elements that are still open in it.
    pub fn leave(&mut self) {
        let level = self.level;
        self.level -= 1;
        let all = std::iter::once(&self.top).chain(self.frames.iter().rev());
        let mut own = all.take_while(|frame| frame.level == 0 || frame.level >= level);
        if let Some(depth) = own.position(|frame| frame.level == level) {
            (0..=depth).for_each(|_| self.pop());
        }
    }

    /// Starts an HTML element.
    pub fn open_html(&mut self, open: Open) {
        self.open(open, 0);
    }

    /// Ends the innermost HTML element of a kind, and all that is open in it.
    pub fn close_html(&mut self, wanted: &Open) {
        let all = std::iter::once(&self.top).chain(self.frames.iter().rev());
        for (depth, frame) in all.enumerate() {
            if frame.level == 0 && frame.open.is_like(wanted) {
                (0..=depth).for_each(|_| self.pop());
                return;
            }
            if (frame.level > 0 && !frame.open.is_inline()) || frame.open.stops(wanted) {
                return;
            }
        }
    }

    fn open(&mut self, open: Open, level: usize) {
        if self.is_raw() {
            return;
        }
        let nested = |frames: &[Frame], top: &Frame| {
            frames.iter().chain([top]).any(|frame| frame.open.is_like(&open))
        };
        let fits = if open.is_inline() {
            self.frames.len() < MAX_FRAMES
                && !matches!(self.top.open, Open::Code)
                && !nested(&self.frames, &self.top)
        } else if matches!(open, Open::Hidden) {
            true
        } else {
            self.boundary();
            match &open {
                Open::Item => matches!(self.top.open, Open::List(..)),
                Open::Row(_) => matches!(self.top.open, Open::Table(..)),
                Open::Cell => matches!(self.top.open, Open::Row(_)),
                Open::Pre => true,
                _ => self.frames.len() < MAX_BLOCKS && !self.is_line(),
            }
        };
        if fits {
            let parent = std::mem::replace(&mut self.top, frame(open, level));
            self.frames.push(parent);
        }
    }

    fn pop(&mut self) {
        if !self.top.open.is_inline() {
            self.flush();
        }
        let Some(parent) = self.frames.pop() else { return };
        let Frame { open, mut blocks, mut inlines, .. } = std::mem::replace(&mut self.top, parent);
        match open {
            Open::Root | Open::Hidden => {}
            Open::Quote if blocks.is_empty() => {}
            Open::Quote => self.block(Block::Quote(blocks)),
            Open::List(start, items) => {
                blocks.into_iter().for_each(|block| self.block(block));
                if !items.is_empty() {
                    self.block(Block::List(start, items));
                }
            }
            Open::Item => {
                // An empty item could turn the line before it into a heading.
                if let Open::List(_, items) = &mut self.top.open
                    && !blocks.is_empty()
                {
                    items.push(blocks);
                }
            }
            Open::Table(alignments, rows) => {
                blocks.into_iter().for_each(|block| self.block(block));
                if !rows.is_empty() {
                    self.block(Block::Table(alignments, rows));
                }
            }
            Open::Row(cells) => {
                self.top.blocks.append(&mut blocks);
                if let Open::Table(_, rows) = &mut self.top.open {
                    rows.push(cells);
                }
            }
            Open::Cell => {
                trim(&mut inlines);
                if let Open::Row(cells) = &mut self.top.open {
                    cells.push(inlines);
                }
            }
            Open::Heading(level) => {
                trim(&mut inlines);
                if !inlines.is_empty() {
                    self.block(Block::Heading(level, inlines));
                }
            }
            Open::Pre => self.code_block(&plain(&inlines)),
            Open::Code => self.code(&plain(&inlines)),
            Open::Styled(style) => self.styled(style, inlines),
            Open::Link(url) => self.top.inlines.push(Inline::Link(url, inlines)),
            Open::Image(url) => self.top.inlines.push(Inline::Image(url, inlines)),
        }
    }

    /// Adds emphasis. It must not begin or end with a blank, so blanks are moved outside.
    fn styled(&mut self, style: Style, mut inlines: Vec<Inline>) {
        let (first, last) = (edge(inlines.first(), true), edge(inlines.last(), false));
        trim(&mut inlines);
        if first {
            self.text(" ");
        }
        match self.top.inlines.last_mut() {
            _ if inlines.is_empty() => return,
            Some(Inline::Styled(before, content)) if *before == style => {
                content.append(&mut inlines);
            }
            _ => self.top.inlines.push(Inline::Styled(style, inlines)),
        }
        if last {
            self.text(" ");
        }
    }

    /// Adds text that is shown literally.
    pub fn text(&mut self, text: &str) {
        if matches!(self.top.open, Open::Hidden) {
            return;
        }
        let text = clean::text(text);
        match self.top.inlines.last_mut() {
            Some(Inline::Text(before)) => before.push_str(&text),
            _ => self.top.inlines.push(Inline::Text(text)),
        }
    }

    /// Adds a code span.
    pub fn code(&mut self, code: &str) {
        if self.is_raw() || matches!(self.top.open, Open::Code) {
            self.text(code);
        } else if !code.trim().is_empty() {
            self.top.inlines.push(Inline::Code(clean::text(code).replace(['\n', '\t'], " ")));
        }
    }

    /// Adds a line break.
    pub fn line_break(&mut self) {
        if self.is_raw() {
            self.text("\n");
        } else {
            self.top.inlines.push(Inline::Break);
        }
    }

    /// Adds a code block.
    pub fn code_block(&mut self, code: &str) {
        if self.is_raw() {
            self.text(code);
        } else if self.is_line() {
            self.code(code.trim());
        } else if !code.trim().is_empty() {
            self.boundary();
            self.block(Block::Code(clean::text(code)));
        }
    }

    /// Adds a thematic break.
    pub fn rule(&mut self) {
        self.boundary();
        if !self.is_raw() && !self.is_line() {
            self.block(Block::Rule);
        }
    }

    /// Separates two blocks.
    pub fn boundary(&mut self) {
        if self.is_raw() {
            self.text("\n");
            return;
        }
        while self.top.open.is_inline() {
            self.pop();
        }
        self.flush();
    }

    /// Whether the innermost block was opened by HTML.
    pub fn is_in_html(&self) -> bool {
        let mut all = std::iter::once(&self.top).chain(self.frames.iter().rev());
        all.find(|frame| !frame.open.is_inline())
            .is_some_and(|frame| frame.level == 0 && !matches!(frame.open, Open::Root))
    }

    /// Whether a list is open.
    pub fn is_in_list(&self) -> bool {
        self.frames.iter().any(|frame| matches!(frame.open, Open::List(..)))
    }

    /// Whether the innermost frame is a list, between two items.
    pub fn is_at_item(&self) -> bool {
        matches!(self.top.open, Open::List(..))
    }

    /// Whether the innermost frame is a table, between two rows.
    pub fn is_at_row(&self) -> bool {
        matches!(self.top.open, Open::Table(..))
    }

    /// Closes all frames and returns the blocks.
    pub fn finish(mut self) -> Vec<Block> {
        while !self.frames.is_empty() {
            self.pop();
        }
        self.flush();
        self.top.blocks
    }

    fn is_raw(&self) -> bool {
        matches!(self.top.open, Open::Pre | Open::Hidden)
    }

    /// Whether the innermost block can contain only inlines.
    fn is_line(&self) -> bool {
        matches!(self.top.open, Open::Cell | Open::Heading(_))
    }

    fn block(&mut self, block: Block) {
        match &mut self.top.open {
            // A `<ul>` directly in a `<ul>` belongs to the item before it.
            Open::List(_, items) if !items.is_empty() => {
                if let Some(item) = items.last_mut() {
                    item.push(block);
                }
            }
            _ => self.top.blocks.push(block),
        }
    }

    /// Turns the inlines that are not in a block into paragraphs.
    fn flush(&mut self) {
        match self.top.open {
            Open::Pre | Open::Hidden => {}
            Open::Cell | Open::Heading(_) => {
                if self.top.inlines.last().is_some_and(|last| *last != Inline::Break) {
                    self.top.inlines.push(Inline::Break);
                }
            }
            _ => {
                for paragraph in paragraphs(std::mem::take(&mut self.top.inlines)) {
                    self.block(Block::Paragraph(paragraph));
                }
            }
        }
    }
}

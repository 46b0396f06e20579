//! Reads Markdown into the tree.

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::build::{Builder, Open};
use super::html::{Html, absolute};
use super::tree::{Block, Style};

/// Block whose text the parser passes on unparsed.
enum Verbatim {
    Fenced,
    Indented,
    Html,
}

/// Maximum number of times that Markdown directly after HTML, without a blank line, is read in one block.
const MAX_RESUMED: usize = 8;

/// Reads a description as CommonMark with tables and strikethrough.
pub fn parse(source: &str) -> Vec<Block> {
    let html = Html::new(source);
    let mut builder = Builder::default();
    read(source, &html, &mut builder, MAX_RESUMED);
    builder.finish()
}

fn read(source: &str, html: &Html, builder: &mut Builder, resumed: usize) {
    let mut verbatim: Option<(Verbatim, String)> = None;
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => {
                verbatim = Some((Verbatim::Fenced, String::new()));
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                verbatim = Some((Verbatim::Indented, String::new()));
            }
            Event::Start(Tag::HtmlBlock) => verbatim = Some((Verbatim::Html, String::new())),
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock) => {
                if let Some((kind, text)) = verbatim.take() {
                    match kind {
                        Verbatim::Html => html_block(&text, html, builder, resumed),
                        // Indented HTML after a blank line looks like code.
                        Verbatim::Indented if is_html(&text, html, builder) => {
                            builder.boundary();
                            html.read(&text, builder);
                        }
                        Verbatim::Indented | Verbatim::Fenced => builder.code_block(&text),
                    }
                }
            }
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => builder.boundary(),
            Event::Start(tag) => builder.enter(opened(tag)),
            Event::End(_) => builder.leave(),
            Event::Text(text) | Event::Html(text) => match &mut verbatim {
                Some((_, verbatim)) => verbatim.push_str(&text),
                None => builder.text(&text),
            },
            Event::Code(code) => builder.code(&code),
            Event::InlineHtml(tag) => html.read(&tag, builder),
            // Texts from Python docstrings have indented lines in paragraphs, which are not code.
            Event::SoftBreak if !builder.is_in_list() && is_indented(&source[range.end..]) => {
                builder.line_break();
            }
            Event::SoftBreak => builder.text("\n"),
            Event::HardBreak => builder.line_break(),
            Event::Rule => builder.rule(),
            // These constructs are not enabled.
            Event::InlineMath(text) | Event::DisplayMath(text) => builder.text(&text),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }
}

fn is_html(text: &str, html: &Html, builder: &Builder) -> bool {
    builder.is_in_html() || html.is_block(text.trim_start())
}

/// Reads a block of HTML. In CommonMark, the block extends to the next blank line. Text that follows the end tag of the
/// last open element is read as Markdown, as its author intended.
fn html_block(text: &str, html: &Html, builder: &mut Builder, resumed: usize) {
    builder.boundary();
    let mut from = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let is_text = !line.trim_start().starts_with('<');
        let before = &text[from..at];
        let is_comment = || before.rfind("<!--") > before.rfind("-->");
        if resumed > 0 && is_text && before.trim_end().ends_with('>') && !is_comment() {
            html.read(before, builder);
            from = at;
            if !builder.is_in_html() {
                return read(&text[from..], html, builder, resumed - 1);
            }
        }
        at += line.len();
    }
    html.read(&text[from..], builder);
}

fn is_indented(text: &str) -> bool {
    text.starts_with("    ") || text.starts_with('\t')
}

/// Returns the frame of a Markdown element; `None` if only its content is used.
fn opened(tag: Tag<'_>) -> Option<Open> {
    Some(match tag {
        Tag::Heading { level, .. } => Open::Heading(level as u8),
        Tag::BlockQuote(_) => Open::Quote,
        Tag::List(start) => Open::List(start, Vec::new()),
        Tag::Item => Open::Item,
        Tag::Table(alignments) => Open::Table(alignments, Vec::new()),
        Tag::TableHead | Tag::TableRow => Open::Row(Vec::new()),
        Tag::TableCell => Open::Cell,
        Tag::Emphasis => Open::Styled(Style::Emphasis),
        Tag::Strong => Open::Styled(Style::Strong),
        Tag::Strikethrough => Open::Styled(Style::Strike),
        Tag::Link { link_type: LinkType::Email, dest_url, .. } => {
            Open::Link(absolute(&format!("mailto:{}", dest_url.trim_start_matches("mailto:")))?)
        }
        Tag::Link { dest_url, .. } => Open::Link(absolute(&dest_url)?),
        Tag::Image { dest_url, .. } => Open::Image(absolute(&dest_url)?),
        _ => return None,
    })
}

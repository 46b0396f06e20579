use pulldown_cmark::{
    BrokenLink, CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag,
};

use super::{first_sentence, rustdoc};

mod corpus;

#[test]
fn constructs() {
    let cases = [
        // Code never runs.
        ("```\ncode()\n```", "```text\ncode()\n```"),
        ("```rust\ncode()", "```text\ncode()\n```"),
        ("~~~json {x}\n```\n\t{}\n~~~", "````text\n```\n    {}\n````"),
        ("a\n\n    indented()\n\n\n\n\n    b", "a\n\n```text\nindented()\n\n\nb\n```"),
        ("    all lines\n    indented", "all lines\nindented"),
        ("<pre>\na  <b>b</b>\n c &lt; d\n</pre>", "```text\na  b\n c < d\n```"),
        ("<pre><code>a\n\n  b</code></pre>", "```text\na\n\n  b\n```"),
        // Links.
        ("[t](https://a.example/x \"T\")", "[t](https://a.example/x)"),
        (
            "[t][r] and [r]\n\n[r]: http://a.example",
            "[t](http://a.example) and [r](http://a.example)",
        ),
        ("[t](/docs/y) [u](#z) [v](javascript:x) [w](a.md)", "t u v w"),
        ("[https://a.example](https://a.example)", "<https://a.example>"),
        ("[t](<https://a.example/a b(c)>)", "[t](https://a.example/a%20b%28c%29)"),
        ("![i](https://a.example/i.png) ![j](/j.png)", "![i](https://a.example/i.png) j"),
        (
            "[![i](https://a.example/i)](https://b.example)",
            "[![i](https://a.example/i)](https://b.example)",
        ),
        ("<me@a.example>", "[me@a.example](mailto:me@a.example)"),
        ("Hello!<a href='https://a.example'>x</a>", "Hello\\![x](https://a.example)"),
        // Bare URLs.
        ("at https://a.example/b.", "at <https://a.example/b>."),
        ("(see http://a.example/b_(c)_d)", "(see <http://a.example/b_(c)_d>)"),
        ("https://{host}.example/v1", "`https://{host}.example/v1`"),
        ("http:// and https://...", "http:// and https://..."),
        // What only looks like markup.
        ("see [x] and <y>, [a][b]", "see \\[x] and \\<y>, \\[a]\\[b]"),
        ("Vec<T> of <currency>, a < b", "Vec\\<T> of \\<currency>, a < b"),
        ("GET /auth/<code> or <b>", "GET /auth/\\<code> or \\<b>"),
        ("`[kept]` and ``a ` b``", "`[kept]` and ``a ` b``"),
        ("odd ` tick", "odd \\` tick"),
        ("snake_case _id 2*3 a * b _x", "snake_case _id 2\\*3 a * b _x"),
        ("C:\\dir \\* x", "C:\\dir * x"),
        ("a &amp;lt; b &amp; c &copy;", "a \\&lt; b & c ©"),
        ("1986\\. A great year", "1986\\. A great year"),
        ("a\n\\# b\n\\- c\n\\> d\n\\===", "a\n\\# b\n\\- c\n\\> d\n\\==="),
        ("a */ \"# #![x]", "a \\*/ \"# #!\\[x]"),
        ("a\n\\| - | - |", "a\n\\| - | - |"),
        ("a__b__c __d__", "a__b__c **d**"),
        ("| > |\n|---|\n| = |", "| > |\n| --- |\n| = |"),
        // Blocks.
        ("# A\n## B\n##### C", "### A\n\n#### B\n\n###### C"),
        ("#### A", "#### A"),
        ("A\n===\ntext", "### A\n\ntext"),
        ("* a\n  * b\n* c", "- a\n  - b\n- c"),
        ("- a\n\n- b\n\n  c", "- a\n\n- b\n\n  c"),
        ("3) a\n4) b", "3. a\n4. b"),
        ("- a\n\n* b", "- a\n\n* b"),
        ("> a\nb\n> > c", "> a\n> b\n>\n> > c"),
        (
            "| a | b |\n|---|:-:|\n| 1 \\| 2 | `x\\|y` |\n| 3 |",
            "| a | b |\n| --- | :---: |\n| 1 \\| 2 | `x\\|y` |\n| 3 |",
        ),
        ("a  \nb\\\nc\n***\nd", "a\\\nb\\\nc\n\n___\n\nd"),
        ("__a__ _b_ ~~c~~ ***d***", "**a** *b* ~~c~~ ***d***"),
        ("Args:\n    a: x\n    - b\nc", "Args:\\\na: x\\\n\\- b\nc"),
        ("- a\n    b", "- a\n  b"),
        // HTML.
        ("<p>One <b>two </b>three<br/>four</p><p>five</p>", "One **two** three\\\nfour\n\nfive"),
        ("a<br><br />b<br>", "a\n\nb"),
        ("<ul><li>a<li><p>b</p><ol><li>c</ol></ul>d", "- a\n- b\n  1. c\n\nd"),
        ("<h1>A</h1><h2>B</h2>x", "### A\n\n#### B\n\nx"),
        (
            "<table><tr><th>a</th><th>b</th></tr><tr><td>1<br>2</td><td><p>x|y</p></td></tr></table>",
            "| a | b |\n| --- | --- |\n| 1<br>2 | x\\|y |",
        ),
        ("<div class=\"x\"><span>a</span> <img src=x alt=i> <code>b</code></div>", "a i `b`"),
        ("a<!-- b --><script>x()</script><style>y</style>c", "ac"),
        ("<p>a &nbsp;&lt;b&gt; &mdash; &#39;c&#x27; &unknown;</p>", "a \\<b> — 'c' \\&unknown;"),
        (
            "<a href=\"/x\">a</a> <a class='k' href='https://a.example/?a=1&amp;b=2'>b</a>",
            "a [b](https://a.example/?a=1&b=2)",
        ),
        ("<div>\n\n    <p>a</p>\n\n    <ul>\n        <li>b</li>\n\n    </ul>\n</div>", "a\n\n- b"),
        ("<h3>A</h3>\n* [b](https://a.example)\n* `c`", "### A\n\n- [b](https://a.example)\n- `c`"),
        ("<!-- <b>\nx -->\ny", "y"),
        ("<p>a\n*b*</p>\n<br>\n**c**", "a\n\\*b\\*\n\n**c**"),
        ("<blockquote>a</blockquote><dl><dt>b</dt><dd>c</dd></dl>", "> a\n\n**b**\n\nc"),
        ("- a <b>b\n- c </b></ul>d", "- a **b**\n- c d"),
        ("foo<b>(bar)</b>baz <i></i><em> x </em>y", "foo(bar)baz *x* y"),
        // Characters.
        ("a\u{0}b\u{202e}c\u{200b}d&#x202e;e", "abcde"),
        ("a\r\nb\rc\u{2028}d", "a\nb\nc\nd"),
        ("a\n\n\n\n\nb  \t\n", "a\n\nb"),
        ("", ""),
        (" \n\t", ""),
    ];
    for (text, expected) in cases {
        assert_eq!(rustdoc(text), expected, "of {text:?}");
        assert_eq!(rustdoc(expected), expected, "again, of {text:?}");
        assert_safe(text);
    }
}

#[test]
fn first_sentences() {
    let cases = [
        ("One. Two.", "One."),
        ("Use e.g. this. Or not.", "Use e.g. this."),
        ("Version 1.2 of x\nin two lines\n\nMore", "Version 1.2 of x in two lines"),
        ("# Title\n\ntext", "Title"),
        ("<p>The <b>bold. one</b> x</p>", "The **bold.**"),
        ("See [the page](https://a.example). More", "See [the page](https://a.example)."),
        ("```\ncode\nmore\n```", "`code`"),
        ("<!-- nothing -->", ""),
        ("- a\n- b", "a"),
    ];
    for (text, expected) in cases {
        assert_eq!(first_sentence(text), expected, "of {text:?}");
    }
    let long = first_sentence(&"word ".repeat(100));
    assert!(long.ends_with(" word…") && long.chars().count() <= 201, "{long}");
}

#[test]
fn long_texts_are_cut() {
    let text = format!("{}\n\n{}", "a ".repeat(9_000), "b ".repeat(9_000));
    let cut = rustdoc(&text);
    assert!(cut.ends_with("a\n\n…") && !cut.contains('b'), "{cut}");
}

#[test]
fn hostile_texts_take_linear_time() {
    let units = [
        "[",
        "*",
        "<",
        "`",
        ">",
        "> ",
        "_",
        "- ",
        "1. ",
        "<b>",
        "<a ",
        "<a \"",
        "</",
        "<!--",
        "![",
        "[x](",
        "&",
        "|",
        "|\n|-",
        "#",
        "\n\n    ",
        "```\n",
        "<table>",
        "<td>",
        "<ul><li>",
        "*a **b ",
        "~",
        "\\",
        "http://",
        "\u{202e}",
        "\r",
        "x\n",
        "`a``b```c",
        "<p><b 1>",
        "[a]: b\n",
        "a|",
        "&amp;",
        " ",
    ];
    for unit in units {
        let start = std::time::Instant::now();
        let text = unit.repeat((10 << 20) / unit.len());
        assert_safe(&text);
        first_sentence(&text);
        println!("{unit:?}: {:?}", start.elapsed());
    }
}

/// Texts made of what means something to the readers, in any order.
#[test]
fn mixtures_are_safe_and_stable() {
    let parts = [
        "a",
        "B",
        " ",
        " ",
        "\n",
        "\n\n",
        "*",
        "**",
        "_",
        "`",
        "```",
        "~",
        "[",
        "]",
        "(",
        ")",
        "!",
        "<",
        ">",
        "&",
        "&lt;",
        "#",
        "-",
        "- ",
        "1. ",
        "|",
        "|---|\n",
        "https://a.example/",
        "\\",
        "<b>",
        "</b>",
        "<p>",
        "<ul>",
        "<li>",
        "</ul>",
        "<pre>",
        "</pre>",
        "<td>",
        "<table>",
        "<tr>",
        "</table>",
        "<code>",
        "</code>",
        "<a href='https://b.example'>",
        "</a>",
        "<br>",
        "    ",
        "=",
        ":",
        "{x}",
        "[a](https://c.example)",
        "é",
        "\t",
        "<h2>",
        "</h2>",
        "<x>",
        "<!--",
        "-->",
        ".",
        "[a]: /x\n",
        "+ ",
    ];
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut unstable = 0;
    const ROUNDS: usize = 20_000;
    for _ in 0..ROUNDS {
        let mut text = String::new();
        for _ in 0..24 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            text.push_str(parts[(state % parts.len() as u64) as usize]);
        }
        let once = assert_safe(&text);
        let twice = rustdoc(&once);
        if twice != once {
            unstable += 1;
            if unstable < 6 {
                println!("{text:?}\n  {once:?}\n  {twice:?}");
            }
        }
    }
    assert!(unstable < ROUNDS / 20, "{unstable} of {ROUNDS}");
}

/// Asserts that rustdoc has nothing to warn of.
pub fn assert_safe(text: &str) -> String {
    let out = rustdoc(text);
    let shown: String = text.chars().take(300).collect();
    let fail = |what: &str| panic!("{what}: of {shown:?} came {out:?}");
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    let mut broken = Vec::new();
    let callback = |link: BrokenLink<'_>| -> Option<(CowStr<'_>, CowStr<'_>)> {
        broken.push(link.reference.to_string());
        None
    };
    let mut links = 0;
    for event in Parser::new_with_broken_link_callback(&out, options, Some(callback)) {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                links += 1;
                if !dest_url.contains(':') {
                    fail("relative link");
                }
            }
            Event::Start(Tag::Image { dest_url, .. }) if !dest_url.contains(':') => {
                fail("relative image");
            }
            Event::End(pulldown_cmark::TagEnd::Link) => links -= 1,
            Event::Start(Tag::Heading { level, .. }) if level < HeadingLevel::H3 => {
                fail("heading");
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                if kind != CodeBlockKind::Fenced("text".into()) {
                    fail("code block");
                }
                links += 1;
            }
            Event::End(pulldown_cmark::TagEnd::CodeBlock) => links -= 1,
            Event::Text(text) if links == 0 && text.contains("https://a") => fail("bare URL"),
            Event::InlineHtml(html) if &*html == "<br>" => {}
            Event::Html(_) | Event::InlineHtml(_) => fail("HTML"),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => fail("extension"),
            _ => {}
        }
    }
    if !broken.is_empty() {
        fail("broken link");
    }
    let mut blanks = 0;
    for line in out.lines() {
        blanks = if line.is_empty() { blanks + 1 } else { 0 };
        if line.trim_end() != line || blanks > 2 || line.contains(['\t', '\r', '\u{202e}', '\0']) {
            fail("blanks");
        }
    }
    out
}

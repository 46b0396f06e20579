//! Names in one form, and what descriptions say.

/// Returns the letters and digits of a name, in lower case: `page[after]`, `pageAfter` and `page_after` are the same.
pub fn canonical(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether a text has one of these phrases, in any case. A number in a phrase is a whole one.
pub fn says(text: &str, phrases: &[&str]) -> bool {
    let text = text.to_lowercase();
    let is_digit = |c: char| c.is_ascii_digit();
    phrases.iter().any(|phrase| {
        text.match_indices(phrase).any(|(at, _)| {
            let (before, after) = (&text[..at], &text[at + phrase.len()..]);
            !(phrase.starts_with(is_digit) && before.ends_with(is_digit)
                || phrase.ends_with(is_digit) && after.starts_with(is_digit))
        })
    })
}

/// Whether a text has one of these words, in any case.
pub fn has_word(text: &str, words: &[&str]) -> bool {
    let text = text.to_lowercase();
    text.split(|c: char| !c.is_alphanumeric()).any(|word| words.contains(&word))
}

/// Canonical names of parameters that say how large a page is.
pub const SIZES: &[&str] = &[
    "batchsize",
    "count",
    "itemsperpage",
    "limit",
    "max",
    "maxcount",
    "maxitems",
    "maxpagesize",
    "maxrecords",
    "maxresults",
    "maxsize",
    "num",
    "numresults",
    "pagecount",
    "pagelength",
    "pagelimit",
    "pagesize",
    "perpage",
    "psize",
    "resultsperpage",
    "rows",
    "size",
    "take",
    "top",
];

/// Canonical names of parameters that say where a page begins.
pub const POSITIONS: &[&str] = &[
    "after",
    "continuationtoken",
    "continue",
    "currentpage",
    "cursor",
    "marker",
    "nextpagetoken",
    "nexttoken",
    "offset",
    "page",
    "pageafter",
    "pagecursor",
    "pageindex",
    "pageno",
    "pagenum",
    "pagenumber",
    "pageoffset",
    "pagetoken",
    "scrollid",
    "skip",
    "skiptoken",
    "startafter",
    "startat",
    "startcursor",
    "startindex",
    "startingafter",
];

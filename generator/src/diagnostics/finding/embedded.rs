//! Findings about pages that contain a document, or load one.

use std::collections::BTreeSet;

use super::names::quoted;
use crate::shell::argument;

/// Kinds of pages that can contain a document, for messages.
const KINDS: &str = "Redoc, Swagger UI, swagger-ui-express, NestJS, Scalar, Stoplight Elements, RapiDoc, \
                     ReadMe, openapi-generator's html2, httpdoc, and Markdown with OpenAPI in fences";

/// Files named in a message; the rest are counted.
const SHOWN_FILES: usize = 3;

findings! {
    /// About pages that contain a document, or load one.
    Embedded {
        NoDocument { files: Vec<String> }
            = SW0048 (format!(
                "no OpenAPI document found in {}: neither an object with `openapi: 3.…` or `swagger: 2.0`, nor a call or element of a known product that loads one",
                quoted(files, SHOWN_FILES),
            )),
            help (format!(
                "pass the API's document, or pages of a kind that contains one: {KINDS}. For a page saved by a browser, pass its folder too"
            ));

        DocumentLoaded { file: String, product: &'static str, url: String, address: String, save_as: String }
            = SW0049 "`{file}` ({product}) does not contain its document but loads it from `{url}`",
            help (format!("download the document and pass that file: {}", curl(save_as, address)));
        ConfigurationLoaded { file: String, product: &'static str, url: String, address: String, save_as: String }
            = SW0049 "`{file}` ({product}) does not contain its document but loads a configuration that names it from `{url}`",
            help (format!(
                "download it with {}, then download the `url` that it names, and pass that file",
                curl(save_as, address),
            ));
        ScriptMissing { file: String, product: &'static str, url: String, address: String, save_as: String }
            = SW0049 "the document of `{file}` ({product}) is in the script `{url}`, which is missing",
            help (format!(
                "pass that file too; download it if it was not saved: {}",
                curl(save_as, address),
            ));
        ExampleLoaded { file: String, url: String }
            = SW0049 "`{file}` loads only the example of Swagger UI, `{url}`",
            help "the page sets the address of the API's document elsewhere: find it in the browser's network tab, download the document and pass that file";

        SeveralDocuments { documents: Vec<String> }
            = SW0090 (format!("there are {} documents: {}", documents.len(), sorted(documents))),
            help "choose one with `--document NAME`";
        UnknownName { name: String, documents: Vec<String> }
            = SW0091 "no document is named `{name}`",
            help (format!("choose one of {}", sorted(documents)));

        DocumentCutOff { file: String, place: Option<String> }
            = SW0092 (format!("the document{} is cut off: `{file}` does not contain its end", within(place))),
            help (save_again(file));
        DocumentTooDeep { place: Option<String>, limit: usize }
            = SW0092 (format!("the document{} nests deeper than {limit} levels", within(place))),
            help "pass the document itself";
        DocumentUnexpected { file: String, place: Option<String>, found: char }
            = SW0092 (format!(
                "the document{} cannot be read: expected a key or a value, found `{}`",
                within(place),
                found.escape_debug(),
            )),
            help (save_again(file));
        DocumentMalformed { file: String, place: Option<String>, problem: String }
            = SW0092 (format!("the document{} cannot be read: {problem}", within(place))),
            help (save_again(file));

        Found { place: String }
            = SW0094 "the document is taken from {place}";
        NotUsed { document: String }
            = SW0095 "the input contains another document, `{document}`, which is not used",
            help "choose it by its title with `--document NAME`";
        NotSearchedToTheEnd { file: String }
            = SW0096 "`{file}` has too many places that look like the beginning of a document; only some of them were tried";
        Expression { pointer: String }
            = SW0097 "`{pointer}` of the document is a JavaScript expression; it is read as `null`";
    }
}

/// The place of a document, as it follows the words "the document".
fn within(place: &Option<String>) -> String {
    place.as_ref().map_or_else(String::new, |place| format!(" in {place}"))
}

fn save_again(file: &str) -> String {
    format!("save `{file}` again, complete and as the server sends it")
}

/// Quoted names in alphabetical order, each once.
fn sorted(documents: &[String]) -> String {
    let names: BTreeSet<String> = documents.iter().map(|name| format!("`{name}`")).collect();
    names.into_iter().collect::<Vec<_>>().join(", ")
}

/// The command that downloads an address. It says `HOST` where the page does not name its host.
fn curl(save_as: &str, address: &str) -> String {
    let host = if address.starts_with("https://HOST/") { ", where HOST is the host of the page" } else { "" };
    format!("`curl -o {} {}`{host}", argument(save_as), argument(address))
}

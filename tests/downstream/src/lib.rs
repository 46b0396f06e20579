//! Modules in a crate that is stricter than most.

#![forbid(unsafe_code)]
#![deny(missing_docs, rust_2018_idioms, unreachable_pub, unused_qualifications, warnings)]

#[deny(
    clippy::allow_attributes,
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::exhaustive_structs,
    clippy::implicit_return,
    clippy::indexing_slicing,
    clippy::missing_docs_in_private_items,
    clippy::nursery,
    clippy::pedantic,
    clippy::std_instead_of_core,
    elided_lifetimes_in_paths,
    missing_copy_implementations,
    missing_debug_implementations,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unnameable_types,
    unused_import_braces,
    unused_lifetimes,
    unused_macro_rules,
    unused_results,
    variant_size_differences
)]
mod inner {
    //! A module around another one.

    /// A module that others do not see.
    #[expect(clippy::redundant_pub_crate, reason = "rustc's lint says the contrary")]
    pub(super) mod gallery {
        include!(concat!(env!("OUT_DIR"), "/gallery.rs"));
    }
}

/// A module whose types have names of Rust's prelude.
#[path = "../clients/names.rs"]
pub mod names;

use inner::gallery::Client;

/// Makes calls with async and without it, and says what came back.
///
/// # Errors
///
/// When a call fails.
pub async fn call(url: &str) -> Result<String, Box<dyn std::error::Error>> {
    let client = Client::builder().base_url(url).bearer_auth("token").build()?;
    let health = client.health().await?;
    let missing = match client.get_artist(7).await {
        Err(error) if error.is_not_found() => error.to_string(),
        other => format!("{other:?}"),
    };
    let blocking = std::thread::spawn(move || client.health().send_blocking());
    let blocking = blocking.join().map_err(|_| "the thread panicked")??;
    Ok(format!("{health:?} {missing} {}", blocking.status()))
}

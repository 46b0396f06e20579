//! JSON to generated types and back: what is decoded is encoded, and decoded again to the same value.

#![no_main]

use std::fmt::Debug;

use generated::gallery::types;
use generated::runtime::wire::{Wire, from_slice, to_vec};
use libfuzzer_sys::fuzz_target;

fn round_trip<T: Wire + PartialEq + Debug>(bytes: &[u8]) {
    let Ok(value) = from_slice::<T>(bytes) else { return };
    let text = to_vec(&value).expect("a value that was decoded has a form in JSON");
    let again = from_slice::<T>(&text).expect("what is encoded is decoded");
    assert_eq!(value, again, "{}", String::from_utf8_lossy(&text));
}

fuzz_target!(|bytes: &[u8]| {
    round_trip::<types::Artwork>(bytes);
    round_trip::<types::ArtworkPatch>(bytes);
    round_trip::<types::Condition>(bytes);
    round_trip::<types::Contact>(bytes);
    round_trip::<types::Exhibition>(bytes);
    round_trip::<types::Hit>(bytes);
    round_trip::<types::LegacyRecord>(bytes);
    round_trip::<types::LoanRequest>(bytes);
    round_trip::<types::Media>(bytes);
    round_trip::<types::Order>(bytes);
    round_trip::<types::SearchQuery>(bytes);
    round_trip::<types::CountVisitsResponse>(bytes);
});

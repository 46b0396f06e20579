//! The name that may be meant by one that is not known.

/// How alike two names are that may be mistaken for each other, from 0 to 1.
const ALIKE: f64 = 0.85;

/// The known name that is closest to one that is not known, when one is close.
pub(crate) fn closest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    // Of long names nobody mistypes more than a part, and comparing takes the square of the length.
    let likeness = |other: &str| {
        if name.len().max(other.len()) > 200 {
            return 0.0;
        }
        strsim::jaro_winkler(&name.to_lowercase(), &other.to_lowercase())
    };
    known
        .map(|other| (likeness(other), other))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .max_by(|one, two| one.0.total_cmp(&two.0).then_with(|| two.1.cmp(one.1)))
        .map(|(_, other)| other)
}

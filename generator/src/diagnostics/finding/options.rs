//! Findings about the options file.

findings! {
    /// About the options file.
    Options {
        Invalid { problem: String } = SW0050 "{problem}";
    }
}

//! Findings about filters.

findings! {
    /// About `[include]` and `[exclude]` of the options.
    Filter {
        NoMatch { pattern: String, table: &'static str, key: &'static str, close: Option<String> }
            = SW0080 "the pattern `{pattern}` of `{table}.{key}` matches no operation",
            help (match close {
                Some(close) => format!("did you mean `{close}`?"),
                None => "correct the pattern, or remove it".to_owned(),
            });
        NothingLeft = SW0081 "the filters exclude every operation",
            help "an operation is generated if it matches a pattern of `[include]`, or `[include]` has none, and if it matches \
                  no pattern of `[exclude]`";
    }
}

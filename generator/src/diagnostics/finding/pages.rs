//! Findings about files that each contain a part of a document.

findings! {
    /// About files that each contain a part of a document.
    Pages {
        OperationDiffers { method: String, path: String, used: String, other: String }
            = SW0093 "`{used}` and `{other}` describe `{method} {path}` differently; `{used}` is used",
            help "correct or remove the other file";
        ComponentDiffers { section: String, name: String, used: String, other: String }
            = SW0093 "`{used}` and `{other}` describe `{name}` of `{section}` differently; `{used}` is used",
            help "correct or remove the other file";
        MemberDiffers { name: String, used: String, other: String }
            = SW0093 "`{used}` and `{other}` have a different `{name}`; that of `{used}` is used",
            help "correct or remove the other file";

        FenceMalformed { problem: String }
            = SW0099 "a fenced block begins like a document and cannot be read: {problem}; it is not used";
        FenceOpen { file: String, problem: String }
            = SW0099 "`{file}` ends within a fenced block that begins like a document: {problem}; the block is not used";
    }
}

//! Findings about files and texts.

findings! {
    /// About a file, or the text of one.
    Source {
        TooLarge { name: String, mib: usize } = SW0001 "`{name}` has {mib} MiB, more than 256 MiB", help (GIVE);
        Binary { name: String } = SW0001 "`{name}` is a binary file", help (GIVE);
        Empty { name: String } = SW0001 "`{name}` is empty", help (GIVE);
        Encoding { name: String, error: String } = SW0001 "`{name}` cannot be read: {error}", help (GIVE);
        OnlyComments { name: String } = SW0001 "`{name}` contains nothing but comments";
        Syntax { name: String, error: String } = SW0002 "`{name}` cannot be parsed: {error}";
        DuplicateKey { key: String } = SW0004 "the key `{key}` occurs twice; this one, the last, is used",
            help "remove one of the two";
        SecondDocument = SW0005 "another document begins here; only the first one of the file is read",
            help "move it to a file of its own";
        Surrogate = SW0006 "half of a surrogate pair is not a character; it is replaced by U+FFFD";
        Number { found: String, read: String } = SW0006 "`{found}` is not a JSON number; it is read as `{read}`";
        Key = SW0006 "this key is not a string; its JSON text is used as the key";
        TooMany { name: String } = SW0014 "`{name}` is not read: the document refers to too many or too large files",
            help "at most 16384 files and 256 MiB are read: bundle the document, or split it";
        Outside { name: String } = SW0014 "`{name}` is outside the document's folder and is not read",
            help "name a folder that contains all files with `--root`";
        Absent { name: String } = SW0014 "there is no file `{name}`",
            help "correct the reference, or add the file";
        Unreadable { name: String, error: String } = SW0014 "`{name}` cannot be read: {error}",
            help "check the permissions of the file";
        NotAFile { name: String } = SW0014 "`{name}` is not a file", help "correct the reference";
    }
}

/// Help for a file that is not text.
const GIVE: &str = "pass an OpenAPI document (YAML or JSON in UTF-8), or saved documentation pages";

runtime_files! {
    "mod.rs",
}

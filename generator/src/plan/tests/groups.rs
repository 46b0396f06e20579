//! Methods in groups.

use std::fmt::Write as _;

use super::outline;
use crate::Input;
use crate::read::Source;

/// The methods of the client and of its groups, for operations of these tags and ids.
fn methods(operations: &[(&str, &str)]) -> String {
    let mut text = "openapi: 3.0.3\ninfo: { title: T, version: '1' }\npaths:\n".to_owned();
    for (index, (tag, id)) in operations.iter().enumerate() {
        writeln!(text, "  /{index}: {{ get: {{ operationId: {id:?}, tags: [{tag:?}] }} }}")
            .unwrap();
    }
    let mut input = Input::new("api", vec![Source::new("t.yaml", text)]);
    input.options.method_groups = true;
    let package = crate::stand_alone(&crate::generate(input, None)).unwrap();
    let files = package.iter().filter(|(path, _)| path.starts_with("src/operations/"));
    let lines: String = files.map(|(_, text)| outline(text) + "\n").collect();
    let shown = |line: &&str| line.starts_with("pub fn ");
    lines.lines().filter(shown).map(|line| line.to_owned() + "\n").collect()
}

#[test]
fn a_method_loses_the_name_of_its_group() {
    insta::assert_snapshot!(methods(&[
        ("repos", "repos/get"),
        ("repos", "repos/list-for-org"),
        ("repos", "reposit"),
        ("repos", "repos"),
        ("git", "create_tree"),
    ]), @"
    pub fn git(&self) -> GitGroup<'_>
    pub fn create_tree(&self) -> CreateTree
    pub fn repos(&self) -> ReposGroup<'_>
    pub fn get(&self) -> ReposGet
    pub fn list_for_org(&self) -> ReposListForOrg
    pub fn reposit(&self) -> Reposit
    pub fn repos(&self) -> Repos
    ");
}

#[test]
fn a_method_keeps_the_name_where_the_rest_means_something_else() {
    insta::assert_snapshot!(methods(&[
        ("pets", "pets_new"),
        ("pets", "pets_clone"),
        ("pets", "pets_get"),
        ("pets", "get"),
        ("pets", "pets_type"),
        ("builder", "builder_2"),
    ]), @"
    pub fn builder_group(&self) -> BuilderGroup<'_>
    pub fn builder_2(&self) -> Builder2
    pub fn pets(&self) -> PetsGroup<'_>
    pub fn pets_new(&self) -> PetsNew
    pub fn pets_clone(&self) -> PetsClone
    pub fn pets_get(&self) -> PetsGet
    pub fn get(&self) -> Get
    pub fn r#type(&self) -> PetsType
    ");
}

#[test]
fn groups_have_names_of_their_own() {
    insta::assert_snapshot!(methods(&[
        ("Self", "a"),
        ("new", "b"),
        ("Client", "c"),
        ("pets", "pets"),
        ("Pets", "d"),
    ]), @"
    pub fn client(&self) -> ClientGroup<'_>
    pub fn c(&self) -> C
    pub fn new_group(&self) -> NewGroup<'_>
    pub fn b(&self) -> B
    pub fn pets(&self) -> PetsGroup<'_>
    pub fn pets(&self) -> Pets
    pub fn d(&self) -> D
    pub fn self_(&self) -> SelfGroup<'_>
    pub fn a(&self) -> A
    ");
}

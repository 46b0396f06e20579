pub fn rustdoc(text: &str) -> String { text.to_owned() }
pub fn first_sentence(text: &str) -> String { text.to_owned() }

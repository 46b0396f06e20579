//! Reads examples of bodies into generated types and writes them again.

use serde_json::{Value, json};

use crate::client::runtime::wire::{Wire, from_slice, to_vec};

/// The examples of each type, in a file of JSON that the command names.
pub struct Examples(Vec<Vec<Value>>);

impl Examples {
    /// Reads the file.
    pub fn read() -> Self {
        let path = std::env::args().nth(1).expect("file");
        let text = std::fs::read_to_string(path).expect("examples");
        Self(serde_json::from_str(&text).expect("JSON"))
    }

    /// Prints a line for each example of a type: what is written, or the error.
    pub fn check<T: Wire + PartialEq>(&self, index: usize) {
        for example in &self.0[index] {
            let line = match from_slice::<T>(example.to_string().as_bytes()) {
                Err(error) => json!({ "error": error.to_string() }),
                Ok(value) => match to_vec(&value) {
                    Err(error) => json!({ "error": format!("cannot be written: {error}") }),
                    Ok(text) => {
                        let is_same = from_slice::<T>(&text).is_ok_and(|again| again == value);
                        let written: Value = serde_json::from_slice(&text).expect("JSON");
                        json!({ "written": written, "is_same": is_same })
                    }
                },
            };
            println!("{line}");
        }
    }
}

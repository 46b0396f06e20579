//! Servers.

/// A base URL with variables in braces.
#[derive(Debug, Clone, PartialEq)]
pub struct Server {
    /// Template of the URL.
    pub url: String,
    /// Description.
    pub description: String,
    /// Variables in document order.
    pub variables: Vec<ServerVariable>,
}

impl Server {
    /// Returns the URL with the default values of its variables.
    pub fn default_url(&self) -> String {
        self.variables.iter().fold(self.url.clone(), |url, variable| {
            url.replace(&format!("{{{}}}", variable.name), &variable.default)
        })
    }
}

/// A variable of a server's URL.
#[derive(Debug, Clone, PartialEq)]
pub struct ServerVariable {
    /// Name in the template.
    pub name: String,
    /// Default value.
    pub default: String,
    /// Allowed values; empty if any value is allowed.
    pub values: Vec<String>,
    /// Description.
    pub description: String,
}

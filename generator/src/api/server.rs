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

    /// Returns whether the URL names scheme and host, if need be in a variable at its start.
    pub fn is_absolute(&self) -> bool {
        self.url.contains("//") || self.leading_variable().is_some()
    }

    /// Returns the variables without which the URL is not complete: those that have no default value, and the one at
    /// the start.
    pub fn needed_variables(&self) -> Vec<&ServerVariable> {
        if is_complete(&self.default_url()) {
            return Vec::new();
        }
        let leading = self.leading_variable();
        let is_needed = |one: &&ServerVariable| one.default.is_empty() || Some(*one) == leading;
        self.variables.iter().filter(is_needed).collect()
    }

    /// Returns the variable at the start of the URL, which then holds scheme and host.
    fn leading_variable(&self) -> Option<&ServerVariable> {
        let (name, rest) = self.url.strip_prefix('{')?.split_once('}')?;
        let is_whole = rest.is_empty() || rest.starts_with(['/', '?', ':']);
        self.variables.iter().find(|variable| is_whole && variable.name == name)
    }
}

/// Returns whether a URL has the scheme `http` or `https` and a host without empty labels.
pub fn is_complete(url: &str) -> bool {
    let parsed = url::Url::parse(url).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    let host = parsed.as_ref().and_then(|url| url.host_str());
    host.is_some_and(|host| !host.starts_with(['.', '-']) && !host.contains(".."))
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

//! The parameters of a request, flattened to the names that travel on the wire.

use std::collections::BTreeMap;
use std::fmt;

use secrecy::{ExposeSecret as _, SecretString};

/// Parameters by name, in the byte order the signature wants.
#[derive(Clone, Default)]
pub struct Parameters(BTreeMap<String, Value>);

#[derive(Clone)]
enum Value {
    Plain(String),
    /// Wiped when dropped, and never part of a URL.
    Secret(SecretString),
}

impl Value {
    fn text(&self) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::Secret(text) => text.expose_secret(),
        }
    }
}

impl Parameters {
    /// No parameters.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets a parameter, replacing an earlier value.
    pub fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.insert(name.into(), Value::Plain(value.into()));
    }

    /// Sets a parameter when there is a value.
    pub fn set_optional(&mut self, name: &str, value: Option<impl ToString>) {
        if let Some(value) = value {
            self.set(name, value.to_string());
        }
    }

    /// Sets a password or the like when there is one: such a parameter travels in the body whatever the others do.
    pub fn set_secret(&mut self, name: &str, value: Option<&SecretString>) {
        if let Some(value) = value {
            self.0.insert(name.to_owned(), Value::Secret(value.clone()));
        }
    }

    /// Sets a list that travels as one JSON array string (such as `SnapshotIds`); an empty list is left out.
    pub fn set_json_list(&mut self, name: &str, values: &[String]) {
        if !values.is_empty() {
            self.set(name, serde_json::Value::from(values.to_vec()).to_string());
        }
    }

    /// Sets a list that travels as one text with commas (such as `VpcId`); an empty list is left out.
    pub fn set_comma_list(&mut self, name: &str, values: &[String]) {
        if !values.is_empty() {
            self.set(name, values.join(","));
        }
    }

    /// Sets a list that travels as numbered parameters (such as `InstanceId.1`); an empty list is left out.
    pub fn set_repeated(&mut self, name: &str, values: &[String]) {
        for (index, value) in values.iter().enumerate() {
            self.set(format!("{name}.{}", index + 1), value);
        }
    }

    /// The value of a parameter.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(Value::text)
    }

    /// Name and value of each parameter, in byte order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.text()))
    }

    /// Whether one of them is a password or the like.
    #[must_use]
    pub fn has_secret(&self) -> bool {
        self.secrets().next().is_some()
    }

    /// The values that are a password or the like.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = &SecretString> {
        self.0.values().filter_map(|value| match value {
            Value::Secret(text) => Some(text),
            Value::Plain(_) => None,
        })
    }

    /// The plain ones, and those that are a password or the like.
    #[must_use]
    pub fn split_secrets(self) -> (Self, Self) {
        let (secret, plain) = self
            .0
            .into_iter()
            .partition(|(_, value)| matches!(value, Value::Secret(_)));
        (Self(plain), Self(secret))
    }
}

/// By what travels: a secret equals a plain value of the same text.
impl PartialEq for Parameters {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Parameters {}

/// Names only: values may be passwords or user data.
impl fmt::Debug for Parameters {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.0.keys()).finish()
    }
}

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for Parameters {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(pairs: I) -> Self {
        let mut parameters = Self::new();
        for (name, value) in pairs {
            parameters.set(name, value);
        }
        parameters
    }
}

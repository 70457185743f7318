//! The parameters of a request, flattened to the names that travel on the wire.

use std::fmt;

use secrecy::{ExposeSecret as _, SecretString};

/// Parameters in the order in which they were set. They are sorted only to be signed.
///
/// Passwords and user data are kept apart. [`Parameters::plain`] and [`RecordedRequest`](crate::RecordedRequest) cannot contain them,
/// and nothing here can be serialised:
///
/// ```compile_fail
/// let parameters = alibaba_cloud::Parameters::new();
/// serde_json::to_string(&parameters).unwrap();
/// ```
///
/// Nor can a secret be put among the plain ones without being exposed on purpose:
///
/// ```compile_fail
/// let secret = secrecy::SecretString::from("hunter2");
/// let mut parameters = alibaba_cloud::Parameters::new();
/// parameters.set("Password", secret);
/// ```
///
/// The same with a text and with the right method compiles:
///
/// ```
/// let secret = secrecy::SecretString::from("hunter2");
/// let mut parameters = alibaba_cloud::Parameters::new();
/// parameters.set("InstanceId", "i-1");
/// parameters.set_secret("Password", Some(&secret));
/// let plain: Vec<_> = parameters.plain().collect();
/// assert_eq!(serde_json::to_string(&plain).unwrap(), r#"[["InstanceId","i-1"]]"#);
/// ```
#[derive(Clone, Default)]
pub struct Parameters {
    plain: Vec<(String, String)>,
    /// Wiped when dropped, and never part of a URL.
    secret: Vec<(String, SecretString)>,
}

impl Parameters {
    /// No parameters.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets a parameter, replacing an earlier value in its place.
    pub fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        let (name, value) = (name.into(), value.into());
        self.secret.retain(|(other, _)| *other != name);
        match self.plain.iter_mut().find(|(other, _)| *other == name) {
            Some((_, earlier)) => *earlier = value,
            None => self.plain.push((name, value)),
        }
    }

    /// Sets a parameter when there is a value.
    pub fn set_optional(&mut self, name: &str, value: Option<impl ToString>) {
        if let Some(value) = value {
            self.set(name, value.to_string());
        }
    }

    /// Sets a password or other secret when there is one: such a parameter travels in the body even if the others do not.
    pub fn set_secret(&mut self, name: &str, value: Option<&SecretString>) {
        if let Some(value) = value {
            self.plain.retain(|(other, _)| other != name);
            self.secret.retain(|(other, _)| other != name);
            self.secret.push((name.to_owned(), value.clone()));
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
        for (number, value) in (1..).zip(values) {
            self.set(format!("{name}.{number}"), value);
        }
    }

    /// Sets a filter to a time, when there is one. The number of such a filter is fixed, and it takes no seconds.
    pub(crate) fn set_time_filter(&mut self, key: &str, time: Option<jiff::Timestamp>) {
        let number = if key == "CreationStartTime" { 1 } else { 2 };
        if let Some(time) = time {
            self.set(format!("Filter.{number}.Key"), key);
            self.set(
                format!("Filter.{number}.Value"),
                time.strftime("%Y-%m-%dT%H:%MZ").to_string(),
            );
        }
    }

    /// Sets the number of a page, from 1, and its size.
    pub(crate) fn set_page_number(&mut self, name: &str, number: u32, size: u32) {
        self.set(name, number.max(1).to_string());
        self.set("PageSize", size.to_string());
    }

    /// Sets the size of a page, and the token of all but the first.
    pub(crate) fn set_next_token(&mut self, name: &str, token: Option<&str>, size: u32) {
        self.set("MaxResults", size.to_string());
        self.set_optional(name, token);
    }

    /// The value of a parameter that is not secret.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.plain().find(|(other, _)| *other == name).map(|(_, value)| value)
    }

    /// Name and value of each parameter that is not secret.
    pub fn plain(&self) -> impl Iterator<Item = (&str, &str)> {
        self.plain.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Name and value of each password or other secret.
    pub fn secret(&self) -> impl Iterator<Item = (&str, &SecretString)> {
        self.secret.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// The names of all parameters, the secret ones last.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.plain()
            .map(|(name, _)| name)
            .chain(self.secret().map(|(name, _)| name))
    }

    /// Name and value of all parameters in byte order of the names, as they are signed.
    pub(crate) fn in_signing_order(&self) -> Vec<(&str, &str)> {
        let secret = self.secret().map(|(name, value)| (name, value.expose_secret()));
        let mut pairs: Vec<_> = self.plain().chain(secret).collect();
        pairs.sort_unstable();
        pairs
    }

    /// Those that are not secret, and those that are.
    pub(crate) fn split_secrets(self) -> (Self, Self) {
        let (plain, secret) = (self.plain, self.secret);
        let (no_plain, no_secret) = (Vec::new(), Vec::new());
        (
            Self {
                plain,
                secret: no_secret,
            },
            Self {
                plain: no_plain,
                secret,
            },
        )
    }
}

/// By what travels, in any order: a secret equals a plain value of the same text.
impl PartialEq for Parameters {
    fn eq(&self, other: &Self) -> bool {
        self.in_signing_order() == other.in_signing_order()
    }
}

impl Eq for Parameters {}

/// Names only: values may be passwords or user data.
impl fmt::Debug for Parameters {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.names()).finish()
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

/// A value that knows how it is written as a parameter.
pub(crate) trait ParameterValue {
    fn set_in(&self, parameters: &mut Parameters, name: &str);
}

/// Several parameters with a common prefix, such as `DataDisk.1.Size`.
pub(crate) trait ParameterGroup {
    fn set_group(&self, parameters: &mut Parameters, prefix: &str);
}

impl ParameterValue for String {
    fn set_in(&self, parameters: &mut Parameters, name: &str) {
        parameters.set(name, self);
    }
}

impl ParameterValue for u32 {
    fn set_in(&self, parameters: &mut Parameters, name: &str) {
        parameters.set(name, self.to_string());
    }
}

/// A switch that the cloud takes for off when it is absent.
impl ParameterValue for bool {
    fn set_in(&self, parameters: &mut Parameters, name: &str) {
        parameters.set_optional(name, self.then_some("true"));
    }
}

impl<T: ToString> ParameterValue for Option<T> {
    fn set_in(&self, parameters: &mut Parameters, name: &str) {
        parameters.set_optional(name, self.as_ref().map(ToString::to_string));
    }
}

/// A numbered list of groups.
impl<T: ParameterGroup> ParameterValue for Vec<T> {
    fn set_in(&self, parameters: &mut Parameters, name: &str) {
        for (number, group) in (1..).zip(self) {
            group.set_group(parameters, &format!("{name}.{number}"));
        }
    }
}

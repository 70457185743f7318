//! Tags: as the cloud tells them, as they are sent, and as they filter.

use crate::Parameters;
use crate::parameters::ParameterGroup;

/// A tag on a resource.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tag {
    /// The tag's key.
    pub key: String,
    /// The tag's value; may be empty.
    pub value: String,
}

/// Keeps resources that carry a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagFilter {
    /// The tag's key.
    pub key: String,
    /// The tag's value; any value when absent.
    pub value: Option<String>,
}

impl From<Tag> for TagFilter {
    fn from(tag: Tag) -> Self {
        Self {
            key: tag.key,
            value: Some(tag.value),
        }
    }
}

impl ParameterGroup for Tag {
    fn set_group(&self, parameters: &mut Parameters, prefix: &str) {
        parameters.set(format!("{prefix}.Key"), &self.key);
        // An empty value is a value: leaving it out has been answered with an error.
        parameters.set(format!("{prefix}.Value"), &self.value);
    }
}

impl ParameterGroup for TagFilter {
    fn set_group(&self, parameters: &mut Parameters, prefix: &str) {
        parameters.set(format!("{prefix}.Key"), &self.key);
        parameters.set_optional(&format!("{prefix}.Value"), self.value.as_deref());
    }
}

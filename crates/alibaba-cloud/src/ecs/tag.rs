//! Tags: as the cloud tells them, as they are sent, and as they filter.

use crate::Parameters;

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

pub(crate) fn set_tags(parameters: &mut Parameters, tags: &[Tag]) {
    for (index, tag) in tags.iter().enumerate() {
        let number = index + 1;
        parameters.set(format!("Tag.{number}.Key"), &tag.key);
        // An empty value is a value: leaving it out has been answered with an error.
        parameters.set(format!("Tag.{number}.Value"), &tag.value);
    }
}

pub(crate) fn set_tag_filters(parameters: &mut Parameters, filters: &[TagFilter]) {
    for (index, filter) in filters.iter().enumerate() {
        let number = index + 1;
        parameters.set(format!("Tag.{number}.Key"), &filter.key);
        parameters.set_optional(&format!("Tag.{number}.Value"), filter.value.as_deref());
    }
}

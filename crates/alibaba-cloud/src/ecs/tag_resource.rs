//! A tag on a resource as ListTagResources tells it.

use crate::JsonObject;

/// One tag of one resource.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TagResource {
    /// The resource.
    pub resource_id: String,
    /// Its kind, such as `image`.
    pub resource_type: Option<String>,
    /// The tag's key.
    pub tag_key: Option<String>,
    /// The tag's value; absent when empty.
    pub tag_value: Option<String>,
}

impl TagResource {
    pub(super) fn read(fields: JsonObject<'_>) -> Option<Self> {
        Some(Self {
            resource_id: fields.text("ResourceId")?,
            resource_type: fields.text("ResourceType"),
            tag_key: fields.text("TagKey"),
            tag_value: fields.text("TagValue"),
        })
    }
}

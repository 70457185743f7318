//! A tag on a resource as ListTagResources returns it.

use crate::declare::row;

row! {
    /// One tag of one resource.
    #[derive(Default, Eq)]
    pub struct TagResource from fields {
        /// The resource.
        resource_id: String = fields.text("ResourceId")?,
        /// Its kind, such as `image`.
        resource_type: Option<String> = fields.text("ResourceType"),
        /// The tag's key.
        tag_key: Option<String> = fields.text("TagKey"),
        /// The tag's value; absent when empty.
        tag_value: Option<String> = fields.text("TagValue"),
    }
}

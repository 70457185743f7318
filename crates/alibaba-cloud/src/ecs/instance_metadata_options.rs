//! How an instance reads its metadata.

use crate::declare::row;

row! {
    /// The metadata service of an instance. Only when asked for with `META_OPTIONS`.
    #[derive(Default, Eq)]
    pub struct InstanceMetadataOptions from fields {
        /// `enabled` or `disabled`.
        http_endpoint: Option<String> = fields.text("HttpEndpoint"),
        /// `optional` or `required`: `required` allows only the hardened mode.
        http_tokens: Option<String> = fields.text("HttpTokens"),
        /// How many network hops the answer with a token may take.
        http_put_response_hop_limit: Option<u32> = fields.number("HttpPutResponseHopLimit"),
        /// `enabled` or `disabled`: whether the tags can be read there.
        instance_metadata_tags: Option<String> = fields.text("InstanceMetadataTags"),
    }
}

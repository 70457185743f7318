//! An alias as ListAliases returns it.

use crate::declare::row;

row! {
    /// A name for a KMS key.
    #[derive(Default, Eq)]
    pub struct Alias from fields {
        /// The name, beginning with `alias/`.
        alias_name: String = fields.text("AliasName")?,
        /// The key.
        key_id: Option<String> = fields.text("KeyId"),
        /// The resource name.
        alias_arn: Option<String> = fields.text("AliasArn"),
    }
}

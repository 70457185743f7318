//! An alias as ListAliases tells it.

use crate::JsonObject;

/// A name for a KMS key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alias {
    /// The name, beginning with `alias/`.
    pub alias_name: String,
    /// The key.
    pub key_id: Option<String>,
    /// The resource name.
    pub alias_arn: Option<String>,
}

impl Alias {
    pub(super) fn read(fields: JsonObject<'_>) -> Option<Self> {
        Some(Self {
            alias_name: fields.text("AliasName")?,
            key_id: fields.text("KeyId"),
            alias_arn: fields.text("AliasArn"),
        })
    }
}

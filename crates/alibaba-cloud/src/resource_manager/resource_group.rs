//! A resource group as ListResourceGroups tells it.

use jiff::Timestamp;

use crate::JsonObject;
use crate::ecs::Tag;

/// A resource group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResourceGroup {
    /// The id.
    pub id: String,
    /// The name that identifies it.
    pub name: Option<String>,
    /// The name people see.
    pub display_name: Option<String>,
    /// `OK`, `Creating`, `Deleting` or `PendingDelete`; others verbatim.
    pub status: Option<String>,
    /// The account it belongs to; it may exceed 2^53, hence text.
    pub account_id: Option<String>,
    /// When it was made.
    pub create_date: Option<Timestamp>,
    /// The tags.
    pub tags: Vec<Tag>,
}

impl ResourceGroup {
    pub(super) fn read(fields: JsonObject<'_>) -> Option<Self> {
        Some(Self {
            id: fields.text("Id")?,
            name: fields.text("Name"),
            display_name: fields.text("DisplayName"),
            status: fields.text("Status"),
            account_id: fields.text("AccountId"),
            create_date: fields.time("CreateDate"),
            tags: fields.tags(),
        })
    }
}

//! A resource group as ListResourceGroups returns it.

use jiff::Timestamp;

use crate::declare::row;
use crate::ecs::Tag;

row! {
    /// A resource group.
    #[derive(Default, Eq)]
    pub struct ResourceGroup from fields {
        /// The id.
        id: String = fields.text("Id")?,
        /// The name that identifies it.
        name: Option<String> = fields.text("Name"),
        /// The name people see.
        display_name: Option<String> = fields.text("DisplayName"),
        /// `OK`, `Creating`, `Deleting` or `PendingDelete`; others verbatim.
        status: Option<String> = fields.text("Status"),
        /// The account it belongs to; it may exceed 2^53, hence text.
        account_id: Option<String> = fields.text("AccountId"),
        /// When it was made.
        create_date: Option<Timestamp> = fields.time("CreateDate"),
        /// The tags.
        tags: Vec<Tag> = fields.tags(),
    }
}

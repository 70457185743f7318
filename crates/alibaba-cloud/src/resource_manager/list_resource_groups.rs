//! One page of the resource groups of an account.

use super::ResourceGroup;
use crate::declare::{action, page};
use crate::ecs::TagFilter;

action! {
    /// Lists resource groups. Source: metadata of Resource Management, ListResourceGroups.
    pub struct ListResourceGroups: ResourceManager, Read, 15 seconds -> ResourceGroupPage {
        /// `OK`, `Creating`, `Deleting` or `PendingDelete`; every status when absent.
        status: Option<String> = "Status",
        /// This resource group.
        resource_group_id: Option<String> = "ResourceGroupId",
        /// At most 100 ids; all groups when empty.
        resource_group_ids: Vec<String> = "ResourceGroupIds" repeated,
        /// The group of this identifying name.
        name: Option<String> = "Name",
        /// Groups of this name.
        display_name: Option<String> = "DisplayName",
        /// Also returns the tags.
        include_tags: bool = "IncludeTags",
        /// Groups with all of these tags.
        tags: Vec<TagFilter> = "Tag",
        /// The page, from 1.
        page_number: u32 = "PageNumber" numbered(100),
    }
    /// All resource groups of the account.
    new() {
        page_number: 1,
    };
}

page! {
    /// One page of resource groups.
    #[derive(Eq)]
    pub struct ResourceGroupPage of ListResourceGroups by page_number {
        /// The rows, in the cloud's order.
        resource_groups: Vec<ResourceGroup> = "ResourceGroups" / "ResourceGroup", id id,
    }
}

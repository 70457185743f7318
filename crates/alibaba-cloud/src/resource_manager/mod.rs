//! Resource Management, version 2020-03-31. It has one endpoint for all regions.

mod list_resource_groups;
mod resource_group;

pub use list_resource_groups::{ListResourceGroups, ResourceGroupPage};
pub use resource_group::ResourceGroup;

/// The `Version` parameter.
pub const VERSION: &str = "2020-03-31";

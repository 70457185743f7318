//! One page of the accounts an image is shared with.

use super::ImageShare;
use crate::declare::{action, page};

action! {
    /// Lists the accounts an image is shared with. Source: metadata of ECS, DescribeImageSharePermission.
    pub struct DescribeImageSharePermission: Ecs(region_id), Read, 15 seconds -> ImageSharePage {
        /// The region.
        region_id: String = "RegionId",
        /// The image.
        image_id: String = "ImageId",
        /// The page, from 1.
        page_number: u32 = "PageNumber" numbered(100),
    }
    /// All accounts an image is shared with.
    new(region_id: String, image_id: String) {
        page_number: 1,
    };
}

page! {
    /// One page of accounts.
    #[derive(Eq)]
    pub struct ImageSharePage of DescribeImageSharePermission by page_number {
        /// The rows, in the cloud's order.
        accounts: Vec<ImageShare> = "Accounts" / "Account", id aliyun_id,
        /// Groups it is shared with; `all` means everybody.
        share_groups: Vec<String> = |reply| reply.rows("ShareGroups", "ShareGroup", |row| row.text("Group")),
    }
}

//! The newest image of a family.

use super::Image;
use crate::declare::{FromReply, action};
use crate::{JsonObject, Unreadable};

action! {
    /// Asks for the newest available image of a family. Source: metadata of ECS, DescribeImageFromFamily.
    pub struct DescribeImageFromFamily: Ecs(region_id), Read, 20 seconds -> FamilyImage {
        /// The region.
        region_id: String = "RegionId",
        /// The family.
        image_family: String = "ImageFamily",
    }
    /// The newest image of a family.
    new(region_id: String, image_family: String);
}

impl FromReply for FamilyImage {
    fn from_reply(reply: JsonObject<'_>) -> Result<Self, Unreadable> {
        let image = reply.object("Image").and_then(Image::read);
        if image.is_none() && reply.text("RequestId").is_none() {
            return Err(Unreadable::Field("Image"));
        }
        Ok(FamilyImage { image })
    }
}

/// The newest image of a family.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FamilyImage {
    /// The image; absent when the family has no available one.
    pub image: Option<Image>,
}

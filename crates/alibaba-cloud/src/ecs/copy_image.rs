//! Copies an image to another region.

use super::Tag;
use crate::declare::{action, reply};

action! {
    /// Copies an image. The copy is found in the destination region. Source: metadata of ECS, CopyImage.
    pub struct CopyImage: Ecs(region_id), WithClientToken, 15 seconds -> CopiedImage {
        /// The region of the image.
        region_id: String = "RegionId",
        /// The image; it must be `Available`.
        image_id: String = "ImageId",
        /// The region of the copy.
        destination_region_id: String = "DestinationRegionId",
        /// At most 64 ASCII characters; the same for every repetition of one intended copy.
        client_token: String = "ClientToken",
        /// The name of the copy.
        destination_image_name: Option<String> = "DestinationImageName",
        /// The description of the copy.
        destination_description: Option<String> = "DestinationDescription",
        /// Makes the copy encrypted; needed with a KMS key.
        encrypted: bool = "Encrypted",
        /// The KMS key, in the region of the copy.
        kms_key_id: Option<String> = "KMSKeyId",
        /// The resource group.
        resource_group_id: Option<String> = "ResourceGroupId",
        /// At most 20 tags.
        tags: Vec<Tag> = "Tag",
        /// Only checks the request; a pass is answered with the error `DryRunOperation`.
        dry_run: bool = "DryRun",
    }
    /// A copy without name, tags or options.
    new(region_id: String, image_id: String, destination_region_id: String, client_token: String);
}

reply! {
    /// The copy the cloud has begun to make.
    #[derive(Eq)]
    pub struct CopiedImage from reply {
        /// Its id, in the region of the copy.
        image_id: String = reply.required("ImageId")?,
    }
}

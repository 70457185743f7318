//! Copies an image to another region.

use std::time::Duration;

use super::Tag;
use super::tag::set_tags;
use crate::{Action, Idempotency, JsonObject, Parameters, Product, Unreadable};

/// Copies an image. The copy is found in the destination region. Source: metadata of ECS, CopyImage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CopyImage {
    /// The region of the image.
    pub region_id: String,
    /// The image; it must be `Available`.
    pub image_id: String,
    /// The region of the copy.
    pub destination_region_id: String,
    /// At most 64 ASCII characters; the same for every repetition of one intended copy.
    pub client_token: String,
    /// The name of the copy.
    pub destination_image_name: Option<String>,
    /// The description of the copy.
    pub destination_description: Option<String>,
    /// Makes the copy encrypted; needed with a KMS key.
    pub encrypted: bool,
    /// The KMS key, in the region of the copy.
    pub kms_key_id: Option<String>,
    /// The resource group.
    pub resource_group_id: Option<String>,
    /// At most 20 tags.
    pub tags: Vec<Tag>,
    /// Only checks the request; a pass is answered with the error `DryRunOperation`.
    pub dry_run: bool,
}

/// The copy the cloud has begun to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopiedImage {
    /// Its id, in the region of the copy.
    pub image_id: String,
}

impl CopyImage {
    /// A copy without name, tags or options.
    pub fn new(
        region_id: impl Into<String>,
        image_id: impl Into<String>,
        destination_region_id: impl Into<String>,
        client_token: impl Into<String>,
    ) -> Self {
        Self {
            region_id: region_id.into(),
            image_id: image_id.into(),
            destination_region_id: destination_region_id.into(),
            client_token: client_token.into(),
            ..Self::default()
        }
    }
}

impl Action for CopyImage {
    type Response = CopiedImage;

    const NAME: &'static str = "CopyImage";
    const VERSION: &'static str = super::VERSION;
    const PRODUCT: Product = Product::Ecs;
    const IDEMPOTENCY: Idempotency = Idempotency::WithClientToken;
    const READ_TIMEOUT: Duration = Duration::from_secs(15);

    fn region_id(&self) -> Option<&str> {
        Some(&self.region_id)
    }

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::new();
        parameters.set("RegionId", &self.region_id);
        parameters.set("ImageId", &self.image_id);
        parameters.set("DestinationRegionId", &self.destination_region_id);
        parameters.set("ClientToken", &self.client_token);
        parameters.set_optional("DestinationImageName", self.destination_image_name.as_deref());
        parameters.set_optional("DestinationDescription", self.destination_description.as_deref());
        parameters.set_optional("Encrypted", self.encrypted.then_some("true"));
        parameters.set_optional("KMSKeyId", self.kms_key_id.as_deref());
        parameters.set_optional("ResourceGroupId", self.resource_group_id.as_deref());
        set_tags(&mut parameters, &self.tags);
        parameters.set_optional("DryRun", self.dry_run.then_some("true"));
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<CopiedImage, Unreadable> {
        let image_id = reply.text("ImageId");
        Ok(CopiedImage {
            image_id: image_id.ok_or(Unreadable::Field("ImageId"))?,
        })
    }
}

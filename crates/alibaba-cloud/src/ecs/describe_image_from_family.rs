//! The newest image of a family.

use std::time::Duration;

use super::Image;
use crate::{Action, Idempotency, JsonObject, Parameters, Product, Unreadable};

/// Asks for the newest available image of a family. Source: metadata of ECS, DescribeImageFromFamily.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DescribeImageFromFamily {
    /// The region.
    pub region_id: String,
    /// The family.
    pub image_family: String,
}

/// The newest image of a family.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FamilyImage {
    /// The image; absent when the family has no available one.
    pub image: Option<Image>,
}

impl DescribeImageFromFamily {
    /// The newest image of a family.
    pub fn new(region_id: impl Into<String>, image_family: impl Into<String>) -> Self {
        Self {
            region_id: region_id.into(),
            image_family: image_family.into(),
        }
    }
}

impl Action for DescribeImageFromFamily {
    type Response = FamilyImage;

    const NAME: &'static str = "DescribeImageFromFamily";
    const VERSION: &'static str = super::VERSION;
    const PRODUCT: Product = Product::Ecs;
    const IDEMPOTENCY: Idempotency = Idempotency::Read;
    const READ_TIMEOUT: Duration = Duration::from_secs(20);

    fn region_id(&self) -> Option<&str> {
        Some(&self.region_id)
    }

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::new();
        parameters.set("RegionId", &self.region_id);
        parameters.set("ImageFamily", &self.image_family);
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<FamilyImage, Unreadable> {
        let fields = *reply;
        let image = fields.object("Image").and_then(Image::read);
        if image.is_none() && fields.text("RequestId").is_none() {
            return Err(Unreadable::Field("Image"));
        }
        Ok(FamilyImage { image })
    }
}

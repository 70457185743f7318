//! Stops the copying of an image.

use std::time::Duration;

use crate::{Action, Done, Idempotency, JsonObject, Parameters, Product, Unreadable};

/// Cancels a copy and removes it; the source stays. Fails when the copy is complete. Source: metadata of ECS, CancelCopyImage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CancelCopyImage {
    /// The region of the copy.
    pub region_id: String,
    /// The id of the copy, not of its source.
    pub image_id: String,
}

impl CancelCopyImage {
    /// Cancels one copy.
    pub fn new(region_id: impl Into<String>, image_id: impl Into<String>) -> Self {
        Self {
            region_id: region_id.into(),
            image_id: image_id.into(),
        }
    }
}

impl Action for CancelCopyImage {
    type Response = Done;

    const NAME: &'static str = "CancelCopyImage";
    const VERSION: &'static str = super::VERSION;
    const PRODUCT: Product = Product::Ecs;
    const IDEMPOTENCY: Idempotency = Idempotency::Once;
    const READ_TIMEOUT: Duration = Duration::from_secs(15);

    fn region_id(&self) -> Option<&str> {
        Some(&self.region_id)
    }

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::new();
        parameters.set("RegionId", &self.region_id);
        parameters.set("ImageId", &self.image_id);
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<Done, Unreadable> {
        Done::read(reply)
    }
}

//! Deletes an image.

use std::time::Duration;

use crate::{Action, Done, Idempotency, JsonObject, Parameters, Product, Unreadable};

/// Deletes an image; its snapshots stay. Source: metadata of ECS, DeleteImage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeleteImage {
    /// The region.
    pub region_id: String,
    /// The image.
    pub image_id: String,
    /// Also when instances run on it.
    pub force: bool,
    /// Only checks the request; a pass is answered with the error `DryRunOperation`.
    pub dry_run: bool,
}

impl DeleteImage {
    /// Deletes it unless instances run on it.
    pub fn new(region_id: impl Into<String>, image_id: impl Into<String>) -> Self {
        Self {
            region_id: region_id.into(),
            image_id: image_id.into(),
            ..Self::default()
        }
    }
}

impl Action for DeleteImage {
    type Response = Done;

    const NAME: &'static str = "DeleteImage";
    const VERSION: &'static str = super::VERSION;
    const PRODUCT: Product = Product::Ecs;
    const IDEMPOTENCY: Idempotency = Idempotency::Once;
    const READ_TIMEOUT: Duration = Duration::from_secs(40);

    fn region_id(&self) -> Option<&str> {
        Some(&self.region_id)
    }

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::new();
        parameters.set("RegionId", &self.region_id);
        parameters.set("ImageId", &self.image_id);
        parameters.set_optional("Force", self.force.then_some("true"));
        parameters.set_optional("DryRun", self.dry_run.then_some("true"));
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<Done, Unreadable> {
        Done::read(reply)
    }
}

//! Shares an image with accounts, or takes it back.

use std::time::Duration;

use crate::{Action, Done, Idempotency, JsonObject, Parameters, Product, Unreadable};

/// Changes who may use an image. Publishing to everybody is left out on purpose. Source: metadata of ECS, ModifyImageSharePermission.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ModifyImageSharePermission {
    /// The region.
    pub region_id: String,
    /// The image.
    pub image_id: String,
    /// Main accounts to share with. Beyond the first 10 of a call the cloud silently ignores them.
    pub add_accounts: Vec<String>,
    /// Main accounts to take it back from. Beyond the first 10 of a call the cloud silently ignores them.
    pub remove_accounts: Vec<String>,
    /// Only checks the request; a pass is answered with the error `DryRunOperation`.
    pub dry_run: bool,
}

impl ModifyImageSharePermission {
    /// No change yet.
    pub fn new(region_id: impl Into<String>, image_id: impl Into<String>) -> Self {
        Self {
            region_id: region_id.into(),
            image_id: image_id.into(),
            ..Self::default()
        }
    }
}

impl Action for ModifyImageSharePermission {
    type Response = Done;

    const NAME: &'static str = "ModifyImageSharePermission";
    const VERSION: &'static str = super::VERSION;
    const PRODUCT: Product = Product::Ecs;
    const IDEMPOTENCY: Idempotency = Idempotency::Once;
    const READ_TIMEOUT: Duration = Duration::from_secs(20);

    fn region_id(&self) -> Option<&str> {
        Some(&self.region_id)
    }

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::new();
        parameters.set("RegionId", &self.region_id);
        parameters.set("ImageId", &self.image_id);
        parameters.set_repeated("AddAccount", &self.add_accounts);
        parameters.set_repeated("RemoveAccount", &self.remove_accounts);
        parameters.set_optional("DryRun", self.dry_run.then_some("true"));
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<Done, Unreadable> {
        Done::read(reply)
    }
}

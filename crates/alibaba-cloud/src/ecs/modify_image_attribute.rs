//! Changes the name, description, family or status of an image.

use std::time::Duration;

use crate::{Action, Done, Idempotency, JsonObject, Parameters, Product, Unreadable};

/// Changes what is told about an image. What is absent stays. Source: metadata of ECS, ModifyImageAttribute.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ModifyImageAttribute {
    /// The region.
    pub region_id: String,
    /// The image.
    pub image_id: String,
    /// The new name.
    pub image_name: Option<String>,
    /// The new description.
    pub description: Option<String>,
    /// The new family.
    pub image_family: Option<String>,
    /// `Deprecated` or `Available`.
    pub status: Option<String>,
    /// `BIOS`, `UEFI` or `UEFI-Preferred`; a wrong value makes instances that do not boot.
    pub boot_mode: Option<String>,
    /// `Auto`, `Aliyun` or `BYOL`.
    pub license_type: Option<String>,
    /// `supported` or `unsupported`.
    pub nvme_support: Option<String>,
    /// `v1` or `v2`.
    pub imds_support: Option<String>,
    /// Only checks the request; a pass is answered with the error `DryRunOperation`.
    pub dry_run: bool,
}

impl ModifyImageAttribute {
    /// No change yet.
    pub fn new(region_id: impl Into<String>, image_id: impl Into<String>) -> Self {
        Self {
            region_id: region_id.into(),
            image_id: image_id.into(),
            ..Self::default()
        }
    }
}

impl Action for ModifyImageAttribute {
    type Response = Done;

    const NAME: &'static str = "ModifyImageAttribute";
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
        parameters.set_optional("ImageName", self.image_name.as_deref());
        parameters.set_optional("Description", self.description.as_deref());
        parameters.set_optional("ImageFamily", self.image_family.as_deref());
        parameters.set_optional("Status", self.status.as_deref());
        parameters.set_optional("BootMode", self.boot_mode.as_deref());
        parameters.set_optional("LicenseType", self.license_type.as_deref());
        parameters.set_optional("Features.NvmeSupport", self.nvme_support.as_deref());
        parameters.set_optional("Features.ImdsSupport", self.imds_support.as_deref());
        parameters.set_optional("DryRun", self.dry_run.then_some("true"));
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<Done, Unreadable> {
        Done::read(reply)
    }
}

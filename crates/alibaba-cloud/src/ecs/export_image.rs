//! Writes an image to OSS.

use std::time::Duration;

use crate::{Action, Idempotency, JsonObject, Parameters, Product, Unreadable};

/// Exports an image to a bucket in its region. Source: metadata of ECS, ExportImage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportImage {
    /// The region.
    pub region_id: String,
    /// The image.
    pub image_id: String,
    /// The bucket, in the same region.
    pub oss_bucket: String,
    /// What the name of the object begins with.
    pub oss_prefix: Option<String>,
    /// `raw`, `vhd`, `qcow2`, `vmdk` or `vdi`; `raw` when absent.
    pub image_format: Option<String>,
    /// The RAM role that may write to the bucket; `AliyunECSImageExportDefaultRole` when absent.
    pub role_name: Option<String>,
    /// Only checks the request; a pass is answered with the error `DryRunOperation`.
    pub dry_run: bool,
}

/// The export the cloud has begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportedImage {
    /// The task to follow.
    pub task_id: String,
}

impl ExportImage {
    /// An export in the default format.
    pub fn new(region_id: impl Into<String>, image_id: impl Into<String>, oss_bucket: impl Into<String>) -> Self {
        Self {
            region_id: region_id.into(),
            image_id: image_id.into(),
            oss_bucket: oss_bucket.into(),
            ..Self::default()
        }
    }
}

impl Action for ExportImage {
    type Response = ExportedImage;

    const NAME: &'static str = "ExportImage";
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
        parameters.set("OSSBucket", &self.oss_bucket);
        parameters.set_optional("OSSPrefix", self.oss_prefix.as_deref());
        parameters.set_optional("ImageFormat", self.image_format.as_deref());
        parameters.set_optional("RoleName", self.role_name.as_deref());
        parameters.set_optional("DryRun", self.dry_run.then_some("true"));
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<ExportedImage, Unreadable> {
        let fields = *reply;
        // Older replies name it ExportTaskId.
        let task_id = fields.text("TaskId").or_else(|| fields.text("ExportTaskId"));
        Ok(ExportedImage {
            task_id: task_id.ok_or(Unreadable::Field("TaskId"))?,
        })
    }
}

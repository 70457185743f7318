//! The instance types an image can run on.

use std::time::Duration;

use super::InstanceType;
use crate::fields;
use crate::{Action, Idempotency, JsonObject, Parameters, Product, Unreadable};

/// Lists the instance types an image can run on. Memory may be told in MiB here. Source: metadata of ECS, DescribeImageSupportInstanceTypes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DescribeImageSupportInstanceTypes {
    /// The region.
    pub region_id: String,
    /// The image.
    pub image_id: String,
    /// `CreateEcs` or `Modify`: types for a new instance, or to change an instance to.
    pub action_type: Option<String>,
}

/// The instance types an image can run on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SupportedInstanceTypes {
    /// The rows, in the cloud's order.
    pub instance_types: Vec<InstanceType>,
    /// Rows that could not be read.
    pub skipped: usize,
}

impl DescribeImageSupportInstanceTypes {
    /// All instance types an image can run on.
    pub fn new(region_id: impl Into<String>, image_id: impl Into<String>) -> Self {
        Self {
            region_id: region_id.into(),
            image_id: image_id.into(),
            ..Self::default()
        }
    }
}

impl Action for DescribeImageSupportInstanceTypes {
    type Response = SupportedInstanceTypes;

    const NAME: &'static str = "DescribeImageSupportInstanceTypes";
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
        parameters.set("ImageId", &self.image_id);
        parameters.set_optional("ActionType", self.action_type.as_deref());
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<SupportedInstanceTypes, Unreadable> {
        let (instance_types, skipped) = fields::rows(reply, "InstanceTypes", "InstanceType", InstanceType::read)?;
        Ok(SupportedInstanceTypes {
            instance_types,
            skipped,
        })
    }
}

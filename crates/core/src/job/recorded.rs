//! CreateImage as it was written down: what is sent again is the same to the letter.

use std::time::Duration;

use alibaba_cloud::ecs::{CreateImage, CreatedImage};
use alibaba_cloud::{Action, Idempotency, JsonObject, Parameters, Product, Unreadable};

use crate::image::RequestParameter;

/// A recorded CreateImage.
pub(super) struct RecordedCreateImage {
    parameters: Parameters,
}

impl RecordedCreateImage {
    /// The recorded request under a token.
    pub(super) fn new(recorded: &[RequestParameter], client_token: &str) -> Self {
        let mut parameters: Parameters = recorded
            .iter()
            .map(|parameter| (&parameter.name, &parameter.value))
            .collect();
        parameters.set("ClientToken", client_token);
        Self { parameters }
    }
}

impl Action for RecordedCreateImage {
    type Response = CreatedImage;

    const NAME: &'static str = CreateImage::NAME;
    const VERSION: &'static str = CreateImage::VERSION;
    const PRODUCT: Product = CreateImage::PRODUCT;
    const IDEMPOTENCY: Idempotency = CreateImage::IDEMPOTENCY;
    const READ_TIMEOUT: Duration = CreateImage::READ_TIMEOUT;

    fn region_id(&self) -> Option<&str> {
        self.parameters.get("RegionId")
    }

    fn parameters(&self) -> Parameters {
        self.parameters.clone()
    }

    fn decode(reply: &JsonObject) -> Result<CreatedImage, Unreadable> {
        CreateImage::decode(reply)
    }
}

/// The snapshots a recorded request names, in the order of its disks.
pub(super) fn snapshot_ids(recorded: &[RequestParameter]) -> Vec<String> {
    recorded
        .iter()
        .filter(|parameter| parameter.name == "SnapshotId" || parameter.name.ends_with(".SnapshotId"))
        .map(|parameter| parameter.value.clone())
        .collect()
}

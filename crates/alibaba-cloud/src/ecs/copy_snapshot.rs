//! Copies a snapshot to another region.

use std::time::Duration;

use super::Tag;
use super::tag::set_tags;
use crate::{Action, Idempotency, JsonObject, Parameters, Product, Unreadable};

/// Copies a snapshot. Source: metadata of ECS, CopySnapshot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CopySnapshot {
    /// The region of the snapshot.
    pub region_id: String,
    /// The snapshot.
    pub snapshot_id: String,
    /// The region of the copy.
    pub destination_region_id: String,
    /// The name of the copy.
    pub destination_snapshot_name: String,
    /// The description of the copy.
    pub destination_snapshot_description: String,
    /// At most 64 ASCII characters; the same for every repetition of one intended copy.
    pub client_token: String,
    /// Days until the copy is released, 1 to 65,536; kept for ever when absent.
    pub retention_days: Option<u32>,
    /// Whether the copy is encrypted.
    pub encrypted: Option<bool>,
    /// The KMS key, in the region of the copy.
    pub kms_key_id: Option<String>,
    /// The resource group.
    pub resource_group_id: Option<String>,
    /// At most 20 tags.
    pub tags: Vec<Tag>,
}

/// The copy the cloud has begun to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopiedSnapshot {
    /// Its id, in the region of the copy.
    pub snapshot_id: String,
}

impl Action for CopySnapshot {
    type Response = CopiedSnapshot;

    const NAME: &'static str = "CopySnapshot";
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
        parameters.set("SnapshotId", &self.snapshot_id);
        parameters.set("DestinationRegionId", &self.destination_region_id);
        parameters.set("DestinationSnapshotName", &self.destination_snapshot_name);
        parameters.set("DestinationSnapshotDescription", &self.destination_snapshot_description);
        parameters.set("ClientToken", &self.client_token);
        parameters.set_optional("RetentionDays", self.retention_days);
        parameters.set_optional("Encrypted", self.encrypted);
        parameters.set_optional("KMSKeyId", self.kms_key_id.as_deref());
        parameters.set_optional("ResourceGroupId", self.resource_group_id.as_deref());
        set_tags(&mut parameters, &self.tags);
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<CopiedSnapshot, Unreadable> {
        let snapshot_id = reply.text("SnapshotId");
        Ok(CopiedSnapshot {
            snapshot_id: snapshot_id.ok_or(Unreadable::Field("SnapshotId"))?,
        })
    }
}

//! Makes a snapshot of a disk.

use std::time::Duration;

use super::Tag;
use super::tag::set_tags;
use crate::{Action, Idempotency, JsonObject, Parameters, Product, Unreadable};

/// Creates a snapshot. Source: metadata of ECS, CreateSnapshot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CreateSnapshot {
    /// The region of the disk; it selects the host and is no parameter.
    pub region_id: String,
    /// The disk.
    pub disk_id: String,
    /// At most 64 ASCII characters; the same for every repetition of one intended snapshot.
    pub client_token: String,
    /// The snapshot's name; not beginning with `auto`.
    pub snapshot_name: Option<String>,
    /// The description.
    pub description: Option<String>,
    /// Days until it is released, 1 to 65,536; kept for ever when absent.
    pub retention_days: Option<u32>,
    /// `standard` or `flash`.
    pub category: Option<String>,
    /// The resource group.
    pub resource_group_id: Option<String>,
    /// At most 20 tags.
    pub tags: Vec<Tag>,
}

/// The snapshot the cloud has begun to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreatedSnapshot {
    /// Its id.
    pub snapshot_id: String,
}

impl CreateSnapshot {
    /// A snapshot without name, tags or options.
    pub fn new(region_id: impl Into<String>, disk_id: impl Into<String>, client_token: impl Into<String>) -> Self {
        Self {
            region_id: region_id.into(),
            disk_id: disk_id.into(),
            client_token: client_token.into(),
            ..Self::default()
        }
    }
}

impl Action for CreateSnapshot {
    type Response = CreatedSnapshot;

    const NAME: &'static str = "CreateSnapshot";
    const VERSION: &'static str = super::VERSION;
    const PRODUCT: Product = Product::Ecs;
    const IDEMPOTENCY: Idempotency = Idempotency::WithClientToken;
    const READ_TIMEOUT: Duration = Duration::from_secs(90);

    fn region_id(&self) -> Option<&str> {
        Some(&self.region_id)
    }

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::new();
        parameters.set("DiskId", &self.disk_id);
        parameters.set("ClientToken", &self.client_token);
        parameters.set_optional("SnapshotName", self.snapshot_name.as_deref());
        parameters.set_optional("Description", self.description.as_deref());
        parameters.set_optional("RetentionDays", self.retention_days);
        parameters.set_optional("Category", self.category.as_deref());
        parameters.set_optional("ResourceGroupId", self.resource_group_id.as_deref());
        set_tags(&mut parameters, &self.tags);
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<CreatedSnapshot, Unreadable> {
        let snapshot_id = reply.text("SnapshotId");
        Ok(CreatedSnapshot {
            snapshot_id: snapshot_id.ok_or(Unreadable::Field("SnapshotId"))?,
        })
    }
}

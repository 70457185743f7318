//! Snapshot orders over the inventory and the cloud: what the page starts from, and what is checked.

use super::reading;
use super::snapshot_order::OrderFacts;
use crate::Problem;
use crate::cloud::{CallError, Cloud, Priority};
use crate::inventory::{Inventory, KnownInstance, ResourceKey};

/// Snapshot orders. A clone shares everything.
#[derive(Clone)]
pub(crate) struct SnapshotOrders {
    cloud: Cloud,
    inventory: Inventory,
}

impl SnapshotOrders {
    pub(crate) fn new(cloud: Cloud, inventory: Inventory) -> Self {
        Self { cloud, inventory }
    }

    /// An instance with the disks that the cloud lists now: one that was attached a moment ago belongs to a set of all disks.
    ///
    /// # Errors
    /// `NotFound`, the codes of the account's client and of the cloud, the cache's codes.
    pub(crate) async fn asked(&self, key: &ResourceKey) -> Result<OrderFacts, Problem> {
        let known = self.inventory.known_instance(key).await?;
        let disks = self.disks(key).await?;
        Ok(KnownInstance { disks, ..known }.into())
    }

    /// The same, with the disks as they are known when the cloud cannot be asked.
    ///
    /// # Errors
    /// `NotFound`, the cache's codes.
    pub(crate) async fn known(&self, key: &ResourceKey) -> Result<OrderFacts, Problem> {
        let known = self.inventory.known_instance(key).await?;
        Ok(match self.disks(key).await {
            Ok(disks) => KnownInstance { disks, ..known }.into(),
            Err(problem) => {
                tracing::info!(instance = %key.id, code = ?problem.code, "disks not asked, those of the cache are shown");
                known.into()
            }
        })
    }

    async fn disks(&self, key: &ResourceKey) -> Result<Vec<alibaba_cloud::ecs::Disk>, Problem> {
        let client = self.cloud.client(&key.account_id, Priority::User).await?;
        let read = reading::disks(&client, &key.region_id, &key.id).await;
        Ok(read.map_err(|failure: CallError| Problem::from(failure))?.0)
    }
}

//! Which row of the inventory.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Names one row over all accounts and regions.
#[derive(Clone, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ResourceKey {
    /// Our account id.
    pub account_id: String,
    /// `RegionId`.
    pub region_id: String,
    /// `SnapshotId`, `ImageId` or `InstanceId`.
    pub id: String,
}

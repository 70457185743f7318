//! How many rows of each kind there are.

use serde::Serialize;
use ts_rs::TS;

/// Rows of each kind in all accounts and chosen regions.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct InventoryCounts {
    /// Snapshots.
    pub snapshots: u32,
    /// Images.
    pub images: u32,
    /// Instances.
    pub instances: u32,
}

//! An instance that is launched of a new image to see that it starts, and that is released again.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A test launch of the image, as a step after it is available. One pay-as-you-go instance without a public address; its disks are
/// released with it.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TestLaunch {
    /// `ZoneId`.
    pub zone_id: String,
    /// `VSwitchId`, in that zone.
    pub v_switch_id: String,
    /// `SecurityGroupId`, in the VPC of the vSwitch.
    pub security_group_id: String,
    /// `InstanceType`.
    pub instance_type: String,
    /// `Category` of all its disks.
    pub disk_category: String,
    /// `PerformanceLevel` of a `cloud_essd`; empty for other categories.
    pub performance_level: String,
    /// When it is released.
    pub release: TestRelease,
    /// What it was said to cost when it was chosen; `null` when that was not known. Not sent.
    pub price: Option<TestPrice>,
}

/// When the instance of a test launch is released.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
#[ts(export)]
pub enum TestRelease {
    /// When a person confirms it.
    #[default]
    AfterConfirmation,
    /// By itself.
    #[serde(rename_all = "camelCase")]
    AfterMinutes {
        /// Minutes since it runs, 5 to 1440.
        minutes: u32,
    },
}

/// What an instance costs while it is there.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TestPrice {
    /// For an hour, disks included, the discount taken off.
    pub hourly: f64,
    /// `CNY` or `USD`.
    pub currency: String,
}

//! What can be chosen for a test launch, and what is proposed.

use serde::Serialize;
use ts_rs::TS;

use super::{LaunchChoices, NotAsked};
use crate::Problem;
use crate::image::{TestLaunch, TestPrice};

/// What a test launch of a drafted image starts from.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TestLaunchStart {
    /// Types that fit the source instance, the smallest first; zones, networks and security groups of the region.
    pub choices: LaunchChoices,
    /// The smallest type that is in stock in a zone with a vSwitch, with its disks, network and price. Released after a confirmation.
    pub proposal: Option<TestLaunch>,
    /// Why nothing is proposed; `null` when something is.
    pub no_proposal: Option<NoProposal>,
    /// `x86_64` or `arm64` of the source instance; `null` when it is not known, and `x86_64` is assumed.
    pub architecture: Option<String>,
}

/// Why no test launch is proposed.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum NoProposal {
    /// The region has no vSwitch with free addresses.
    NoVSwitch,
    /// No VPC with a vSwitch has a security group.
    NoSecurityGroup,
    /// No fitting type is in stock in a zone with a vSwitch.
    NoStock,
    /// The cloud could not be asked; see `choices.notAsked`.
    NotAsked,
}

/// What the cloud offers for a chosen test launch.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TestLaunchOffer {
    /// Disk categories that the zone sells with the type, the cheapest first; empty when they are not known.
    pub categories: Vec<TestDiskCategory>,
    /// What the chosen one costs; `null` when it is not known.
    pub price: Option<TestPrice>,
    /// Why the price is not known.
    pub price_problem: Option<Problem>,
    /// What could not be asked.
    pub not_asked: Vec<NotAsked>,
}

/// A category of the disks of a test launch.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TestDiskCategory {
    /// `Category`.
    pub category: String,
    /// The lowest `PerformanceLevel` of a `cloud_essd`; empty for other categories.
    pub performance_level: String,
}

//! What can be chosen for new instances in a region: types and their stock, networks, key pairs.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Problem;

/// What types, zones, networks and key pairs there are for an image.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LaunchChoices {
    /// Types that the image supports and that a zone sells, nearest to `like` first.
    pub types: Vec<TypeChoice>,
    /// How many types of the region are not shown, by reason.
    pub hidden: Vec<HiddenTypes>,
    /// Zones of the region, in their order.
    pub zones: Vec<ZoneChoice>,
    /// VPCs.
    pub vpcs: Vec<VpcChoice>,
    /// vSwitches.
    pub v_switches: Vec<VSwitchChoice>,
    /// Security groups.
    pub security_groups: Vec<SecurityGroupChoice>,
    /// Names of key pairs.
    pub key_pairs: Vec<String>,
    /// When stock was asked for, milliseconds since the epoch.
    #[ts(type = "number")]
    pub asked_at: i64,
    /// What could not be asked.
    pub not_asked: Vec<NotAsked>,
}

/// A question that had no answer.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct NotAsked {
    /// The action: `DescribeKeyPairs`, ...
    pub action: String,
    /// Why.
    pub problem: Problem,
}

/// An instance type.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TypeChoice {
    /// `InstanceTypeId`.
    pub id: String,
    /// vCPUs.
    pub cpu: u32,
    /// GiB.
    pub memory_gib: f64,
    /// Stock in each zone; a zone that does not sell it is missing.
    pub stock: Vec<ZoneStock>,
}

/// Stock of a type in a zone for a billing method.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ZoneStock {
    /// `ZoneId`.
    pub zone_id: String,
    /// How much there is.
    pub stock: Stock,
}

/// How much there is, in the three words of the cloud (`StatusCategory`).
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum Stock {
    /// `WithStock`.
    InStock,
    /// `ClosedWithStock`: little.
    Low,
    /// `WithoutStock` or `ClosedWithoutStock`.
    SoldOut,
}

/// Types that are not shown.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct HiddenTypes {
    /// Why.
    pub reason: HiddenReason,
    /// How many.
    pub count: u32,
}

/// Why a type is not shown.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum HiddenReason {
    /// The image does not support it (DescribeImageSupportInstanceTypes).
    NotForImage,
    /// No zone of the region sells it for this billing method.
    NotSold,
}

/// A zone.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ZoneChoice {
    /// `ZoneId`.
    pub id: String,
    /// vSwitches in it.
    pub v_switches: u32,
}

/// A VPC.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct VpcChoice {
    /// `VpcId`.
    pub id: String,
    /// `VpcName`; empty when it has none.
    pub name: String,
    /// `CidrBlock`.
    pub cidr: String,
}

/// A vSwitch.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct VSwitchChoice {
    /// `VSwitchId`.
    pub id: String,
    /// `VSwitchName`; empty when it has none.
    pub name: String,
    /// `VpcId`.
    pub vpc_id: String,
    /// `ZoneId`.
    pub zone_id: String,
    /// `CidrBlock`.
    pub cidr: String,
    /// `AvailableIpAddressCount`.
    #[ts(type = "number | null")]
    pub free_addresses: Option<u64>,
}

/// A security group.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SecurityGroupChoice {
    /// `SecurityGroupId`.
    pub id: String,
    /// `SecurityGroupName`; empty when it has none.
    pub name: String,
    /// `VpcId`.
    pub vpc_id: String,
}

/// The price of one instance type for an hour.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TypePrice {
    /// `InstanceTypeId`.
    pub instance_type: String,
    /// What is paid for an hour, the discount taken off; `null` when it is not known.
    pub hourly: Option<f64>,
    /// `CNY` or `USD`.
    pub currency: String,
    /// Why it is not known.
    pub problem: Option<Problem>,
}

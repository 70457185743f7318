//! Changing the configuration of an instance: its type, its disks, its public bandwidth.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::OrderDisk;
use crate::inventory::InstanceRow;
use crate::job::StepKindName;
use crate::launch::{LaunchPrice, Stock};
use crate::{Finding, Problem};

/// What an instance is to become.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct ChangeDraft {
    /// Our account id.
    pub account_id: String,
    /// `RegionId`.
    pub region_id: String,
    /// `InstanceId`.
    pub instance_id: String,
    /// The new `InstanceType`; `null` keeps it.
    pub instance_type: Option<String>,
    /// Disks that change.
    pub disks: Vec<DiskChange>,
    /// The new outbound bandwidth, Mbit/s; `null` keeps it. 0 releases the public address at once.
    pub bandwidth_out: Option<u32>,
    /// An instance that has to be stopped is started afterwards.
    pub start_after: bool,
}

/// What a disk is to become. A field that is `null` stays as it is.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct DiskChange {
    /// `DiskId`.
    pub disk_id: String,
    /// GiB; disks only grow.
    pub size_gib: Option<u32>,
    /// `Category`.
    pub category: Option<String>,
    /// `PerformanceLevel`, of an ESSD.
    pub performance_level: Option<String>,
}

/// What the Change configuration page starts from.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ChangeStart {
    /// The instance, as the cloud has just told of it.
    pub instance: InstanceRow,
    /// A subscription: its type goes by ModifyPrepayInstanceSpec, and a change is paid at once.
    pub subscription: bool,
    /// Types that it can become (DescribeResourcesModification), as the cloud orders them.
    pub types: Vec<ChangeType>,
    /// Why the cloud could not be asked for them.
    pub types_not_asked: Option<Problem>,
    /// Its disks, the system disk first.
    pub disks: Vec<ChangeDisk>,
    /// Outbound bandwidth now, Mbit/s.
    pub bandwidth_out: u32,
    /// Most that it can have, Mbit/s.
    pub max_bandwidth_out: u32,
    /// `PayByTraffic` or `PayByBandwidth`; empty when not told.
    pub internet_charge_type: String,
    /// Its public address is an EIP, whose bandwidth is changed elsewhere.
    pub has_eip: bool,
    /// Nothing changes; started afterwards when it runs now.
    pub draft: ChangeDraft,
}

/// An instance type that the instance can become.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ChangeType {
    /// `InstanceType`.
    pub instance_type: String,
    /// vCPUs; `null` when not told.
    pub cpu: Option<u32>,
    /// GiB; `null` when not told.
    pub memory_gib: Option<f64>,
    /// How much there is in the zone.
    pub stock: Stock,
}

/// A disk of the instance, and what it can become.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ChangeDisk {
    /// The disk.
    pub disk: OrderDisk,
    /// Categories that it can become, its own among them.
    pub categories: Vec<String>,
    /// Performance levels that it can become as an ESSD, its own among them.
    pub levels: Vec<String>,
    /// Largest size, GiB.
    pub max_size_gib: u32,
    /// It grows while the instance runs; otherwise the new size shows after the next start.
    pub grows_while_running: bool,
}

/// What the rules say of a change, and what it costs.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ChangeCheck {
    /// Errors, warnings and notes. Fields: `instanceId`, `instanceType`, `disks.0.sizeGib`, `disks.0.category`,
    /// `disks.0.performanceLevel`, `bandwidthOut`.
    pub findings: Vec<Finding>,
    /// What will run, in order: what needs no stop first, then one stop for the rest.
    pub steps: Vec<ChangeStep>,
    /// The instance is out of service for a while.
    pub needs_stop: bool,
    /// What instance, disks and bandwidth cost an hour now; `null` for a subscription, or when it is not known.
    pub price_now: Option<LaunchPrice>,
    /// What they cost an hour afterwards; of a subscription what is to be paid for the change.
    pub price_then: Option<LaunchPrice>,
    /// Why a price is not known.
    pub price_problem: Option<Problem>,
}

/// A step to come.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ChangeStep {
    /// What it does.
    pub kind: StepKindName,
    /// The disk that it is about.
    pub disk_id: Option<String>,
}

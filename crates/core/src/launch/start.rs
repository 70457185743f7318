//! What the Create instances page starts from.

use serde::Serialize;
use ts_rs::TS;

use super::LaunchDraft;
use crate::Problem;
use crate::inventory::{ImageRow, InstanceRow};

/// What the Create instances page starts from.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LaunchStart {
    /// The image.
    pub image: ImageRow,
    /// Whether the image is Windows.
    pub windows: bool,
    /// The instance to be identical to, when one was named.
    pub like: Option<InstanceRow>,
    /// Instances of the account and region that new ones can be identical to: the one that the image was made of first, then those
    /// that were made of the image; at most 200.
    pub instances: Vec<InstanceRow>,
    /// A draft with everything taken over from `like`; without one, with what the image says.
    pub draft: LaunchDraft,
    /// What cannot be carried over from `like`.
    pub not_carried: Vec<NotCarried>,
    /// What could not be read of `like`: the draft does not have it.
    pub not_read: Vec<NotRead>,
}

/// What an instance has and a new one does not get (FACTS-INSTANCES, 15 and table b).
#[derive(Clone, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct NotCarried {
    /// What it is.
    pub code: NotCarriedCode,
    /// The value, when there is one that may be shown.
    pub value: String,
}

/// What cannot be carried over.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum NotCarriedCode {
    /// The password, which cannot be read.
    Password,
    /// Private addresses and MAC.
    Addresses,
    /// The elastic IP address; value: the address.
    Eip,
    /// The instance id and serial number, which licences may be bound to.
    Identity,
    /// Secondary network interfaces; value: how many.
    NetworkInterfaces,
    /// Content of local disks; value: how many.
    LocalDisks,
    /// A disk shared with other instances; value: the device.
    MultiAttach,
    /// A subscription: new ones are pay-as-you-go unless chosen otherwise; value: when it ends, milliseconds since the epoch.
    Subscription,
    /// A disk that the image does not hold; value: the device.
    DiskNotInImage,
    /// A disk of the image that the instance does not have; value: the device.
    DiskOnlyInImage,
    /// The time at which it is released by itself.
    AutoRelease,
    /// Tags above the number that a request takes; value: how many.
    Tags,
    /// Settings that new instances do not have; value: their names and values, a disk's behind its device.
    Settings,
    /// The preference for maintenance.
    Maintenance,
    /// Membership in load balancers, NAT rules, alarms.
    Memberships,
}

/// A reading that failed.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct NotRead {
    /// The action that was to read it: `DescribeUserData`, ...
    pub action: String,
    /// Why.
    pub problem: Problem,
}

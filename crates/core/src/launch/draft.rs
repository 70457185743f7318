//! What new instances are to be like, as a person fills it in.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::inventory::Tag;

/// Instances to be made from an image. Holds no password and no user data.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LaunchDraft {
    /// Our account id.
    pub account_id: String,
    /// `RegionId`.
    pub region_id: String,
    /// `ImageId`.
    pub image_id: String,
    /// `InstanceId` of the instance that they are to be identical to; `null` for a choice of one's own.
    pub like: Option<String>,
    /// How many.
    pub count: u32,
    /// How many at least (`MinAmount`); as many as `count` means all or none.
    pub at_least: u32,
    /// `InstanceType`.
    pub instance_type: String,
    /// `ZoneId`.
    pub zone_id: String,
    /// `VpcId`, to choose vSwitches and security groups by; not sent.
    pub vpc_id: String,
    /// `VSwitchId`, in that zone.
    pub v_switch_id: String,
    /// `SecurityGroupIds.N`.
    pub security_group_ids: Vec<String>,
    /// `InstanceChargeType`: `PostPaid` or `PrePaid`.
    pub charge_type: String,
    /// `Period` of a subscription, months.
    pub period_months: u32,
    /// `AutoRenew` of a subscription.
    pub auto_renew: bool,
    /// `InternetMaxBandwidthOut`, Mbit/s; 0 gives no public address, and is sent.
    pub bandwidth_out: u32,
    /// `InternetChargeType`: `PayByTraffic` or `PayByBandwidth`.
    pub internet_charge_type: String,
    /// The disks of each instance, the system disk first: a row for each disk of the image, then blank ones.
    pub disks: Vec<LaunchDisk>,
    /// How one signs in.
    pub sign_in: SignIn,
    /// `KeyPairName`, when one signs in with a key pair.
    pub key_pair: String,
    /// What stands before the number in `InstanceName`.
    pub name_prefix: String,
    /// Number of the first instance, 0 to 999999.
    pub name_first: u32,
    /// Digits of the number, 1 to 6.
    pub name_digits: u32,
    /// Which name the system inside gets.
    pub host_names: HostNames,
    /// `Description`, may be empty.
    pub description: String,
    /// `RamRoleName`, may be empty.
    pub ram_role: String,
    /// `Tag.N`, without the job's own.
    pub tags: Vec<Tag>,
    /// `ResourceGroupId`, may be empty.
    pub resource_group_id: String,
    /// `DeletionProtection`.
    pub deletion_protection: bool,
    /// Whether the user data of `like` is read and sent along. It runs again on each new instance.
    pub user_data: bool,
    /// Further parameters of RunInstances, taken from `like`.
    pub settings: Vec<LaunchSetting>,
}

/// A disk of each new instance. Category, level, size, release and encryption are always sent: an image does not carry them.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LaunchDisk {
    /// Device name such as `/dev/xvdb`, as the image has it.
    pub device: String,
    /// Whether it is the system disk.
    pub system: bool,
    /// Whether the image holds it. A disk that it does not hold is blank.
    pub of_image: bool,
    /// GiB of it in the image, the least that it can have; 0 for a blank disk.
    pub image_gib: u32,
    /// `Category`: `cloud_essd`, ...
    pub category: String,
    /// `PerformanceLevel`: `PL0` to `PL3`, of a `cloud_essd` only; empty for other categories.
    pub performance_level: String,
    /// GiB.
    pub size_gib: u32,
    /// `DeleteWithInstance`; always `true` for the system disk.
    pub delete_with_instance: bool,
    /// `Encrypted`.
    pub encrypted: bool,
    /// `KMSKeyId`; empty for the cloud's own key.
    pub kms_key_id: String,
    /// `ProvisionedIops`, of a `cloud_auto`.
    pub provisioned_iops: Option<u32>,
    /// `BurstingEnabled`, of a `cloud_auto`.
    pub bursting: bool,
    /// `DiskName`; empty for the cloud's choice.
    pub name: String,
    /// `Description`, may be empty.
    pub description: String,
    /// `AutoSnapshotPolicyId`, may be empty.
    pub auto_snapshot_policy_id: String,
}

/// How one signs in to a new instance.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum SignIn {
    /// With a key pair; Linux only.
    KeyPair,
    /// With the password that the image holds (`PasswordInherit`).
    ImagePassword,
    /// With a password that is typed in and kept nowhere.
    Password,
    /// Not set: nobody can sign in before a password is set in the cloud.
    #[default]
    None,
}

/// Which `HostName` new instances get.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum HostNames {
    /// The same as the instance name.
    #[default]
    SameAsName,
    /// The cloud's own choice: nothing is sent.
    ByCloud,
}

/// A further parameter of RunInstances.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LaunchSetting {
    /// Wire name, such as `CreditSpecification`.
    pub name: String,
    /// Its value.
    pub value: String,
}

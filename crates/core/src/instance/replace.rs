//! Replacing the operating system of instances: the system disk is released for good and made anew from an image.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Finding;
use crate::image::RequestParameter;
use crate::inventory::{ImageRow, InstanceRow};
use crate::launch::SignIn;

/// Instances whose system disks are replaced, and by what.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct ReplaceDraft {
    /// Our account id.
    pub account_id: String,
    /// `RegionId` of the instances and of the image.
    pub region_id: String,
    /// `InstanceId`s, in the order in which they are replaced.
    pub instance_ids: Vec<String>,
    /// `ImageId`; empty when none is picked yet.
    pub image_id: String,
    /// `SystemDisk.Size`, GiB; `null` keeps the size of the old disk, or takes that of the image when it is larger.
    pub system_size_gib: Option<u32>,
    /// How one signs in afterwards. `KeyPair` binds a key pair again, which is lost with the disk.
    pub sign_in: SignIn,
    /// `KeyPairName`; empty binds the one again that each instance has.
    pub key_pair: String,
    /// A snapshot of the system disk is made first, and nothing is replaced without it.
    pub snapshot_before: bool,
    /// `SnapshotName`; with several instances each gets the instance id behind it.
    pub snapshot_name: String,
    /// The policy of automatic snapshots of the old system disk is applied to the new one.
    pub apply_policy: bool,
    /// Where the old system disk is encrypted, the new one is, with the same key.
    pub keep_encryption: bool,
    /// `KMSKeyId` that each new system disk is encrypted with; empty for none. An encrypted image of another account needs one.
    pub kms_key_id: String,
    /// Instances are started afterwards.
    pub start_after: bool,
    /// How many instances are worked on at the same time. The next ones begin when all of these are done; the first failure stops them.
    pub at_once: u32,
    /// An image that holds data disks is tried as it is; the cloud may use its system disk alone, or refuse it.
    pub try_data_disks: bool,
}

/// What the Replace operating system page starts from.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ReplaceStart {
    /// The instances, as the cloud has just told of them.
    pub instances: Vec<ReplaceInstance>,
    /// Images of the region, own and shared ones, newest first, with what is known to be against each. At most 500.
    pub images: Vec<ReplaceImage>,
    /// A snapshot before, key pair and policy again, started afterwards if any of them runs, one at a time.
    pub draft: ReplaceDraft,
}

/// An image that a system disk can be made from.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ReplaceImage {
    /// The image.
    pub row: ImageRow,
    /// Why it does not fit; empty when nothing is known against it. Whether it runs on the instance type the check tells.
    pub obstacles: Vec<Finding>,
}

/// An instance whose system disk is replaced.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ReplaceInstance {
    /// The instance.
    pub row: InstanceRow,
    /// `windows` or `linux`: what it runs now; empty when not told.
    pub os_type: String,
    /// Its system disk; `null` when the cloud lists none.
    pub system_disk_id: Option<String>,
    /// GiB.
    pub system_size_gib: Option<u32>,
    /// `Category` of the system disk; it cannot be changed this way.
    pub category: String,
    /// `PerformanceLevel`, of an ESSD.
    pub performance_level: Option<String>,
    /// `KeyPairName`.
    pub key_pair: Option<String>,
    /// `AutoSnapshotPolicyId` of the system disk.
    pub policy_id: Option<String>,
    /// The system disk is encrypted.
    pub encrypted: bool,
    /// What becomes of what the instance has.
    pub effects: Vec<ReplaceEffect>,
    /// Why its system disk cannot be replaced now; empty when it can.
    pub obstacles: Vec<Finding>,
}

/// What becomes of one thing that an instance has.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ReplaceEffect {
    /// What.
    pub code: ReplaceEffectCode,
    /// What becomes of it.
    pub fate: ReplaceFate,
    /// Values for the sentence.
    pub params: BTreeMap<String, String>,
}

/// What an instance has.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum ReplaceEffectCode {
    /// The system disk and all data on it; params: `diskId`, `sizeGib`.
    SystemDisk,
    /// Automatic snapshots of the system disk; they go with it, or stay, as the disk is set.
    AutomaticSnapshots,
    /// Snapshots of the system disk made by hand: they stay and can make images, and cannot roll back the new disk.
    ManualSnapshots,
    /// The policy of automatic snapshots; params: `policyId`.
    SnapshotPolicy,
    /// The key pair; params: `keyPair`.
    KeyPair,
    /// The encryption of the system disk; params: `kmsKeyId` of the old one, or of the new one where it is encrypted.
    Encryption,
    /// Data disks and their content; params: `count`, `sizeGib`, `devices`.
    DataDisks,
    /// Addresses and network interfaces; params: `addresses`.
    Addresses,
    /// Instance id, type, security groups, tags, role, billing method.
    Identity,
    /// Data disks are mounted only if the /etc/fstab of the new system names them.
    Mounts,
    /// User data runs again at the first start.
    UserData,
}

/// What becomes of it.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum ReplaceFate {
    /// Gone for good.
    Lost,
    /// Lost with the disk, and set again by the job.
    SetAgain,
    /// As it was.
    Stays,
    /// To be looked at afterwards.
    Look,
}

/// What the rules and the cloud say of a replacement.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ReplaceCheck {
    /// Errors, warnings and notes. Fields: `instanceIds.0`, `imageId`, `systemSizeGib`, `signIn`, `keyPair`, `kmsKeyId`,
    /// `snapshotName`, `atOnce`.
    pub findings: Vec<Finding>,
    /// The instances, as the cloud has just told of them.
    pub instances: Vec<ReplaceInstance>,
    /// The ReplaceSystemDisk of the first instance; empty while no image is picked.
    pub request: Vec<RequestParameter>,
}

impl ReplaceDraft {
    /// The name of the snapshot of one of so many instances.
    pub(crate) fn snapshot_name_of(&self, instance_id: &str, instances: usize) -> String {
        match instances {
            1 => self.snapshot_name.clone(),
            _ => format!("{}-{instance_id}", self.snapshot_name),
        }
    }
}

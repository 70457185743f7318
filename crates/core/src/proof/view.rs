//! The proof of a fleet, as the window shows it: every instance compared attribute by attribute with what was asked for.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Problem;

/// The proof of a fleet.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FleetProof {
    /// The job and the step that made it.
    #[ts(type = "number")]
    pub job_id: i64,
    /// Position of the step.
    pub position: u32,
    /// When the cloud was asked, milliseconds since the epoch.
    #[ts(type = "number")]
    pub read_at: i64,
    /// What the instances are compared with, for its heading.
    pub against: ProofAgainst,
    /// Attributes in their order, the columns of the table.
    pub attributes: Vec<ProofAttribute>,
    /// Instances in the order of their names.
    pub instances: Vec<ProvenInstance>,
    /// Cells that were read, and cells in all.
    pub cells_read: u32,
    /// As `cells_read`.
    pub cells: u32,
    /// `RequestId`s of the answers it rests on, each with its action.
    pub answers: Vec<ProofAnswer>,
}

/// What a proof compares with.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
#[ts(export)]
pub enum ProofAgainst {
    /// What a launch asked for.
    Asked,
    /// Another instance.
    #[serde(rename_all = "camelCase")]
    Instance {
        /// `InstanceId`.
        id: String,
        /// `InstanceName`.
        name: String,
    },
}

/// A column of the table.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ProofAttribute {
    /// Which.
    pub code: ProofAttributeCode,
    /// What was asked for, a value for each disk where it is one of disks.
    pub asked: Vec<String>,
    /// Whether it is known what was asked for. Of another instance, and of an image that is gone, it may not have been readable.
    pub known: bool,
}

/// An attribute that is compared, in the order of the table. Source: FACTS-INSTANCES, table b.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum ProofAttributeCode {
    /// `ImageId`.
    Image,
    /// `InstanceType`.
    InstanceType,
    /// `ZoneId`.
    Zone,
    /// `VSwitchId`.
    VSwitch,
    /// How many disks.
    DiskCount,
    /// Whether each disk comes from the snapshot in the image (`SourceSnapshotId`).
    Content,
    /// `Size`, GiB.
    Size,
    /// `Category`.
    Category,
    /// `PerformanceLevel`.
    PerformanceLevel,
    /// `DeleteWithInstance`.
    Release,
    /// `KeyPairName`.
    KeyPair,
    /// `SecurityGroupIds`, as a set.
    SecurityGroups,
    /// Whether there is a public address; 0 or 1.
    PublicAddress,
    /// `Tags` without those of the system and of jobs.
    Tags,
    /// `InstanceChargeType`.
    ChargeType,
    /// `InternetMaxBandwidthOut`.
    Bandwidth,
    /// `RamRoleName`.
    RamRole,
    /// Whether the user data is the same; never the data.
    UserData,
    /// `ResourceGroupId`.
    ResourceGroup,
    /// `Description`.
    Description,
    /// `DeletionProtection`.
    DeletionProtection,
    /// Metadata service, CPU options, credit specification and other settings that were sent.
    Settings,
    /// Devices, by their last letter.
    Devices,
    /// `Encrypted` and `KMSKeyId`.
    Encryption,
    /// `ProvisionedIops` and `BurstingEnabled`.
    Provisioned,
    /// `AutoSnapshotPolicyId`.
    SnapshotPolicy,
}

/// One instance of a proof.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ProvenInstance {
    /// `InstanceId`.
    pub id: String,
    /// `InstanceName`.
    pub name: String,
    /// `Status`; empty when it was not read.
    pub status: String,
    /// A cell for each attribute, in their order.
    pub cells: Vec<ProofCell>,
    /// Why it could not be read, or that it is not listed any more.
    pub problem: Option<Problem>,
}

/// A cell of the table.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ProofCell {
    /// How it came out.
    pub mark: ProofMark,
    /// What was asked of this instance, when it is not what the column says: instances of one job may come from several requests.
    pub asked: Option<Vec<String>>,
    /// What was read, a value for each disk where it is one of disks; empty when it was not read.
    pub read: Vec<String>,
    /// The note with which a person has accepted the difference.
    pub accepted: Option<String>,
    /// Whether Darkroom can set it as asked for.
    pub mendable: bool,
}

/// How a comparison came out.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum ProofMark {
    /// Read, and as asked for.
    Equal,
    /// Read, and otherwise.
    Different,
    /// Not read.
    Unread,
}

/// An answer that a proof rests on.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ProofAnswer {
    /// `DescribeInstances`, ...
    pub action: String,
    /// `RequestId`.
    pub request_id: String,
}

/// What a launch has come to so far.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LaunchedInstances {
    /// How many were asked for.
    pub asked: u32,
    /// How many at least.
    pub at_least: u32,
    /// `ZoneId` they were asked for in.
    pub zone_id: String,
    /// `InstanceType`.
    pub instance_type: String,
    /// Those that an id came back for, in the order of their names.
    pub instances: Vec<LaunchedInstance>,
    /// Names that are not in use because fewer were made: the first and the last of each run of them, or its only one.
    pub names_left: Vec<String>,
}

/// An instance that an id came back for.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LaunchedInstance {
    /// `InstanceId`.
    pub id: String,
    /// `InstanceName`; empty before it was read.
    pub name: String,
    /// `Status`; empty before it was read.
    pub status: String,
    /// It is no longer listed; the system event that tells why (`SystemFailure.Delete`), or an empty text when none is known.
    pub gone: Option<String>,
    /// When it was first seen running, milliseconds since the epoch.
    #[ts(type = "number | null")]
    pub running_at: Option<i64>,
}

/// What a person accepts of a proof.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AcceptedDifference {
    /// `InstanceId`.
    pub instance_id: String,
    /// The attribute.
    pub attribute: ProofAttributeCode,
    /// Why.
    pub note: String,
}

/// A file that a proof is written to.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum ProofFormat {
    /// A line for each instance and attribute.
    Csv,
    /// The whole proof.
    Json,
    /// A page to print.
    Html,
}

/// How a proof is written to a file.
#[derive(Clone, Debug, Deserialize, PartialEq, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ProofFile {
    /// The format.
    pub format: ProofFormat,
    /// Words in the language of the window, by their keys: `title`, `instance`, `instanceId`, `status`, `attribute`, `asked`, `read`,
    /// `result`, `note`, `answers`, `readAt`, `equal`, `different`, `unread`, `none`, and the attributes by their codes. Where one is
    /// missing its key is written. JSON has keys alone.
    pub words: std::collections::BTreeMap<String, String>,
    /// The language of the words, as in `lang` of a page.
    pub language: String,
}

impl ProofFormat {
    /// What names of such files end with, without the dot.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Html => "html",
        }
    }
}

//! Questions about launching and changing instances that the documents leave open, and launches that go wrong. Each is a
//! switch; the first value is the default.

use serde::{Deserialize, Serialize};

/// How the simulated service launches, replaces and changes instances where its documentation is silent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct InstanceQuestions {
    /// Category of a data disk that is launched without one.
    pub default_data_category: DefaultDataCategory,
    /// What becomes of `DataDisk.N.Device` that the image does not have.
    pub unknown_device: UnknownDevice,
    /// How DescribeDisks writes devices.
    pub device_naming: DeviceNaming,
    /// What becomes of the instances of a launch that was accepted.
    pub launched: Launched,
    /// How many of the instances asked for there are.
    pub partial: Partial,
    /// Whether a dry run may be for several instances instead of being refused with `DryRun.InvalidAmount`.
    pub dry_runs_take_several: bool,
    /// For how many seconds after a launch an instance cannot be deleted.
    pub initializing_seconds: u64,
    /// Whether ReplaceSystemDisk refuses an image with data disks (400 `OperationDenied`).
    pub replace_refuses_full_images: bool,
    /// Whether the key pair stays bound when the system disk is replaced.
    pub replace_keeps_key_pair: bool,
    /// Whether the instance starts by itself once its system disk is replaced.
    pub replace_starts: bool,
    /// Whether the automatic snapshot policy stays applied when the system disk is replaced.
    pub replace_keeps_policy: bool,
    /// How StopInstances stops when `StoppedMode` is not sent, and what that means for the next start.
    pub stop_mode: StopMode,
    /// Whether ModifyInstanceSpec changes running instances too.
    pub spec_changes_online: bool,
    /// How many seconds must pass between two ModifyInstanceSpec of one instance (400 `Throttling`).
    pub spec_interval_seconds: u64,
    /// What becomes of ResizeDisk with `Type=online`.
    pub resize_online: ResizeOnline,
    /// Whether the account encrypts new disks by default, so that a launch must ask for encryption.
    pub default_encryption: bool,
    /// What the user may not see or send.
    pub permission: Permission,
    /// Whether the guests have no Cloud Assistant agent, so that DescribeCloudAssistantStatus knows nothing of them.
    pub guest_agent_absent: bool,
    /// Instances of a launch that come out otherwise than asked.
    pub drift: Option<Drift>,
}

/// Category of a data disk that is launched without one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum DefaultDataCategory {
    /// `cloud_efficiency`.
    #[default]
    CloudEfficiency,
    /// `cloud_auto` with `BurstingEnabled`, as on the China site since 2026-01-30.
    CloudAutoWithBurst,
}

/// What becomes of `DataDisk.N.Device` that the image does not have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum UnknownDevice {
    /// An additional disk.
    #[default]
    ExtraDisk,
    /// Refused with 400 `InvalidDataDevice.Malformed`.
    Malformed,
}

/// How DescribeDisks writes devices.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum DeviceNaming {
    /// `/dev/xvdb`.
    #[default]
    Xvd,
    /// `/dev/vdb` in `Attachments`.
    Vd,
}

/// What becomes of the instances of a launch that was accepted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Launched {
    /// All of them run.
    #[default]
    Running,
    /// All of them vanish half a minute later, with the system event `SystemFailure.Delete`.
    Vanish,
    /// The last one vanishes in this way.
    LastVanishes,
    /// The last one stays `Pending` for good.
    LastStaysPending,
}

/// How many of the instances asked for there are. The stock of a zone limits them further.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Partial {
    /// All.
    #[default]
    Full,
    /// No more than `MinAmount`, when that is sent.
    MinAmountOnly,
    /// None: refused with 403 `OperationDenied.NoStock`.
    NoStock,
    /// None for now: refused with 429 `Throttling.Resource`.
    Busy,
}

/// How StopInstances stops when `StoppedMode` is not sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum StopMode {
    /// Charged on, as if `KeepCharging` were sent.
    #[default]
    KeepCharging,
    /// In economical mode, as if `StopCharging` were sent.
    StopCharging,
    /// In economical mode, and what was stopped so cannot start again (403 `OperationDenied.NoStock`).
    NoStockAtStart,
}

/// What becomes of ResizeDisk with `Type=online`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ResizeOnline {
    /// Done.
    #[default]
    Done,
    /// Refused with `InvalidOperation.InstanceTypeNotSupportOnlineResize`.
    TypeUnsupported,
    /// Accepted, and effective after RebootInstance only.
    NeedsReboot,
}

/// What the user may not see or send.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Permission {
    /// Nothing is withheld.
    #[default]
    All,
    /// DescribePrice and DescribeInstanceModificationPrice.
    NoPrice,
    /// DescribeUserData, and `UserData` at launch.
    NoUserData,
}

/// The first `instances` of every launch come out with one attribute other than asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Drift {
    /// How many instances of a launch.
    pub instances: u64,
    /// Which attribute.
    pub attribute: DriftedAttribute,
}

/// An attribute that comes out other than asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum DriftedAttribute {
    /// The last disk is `cloud_essd` of another performance level.
    PerformanceLevel,
    /// The last disk is `cloud_efficiency`, or `cloud_essd` when that was asked for.
    Category,
    /// The last disk is 10 GiB larger.
    Size,
    /// There is one security group more, of the same region, or one less when there are no more.
    SecurityGroup,
    /// `DeleteWithInstance` of the last disk is the opposite.
    DeleteWithInstance,
    /// There is no key pair.
    KeyPair,
    /// There is no RAM role.
    RamRole,
    /// `InternetMaxBandwidthOut` is 5 and there is a public address.
    PublicAddress,
    /// The first tag is missing.
    Tag,
    /// The user data is missing.
    UserData,
    /// `HttpTokens` is the opposite.
    MetadataTokens,
}

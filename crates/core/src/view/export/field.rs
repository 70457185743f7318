//! The fields of a file. A field has the name that the API gives it, whatever the kind of the rows.

use serde::Deserialize;
use ts_rs::TS;

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// A field of exported rows by its name in the API. Those that the API does not have say so.
        #[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, TS)]
        #[allow(missing_docs, reason = "the API documents its fields")]
        #[ts(export)]
        pub enum ExportField {
            $($(#[$doc])* $name,)*
        }

        impl ExportField {
            /// Its name in the API.
            pub(super) const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($name),)*
                }
            }
        }
    };
}

fields! {
    /// Ours: what the account is called here.
    AccountAlias,
    RegionId,
    ZoneId,
    SnapshotId,
    SnapshotName,
    ImageId,
    ImageName,
    InstanceId,
    InstanceName,
    Description,
    Status,
    Progress,
    RemainTime,
    CreationTime,
    LastModifiedTime,
    StartTime,
    ExpiredTime,
    AutoReleaseTime,
    SnapshotType,
    Category,
    Usage,
    Available,
    Encrypted,
    KMSKeyId,
    SourceDiskId,
    SourceDiskType,
    SourceDiskSize,
    SourceStorageType,
    /// Ours: its disk is still listed.
    SourceDiskListed,
    SourceSnapshotId,
    SourceRegionId,
    SnapshotLinkId,
    SnapshotSN,
    FullSnapshotSizeInBytes,
    RetentionDays,
    /// Ours: a custom image can be made of it.
    CanBecomeImage,
    ImageFamily,
    ImageVersion,
    ImageOwnerAlias,
    ImageOwnerId,
    OSName,
    OSType,
    Platform,
    Architecture,
    BootMode,
    Size,
    /// Ours: how many data disks an instance made of it gets.
    DataDisks,
    /// Ours: the snapshots of its disks, that of the system disk first.
    SnapshotIds,
    IsCopied,
    /// Ours: how many images of other regions are the same.
    Copies,
    IsPublic,
    IsSelfShared,
    /// Ours: with how many accounts it is shared.
    ShareCount,
    /// Ours: the result of the image check.
    ImageCheck,
    /// Ours: how many items of the image check are a risk.
    ImageCheckRisks,
    /// Ours: its family has an image that was made later.
    NewerInFamily,
    NvmeSupport,
    ImdsSupport,
    SecureBootSupport,
    IsSupportCloudinit,
    LicenseType,
    InstanceType,
    Cpu,
    Memory,
    /// Ours: the family of its image has one that was made later.
    NewerImage,
    HostName,
    InstanceNetworkType,
    VpcId,
    VSwitchId,
    PrivateIpAddress,
    PublicIpAddress,
    SecurityGroupIds,
    KeyPairName,
    InstanceChargeType,
    DeletionProtection,
    LockReason,
    /// Ours: how many of its disks are listed.
    Disks,
    ProductCode,
    ResourceGroupId,
    Tags,
}

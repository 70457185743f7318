//! What rows can be sorted and filtered by, over all kinds. Not every kind has every field.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ShardKind;

/// A kind of row that a view can show.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum RowKind {
    /// Snapshots.
    Snapshots,
    /// Custom images, own and shared.
    Images,
    /// Instances.
    Instances,
}

impl RowKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Snapshots, Self::Images, Self::Instances];
}

/// Columns that rows can be sorted by.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum SortColumn {
    /// Status word.
    Status,
    /// Name, any case.
    Name,
    /// The cloud's id.
    Id,
    /// System or data disk.
    DiskType,
    /// Name of the instance, its id when it has none.
    Instance,
    /// Size in GiB.
    Size,
    /// Creation time.
    CreatedAt,
    /// Region id.
    Region,
    /// Account alias.
    Account,
    /// Operating system.
    Os,
    /// Image family.
    Family,
    /// Owner of an image.
    Owner,
    /// Processor architecture.
    Architecture,
    /// What uses it.
    Usage,
    /// Instance type.
    InstanceType,
    /// Image of an instance.
    Image,
    /// Zone.
    Zone,
    /// Subscription or pay-as-you-go.
    ChargeType,
    /// When it expires.
    ExpiresAt,
    /// Number of disks.
    Disks,
}

/// Fields that hold a word of a small vocabulary.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum WordField {
    /// As the cloud spells it.
    Status,
    /// `system` or `data`.
    DiskType,
    /// `image`, `disk` or `none`; both of the first two may hold.
    Usage,
    /// `ResourceGroupId`.
    ResourceGroup,
    /// `self` or `others`.
    Owner,
    /// `ImageFamily`.
    Family,
    /// `linux` or `windows`.
    Os,
    /// `x86_64`, `arm64`, ...
    Architecture,
    /// `BIOS`, `UEFI`, ...
    BootMode,
    /// `none`, `noRisk`, `medium`, `high`, `checking` or `encrypted`.
    ImageCheck,
    /// `InstanceType`.
    InstanceType,
    /// `ImageId` of an instance.
    Image,
    /// `ZoneId`.
    Zone,
    /// `PrePaid` or `PostPaid`.
    ChargeType,
}

/// Fields that hold a number.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum NumberField {
    /// GiB.
    Size,
    /// Milliseconds since the epoch.
    CreatedAt,
    /// When a snapshot is released automatically, milliseconds since the epoch.
    ReleasedAt,
    /// When an instance expires, milliseconds since the epoch.
    ExpiresAt,
}

/// Fields that hold a time, to be compared with now.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum TimeField {
    /// In the last days.
    CreatedAt,
    /// In the next days, or past.
    ReleasedAt,
    /// In the next days, or past.
    ExpiresAt,
}

/// Fields that are true or not.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum FlagField {
    /// Encrypted.
    Encrypted,
    /// Taken by an automatic snapshot policy.
    Automatic,
    /// A temporary snapshot of Security Center.
    Agentless,
    /// The disk that a snapshot was taken of is still listed.
    SourceListed,
    /// A custom image can be made of it.
    CanBecomeImage,
    /// Belongs to another account that shares it.
    SharedWithMe,
    /// A copy of an image of another region.
    Copied,
    /// Deprecated.
    Deprecated,
    /// Its family has a newer image.
    NewerInFamily,
    /// The family of its image has a newer image.
    NewerImage,
    /// It is the newest available image of its family.
    NewestOfFamily,
}

impl FlagField {
    /// What must be known to the last row before the flag can be said not to be true.
    pub(crate) fn needs(self) -> &'static [ShardKind] {
        match self {
            Self::SourceListed => &[ShardKind::Disks],
            Self::NewerInFamily | Self::NewerImage | Self::NewestOfFamily => ShardKind::ALL_IMAGES,
            _ => &[],
        }
    }
}

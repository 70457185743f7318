//! What a rule has to say about a draft or a snapshot, as a code the window has words for.

use std::collections::BTreeMap;

use serde::Serialize;
use ts_rs::TS;

/// One thing a rule found.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Finding {
    /// How bad it is. An error stops the draft from being sent.
    pub severity: Severity,
    /// The field: `name`, `description`, `family`, `tags.0.key`, `systemSizeGib`, `dataDisks.1.sizeGib`, `snapshot`, ...
    pub field: String,
    /// What it is.
    pub code: FindingCode,
    /// Values for the sentence.
    pub params: BTreeMap<String, String>,
}

impl Finding {
    pub(crate) fn new(severity: Severity, field: &str, code: FindingCode) -> Self {
        Self {
            severity,
            field: field.to_owned(),
            code,
            params: BTreeMap::new(),
        }
    }

    /// The same finding with a value for its sentence.
    pub(crate) fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.params.insert(name.to_owned(), value.to_string());
        self
    }
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum Severity {
    /// Cannot be sent.
    Error,
    /// Can be sent; may not give what is wanted.
    Warning,
    /// Good to know for these very snapshots.
    Note,
}

/// What a rule found. Rules: FACTS section f and k (CreateImage 2026-01-07).
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum FindingCode {
    /// Empty and must not be.
    Required,
    /// Under the least length; params: `min`.
    TooShort,
    /// Over the greatest length; params: `max`.
    TooLong,
    /// Does not start with a letter.
    StartsWithLetter,
    /// A character that is not allowed; params: `character`.
    BadCharacter,
    /// Starts with http:// or https://.
    StartsWithUrl,
    /// Holds http:// or https://.
    ContainsUrl,
    /// A prefix the cloud keeps for itself; params: `prefix`.
    ReservedPrefix,
    /// The same tag key twice.
    DuplicateTagKey,
    /// Too many tags; params: `max`.
    TooManyTags,
    /// Not a resource group id.
    BadResourceGroupId,
    /// Capacity under the snapshot's; params: `min`.
    SizeTooSmall,
    /// Capacity over the greatest; params: `max`.
    SizeTooLarge,
    /// More than 16 data disks; params: `max`.
    TooManyDataDisks,
    /// The same snapshot, or two snapshots of one disk, picked twice; params: `snapshotId`.
    DuplicateDisk,
    /// A data-disk snapshot alone cannot be made into an image.
    NotSystemDisk,
    /// The picked data disk is a system-disk snapshot.
    NotDataDisk,
    /// Not `accomplished`; params: `status`, `progress`.
    NotFinished,
    /// The snapshot failed.
    SnapshotFailed,
    /// Made before 2013-07-15.
    TooOld,
    /// `Category` forbids images; params: `category`.
    CategoryUnfit,
    /// No longer listed by the cloud.
    SnapshotGone,
    /// Another region or account.
    OtherRegion,
    /// Picked from another moment; params: `seconds`.
    OtherMoment,
    /// A disk of the instance is left out; params: `count`, `seconds` (of the nearest snapshot, absent when there is none).
    DiskLeftOut,
    /// The image will be encrypted with the snapshot's key.
    Encrypted,
    /// The image check does not run with encrypted snapshots.
    ImageCheckNotForEncrypted,
    /// Released automatically; kept and billed while the image exists; params: `at` (milliseconds since the epoch).
    AutomaticRelease,
    /// Linux: settings in /etc/sysconfig/network can leave instances without network.
    LinuxNetwork,
    /// Linux with data disks: entries of /etc/fstab for other disks stop the boot.
    Fstab,
    /// Windows guest.
    Windows,
    /// The source disk or instance is released.
    SourceReleased,
    /// Keys, passwords and shell history on the disks go into the image.
    SensitiveData,
    /// The snapshots are kept while the image exists; billing is independent of the instance.
    SnapshotsKept,
    /// The snapshot is not finished; the image is created once it is; params: `progress`.
    CreatedWhenFinished,
    /// A copy to the region of the image itself.
    SameRegion,
    /// The same region twice.
    DuplicateRegion,
    /// Not a main account id: other characters than digits, or not 16 of them.
    NotAnAccountId,
    /// 18 digits: looks like the id of a RAM user, and the main account id is wanted.
    LooksLikeRamUserId,
    /// The id of the account itself.
    OwnAccountId,
    /// The same account id twice.
    DuplicateAccountId,
    /// More accounts than an image can be shared with; params: `max`.
    TooManyAccounts,
    /// The same account is to be shared with, and to be shared with no longer.
    AddedAndRemoved,
    /// The cloud has not told whom the image is shared with.
    SharesNotKnown,
    /// The id of an account that is connected here; params: `alias`.
    ConnectedAccountId,
    /// The account id stands in the address book already; params: `name`.
    InAddressBook,
    /// The account id stands on an earlier line of the file; params: `line`.
    TwiceInFile,
    /// A spreadsheet has rounded the account id.
    RoundedAccountId,
    /// The account id ends in 0 and stands in a file as a number, so a spreadsheet may have rounded it.
    PerhapsRounded,
    /// A name of only digits could be taken for an account id.
    OnlyDigits,
    /// An encrypted image is shared only with the role `AliyunECSShareEncryptImageDefaultRole` and a key of one's own.
    EncryptedShare,
    /// An encrypted image with several snapshots is not shared at all.
    EncryptedShareOfSeveral,
    /// Every image of the order is shared with this account already.
    AlreadyShared,
    /// An image made of one of the marketplace is not shared with accounts of other sites, and its licence is paid by who uses it.
    MarketplaceShare,
    /// The image belongs to another account, and only that can share it.
    ImageOfOthers,
    /// The cloud does not list the image any more.
    ImageGone,
    /// The cloud has no value for none: it can be changed, not taken away.
    CannotBeCleared,
    /// Somebody else has changed it since it was shown; params: `now`.
    ChangedMeanwhile,
    /// Boot mode and features are changed only of an available image; params: `status`.
    OnlyOfAvailable,
    /// Instances run the image, and its boot mode stays as long as they do.
    BootModeInUse,
    /// With a boot mode that the system on its disk is not made for, instances do not start.
    BootModeBreaks,
    /// Without the NVMe driver instances do not start on types that need it.
    NvmeNeedsDriver,
    /// Instance types that take only images with NVMe support refuse the image.
    NvmeTypesLost,
    /// Instances read their metadata with a token only; programs that use none get nothing.
    ImdsNeedsTokens,
    /// The image becomes the newest of the family; params: `family`.
    BecomesNewest,
    /// Of several images this one becomes the newest of the family in its region; params: `name`, `family`, `regionId`.
    NamedBecomesNewest,
    /// Only an available image can be deprecated; params: `status`.
    CannotBeDeprecated,
    /// Only a deprecated image can be restored; params: `status`.
    CannotBeRestored,
    /// An image that is shared is not deprecated before it is shared no longer.
    SharedBeforeDeprecation,
    /// A deprecated image can be neither copied nor shared.
    ImageDeprecated,
    /// An image that is published to everybody cannot be copied.
    CommunityImage,
    /// CopyImage refuses images over so many GiB; params: `max`.
    TooLargeToCopy,
    /// An image made of one of the marketplace is copied only where that is published, and by who has it.
    MarketplaceCopy,
    /// An image that another account shares is copied inside of its own region only.
    SharedImageRegion,
    /// Two copies in one region have the same name.
    DuplicateImageName,
    /// The copies are encrypted as the image is, each with the service key of its region.
    EncryptedCopies,
    /// An encrypted image does not become a plain one by copying.
    EncryptedStays,
    /// A bucket name begins and ends with a lowercase letter or a digit.
    HyphenAtEdge,
    /// Only in some regions ImageFormat can be given, and RAW is what the others export; params: `regionId`.
    ExportFormatRegion,
    /// The service exports with one role only; params: `role`, its name.
    ExportRole,
    /// An export goes to a bucket of the region of its image, so that images of several regions take several exports.
    ExportRegions,
    /// An image with an encrypted snapshot is not exported.
    ExportEncrypted,
    /// An image made of one of the marketplace is not exported.
    ExportMarketplace,
    /// A Windows system with a licence of Alibaba Cloud is not exported; a warning when nobody tells whose licence it is.
    ExportWindows,
    /// Only the account that owns an image exports it, and nobody one that is published to everybody.
    ExportOfOthers,
    /// An image with more than so many data disks, or one of more than so many GiB, is not exported; params: `max`, `gib`.
    ExportDisks,
    /// Images with data disks are exported, but an older refusal of them is still documented; params: `count`.
    ExportDataDisks,
    /// Under the least number; params: `min`.
    NumberTooSmall,
    /// Over the greatest number; params: `max`.
    NumberTooLarge,
    /// More than can be given; params: `max`.
    TooMany,
    /// A setting that cannot be taken over from an instance.
    SettingUnknown,
    /// The cloud sells subscriptions for 1 to 9, 12, 24, 36, 48 and 60 months.
    PeriodUnknown,
    /// A subscription cannot be protected against release; it ends by itself.
    NotForSubscriptions,
    /// The user data runs again on each new instance.
    UserDataRunsAgain,
    /// Each instance gets a public address; params: `bandwidth` in Mbit/s.
    PublicAddress,
    /// The instances share machine id, SSH host keys and agent ids unless cloud-init renews them.
    SharedIdentity,
    /// More than 100 instances take several calls; params: `calls`.
    SeveralCalls,
    /// The disk stays, and is billed, when its instance is released; params: `device`.
    KeptAfterRelease,
    /// Windows does not take a key pair.
    KeyPairOnWindows,
    /// Nobody can sign in before a password is set in the cloud.
    NoSignIn,
    /// A host name has no full stop or hyphen at its ends, and no two of them together.
    HostNamePunctuation,
    /// No snapshots can be made of disks of this category; params: `category`.
    DiskWithoutSnapshots,
    /// The disk is not attached to the instance and at rest; params: `status`.
    DiskNotReady,
    /// The disk is no longer one of the instance; params: `diskId`.
    DiskGone,
    /// A snapshot group takes only disks of the ESSD family; params: `category`.
    GroupCategoryUnfit,
    /// A snapshot group takes no disk that several instances can have at once.
    GroupMultiAttach,
    /// A snapshot group takes disks of one zone; params: `zoneId`, the one of this disk.
    GroupOtherZone,
    /// More disks than a snapshot group takes; params: `max`.
    GroupTooManyDisks,
    /// More capacity than a snapshot group takes, GiB; params: `max`.
    GroupTooLarge,
    /// The snapshots of the disks are made one after another, not at the same moment.
    NotSameMoment,
    /// A snapshot group is kept until it is deleted.
    RetentionNotOfGroup,
    /// The image is not available, or not known in the region; params: `status`.
    ImageNotAvailable,
    /// The image holds data disks, so that the cloud may refuse to replace a system disk by it; params: `count`.
    ImageHasDataDisks,
    /// The image does not run on the type of an instance; params: `instanceType`, `architecture` of the image.
    ImageNotForType,
    /// From Linux to Windows, or the other way round.
    OtherSystemFamily,
    /// An instance runs this image already.
    SameImage,
    /// The instance is locked; params: `reason`.
    InstanceLocked,
    /// The instance is stopped in economical mode and has to be started first.
    InstanceEconomical,
    /// The instance neither runs nor is stopped; params: `status`.
    InstanceNotAtRest,
    /// The cloud does not list the instance any more.
    InstanceGone,
    /// The cloud lists no system disk of the instance.
    NoSystemDisk,
    /// Without a snapshot there is no way back to what is on the disk.
    NoSnapshotBefore,
    /// Nothing of the instance becomes another.
    NothingChanges,
    /// The instance cannot become this type; params: `instanceType`.
    TypeNotReachable,
    /// The type is sold out in the zone of the instance; params: `instanceType`.
    TypeSoldOut,
    /// Which types the instance can become could not be asked: the cloud may refuse this one when the instance is stopped already.
    TypesNotAsked,
    /// The type of a spot instance cannot be changed.
    SpotType,
    /// The type of an instance on a dedicated host cannot be changed.
    DedicatedHostType,
    /// The disk cannot become this category; params: `category`.
    CategoryNotReachable,
    /// The disk cannot become this performance level; params: `level`.
    LevelNotReachable,
    /// Partition and file system do not grow with the disk.
    FileSystemStays,
    /// The bandwidth belongs to the EIP and is changed there.
    BandwidthOfEip,
    /// Without bandwidth the public address is released at once.
    AddressReleased,
    /// The test instance is billed until it is released.
    TestBilled,
    /// The test instance runs, and is billed, until somebody confirms its release.
    TestNeedsConfirmation,
    /// No finished snapshot of the system disk has one of each data disk of the same moment beside it.
    NoCompleteSet,
    /// A newer snapshot of the system disk has no complete set; params: `at` (milliseconds since the epoch).
    NewerSetPassedOver,
    /// The snapshots of the region were last listed some time ago, or could not be listed since; params: `regionId`, `at` (milliseconds
    /// since the epoch).
    OldListing,
    /// An image has this name already; params: `imageId`, `regionId`.
    ImageNameTaken,
    /// The account cannot use the region; params: `regionId`.
    RegionClosed,
    /// The region was not read to its end by this program; params: `regionId`.
    RegionNotRead,
    /// The account is not connected here any more; params: `alias`.
    AccountGone,
}

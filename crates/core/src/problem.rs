//! What went wrong, as a code the window has words for. No sentences for people belong here.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A failure that reaches a person: a code, its parameters, and what the provider said.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, TS, thiserror::Error)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
#[error("{code:?}")]
pub struct Problem {
    /// What happened. The window has a sentence and a next step for each code.
    pub code: ProblemCode,
    /// The input field at fault, when there is one (`accessKeyId`, `name`, `dataDisks.0.sizeGib`, ...).
    pub field: Option<String>,
    /// Values for the sentence. Never a secret.
    pub params: BTreeMap<String, String>,
    /// The provider's own words, when the provider answered.
    pub provider: Option<Box<Provider>>,
}

impl Problem {
    /// A problem that is told by its code alone.
    #[must_use]
    pub fn new(code: ProblemCode) -> Self {
        Self {
            code,
            field: None,
            params: BTreeMap::new(),
            provider: None,
        }
    }

    /// The same problem at an input field.
    #[must_use]
    pub fn at(mut self, field: &str) -> Self {
        self.field = Some(field.to_owned());
        self
    }

    /// The same problem with a value for its sentence. Never a secret.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }

    /// The same problem with a value for its sentence, unless it has one already.
    #[must_use]
    pub fn with_default(mut self, name: &str, value: &str) -> Self {
        self.params.entry(name.to_owned()).or_insert_with(|| value.to_owned());
        self
    }
}

/// The provider's own account of a failure. Hostile text: shown, never interpreted.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Provider {
    /// `Code` of the error envelope.
    pub code: String,
    /// `Message` of the error envelope, redacted and capped.
    pub message: String,
    /// `RequestId`, empty when the reply carried none.
    pub request_id: String,
}

/// A code exists because the window acts on it.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Deserialize, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum ProblemCode {
    /// A field is empty that must not be.
    Empty,
    /// A field has characters that cannot belong to it; params: `reason`.
    Malformed,
    /// The alias is taken by another account.
    AliasTaken,
    /// `InvalidAccessKeyId.NotFound`.
    UnknownAccessKeyId,
    /// `InvalidAccessKeyId.Inactive` or `Forbidden.AccessKeyDisabled`.
    InactiveAccessKey,
    /// `SignatureDoesNotMatch` or `IncompleteSignature`.
    WrongSecret,
    /// The account was removed before its job had ended; what the cloud had accepted goes on there.
    AccountRemoved,
    /// The key belongs to another account than the one that was verified at save.
    AccountMismatch,
    /// `InvalidTimeStamp.Expired` and kin; the clock of this computer is off.
    ClockSkew,
    /// Darkroom's own read-only lock of the account refuses the action; nothing was sent; params: `action`, `accountId`.
    AccountLocked,
    /// A key of this account is connected already; params: `alias` of that account.
    UidConnected,
    /// A RAM policy refuses the action; params: `action`.
    AccessDenied,
    /// The provider asks to slow down.
    Throttled,
    /// No connection to the endpoint; params: `host`.
    EndpointUnreachable,
    /// The proxy cannot be reached, or gives no answer of a proxy; params: `proxy`.
    ProxyUnreachable,
    /// The proxy wants another user name or password; params: `proxy`.
    ProxyPasswordRefused,
    /// The proxy does not let through to the host; params: `proxy`, `host`.
    ProxyRefused,
    /// The certificate of the host is not trusted; params: `host`, and `issuer` when it is known.
    CertificateUntrusted,
    /// A file is not a certificate that can be trusted; params: `file`, `reason` (`notCertificate`, `notAuthority`, `tooLarge`,
    /// `notReadable`).
    CertificateRefused,
    /// A file holds no people for the address book; params: `file`, `reason` (`tooLarge`, `notReadable`, `notText`, `empty`).
    AddressFileRefused,
    /// The endpoint is not allowed (not https, a path, user info, ...); params: `reason`.
    EndpointRefused,
    /// No reply in time; params: `host`.
    Timeout,
    /// What arrived is not what was sent: something in between removed parameters (`MissingParameter` of a common one); params:
    /// `parameter`.
    RequestAltered,
    /// The reply is not one of ECS (not JSON, cut off, too large); params: `host`.
    NotEcsReply,
    /// The provider failed (5xx).
    ProviderFault,
    /// No Secret Service / keychain to be reached.
    KeyringAbsent,
    /// The keyring is locked, or its prompt was dismissed.
    KeyringLocked,
    /// The keyring is waiting for its prompt to be answered.
    KeyringWaiting,
    /// The keyring failed otherwise.
    KeyringFailed,
    /// The keyring answers, and holds no item for this account.
    SecretMissing,
    /// The keyring's item is not one of ours.
    SecretDamaged,
    /// The snapshot is gone; params: `snapshotId`.
    SnapshotGone,
    /// The snapshot cannot make an image; params: `reason`, `snapshotId`.
    SnapshotUnfit,
    /// An image of that name exists in the region; params: `name`, and `imageId` when it is known.
    ImageNameTaken,
    /// An image of the job's name exists and does not tell whether the job made it; params: `name`, and `imageId` when it is known.
    ImageUndecided,
    /// The image quota of the region is used up.
    ImageQuota,
    /// The cloud reports that making the image failed.
    ImageCreateFailed,
    /// The cloud no longer lists the image, not even when asked for its id with every status; params: `imageId`. It may still be there.
    ImageNotListed,
    /// The cloud no longer lists the snapshot or snapshot group, not even when asked for its id; params: `snapshotId`. It may still be
    /// there.
    SnapshotNotListed,
    /// The cloud reports that making the snapshot failed; params: `snapshotId`.
    SnapshotFailed,
    /// A snapshot is not finished; the step waits for it; params: `snapshotId`.
    SnapshotNotReady,
    /// The image is being copied already (`OperationDenied.ImageCopyConflict`); the step waits; params: `imageId`.
    ImageCopyConflict,
    /// The region of a copy is unknown to the cloud, or not open to the account; params: `regionId`.
    CopyRegionClosed,
    /// Images cannot be copied from one region to the other; params: `fromRegionId`, `regionId`.
    CopyPairUnsupported,
    /// The image is larger than CopyImage takes.
    ImageTooLargeToCopy,
    /// The snapshot quota of a region is used up; params: `regionId`.
    SnapshotQuota,
    /// There is no such bucket in the region of the image; params: `bucket`, `regionId`.
    BucketNotFound,
    /// The bucket is encrypted, and images are not exported to such a one; params: `bucket`.
    BucketEncrypted,
    /// The role may not write to the bucket; params: `bucket`, `role`.
    BucketNotAuthorized,
    /// The bucket cannot be used for another reason; params: `bucket`.
    BucketRefused,
    /// The account has no role that lets the service write to OSS; params: `role`.
    ExportRoleMissing,
    /// The region does not export in this format; params: `regionId`.
    ExportFormatRefused,
    /// The image cannot be exported: its kind, its licence, its disks or their encryption.
    ImageNotExportable,
    /// Another export of the image is at work.
    ImageExporting,
    /// The region runs as many exports as it takes; the step waits.
    ExportsRunning,
    /// The exports of this week are used up.
    ExportQuota,
    /// Exports are not open to this account, or not in this region; params: `regionId`.
    ExportNotOpen,
    /// Several exports of the image can be that of the step; params: `taskId` of one of them.
    ExportUndecided,
    /// The cloud reports that a task failed; params: `taskId`. See `provider` for its reason.
    TaskFailed,
    /// The cloud no longer lists the task; params: `taskId`.
    TaskNotListed,
    /// The features that a copy has lost were written back, and the cloud still does not show them; params: `imageId`.
    FeaturesNotRestored,
    /// The cloud does not list the image any more, and nothing was changed; params: `imageId`.
    ImageGone,
    /// Somebody else has changed the image since the change was asked for, and nothing was sent; params: `now`,
    /// of a tag also its `key` and `value`. Trying again overwrites it.
    ImageChangedMeanwhile,
    /// The family, or the region, holds as many as it can: 100 images a family, 100 families a region.
    ImageFamilyFull,
    /// The cloud does not change the boot mode to this, or not while instances run the image.
    BootModeRefused,
    /// The image has another status than the one that can be changed so; params: `imageId`.
    WrongImageStatus,
    /// An account id to share with is none that the cloud knows, or may be shared with; params: `shareAccountId`.
    ShareAccountRefused,
    /// The provider refuses a tag key; params: `keys`, the suspicious ones joined by a line feed.
    TagKeyRefused,
    /// `InvalidAccountStatus.NotEnoughBalance`, `Account.Arrearage` and kin: the account cannot pay.
    NotEnoughBalance,
    /// The zone has no stock of the instance type; params: `zoneId`, `instanceType`. Nothing was made.
    NoStock,
    /// The type is unknown or not sold in the zone.
    TypeNotInZone,
    /// Image and type do not fit: architecture, boot mode, NVMe.
    TypeNotForImage,
    /// The image is gone, not finished or no longer usable.
    ImageNotUsable,
    /// The image cannot take a host name, password or user data (no cloud-init).
    ImageWithoutCloudInit,
    /// A disk is smaller than the image or snapshot needs, or out of the range of its category.
    DiskSizeRefused,
    /// The disk category is not sold with this type or in this zone.
    DiskCategoryRefused,
    /// The performance level does not fit the category or size of the disk.
    PerformanceLevelRefused,
    /// A device name is not as in the image, or is used twice.
    DeviceRefused,
    /// Zone, vSwitch, VPC and security groups do not belong together.
    NetworkMismatch,
    /// A security group is full.
    SecurityGroupFull,
    /// The vSwitch has not enough free addresses.
    NoFreeAddresses,
    /// A key pair cannot be used: Windows, or it is gone.
    KeyPairRefused,
    /// The password does not obey the rules.
    PasswordRefused,
    /// The step needs the password that was typed, and that is kept nowhere.
    PasswordNeeded,
    /// The RAM role cannot be given to instances by this user.
    RoleRefused,
    /// The user data was refused.
    UserDataRefused,
    /// The host name does not obey the rules.
    HostNameRefused,
    /// The instance name does not obey the rules.
    InstanceNameRefused,
    /// The encryption or its key was refused: the key is gone, disabled, or encryption is required in the region; params: `reason` of a
    /// copy when it is known (`keyNotFound`, `keyDisabled`, `keyNotAllowed`, `kmsNotEnabled`, `encryptionByDefault`).
    EncryptionRefused,
    /// A quota of vCPUs, instances or disks is used up.
    QuotaUsedUp,
    /// The deployment set is full.
    DeploymentSetFull,
    /// The deployment set is not there.
    DeploymentSetGone,
    /// There are no public addresses in stock.
    NoPublicAddress,
    /// Something else is at work there, such as an order or an earlier change. A step sends again later.
    CloudBusy,
    /// An earlier change takes effect at the next start, and has to before this one.
    RestartNeeded,
    /// The change is one to less, which the billing method or the resource does not allow now.
    DowngradeRefused,
    /// The public address is an EIP, whose bandwidth is changed where it is managed.
    BandwidthOfEip,
    /// The instance has an order that is not paid.
    UnpaidOrder,
    /// The instance or the disk has expired, or its bills are overdue.
    ExpiredOrInArrears,
    /// The disk is not in a status in which this can be done.
    WrongDiskStatus,
    /// The billing method or the kind of the instance does not allow this.
    NotForInstance,
    /// The instance is protected against deletion.
    DeletionProtected,
    /// The account may not order: no payment method, or its owner is not verified.
    AccountCannotOrder,
    /// The instances of a launch are gone: creation failed after the request was accepted; params: `count`, `event`.
    InstancesGone,
    /// The cloud refused some of several instances; params: `count`, `instanceIds`; see `provider` for the first of them.
    SomeInstancesRefused,
    /// The instance is not in a status in which this can be done; params: `status`.
    WrongInstanceStatus,
    /// The cloud no longer lists the instance, not even when asked for its id; params: `instanceId`. It may still be there.
    InstanceNotListed,
    /// The system disk was replaced, and data disks or addresses of the instance are no longer there; params: `instanceId`, `diskIds`,
    /// `addresses`.
    MoreThanDiskChanged,
    /// The new system disk is not encrypted as was asked for; params: `instanceId`, `diskId`, `asked` and `seen`: KMS keys.
    DiskNotEncrypted,
    /// What the cloud has accepted is not shown long after it usually is; params: `asked`, `seen`. It may have failed there without a
    /// word, or somebody has changed it otherwise.
    StillNotShown,
    /// The instance type does not let a disk grow while it runs. Trying again grows it for the next start.
    OnlineResizeRefused,
    /// The system disk is no longer the one that was to be replaced, and nothing was sent; params: `instanceId`, `diskId`, `oldDiskId`.
    SystemDiskIsAnother,
    /// The cloud does not replace a system disk by an image that holds data disks.
    ImageWithDataDisks,
    /// The policy of automatic snapshots was applied, and the disk still does not show it; params: `policyId`, `diskIds`.
    PolicyNotApplied,
    /// The release of instances waits for a person's confirmation.
    ReleaseUnconfirmed,
    /// The release of instances waits for its time; params: `at` (milliseconds since the epoch).
    ReleaseScheduled,
    /// An instance does not carry the tag of the job that was to have made it, and is not released; params: `instanceId`.
    InstanceNotOfJob,
    /// The release was accepted, and the cloud still lists the instance; params: `instanceId`, `status`.
    InstanceNotReleased,
    /// A deletion can still be undone, and nothing was sent yet; params: `at` (milliseconds since the epoch), when that is over, and
    /// `again` when that time had to begin anew.
    UndoTimeRuns,
    /// The image is shared with accounts that were not on the list, and is not deleted; params: `imageId`, `shareAccountId`.
    ImageStillShared,
    /// More instances run the image than a person was told of, and it is not deleted; params: `imageId`, `count` of all that run it now,
    /// `instanceIds`: the first of those that came.
    ImageUsedSince,
    /// The snapshot is used otherwise than a person was told, and is not deleted; params: `snapshotId`, `by` (`image` or `disk`), and
    /// `imageIds` for images.
    SnapshotUsedSince,
    /// The cloud has accepted the deletion, and still lists what was to be deleted; params: `status` when it is known.
    StillListed,
    /// The cloud has refused to delete some snapshots; params: `count`. Each row of the step says why.
    SnapshotsKept,
    /// A snapshot of the disk is being made already.
    SnapshotRunning,
    /// The provider refused for another reason; see `provider`.
    Refused,
    /// The draft has errors; params: `count`. The findings come with `image_draft_check`.
    DraftInvalid,
    /// The step is no longer in a state in which this can be done.
    StepMovedOn,
    /// No such account, snapshot, view or job here.
    NotFound,
    /// The file with accounts and jobs could not be used; params: `reason` (`full`, `readOnly`, `damaged`, `newer`, ...), `operation`
    /// (`read` or `write`).
    StoreFailed,
    /// The cache was damaged. It is rebuilt at once from the cloud; accounts and jobs are in another file.
    CacheDamaged,
    /// The cache could not be used for another reason; params as of `StoreFailed`.
    CacheFailed,
    /// A file could not be written; params: `file`, `reason` (`full`, `tooLarge`, `denied`, `readOnly`, `folderGone`, `other`). What was
    /// there under its name is as it was.
    ExportFailed,
    /// Another recipe has this name.
    RecipeNameTaken,
    /// A file is not a recipe that can be read; params: `reason` (`notRecipe`, `newer`, `incomplete`, `tooLarge`, `notReadable`), and
    /// `file` when its name is known.
    RecipeFileRefused,
    /// The folder of a file could not be shown; params: `file`.
    FolderNotShown,
    /// The browser could not be opened; params: `page`, the address.
    PageNotOpened,
    /// A newer search replaced this one before it had an answer. Nobody waits for it any more.
    Superseded,
    /// A mistake of ours.
    Internal,
}

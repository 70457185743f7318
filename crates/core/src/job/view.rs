//! A job as the window shows it. What is stored of it has types of its own (`store`).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::deletion_view::DeletionRow;
use super::estimate::Estimate;
use super::export_view::ImageExportReport;
use super::test_view::{AgentReport, ReleaseReport};
use crate::Problem;
use crate::image::{ImageDraft, OssTarget, RequestParameter};
use crate::proof::LaunchedInstances;

/// A job in a list and in the status bar.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct JobSummary {
    /// Our number of it, counting from 1.
    #[ts(type = "number")]
    pub id: i64,
    /// Our account id.
    pub account_id: String,
    /// The account's alias when the job was saved; shown when the account is no longer connected.
    pub account_alias: String,
    /// `RegionId` of the first step.
    pub region_id: String,
    /// What it is for.
    pub purpose: JobPurpose,
    /// What the job makes or works on: `ImageName`, the first instance name, ...
    pub name: String,
    /// `ImageId` of the image that it makes, once the cloud has given it.
    pub image_id: Option<String>,
    /// Where the job stands, derived from its steps.
    pub state: JobState,
    /// Steps that are done, skipped, cancelled or stopped. A copy counts together with the restoring of its features.
    pub steps_done: u32,
    /// Steps in all, counted in the same way.
    pub steps_total: u32,
    /// The step a list shows beside the job: the one that failed, else the first that is at work, else the last.
    pub current: Option<StepSummary>,
    /// Milliseconds since the epoch.
    #[ts(type = "number")]
    pub created_at: i64,
    /// When its last step came to its end, milliseconds since the epoch.
    #[ts(type = "number | null")]
    pub finished_at: Option<i64>,
    /// Why its first failed step failed, or what the current one waits for.
    pub problem: Option<Problem>,
    /// What it cannot go on without. Left out while what waits goes on by itself, as after a lost connection.
    pub needs_you: Option<NeedsYou>,
}

/// What a step waits for that only a person can do.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct NeedsYou {
    /// The place of the step in the job, counting from 1.
    pub position: u32,
    /// What keeps the step from going on.
    pub problem: Problem,
}

/// Where a job stands.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum JobState {
    /// A step is at work or about to be.
    Running,
    /// Every step that is at work waits: for a key, the network, the cloud's rate limit, an unlocked account.
    Waiting,
    /// Every step is done, skipped or cancelled.
    Done,
    /// Nothing is at work any more, and a step has failed.
    Failed,
    /// No longer followed: the account was removed, or the person stopped it.
    Stopped,
    /// Undone before anything was sent.
    Undone,
    /// What is stored of it cannot be read, for example because a newer Darkroom wrote it.
    Unreadable,
}

/// What a job is for, by its main step.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum JobPurpose {
    /// Makes an image, of snapshots that may be made by it as well.
    Image,
    /// Copies images to other regions.
    Copy,
    /// Shares images with other accounts, or no longer.
    Share,
    /// Changes, deprecates or restores images.
    Edit,
    /// Makes snapshots.
    Snapshots,
    /// Launches instances.
    Launch,
    /// Compares instances.
    Proof,
    /// Starts, stops or reboots instances.
    Power,
    /// Replaces the operating system of instances.
    Replace,
    /// Changes the configuration of an instance.
    Change,
    /// Deletes images and snapshots.
    Deletion,
    /// Exports images to OSS.
    Export,
}

/// A step in a list.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct StepSummary {
    /// Its place in the job, counting from 1.
    pub position: u32,
    /// What it does.
    pub kind: StepKindName,
    /// `RegionId` in which its result is.
    pub region_id: String,
    /// Where it stands.
    pub state: StepState,
    /// The cloud's own word for the result (`Creating`, `Waiting`, ...), last seen.
    pub cloud_status: Option<String>,
    /// Percent, last seen, never going backwards.
    pub progress: Option<u8>,
}

/// What a step does.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum StepKindName {
    /// CreateImage, until the image is `Available`.
    CreateImage,
    /// Waits for the result of the image check. Never fails.
    ImageCheck,
    /// CopyImage to one region, until the copy is `Available`.
    CopyImage,
    /// Gives a copy the features that CopyImage has lost.
    RestoreFeatures,
    /// Shares one image with at most ten accounts.
    ShareImage,
    /// Shares one image no longer with at most ten accounts.
    UnshareImage,
    /// ModifyImageAttribute of one image, until the cloud shows everything as it was asked for.
    EditImage,
    /// ModifyImageAttribute, until the cloud shows the image as `Deprecated`.
    DeprecateImage,
    /// ModifyImageAttribute, until the cloud shows a deprecated image as `Available` again.
    RestoreImage,
    /// TagResources of one image, until it has the tags.
    TagImage,
    /// UntagResources of one image, until it has the tags no longer.
    UntagImage,
    /// CreateSnapshot of one disk, until it is accomplished.
    CreateSnapshot,
    /// CreateSnapshotGroup of the disks of an instance, until it is accomplished.
    CreateSnapshotGroup,
    /// RunInstances, until every instance runs or is gone.
    LaunchInstances,
    /// Compares instances with what was asked for.
    ProveInstances,
    /// Sets one attribute of an instance as it was asked for.
    MendDifference,
    /// StartInstances, until they run.
    StartInstances,
    /// StopInstances, until they are stopped.
    StopInstances,
    /// RebootInstances, until they run again.
    RebootInstances,
    /// ReplaceSystemDisk of one instance, until the cloud shows the new disk and image, and everything else as it was.
    ReplaceSystemDisk,
    /// AttachKeyPair to one instance, until it is bound.
    AttachKeyPair,
    /// ApplyAutoSnapshotPolicy to the system disk of one instance, until it has the policy.
    ApplySnapshotPolicy,
    /// ModifyInstanceSpec or ModifyPrepayInstanceSpec, until the cloud shows the new type.
    ChangeInstanceType,
    /// ResizeDisk, until the cloud shows the new size.
    ResizeDisk,
    /// ModifyDiskSpec, until the cloud shows the new category and performance level.
    ChangeDiskCategory,
    /// ModifyInstanceNetworkSpec, until the cloud shows the new bandwidth.
    ChangeBandwidth,
    /// Waits for the heartbeat of the Cloud Assistant Agent in an instance. That there is none is no failure.
    WaitForAgent,
    /// DeleteInstances, after a confirmation or a set time, until the cloud lists them no more.
    ReleaseInstances,
    /// Waits until the time to undo a deletion is over. Sends nothing. Left out, it takes the whole deletion with it.
    UndoTime,
    /// DeleteImage, until the cloud does not list the image any more.
    DeleteImage,
    /// DeleteSnapshot for one snapshot after another, until the cloud lists none of those that it has accepted.
    DeleteSnapshots,
    /// ExportImage, until its task is finished.
    ExportImage,
}

/// Where a step stands.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum StepState {
    /// Not begun: a step before it has not ended, or nothing was sent yet.
    Pending,
    /// Sent; no answer yet.
    Sending,
    /// No clear answer: looked for in the cloud before anything is sent again.
    Reconciling,
    /// Waits, with the same token: see `problem`.
    Waiting,
    /// Accepted; the cloud is at work.
    Running,
    /// The person cancelled it; the cloud has not confirmed yet.
    Cancelling,
    /// The cloud says that it is done.
    Done,
    /// Refused, or the cloud could not do it.
    Failed,
    /// Left out by the person, or because a step that it needs was.
    Skipped,
    /// Cancelled; the cloud has confirmed.
    Cancelled,
    /// No longer followed. What the cloud had accepted goes on there.
    Stopped,
    /// What is stored of it cannot be read.
    Unreadable,
}

/// Everything of a job, for its page.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct JobDetail {
    /// The list's view of it.
    pub summary: JobSummary,
    /// The image it was asked to make; `null` when it makes none, or cannot be read.
    pub draft: Option<ImageDraft>,
    /// Steps in order.
    pub steps: Vec<JobStep>,
    /// Newest first, at most 500.
    pub events: Vec<JobEvent>,
    /// Events in all.
    pub events_total: u32,
    /// When all of it is expected to end; `null` when there is nothing to go by.
    pub estimate: Option<Estimate>,
}

/// One step of a job.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct JobStep {
    /// Its place in the job, counting from 1.
    pub position: u32,
    /// What it does.
    pub kind: StepKindName,
    /// Positions of the steps that must be done before it.
    pub after: Vec<u32>,
    /// `RegionId` in which its result is.
    pub region_id: String,
    /// The name its result gets, when it gets one.
    pub name: Option<String>,
    /// Main account ids it shares with, or no longer, those that were refused among them; empty for other kinds.
    pub share_with: Vec<String>,
    /// Those of them that the cloud has refused. The others get what was asked all the same.
    pub share_refused: Vec<String>,
    /// Where it stands.
    pub state: StepState,
    /// Id of its result (`ImageId`), once the cloud has given it.
    pub resource_id: Option<String>,
    /// The cloud's own word for the result, last seen.
    pub cloud_status: Option<String>,
    /// Percent, last seen, never going backwards.
    pub progress: Option<u8>,
    /// How many copies the destination region makes before this one, as far as its own list tells; only while the copy is queued.
    pub queued_behind: Option<u32>,
    /// What the image check found; only of an image check that is done.
    pub check: Option<ImageCheck>,
    /// What a launch has come to; only of a launch.
    pub launched: Option<LaunchedInstances>,
    /// What is seen of a test instance; only of a step that waits for its agent, once it has begun.
    pub agent: Option<AgentReport>,
    /// When the instances are released; only of a step that releases some.
    pub release: Option<ReleaseReport>,
    /// What it deletes or takes back, and what came of each; empty for other kinds.
    pub deletions: Vec<DeletionRow>,
    /// What is exported, and to which objects; only of an export.
    pub exported: Option<ImageExportReport>,
    /// `InstanceId`s that it works on; empty for steps of images and snapshots.
    pub instance_ids: Vec<String>,
    /// Why it failed, or what it waits for.
    pub problem: Option<Problem>,
    /// Milliseconds since the epoch: when it was sent first, or its watching began.
    #[ts(type = "number | null")]
    pub started_at: Option<i64>,
    /// Milliseconds since the epoch: when the cloud accepted it.
    #[ts(type = "number | null")]
    pub accepted_at: Option<i64>,
    /// Milliseconds since the epoch: when the cloud last told of its result.
    #[ts(type = "number | null")]
    pub last_seen_at: Option<i64>,
    /// Milliseconds since the epoch.
    #[ts(type = "number | null")]
    pub finished_at: Option<i64>,
    /// When it is expected to end; `null` when there is nothing to go by.
    pub estimate: Option<Estimate>,
    /// The request as sent, with ClientToken; empty before it is known.
    pub request: Vec<RequestParameter>,
    /// Requests sent, in order.
    pub attempts: Vec<JobAttempt>,
    /// What a person can do with it now.
    pub actions: StepActions,
}

/// What a person can do with a step now.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct StepActions {
    /// Send it once more as it is, as a new attempt.
    pub retry: bool,
    /// Change something of it and send it as a new attempt.
    pub change: bool,
    /// Leave it out.
    pub skip: bool,
    /// Ask the cloud to cancel it.
    pub cancel: bool,
    /// Type the password that it needs and that is kept nowhere.
    pub password: bool,
    /// Confirm that its instances are released now.
    pub confirm: bool,
    /// Launch the instances that are missing, in another zone or of another type.
    pub launch_rest: bool,
    /// Follow it no longer: the cloud does not list its result any more, and only a person can end the waiting.
    pub stop: bool,
    /// Send no further one of its requests; what is sent goes on.
    pub leave_rest: bool,
    /// It is at work, and the cloud has no way to cancel it.
    pub cannot_be_cancelled: bool,
}

/// What a person changes of a step before it is sent again. A field that is `null` stays as it was.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct StepChange {
    /// Another name for the image or the copy.
    pub name: Option<String>,
    /// Tag keys to leave out.
    pub drop_tags: Option<Vec<String>>,
    /// The accounts to share with, in the place of those before: at most ten.
    pub share_with: Option<Vec<String>>,
    /// Another zone or type for a launch.
    pub launch: Option<LaunchTarget>,
    /// Another `KMSKeyId` for a copy, which is encrypted with it.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub kms_key_id: Option<String>,
    /// Another bucket, prefix, format or role for an export: all of them, in the place of those before.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub export: Option<OssTarget>,
}

/// Where, and of which type, instances are launched.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LaunchTarget {
    /// `ZoneId`.
    pub zone_id: String,
    /// `VSwitchId`, in that zone.
    pub v_switch_id: String,
    /// `InstanceType`.
    pub instance_type: String,
}

/// What the image check found (`DetectionOptions` of DescribeImages).
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ImageCheck {
    /// The cloud's own word for how it ended (`Finished`, ...); empty when it gave none.
    pub status: String,
    /// What was checked, in the cloud's order.
    pub items: Vec<ImageCheckItem>,
}

/// One item of an image check.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ImageCheckItem {
    /// `Name`.
    pub name: String,
    /// `Value`; empty when the cloud gave none.
    pub value: String,
    /// `RiskCode`, when there is a risk.
    pub risk_code: Option<String>,
    /// `RiskLevel` (`High`, `Medium`), when there is a risk.
    pub risk_level: Option<String>,
}

/// One request of a step.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct JobAttempt {
    /// Counting from 1.
    pub number: u32,
    /// `CreateImage`, `CopyImage`, ...
    pub action: String,
    /// `ClientToken`, the same for every sending of this attempt; empty for an action that knows none.
    pub client_token: String,
    /// What came of it.
    pub outcome: AttemptOutcome,
    /// `RequestId` of the last answer.
    pub request_id: Option<String>,
    /// How often it was handed to the network.
    pub sendings: u32,
}

/// What came of an attempt.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum AttemptOutcome {
    /// Not sent yet.
    Unsent,
    /// Sent; no answer yet.
    Sending,
    /// The cloud accepted it.
    Accepted,
    /// Its result was found in the cloud and taken over.
    Adopted,
    /// Refused for good.
    Refused,
    /// Told to wait.
    Throttled,
    /// No clear answer.
    Unknown,
}

/// One line of a job's log.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct JobEvent {
    /// Milliseconds since the epoch.
    #[ts(type = "number")]
    pub at: i64,
    /// The step it is about; `null` for the whole job.
    pub position: Option<u32>,
    /// What happened.
    pub code: JobEventCode,
    /// Values for the sentence.
    pub params: BTreeMap<String, String>,
    /// `RequestId`, when a reply carried one.
    pub request_id: Option<String>,
    /// The failure, when it was one.
    pub problem: Option<Problem>,
}

/// What happened to a job or a step.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum JobEventCode {
    /// Saved with its tokens, before anything was sent.
    Saved,
    /// A request is being sent; params: `action`, `attempt`.
    Sending,
    /// Accepted; params: `resourceId` when the cloud gave an id.
    Accepted,
    /// Refused; see `problem`.
    Refused,
    /// No clear answer; looking in the cloud first.
    NoAnswer,
    /// Its result was found in the cloud and adopted; params: `resourceId`, `by` (`tag`, `name` or `state` of the resource).
    Adopted,
    /// Not found; sent again with the same token.
    NotFoundResend,
    /// A new token after the old one was spent; params: `attempt`.
    NewToken,
    /// More than one result carries the step's tag; params: `resourceId` (the one that is followed), `count` of all.
    DuplicateFound,
    /// Throttled; params: `seconds`.
    Throttled,
    /// Waits for what `problem` says; goes on by itself.
    Paused,
    /// Resumed after a start of the application.
    Resumed,
    /// The cloud's status or progress changed; params: `status`, `progress`.
    Progress,
    /// The cloud has the copy in its queue; params: `behind` when it is known.
    Queued,
    /// The cloud no longer lists the result, not even when asked for its id with every status; params: `resourceId`.
    NotListed,
    /// The cloud lists it again; params: `resourceId`.
    ListedAgain,
    /// The step is done; params: `count` when it has several results.
    Done,
    /// The cloud has accepted a larger disk; the new size shows after the next start.
    GrowsAtStart,
    /// Instances were compared; params: `equal`, `different`, `unread` (numbers of instances).
    Proven,
    /// The person has accepted a difference of a proof; params: `instanceId`, `attribute`, `note`.
    DifferenceAccepted,
    /// The agent of an instance was heard of; params: `instanceId`, `at` (milliseconds since the epoch).
    AgentSeen,
    /// The instance runs, and its agent was not heard of; params: `instanceId`, `minutes`.
    AgentNotSeen,
    /// The instance runs, and its agent could not be asked for; params: `instanceId`.
    AgentNotAsked,
    /// A person has confirmed the release.
    ReleaseConfirmed,
    /// The cloud does not list the instances any more; params: `instanceIds`.
    Released,
    /// Nothing had to be released: the cloud did not list them any more; params: `instanceIds`.
    ReleasedBefore,
    /// A person has left the release out: the instances stay, and are billed.
    InstancesKept,
    /// The image check ended; params: `high`, `medium` (numbers of risks).
    Checked,
    /// The copy has every feature of its source: nothing to restore.
    NothingToRestore,
    /// The step failed.
    Failed,
    /// The person asked for a new attempt; params: `attempt`.
    Retried,
    /// The person, or a step before it, left it out.
    Skipped,
    /// The person asked the cloud to cancel it.
    Cancelling,
    /// The cloud has confirmed the cancelling.
    Cancelled,
    /// Cancelling came too late, or was refused; it goes on.
    CancelFailed,
    /// No longer followed.
    Stopped,
    /// A person has left out what was not sent yet.
    RestLeftOut,
    /// The cloud does not list it any more: it is deleted; params: `resourceId` or `count`.
    Deleted,
    /// The cloud did not list it before anything was sent; params: `resourceId` or `count`.
    DeletedBefore,
    /// A deletion was undone before anything was sent.
    Undone,
    /// An image is exported; params: `bucket`, and `objects` as far as the cloud has told their names.
    Exported,
}

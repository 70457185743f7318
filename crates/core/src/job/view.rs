//! A job as the window shows it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Problem;
use crate::image::{ImageDraft, RequestParameter};

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
    /// `RegionId`.
    pub region_id: String,
    /// `ImageName`.
    pub image_name: String,
    /// `ImageId`, once the cloud has given it.
    pub image_id: Option<String>,
    /// Where the job stands.
    pub state: JobState,
    /// The cloud's own word for the image (`Creating`, `Waiting`, ...), last seen.
    pub cloud_status: Option<String>,
    /// Percent, last seen, never going backwards.
    pub progress: Option<u8>,
    /// Milliseconds since the epoch.
    #[ts(type = "number")]
    pub created_at: i64,
    /// When it came to its end, milliseconds since the epoch.
    #[ts(type = "number | null")]
    pub finished_at: Option<i64>,
    /// Why it failed, or what it waits for.
    pub problem: Option<Problem>,
}

/// Where a job stands.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum JobState {
    /// Saved, not yet sent.
    Intent,
    /// Sent; no answer yet.
    Sending,
    /// No clear answer: being looked for in the cloud before anything is sent again.
    Reconciling,
    /// Throttled, or the account's key or the network is not to be had: waits, same token.
    Waiting,
    /// Accepted; the cloud is making the image.
    Running,
    /// The cloud says `Available`.
    Available,
    /// Refused, or the image failed.
    Failed,
}

/// Everything of a job, for its page.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct JobDetail {
    /// The list's view of it.
    pub summary: JobSummary,
    /// What it was asked to make.
    pub draft: ImageDraft,
    /// The request as sent, with ClientToken.
    pub request: Vec<RequestParameter>,
    /// Stages in order.
    pub stages: Vec<JobStage>,
    /// Requests sent, in order.
    pub attempts: Vec<JobAttempt>,
    /// Newest first.
    pub events: Vec<JobEvent>,
    /// When it is expected to end; `null` when there is nothing to go by.
    pub estimate: Option<Estimate>,
}

/// One stage on the clock of the job.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct JobStage {
    /// What it does.
    pub kind: StageKind,
    /// `RegionId`.
    pub region_id: String,
    /// Where it stands.
    pub state: StageState,
    /// Milliseconds since the epoch.
    #[ts(type = "number | null")]
    pub started_at: Option<i64>,
    /// Milliseconds since the epoch.
    #[ts(type = "number | null")]
    pub finished_at: Option<i64>,
    /// Percent, when the cloud gives one.
    pub progress: Option<u8>,
}

/// What a stage does.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum StageKind {
    /// CreateImage sent and answered.
    Request,
    /// The cloud makes the image, until `Available`.
    Creating,
}

/// Where a stage stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum StageState {
    /// Not begun.
    Pending,
    /// Going on.
    Running,
    /// Done.
    Done,
    /// Failed.
    Failed,
}

/// One request of a job.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct JobAttempt {
    /// Counting from 1.
    pub number: u32,
    /// `CreateImage`.
    pub action: String,
    /// `ClientToken`, the same for every sending of this attempt.
    pub client_token: String,
    /// What came of it.
    pub outcome: AttemptOutcome,
    /// `RequestId` of the last answer.
    pub request_id: Option<String>,
    /// How often it was sent.
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
    /// The cloud gave an image id.
    Accepted,
    /// The image was found in the cloud and taken over.
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
    /// What happened.
    pub code: JobEventCode,
    /// Values for the sentence.
    pub params: BTreeMap<String, String>,
    /// `RequestId`, when a reply carried one.
    pub request_id: Option<String>,
    /// The failure, when it was one.
    pub problem: Option<Problem>,
}

/// What happened to a job.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum JobEventCode {
    /// Saved with its token, before anything was sent.
    Saved,
    /// CreateImage is being sent; params: `attempt`.
    Sending,
    /// Accepted; params: `imageId`.
    Accepted,
    /// Refused; see `problem`.
    Refused,
    /// No clear answer; looking in the cloud first.
    NoAnswer,
    /// Found in the cloud and adopted; params: `imageId`, `by` (tag or name).
    Adopted,
    /// Not found; sent again with the same token.
    NotFoundResend,
    /// A new token after the old one was spent; params: `attempt`.
    NewToken,
    /// More than one image carries the job's mark; params: `imageId` (the one that is followed), `count` of all.
    DuplicateFound,
    /// Throttled; params: `seconds`.
    Throttled,
    /// The account or network is not to be had; goes on by itself.
    Paused,
    /// Taken up again after a start of the application.
    Resumed,
    /// The cloud's status or progress changed; params: `status`, `progress`.
    Progress,
    /// The image is Available.
    Available,
    /// The image failed or is gone.
    Failed,
}

/// A range of time, never a point.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Estimate {
    /// Milliseconds since the epoch.
    #[ts(type = "number")]
    pub earliest: i64,
    /// Milliseconds since the epoch.
    #[ts(type = "number")]
    pub latest: i64,
    /// What it rests on: earlier finished jobs counted.
    pub from_jobs: u32,
}

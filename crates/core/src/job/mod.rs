//! Image jobs: an intent that is committed before it is sent, and followed until the cloud says Available. The rules of a draft do not belong here.

mod drive;
mod engine;
mod estimate;
mod events;
mod jobs;
mod outcome;
mod poll;
mod reconcile;
mod recorded;
mod refusal;
mod send;
mod show;
mod take_up;
mod view;
mod work;

pub(crate) use engine::JobsParts;
pub(crate) use jobs::Jobs;
pub use view::{
    AttemptOutcome, Estimate, JobAttempt, JobDetail, JobEvent, JobEventCode, JobStage, JobState, JobSummary, StageKind,
    StageState,
};

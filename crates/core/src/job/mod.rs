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

pub(crate) use engine::JobsConfig;
pub(crate) use jobs::Jobs;
pub use view::{
    AttemptOutcome, Estimate, ImageCheck, ImageCheckItem, JobAttempt, JobDetail, JobEvent, JobEventCode, JobState,
    JobStep, JobSummary, StepActions, StepChange, StepKindName, StepState, StepSummary,
};

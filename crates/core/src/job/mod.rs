//! Jobs: plans of steps, each an intent that is committed before it is sent, and followed until the cloud says how it ended. The rules
//! of a draft do not belong here.

mod actions;
mod advance;
mod begin;
mod cancel;
mod cause;
mod drive;
mod engine;
mod estimate;
mod events;
mod jobs;
mod kind;
mod outcome;
mod plan;
mod poll;
mod progress;
mod reconcile;
mod record;
mod resume;
mod send;
mod show;
mod sighting;
mod steps;
mod view;
mod work;

pub(crate) use engine::{JobsConfig, RegionChanged};
pub(crate) use jobs::Jobs;
pub use view::{
    AttemptOutcome, Estimate, ImageCheck, ImageCheckItem, JobAttempt, JobDetail, JobEvent, JobEventCode, JobState,
    JobStep, JobSummary, StepActions, StepChange, StepKindName, StepState, StepSummary,
};

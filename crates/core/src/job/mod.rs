//! Jobs: plans of steps. The intent of each step is stored before it is sent, and its result is polled until the cloud says how it ended.
//! The rules of a draft are in `image`.

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
mod launches;
mod orders;
mod outcome;
mod plan;
mod poll;
mod progress;
mod reconcile;
mod record;
mod resume;
mod send;
mod show;

mod step_run;
mod steps;
mod update;
mod view;

pub(crate) use engine::{JobsConfig, RegionChanged};
pub(crate) use jobs::Jobs;
pub use view::{
    AttemptOutcome, Estimate, ImageCheck, ImageCheckItem, JobAttempt, JobDetail, JobEvent, JobEventCode, JobPurpose,
    JobState, JobStep, JobSummary, LaunchTarget, StepActions, StepChange, StepKindName, StepState, StepSummary,
};

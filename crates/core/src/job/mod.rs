//! Jobs: plans of steps. The intent of each step is stored before it is sent, and its result is polled until the cloud says how it ended.
//! The rules of a draft are in `image`.

mod actions;
mod advance;
mod begin;
mod cancel;
mod cause;
mod deletion_view;
mod deletions;
mod drive;
mod engine;
mod estimate;
mod events;
mod export_view;
mod image_copies;
mod image_orders;
mod jobs;
mod kind;
mod launches;
mod needs_you;
mod orders;
mod outcome;
mod plan;
mod poll;
mod progress;
mod reconcile;
mod record;
mod resume;
mod running_time;
mod send;
mod several;
mod show;

mod step_run;
mod steps;
mod test_view;
mod update;
mod view;

pub use deletion_view::{DeletionOutcome, DeletionRow};
pub(crate) use engine::{JobsConfig, RegionChanged};
pub use estimate::Estimate;
pub use export_view::{ImageExportObject, ImageExportReport};
pub(crate) use jobs::Jobs;
pub use test_view::{AgentReport, AgentState, ReleaseReport};
pub use view::{
    AttemptOutcome, ImageCheck, ImageCheckItem, JobAttempt, JobDetail, JobEvent, JobEventCode, JobPurpose, JobState,
    JobStep, JobSummary, LaunchTarget, NeedsYou, StepActions, StepChange, StepKindName, StepState, StepSummary,
};

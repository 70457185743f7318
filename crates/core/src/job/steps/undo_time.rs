//! The time in which a deletion can be undone. Nothing is sent before it is over, and nothing at all when the program ends before that:
//! what nobody could have stopped is not begun.

use alibaba_cloud::{BoxFuture, Request};
use serde::{Deserialize, Serialize};

use super::image_watch::ImageWatcher;
use crate::cloud::{AccountClient, CallError};
use crate::job::kind::{Earlier, Found, Hold, Prepared, Search, Seen, StepKind, StepUpdate, Watcher, input};
use crate::job::{JobEventCode, StepChange};
use crate::store::steps::StepRow;
use crate::{Problem, ProblemCode};

pub(super) struct UndoTimeStep;

/// Until when.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(in crate::job) struct UndoTimeInput {
    version: u32,
    /// Milliseconds since the epoch.
    until: i64,
    /// The run of the program that has planned it.
    run_id: String,
}

impl UndoTimeInput {
    pub(in crate::job) fn new(until: i64, run_id: &str) -> Self {
        Self {
            version: 1,
            until,
            run_id: run_id.to_owned(),
        }
    }
}

impl StepKind for UndoTimeStep {
    fn action(&self) -> Option<String> {
        None
    }

    fn request(&self, _: &StepRow, _: &Earlier<'_>) -> Result<Option<Request>, Problem> {
        Ok(None)
    }

    fn held_by(&self, step: &StepRow, _: &Earlier<'_>, now: i64) -> Option<Hold> {
        let stored: UndoTimeInput = input(step).unwrap_or_default();
        (now < stored.until).then(|| Hold {
            problem: Problem::new(ProblemCode::UndoTimeRuns).with("at", stored.until.to_string()),
            until: Some(stored.until),
        })
    }

    fn prepare<'a>(
        &'a self,
        _: &'a StepRow,
        _: &'a Earlier<'a>,
        _: &'a AccountClient,
    ) -> BoxFuture<'a, Result<Prepared, CallError>> {
        Box::pin(async {
            Ok(Prepared::Done {
                code: JobEventCode::Done,
                params: Vec::new(),
                result: None,
            })
        })
    }

    fn find<'a>(&'a self, _: Search<'a>) -> BoxFuture<'a, Result<Found, CallError>> {
        Box::pin(async { Ok(Found::Nothing) })
    }

    fn watcher(&self) -> &'static dyn Watcher {
        &ImageWatcher
    }

    fn judge(&self, _: &StepRow, _: &Seen<'_>, _: i64) -> StepUpdate {
        StepUpdate::default()
    }

    fn change(&self, _: &mut StepRow, _: &StepChange) -> Result<(), Problem> {
        Err(Problem::new(ProblemCode::StepMovedOn))
    }

    fn can_change(&self) -> bool {
        false
    }

    fn is_of_an_earlier_run(&self, step: &StepRow, run_id: &str) -> bool {
        input::<UndoTimeInput>(step).unwrap_or_default().run_id != run_id
    }
}

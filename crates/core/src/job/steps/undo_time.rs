//! The time in which a deletion can be undone. Nothing is sent before the program has run that long, and nothing at all when it ends
//! before that: what nobody could have stopped is not begun.

use alibaba_cloud::{BoxFuture, Request};
use serde::{Deserialize, Serialize};

use super::image_watch::ImageWatcher;
use crate::cloud::{AccountClient, CallError};
use crate::job::kind::{Countdown, Earlier, Found, Prepared, Search, Seen, StepKind, StepUpdate, Watcher, input};
use crate::job::{JobEventCode, StepChange};
use crate::milliseconds::SECOND;
use crate::store::steps::StepRow;
use crate::{Problem, ProblemCode};

pub(super) struct UndoTimeStep;

/// How long a deletion can be undone, milliseconds.
const UNDO_TIME: i64 = 10 * SECOND;

/// Which run of the program has planned it.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(in crate::job) struct UndoTimeInput {
    version: u32,
    run_id: String,
}

impl UndoTimeInput {
    pub(in crate::job) fn new(run_id: &str) -> Self {
        Self {
            version: 1,
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

    fn countdown(&self) -> Option<Countdown> {
        Some(Countdown {
            length: UNDO_TIME,
            code: ProblemCode::UndoTimeRuns,
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

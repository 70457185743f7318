//! A job in work, and what comes next for it. Doing it is in `drive`, `send` and `reconcile`.

use super::outcome::Cause;
use crate::image::RequestParameter;
use crate::store::attempts::AttemptRow;
use crate::store::jobs::JobRow;
use crate::{Problem, ProblemCode};

/// A job in work.
pub(super) struct Work {
    pub(super) job: JobRow,
    pub(super) attempt: AttemptRow,
    pub(super) parameters: Vec<RequestParameter>,
    /// What is not to be had right now, and how often in a row it was missed.
    pub(super) waits_for: Option<ProblemCode>,
    pub(super) pauses: u32,
    /// Whether the last answer was a refusal and no refusal at once.
    pub(super) contradicted: bool,
    /// What two such answers in a row say is wrong, to be believed when no image is found.
    pub(super) refusal: Option<Problem>,
    /// Rounds of looks, whatever caused them, after which an image of the name did not tell whose it is.
    pub(super) undecided: u32,
}

impl Work {
    /// The cloud has answered.
    pub(super) fn reached(&mut self) {
        self.waits_for = None;
        self.pauses = 0;
    }
}

/// What comes next.
pub(super) enum Step {
    /// Send under the current attempt.
    Send,
    /// Look first.
    Look(Cause),
    /// The job has an image id, or has ended.
    Done,
}

//! Which copies of images jobs make now, and which they did not come to make.

use super::jobs::Jobs;
use super::steps::copied_image;
use super::{StepKindName, StepState};
use crate::Problem;
use crate::inventory::{KnownCopy, KnownCopyState, PresenceFailure};
use crate::store;
use crate::store::steps::StepRow;

impl Jobs {
    /// Copies that are not made yet, and those that failed, the oldest first.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub(crate) async fn image_copies(&self) -> Result<Vec<KnownCopy>, Problem> {
        let read = self.engine.state.read(|connection| {
            let mut copies = Vec::new();
            for step in store::steps::unfinished_or_failed(connection, StepKindName::CopyImage)? {
                let image_id = match (copied_image(&step), step.source) {
                    (None, Some(source)) => {
                        let source = store::steps::find(connection, step.job_id, source)?;
                        source.and_then(|source| source.resource_id)
                    }
                    (image_id, _) => image_id,
                };
                copies.extend(image_id.map(|image_id| known_copy(step, image_id)));
            }
            Ok(copies)
        });
        Ok(read.await?)
    }
}

fn known_copy(step: StepRow, image_id: String) -> KnownCopy {
    let is_queued = step.cloud_status.as_deref() == Some("Waiting");
    KnownCopy {
        state: match step.state {
            StepState::Failed => KnownCopyState::Failed(PresenceFailure {
                job_id: step.job_id,
                position: step.position,
                at: step.finished_at,
                problem: step.problem,
            }),
            StepState::Running | StepState::Cancelling if !is_queued => KnownCopyState::Copying {
                progress: step.progress,
            },
            _ => KnownCopyState::Waiting,
        },
        account_id: step.account_id,
        image_id,
        region_id: step.result_region,
    }
}

//! Jobs that delete images and snapshots.

use std::collections::HashSet;

use super::jobs::{Jobs, NewPlan};
use super::record::PlanRecord;
use super::{JobSummary, StepKindName, plan, steps};
use crate::deletion::{DeletionOrder, PlannedDeletion};
use crate::inventory::ResourceKey;
use crate::{Problem, ProblemCode, store};

impl Jobs {
    /// Deletes what an order names, once the time to undo it is over. `asked` is the order checked against what is known now.
    ///
    /// # Errors
    /// `Empty` without a request id or anything to delete, `DraftInvalid`, `AccountLocked`, `NotFound`, `StoreFailed`.
    pub(crate) async fn delete(
        &self,
        request_id: &str,
        order: &DeletionOrder,
        asked: impl Future<Output = Result<PlannedDeletion, Problem>>,
    ) -> Result<JobSummary, Problem> {
        let Some(account_id) = order.account_id() else {
            return Err(Problem::new(ProblemCode::Empty).at("images"));
        };
        let first = match order.images.is_empty() {
            true => StepKindName::DeleteSnapshots,
            false => StepKindName::DeleteImage,
        };
        let planned = async {
            let deletion = asked.await?;
            Ok(NewPlan {
                title: title(&deletion),
                record: PlanRecord::default(),
                steps: plan::delete::steps(&deletion, &self.engine.run_id, self.engine.runtime.as_ref()),
            })
        };
        self.make(request_id, account_id, first, planned).await
    }

    /// The images of an account that jobs delete now, or once the time to undo it is over.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub(crate) async fn images_being_deleted(&self, account_id: &str) -> Result<HashSet<ResourceKey>, Problem> {
        let account_id = account_id.to_owned();
        let read = self
            .engine
            .state
            .read(move |connection| store::steps::to_come(connection, &account_id, StepKindName::DeleteImage));
        Ok(read.await?.iter().filter_map(steps::deleted_image).collect())
    }
}

/// The name of the first image, or of the first snapshot when there is no image, and how many more there are.
fn title(deletion: &PlannedDeletion) -> String {
    let images = deletion.images.iter().map(|image| (&image.name, &image.key.id));
    let snapshots = deletion
        .snapshots
        .iter()
        .map(|snapshot| (&snapshot.name, &snapshot.key.id));
    let named = |(name, id): (&String, &String)| match name.is_empty() {
        true => id.clone(),
        false => name.clone(),
    };
    let first = images.chain(snapshots).next().map(named).unwrap_or_default();
    match deletion.images.len() + deletion.snapshots.len() {
        0 | 1 => first,
        count => format!("{first} +{}", count - 1),
    }
}

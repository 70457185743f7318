//! Deleting images and snapshots.

use super::Darkroom;
use crate::Problem;
use crate::deletion::{DeletionByRule, DeletionOrder, DeletionPlan, DeletionRule};
use crate::inventory::ResourceKey;
use crate::job::JobSummary;

impl Darkroom {
    /// What uses these images and snapshots of one account, and what stands against deleting them, as the cloud tells now. What it does
    /// not tell is known from the last listing, and named. Changes nothing.
    ///
    /// # Errors
    /// `Empty` when there are none; `Malformed` for several accounts, more than 100 images, more than 10,000 snapshots or one of them
    /// twice; the codes of the account's client, the cache's codes.
    pub async fn deletion_open(
        &self,
        images: Vec<ResourceKey>,
        snapshots: Vec<ResourceKey>,
    ) -> Result<DeletionPlan, Problem> {
        self.deletions.plan(&images, &snapshots).await
    }

    /// What a rule deletes of the images of an account, as [`Darkroom::deletion_open`] tells of it, and why the others stay. Changes
    /// nothing.
    ///
    /// # Errors
    /// `Empty` at `accountId`, `Malformed` at `keep` or `olderThanDays`, the codes of the account's client, the cache's codes,
    /// `StoreFailed`.
    pub async fn deletion_by_rule(&self, rule: DeletionRule) -> Result<DeletionByRule, Problem> {
        let being_deleted = self.jobs.images_being_deleted(&rule.account_id).await?;
        self.deletions.by_rule(&rule, &being_deleted).await
    }

    /// Makes the job of a deletion. It sends nothing for ten seconds, in which its first step can be skipped to undo it. A repeated
    /// `request_id` gives the job it made.
    ///
    /// # Errors
    /// As [`Darkroom::deletion_open`], and `Empty` without a request id, `DraftInvalid` at `images` or `snapshots` when the order is not
    /// what the plan says now, `AccountLocked`, `NotFound`, `StoreFailed`.
    pub async fn deletion_start(&self, request_id: String, order: DeletionOrder) -> Result<JobSummary, Problem> {
        let asked = self.deletions.planned(&order);
        self.jobs.delete(&request_id, &order, asked).await
    }
}

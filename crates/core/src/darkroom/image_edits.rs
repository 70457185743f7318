//! Editing existing images.

use super::Darkroom;
use crate::Problem;
use crate::finding::Finding;
use crate::image::{EditOrder, EditStart};
use crate::inventory::ResourceKey;
use crate::job::JobSummary;

impl Darkroom {
    /// What the dialogs about editing start from: images of one account as the cloud tells of them now, and their families.
    ///
    /// # Errors
    /// As [`Darkroom::image_copy_open`].
    pub async fn image_edit_open(&self, keys: Vec<ResourceKey>) -> Result<EditStart, Problem> {
        self.image_orders.open_edit(&keys).await
    }

    /// What the rules say of an order, after the cloud was asked for the images.
    ///
    /// # Errors
    /// As [`Darkroom::image_edit_open`].
    pub async fn image_edit_check(&self, order: EditOrder) -> Result<Vec<Finding>, Problem> {
        Ok(self.image_orders.check_edits(&order).await?.0)
    }

    /// Begins to edit images, after the cloud was asked for them once more. A repeated `request_id` gives the job it made.
    ///
    /// # Errors
    /// `Empty` without a request id or an image, `DraftInvalid`, `AccountLocked`, `NotFound`, `StoreFailed`; those of
    /// [`Darkroom::image_edit_open`].
    pub async fn image_edit_start(&self, request_id: String, order: EditOrder) -> Result<JobSummary, Problem> {
        let asked = order.clone();
        let checked = self.image_orders.check_edits(&asked);
        self.jobs.edit(&request_id, order, checked).await
    }
}

//! What is done with existing images.

use super::Darkroom;
use crate::Problem;
use crate::finding::Finding;
use crate::image::{CopyOrder, CopyStart, ImageExportOrder, ImageExportStart, ShareOrder, ShareStart};
use crate::inventory::{KmsKey, ResourceKey};
use crate::job::JobSummary;

impl Darkroom {
    /// What the Copy image dialog starts from: images of one account, and where they are already.
    ///
    /// # Errors
    /// `Empty` and `Malformed` at `images`: none, of several accounts, or more than 20; the codes of the account's client and of the
    /// cloud; the cache's codes.
    pub async fn image_copy_open(&self, keys: Vec<ResourceKey>) -> Result<CopyStart, Problem> {
        self.image_orders.open_copy(&keys).await
    }

    /// What the rules say of copies, after the cloud was asked for the images.
    ///
    /// # Errors
    /// As [`Darkroom::image_copy_open`].
    pub async fn image_copy_check(&self, order: CopyOrder) -> Result<Vec<Finding>, Problem> {
        Ok(self.image_orders.check_copies(&order).await?.0)
    }

    /// Begins to copy images, after the cloud was asked for them once more. A repeated `request_id` gives the job it made.
    ///
    /// # Errors
    /// `Empty` without a request id or a copy, `DraftInvalid`, `AccountLocked`, `NotFound`, `StoreFailed`; those of
    /// [`Darkroom::image_copy_open`].
    pub async fn image_copy_start(&self, request_id: String, order: CopyOrder) -> Result<JobSummary, Problem> {
        let asked = order.clone();
        let checked = self.image_orders.check_copies(&asked);
        self.jobs.copy(&request_id, order, checked).await
    }

    /// The KMS keys of a region that have an alias and are the account's own, by alias.
    ///
    /// # Errors
    /// The codes of the account's client and of the cloud, `AccessDenied` among them: then a key can still be named by its id.
    pub async fn kms_key_list(&self, account_id: String, region_id: String) -> Result<Vec<KmsKey>, Problem> {
        self.inventory.kms_keys(&account_id, &region_id).await
    }

    /// What the Share image dialog starts from: images of one account, and whom they are shared with.
    ///
    /// # Errors
    /// As [`Darkroom::image_copy_open`], but for the cache's codes.
    pub async fn image_share_open(&self, keys: Vec<ResourceKey>) -> Result<ShareStart, Problem> {
        self.image_orders.open_share(&keys).await
    }

    /// What the rules say of sharing, after the cloud was asked for the images and their accounts.
    ///
    /// # Errors
    /// As [`Darkroom::image_share_open`], `StoreFailed`.
    pub async fn image_share_check(&self, order: ShareOrder) -> Result<Vec<Finding>, Problem> {
        Ok(self.image_orders.check_shares(&order).await?.0)
    }

    /// Begins to share images, and to share them no longer, after the cloud was asked once more. A repeated `request_id` gives the job it
    /// made.
    ///
    /// # Errors
    /// `Empty` without a request id or an image, `DraftInvalid`, `AccountLocked`, `NotFound`, `StoreFailed`; those of
    /// [`Darkroom::image_share_open`].
    pub async fn image_share_start(&self, request_id: String, order: ShareOrder) -> Result<JobSummary, Problem> {
        let asked = order.clone();
        let checked = self.image_orders.check_shares(&asked);
        self.jobs.share(&request_id, order, checked).await
    }

    /// What the Export to OSS dialog starts from: images of one account, and the role that the service needs.
    ///
    /// # Errors
    /// As [`Darkroom::image_copy_open`], but for the cache's codes.
    pub async fn image_export_open(&self, keys: Vec<ResourceKey>) -> Result<ImageExportStart, Problem> {
        self.image_orders.open_export(&keys).await
    }

    /// What the rules say of an export, after the cloud was asked for the images.
    ///
    /// # Errors
    /// As [`Darkroom::image_export_open`].
    pub async fn image_export_check(&self, order: ImageExportOrder) -> Result<Vec<Finding>, Problem> {
        Ok(self.image_orders.check_exports(&order).await?.0)
    }

    /// Begins to export images to OSS, after the cloud was asked for them once more. A repeated `request_id` gives the job it made.
    ///
    /// # Errors
    /// `Empty` without a request id or an image, `DraftInvalid`, `AccountLocked`, `NotFound`, `StoreFailed`; those of
    /// [`Darkroom::image_export_open`].
    pub async fn image_export_start(&self, request_id: String, order: ImageExportOrder) -> Result<JobSummary, Problem> {
        let asked = order.clone();
        let checked = self.image_orders.check_exports(&asked);
        self.jobs.export(&request_id, order, checked).await
    }
}

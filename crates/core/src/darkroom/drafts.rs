//! The drafts of images.

use super::Darkroom;
use crate::Problem;
use crate::image::{DraftCheck, DraftStart, ImageDraft, KeptDraft, NameCheck};
use crate::inventory::ResourceKey;

impl Darkroom {
    /// What the Create custom image page starts from.
    ///
    /// # Errors
    /// `SnapshotGone`, `SnapshotUnfit`, `StoreFailed`.
    pub async fn image_draft_open(&self, key: ResourceKey) -> Result<DraftStart, Problem> {
        self.drafts.open(&key).await
    }

    /// What the rules say of a draft by what is known, without a question to the cloud.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub async fn image_draft_check(&self, draft: ImageDraft) -> Result<DraftCheck, Problem> {
        let checked = self.drafts.check(&draft).await?;
        self.jobs.draft_check(&draft, checked)
    }

    /// What the rules say of a draft after the cloud was asked for its snapshots; that it could not be asked is part of the answer.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub async fn image_draft_review(&self, draft: ImageDraft) -> Result<DraftCheck, Problem> {
        let checked = self.drafts.review(&draft).await?;
        self.jobs.draft_check(&draft, checked)
    }

    /// Whether an image name is free in a region.
    ///
    /// # Errors
    /// None but a mistake of ours: what cannot be asked is `Unknown`.
    pub async fn image_name_check(
        &self,
        account_id: String,
        region_id: String,
        name: String,
    ) -> Result<NameCheck, Problem> {
        self.drafts.check_name(&account_id, &region_id, &name).await
    }

    /// Keeps a draft, so that it can be taken up again. It takes the place of another one of the same snapshot. Of all drafts the 20
    /// written last are kept, and none of an account that is removed.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub async fn image_draft_keep(&self, kept: KeptDraft) -> Result<(), Problem> {
        self.drafts.keep(&kept).await
    }

    /// The draft of a system-disk snapshot that was kept; `None` when there is none that can be read.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub async fn image_draft_kept(&self, key: ResourceKey) -> Result<Option<KeptDraft>, Problem> {
        self.drafts.kept(&key).await
    }

    /// Forgets the draft of a system-disk snapshot. One that is not there is no mistake.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub async fn image_draft_forget(&self, key: ResourceKey) -> Result<(), Problem> {
        self.drafts.forget(&key).await
    }
}

//! Which images are in which region.

use super::Darkroom;
use crate::Problem;
use crate::inventory::{PresenceQuestion, PresenceWindow};
use crate::view::PresenceSpec;

impl Darkroom {
    /// The lines of the matrix of images and regions from index `from` up to `to`, at most 500.
    ///
    /// # Errors
    /// `StoreFailed`, the cache's codes.
    pub async fn image_presence(&self, spec: PresenceSpec, from: u32, to: u32) -> Result<PresenceWindow, Problem> {
        let found = self.views.found_images(&spec).await?;
        let question = PresenceQuestion {
            account_ids: spec.scope.account_ids,
            region_ids: spec.scope.region_ids,
            by: spec.by,
            incomplete: spec.incomplete,
            found,
            copies: self.jobs.image_copies().await?,
            from,
            to,
        };
        self.inventory.presence(question).await
    }
}

//! Deleting images and snapshots: what uses them, what is refused beforehand, and what a person has decided to delete.

mod deletions;
mod order;
mod plan;
pub(crate) mod rules;

pub(crate) use deletions::Deletions;
pub use order::{DeletionOrder, ImageToDelete};
pub use plan::{DeletableImage, DeletableSnapshot, DeletionObstacle, DeletionObstacleCode, DeletionPlan};
pub(crate) use plan::{PlannedDeletion, PlannedImage, PlannedSnapshot};

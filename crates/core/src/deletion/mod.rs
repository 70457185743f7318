//! Deleting images and snapshots: what uses them, what is refused beforehand, and what a person has decided to delete.

mod asked;
mod by_rule;
mod deletions;
mod order;
mod plan;
mod rule;
pub(crate) mod rules;

pub(crate) use deletions::Deletions;
pub use order::{DeletionOrder, ImageToDelete};
pub use plan::{DeletableImage, DeletableSnapshot, DeletionObstacle, DeletionObstacleCode, DeletionPlan, UsesNotAsked};
pub(crate) use plan::{PlannedDeletion, PlannedImage, PlannedSnapshot};
pub use rule::{DeletionByRule, DeletionRule, ImageThatStays, StayReason};

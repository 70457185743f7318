//! The plan of a job as it is stored: an own, versioned record.

use serde::{Deserialize, Serialize};

use crate::image::{ImageDraft, ImageRecord};

/// Version of the plans that this program writes. A plan of a newer version is not read.
pub(super) const PLAN_VERSION: u32 = 1;

/// The plan of a job.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub(super) struct PlanRecord {
    /// The image it makes, when it makes one.
    pub(super) image: Option<ImageRecord>,
    /// How many instances it works on, when it starts, stops or reboots some.
    pub(super) instances: Option<usize>,
}

/// The draft of a stored plan; `None` when it cannot be read.
pub(super) fn draft(version: u32, plan: &str) -> Option<ImageDraft> {
    if version > PLAN_VERSION {
        return None;
    }
    let plan: PlanRecord = serde_json::from_str(plan).ok()?;
    plan.image.map(ImageDraft::from)
}

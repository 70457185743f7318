//! Tasks: exports of images and changes of disks, which DescribeTasks and DescribeTaskAttribute follow.

use jiff::{SignedDuration, Timestamp};

use super::snapshot::percent_of;

#[derive(Debug, Clone)]
pub(crate) struct Task {
    pub(crate) task_id: String,
    pub(crate) region_id: &'static str,
    /// `ExportImage` or `ModifyDiskSpec`.
    pub(crate) action: &'static str,
    pub(crate) resource_id: String,
    /// What it writes to OSS, each by a part of its own.
    pub(crate) objects: Vec<String>,
    pub(crate) created: Timestamp,
    pub(crate) needed: SignedDuration,
    /// When CancelTask ended it.
    pub(crate) cancelled: Option<Timestamp>,
}

impl Task {
    pub(crate) fn status(&self, now: Timestamp) -> &'static str {
        match self.cancelled {
            Some(_) => "Failed",
            None if now.duration_since(self.created) < self.needed => "Processing",
            None => "Finished",
        }
    }

    pub(crate) fn progress(&self, now: Timestamp) -> i64 {
        let until = self.cancelled.unwrap_or(now);
        percent_of(until.duration_since(self.created), self.needed)
    }

    /// When it ended, if it did.
    pub(crate) fn finished(&self, now: Timestamp) -> Option<Timestamp> {
        let end = self.created.checked_add(self.needed).unwrap_or(self.created);
        self.cancelled.or_else(|| (end <= now).then_some(end))
    }
}

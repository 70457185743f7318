//! From what is asked for to the steps of a job, as data: what comes after what, and which result each step works on. A file per purpose.

pub(super) mod change;
pub(super) mod copy;
pub(super) mod delete;
pub(super) mod edit;
pub(super) mod export;
pub(super) mod image;
pub(super) mod launch;
pub(super) mod power;
pub(super) mod replace;
pub(super) mod share;
pub(super) mod snapshots;

use alibaba_cloud::Runtime;
use serde_json::json;

use super::{StepKindName, StepState};
use crate::store::steps::StepRow;

/// Steps that are put together.
pub(super) struct Plan<'a> {
    pub(super) steps: Vec<StepRow>,
    account_id: &'a str,
    /// Position of the step before the first one.
    last: u32,
    runtime: &'a dyn Runtime,
}

impl<'a> Plan<'a> {
    pub(super) fn new(account_id: &'a str, runtime: &'a dyn Runtime) -> Self {
        Self::after(account_id, 0, runtime)
    }

    /// Steps that follow those of a job which has `last` of them.
    pub(super) fn after(account_id: &'a str, last: u32, runtime: &'a dyn Runtime) -> Self {
        Self {
            steps: Vec::new(),
            account_id,
            last,
            runtime,
        }
    }

    /// Adds a step that works on the result of `source`; its position.
    pub(super) fn add(&mut self, kind: StepKindName, source: Option<u32>, after: &[u32], regions: (&str, &str)) -> u32 {
        let added = u32::try_from(self.steps.len()).unwrap_or(u32::MAX);
        let position = self.last.saturating_add(added).saturating_add(1);
        self.steps.push(StepRow {
            job_id: 0,
            position,
            kind,
            after: after.to_vec(),
            source,
            account_id: self.account_id.to_owned(),
            request_region: regions.0.to_owned(),
            result_region: regions.1.to_owned(),
            name: None,
            size_gib: 0,
            input: json!({}),
            request: None,
            marker: self.runtime.nonce(),
            state: StepState::Pending,
            resource_id: None,
            cloud_status: None,
            progress: None,
            queued_behind: None,
            result: None,
            problem: None,
            revision: 0,
            started_at: None,
            accepted_at: None,
            last_seen_at: None,
            finished_at: None,
            last_request_id: None,
        });
        position
    }

    pub(super) fn set(&mut self, position: u32, change: impl FnOnce(&mut StepRow)) {
        if let Some(step) = self.steps.iter_mut().find(|step| step.position == position) {
            change(step);
        }
    }
}

//! What is done with existing instances.

use secrecy::SecretString;

use super::Darkroom;
use crate::Problem;
use crate::finding::Finding;
use crate::instance::replace_rules::ReplaceFacts;
use crate::instance::{
    ChangeCheck, ChangeDraft, ChangeStart, PowerOrder, ReplaceCheck, ReplaceDraft, ReplaceStart, SnapshotOrder,
    SnapshotOrderStart, change_rules, replace_rules, snapshot_rules,
};
use crate::inventory::ResourceKey;
use crate::job::{JobSummary, StepKindName};

impl Darkroom {
    /// Starts, stops or reboots instances of one account. A repeated `request_id` gives the job it made.
    ///
    /// # Errors
    /// `Empty` without a request id or an instance, `Malformed` at `instances` for more than 1,000, `AccountLocked`, `NotFound`,
    /// `StoreFailed`.
    pub async fn instance_power(&self, request_id: String, order: PowerOrder) -> Result<JobSummary, Problem> {
        let title = match order.instances.first() {
            Some(key) => self.instance_title(key).await?,
            None => String::new(),
        };
        self.jobs.power(&request_id, &order, title).await
    }

    /// The name of an instance, or its id.
    pub(super) async fn instance_title(&self, key: &ResourceKey) -> Result<String, Problem> {
        let known = self
            .inventory
            .instance(&key.account_id, &key.region_id, &key.id)
            .await?;
        let name = known.map(|known| known.name).filter(|name| !name.is_empty());
        Ok(name.unwrap_or_else(|| key.id.clone()))
    }

    /// What the Create snapshots page of an instance starts from.
    ///
    /// # Errors
    /// `NotFound`, the cache's codes.
    pub async fn snapshot_order_open(&self, key: ResourceKey) -> Result<SnapshotOrderStart, Problem> {
        let known = self.snapshot_orders.known(&key).await?;
        Ok(known.start(self.inventory.now()))
    }

    /// What the rules say of snapshots to be made.
    ///
    /// # Errors
    /// `NotFound`, the cache's codes.
    pub async fn snapshot_order_check(&self, order: SnapshotOrder) -> Result<Vec<Finding>, Problem> {
        let facts = self.snapshot_orders.known(&order.instance()).await?;
        Ok(snapshot_rules::check(&order, &facts))
    }

    /// Begins to make snapshots, and the image of them if one is ordered. A repeated `request_id` gives the job it made.
    ///
    /// # Errors
    /// `Empty` without a request id, `DraftInvalid`, `AccountLocked`, `NotFound`, `StoreFailed`; the codes of the account's client and of
    /// the cloud, which is asked for the disks once more.
    pub async fn snapshots_create(&self, request_id: String, order: SnapshotOrder) -> Result<JobSummary, Problem> {
        let instance = order.instance();
        let known = self.snapshot_orders.asked(&instance);
        self.jobs.snapshots(&request_id, order, known).await
    }

    /// What the Replace operating system page of instances of one account and region starts from. `image` is picked in the draft.
    ///
    /// # Errors
    /// `Empty` without an instance, `Malformed` for instances of several accounts or regions or more than 1,000, the codes of the
    /// account's client and of the cloud, the cache's codes.
    pub async fn replace_open(&self, keys: Vec<ResourceKey>, image: Option<String>) -> Result<ReplaceStart, Problem> {
        self.replacements.open(&keys, image.as_deref()).await
    }

    /// What the rules and the cloud say of a replacement. The cloud has no dry run of it.
    ///
    /// # Errors
    /// The codes of the account's client and of the cloud, the cache's codes.
    pub async fn replace_check(&self, draft: ReplaceDraft) -> Result<ReplaceCheck, Problem> {
        let told = self.replacements.ask(&draft).await?;
        Ok(ReplaceCheck {
            findings: replace_rules::check(&draft, &told),
            instances: self.replacements.instances(&draft, &told).await?,
            request: self.jobs.replace_request(&draft, &told)?,
        })
    }

    /// Begins to replace the operating system of instances, after the cloud was asked once more. The password stays in memory until it
    /// has been sent. A repeated `request_id` gives the job it made.
    ///
    /// # Errors
    /// `Empty` without a request id, `DraftInvalid`, `PasswordRefused` at `password`, `AccountLocked`, `NotFound`, `StoreFailed`; the
    /// codes of the account's client and of the cloud.
    pub async fn replace_start(
        &self,
        request_id: String,
        draft: ReplaceDraft,
        password: Option<SecretString>,
    ) -> Result<JobSummary, Problem> {
        let asked = draft.clone();
        let asked = self.replacements.ask(&asked);
        self.jobs.replace(&request_id, draft, asked, password).await
    }

    /// What the Change configuration page of an instance starts from.
    ///
    /// # Errors
    /// `NotFound`, the codes of the account's client and of the cloud, the cache's codes.
    pub async fn change_open(&self, key: ResourceKey) -> Result<ChangeStart, Problem> {
        self.instance_changes.open(&key).await
    }

    /// What the rules and the cloud say of a change, what will run, and what it costs.
    ///
    /// # Errors
    /// The codes of the account's client and of the cloud.
    pub async fn change_check(&self, draft: ChangeDraft) -> Result<ChangeCheck, Problem> {
        let (findings, facts) = self.change_checked(&draft).await?;
        let Some(facts) = facts else {
            return Ok(ChangeCheck {
                findings,
                steps: Vec::new(),
                needs_stop: false,
                price_now: None,
                price_then: None,
                price_problem: None,
            });
        };
        let steps = self.jobs.change_steps(&draft, &facts);
        let prices = self.instance_changes.prices(&draft, &facts).await?;
        Ok(ChangeCheck {
            findings,
            needs_stop: steps.iter().any(|step| step.kind == StepKindName::StopInstances),
            steps,
            price_now: prices.now,
            price_then: prices.then,
            price_problem: prices.problem,
        })
    }

    /// Begins to change an instance, after the cloud was asked once more. A repeated `request_id` gives the job it made.
    ///
    /// # Errors
    /// `Empty` without a request id, `DraftInvalid`, `AccountLocked`, `NotFound`, `StoreFailed`; the codes of the account's client and of
    /// the cloud.
    pub async fn change_start(&self, request_id: String, draft: ChangeDraft) -> Result<JobSummary, Problem> {
        let asked = draft.clone();
        let checked = self.change_checked(&asked);
        self.jobs.change(&request_id, draft, checked).await
    }

    async fn change_checked(&self, draft: &ChangeDraft) -> Result<(Vec<Finding>, Option<ReplaceFacts>), Problem> {
        let told = self.instance_changes.ask(draft).await?;
        let types = told.types.ok();
        let findings = change_rules::check(draft, told.facts.as_ref(), types.as_deref());
        Ok((findings, told.facts))
    }
}

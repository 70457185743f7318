//! Jobs of what is asked of existing instances.

use secrecy::SecretString;

use super::jobs::{Jobs, NewPlan, refuse_errors};
use super::kind::{Earlier, input};
use super::record::PlanRecord;
use super::steps::ChangeInput;
use super::{JobSummary, StepKindName, plan, steps};
use crate::finding::Finding;
use crate::image::RequestParameter;
use crate::instance::replace_rules::{self, ReplaceFacts, ReplaceTold};
use crate::instance::{
    ChangeDraft, ChangeStep, OrderFacts, PowerOrder, ReplaceDraft, SnapshotOrder, check_number, snapshot_rules,
};
use crate::launch::check_password;
use crate::store::steps::StepRow;
use crate::{Problem, ProblemCode};

impl Jobs {
    /// Starts, stops or reboots instances. `title` is what lists call it.
    ///
    /// # Errors
    /// `Empty` without a request id or an instance, `Malformed` for instances of several accounts or more than 1,000, `AccountLocked`,
    /// `NotFound`, `StoreFailed`.
    pub(crate) async fn power(
        &self,
        request_id: &str,
        order: &PowerOrder,
        title: String,
    ) -> Result<JobSummary, Problem> {
        let Some(first) = order.instances.first() else {
            return Err(Problem::new(ProblemCode::Empty).at("instances"));
        };
        check_number("instances", order.instances.len())?;
        let account_id = first.account_id.as_str();
        if order.instances.iter().any(|key| key.account_id != account_id) {
            return Err(Problem::new(ProblemCode::Malformed)
                .at("instances")
                .with("reason", "instances of several accounts"));
        }
        let planned = async {
            Ok(NewPlan {
                title,
                record: PlanRecord {
                    instances: Some(order.instances.len()),
                    ..PlanRecord::default()
                },
                steps: plan::power::steps(order, account_id, self.engine.runtime.as_ref()),
            })
        };
        self.make(request_id, account_id, plan::power::kind(order.action), planned)
            .await
    }

    /// Makes snapshots, and the image of them if one is ordered. `known` is what is known of the instance.
    ///
    /// # Errors
    /// `Empty` without a request id, `DraftInvalid`, `AccountLocked`, `NotFound`, `StoreFailed`.
    pub(crate) async fn snapshots(
        &self,
        request_id: &str,
        order: SnapshotOrder,
        known: impl Future<Output = Result<OrderFacts, Problem>>,
    ) -> Result<JobSummary, Problem> {
        let first = if order.consistent {
            StepKindName::CreateSnapshotGroup
        } else {
            StepKindName::CreateSnapshot
        };
        let planned = async {
            let facts = known.await?;
            refuse_errors(&snapshot_rules::check(&order, &facts))?;
            let image = order.image.as_ref().map(|image| image.name.clone());
            Ok(NewPlan {
                title: image.unwrap_or_else(|| order.name.clone()),
                record: PlanRecord::default(),
                steps: plan::snapshots::steps(&order, &facts.ordered(&order), self.engine.runtime.as_ref()),
            })
        };
        self.make(request_id, &order.account_id, first, planned).await
    }

    /// The ReplaceSystemDisk of the first instance of a draft, as the window shows it.
    ///
    /// # Errors
    /// None but a mistake of ours.
    pub(crate) fn replace_request(
        &self,
        draft: &ReplaceDraft,
        told: &ReplaceTold,
    ) -> Result<Vec<RequestParameter>, Problem> {
        let planned = self.replace_steps(draft, told);
        let first = planned.iter().find(|step| step.kind == StepKindName::ReplaceSystemDisk);
        let Some(first) = first.filter(|_| !draft.image_id.is_empty()) else {
            return Ok(Vec::new());
        };
        let request = steps::of(first.kind).request(first, &Earlier(&[]))?;
        let parameter = |(name, value): (&str, &str)| RequestParameter {
            name: name.to_owned(),
            value: Some(value.to_owned()),
        };
        let wire = request.iter().flat_map(|request| request.parameters.plain());
        Ok(wire.filter(|(name, _)| *name != "ClientToken").map(parameter).collect())
    }

    fn replace_steps(&self, draft: &ReplaceDraft, told: &ReplaceTold) -> Vec<StepRow> {
        let known: Vec<&ReplaceFacts> = told.instances.iter().flatten().collect();
        let image_gib = told.image.as_ref().and_then(|image| image.size);
        plan::replace::steps(draft, &known, image_gib, self.engine.runtime.as_ref())
    }

    /// Begins to replace the operating system of instances. `asked` is what the cloud tells for the draft.
    ///
    /// # Errors
    /// `Empty` without a request id, `DraftInvalid`, `PasswordRefused` at `password`, `AccountLocked`, `NotFound`, `StoreFailed`.
    pub(crate) async fn replace(
        &self,
        request_id: &str,
        draft: ReplaceDraft,
        asked: impl Future<Output = Result<ReplaceTold, Problem>>,
        password: Option<SecretString>,
    ) -> Result<JobSummary, Problem> {
        let first = StepKindName::ReplaceSystemDisk;
        let before = self.engine.keep_password(first, draft.sign_in, password.clone());
        let planned = async {
            let told = asked.await?;
            refuse_errors(&replace_rules::check(&draft, &told))?;
            let image = told.image.as_ref();
            let windows = image.is_some_and(|image| replace_rules::is_windows(image.os_type.as_deref()));
            check_password(draft.sign_in, password.as_ref(), windows)?;
            let first = told.instances.iter().flatten().next();
            let name = first.and_then(|facts| facts.instance.instance_name.clone());
            let id = draft.instance_ids.first().cloned().unwrap_or_default();
            Ok(NewPlan {
                title: name.filter(|name| !name.is_empty()).unwrap_or(id),
                record: PlanRecord {
                    instances: Some(draft.instance_ids.len()),
                    ..PlanRecord::default()
                },
                steps: self.replace_steps(&draft, &told),
            })
        };
        self.make_with(request_id, &draft.account_id, first, planned, before)
            .await
    }

    /// What will run for a draft, in order.
    pub(crate) fn change_steps(&self, draft: &ChangeDraft, facts: &ReplaceFacts) -> Vec<ChangeStep> {
        let planned = plan::change::steps(draft, facts, self.engine.runtime.as_ref());
        let shown = planned.iter().map(|step| ChangeStep {
            kind: step.kind,
            disk_id: input::<ChangeInput>(step)
                .ok()
                .map(|stored| stored.disk_id)
                .filter(|id| !id.is_empty()),
        });
        shown.collect()
    }

    /// Begins to change an instance. `checked` is what the rules say of the draft, with what the cloud has told.
    ///
    /// # Errors
    /// `Empty` without a request id, `DraftInvalid`, `AccountLocked`, `NotFound`, `StoreFailed`.
    pub(crate) async fn change(
        &self,
        request_id: &str,
        draft: ChangeDraft,
        checked: impl Future<Output = Result<(Vec<Finding>, Option<ReplaceFacts>), Problem>>,
    ) -> Result<JobSummary, Problem> {
        let planned = async {
            let (findings, facts) = checked.await?;
            refuse_errors(&findings)?;
            let facts = facts.ok_or_else(|| Problem::new(ProblemCode::NotFound))?;
            let name = facts.instance.instance_name.clone().filter(|name| !name.is_empty());
            Ok(NewPlan {
                title: name.unwrap_or_else(|| draft.instance_id.clone()),
                record: PlanRecord {
                    instances: Some(1),
                    ..PlanRecord::default()
                },
                steps: plan::change::steps(&draft, &facts, self.engine.runtime.as_ref()),
            })
        };
        let first = StepKindName::ChangeInstanceType;
        self.make(request_id, &draft.account_id, first, planned).await
    }
}

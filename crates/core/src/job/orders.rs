//! Jobs of what is asked of existing instances.

use super::jobs::{Jobs, NewPlan, refuse_errors};
use super::record::PlanRecord;
use super::{JobSummary, StepKindName, plan};
use crate::instance::{OrderFacts, PowerOrder, SnapshotOrder, snapshot_rules};
use crate::{Problem, ProblemCode};

impl Jobs {
    /// Starts, stops or reboots instances. `title` is what lists call it.
    ///
    /// # Errors
    /// `Empty` without a request id or an instance, `Malformed` for instances of several accounts, `AccountLocked`, `NotFound`,
    /// `StoreFailed`.
    pub(crate) async fn power(
        &self,
        request_id: &str,
        order: &PowerOrder,
        title: String,
    ) -> Result<JobSummary, Problem> {
        let Some(first) = order.instances.first() else {
            return Err(Problem::new(ProblemCode::Empty).at("instances"));
        };
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

    /// Makes snapshots, and the image of them if one is ordered. `facts` is what is known of the instance.
    ///
    /// # Errors
    /// `Empty` without a request id, `DraftInvalid`, `AccountLocked`, `NotFound`, `StoreFailed`.
    pub(crate) async fn snapshots(
        &self,
        request_id: &str,
        order: SnapshotOrder,
        facts: &OrderFacts,
    ) -> Result<JobSummary, Problem> {
        let first = if order.consistent {
            StepKindName::CreateSnapshotGroup
        } else {
            StepKindName::CreateSnapshot
        };
        let planned = async {
            refuse_errors(&snapshot_rules::check(&order, facts))?;
            let image = order.image.as_ref().map(|image| image.name.clone());
            Ok(NewPlan {
                title: image.unwrap_or_else(|| order.name.clone()),
                record: PlanRecord::default(),
                steps: plan::snapshots::steps(&order, &facts.ordered(&order), self.engine.runtime.as_ref()),
            })
        };
        self.make(request_id, &order.account_id, first, planned).await
    }
}

//! Jobs of what is asked of existing instances.

use super::jobs::{Jobs, NewPlan};
use super::record::PlanRecord;
use super::{JobSummary, plan};
use crate::instance::PowerOrder;
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
}

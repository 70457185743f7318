//! Sets one attribute of one instance as a launch had asked for it. The proof after it tells whether it is so.

use alibaba_cloud::ecs::{AttachInstanceRamRole, AttachKeyPair};
use alibaba_cloud::{Action, BoxFuture, Decode, RecordedRequest, Request};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::attach_key_pair::RefusedAttachment;
use super::instance_watch::InstanceWatcher;
use crate::cloud::{AccountClient, CallError, ram_action};
use crate::job::StepChange;
use crate::job::kind::{Earlier, Found, Made, Search, Seen, StepKind, StepUpdate, Verdict, Watcher, input};
use crate::launch::refusal;
use crate::store::steps::StepRow;
use crate::{Problem, ProblemCode};

pub(super) struct MendDifferenceStep;

/// What is sent. It changes nothing that is so already, so it may be sent again.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(in crate::job) struct MendInput {
    version: u32,
    instance_id: String,
    request: RecordedRequest,
}

impl MendInput {
    pub(in crate::job) fn new(instance_id: &str, request: &Request) -> Self {
        Self {
            version: 1,
            instance_id: instance_id.to_owned(),
            request: RecordedRequest::from(request),
        }
    }
}

impl StepKind for MendDifferenceStep {
    fn action(&self) -> Option<String> {
        None
    }

    fn action_of(&self, step: &StepRow) -> Option<String> {
        let stored: MendInput = input(step).ok()?;
        Some(ram_action(&Request::from(&stored.request)))
    }

    fn request(&self, step: &StepRow, _: &Earlier<'_>) -> Result<Option<Request>, Problem> {
        let stored: MendInput = input(step)?;
        Ok(Some(Request::from(&stored.request)))
    }

    fn target(&self, step: &StepRow, _: &Earlier<'_>) -> Option<Made> {
        input::<MendInput>(step)
            .ok()
            .map(|stored| Made::one(stored.instance_id))
    }

    fn instances(&self, step: &StepRow) -> Vec<String> {
        input::<MendInput>(step)
            .map(|stored| vec![stored.instance_id])
            .unwrap_or_default()
    }

    fn find<'a>(&'a self, _: Search<'a>) -> BoxFuture<'a, Result<Found, CallError>> {
        Box::pin(async { Ok(Found::Nothing) })
    }

    fn watcher(&self) -> &'static dyn Watcher {
        &InstanceWatcher
    }

    /// The answer to an attachment is a success even when the cloud has refused it.
    fn decode(&self) -> Decode<Made> {
        |reply| {
            let key_pairs = AttachKeyPair::decode(reply).map(|answer| answer.results);
            let roles = AttachInstanceRamRole::decode(reply).map(|answer| answer.results);
            let results = key_pairs.into_iter().chain(roles).flatten().collect();
            Ok(Made {
                result: RefusedAttachment::among(results).map(|refused| json!(refused)),
                ..Made::default()
            })
        }
    }

    fn judge(&self, step: &StepRow, _: &Seen<'_>, _: i64) -> StepUpdate {
        let kept = step.result.clone().map(serde_json::from_value::<RefusedAttachment>);
        let verdict = match kept.and_then(Result::ok) {
            Some(refused) => {
                let error = refused.error();
                Verdict::Failed(refusal::of_launch_of(&error, Problem::from(&error), "", ""))
            }
            None => Verdict::done(),
        };
        StepUpdate {
            verdict,
            ..StepUpdate::default()
        }
    }

    fn refusal<'a>(&'a self, _: &'a StepRow, _: &'a AccountClient, failure: &'a CallError) -> BoxFuture<'a, Problem> {
        Box::pin(async move {
            let problem = failure.problem.clone();
            match &failure.error {
                Some(error) => refusal::of_launch_of(error, problem, "", ""),
                None => problem,
            }
        })
    }

    fn change(&self, _: &mut StepRow, _: &StepChange) -> Result<(), Problem> {
        Err(Problem::new(ProblemCode::StepMovedOn))
    }

    fn can_change(&self) -> bool {
        false
    }
}

//! AttachKeyPair: binds a key pair to an instance again after its system disk was replaced. Nothing is sent when it is bound.

use alibaba_cloud::ecs::{AttachKeyPair, AttachmentResult, Instance};
use alibaba_cloud::{Action, BoxFuture, Decode, Error, Request};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::instance_watch::{self, InstanceWatcher};
use crate::cloud::{AccountClient, CallError, ram_action_of};
use crate::job::kind::{
    Earlier, Found, Made, Observation, Prepared, Search, Seen, StepKind, StepUpdate, Verdict, Watcher, input,
};
use crate::job::{JobEventCode, StepChange};
use crate::milliseconds::MINUTE;
use crate::store::steps::StepRow;
use crate::{Problem, ProblemCode};

/// How long the key pair may be missing in the cloud's answers after it was bound, milliseconds.
const VERIFIED_WITHIN: i64 = 2 * MINUTE;

pub(super) struct AttachKeyPairStep;

/// Which key pair, and where.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(in crate::job) struct AttachKeyPairInput {
    version: u32,
    instance_id: String,
    key_pair: String,
}

impl AttachKeyPairInput {
    pub(in crate::job) fn new(instance_id: &str, key_pair: &str) -> Self {
        Self {
            version: 1,
            instance_id: instance_id.to_owned(),
            key_pair: key_pair.to_owned(),
        }
    }

    fn is_bound(&self, instance: &Instance) -> bool {
        instance.key_pair_name.as_deref() == Some(&self.key_pair)
    }
}

/// What the answer says of an instance that got nothing attached.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct RefusedAttachment {
    code: String,
    message: String,
}

impl RefusedAttachment {
    /// The first refusal among the results of an answer.
    pub(super) fn among(results: Vec<AttachmentResult>) -> Option<Self> {
        let refused = results.into_iter().find(|result| !result.is_done())?;
        Some(Self {
            code: refused.code.unwrap_or_default(),
            message: refused.message.unwrap_or_default(),
        })
    }

    /// As if the whole request had been refused.
    pub(super) fn error(self) -> Error {
        Error::Service {
            code: self.code,
            message: self.message,
            request_id: None,
            status: 403,
            retry_after: None,
            access_denied: None,
            signature_check: None,
        }
    }

    fn problem(self) -> Problem {
        Problem {
            code: ProblemCode::KeyPairRefused,
            ..Problem::from(self.error())
        }
        .at("keyPair")
    }
}

impl StepKind for AttachKeyPairStep {
    fn action(&self) -> Option<String> {
        Some(ram_action_of::<AttachKeyPair>())
    }

    fn request(&self, step: &StepRow, _: &Earlier<'_>) -> Result<Option<Request>, Problem> {
        let stored: AttachKeyPairInput = input(step)?;
        let action = AttachKeyPair::new(&step.request_region, stored.key_pair, vec![stored.instance_id]);
        Ok(Some(action.request()))
    }

    fn prepare<'a>(
        &'a self,
        step: &'a StepRow,
        _: &'a Earlier<'a>,
        client: &'a AccountClient,
    ) -> BoxFuture<'a, Result<Prepared, CallError>> {
        Box::pin(async move {
            let stored: AttachKeyPairInput = input(step)?;
            let ids = self.instances(step);
            let listed = instance_watch::list(client, &step.request_region, &ids).await?;
            let instance = listed.instances.get(&stored.instance_id);
            Ok(match instance {
                Some(instance) if stored.is_bound(instance) => Prepared::Done {
                    code: JobEventCode::Done,
                    params: Vec::new(),
                    result: None,
                },
                _ => Prepared::Ready,
            })
        })
    }

    fn target(&self, step: &StepRow, _: &Earlier<'_>) -> Option<Made> {
        self.instances(step).into_iter().next().map(Made::one)
    }

    fn instances(&self, step: &StepRow) -> Vec<String> {
        let stored: Option<AttachKeyPairInput> = input(step).ok();
        stored.into_iter().map(|stored| stored.instance_id).collect()
    }

    fn decode(&self) -> Decode<Made> {
        |reply| {
            let answered = AttachKeyPair::decode(reply)?;
            let refused = RefusedAttachment::among(answered.results);
            Ok(Made {
                resource_id: None,
                result: refused.map(|refused| json!(refused)),
                count: 1,
            })
        }
    }

    fn find<'a>(&'a self, search: Search<'a>) -> BoxFuture<'a, Result<Found, CallError>> {
        Box::pin(async move {
            let stored: AttachKeyPairInput = input(search.step).unwrap_or_default();
            let ids = self.instances(search.step);
            let listed = instance_watch::list(search.client, &search.step.result_region, &ids).await?;
            let instance = listed.instances.get(&stored.instance_id);
            Ok(match instance {
                Some(instance) if stored.is_bound(instance) => Found::Ours {
                    made: Made::one(stored.instance_id),
                    made_at: None,
                    by: "state",
                    others: 0,
                    request_id: listed.request_id,
                },
                _ => Found::Nothing,
            })
        })
    }

    fn watcher(&self) -> &'static dyn Watcher {
        &InstanceWatcher
    }

    fn judge(&self, step: &StepRow, seen: &Seen<'_>, now: i64) -> StepUpdate {
        let stored: AttachKeyPairInput = input(step).unwrap_or_default();
        let refused: Option<RefusedAttachment> = step
            .result
            .clone()
            .and_then(|record| serde_json::from_value(record).ok());
        let is_bound = matches!(seen.one(), Some(Observation::Instance(instance)) if stored.is_bound(instance));
        let is_late = step.accepted_at.is_some_and(|at| now - at > VERIFIED_WITHIN);
        let not_bound = || Problem::new(ProblemCode::KeyPairRefused).at("keyPair");
        StepUpdate {
            verdict: match refused {
                _ if is_bound => Verdict::done(),
                Some(refused) => Verdict::Failed(refused.problem()),
                None if is_late => Verdict::Failed(not_bound()),
                None => Verdict::Running,
            },
            ..StepUpdate::default()
        }
    }

    fn refusal<'a>(&'a self, _: &'a StepRow, _: &'a AccountClient, failure: &'a CallError) -> BoxFuture<'a, Problem> {
        Box::pin(async move {
            let problem = failure.problem.clone();
            let code = failure.error.as_ref().and_then(|error| error.code());
            match code {
                Some(
                    "InvalidKeyPairName.NotFound"
                    | "DependencyViolation.WindowsInstance"
                    | "InstanceKeyPairLimitExceeded",
                ) => Problem {
                    code: ProblemCode::KeyPairRefused,
                    ..problem
                }
                .at("keyPair"),
                _ => problem,
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

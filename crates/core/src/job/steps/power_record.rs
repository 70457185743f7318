//! What is kept of instances while they start, stop or reboot: which were refused, which were seen on their way.

use alibaba_cloud::Error;
use alibaba_cloud::ecs::InstanceResponse;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::job::kind::Made;
use crate::milliseconds::MINUTE;
use crate::store::steps::StepRow;
use crate::{Problem, ProblemCode};

/// An instance that was not listed for so long is gone, milliseconds.
const GONE_AFTER: i64 = MINUTE;

/// The record of a step.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct PowerRecord {
    refused: Vec<RefusedInstance>,
    /// Seen on their way since the request was accepted.
    moved: Vec<String>,
    /// Not listed.
    missing: Vec<MissingInstance>,
}

/// An instance that is not listed.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
struct MissingInstance {
    instance_id: String,
    /// Milliseconds since the epoch.
    since: i64,
    /// The newest system event; empty when there is none.
    event: String,
}

/// An instance of which the cloud did not do what was asked.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
struct RefusedInstance {
    instance_id: String,
    /// Error code; empty when the cloud gave none.
    code: String,
    message: String,
    status: String,
}

/// What a reply says of each instance.
pub(super) fn made(responses: &[InstanceResponse]) -> Made {
    let is_refused = |response: &&InstanceResponse| response.code.as_deref().is_some_and(|code| code != "200");
    let refused = responses.iter().filter(is_refused).map(|response| {
        let code = response.error_code().or(response.code.as_deref());
        RefusedInstance {
            instance_id: response.instance_id.clone(),
            code: code.unwrap_or_default().to_owned(),
            message: response.message.clone().unwrap_or_default(),
            status: response.current_status.clone().unwrap_or_default(),
        }
    });
    let refused: Vec<RefusedInstance> = refused.collect();
    let count = responses.len() - refused.len();
    Made {
        resource_id: None,
        result: Some(json!(PowerRecord {
            refused,
            ..PowerRecord::default()
        })),
        count,
    }
}

impl PowerRecord {
    /// The record of a step; an empty one when there is none that can be read.
    pub(super) fn of(step: &StepRow) -> Self {
        let stored = step.result.clone().map(serde_json::from_value);
        stored.and_then(Result::ok).unwrap_or_default()
    }

    pub(super) fn is_refused(&self, id: &str) -> bool {
        self.refused.iter().any(|refused| refused.instance_id == id)
    }

    /// The cloud has given up on an instance, without a word.
    pub(super) fn refuse(&mut self, id: &str, status: &str) {
        if !self.is_refused(id) {
            self.refused.push(RefusedInstance {
                instance_id: id.to_owned(),
                status: status.to_owned(),
                ..RefusedInstance::default()
            });
        }
    }

    pub(super) fn has_moved(&self, id: &str) -> bool {
        self.moved.iter().any(|moved| moved == id)
    }

    pub(super) fn moved(&mut self, id: &str) {
        if !self.has_moved(id) {
            self.moved.push(id.to_owned());
        }
    }

    pub(super) fn done(&mut self, id: &str) {
        self.refused.retain(|refused| refused.instance_id != id);
    }

    pub(super) fn listed(&mut self, id: &str) {
        self.missing.retain(|missing| missing.instance_id != id);
    }

    /// Whether an instance that is not listed now has not been listed for long.
    pub(super) fn is_gone(&mut self, id: &str, event: Option<&str>, now: i64) -> bool {
        let known = self.missing.iter_mut().find(|missing| missing.instance_id == id);
        match known {
            Some(missing) => {
                missing.event = event.unwrap_or_default().to_owned();
                now - missing.since > GONE_AFTER
            }
            None => {
                self.missing.push(MissingInstance {
                    instance_id: id.to_owned(),
                    since: now,
                    event: event.unwrap_or_default().to_owned(),
                });
                false
            }
        }
    }

    /// What was not done, of all these instances.
    pub(super) fn problem(&self, ids: &[&str]) -> Problem {
        let mut problems = self.refused.iter().map(RefusedInstance::problem).collect::<Vec<_>>();
        problems.extend(self.missing.first().map(|missing| {
            Problem::new(ProblemCode::InstancesGone)
                .with("count", self.missing.len().to_string())
                .with("event", &missing.event)
        }));
        let refused = self.refused.iter().map(|refused| refused.instance_id.as_str());
        let missing = self.missing.iter().map(|missing| missing.instance_id.as_str());
        let mut failed: Vec<&str> = refused.chain(missing).collect();
        failed.dedup();
        let first = problems.into_iter().next();
        match first {
            Some(only) if ids.len() == 1 => only.with("instanceIds", failed.join(", ")),
            first => Problem {
                provider: first.and_then(|first| first.provider),
                ..Problem::new(ProblemCode::SomeInstancesRefused)
            }
            .with("count", failed.len().to_string())
            .with("instanceIds", failed.join(", ")),
        }
    }
}

impl RefusedInstance {
    /// As if the whole request had been refused for it.
    fn problem(&self) -> Problem {
        let problem = if self.code.is_empty() {
            Problem::new(ProblemCode::WrongInstanceStatus)
        } else {
            Problem::from(Error::Service {
                code: self.code.clone(),
                message: self.message.clone(),
                request_id: None,
                status: 403,
                retry_after: None,
                access_denied: None,
                signature_check: None,
            })
        };
        problem.with("status", &self.status)
    }
}

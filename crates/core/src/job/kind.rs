//! What the engine asks of a kind of step. The kinds are in `steps`; the engine knows no action and no kind of resource by name.

use std::collections::HashMap;

use alibaba_cloud::ecs::{Disk, Image, Instance, Snapshot};
use alibaba_cloud::{BoxFuture, Decode, Error, Request};
use secrecy::SecretString;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::cause::Cause;
use super::{JobEventCode, StepChange};
use crate::cloud::{AccountClient, CallError};
use crate::store::steps::StepRow;
use crate::{Problem, ProblemCode};

/// A kind of step: which request it sends, how its result is found, how it is watched, and what a refusal means.
pub(super) trait StepKind: Send + Sync {
    /// The action it sends, as RAM policies name it; `None` when it only watches.
    fn action(&self) -> Option<String>;

    /// The action that a step of it sends, where that depends on the step.
    fn action_of(&self, _step: &StepRow) -> Option<String> {
        self.action()
    }

    /// The request, from what is stored of the step and of the steps before it. `None` when nothing is sent, or when
    /// [`StepKind::prepare`] has to ask the cloud first.
    ///
    /// # Errors
    /// When what is stored cannot be read.
    fn request(&self, step: &StepRow, earlier: &Earlier<'_>) -> Result<Option<Request>, Problem>;

    /// Asks the cloud what has to be known before the first sending.
    fn prepare<'a>(
        &'a self,
        _step: &'a StepRow,
        _earlier: &'a Earlier<'a>,
        _client: &'a AccountClient,
    ) -> BoxFuture<'a, Result<Prepared, CallError>> {
        Box::pin(async { Ok(Prepared::Ready) })
    }

    /// What the step works on, when it makes nothing of its own.
    fn target(&self, step: &StepRow, earlier: &Earlier<'_>) -> Option<Made> {
        earlier.source_id(step).ok().map(Made::one)
    }

    /// `InstanceId`s that it works on.
    fn instances(&self, _step: &StepRow) -> Vec<String> {
        Vec::new()
    }

    /// The parameter of the password that the request needs and that is stored nowhere.
    fn password(&self, _step: &StepRow) -> Option<&'static str> {
        None
    }

    /// Secret parameters of the request but for a password, read from the cloud each time it is sent.
    fn secrets<'a>(
        &'a self,
        _step: &'a StepRow,
        _client: &'a AccountClient,
    ) -> BoxFuture<'a, Result<Secrets, CallError>> {
        Box::pin(async { Ok(Secrets::new()) })
    }

    /// Reads the result from the answer.
    fn decode(&self) -> Decode<Made> {
        |_| Ok(Made::default())
    }

    /// Searches for what an earlier sending may have done.
    fn find<'a>(&'a self, search: Search<'a>) -> BoxFuture<'a, Result<Found, CallError>>;

    /// How its result is watched.
    fn watcher(&self) -> &'static dyn Watcher;

    /// The ids that are watched.
    fn watched(&self, step: &StepRow) -> Vec<String> {
        step.resource_id.iter().cloned().collect()
    }

    /// What the observations of its results mean. There is at least one.
    fn judge(&self, step: &StepRow, seen: &Seen<'_>, now: i64) -> StepUpdate;

    /// The problem of a result that the cloud does not list any more.
    fn not_listed(&self, id: &str) -> Problem {
        Problem::new(ProblemCode::ImageNotListed).with("imageId", id)
    }

    /// What a refusal means beside what it says.
    fn refusal_cause(&self, _error: &Error) -> Option<Cause> {
        None
    }

    /// The reason to wait and to send again, when a refusal is only for now.
    fn waits_for(&self, _step: &StepRow, _error: &Error) -> Option<Problem> {
        None
    }

    /// A final refusal in the words of the window.
    fn refusal<'a>(
        &'a self,
        _step: &'a StepRow,
        _client: &'a AccountClient,
        failure: &'a CallError,
    ) -> BoxFuture<'a, Problem> {
        Box::pin(async { failure.problem.clone() })
    }

    /// The problem of a name that belongs to another resource, or that may be the step's own.
    fn about_name(&self, _step: &StepRow, code: NameProblem, _resource_id: Option<&str>) -> Problem {
        Problem::new(match code {
            NameProblem::Taken => ProblemCode::Refused,
            NameProblem::Undecided => ProblemCode::Internal,
        })
    }

    /// Changes what is stored of the step, so that the next request is another one.
    ///
    /// # Errors
    /// `DraftInvalid` with the field at fault, `StepMovedOn` for a change that this kind does not know.
    fn change(&self, step: &mut StepRow, change: &StepChange) -> Result<(), Problem>;

    /// Whether anything of it can be changed.
    fn can_change(&self) -> bool {
        true
    }

    /// The request that cancels it; `None` when the cloud has none.
    fn cancel(&self, _step: &StepRow) -> Option<Request> {
        None
    }

    /// Whether it can be left out while it is watched, because nothing was sent for it.
    fn only_watches(&self) -> bool {
        false
    }
}

/// Steps of the same job.
pub(super) struct Earlier<'a>(pub(super) &'a [StepRow]);

impl Earlier<'_> {
    /// The step whose result `step` works on.
    pub(super) fn source(&self, step: &StepRow) -> Option<&StepRow> {
        self.at(step.source?)
    }

    /// The step at a position.
    pub(super) fn at(&self, position: u32) -> Option<&StepRow> {
        self.0.iter().find(|other| other.position == position)
    }

    /// The id of the result that `step` works on.
    ///
    /// # Errors
    /// `Internal` when there is none yet.
    pub(super) fn source_id(&self, step: &StepRow) -> Result<String, Problem> {
        let id = self.source(step).and_then(|source| source.resource_id.clone());
        id.ok_or_else(|| Problem::new(ProblemCode::Internal).with("reason", "no result to work on"))
    }
}

/// Secret parameters of a request, by their names.
pub(super) type Secrets = Vec<(&'static str, SecretString)>;

/// What an answer says of the result of a step.
#[derive(Clone, Debug, Default)]
pub(super) struct Made {
    /// Its id, when it is one.
    pub(super) resource_id: Option<String>,
    /// A record of the kind's own, when it is more than an id.
    pub(super) result: Option<Value>,
    /// How many resources.
    pub(super) count: usize,
}

impl Made {
    pub(super) fn one(resource_id: String) -> Self {
        Self {
            resource_id: Some(resource_id),
            result: None,
            count: 1,
        }
    }
}

/// What comes before the first sending.
pub(super) enum Prepared {
    /// The stored request can be sent.
    Ready,
    /// This request can be sent.
    Send(Box<Request>),
    /// Not yet; asked again later.
    NotYet(Problem),
    /// Nothing is sent: the step is only watched.
    Watch,
    /// There is nothing to send: what was asked is the result.
    Done {
        code: JobEventCode,
        params: Vec<(&'static str, String)>,
        result: Option<Value>,
    },
}

/// What is searched for.
pub(super) struct Search<'a> {
    pub(super) step: &'a StepRow,
    /// What was made before this time of the cloud's clock is not the step's, milliseconds since the epoch.
    pub(super) not_before: i64,
    /// Milliseconds since the epoch.
    pub(super) now: i64,
    pub(super) client: &'a AccountClient,
}

/// What a search found.
pub(super) enum Found {
    /// The step's own result; `others` more have its marker.
    Ours {
        made: Made,
        /// When the cloud made it, milliseconds since the epoch.
        made_at: Option<i64>,
        /// `tag`, `name` or `state`.
        by: &'static str,
        others: usize,
        request_id: String,
    },
    /// The name belongs to something that is not the step's.
    Foreign {
        resource_id: String,
    },
    /// Something has the name, and its owner is not known yet.
    Undetermined {
        resource_id: String,
    },
    Nothing,
}

/// Which problem of a name.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum NameProblem {
    Taken,
    Undecided,
}

/// Asks the cloud for the results of many steps at once.
pub(super) trait Watcher: Send + Sync {
    /// The action it asks with. It identifies the watcher.
    fn action(&self) -> &'static str;

    /// Whether what it watches are instances and their disks, and not images and snapshots.
    fn watches_instances(&self) -> bool {
        false
    }

    /// Asks for resources of a region by their ids. `every_status` asks in the form that leaves no status out.
    fn observe<'a>(
        &'a self,
        client: &'a AccountClient,
        region_id: &'a str,
        ids: Vec<String>,
        every_status: bool,
    ) -> BoxFuture<'a, Result<Observed, CallError>>;
}

/// The cloud's answer about resources.
#[derive(Default)]
pub(super) struct Observed {
    pub(super) by_id: HashMap<String, Observation>,
    /// `false` when a row could not be read, which may be a resource that is missing here.
    pub(super) is_complete: bool,
    pub(super) request_id: String,
}

/// What was observed of the results of one step: each id with its observation.
pub(super) struct Seen<'a>(pub(super) Vec<(&'a str, &'a Observation)>);

impl<'a> Seen<'a> {
    /// The observation of a step that has one result.
    pub(super) fn one(&self) -> Option<&'a Observation> {
        self.0.first().map(|(_, seen)| *seen)
    }
}

/// One resource as the cloud describes it. The engine passes it to the kind.
pub(super) enum Observation {
    Image {
        image: Box<Image>,
        /// How many copies its region makes before it, when it is in the queue.
        queued_behind: Option<u32>,
    },
    /// Accounts that an image is shared with.
    Shares(Vec<String>),
    Instance(Box<Instance>),
    InstanceWithDisks {
        instance: Box<Instance>,
        disks: Vec<Disk>,
    },
    /// The instance is not listed; the system event that tells why, if there is one.
    NoInstance {
        event: Option<String>,
    },
    /// The snapshots of a group, or one alone.
    Snapshots {
        /// The status of the group; that of the snapshot when it is alone.
        status: String,
        snapshots: Vec<Snapshot>,
    },
}

/// What an observation means for a step.
#[derive(Default)]
pub(super) struct StepUpdate {
    pub(super) status: Option<String>,
    pub(super) progress: Option<u8>,
    pub(super) queued_behind: Option<u32>,
    /// A record of the kind's own, to be kept.
    pub(super) result: Option<Value>,
    pub(super) verdict: Verdict,
}

/// Whether a step has ended.
#[derive(Default)]
pub(super) enum Verdict {
    #[default]
    Running,
    Done {
        code: JobEventCode,
        params: Vec<(&'static str, String)>,
    },
    Failed(Problem),
}

impl Verdict {
    pub(super) fn done() -> Self {
        Self::Done {
            code: JobEventCode::Done,
            params: Vec::new(),
        }
    }
}

/// The kind's own record of a step.
///
/// # Errors
/// `Internal` when it cannot be read.
pub(super) fn input<T: DeserializeOwned>(step: &StepRow) -> Result<T, Problem> {
    serde_json::from_value(step.input.clone())
        .map_err(|error| Problem::new(ProblemCode::Internal).with("reason", error.to_string()))
}

//! What the engine asks of a kind of step. The kinds are in `steps`; the engine knows no action and no kind of resource by name.

use std::collections::HashMap;

use alibaba_cloud::ecs::{CloudAssistantStatus, Disk, Image, Instance, Snapshot, TaskAttribute};
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

    /// How long the program has to run before it begins. The step says so meanwhile.
    fn countdown(&self) -> Option<Countdown> {
        None
    }

    /// Whether [`StepKind::prepare`] is asked before every sending, also after a wait: what is sent cannot be taken back, and may mean
    /// something else by then.
    fn asks_before_every_sending(&self) -> bool {
        false
    }

    /// What it waits for before it asks the cloud anything: a person, or a time.
    fn held_by(&self, _step: &StepRow, _earlier: &Earlier<'_>, _now: i64) -> Option<Hold> {
        None
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

    /// The step whose password has to be there before this one is sent.
    fn password_of(&self, step: &StepRow) -> Option<u32> {
        self.password(step).map(|_| step.position)
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

    /// Leaves out of what is stored of the step what a refusal names, so that the rest is sent at once, as a new attempt. `false` when
    /// that cannot be done.
    fn leave_out(&self, _step: &mut StepRow, _error: &Error) -> bool {
        false
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

    /// Changes what is stored of a failed step before it is tried again.
    ///
    /// # Errors
    /// When what is stored cannot be read.
    fn before_retry(&self, _step: &mut StepRow) -> Result<(), Problem> {
        Ok(())
    }

    /// Whether anything of it can be changed.
    fn can_change(&self) -> bool {
        true
    }

    /// The request that cancels it; `None` when the cloud has none.
    fn cancel(&self, _step: &StepRow) -> Option<Request> {
        None
    }

    /// Whether the requests that it has not sent yet can be left out.
    fn can_leave_rest(&self, _step: &StepRow) -> bool {
        false
    }

    /// Keeps that no further request is sent.
    ///
    /// # Errors
    /// When what is stored cannot be read.
    fn leave_rest(&self, _step: &mut StepRow) -> Result<(), Problem> {
        Err(Problem::new(ProblemCode::StepMovedOn))
    }

    /// Whether it can be left out while it is watched, because nothing was sent for it.
    fn only_watches(&self) -> bool {
        false
    }

    /// What it means that the cloud does not list its results any more. `None`: nothing, for they may be listed again.
    fn when_gone(&self, _step: &StepRow) -> Option<StepUpdate> {
        None
    }

    /// Whether it may be begun only by the run of the program that has planned it, and that was another one. It is skipped then.
    fn is_of_an_earlier_run(&self, _step: &StepRow, _run_id: &str) -> bool {
        false
    }

    /// Whether it sends one request after another, each about a resource of its own. [`StepKind::prepare`] gives the next one.
    fn sends_several(&self) -> bool {
        false
    }

    /// The resource that the current request of several is about.
    fn now_about(&self, _step: &StepRow) -> Option<String> {
        None
    }

    /// Keeps what came of the current request of several.
    ///
    /// # Errors
    /// When what is stored cannot be read.
    fn note(&self, _step: &mut StepRow, _answer: Answer<'_>) -> Result<(), Problem> {
        Ok(())
    }
}

/// What came of one request of several.
#[derive(Clone, Copy)]
pub(super) enum Answer<'a> {
    Accepted {
        request_id: &'a str,
    },
    Refused(&'a Problem),
    /// It had no effect that can be seen. It is sent again, after the others; `now` in milliseconds since the epoch.
    Later {
        problem: &'a Problem,
        now: i64,
    },
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

/// A time that passes before a step begins, and in which the program has to run.
pub(super) struct Countdown {
    /// Milliseconds.
    pub(super) length: i64,
    /// What the step says meanwhile; with `at`, when it is over, and `again` when it had to begin anew.
    pub(super) code: ProblemCode,
}

/// What holds a step before it begins.
pub(super) struct Hold {
    /// What it waits for.
    pub(super) problem: Problem,
    /// Until when, milliseconds since the epoch; `None` until a person acts.
    pub(super) until: Option<i64>,
}

/// What comes before the first sending.
pub(super) enum Prepared {
    /// The stored request can be sent.
    Ready,
    /// This request can be sent.
    Send(Box<Request>),
    /// Not yet; asked again later.
    NotYet(Problem),
    /// Not at all: what was found forbids it.
    Never(Problem),
    /// Nothing is sent: the step is only watched.
    Watch,
    /// This record of the kind's own is kept, and it is asked again.
    Noted(Value),
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
    /// The last sending that may have had an effect, milliseconds since the epoch.
    pub(super) last_sent_at: Option<i64>,
    /// None follows before something is done about it: what is not listed now counts as not there.
    pub(super) is_last: bool,
    /// The token cannot be sent again.
    pub(super) is_token_spent: bool,
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
    Task(Box<TaskAttribute>),
    Instance(Box<Instance>),
    InstanceWithDisks {
        instance: Box<Instance>,
        disks: Vec<Disk>,
    },
    InstanceWithAgent {
        instance: Box<Instance>,
        /// What is known of its agent; `None` when nothing is.
        agent: Result<Option<CloudAssistantStatus>, Problem>,
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
    /// What a person should know while it runs.
    pub(super) problem: Option<Problem>,
    pub(super) verdict: Verdict,
}

/// That what was accepted longer ago than `usual` milliseconds is still not shown. It may never be, so it can be followed no longer then.
pub(super) fn not_shown(step: &StepRow, now: i64, usual: i64, asked: &str, seen: &str) -> Option<Problem> {
    let is_late = step.accepted_at.is_some_and(|at| now - at > usual);
    let problem = || {
        Problem::new(ProblemCode::StillNotShown)
            .with("asked", asked)
            .with("seen", seen)
    };
    is_late.then(problem)
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
    /// As the person has asked.
    Cancelled,
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

//! What the facade asks of jobs about launches and proofs.

use alibaba_cloud::Request;
use secrecy::SecretString;

use super::actions::moved_on;
use super::engine::StepKey;
use super::events::event;
use super::jobs::{Jobs, NewPlan, refuse_errors};
use super::kind::{Earlier, input};
use super::record::PlanRecord;
use super::steps::{LaunchInput, LaunchRecord};
use super::{
    JobDetail, JobEventCode, JobSummary, LaunchTarget, StepChange, StepKindName, StepState, advance, plan, show, steps,
};
use crate::image::RequestParameter;
use crate::launch::{LaunchCheck, LaunchDraft, SignIn, check_password};
use crate::lock::lock;
use crate::proof::{AcceptedDifference, FleetProof, ProofAttributeCode, ProofRecord};
use crate::store::steps::{StepRow, StoredStep};
use crate::store::{self, jobs};
use crate::{Problem, ProblemCode};

/// Characters of a note to a difference.
const MOST_NOTE_CHARACTERS: usize = 500;

impl Jobs {
    /// The request of the first launch of a draft, as it is stored: without secrets.
    pub(crate) fn launch_request(&self, draft: &LaunchDraft) -> Result<Request, Problem> {
        let steps = plan::launch::steps(draft, self.engine.runtime.as_ref());
        let first = steps.first().ok_or_else(|| Problem::new(ProblemCode::Internal))?;
        steps::of(first.kind)
            .request(first, &Earlier(&[]))?
            .ok_or_else(|| Problem::new(ProblemCode::Internal))
    }

    /// The same as the window shows it.
    pub(crate) fn launch_parameters(&self, draft: &LaunchDraft) -> Result<Vec<RequestParameter>, Problem> {
        let mut steps = plan::launch::steps(draft, self.engine.runtime.as_ref());
        let attempt = self.first_attempt(&mut steps)?;
        let shown = steps.first().map(|step| show::request_to_come(step, attempt.as_ref()));
        Ok(shown.unwrap_or_default())
    }

    /// Begins to launch instances. `checked` is what the rules say of the draft.
    ///
    /// # Errors
    /// As [`Jobs::create`], and `PasswordRefused` at `password`.
    pub(crate) async fn launch(
        &self,
        request_id: &str,
        draft: LaunchDraft,
        checked: LaunchCheck,
        windows: bool,
        password: Option<SecretString>,
    ) -> Result<JobSummary, Problem> {
        let account_id = draft.account_id.clone();
        let kind = StepKindName::LaunchInstances;
        let before = self.engine.keep_password(kind, draft.sign_in, password.clone());
        let planned = async {
            refuse_errors(&checked.findings)?;
            check_password(draft.sign_in, password.as_ref(), windows)?;
            Ok(NewPlan {
                title: draft.names().name(0),
                record: PlanRecord::default(),
                steps: plan::launch::steps(&draft, self.engine.runtime.as_ref()),
            })
        };
        self.make_with(request_id, &account_id, kind, planned, before).await
    }

    /// Gives a step the password that it waits for.
    ///
    /// # Errors
    /// `NotFound`, `StepMovedOn`, `PasswordRefused`.
    pub(crate) async fn give_password(&self, key: StepKey, password: SecretString) -> Result<JobDetail, Problem> {
        let (job_id, position) = key;
        let read = self
            .engine
            .state
            .read(move |connection| store::steps::find(connection, job_id, position));
        let step = read.await?.ok_or_else(|| Problem::new(ProblemCode::NotFound))?;
        let is_needed = step
            .problem
            .as_ref()
            .is_some_and(|problem| problem.code == ProblemCode::PasswordNeeded);
        if !is_needed || step.finished_at.is_some() {
            return Err(moved_on());
        }
        // Whether it is Windows is not known here; the cloud tells.
        check_password(SignIn::Password, Some(&password), false)?;
        let of = steps::of(step.kind).password_of(&step).unwrap_or(position);
        lock(&self.engine.passwords).insert((job_id, of), password);
        self.engine.wake.send();
        self.get(job_id).await
    }

    /// Launches what a launch has not made, in another zone or of another type.
    ///
    /// # Errors
    /// `NotFound`, `StepMovedOn`, `DraftInvalid`, `AccountLocked`, `StoreFailed`.
    pub(crate) async fn launch_rest(
        &self,
        request_id: &str,
        key: StepKey,
        target: LaunchTarget,
    ) -> Result<JobDetail, Problem> {
        let runtime = self.engine.runtime.clone();
        self.extend(request_id, key, true, move |job, step| {
            let missing = missing(job, step);
            if step.state != StepState::Done || missing.is_empty() {
                return Err(moved_on());
            }
            let mut added = plan::launch::rest(job, step.position, missing, runtime.as_ref());
            let change = StepChange {
                launch: Some(target),
                ..StepChange::default()
            };
            for row in added.iter_mut().filter(|row| row.kind == StepKindName::LaunchInstances) {
                steps::of(row.kind).change(row, &change)?;
            }
            Ok(added)
        })
        .await
    }

    /// Reads and compares the instances of a proof once more.
    ///
    /// # Errors
    /// `NotFound`, `StepMovedOn`, `StoreFailed`.
    pub(crate) async fn prove_again(&self, request_id: &str, key: StepKey) -> Result<JobDetail, Problem> {
        let runtime = self.engine.runtime.clone();
        self.extend(request_id, key, false, move |job, step| {
            if step.kind != StepKindName::ProveInstances || step.state != StepState::Done {
                return Err(moved_on());
            }
            Ok(plan::launch::proof_again(job, step, runtime.as_ref()))
        })
        .await
    }

    /// Sets a difference of a proof as it was asked for, and proves the instances once more.
    ///
    /// # Errors
    /// `NotFound`, `StepMovedOn`, `AccountLocked`, `StoreFailed`.
    pub(crate) async fn mend(
        &self,
        request_id: &str,
        key: StepKey,
        instance_id: String,
        attribute: ProofAttributeCode,
    ) -> Result<JobDetail, Problem> {
        let runtime = self.engine.runtime.clone();
        self.extend(request_id, key, true, move |job, step| {
            let record = steps::proof_record(step).unwrap_or_default();
            let requests = record.mends(&step.result_region, &instance_id, attribute);
            if requests.is_empty() {
                return Err(moved_on());
            }
            Ok(plan::launch::mend(job, step, &instance_id, &requests, runtime.as_ref()))
        })
        .await
    }

    /// Compares existing instances with another one.
    ///
    /// # Errors
    /// As [`Jobs::create`].
    pub(crate) async fn prove(
        &self,
        request_id: &str,
        (account_id, region_id): (&str, &str),
        ids: Vec<String>,
        against: &str,
        title: String,
    ) -> Result<JobSummary, Problem> {
        let planned = async {
            Ok(NewPlan {
                title,
                record: PlanRecord::default(),
                steps: plan::launch::proof(account_id, region_id, ids, against, self.engine.runtime.as_ref()),
            })
        };
        self.make(request_id, account_id, StepKindName::ProveInstances, planned)
            .await
    }

    /// The proof that a step has made.
    ///
    /// # Errors
    /// `NotFound`, `StoreFailed`.
    pub(crate) async fn proof(&self, (job_id, position): StepKey) -> Result<FleetProof, Problem> {
        let read = self
            .engine
            .state
            .read(move |connection| store::steps::find(connection, job_id, position));
        let record = read.await?.and_then(|step| steps::proof_record(&step));
        let record: ProofRecord = record.ok_or_else(|| Problem::new(ProblemCode::NotFound))?;
        Ok(record.shown(job_id, position))
    }

    /// Accepts a difference with a note.
    ///
    /// # Errors
    /// `Empty` or `Malformed` at `note`, `NotFound`, `StepMovedOn`, `StoreFailed`.
    pub(crate) async fn accept_difference(
        &self,
        request_id: &str,
        key: StepKey,
        accepted: AcceptedDifference,
    ) -> Result<FleetProof, Problem> {
        if accepted.note.trim().is_empty() {
            return Err(Problem::new(ProblemCode::Empty).at("note"));
        }
        if accepted.note.trim().chars().count() > MOST_NOTE_CHARACTERS {
            return Err(Problem::new(ProblemCode::Malformed)
                .at("note")
                .with("reason", "too long"));
        }
        let now = self.engine.now();
        self.act(request_id, key, None, move |mut step, _| {
            let Some(mut record) = steps::proof_record(&step) else {
                return Err(moved_on());
            };
            let note = accepted.note.trim();
            if !record.accept(&accepted.instance_id, accepted.attribute, note) {
                return Err(moved_on());
            }
            step.result = Some(serde_json::json!(record));
            let line = event(now, step.position, JobEventCode::DifferenceAccepted)
                .with("instanceId", &accepted.instance_id)
                .with("attribute", accepted.attribute.word())
                .with("note", note);
            Ok((step, None, line))
        })
        .await?;
        self.proof(key).await
    }

    /// Adds steps to a job, once per request. `sends` says whether they change anything in the cloud.
    async fn extend(
        &self,
        request_id: &str,
        key: StepKey,
        sends: bool,
        build: impl FnOnce(&[StepRow], &StepRow) -> Result<Vec<StepRow>, Problem> + Send + 'static,
    ) -> Result<JobDetail, Problem> {
        if request_id.is_empty() {
            return Err(Problem::new(ProblemCode::Empty).at("requestId"));
        }
        let (job_id, position) = key;
        if sends {
            self.refuse_when_locked(key, |step| steps::of(step.kind).action())
                .await?;
        }
        let request_id = request_id.to_owned();
        let written = self.engine.state.write(move |transaction| {
            let stored = store::steps::of_job(transaction, job_id)?;
            let job: Vec<StepRow> = stored.iter().filter_map(StoredStep::readable).cloned().collect();
            let Some(mut step) = job.iter().find(|step| step.position == position).cloned() else {
                return Ok(Err(Problem::new(ProblemCode::NotFound)));
            };
            if step.last_request_id.as_ref() == Some(&request_id) {
                return Ok(Ok(()));
            }
            let added = match build(&job, &step) {
                Ok(added) => added,
                Err(problem) => return Ok(Err(problem)),
            };
            for row in added {
                store::steps::insert(transaction, &StepRow { job_id, ..row })?;
            }
            step.last_request_id = Some(request_id);
            store::steps::reopen(transaction, &step)?;
            jobs::set_finished(transaction, job_id, None)?;
            Ok(Ok(()))
        });
        written.await??;
        advance::advance(&self.engine, job_id, false).await;
        self.get(job_id).await
    }
}

/// What is missing of a launch, and is not being launched elsewhere.
pub(super) fn missing(job: &[StepRow], step: &StepRow) -> Vec<LaunchInput> {
    let Ok(stored) = input::<LaunchInput>(step) else {
        return Vec::new();
    };
    let is_ordered = job.iter().any(|other| {
        let rest_of = input::<LaunchInput>(other).ok().and_then(|stored| stored.rest_of);
        other.kind == StepKindName::LaunchInstances
            && rest_of == Some(step.position)
            && other.state != StepState::Skipped
    });
    if is_ordered {
        return Vec::new();
    }
    stored.rest(step.position, &LaunchRecord::of(step))
}

//! What the facade asks of jobs: make one, list them, show one, resume them at the start.

use std::sync::Arc;

use alibaba_cloud::Idempotency;
use tokio::sync::broadcast;

use super::begin::recorded;
use super::engine::{Engine, JobsConfig, RegionChanged, StepKey};
use super::events::event;
use super::kind::Earlier;
use super::record::{PLAN_VERSION, PlanRecord};
use super::resume::resume_all;
use super::{JobDetail, JobEventCode, JobSummary, StepKindName, advance, plan, show, steps};
use crate::account::Account;
use crate::finding::{Finding, Severity};
use crate::image::{CheckedDraft, DraftCheck, ImageDraft, ImageRecord};
use crate::store::attempts::AttemptRow;
use crate::store::jobs::NewJob;
use crate::store::steps::StepRow;
use crate::store::{self, attempts, job_events, jobs};
use crate::{Problem, ProblemCode};

/// Earlier steps an estimate rests on, at most.
const ESTIMATE_STEPS: u32 = 60;
/// Finished jobs of a list, at most.
const MOST_FINISHED: u32 = 500;
/// Lines of the log that the window is given, at most.
const MOST_LINES: u32 = 500;

/// A job before it is saved.
pub(super) struct NewPlan {
    /// What lists call it.
    pub(super) title: String,
    pub(super) record: PlanRecord,
    pub(super) steps: Vec<StepRow>,
}

/// Refuses a draft that has errors.
///
/// # Errors
/// `DraftInvalid`.
pub(super) fn refuse_errors(findings: &[Finding]) -> Result<(), Problem> {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
    match errors.count() {
        0 => Ok(()),
        count => Err(Problem::new(ProblemCode::DraftInvalid).with("count", count.to_string())),
    }
}

/// Jobs. A clone shares everything.
#[derive(Clone)]
pub(crate) struct Jobs {
    pub(super) engine: Arc<Engine>,
}

impl Jobs {
    /// Jobs over a store. Nothing runs before [`Jobs::start`].
    pub(crate) fn open(config: JobsConfig) -> Self {
        Self {
            engine: Arc::new(Engine::new(config)),
        }
    }

    /// Resumes every unfinished job, each by itself. Call once, on a tokio runtime.
    pub(crate) fn start(&self) {
        tokio::spawn(resume_all(self.engine.clone()));
    }

    /// Regions whose snapshots and images, or instances and disks, are no longer what they were because of a job.
    pub(crate) fn changed_regions(&self) -> broadcast::Receiver<RegionChanged> {
        self.engine.regions()
    }

    /// How many jobs of an account are unfinished.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub(crate) async fn count_unfinished(&self, account_id: &str) -> Result<u32, Problem> {
        let account_id = account_id.to_owned();
        let count = self
            .engine
            .state
            .read(move |connection| jobs::count_unfinished(connection, &account_id));
        Ok(count.await?)
    }

    /// What is told of a checked draft, with the very request that a job of it would send first.
    ///
    /// # Errors
    /// None but a mistake of ours.
    pub(crate) fn draft_check(&self, draft: &ImageDraft, checked: CheckedDraft) -> Result<DraftCheck, Problem> {
        let mut steps = plan::image::steps(draft, &checked, self.engine.runtime.as_ref());
        let attempt = self.first_attempt(&mut steps)?;
        let request = steps
            .first()
            .map(|step| show::request_to_come(step, attempt.as_ref()))
            .unwrap_or_default();
        Ok(DraftCheck {
            findings: checked.findings,
            as_of: checked.as_of,
            not_asked: checked.not_asked,
            request,
        })
    }

    /// Makes a job of a draft and begins it; a repeated `request_id` gives the job it made.
    ///
    /// All steps, and the whole first request with its token and its marker, are on the disk before this returns, and nothing is
    /// sent earlier.
    ///
    /// # Errors
    /// `Empty` without a request id, `DraftInvalid`, `AccountLocked`, `NotFound`, `StoreFailed`; the codes of the inventory.
    pub(crate) async fn create(&self, request_id: &str, draft: ImageDraft) -> Result<JobSummary, Problem> {
        let account_id = draft.account_id.clone();
        let planned = async {
            let checked = self.engine.drafts.check(&draft).await?;
            refuse_errors(&checked.findings)?;
            Ok(NewPlan {
                steps: plan::image::steps(&draft, &checked, self.engine.runtime.as_ref()),
                record: PlanRecord {
                    image: Some(ImageRecord::from(&draft)),
                    ..PlanRecord::default()
                },
                title: draft.name,
            })
        };
        self.make(request_id, &account_id, StepKindName::CreateImage, planned)
            .await
    }

    /// Makes a job of a plan and begins it; a repeated `request_id` gives the job it made. `first` is the kind of its first step.
    pub(super) async fn make(
        &self,
        request_id: &str,
        account_id: &str,
        first: StepKindName,
        planned: impl Future<Output = Result<NewPlan, Problem>>,
    ) -> Result<JobSummary, Problem> {
        self.make_with(request_id, account_id, first, planned, |_, _| {}).await
    }

    /// The same. `before` is called with the number and the steps of the job before the first of them begins.
    pub(super) async fn make_with(
        &self,
        request_id: &str,
        account_id: &str,
        first: StepKindName,
        planned: impl Future<Output = Result<NewPlan, Problem>>,
        before: impl FnOnce(i64, &[StepRow]),
    ) -> Result<JobSummary, Problem> {
        if request_id.is_empty() {
            return Err(Problem::new(ProblemCode::Empty).at("requestId"));
        }
        if let Some(made) = self.made_by(request_id).await? {
            return Ok(made);
        }
        let account = self.engine.accounts.get(account_id).await?;
        if let Some(action) = steps::of(first).action() {
            self.refuse_locked(&account, Some(&action))?;
        }
        let plan = planned.await?;
        let steps = plan.steps.clone();
        if let Some(id) = self.save(request_id, &account, plan).await? {
            before(id, &steps);
            advance::advance(&self.engine, id, false).await;
        }
        self.made_by(request_id)
            .await?
            .ok_or_else(|| Problem::new(ProblemCode::Internal))
    }

    /// Refuses a person's action on a step of a locked account at once, instead of letting the step wait. `action` names what it would
    /// send.
    pub(super) async fn refuse_when_locked(
        &self,
        (job_id, position): StepKey,
        action: impl Fn(&StepRow) -> Option<String>,
    ) -> Result<(), Problem> {
        let found = self
            .engine
            .state
            .read(move |connection| store::steps::find(connection, job_id, position));
        let Some(step) = found.await? else {
            return Err(Problem::new(ProblemCode::NotFound));
        };
        match self.engine.accounts.get(&step.account_id).await {
            Ok(account) => self.refuse_locked(&account, action(&step).as_deref()),
            // The step itself will say what is wrong with its account.
            Err(_) => Ok(()),
        }
    }

    fn refuse_locked(&self, account: &Account, action: Option<&str>) -> Result<(), Problem> {
        let is_lifted = account.unlocked_until.is_some_and(|until| until > self.engine.now());
        if account.locked && !is_lifted {
            let problem = Problem::new(ProblemCode::AccountLocked).with("accountId", &account.id);
            return Err(match action {
                Some(action) => problem.with("action", action),
                None => problem,
            });
        }
        Ok(())
    }

    async fn made_by(&self, request_id: &str) -> Result<Option<JobSummary>, Problem> {
        let request_id = request_id.to_owned();
        let read = self.engine.state.read(move |connection| {
            let Some(id) = jobs::find_by_request(connection, &request_id)? else {
                return Ok(None);
            };
            let job = jobs::find(connection, id)?;
            let steps = store::steps::of_job(connection, id)?;
            Ok(job.map(|job| show::summary(&job, &steps)))
        });
        Ok(read.await?)
    }

    async fn save(&self, request_id: &str, account: &Account, plan: NewPlan) -> Result<Option<i64>, Problem> {
        let mut steps = plan.steps;
        let first = self.first_attempt(&mut steps)?;
        let record = serde_json::to_string(&plan.record)
            .map_err(|error| Problem::new(ProblemCode::Internal).with("reason", error.to_string()))?;
        let now = self.engine.now();
        let job = NewJob {
            request_id: request_id.to_owned(),
            account_id: account.id.clone(),
            account_alias: account.alias.clone(),
            account_uid: account.uid.clone(),
            title: plan.title,
            plan_version: PLAN_VERSION,
            plan: record,
            created_at: now,
        };
        let saved = self.engine.state.write(move |transaction| {
            let Some(id) = jobs::insert(transaction, &job)? else {
                return Ok(None);
            };
            for step in &steps {
                let step = StepRow {
                    job_id: id,
                    ..step.clone()
                };
                store::steps::insert(transaction, &step)?;
            }
            if let Some(first) = first {
                attempts::put(transaction, &AttemptRow { job_id: id, ..first })?;
            }
            let mut line = event(now, 1, JobEventCode::Saved);
            line.position = None;
            job_events::insert(transaction, id, &line)?;
            Ok(Some(id))
        });
        Ok(saved.await?)
    }

    /// The request of the first step and its token, which are known before anything is sent.
    pub(super) fn first_attempt(&self, steps: &mut [StepRow]) -> Result<Option<AttemptRow>, Problem> {
        let Some(first) = steps.first_mut() else {
            return Ok(None);
        };
        let Some(request) = steps::of(first.kind).request(first, &Earlier(&[]))? else {
            return Ok(None);
        };
        let recorded = recorded(&request);
        let has_token = recorded.idempotency == Idempotency::WithClientToken;
        let token = has_token.then(|| self.engine.runtime.nonce());
        let attempt = AttemptRow::new(0, first.position, 1, &recorded.action, token);
        first.request = Some(recorded);
        Ok(Some(attempt))
    }

    /// Unfinished jobs and the newest of the finished ones, newest first.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub(crate) async fn list(&self) -> Result<Vec<JobSummary>, Problem> {
        let read = self.engine.state.read(|connection| {
            jobs::list(connection, MOST_FINISHED)?
                .into_iter()
                .map(|job| Ok(show::summary(&job, &store::steps::of_job(connection, job.id)?)))
                .collect()
        });
        Ok(read.await?)
    }

    /// Everything of a job.
    ///
    /// # Errors
    /// `NotFound`, `StoreFailed`.
    pub(crate) async fn get(&self, id: i64) -> Result<JobDetail, Problem> {
        let now = self.engine.now();
        let read = self.engine.state.read(move |connection| {
            let Some(job) = jobs::find(connection, id)? else {
                return Ok(None);
            };
            Ok(Some(show::JobRecords {
                now,
                plan: jobs::plan(connection, id)?,
                steps: store::steps::of_job(connection, id)?,
                attempts: attempts::of_job(connection, id)?,
                events: job_events::list(connection, id, MOST_LINES)?,
                events_total: job_events::count(connection, id)?,
                finished: store::steps::finished_well(connection, &job.account_id, ESTIMATE_STEPS)?,
                job,
            }))
        });
        read.await?
            .map(show::detail)
            .ok_or_else(|| Problem::new(ProblemCode::NotFound))
    }
}

//! What the facade asks of jobs: make one, list them, show one, take them up at the start.

use std::sync::Arc;

use super::engine::{Engine, JobsConfig};
use super::events::event;
use super::take_up::{resume, take_up};
use super::{JobDetail, JobEventCode, JobSummary, show};
use crate::image::{ImageDraft, RequestParameter, Severity, rules};
use crate::store::attempts::AttemptRow;
use crate::store::jobs::NewJob;
use crate::store::{attempts, job_events, jobs};
use crate::{Problem, ProblemCode};

/// Earlier jobs an estimate rests on, at most.
const ESTIMATE_JOBS: u32 = 20;

/// Image jobs. A clone shares everything.
#[derive(Clone)]
pub(crate) struct Jobs {
    engine: Arc<Engine>,
}

impl Jobs {
    /// Jobs over a store. Nothing runs before [`Jobs::start`].
    pub(crate) fn open(parts: JobsConfig) -> Self {
        Self {
            engine: Arc::new(Engine::new(parts)),
        }
    }

    /// Takes up every unfinished job, each by itself. Call once, on a tokio runtime.
    pub(crate) fn start(&self) {
        tokio::spawn(resume(self.engine.clone()));
    }

    /// Wakes the jobs that wait for a key or the network, because one of them may be there again.
    pub(crate) fn wake(&self) {
        self.engine.wake();
    }

    /// Makes a job of a draft and begins it; a repeated `request_id` gives the job it made.
    ///
    /// The intent, the whole request, its token and its mark are on the disk before this returns, and nothing is sent earlier.
    ///
    /// # Errors
    /// `Empty` without a request id, `DraftInvalid`, `StoreFailed`; the codes of the inventory.
    pub(crate) async fn create(&self, request_id: &str, draft: ImageDraft) -> Result<JobSummary, Problem> {
        if request_id.is_empty() {
            return Err(Problem::new(ProblemCode::Empty).at("requestId"));
        }
        if let Some(made) = self.made_by(request_id).await? {
            return Ok(made);
        }
        let checked = self.engine.drafts.check(&draft).await?;
        let errors = checked
            .findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .count();
        if errors > 0 {
            return Err(Problem::new(ProblemCode::DraftInvalid).with("count", errors.to_string()));
        }
        let id = self.save(request_id, draft, checked.request).await?;
        if let Some(id) = id {
            self.engine.tell(id);
            take_up(&self.engine, id, false);
        }
        self.made_by(request_id)
            .await?
            .ok_or_else(|| Problem::new(ProblemCode::Internal))
    }

    async fn made_by(&self, request_id: &str) -> Result<Option<JobSummary>, Problem> {
        let request_id = request_id.to_owned();
        let row = self
            .engine
            .state
            .read(move |connection| jobs::find_by_request(connection, &request_id))
            .await?;
        Ok(row.as_ref().map(show::summary))
    }

    async fn save(
        &self,
        request_id: &str,
        draft: ImageDraft,
        parameters: Vec<RequestParameter>,
    ) -> Result<Option<i64>, Problem> {
        let marker = self.engine.runtime.nonce();
        let client_token = self.engine.runtime.nonce();
        let now = self.engine.now();
        let parameters = marked(parameters, draft.tags.len(), &marker);
        let job = NewJob {
            request_id: request_id.to_owned(),
            draft,
            parameters,
            marker,
            created_at: now,
        };
        let saved = self.engine.state.write(move |transaction| {
            let Some(id) = jobs::insert(transaction, &job)? else {
                return Ok(None);
            };
            attempts::put(transaction, &AttemptRow::new(id, 1, client_token))?;
            job_events::insert(transaction, id, &event(now, JobEventCode::Saved))?;
            Ok(Some(id))
        });
        Ok(saved.await?)
    }

    /// Every job, newest first.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub(crate) async fn list(&self) -> Result<Vec<JobSummary>, Problem> {
        let rows = self.engine.state.read(jobs::list).await?;
        Ok(rows.iter().map(show::summary).collect())
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
            Ok(Some(show::Parts {
                now,
                draft: jobs::draft(connection, id)?,
                parameters: jobs::parameters(connection, id)?,
                attempts: attempts::list(connection, id)?,
                events: job_events::list(connection, id)?,
                finished: jobs::finished_well(connection, &job.account_id, ESTIMATE_JOBS)?,
                job,
            }))
        });
        read.await?
            .map(show::detail)
            .ok_or_else(|| Problem::new(ProblemCode::NotFound))
    }
}

/// The request with the job's own tag after those of the administrator.
fn marked(mut parameters: Vec<RequestParameter>, tags: usize, marker: &str) -> Vec<RequestParameter> {
    let number = tags + 1;
    for (part, value) in [("Key", rules::JOB_TAG_KEY), ("Value", marker)] {
        parameters.push(RequestParameter {
            name: format!("Tag.{number}.{part}"),
            value: value.to_owned(),
        });
    }
    parameters
}

//! Writes: checked against the lock, and stored in the journal before they are sent and after they are answered.

use std::sync::Arc;

use alibaba_cloud::{Error, MaySend, RecordedRequest, Request};

use super::call_error::ram_action;
use super::{Cloud, WriteContext};
use crate::account::{Environment, not_found};
use crate::store::accounts;
use crate::store::journal::{self, AnswerRow, JournalRow, NewJournalRow, Outcome};
use crate::{Problem, ProblemCode};

/// The longest page of the journal.
const MAX_PAGE: u32 = 1_000;

/// A write that was sent to the cloud. Entries stay when their account is removed.
#[derive(Clone, Debug, PartialEq)]
pub struct JournalEntry {
    /// Its number; later entries have higher ones.
    pub id: i64,
    /// Our id of the account.
    pub account_id: String,
    /// The alias of the account at that time.
    pub account_alias: String,
    /// The environment of the account at that time.
    pub environment: Environment,
    /// Main account id (UID).
    pub uid: String,
    /// ARN of the identity that sent it.
    pub arn: String,
    /// `ecs:CreateImage`.
    pub action: String,
    /// The region asked; `None` for an action without one.
    pub region_id: Option<String>,
    /// The name or id of what was written.
    pub target: String,
    /// The request as JSON. Secret parameters are left out.
    pub request: String,
    /// The job it belongs to.
    pub job_id: Option<i64>,
    /// The position of its step in the job.
    pub position: Option<u32>,
    /// When it was sent, milliseconds since the epoch.
    pub sent_at: i64,
    /// When it was answered, milliseconds since the epoch.
    pub answered_at: Option<i64>,
    /// What is known of its effect.
    pub outcome: JournalOutcome,
    /// The provider's RequestId.
    pub request_id: Option<String>,
    /// The provider's code, when it refused.
    pub code: Option<String>,
}

/// What is known of the effect of a write.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum JournalOutcome {
    /// On its way.
    Sent,
    /// The cloud has accepted it.
    Accepted,
    /// The cloud has refused it: it had no effect.
    Refused,
    /// No clear answer: it may have had its effect.
    Unknown,
    /// It did not reach the cloud: it had no effect.
    NotSent,
}

/// A write that is in the journal and not sent yet.
pub(super) struct Write {
    /// Its number in the journal.
    pub(super) entry: i64,
    /// Whether it may still be sent.
    pub(super) may_send: MaySend,
}

impl Cloud {
    /// Refuses a write of a locked account, or stores it in the journal as sent. One transaction, so that no write passes a lock that was
    /// set before it. A lock that is set while the write waits makes [`Write::may_send`] return `false`.
    pub(super) async fn begin_write(
        &self,
        account_id: &str,
        request: &Request,
        context: WriteContext,
    ) -> Result<Write, Problem> {
        let action = ram_action(request);
        let recorded = serde_json::to_string(&RecordedRequest::from(request));
        let recorded = recorded.map_err(|_| Problem::new(ProblemCode::Internal))?;
        let region_id = request.region_id.clone();
        let sent_at = self.shared.runtime.now().as_millisecond();
        let (accounts, id) = (self.shared.accounts.clone(), account_id.to_owned());
        let stops = accounts.write_stops(&id);
        let named = action.clone();
        let written = self.shared.accounts.state().write(move |transaction| {
            let Some(account) = accounts::get(transaction, &id)? else {
                return Ok(Err(not_found(&id)));
            };
            if account.locked && !accounts.is_lock_lifted(&id) {
                return Ok(Err(account_locked(&id, named)));
            }
            let row = NewJournalRow {
                account_id: id,
                account_alias: account.alias,
                environment: account.environment,
                uid: account.uid,
                arn: account.arn,
                action: named,
                region_id,
                target: context.target,
                request: recorded,
                job_id: context.job_id,
                position: context.position,
                sent_at,
            };
            Ok(Ok((journal::insert(transaction, &row)?, account.locked)))
        });
        let begun = written.await.map_err(Problem::from).flatten();
        if let Err(problem) = &begun {
            tracing::info!(account_id, action, code = ?problem.code, "a write was not sent");
        }
        let (entry, is_lifted) = begun?;
        let (accounts, id) = (self.shared.accounts.clone(), account_id.to_owned());
        Ok(Write {
            entry,
            may_send: Arc::new(move || {
                accounts.write_stops(&id) == stops && (!is_lifted || accounts.is_lock_lifted(&id))
            }),
        })
    }

    /// Why a write was withdrawn while it waited to be sent.
    pub(super) async fn withdrawn(&self, account_id: &str, request: &Request) -> Problem {
        match self.shared.accounts.row(account_id).await {
            Ok(_) => account_locked(account_id, ram_action(request)),
            Err(problem) => problem,
        }
    }

    /// Stores how a write ended: the RequestId of its reply, or its error. Without that it becomes unknown at the next start.
    pub(super) async fn end_write(&self, entry: i64, answer: Result<&str, &Error>) {
        let (outcome, request_id, code) = match answer {
            Ok(request_id) => (Outcome::Accepted, Some(request_id), None),
            Err(error) => (outcome(error), error.request_id(), error.code()),
        };
        let row = AnswerRow {
            answered_at: Some(self.shared.runtime.now().as_millisecond()),
            outcome,
            request_id: request_id.filter(|id| !id.is_empty()).map(str::to_owned),
            code: code.map(str::to_owned),
        };
        let written = self
            .shared
            .accounts
            .state()
            .write(move |transaction| journal::answer(transaction, entry, &row));
        if let Err(error) = written.await {
            tracing::warn!(entry, %error, "the answer to a write could not be written into the journal");
        }
    }

    /// The newest writes, newest first; of those before `before` when that is given. At most 1,000.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub(crate) async fn journal(&self, before: Option<i64>, limit: u32) -> Result<Vec<JournalEntry>, Problem> {
        let limit = limit.min(MAX_PAGE);
        let read = self
            .shared
            .accounts
            .state()
            .read(move |connection| journal::page(connection, before, limit));
        Ok(read.await?.into_iter().map(JournalEntry::from).collect())
    }
}

fn account_locked(account_id: &str, action: String) -> Problem {
    let problem = Problem::new(ProblemCode::AccountLocked);
    problem.with("action", action).with("accountId", account_id)
}

fn outcome(error: &Error) -> Outcome {
    match error {
        error if !error.was_sent() => Outcome::NotSent,
        error if error.outcome_unknown() => Outcome::Unknown,
        _ => Outcome::Refused,
    }
}

impl From<JournalRow> for JournalEntry {
    fn from(row: JournalRow) -> Self {
        let JournalRow { id, write, answer } = row;
        let outcome = match answer.as_ref().map(|answer| answer.outcome) {
            None => JournalOutcome::Sent,
            Some(Outcome::Accepted) => JournalOutcome::Accepted,
            Some(Outcome::Refused) => JournalOutcome::Refused,
            Some(Outcome::Unknown) => JournalOutcome::Unknown,
            Some(Outcome::NotSent) => JournalOutcome::NotSent,
        };
        let (answered_at, request_id, code) = match answer {
            Some(answer) => (answer.answered_at, answer.request_id, answer.code),
            None => (None, None, None),
        };
        Self {
            id,
            account_id: write.account_id,
            account_alias: write.account_alias,
            environment: write.environment.into(),
            uid: write.uid,
            arn: write.arn,
            action: write.action,
            region_id: write.region_id,
            target: write.target,
            request: write.request,
            job_id: write.job_id,
            position: write.position,
            sent_at: write.sent_at,
            answered_at,
            outcome,
            request_id,
            code,
        }
    }
}

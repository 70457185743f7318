//! Writes: checked against the lock, and stored in the journal before they are sent and after they are answered.

use std::sync::Arc;

use alibaba_cloud::{Error, MaySend, RecordedRequest, Request};

use super::call_error::ram_action;
use super::{Cloud, JournalOutcome, WriteContext};
use crate::account::not_found;
use crate::store::accounts;
use crate::store::journal::{self, AnswerRow, NewJournalRow};
use crate::{Change, Problem, ProblemCode};

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
        let recorded = RecordedRequest::from(request);
        let found_by = found_by(&context.target, &recorded);
        let recorded = serde_json::to_string(&recorded).map_err(|_| Problem::new(ProblemCode::Internal))?;
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
            Ok(Ok((journal::insert(transaction, &row, &found_by)?, account.locked)))
        });
        let begun = written.await.map_err(Problem::from).flatten();
        if let Err(problem) = &begun {
            tracing::info!(account_id, action, code = ?problem.code, "a write was not sent");
        }
        let (entry, is_lifted) = begun?;
        self.shared.accounts.tell(Change::Journal);
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
        let (outcome, request_id, error) = match answer {
            Ok(request_id) => (JournalOutcome::Accepted, Some(request_id), None),
            Err(error) => (outcome(error), error.request_id(), Some(error)),
        };
        let row = AnswerRow {
            answered_at: Some(self.shared.runtime.now().as_millisecond()),
            outcome,
            request_id: request_id.filter(|id| !id.is_empty()).map(str::to_owned),
            code: error.and_then(Error::code).map(str::to_owned),
            message: error.and_then(Error::provider_message).map(str::to_owned),
        };
        let written = self
            .shared
            .accounts
            .state()
            .write(move |transaction| journal::answer(transaction, entry, &row));
        if let Err(error) = written.await {
            tracing::warn!(entry, %error, "the answer to a write could not be written into the journal");
        }
        self.shared.accounts.tell(Change::Journal);
    }
}

/// What an entry is found by: its target and the values of its parameters, which are no secrets.
fn found_by(target: &str, recorded: &RecordedRequest) -> String {
    let values = recorded.parameters.iter().map(|(_, value)| value.as_str());
    std::iter::once(target).chain(values).collect::<Vec<_>>().join("\n")
}

fn account_locked(account_id: &str, action: String) -> Problem {
    let problem = Problem::new(ProblemCode::AccountLocked);
    problem.with("action", action).with("accountId", account_id)
}

fn outcome(error: &Error) -> JournalOutcome {
    match error {
        error if !error.was_sent() => JournalOutcome::NotSent,
        error if error.outcome_unknown() => JournalOutcome::Unknown,
        _ => JournalOutcome::Refused,
    }
}

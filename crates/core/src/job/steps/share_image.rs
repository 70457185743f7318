//! ModifyImageSharePermission: shares one image with at most ten accounts. The step is done when the cloud lists all of them.

use alibaba_cloud::ecs::{ModifyImageSharePermission, ShareAccounts};
use alibaba_cloud::{Action, BoxFuture, Request};
use serde::{Deserialize, Serialize};

use super::share_watch::{self, ShareWatcher};
use crate::cloud::{AccountClient, CallError, ram_action_of};
use crate::image::rules;
use crate::job::StepChange;
use crate::job::kind::{
    Earlier, Found, Made, Observation, Search, Seen, StepKind, StepUpdate, Verdict, Watcher, input,
};
use crate::milliseconds::MINUTE;
use crate::store::steps::StepRow;
use crate::{Problem, ProblemCode};

/// Accounts of one call.
pub(in crate::job) const MOST_ACCOUNTS_PER_CALL: usize = ShareAccounts::MAX;

/// How long an account may be missing from the list after the cloud has accepted the request, milliseconds.
const VERIFIED_WITHIN: i64 = 2 * MINUTE;

pub(super) struct ShareImageStep;

/// With whom.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(in crate::job) struct ShareImageInput {
    version: u32,
    pub(in crate::job) accounts: Vec<String>,
}

impl ShareImageInput {
    pub(in crate::job) fn new(accounts: &[String]) -> Self {
        Self {
            version: 1,
            accounts: accounts.to_vec(),
        }
    }

    fn missing(&self, shared_with: &[String]) -> Vec<String> {
        let missing = self.accounts.iter().filter(|account| !shared_with.contains(account));
        missing.cloned().collect()
    }
}

impl StepKind for ShareImageStep {
    fn action(&self) -> Option<String> {
        Some(ram_action_of::<ModifyImageSharePermission>())
    }

    fn request(&self, step: &StepRow, earlier: &Earlier<'_>) -> Result<Option<Request>, Problem> {
        let stored: ShareImageInput = input(step)?;
        let mut action = ModifyImageSharePermission::new(&step.request_region, earlier.source_id(step)?);
        action.add_accounts = ShareAccounts::try_from(stored.accounts)
            .map_err(|error| Problem::new(ProblemCode::Internal).with("reason", error.to_string()))?;
        Ok(Some(action.request()))
    }

    fn find<'a>(&'a self, search: Search<'a>) -> BoxFuture<'a, Result<Found, CallError>> {
        Box::pin(async move {
            let Some(image_id) = &search.step.resource_id else {
                return Ok(Found::Nothing);
            };
            let stored: ShareImageInput = input(search.step).unwrap_or_default();
            let region_id = &search.step.result_region;
            let (shared_with, request_id) = share_watch::accounts(search.client, region_id, image_id).await?;
            Ok(if stored.missing(&shared_with).is_empty() {
                Found::Ours {
                    made: Made::one(image_id.clone()),
                    made_at: None,
                    by: "state",
                    others: 0,
                    request_id,
                }
            } else {
                Found::Nothing
            })
        })
    }

    fn watcher(&self) -> &'static dyn Watcher {
        &ShareWatcher
    }

    fn judge(&self, step: &StepRow, seen: &Seen<'_>, now: i64) -> StepUpdate {
        let Some(Observation::Shares(shared_with)) = seen.one() else {
            return StepUpdate::default();
        };
        let stored: ShareImageInput = input(step).unwrap_or_default();
        let missing = stored.missing(shared_with);
        let is_late = step.accepted_at.is_some_and(|since| now - since > VERIFIED_WITHIN);
        let verdict = if missing.is_empty() {
            Verdict::done()
        } else if is_late {
            Verdict::Failed(Problem::new(ProblemCode::ShareAccountRefused).with("shareAccountId", missing.join(", ")))
        } else {
            Verdict::Running
        };
        StepUpdate {
            verdict,
            ..StepUpdate::default()
        }
    }

    fn refusal<'a>(
        &'a self,
        step: &'a StepRow,
        _: &'a AccountClient,
        failure: &'a CallError,
    ) -> BoxFuture<'a, Problem> {
        Box::pin(async move {
            let problem = failure.problem.clone();
            let error = failure.error.as_ref();
            match error.and_then(|error| error.code()) {
                Some("InvalidAccount.NotFound" | "InvalidAccount.Forbbiden" | "InvalidImageId.BidMismatch") => {}
                _ => return problem,
            }
            let message = error.and_then(|error| error.provider_message()).unwrap_or_default();
            let stored: ShareImageInput = input(step).unwrap_or_default();
            let named: Vec<String> = stored
                .accounts
                .iter()
                .filter(|account| message.contains(account.as_str()))
                .cloned()
                .collect();
            let at_fault = if named.is_empty() { stored.accounts } else { named };
            Problem {
                code: ProblemCode::ShareAccountRefused,
                ..problem
            }
            .with("shareAccountId", at_fault.join(", "))
            .at("shareWith")
        })
    }

    fn change(&self, step: &mut StepRow, change: &StepChange) -> Result<(), Problem> {
        if change.name.is_some() || change.drop_tags.is_some() {
            return Err(Problem::new(ProblemCode::StepMovedOn));
        }
        let Some(accounts) = &change.share_with else {
            return Ok(());
        };
        let accounts = rules::share_accounts(accounts);
        let invalid = accounts.len() > MOST_ACCOUNTS_PER_CALL
            || accounts.is_empty()
            || accounts.iter().any(|account| !rules::may_be_account_id(account));
        if invalid {
            return Err(Problem::new(ProblemCode::DraftInvalid)
                .with("count", "1")
                .at("shareWith"));
        }
        step.input = serde_json::json!(ShareImageInput::new(&accounts));
        Ok(())
    }
}

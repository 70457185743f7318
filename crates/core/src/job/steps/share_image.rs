//! ModifyImageSharePermission: shares one image with at most ten accounts, or shares it with them no longer. The step is done when the
//! cloud lists all of them, or none of them any more. An account that the cloud refuses is left out, so that the others get their way.
//! An image that is gone is shared with nobody.

use alibaba_cloud::ecs::{ModifyImageSharePermission, ShareAccounts};
use alibaba_cloud::{Action, BoxFuture, Error, Request};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::delete_image;
use super::deletion_rows::{DeletionRecord, RowRecord, RowResult};
use super::share_watch::{self, ShareWatcher};
use crate::cloud::{AccountClient, CallError, ram_action_of};
use crate::image::rules;
use crate::inventory::Shares;
use crate::job::kind::{
    Earlier, Found, Made, Observation, Prepared, Search, Seen, StepKind, StepUpdate, Verdict, Watcher, input,
};
use crate::job::{JobEventCode, StepChange, StepKindName};
use crate::milliseconds::MINUTE;
use crate::store::steps::StepRow;
use crate::{Problem, ProblemCode};

/// Accounts of one call.
pub(in crate::job) const MOST_ACCOUNTS_PER_CALL: usize = ShareAccounts::MAX;

/// How long an account may be missing from the list after the cloud has accepted the request, milliseconds.
const VERIFIED_WITHIN: i64 = 2 * MINUTE;

pub(super) enum ShareImageStep {
    Share,
    Unshare,
}

/// With whom.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(in crate::job) struct ShareImageInput {
    version: u32,
    pub(in crate::job) accounts: Vec<String>,
    /// Accounts that the cloud has refused, and that were left out then.
    pub(in crate::job) refused: Vec<String>,
    /// `ImageId` of an image that no step of the job makes; empty for the result of the step's source.
    image_id: String,
}

impl ShareImageInput {
    pub(in crate::job) fn new(accounts: &[String]) -> Self {
        Self {
            version: 1,
            accounts: accounts.to_vec(),
            ..Self::default()
        }
    }

    /// The same for an image that is there.
    pub(in crate::job) fn of(image_id: &str, accounts: &[String]) -> Self {
        Self {
            image_id: image_id.to_owned(),
            ..Self::new(accounts)
        }
    }

    /// The accounts that a refusal names.
    fn named(&self, error: &Error) -> Vec<String> {
        if !is_about_accounts(error) {
            return Vec::new();
        }
        let message = error.provider_message().unwrap_or_default();
        let named = self
            .accounts
            .iter()
            .filter(|account| message.contains(account.as_str()));
        named.cloned().collect()
    }
}

fn is_about_accounts(error: &Error) -> bool {
    matches!(
        error.code(),
        Some("InvalidAccount.NotFound" | "InvalidAccount.Forbbiden" | "InvalidImageId.BidMismatch")
    )
}

impl ShareImageStep {
    fn refused(&self, accounts: &[String]) -> Problem {
        let field = match self {
            Self::Share => "shareWith",
            Self::Unshare => "unshareWith",
        };
        Problem::new(ProblemCode::ShareAccountRefused)
            .with("shareAccountId", accounts.join(", "))
            .at(field)
    }

    /// The accounts of a step for which the cloud does not show yet what was asked.
    fn open(&self, stored: &ShareImageInput, shared_with: &[String]) -> Vec<String> {
        let is_wanted = matches!(self, Self::Share);
        let open = stored.accounts.iter();
        open.filter(|account| shared_with.contains(account) != is_wanted)
            .cloned()
            .collect()
    }

    /// With whom an image is shared.
    async fn shares(&self, client: &AccountClient, region_id: &str, image_id: &str) -> Result<Shares, CallError> {
        match (self, share_watch::shares(client, region_id, image_id).await) {
            (Self::Unshare, Err(failure)) if share_watch::is_not_found(&failure) => Ok(Shares::default()),
            (_, answer) => answer,
        }
    }

    /// What came of each account, once the step has ended; only of those that lose the image.
    fn rows(&self, stored: &ShareImageInput, open: &[String]) -> Option<Value> {
        let row = |id: &String| RowRecord {
            id: id.clone(),
            result: match stored.refused.contains(id) || open.contains(id) {
                true => RowResult::Refused,
                false => RowResult::Gone,
            },
            ..RowRecord::default()
        };
        let rows = stored.accounts.iter().chain(&stored.refused).map(row).collect();
        let record = DeletionRecord {
            rows,
            ..DeletionRecord::default()
        };
        matches!(self, Self::Unshare).then(|| json!(record))
    }
}

/// The accounts and groups that an image stays shared with after all steps of a job that take it back.
fn stays_with(image_id: &str, shares: Shares, earlier: &Earlier<'_>) -> Vec<String> {
    let steps = earlier.0.iter().filter(|step| step.kind == StepKindName::UnshareImage);
    let inputs = steps.filter_map(|step| input::<ShareImageInput>(step).ok());
    let of_image = inputs.filter(|stored| stored.image_id == image_id);
    let taken: Vec<String> = of_image
        .flat_map(|stored| [stored.accounts, stored.refused].concat())
        .collect();
    let others = shares.accounts.into_iter().filter(|account| !taken.contains(account));
    others.chain(shares.groups).collect()
}

impl StepKind for ShareImageStep {
    fn action(&self) -> Option<String> {
        Some(ram_action_of::<ModifyImageSharePermission>())
    }

    fn target(&self, step: &StepRow, earlier: &Earlier<'_>) -> Option<Made> {
        let stored: ShareImageInput = input(step).unwrap_or_default();
        let given = Some(stored.image_id).filter(|image_id| !image_id.is_empty());
        given.or_else(|| earlier.source_id(step).ok()).map(Made::one)
    }

    fn request(&self, step: &StepRow, earlier: &Earlier<'_>) -> Result<Option<Request>, Problem> {
        let stored: ShareImageInput = input(step)?;
        let image_id = if stored.image_id.is_empty() {
            earlier.source_id(step)?
        } else {
            stored.image_id
        };
        let mut action = ModifyImageSharePermission::new(&step.request_region, image_id);
        let accounts = ShareAccounts::try_from(stored.accounts)
            .map_err(|error| Problem::new(ProblemCode::Internal).with("reason", error.to_string()))?;
        match self {
            Self::Share => action.add_accounts = accounts,
            Self::Unshare => action.remove_accounts = accounts,
        }
        Ok(Some(action.request()))
    }

    fn asks_before_every_sending(&self) -> bool {
        matches!(self, Self::Unshare)
    }

    /// Those that lost it since the plan was made need no request; an image that is not to be deleted any more keeps its accounts.
    fn prepare<'a>(
        &'a self,
        step: &'a StepRow,
        earlier: &'a Earlier<'a>,
        client: &'a AccountClient,
    ) -> BoxFuture<'a, Result<Prepared, CallError>> {
        Box::pin(async move {
            let (Self::Unshare, Some(image_id)) = (self, &step.resource_id) else {
                return Ok(Prepared::Ready);
            };
            let stored: ShareImageInput = input(step)?;
            let region_id = &step.result_region;
            let shares = self.shares(client, region_id, image_id).await?;
            if !self.open(&stored, &shares.accounts).is_empty() {
                let stays_with = stays_with(image_id, shares, earlier);
                let against = delete_image::against(image_id, region_id, &stays_with, earlier, client).await?;
                return Ok(against.map_or(Prepared::Ready, Prepared::Never));
            }
            Ok(Prepared::Done {
                code: JobEventCode::Done,
                params: Vec::new(),
                result: Some(json!(DeletionRecord::gone_before(stored.accounts))),
            })
        })
    }

    fn find<'a>(&'a self, search: Search<'a>) -> BoxFuture<'a, Result<Found, CallError>> {
        Box::pin(async move {
            let Some(image_id) = &search.step.resource_id else {
                return Ok(Found::Nothing);
            };
            let stored: ShareImageInput = input(search.step).unwrap_or_default();
            let region_id = &search.step.result_region;
            let shares = self.shares(search.client, region_id, image_id).await?;
            Ok(if self.open(&stored, &shares.accounts).is_empty() {
                Found::Ours {
                    made: Made::one(image_id.clone()),
                    made_at: None,
                    by: "state",
                    others: 0,
                    request_id: shares.request_id,
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
        let open = self.open(&stored, shared_with);
        let is_late = step.accepted_at.is_some_and(|since| now - since > VERIFIED_WITHIN);
        if !open.is_empty() && !is_late {
            return StepUpdate::default();
        }
        let result = self.rows(&stored, &open);
        let refused = [stored.refused, open].concat();
        let verdict = match refused.is_empty() {
            true => Verdict::done(),
            false => Verdict::Failed(self.refused(&refused)),
        };
        StepUpdate {
            result,
            verdict,
            ..StepUpdate::default()
        }
    }

    fn when_gone(&self, step: &StepRow) -> Option<StepUpdate> {
        let mut stored: ShareImageInput = input(step).unwrap_or_default();
        stored.accounts.append(&mut stored.refused);
        matches!(self, Self::Unshare).then(|| StepUpdate {
            result: self.rows(&stored, &[]),
            verdict: Verdict::done(),
            ..StepUpdate::default()
        })
    }

    fn refusal<'a>(
        &'a self,
        step: &'a StepRow,
        _: &'a AccountClient,
        failure: &'a CallError,
    ) -> BoxFuture<'a, Problem> {
        Box::pin(async move {
            let problem = failure.problem.clone();
            let code = failure.error.as_ref().and_then(|error| error.code());
            if matches!(code, Some("InvalidImageId.NotFound" | "IncorrectImageStatus")) {
                let code = ProblemCode::ImageNotUsable;
                return Problem { code, ..problem }.at("image");
            }
            let Some(error) = failure.error.as_ref().filter(|error| is_about_accounts(error)) else {
                return problem;
            };
            let stored: ShareImageInput = input(step).unwrap_or_default();
            let named = stored.named(error);
            let at_fault = if named.is_empty() { stored.accounts } else { named };
            Problem {
                provider: problem.provider,
                ..self.refused(&[stored.refused, at_fault].concat())
            }
        })
    }

    fn leave_out(&self, step: &mut StepRow, error: &Error) -> bool {
        let Ok(mut stored) = input::<ShareImageInput>(step) else {
            return false;
        };
        let named = stored.named(error);
        if named.is_empty() || named.len() == stored.accounts.len() {
            return false;
        }
        stored.accounts.retain(|account| !named.contains(account));
        stored.refused.extend(named);
        step.input = json!(stored);
        true
    }

    /// Accounts that were left out are asked for again.
    fn before_retry(&self, step: &mut StepRow) -> Result<(), Problem> {
        let mut stored: ShareImageInput = input(step)?;
        let left_out = std::mem::take(&mut stored.refused);
        stored.accounts.extend(left_out);
        step.result = None;
        step.input = json!(stored);
        Ok(())
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
        let stored: ShareImageInput = input(step)?;
        step.input = json!(ShareImageInput::of(&stored.image_id, &accounts));
        Ok(())
    }
}

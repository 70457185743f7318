//! With whom images are shared. The listing does not tell, so the cloud is asked for one image at a time, when its details are opened;
//! answers are kept until the account or the region is read again on demand.

use std::collections::HashMap;
use std::sync::Mutex;

use alibaba_cloud::ecs::DescribeImageSharePermission;
use futures_util::TryStreamExt;

use super::{Inventory, ResourceKey, RowKind};
use crate::Problem;
use crate::cloud::{AccountClient, CallError, Priority};
use crate::lock::lock;
use crate::milliseconds::MINUTE;

/// After a failure the cloud is asked again no sooner than this.
const ASK_AGAIN_AFTER: i64 = MINUTE;

#[derive(Default)]
pub(super) struct ImageShares {
    answers: Mutex<HashMap<ResourceKey, Answer>>,
}

enum Answer {
    Awaited,
    Accounts(Vec<String>),
    Failed { problem: Problem, at: i64 },
}

impl ImageShares {
    /// The accounts that an image is shared with, when the cloud has told.
    pub(super) fn accounts(&self, key: &ResourceKey) -> Option<Vec<String>> {
        match lock(&self.answers).get(key)? {
            Answer::Accounts(accounts) => Some(accounts.clone()),
            Answer::Awaited | Answer::Failed { .. } => None,
        }
    }

    /// Why the cloud did not tell.
    pub(super) fn problem(&self, key: &ResourceKey) -> Option<Problem> {
        match lock(&self.answers).get(key)? {
            Answer::Failed { problem, .. } => Some(problem.clone()),
            Answer::Awaited | Answer::Accounts(_) => None,
        }
    }

    /// Forgets the answers of a region, or of all regions of an account.
    pub(super) fn forget(&self, account_id: &str, region_id: Option<&str>) {
        lock(&self.answers).retain(|key, _| {
            key.account_id != account_id || region_id.is_some_and(|region_id| key.region_id != region_id)
        });
    }

    /// `false` when it is known, or being asked for, or was asked for in vain just now.
    fn begin(&self, key: &ResourceKey, now: i64) -> bool {
        let mut answers = lock(&self.answers);
        let is_wanted = match answers.get(key) {
            None => true,
            Some(Answer::Failed { at, .. }) => !(0..ASK_AGAIN_AFTER).contains(&(now - at)),
            Some(Answer::Awaited | Answer::Accounts(_)) => false,
        };
        if is_wanted {
            answers.insert(key.clone(), Answer::Awaited);
        }
        is_wanted
    }

    /// Keeps an answer that was awaited; one that was forgotten meanwhile is old.
    fn end(&self, key: &ResourceKey, answer: Answer) {
        if let Some(awaited) = lock(&self.answers).get_mut(key) {
            *awaited = answer;
        }
    }
}

impl Inventory {
    /// Begins to ask with whom an own image is shared, unless that is known. A change of the images tells when it is.
    pub(super) fn ask_shares(&self, key: &ResourceKey) {
        if !self.shared.shares.begin(key, self.now()) {
            return;
        }
        let (inventory, key) = (self.clone(), key.clone());
        tokio::spawn(async move {
            let answer = match inventory.shares_of(&key).await {
                Ok(shares) => Answer::Accounts(shares.accounts),
                Err(problem) => Answer::Failed {
                    problem,
                    at: inventory.now(),
                },
            };
            inventory.shared.shares.end(&key, answer);
            inventory.notify_rows(RowKind::Images, inventory.next_revision());
        });
    }

    /// With whom an own image is shared, as the cloud tells now.
    ///
    /// # Errors
    /// The codes of the account's client and of the cloud; `NotEcsReply` when a row could not be read.
    pub(crate) async fn shares_of(&self, key: &ResourceKey) -> Result<Shares, Problem> {
        let client = self.shared.cloud.client(&key.account_id, Priority::User).await?;
        let told = shares(&client, &key.region_id, &key.id).await;
        told.map_err(|error| error.problem)
    }
}

/// With whom an image is shared.
#[derive(Default)]
pub(crate) struct Shares {
    pub(crate) accounts: Vec<String>,
    /// Groups of accounts; `all` means everybody.
    pub(crate) groups: Vec<String>,
    /// Of the last page.
    pub(crate) request_id: String,
}

/// With whom an image is shared. A row that cannot be read fails the question: the account in it is not one that the image is not shared
/// with.
///
/// # Errors
/// Those of the call.
pub(crate) async fn shares(client: &AccountClient, region_id: &str, image_id: &str) -> Result<Shares, CallError> {
    let mut pages = client.pages(DescribeImageSharePermission::new(region_id, image_id));
    let (mut accounts, mut groups, mut request_id) = (Vec::new(), Vec::new(), String::new());
    while let Some(page) = pages.try_next().await? {
        if page.body.skipped > 0 {
            return Err(CallError::of_unreadable_row(page.request_id));
        }
        accounts.extend(page.body.accounts.into_iter().map(|share| share.aliyun_id));
        // Every page tells all of them.
        groups = page.body.share_groups;
        request_id = page.request_id;
    }
    Ok(Shares {
        accounts,
        groups,
        request_id,
    })
}

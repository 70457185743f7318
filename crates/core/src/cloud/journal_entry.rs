//! The journal as it is read: entries page by page, one in full, and what they can be filtered by.

use alibaba_cloud::RecordedRequest;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Cloud;
use crate::account::Environment;
use crate::milliseconds::DAY;
use crate::store::journal::{self, JournalRow};
use crate::{Problem, ProblemCode};

/// Entries of a page.
const PAGE: u32 = 200;

/// What is known of the effect of a write.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
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

/// Which entries are asked for: those that match every part. A list that is empty, and a time that is not given, lets all through.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct JournalFilter {
    /// Part of the target, of a parameter, of the action, of the RequestId or of the provider's code.
    pub search: String,
    /// Our ids of the accounts.
    pub account_ids: Vec<String>,
    /// Actions, such as `ecs:CreateImage`.
    pub actions: Vec<String>,
    /// Regions that were asked.
    pub region_ids: Vec<String>,
    /// What is known of the effect.
    pub outcomes: Vec<JournalOutcome>,
    /// Sent in the last so many days.
    pub within_days: Option<u32>,
    /// Sent at this time or later, milliseconds since the epoch.
    #[ts(type = "number | null")]
    pub from: Option<i64>,
    /// Sent at this time or earlier, milliseconds since the epoch.
    #[ts(type = "number | null")]
    pub to: Option<i64>,
}

/// An entry as a list shows it.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct JournalLine {
    /// Its number; later entries have higher ones.
    #[ts(type = "number")]
    pub id: i64,
    /// Our id of the account, which may have been removed.
    pub account_id: String,
    /// The alias of the account at that time.
    pub account_alias: String,
    /// The environment of the account at that time.
    pub environment: Environment,
    /// ARN of the identity that sent it.
    pub arn: String,
    /// `ecs:CreateImage`.
    pub action: String,
    /// The region asked; `None` for an action without one.
    pub region_id: Option<String>,
    /// The name or id of what was written.
    pub target: String,
    /// When it was sent, milliseconds since the epoch.
    #[ts(type = "number")]
    pub sent_at: i64,
    /// What is known of its effect.
    pub outcome: JournalOutcome,
    /// The provider's RequestId.
    pub request_id: Option<String>,
    /// The provider's code, when it refused.
    pub code: Option<String>,
}

/// A write that was sent to the cloud. Entries are never changed, and stay when their account is removed.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct JournalEntry {
    /// What the list shows of it.
    pub line: JournalLine,
    /// Main account id (UID).
    pub uid: String,
    /// The job it belongs to.
    #[ts(type = "number | null")]
    pub job_id: Option<i64>,
    /// The position of its step in the job.
    pub position: Option<u32>,
    /// When it was answered, milliseconds since the epoch.
    #[ts(type = "number | null")]
    pub answered_at: Option<i64>,
    /// The provider's message, when it refused. Hostile text: shown, never interpreted.
    pub message: Option<String>,
    /// The parameters that are not secret, in the order in which they were set; `None` when what is stored cannot be read.
    pub parameters: Option<Vec<JournalParameter>>,
    /// Names of the secret parameters, whose values are not kept.
    pub secret_names: Vec<String>,
}

/// A parameter of a request.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct JournalParameter {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// Entries that follow each other, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct JournalPage {
    /// At most 200.
    pub lines: Vec<JournalLine>,
    /// Where the next page begins: before this entry. `None` when there is none.
    #[ts(type = "number | null")]
    pub next: Option<i64>,
    /// How many there are, told with the first page.
    pub count: Option<JournalCount>,
}

/// How many entries there are.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct JournalCount {
    /// That match.
    pub shown: u32,
    /// In the whole journal.
    pub all: u32,
}

/// What there is to filter by: only what entries have.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct JournalValues {
    /// Accounts, by their names.
    pub accounts: Vec<JournalAccount>,
    /// Actions, such as `ecs:CreateImage`.
    pub actions: Vec<String>,
    /// Regions.
    pub region_ids: Vec<String>,
}

/// An account that entries are of.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct JournalAccount {
    /// Our id of it.
    pub account_id: String,
    /// Its alias when the last entry was written.
    pub account_alias: String,
}

impl Cloud {
    /// A page of the entries that match, newest first; of those before `before` when that is given.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub(crate) async fn journal_page(
        &self,
        filter: JournalFilter,
        before: Option<i64>,
    ) -> Result<JournalPage, Problem> {
        let filter = self.fixed(filter);
        let read = self.shared.accounts.state().read(move |connection| {
            let rows = journal::page(connection, &filter, before, PAGE)?;
            let count = match before {
                Some(_) => None,
                None => Some(JournalCount {
                    shown: journal::count(connection, &filter)?,
                    all: journal::count(connection, &JournalFilter::default())?,
                }),
            };
            Ok((rows, count))
        });
        let (rows, count) = read.await?;
        let is_full = rows.len() == PAGE as usize;
        Ok(JournalPage {
            next: rows.last().filter(|_| is_full).map(|row| row.id),
            lines: rows.into_iter().map(JournalLine::from).collect(),
            count,
        })
    }

    /// As [`Cloud::journal_page`], each entry in full, at most `limit`.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub(crate) async fn journal_entries(
        &self,
        filter: &JournalFilter,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<JournalEntry>, Problem> {
        let filter = filter.clone();
        let read = self.shared.accounts.state().read(move |connection| {
            let rows = journal::page(connection, &filter, before, limit)?;
            Ok(rows.into_iter().map(JournalEntry::from).collect())
        });
        Ok(read.await?)
    }

    /// One entry in full.
    ///
    /// # Errors
    /// `NotFound`, `StoreFailed`.
    pub(crate) async fn journal_entry(&self, id: i64) -> Result<JournalEntry, Problem> {
        let read = self
            .shared
            .accounts
            .state()
            .read(move |connection| journal::find(connection, id));
        let row = read.await?.ok_or_else(|| Problem::new(ProblemCode::NotFound))?;
        Ok(row.into())
    }

    /// What there is to filter by.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub(crate) async fn journal_values(&self) -> Result<JournalValues, Problem> {
        let read = self.shared.accounts.state().read(|connection| {
            let accounts = journal::accounts(connection)?.into_iter().map(|row| JournalAccount {
                account_id: row.account_id,
                account_alias: row.account_alias,
            });
            Ok(JournalValues {
                accounts: accounts.collect(),
                actions: journal::actions(connection)?,
                region_ids: journal::regions(connection)?,
            })
        });
        Ok(read.await?)
    }

    /// The filter with times that do not move.
    pub(crate) fn fixed(&self, filter: JournalFilter) -> JournalFilter {
        let now = self.now().as_millisecond();
        let since = filter.within_days.map(|days| now - i64::from(days) * DAY);
        JournalFilter {
            from: filter.from.max(since),
            within_days: None,
            ..filter
        }
    }
}

impl From<JournalRow> for JournalLine {
    fn from(row: JournalRow) -> Self {
        let JournalRow { id, write, answer } = row;
        Self {
            id,
            account_id: write.account_id,
            account_alias: write.account_alias,
            environment: write.environment.into(),
            arn: write.arn,
            action: write.action,
            region_id: write.region_id,
            target: write.target,
            sent_at: write.sent_at,
            outcome: answer.outcome,
            request_id: answer.request_id,
            code: answer.code,
        }
    }
}

impl From<JournalRow> for JournalEntry {
    fn from(mut row: JournalRow) -> Self {
        let request = serde_json::from_str::<RecordedRequest>(&row.write.request).ok();
        let (parameters, secret_names) = match request {
            Some(request) => (Some(request.parameters), request.secret_names),
            None => (None, Vec::new()),
        };
        let parameter = |(name, value)| JournalParameter { name, value };
        Self {
            uid: std::mem::take(&mut row.write.uid),
            job_id: row.write.job_id,
            position: row.write.position,
            answered_at: row.answer.answered_at,
            message: row.answer.message.take(),
            parameters: parameters.map(|parameters| parameters.into_iter().map(parameter).collect()),
            secret_names,
            line: row.into(),
        }
    }
}

//! One run of the program, and what many tests do with it.

use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use darkroom_core::account::{Account, AccountForm, Environment};
use darkroom_core::image::ImageDraft;
use darkroom_core::inventory::{
    FlagField, RowKind, Rows, ShardKind, SnapshotRow, SortColumn, SyncShard, SyncState, WordField,
};
use darkroom_core::job::{JobDetail, JobEventCode, StepState};
use darkroom_core::view::{Filter, Scope, Sort, ViewRows, ViewSpec};
use darkroom_core::{Change, Darkroom, JournalEntry, JournalFilter, Problem, Settings};
use secrecy::SecretString;
use simulator::AccessKey;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::Instant;

use super::AccountKind;
use super::clock::VirtualClock;

/// How long a test waits for something before it fails, in virtual time.
const TIMEOUT: Duration = Duration::from_secs(2 * 3_600);

pub struct Session {
    pub darkroom: Darkroom,
    pub clock: Arc<VirtualClock>,
    kind: AccountKind,
    /// Of the account under test; the practice account needs none.
    key: Option<AccessKey>,
}

impl Deref for Session {
    type Target = Darkroom;

    fn deref(&self) -> &Darkroom {
        &self.darkroom
    }
}

impl Session {
    pub fn open(
        settings: Settings,
        clock: Arc<VirtualClock>,
        kind: AccountKind,
        key: Option<AccessKey>,
    ) -> Result<Self, Problem> {
        Ok(Self {
            darkroom: Darkroom::open(settings)?,
            clock,
            kind,
            key,
        })
    }

    /// Lets time pass.
    pub async fn wait(&self, time: Duration) {
        tokio::time::sleep(time).await;
    }

    /// Waits for what no change tells of.
    pub async fn wait_until(&self, what: &str, wanted: impl Fn() -> bool) {
        let deadline = Instant::now() + TIMEOUT;
        while !wanted() {
            assert!(Instant::now() < deadline, "never came to: {what}");
            self.wait(Duration::from_millis(250)).await;
        }
    }

    /// The newest entries of the journal, in full.
    pub async fn journal(&self) -> Vec<JournalEntry> {
        let page = self.journal_page(JournalFilter::default(), None).await.unwrap();
        let mut entries = Vec::new();
        for line in page.lines {
            entries.push(self.journal_get(line.id).await.unwrap());
        }
        entries
    }

    /// The account under test, connected and listed. Once it is there, only listed.
    pub async fn connect(&self) -> Account {
        let account = match self.kind {
            AccountKind::Keyring => self.save("Finance", self.key.as_ref().unwrap()).await,
            AccountKind::Practice => self.practice_open().await.unwrap(),
        };
        self.synced().await;
        account
    }

    /// The practice account, opened and listed.
    pub async fn connect_practice(&self) -> Account {
        let account = self.practice_open().await.unwrap();
        self.synced().await;
        account
    }

    /// An account of this alias and key, not listed yet. A repeated alias is a repeated request.
    pub async fn save(&self, alias: &str, key: &AccessKey) -> Account {
        let saved = self.account_save(format!("connect {alias}"), form(alias, key));
        saved.await.unwrap()
    }

    /// Waits until everything that was begun has been read.
    pub async fn synced(&self) -> SyncState {
        self.sync_until(|state| !state.running).await
    }

    /// Reads everything again, and waits until that has been done.
    pub async fn sync(&self) -> SyncState {
        self.sync_start().await.unwrap();
        self.synced().await
    }

    /// Waits for a state of the sync.
    pub async fn sync_until(&self, wanted: impl Fn(&SyncState) -> bool) -> SyncState {
        let state = self.ask(async || self.sync_state().await.unwrap(), wanted).await;
        state.unwrap_or_else(|state| panic!("the sync never came there: {state:#?}"))
    }

    /// The first thousand rows of a view, once all rows of earlier runs are loaded.
    pub async fn window(&self, spec: ViewSpec) -> ViewRows {
        let view = self.view_open(spec).await.unwrap();
        let first = async || self.view_rows(view.view_id, view.version, 0, 1_000).await.unwrap();
        let window = self.ask(first, |window| !window.loading).await;
        window.unwrap_or_else(|_| panic!("the rows were never loaded"))
    }

    /// The snapshots of a view, at most a thousand.
    pub async fn rows(&self, spec: ViewSpec) -> Vec<SnapshotRow> {
        let Rows::Snapshots(rows) = self.window(spec).await.rows else {
            panic!("rows of another kind");
        };
        rows
    }

    /// Snapshots that are known, in all.
    pub async fn total(&self) -> u32 {
        self.window(everything()).await.total
    }

    /// The newest system-disk snapshot that matches and is finished.
    pub async fn snapshot(&self, search: &str) -> SnapshotRow {
        let words = |field, word: &str| Filter::Words {
            field,
            any_of: vec![word.to_owned()],
        };
        let filters = vec![
            words(WordField::Status, "accomplished"),
            words(WordField::DiskType, "system"),
            Filter::Flag {
                field: FlagField::Agentless,
                is: false,
            },
        ];
        let spec = ViewSpec {
            filters,
            ..matching(search)
        };
        let first = self.rows(spec).await.into_iter().next();
        first.unwrap_or_else(|| panic!("no snapshot {search}"))
    }

    /// The draft proposed for the newest system-disk snapshot that matches.
    pub async fn draft(&self, search: &str, name: &str) -> ImageDraft {
        let key = self.snapshot(search).await.key;
        let draft = self.image_draft_open(key).await.unwrap().draft;
        ImageDraft {
            name: name.to_owned(),
            ..draft
        }
    }

    /// A job that makes an image of this name, of the snapshot of that name.
    pub async fn create(&self, snapshot: &str, image: &str) -> i64 {
        self.create_from(self.draft(snapshot, image).await).await
    }

    /// A job of a draft. A repeated image name is a repeated request.
    pub async fn create_from(&self, draft: ImageDraft) -> i64 {
        let request_id = format!("create {}", draft.name);
        self.image_create(request_id, draft).await.unwrap().id
    }

    /// Waits until a job is as asked for.
    pub async fn until(&self, id: i64, what: &str, wanted: impl Fn(&JobDetail) -> bool) -> JobDetail {
        let job = self.ask(async || self.job_get(id).await.unwrap(), wanted).await;
        job.unwrap_or_else(|job| panic!("never came to: {what}; {job:#?}"))
    }

    /// Waits until the first step of a job stands so.
    pub async fn until_state(&self, id: i64, state: StepState) -> JobDetail {
        self.until_step(id, 1, state).await
    }

    /// Waits until a step of a job stands so.
    pub async fn until_step(&self, id: i64, position: u32, state: StepState) -> JobDetail {
        let is_there = |job: &JobDetail| {
            let mut steps = job.steps.iter();
            steps.any(|step| step.position == position && step.state == state)
        };
        self.until(id, &format!("step {position} {state:?}"), is_there).await
    }

    pub async fn until_ended(&self, id: i64) -> JobDetail {
        self.until(id, "its end", |job| job.summary.finished_at.is_some()).await
    }

    /// Asks until the answer is as wanted, again at every change. An error is the last answer.
    async fn ask<T>(&self, question: impl AsyncFn() -> T, wanted: impl Fn(&T) -> bool) -> Result<T, T> {
        let mut changes = self.changes();
        let deadline = Instant::now() + TIMEOUT;
        loop {
            let answer = question().await;
            if wanted(&answer) {
                return Ok(answer);
            }
            match tokio::time::timeout_at(deadline, changes.recv()).await {
                Ok(Ok(_) | Err(RecvError::Lagged(_))) => {}
                Ok(Err(RecvError::Closed)) | Err(_) => return Err(answer),
            }
        }
    }
}

/// Waits for a change.
pub async fn change(changes: &mut tokio::sync::broadcast::Receiver<Change>, wanted: impl Fn(&Change) -> bool) {
    let wait = async { while !wanted(&changes.recv().await.unwrap()) {} };
    tokio::time::timeout(TIMEOUT, wait).await.expect("a change");
}

pub fn form(alias: &str, key: &AccessKey) -> AccountForm {
    AccountForm {
        alias: alias.to_owned(),
        access_key_id: key.access_key_id.clone(),
        access_key_secret: SecretString::from(key.access_key_secret.clone()),
        endpoint: None,
        environment: Environment::Test,
    }
}

/// All snapshots, newest first.
pub fn everything() -> ViewSpec {
    ViewSpec {
        kind: RowKind::Snapshots,
        scope: Scope::default(),
        search: String::new(),
        filters: Vec::new(),
        sort: Sort {
            column: SortColumn::CreatedAt,
            descending: true,
        },
    }
}

/// The snapshots that a search finds, newest first.
pub fn matching(search: &str) -> ViewSpec {
    ViewSpec {
        search: search.to_owned(),
        ..everything()
    }
}

/// The snapshots of a region of the only account.
pub fn shard<'a>(state: &'a SyncState, region_id: &str) -> &'a SyncShard {
    shard_of(state, region_id, ShardKind::Snapshots)
}

/// A kind of row in a region of the only account.
pub fn shard_of<'a>(state: &'a SyncState, region_id: &str, kind: ShardKind) -> &'a SyncShard {
    let mut shards = state.shards.iter();
    shards
        .find(|shard| shard.region_id == region_id && shard.kind == kind)
        .unwrap()
}

/// Codes of a job's log, oldest first.
pub fn log(job: &JobDetail) -> Vec<JobEventCode> {
    job.events.iter().rev().map(|event| event.code).collect()
}

//! The facade of the core: one method per command of the window. It joins the parts together and decides nothing itself.

mod address_book;
mod compare;
mod deletion;
mod drafts;
mod exports;
mod image_edits;
mod images;
mod instances;
mod journal;
mod launch;
mod preferences;
mod presence;
mod recipes;
mod views;

use std::path::PathBuf;
use std::sync::Arc;

use alibaba_cloud::{Credentials, Runtime, Transport};
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;

use crate::account::{
    Account, AccountEdit, AccountForm, AccountRegion, AccountRemoval, Accounts, AccountsConfig, Identity, KeyForm,
    KeyringState, SecretStore,
};
use crate::address_book::AddressBook;
use crate::cloud::{Cloud, CloudConfig};
use crate::deletion::Deletions;
use crate::image::{ImageComparisons, ImageDraft, ImageDrafts, ImageOrders};
use crate::instance::{Changes, Replacements, SnapshotOrders};
use crate::inventory::{ImageDetail, InstanceDetail, Inventory, ResourceKey, SnapshotDetail, SyncState};
use crate::job::{JobDetail, JobSummary, Jobs, JobsConfig, RegionChanged, StepChange};
use crate::launch::Launches;
use crate::milliseconds::MINUTE;
use crate::preferences::{KeptPreferences, PreferencesConfig, SetTransport};
use crate::recipe::{Recipes, RecipesConfig};
use crate::view::{Exports, ExportsConfig, Views};
use crate::wake::Wake;
use crate::{Change, Problem, Program, store, support};

/// Changes that may wait for a slow listener before it misses some (and asks for everything again).
const CHANGES_KEPT: usize = 256;

/// What the core is made of.
pub struct Settings {
    /// Folder of `state.db`: accounts and jobs. Made when it is not there, and locked until the last clone of the [`Darkroom`] and
    /// the last task it began are gone.
    pub data_dir: PathBuf,
    /// Folder of `cache.db`: the inventory, safe to delete. Made when it is not there.
    pub cache_dir: PathBuf,
    /// The way to the cloud.
    pub transport: Arc<dyn Transport>,
    /// The way to the practice cloud.
    pub practice: Practice,
    /// Time and randomness.
    pub runtime: Arc<dyn Runtime>,
    /// Where secrets are kept: [`crate::account::Keyring`] but for tests.
    pub secrets: Arc<dyn SecretStore>,
    /// What the support report says about the program.
    pub program: Program,
}

/// The practice cloud inside the application.
#[derive(Clone)]
pub struct Practice {
    /// The way to it.
    pub transport: Arc<dyn Transport>,
    /// A key it knows.
    pub credentials: Credentials,
}

/// Everything the window can ask for. A clone shares everything.
#[derive(Clone)]
pub struct Darkroom {
    program: Program,
    data_dir: PathBuf,
    cache_dir: PathBuf,
    runtime: Arc<dyn Runtime>,
    changes: broadcast::Sender<Change>,
    preferences: KeptPreferences,
    accounts: Accounts,
    address_book: AddressBook,
    cloud: Cloud,
    inventory: Inventory,
    views: Views,
    exports: Exports,
    drafts: ImageDrafts,
    recipes: Recipes,
    image_orders: ImageOrders,
    image_comparisons: ImageComparisons,
    deletions: Deletions,
    launches: Launches,
    replacements: Replacements,
    snapshot_orders: SnapshotOrders,
    instance_changes: Changes,
    jobs: Jobs,
    wake: Wake,
}

impl Darkroom {
    /// Opens the store. Asks neither the network nor the keyring; work begins with [`Darkroom::start`].
    ///
    /// # Errors
    /// `StoreFailed`, params `reason`: `newer`, `inUse`, `folder`, `readOnly`, `full`, `damaged`, ...
    pub fn open(settings: Settings) -> Result<Self, Problem> {
        let (changes, _) = broadcast::channel(CHANGES_KEPT);
        let state = store::open_state(&settings.data_dir, &settings.runtime)?;
        let cache = store::Cache::open(settings.cache_dir.clone(), settings.runtime.clone());
        let wake = Wake::default();
        let accounts = Accounts::new(AccountsConfig {
            state: state.clone(),
            runtime: settings.runtime.clone(),
            secrets: settings.secrets,
            changes: changes.clone(),
        });
        let address_book = AddressBook::new(state.clone(), accounts.clone(), changes.clone());
        let preferences = KeptPreferences::open(PreferencesConfig {
            state: state.clone(),
            accounts: accounts.clone(),
            transport: settings.transport.clone(),
            runtime: settings.runtime.clone(),
            changes: changes.clone(),
        })?;
        let cloud = Cloud::new(CloudConfig {
            accounts: accounts.clone(),
            transport: Arc::new(SetTransport {
                preferences: preferences.clone(),
                transport: settings.transport,
            }),
            practice: settings.practice,
            runtime: settings.runtime.clone(),
            reserve: preferences.budget_share(),
        });
        let inventory = Inventory::new(
            cache,
            accounts.clone(),
            cloud.clone(),
            settings.runtime.clone(),
            wake.clone(),
            i64::from(preferences.refresh_minutes()) * MINUTE,
            changes.clone(),
        );
        let _ = inventory.hide_snapshots_at_start(&preferences.hidden_snapshot_names());
        let views = Views::new(state.clone(), inventory.clone());
        let exports = Exports::new(ExportsConfig {
            views: views.clone(),
            inventory: inventory.clone(),
            accounts: accounts.clone(),
            runtime: settings.runtime.clone(),
            changes: changes.clone(),
        });
        let drafts = ImageDrafts::new(
            accounts.clone(),
            cloud.clone(),
            inventory.clone(),
            state.clone(),
            settings.runtime.clone(),
        );
        let recipes = Recipes::new(RecipesConfig {
            state: state.clone(),
            accounts: accounts.clone(),
            inventory: inventory.clone(),
            drafts: drafts.clone(),
            runtime: settings.runtime.clone(),
        });
        let image_orders = ImageOrders::new(accounts.clone(), cloud.clone(), inventory.clone());
        let image_comparisons = ImageComparisons {
            cloud: cloud.clone(),
            inventory: inventory.clone(),
            orders: image_orders.clone(),
            runtime: settings.runtime.clone(),
        };
        let deletions = Deletions::new(inventory.clone());
        let instance_changes = Changes::new(cloud.clone(), inventory.clone());
        let replacements = Replacements::new(cloud.clone(), inventory.clone());
        let snapshot_orders = SnapshotOrders::new(cloud.clone(), inventory.clone());
        let launches = Launches::new(cloud.clone(), inventory.clone(), settings.runtime.clone());
        let jobs = Jobs::open(JobsConfig {
            state,
            accounts: accounts.clone(),
            cloud: cloud.clone(),
            drafts: drafts.clone(),
            runtime: settings.runtime.clone(),
            wake: wake.clone(),
            changes: changes.clone(),
        });
        let (forget_failures, waiting) = (cloud.failure_forgetter(), wake.clone());
        accounts.on_late_answer(move || {
            forget_failures();
            waiting.send();
        });
        Ok(Self {
            program: settings.program,
            data_dir: settings.data_dir,
            cache_dir: settings.cache_dir,
            preferences,
            runtime: settings.runtime,
            changes,
            accounts,
            address_book,
            cloud,
            views,
            exports,
            inventory,
            drafts,
            recipes,
            image_orders,
            image_comparisons,
            deletions,
            launches,
            replacements,
            snapshot_orders,
            instance_changes,
            jobs,
            wake,
        })
    }

    /// Begins the work in the background: what a crash left is cleared, unfinished jobs go on, and a stale inventory is read again.
    /// Call once, on a tokio runtime.
    pub fn start(&self) {
        tokio::spawn(refresh_after_jobs(self.jobs.changed_regions(), self.inventory.clone()));
        let darkroom = self.clone();
        tokio::spawn(async move {
            // Before the first write of this run, which has no answer yet either.
            if let Err(problem) = darkroom.cloud.recover().await {
                tracing::warn!(code = ?problem.code, "the journal could not be closed");
            }
            darkroom.jobs.start();
            darkroom.inventory.start();
            if let Err(problem) = darkroom.accounts.remove_unfinished().await {
                tracing::warn!(code = ?problem.code, "what a crash left of accounts could not be removed");
            }
        });
    }

    /// Changes from now on. A listener that lags asks for everything again.
    #[must_use]
    pub fn changes(&self) -> broadcast::Receiver<Change> {
        self.changes.subscribe()
    }

    /// All accounts, in the order of their connecting, the practice account last.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub async fn account_list(&self) -> Result<Vec<Account>, Problem> {
        self.accounts.list().await
    }

    /// Whether secrets can be kept.
    ///
    /// # Errors
    /// None; a keyring that is not ready is an answer.
    pub async fn keyring_state(&self) -> Result<KeyringState, Problem> {
        Ok(self.accounts.keyring_state().await)
    }

    /// Asks the cloud whose key it is. Keeps nothing.
    ///
    /// # Errors
    /// `Empty`, `Malformed`, `EndpointRefused` and the key's own codes, at the field at fault; the network's codes at `endpoint`.
    pub async fn account_test(&self, form: AccountForm) -> Result<Identity, Problem> {
        self.cloud.test(form).await
    }

    /// Connects an account: verifies the key, puts it into the keyring, learns the regions and begins to list. A repeated
    /// `request_id` gives the account it made.
    ///
    /// # Errors
    /// As [`Darkroom::account_test`], and `Empty` without a request id, `AliasTaken`, `UidConnected`, the keyring's codes,
    /// `StoreFailed`.
    pub async fn account_save(&self, request_id: String, form: AccountForm) -> Result<Account, Problem> {
        let account = self.cloud.connect(&request_id, form).await?;
        self.wake.send();
        self.inventory.sync_account(&account.id).await?;
        Ok(account)
    }

    /// Removes an account: its secret, its cached rows, and the account. The practice account is closed.
    ///
    /// # Errors
    /// `NotFound`, the keyring's codes (the account is kept), `StoreFailed`. After `KeyringWaiting` the answer to the prompt decides
    /// whether the account goes or is listed again.
    pub async fn account_remove(&self, account_id: String) -> Result<(), Problem> {
        self.cloud.remove_account(&account_id).await?;
        self.wake.send();
        self.inventory.forget_account(&account_id).await;
        Ok(())
    }

    /// What removing an account would do. Changes nothing.
    ///
    /// # Errors
    /// `NotFound`, `StoreFailed`.
    pub async fn account_removal(&self, account_id: String) -> Result<AccountRemoval, Problem> {
        self.accounts.get(&account_id).await?;
        Ok(AccountRemoval {
            unfinished_jobs: self.jobs.count_unfinished(&account_id).await?,
        })
    }

    /// Changes what is not the key of an account.
    ///
    /// # Errors
    /// `NotFound`, `Empty`, `Malformed`, `AliasTaken`, `EndpointRefused` at their field, `StoreFailed`.
    pub async fn account_update(&self, account_id: String, edit: AccountEdit) -> Result<Account, Problem> {
        let account = self.accounts.update(&account_id, edit).await?;
        self.wake.send();
        self.inventory.sync_account(&account_id).await?;
        Ok(account)
    }

    /// Replaces the key of an account, after the cloud has said that the new key belongs to the same account. Running jobs go on
    /// with it. Repeated with the same key it changes nothing.
    ///
    /// # Errors
    /// As [`Darkroom::account_test`], and `NotFound`, `AccountMismatch`, the keyring's codes (the old key is kept), `StoreFailed`.
    pub async fn account_key_replace(&self, account_id: String, key: KeyForm) -> Result<Account, Problem> {
        let account = self.cloud.replace_key(&account_id, key).await?;
        self.wake.send();
        self.inventory.sync_account(&account_id).await?;
        Ok(account)
    }

    /// Locks an account, so that every action that is not a read is refused, or unlocks it for good.
    ///
    /// # Errors
    /// `NotFound`, `StoreFailed`.
    pub async fn account_lock(&self, account_id: String, locked: bool) -> Result<Account, Problem> {
        let account = self.accounts.set_locked(&account_id, locked).await?;
        self.wake.send();
        Ok(account)
    }

    /// Lifts the lock of an account for `minutes`, at most 240. A repeated `request_id` does nothing more: the time does not begin anew.
    ///
    /// # Errors
    /// `Empty` without a request id, `Malformed` at `minutes`, `NotFound`, `StoreFailed`.
    pub async fn account_unlock_for(
        &self,
        request_id: String,
        account_id: String,
        minutes: u32,
    ) -> Result<Account, Problem> {
        let account = self.accounts.unlock_for(&request_id, &account_id, minutes).await?;
        self.wake.send();
        Ok(account)
    }

    /// Versions, settings, the recent log, and one job if asked for, as text to copy. Redacted: holds no secret.
    ///
    /// # Errors
    /// `NotFound`, `StoreFailed`.
    pub async fn support_report(&self, job_id: Option<i64>) -> Result<String, Problem> {
        let job = match job_id {
            Some(id) => Some(self.jobs.get(id).await?),
            None => None,
        };
        let accounts = self.accounts.list().await?;
        let jobs = self.jobs.list().await?;
        let preferences = self.preferences_get().await?;
        // A cache that cannot be read is one of the things a report is asked for.
        let sync = self.inventory.sync_state().await.ok();
        let log_dir = self.program.log_dir.clone();
        let log = tokio::task::spawn_blocking(move || log_dir.map(|folder| support::recent_log(&folder)));
        let log = log.await.ok().flatten().unwrap_or_default();
        Ok(support::report(&support::Facts {
            now: self.runtime.now(),
            program: &self.program,
            preferences: &preferences,
            accounts: &accounts,
            sync: sync.as_ref(),
            jobs: &jobs,
            job: job.as_ref(),
            log: &log,
        }))
    }

    /// Opens the practice cloud and begins to list it.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub async fn practice_open(&self) -> Result<Account, Problem> {
        let account = self.accounts.practice_open().await?;
        self.wake.send();
        self.inventory.sync_account(&account.id).await?;
        Ok(account)
    }

    /// Closes the practice cloud; its rows go.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub async fn practice_close(&self) -> Result<(), Problem> {
        self.account_remove(crate::account::PRACTICE_ACCOUNT_ID.to_owned())
            .await
    }

    /// Regions of an account and which of them are listed.
    ///
    /// # Errors
    /// `NotFound`; the cloud's codes when they are not known yet and cannot be asked for.
    pub async fn region_list(&self, account_id: String) -> Result<Vec<AccountRegion>, Problem> {
        self.cloud.regions(&account_id).await
    }

    /// Chooses the regions to list. Rows of the others go.
    ///
    /// # Errors
    /// `NotFound`, `StoreFailed`.
    pub async fn region_choose(&self, account_id: String, region_ids: Vec<String>) -> Result<(), Problem> {
        self.accounts.choose_regions(&account_id, region_ids).await?;
        self.inventory.sync_account(&account_id).await
    }

    /// Lists everything again, and wakes what waits for a key or the network. Returns at once; [`Darkroom::sync_state`] has the
    /// progress.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub async fn sync_start(&self) -> Result<(), Problem> {
        self.cloud.retry_now();
        self.wake.send();
        self.inventory.sync_all().await
    }

    /// Says whether anybody sees the window. While nobody does, the inventory is not read again at an interval.
    pub fn window_visible(&self, visible: bool) {
        self.inventory.set_window_visible(visible);
    }

    /// How fresh the inventory is. A cache that cannot be used is part of the answer.
    ///
    /// # Errors
    /// None today.
    pub async fn sync_state(&self) -> Result<SyncState, Problem> {
        self.inventory.sync_state().await
    }

    /// Everything that is known of a snapshot.
    ///
    /// # Errors
    /// `SnapshotGone`, `StoreFailed`.
    pub async fn snapshot_get(&self, key: ResourceKey) -> Result<SnapshotDetail, Problem> {
        self.inventory.detail(&key).await
    }

    /// Everything that is known of an image. With whom it is shared is asked for when its details are; a change of the images tells
    /// when the answer is there.
    ///
    /// # Errors
    /// `NotFound`, the cache's codes.
    pub async fn image_get(&self, key: ResourceKey) -> Result<ImageDetail, Problem> {
        self.inventory.image_detail(&key).await
    }

    /// Everything that is known of an instance.
    ///
    /// # Errors
    /// `NotFound`, the cache's codes.
    pub async fn instance_get(&self, key: ResourceKey) -> Result<InstanceDetail, Problem> {
        self.inventory.instance_detail(&key).await
    }

    /// Begins to make an image. A repeated `request_id` gives the job it made.
    ///
    /// # Errors
    /// `Empty` without a request id, `DraftInvalid`, `StoreFailed`.
    pub async fn image_create(&self, request_id: String, draft: ImageDraft) -> Result<JobSummary, Problem> {
        self.jobs.create(&request_id, draft).await
    }

    /// All jobs, newest first.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub async fn job_list(&self) -> Result<Vec<JobSummary>, Problem> {
        self.jobs.list().await
    }

    /// Everything of a job.
    ///
    /// # Errors
    /// `NotFound`, `StoreFailed`.
    pub async fn job_get(&self, id: i64) -> Result<JobDetail, Problem> {
        self.jobs.get(id).await
    }

    /// Sends a failed step once more as a new attempt, with a change if there is one. A repeated `request_id` does nothing more.
    ///
    /// # Errors
    /// `NotFound`, `StepMovedOn`, `DraftInvalid`, `AccountLocked`, `StoreFailed`.
    pub async fn step_retry(
        &self,
        request_id: String,
        job_id: i64,
        position: u32,
        change: Option<StepChange>,
    ) -> Result<JobDetail, Problem> {
        self.jobs.retry(&request_id, (job_id, position), change).await
    }

    /// Leaves a step out, and every step that needs its result.
    ///
    /// # Errors
    /// `NotFound`, `StepMovedOn`, `StoreFailed`.
    pub async fn step_skip(&self, request_id: String, job_id: i64, position: u32) -> Result<JobDetail, Problem> {
        self.jobs.skip(&request_id, (job_id, position)).await
    }

    /// Asks the cloud to cancel a step that it can cancel.
    ///
    /// # Errors
    /// `NotFound`, `StepMovedOn`, `AccountLocked`, `StoreFailed`.
    pub async fn step_cancel(&self, request_id: String, job_id: i64, position: u32) -> Result<JobDetail, Problem> {
        self.jobs.cancel(&request_id, (job_id, position)).await
    }

    /// Follows a step no longer whose result the cloud does not list any more.
    ///
    /// # Errors
    /// `NotFound`, `StepMovedOn`, `StoreFailed`.
    pub async fn step_stop(&self, request_id: String, job_id: i64, position: u32) -> Result<JobDetail, Problem> {
        self.jobs.stop(&request_id, (job_id, position)).await
    }
}

/// Reads again what a step of a job has changed.
async fn refresh_after_jobs(mut regions: broadcast::Receiver<RegionChanged>, inventory: Inventory) {
    loop {
        match regions.recv().await {
            Ok(region) => inventory.refresh_place(&region.account_id, &region.region_id, region.instances),
            // What was missed is read again in its turn.
            Err(RecvError::Lagged(_)) => {}
            Err(RecvError::Closed) => return,
        }
    }
}

//! The accounts of this installation, as the store, the keyring and memory know them. Nothing here asks the cloud: connecting an
//! account and replacing its key are in `cloud`.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex};

use alibaba_cloud::{Credentials, Runtime};
use secrecy::SecretString;
use tokio::sync::broadcast;

use super::locks::Locks;
use super::secrets::Secrets;
use super::{Account, AccountEdit, KeyringState, PRACTICE_ACCOUNT_ID, SecretState, SecretStore, form};
use crate::lock::lock;
use crate::store::accounts::{AccountRow, Environment, Kind};
use crate::store::{Database, accounts, drafts, regions};
use crate::{Change, Problem, ProblemCode};

/// Colours of the design tokens: 1..=8.
const COLORS: u8 = 8;
/// Alias of the practice account; a name, not a sentence.
const PRACTICE_ALIAS: &str = "Practice";
/// Of the item that is written to try the keyring; those of accounts are UUIDs.
const TEST_SECRET: &str = "test";
/// The longest time for which a lock can be lifted, minutes.
const LONGEST_UNLOCK: u32 = 240;

/// What the accounts are made of.
pub(crate) struct AccountsConfig {
    pub(crate) state: Database,
    pub(crate) runtime: Arc<dyn Runtime>,
    pub(crate) secrets: Arc<dyn SecretStore>,
    pub(crate) changes: broadcast::Sender<Change>,
}

/// All accounts. A clone shares everything.
#[derive(Clone)]
pub(crate) struct Accounts {
    pub(super) shared: Arc<Shared>,
}

pub(super) struct Shared {
    pub(super) state: Database,
    pub(super) runtime: Arc<dyn Runtime>,
    pub(super) secrets: Secrets,
    /// Held while a secret and its row are written together. Never held while the cloud is asked.
    connecting: tokio::sync::Mutex<()>,
    pub(super) removing: Mutex<HashSet<String>>,
    secret_states: Mutex<HashMap<String, SecretState>>,
    locks: Mutex<Locks>,
    versions: Mutex<HashMap<String, u64>>,
    changes: broadcast::Sender<Change>,
}

/// What the keyring's answer says of it.
fn state_of(answer: Result<(), Problem>) -> KeyringState {
    KeyringState {
        ready: answer.is_ok(),
        problem: answer.err().map(|problem| problem.code),
    }
}

impl Accounts {
    pub(crate) fn new(config: AccountsConfig) -> Self {
        Self {
            shared: Arc::new(Shared {
                state: config.state,
                runtime: config.runtime.clone(),
                secrets: Secrets::new(config.secrets, config.runtime),
                connecting: tokio::sync::Mutex::default(),
                removing: Mutex::default(),
                secret_states: Mutex::default(),
                locks: Mutex::default(),
                versions: Mutex::default(),
                changes: config.changes,
            }),
        }
    }

    /// `state.db`, for what belongs to accounts in it.
    pub(crate) fn state(&self) -> &Database {
        &self.shared.state
    }

    /// Connected accounts in the order of their connecting, the practice account last.
    pub(crate) async fn list(&self) -> Result<Vec<Account>, Problem> {
        let rows = self.shared.state.read(accounts::connected).await?;
        Ok(rows.into_iter().map(|row| self.account(row)).collect())
    }

    /// One account.
    ///
    /// # Errors
    /// `NotFound` when it is not connected, `StoreFailed`.
    pub(crate) async fn get(&self, account_id: &str) -> Result<Account, Problem> {
        Ok(self.account(self.row(account_id).await?))
    }

    /// One account as it is stored.
    ///
    /// # Errors
    /// `NotFound` when it is not connected, `StoreFailed`.
    pub(crate) async fn row(&self, account_id: &str) -> Result<AccountRow, Problem> {
        let id = account_id.to_owned();
        let row = self
            .shared
            .state
            .read(move |connection| accounts::get(connection, &id))
            .await?;
        row.ok_or_else(|| not_found(account_id))
    }

    /// Changes what is not the key of an account.
    ///
    /// # Errors
    /// `NotFound`, `Empty`, `Malformed`, `AliasTaken`, `EndpointRefused` at their field, `StoreFailed`.
    pub(crate) async fn update(&self, account_id: &str, edit: AccountEdit) -> Result<Account, Problem> {
        let before = self.row(account_id).await?;
        let alias = form::checked_alias(&edit.alias)?;
        if !(1..=COLORS).contains(&edit.color) {
            return Err(form::malformed("color", "range").with("max", COLORS.to_string()));
        }
        let endpoint = form::checked_endpoint(edit.endpoint.as_deref())?.map(|endpoint| endpoint.to_string());
        let row = AccountRow {
            alias,
            color: edit.color,
            environment: edit.environment.into(),
            // The practice cloud has no address.
            endpoint: endpoint.filter(|_| before.kind != Kind::Practice),
            ..before.clone()
        };
        let changed = row.clone();
        let outcome = self.shared.state.write(move |transaction| {
            if accounts::is_alias_taken(transaction, &changed.alias, &changed.id)? {
                return Ok(None);
            }
            accounts::update(transaction, &changed).map(Some)
        });
        match outcome.await? {
            None => return Err(alias_taken(&row.alias)),
            Some(false) => return Err(not_found(account_id)),
            Some(true) => {}
        }
        if row.endpoint != before.endpoint {
            self.credentials_changed(account_id);
        }
        self.notify();
        self.get(account_id).await
    }

    /// Locks an account, or unlocks it until it is locked again.
    ///
    /// # Errors
    /// `NotFound`, `StoreFailed`.
    pub(crate) async fn set_locked(&self, account_id: &str, locked: bool) -> Result<Account, Problem> {
        // In this order, so that a write under way meets either the old lock or the new one.
        lock(&self.shared.locks).end(account_id);
        let id = account_id.to_owned();
        let found = self
            .shared
            .state
            .write(move |transaction| accounts::set_locked(transaction, &id, locked));
        if !found.await? {
            return Err(not_found(account_id));
        }
        if locked {
            self.stop_writes(account_id);
        }
        tracing::info!(account_id, locked, "the lock of an account was changed");
        self.notify();
        self.get(account_id).await
    }

    /// Lifts the lock of an account for some minutes. A repeated `request_id` lifts nothing once more.
    ///
    /// # Errors
    /// `Empty` without a request id, `Malformed` at `minutes`, `NotFound`, `StoreFailed`.
    pub(crate) async fn unlock_for(
        &self,
        request_id: &str,
        account_id: &str,
        minutes: u32,
    ) -> Result<Account, Problem> {
        if request_id.is_empty() {
            return Err(Problem::new(ProblemCode::Empty).at("requestId"));
        }
        if !(1..=LONGEST_UNLOCK).contains(&minutes) {
            return Err(form::malformed("minutes", "range").with("max", LONGEST_UNLOCK.to_string()));
        }
        self.row(account_id).await?;
        let now = self.shared.runtime.now();
        if lock(&self.shared.locks).lift(request_id, account_id, now, minutes) {
            tracing::info!(account_id, minutes, "the lock of an account was lifted");
            self.notify();
        }
        self.get(account_id).await
    }

    /// Whether the lock of this account is lifted now.
    pub(crate) fn is_lock_lifted(&self, account_id: &str) -> bool {
        let now = self.shared.runtime.now();
        lock(&self.shared.locks).until(account_id, now).is_some()
    }

    /// How often the writes of an account were stopped. A write that was allowed under another number must not be sent any more.
    pub(crate) fn write_stops(&self, account_id: &str) -> u64 {
        lock(&self.shared.locks).stops(account_id)
    }

    /// The account was locked or is being removed: its writes that wait to be sent are withdrawn.
    pub(super) fn stop_writes(&self, account_id: &str) {
        lock(&self.shared.locks).stop_writes(account_id);
    }

    /// Opens the practice cloud, or finds it open.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub(crate) async fn practice_open(&self) -> Result<Account, Problem> {
        let now = self.shared.runtime.now().as_millisecond();
        self.shared
            .state
            .write(move |transaction| {
                if accounts::get(transaction, PRACTICE_ACCOUNT_ID)?.is_some() {
                    return Ok(());
                }
                let mut alias = PRACTICE_ALIAS.to_owned();
                let mut number = 1;
                while accounts::is_alias_taken(transaction, &alias, PRACTICE_ACCOUNT_ID)? {
                    number += 1;
                    alias = format!("{PRACTICE_ALIAS} {number}");
                }
                accounts::begin(transaction, &practice_row(alias, now))?;
                accounts::set_connected(transaction, PRACTICE_ACCOUNT_ID)
            })
            .await?;
        self.notify();
        self.get(PRACTICE_ACCOUNT_ID).await
    }

    pub(crate) async fn keyring_state(&self) -> KeyringState {
        state_of(self.shared.secrets.probe().await)
    }

    /// Whether an account no longer exists. One that is being removed still does: its removal may fail.
    pub(crate) async fn is_gone(&self, account_id: &str) -> bool {
        let id = account_id.to_owned();
        let exists = self
            .shared
            .state
            .read(move |connection| accounts::exists(connection, &id))
            .await;
        matches!(exists, Ok(false))
    }

    /// A person asks for something that needs the keyring: a prompt that was dismissed may be opened again.
    pub(crate) fn allow_prompt(&self) {
        self.shared.secrets.allow_prompt();
    }

    /// Has `listener` called when a prompt of the keyring is answered after everybody has given up waiting for it.
    pub(crate) fn on_late_answer(&self, listener: impl Fn() + Send + Sync + 'static) {
        self.shared.secrets.on_late_answer(listener);
    }

    /// The key pair of an account, from the keyring. What the keyring says of it is shown with the account.
    ///
    /// # Errors
    /// The keyring's codes.
    pub(crate) async fn key(&self, account_id: &str, secret_id: &str) -> Result<Credentials, Problem> {
        let credentials = self.shared.secrets.get(secret_id).await;
        self.note_secret(account_id, credentials.as_ref().map(|_| ()));
        credentials
    }

    /// Held while a secret and its row are written together, so that neither is removed as a leftover.
    pub(crate) async fn connecting(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.shared.connecting.lock().await
    }

    /// Writes a key pair into a keyring item, reads it back and compares.
    ///
    /// # Errors
    /// The keyring's codes. After `KeyringWaiting` it may still be written later.
    pub(crate) async fn put_key(&self, secret_id: &str, credentials: Credentials) -> Result<(), Problem> {
        self.shared.secrets.put(secret_id, credentials).await
    }

    /// Keeps a text of its own in the keyring, reads it back and compares.
    ///
    /// # Errors
    /// The keyring's codes. After `KeyringWaiting` it may still be written later.
    pub(crate) async fn put_text(&self, secret_id: &str, text: SecretString) -> Result<(), Problem> {
        self.shared.secrets.put_text(secret_id, text).await
    }

    /// A text that was kept by [`Accounts::put_text`].
    ///
    /// # Errors
    /// The keyring's codes.
    pub(crate) async fn text(&self, secret_id: &str) -> Result<SecretString, Problem> {
        self.shared.secrets.get_text(secret_id).await
    }

    /// Writes, reads and removes an item of its own. A person asks: a prompt may be opened.
    pub(crate) async fn keyring_test(&self) -> KeyringState {
        self.allow_prompt();
        state_of(self.shared.secrets.test(TEST_SECRET).await)
    }

    /// Whose keyring it is, as far as it tells.
    pub(crate) async fn keyring_name(&self) -> Option<String> {
        self.shared.secrets.name().await
    }

    /// Removes a keyring item.
    ///
    /// # Errors
    /// The keyring's codes. After `KeyringWaiting` it may still be removed later.
    pub(crate) async fn delete_key(&self, secret_id: &str) -> Result<(), Problem> {
        self.shared.secrets.delete(secret_id).await
    }

    /// A number that changes with the credentials and the endpoint of an account. A client made under another number must not be used.
    pub(crate) fn credentials_version(&self, account_id: &str) -> u64 {
        lock(&self.shared.versions).get(account_id).copied().unwrap_or(0)
    }

    /// The key or the endpoint of an account has changed.
    pub(crate) fn credentials_changed(&self, account_id: &str) {
        *lock(&self.shared.versions).entry(account_id.to_owned()).or_default() += 1;
    }

    /// Notifies the window that accounts have changed.
    pub(crate) fn notify(&self) {
        self.tell(Change::Accounts);
    }

    /// Notifies the window of a change.
    pub(crate) fn tell(&self, change: Change) {
        // Nobody listening is no failure.
        let _ = self.shared.changes.send(change);
    }

    /// The account of a row, with what is known of its key and its lock now.
    pub(crate) fn account(&self, row: AccountRow) -> Account {
        let secret = match row.kind {
            Kind::Practice => SecretState::NotNeeded,
            Kind::AccessKey => {
                let states = lock(&self.shared.secret_states);
                states.get(&row.id).copied().unwrap_or(SecretState::InKeyring)
            }
        };
        let lifted_until = lock(&self.shared.locks).until(&row.id, self.shared.runtime.now());
        Account {
            kind: row.kind.into(),
            alias: row.alias,
            color: row.color,
            environment: row.environment.into(),
            access_key_hint: row.access_key_hint,
            uid: row.uid,
            arn: row.arn,
            endpoint: row.endpoint,
            secret,
            locked: row.locked,
            unlocked_until: lifted_until.filter(|_| row.locked).map(|until| until.as_millisecond()),
            created_at: row.created_at,
            id: row.id,
        }
    }

    /// Remembers the keyring's answer about an account's secret, and notifies the window when it has changed.
    pub(crate) fn note_secret(&self, account_id: &str, result: Result<(), &Problem>) {
        let state = match result.map_err(|problem| problem.code) {
            Ok(()) => SecretState::InKeyring,
            Err(ProblemCode::SecretMissing) => SecretState::Missing,
            Err(ProblemCode::SecretDamaged) => SecretState::Damaged,
            Err(ProblemCode::KeyringLocked | ProblemCode::KeyringWaiting) => SecretState::Locked,
            Err(_) => SecretState::Unavailable,
        };
        let before = lock(&self.shared.secret_states).insert(account_id.to_owned(), state);
        if before.unwrap_or(SecretState::InKeyring) != state {
            tracing::info!(account_id, ?state, "the keyring answers differently for an account");
            self.notify();
        }
    }

    /// Removes the row of an account and what belongs to it, once its secret is gone.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub(crate) async fn forget(&self, account_id: &str) -> Result<(), Problem> {
        let id = account_id.to_owned();
        self.shared
            .state
            .write(move |transaction| {
                accounts::remove(transaction, &id)?;
                drafts::remove_account(transaction, &id)?;
                regions::remove_account(transaction, &id)
            })
            .await?;
        lock(&self.shared.secret_states).remove(account_id);
        lock(&self.shared.locks).end(account_id);
        self.credentials_changed(account_id);
        self.notify();
        Ok(())
    }
}

pub(crate) fn not_found(account_id: &str) -> Problem {
    Problem::new(ProblemCode::NotFound).with("accountId", account_id)
}

pub(crate) fn alias_taken(alias: &str) -> Problem {
    Problem::new(ProblemCode::AliasTaken).at("alias").with("alias", alias)
}

/// The colour that is used least, the first of several.
pub(crate) fn next_color(taken: &[AccountRow]) -> u8 {
    let uses = |color: u8| taken.iter().filter(|row| row.color == color).count();
    (1..=COLORS).min_by_key(|color| uses(*color)).unwrap_or(1)
}

fn practice_row(alias: String, now: i64) -> AccountRow {
    AccountRow {
        id: PRACTICE_ACCOUNT_ID.to_owned(),
        request_id: PRACTICE_ACCOUNT_ID.to_owned(),
        kind: Kind::Practice,
        alias,
        color: COLORS,
        environment: Environment::Test,
        locked: false,
        access_key_hint: String::new(),
        uid: String::new(),
        arn: String::new(),
        endpoint: None,
        secret_id: None,
        created_at: now,
    }
}

//! The accounts of this installation: which there are, and the way to the cloud for each. Connecting one is in `connect`.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use alibaba_cloud::{Runtime, Transport};
use tokio::sync::broadcast;

use super::clients::Clients;
use super::secrets::Secrets;
use super::{Account, AccountKind, Environment, KeyringState, PRACTICE_ACCOUNT_ID, SecretState, SecretStore};
use crate::store::accounts::AccountRow;
use crate::store::{Database, accounts, regions, settings};
use crate::{Change, Practice, Problem, ProblemCode};

/// Swatches of the design tokens: 1..=8.
const COLORS: u8 = 8;
/// Alias of the practice account; a name, not a sentence.
const PRACTICE_ALIAS: &str = "Practice";

/// What the accounts are made of.
pub(crate) struct AccountsConfig {
    pub(crate) state: Database,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) practice: Practice,
    pub(crate) runtime: Arc<dyn Runtime>,
    pub(crate) secrets: Arc<dyn SecretStore>,
    pub(crate) changes: broadcast::Sender<Change>,
}

/// All accounts. A clone shares everything.
///
/// For the rest of the core: [`Accounts::get`] tells of one account, [`Accounts::client`] gives the way to its cloud.
#[derive(Clone)]
pub(crate) struct Accounts {
    pub(super) shared: Arc<Shared>,
}

pub(super) struct Shared {
    pub(super) state: Database,
    pub(super) transport: Arc<dyn Transport>,
    pub(super) practice: Practice,
    pub(super) runtime: Arc<dyn Runtime>,
    pub(super) secrets: Secrets,
    pub(super) clients: Clients,
    /// Connecting and removing happen one at a time.
    pub(super) turn: tokio::sync::Mutex<()>,
    secret_states: Mutex<HashMap<String, SecretState>>,
    changes: broadcast::Sender<Change>,
}

impl Accounts {
    pub(crate) fn new(parts: AccountsConfig) -> Self {
        Self {
            shared: Arc::new(Shared {
                state: parts.state,
                transport: parts.transport,
                practice: parts.practice,
                runtime: parts.runtime,
                secrets: Secrets::new(parts.secrets),
                clients: Clients::default(),
                turn: tokio::sync::Mutex::new(()),
                secret_states: Mutex::default(),
                changes: parts.changes,
            }),
        }
    }

    /// Connected accounts in the order of their connecting, the practice account last when it is open.
    pub(crate) async fn list(&self) -> Result<Vec<Account>, Problem> {
        let (rows, practice) = self
            .shared
            .state
            .read(|connection| {
                Ok((
                    accounts::connected(connection)?,
                    settings::get(connection, settings::PRACTICE_OPENED_AT)?,
                ))
            })
            .await?;
        let mut list: Vec<Account> = rows.into_iter().map(|row| self.account(row)).collect();
        if let Some(opened_at) = practice {
            list.push(practice_account(&opened_at));
        }
        Ok(list)
    }

    /// One account.
    ///
    /// # Errors
    /// `NotFound` when it is not connected, or the practice cloud is closed.
    pub(crate) async fn get(&self, account_id: &str) -> Result<Account, Problem> {
        let id = account_id.to_owned();
        let account = if account_id == PRACTICE_ACCOUNT_ID {
            let opened_at = self
                .shared
                .state
                .read(|connection| settings::get(connection, settings::PRACTICE_OPENED_AT))
                .await?;
            opened_at.map(|opened_at| practice_account(&opened_at))
        } else {
            self.shared
                .state
                .read(move |connection| accounts::get(connection, &id))
                .await?
                .map(|row| self.account(row))
        };
        account.ok_or_else(|| not_found(account_id))
    }

    /// Forgets an account: first its secret, then the rest. When the secret cannot be removed the account stays.
    pub(crate) async fn remove(&self, account_id: &str) -> Result<(), Problem> {
        let _turn = self.shared.turn.lock().await;
        let id = account_id.to_owned();
        if account_id == PRACTICE_ACCOUNT_ID {
            self.shared
                .state
                .write(move |transaction| {
                    settings::remove(transaction, settings::PRACTICE_OPENED_AT)?;
                    regions::remove_account(transaction, &id)
                })
                .await?;
        } else {
            let marked = id.clone();
            if !self
                .shared
                .state
                .write(move |transaction| accounts::set_removing(transaction, &marked))
                .await?
            {
                return Err(not_found(account_id));
            }
            if let Err(problem) = self.shared.secrets.delete(account_id).await {
                self.shared
                    .state
                    .write(move |transaction| accounts::set_connected(transaction, &id))
                    .await?;
                return Err(problem);
            }
            self.shared.forget(account_id).await?;
        }
        self.shared.clients.forget(account_id);
        self.changed();
        Ok(())
    }

    /// Opens the practice cloud, or finds it open.
    pub(crate) async fn practice_open(&self) -> Result<Account, Problem> {
        let now = self.shared.runtime.now().as_millisecond().to_string();
        let opened_at = self
            .shared
            .state
            .write(
                move |transaction| match settings::get(transaction, settings::PRACTICE_OPENED_AT)? {
                    Some(opened_at) => Ok(opened_at),
                    None => settings::put(transaction, settings::PRACTICE_OPENED_AT, &now).map(|()| now),
                },
            )
            .await?;
        self.changed();
        Ok(practice_account(&opened_at))
    }

    pub(crate) async fn keyring_state(&self) -> KeyringState {
        match self.shared.secrets.probe().await {
            Ok(()) => KeyringState {
                ready: true,
                problem: None,
            },
            Err(problem) => KeyringState {
                ready: false,
                problem: Some(problem.code),
            },
        }
    }

    /// Removes what a crash left between two states: the secret first, so that none is ever without a row that leads to it.
    pub(crate) async fn clear_leftovers(&self) -> Result<(), Problem> {
        let _turn = self.shared.turn.lock().await;
        for id in self.shared.state.read(accounts::leftovers).await? {
            // With the keyring away the row stays, hidden, until the next start.
            if self.shared.secrets.delete(&id).await.is_ok() {
                self.shared.forget(&id).await?;
            }
        }
        Ok(())
    }

    /// Whether an account is no longer here. Waits for a removal under way, which may yet fail.
    pub(crate) async fn is_gone(&self, account_id: &str) -> bool {
        let _turn = self.shared.turn.lock().await;
        let found = self.get(account_id).await;
        found.is_err_and(|problem| problem.code == ProblemCode::NotFound)
    }

    /// A person asks for what needs the keyring: a prompt that was dismissed may be opened again.
    pub(crate) fn ask_again(&self) {
        self.shared.secrets.ask_again();
    }

    pub(super) fn changed(&self) {
        let _ = self.shared.changes.send(Change::Accounts);
    }

    pub(super) fn account(&self, row: AccountRow) -> Account {
        let states = self.shared.secret_states.lock().unwrap_or_else(PoisonError::into_inner);
        let secret = states.get(&row.id).copied().unwrap_or(SecretState::InKeyring);
        Account {
            id: row.id,
            kind: AccountKind::AccessKey,
            alias: row.alias,
            color: row.color,
            environment: row.environment,
            access_key_hint: row.access_key_hint,
            uid: row.uid,
            arn: row.arn,
            endpoint: row.endpoint,
            secret,
            locked: false,
            unlocked_until: None,
            created_at: row.created_at,
        }
    }

    /// Remembers what the keyring said of an account's secret, and tells the window when that is news.
    pub(super) fn secret_seen(&self, account_id: &str, result: Result<(), &Problem>) {
        let state = match result.map_err(|problem| problem.code) {
            Ok(()) => SecretState::InKeyring,
            Err(ProblemCode::SecretMissing) => SecretState::Missing,
            Err(ProblemCode::SecretDamaged) => SecretState::Damaged,
            Err(ProblemCode::KeyringLocked | ProblemCode::KeyringWaiting) => SecretState::Locked,
            Err(_) => SecretState::Unavailable,
        };
        let mut states = self.shared.secret_states.lock().unwrap_or_else(PoisonError::into_inner);
        let before = states
            .insert(account_id.to_owned(), state)
            .unwrap_or(SecretState::InKeyring);
        drop(states);
        if before != state {
            self.changed();
        }
    }
}

impl Shared {
    /// Removes the row and what belongs to it, once the secret is gone.
    pub(super) async fn forget(&self, account_id: &str) -> Result<(), Problem> {
        let id = account_id.to_owned();
        self.secret_states
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(account_id);
        self.state
            .write(move |transaction| {
                accounts::remove(transaction, &id)?;
                regions::remove_account(transaction, &id)
            })
            .await?;
        Ok(())
    }
}

pub(super) fn not_found(account_id: &str) -> Problem {
    Problem::new(ProblemCode::NotFound).with("accountId", account_id)
}

/// The swatch that is used least, the first of several.
pub(super) fn next_color(taken: &[AccountRow]) -> u8 {
    let uses = |color: u8| taken.iter().filter(|row| row.color == color).count();
    (1..=COLORS).min_by_key(|color| uses(*color)).unwrap_or(1)
}

fn practice_account(opened_at: &str) -> Account {
    Account {
        id: PRACTICE_ACCOUNT_ID.to_owned(),
        kind: AccountKind::Practice,
        alias: PRACTICE_ALIAS.to_owned(),
        color: COLORS,
        environment: Environment::Test,
        access_key_hint: String::new(),
        uid: String::new(),
        arn: String::new(),
        endpoint: None,
        secret: SecretState::NotNeeded,
        locked: false,
        unlocked_until: None,
        created_at: opened_at.parse().unwrap_or(0),
    }
}

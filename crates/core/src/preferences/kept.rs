//! The preferences as the store has them.

use std::sync::{Arc, Mutex};

use alibaba_cloud::{Authority, Runtime, Transport};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use tokio::sync::{OwnedMutexGuard, broadcast};
use tokio::time::Instant;

use super::{Certificate, NotificationChoice, PreferenceChange, Preferences, Proxy, ProxyForm};
use crate::account::Accounts;
use crate::lock::lock;
use crate::store::{Database, preferences};
use crate::{Change, Problem, ProblemCode};

/// Name of the record in the store.
const RECORD: &str = "general";
const REFRESH_MINUTES: [u32; 5] = [1, 2, 5, 15, 60];
const BUDGET_SHARES: [u32; 6] = [0, 10, 20, 30, 50, 70];
/// Longer than any list of names that a person reads.
const MAX_PATTERNS: usize = 1_000;

/// What the preferences are made of.
pub(crate) struct PreferencesConfig {
    pub(crate) state: Database,
    pub(crate) accounts: Accounts,
    /// The way to the cloud, which is set by them.
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) runtime: Arc<dyn Runtime>,
    pub(crate) changes: broadcast::Sender<Change>,
}

/// The preferences. A clone shares everything.
#[derive(Clone)]
pub(crate) struct KeptPreferences {
    pub(super) shared: Arc<Shared>,
}

pub(super) struct Shared {
    pub(super) state: Database,
    pub(super) accounts: Accounts,
    pub(super) transport: Arc<dyn Transport>,
    pub(super) runtime: Arc<dyn Runtime>,
    changes: broadcast::Sender<Change>,
    /// Held while something is changed: what was read is written again.
    pub(super) changing: Arc<tokio::sync::Mutex<()>>,
    record: Mutex<Record>,
    certificates: Mutex<Vec<(Certificate, Authority)>>,
    /// The password of the proxy, once it was asked for.
    pub(super) password: Mutex<Option<SecretString>>,
    /// Held while it is asked for; when that failed last, and why.
    pub(super) fetching: tokio::sync::Mutex<Option<(Instant, Problem)>>,
}

/// What is stored. A field that is not there has its first value, so that a new one needs no migration.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Record {
    refresh_minutes: u32,
    hidden_snapshot_names: String,
    notifications: NotificationChoice,
    budget_share: u32,
    pub(super) proxy: ProxyForm,
    pub(super) has_proxy_password: bool,
}

impl Default for Record {
    fn default() -> Self {
        Self {
            refresh_minutes: 5,
            hidden_snapshot_names: String::new(),
            notifications: NotificationChoice::default(),
            budget_share: 30,
            proxy: ProxyForm::default(),
            has_proxy_password: false,
        }
    }
}

impl KeptPreferences {
    /// Reads them, and sets the transport by them, but for the password of the proxy.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub(crate) fn open(config: PreferencesConfig) -> Result<Self, Problem> {
        let (record, certificates) = config.state.read_blocking(|connection| {
            let record = preferences::find(connection, RECORD)?;
            Ok((record, preferences::certificates(connection)?))
        })?;
        // A record that is not one of ours is as none: nothing in it is worth refusing to work for.
        let record = record
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default();
        let certificates = certificates.into_iter().filter_map(|(record, der)| {
            let authority = Authority::of_der(&der).ok()?;
            Some((serde_json::from_str(&record).ok()?, authority))
        });
        let kept = Self {
            shared: Arc::new(Shared {
                state: config.state,
                accounts: config.accounts,
                transport: config.transport,
                runtime: config.runtime,
                changes: config.changes,
                changing: Arc::default(),
                record: Mutex::new(record),
                certificates: Mutex::new(certificates.collect()),
                password: Mutex::default(),
                fetching: tokio::sync::Mutex::default(),
            }),
        };
        kept.set_network();
        Ok(kept)
    }

    /// Everything that is set. `hidden_snapshots` is for who knows the snapshots to fill in.
    pub(crate) fn get(&self) -> Preferences {
        let record = self.record();
        let effective = self.effective_proxy();
        Preferences {
            refresh_minutes: record.refresh_minutes,
            hidden_snapshot_names: record.hidden_snapshot_names,
            hidden_snapshots: 0,
            notifications: record.notifications,
            budget_share: record.budget_share,
            proxy: Proxy {
                mode: record.proxy.mode,
                address: record.proxy.address,
                user_name: record.proxy.user_name,
                has_password: record.has_proxy_password,
                effective_from: effective.as_ref().and_then(|proxy| proxy.from.clone()),
                effective: effective.map(|proxy| proxy.address),
            },
            certificates: self.certificates().into_iter().map(|(told, _)| told).collect(),
        }
    }

    /// Sets one of the preferences. What is given back is held while it is put into effect, so that effects come in the order of the
    /// changes.
    ///
    /// # Errors
    /// `Malformed` at the field, `StoreFailed`.
    pub(crate) async fn change(&self, change: PreferenceChange) -> Result<OwnedMutexGuard<()>, Problem> {
        let malformed =
            |field: &str, reason: &str| Problem::new(ProblemCode::Malformed).at(field).with("reason", reason);
        match &change {
            PreferenceChange::RefreshMinutes(minutes) if !REFRESH_MINUTES.contains(minutes) => {
                return Err(malformed("refreshMinutes", "range"));
            }
            PreferenceChange::BudgetShare(percent) if !BUDGET_SHARES.contains(percent) => {
                return Err(malformed("budgetShare", "range"));
            }
            PreferenceChange::HiddenSnapshotNames(names) if names.chars().count() > MAX_PATTERNS => {
                return Err(malformed("hiddenSnapshotNames", "tooLong").with("max", MAX_PATTERNS.to_string()));
            }
            _ => {}
        }
        let changing = self.shared.changing.clone().lock_owned().await;
        let mut record = self.record();
        match change {
            PreferenceChange::RefreshMinutes(minutes) => record.refresh_minutes = minutes,
            PreferenceChange::HiddenSnapshotNames(names) => names.trim().clone_into(&mut record.hidden_snapshot_names),
            PreferenceChange::Notifications(choice) => record.notifications = choice,
            PreferenceChange::BudgetShare(percent) => record.budget_share = percent,
        }
        self.keep(record).await?;
        Ok(changing)
    }

    /// Trusts these authorities from now on.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub(crate) async fn add_certificates(&self, file_name: &str, read: Vec<Authority>) -> Result<(), Problem> {
        let _changing = self.shared.changing.lock().await;
        let mut certificates = self.certificates();
        let mut added = Vec::new();
        for authority in read {
            if certificates.iter().all(|(_, known)| *known != authority) {
                let told = Certificate {
                    id: authority.fingerprint(),
                    file_name: file_name.to_owned(),
                    subject: authority.subject().to_owned(),
                    not_after: authority.not_after(),
                };
                let record = serde_json::to_string(&told).map_err(|_| Problem::new(ProblemCode::Internal))?;
                added.push((told.id.clone(), record, authority.der().to_vec()));
                certificates.push((told, authority));
            }
        }
        let written = self.shared.state.write(move |transaction| {
            added
                .iter()
                .try_for_each(|(id, record, der)| preferences::put_certificate(transaction, id, record, der))
        });
        written.await?;
        self.set_certificates(certificates);
        Ok(())
    }

    /// Trusts an authority no more.
    ///
    /// # Errors
    /// `NotFound`, `StoreFailed`.
    pub(crate) async fn remove_certificate(&self, id: &str) -> Result<(), Problem> {
        let _changing = self.shared.changing.lock().await;
        let wanted = id.to_owned();
        let state = &self.shared.state;
        let removed = state.write(move |transaction| preferences::remove_certificate(transaction, &wanted));
        if !removed.await? {
            return Err(Problem::new(ProblemCode::NotFound));
        }
        let mut certificates = self.certificates();
        certificates.retain(|(told, _)| told.id != id);
        self.set_certificates(certificates);
        Ok(())
    }

    /// Patterns of the names of snapshots that are not listed.
    pub(crate) fn hidden_snapshot_names(&self) -> String {
        self.record().hidden_snapshot_names
    }

    /// After so many minutes the inventory is read again.
    pub(crate) fn refresh_minutes(&self) -> u32 {
        self.record().refresh_minutes
    }

    /// Percent of the learned limits that is left for other tools.
    pub(crate) fn budget_share(&self) -> u32 {
        self.record().budget_share
    }

    pub(super) fn record(&self) -> Record {
        lock(&self.shared.record).clone()
    }

    pub(super) fn certificates(&self) -> Vec<(Certificate, Authority)> {
        lock(&self.shared.certificates).clone()
    }

    fn set_certificates(&self, certificates: Vec<(Certificate, Authority)>) {
        *lock(&self.shared.certificates) = certificates;
        self.set_network();
        self.notify();
    }

    /// Writes the record.
    pub(super) async fn keep(&self, record: Record) -> Result<(), Problem> {
        let text = serde_json::to_string(&record).map_err(|_| Problem::new(ProblemCode::Internal))?;
        let written = self
            .shared
            .state
            .write(move |transaction| preferences::put(transaction, RECORD, &text));
        written.await?;
        *lock(&self.shared.record) = record;
        self.notify();
        Ok(())
    }

    fn notify(&self) {
        let _ = self.shared.changes.send(Change::Preferences);
    }
}

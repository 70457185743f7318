//! What is set for the whole program.

use std::path::{Path, PathBuf};

use alibaba_cloud::Authority;

use super::Darkroom;
use crate::account::{AccountKind, KeyringState, SecretState};
use crate::milliseconds::MINUTE;
use crate::preferences::{
    BudgetRow, ConnectionTest, FolderKind, PartVersion, PreferenceChange, Preferences, ProxyForm, StorageInfo, size,
};
use crate::{Password, Problem, ProblemCode};

impl Darkroom {
    /// Everything that is set, and what follows from it.
    ///
    /// # Errors
    /// None today.
    pub async fn preferences_get(&self) -> Result<Preferences, Problem> {
        Ok(Preferences {
            hidden_snapshots: self.inventory.hidden_snapshots(),
            ..self.preferences.get()
        })
    }

    /// Sets one of the preferences.
    ///
    /// # Errors
    /// `Malformed` at the field, `StoreFailed`.
    pub async fn preferences_change(&self, change: PreferenceChange) -> Result<Preferences, Problem> {
        let _changing = self.preferences.change(change.clone()).await?;
        match change {
            PreferenceChange::RefreshMinutes(minutes) => self.inventory.set_interval(i64::from(minutes) * MINUTE),
            PreferenceChange::HiddenSnapshotNames(names) => self.inventory.hide_snapshots(names).await?,
            PreferenceChange::BudgetShare(percent) => self.cloud.set_reserve(percent),
            PreferenceChange::Notifications(_) => {}
        }
        self.preferences_get().await
    }

    /// Sets the proxy, from the next request on. Without a password the one in the keyring stays, unless it is to be forgotten or the
    /// address or the user name is another. With another mode than `own` address and user name stay as they are.
    ///
    /// # Errors
    /// `Empty`, `Malformed` at `address`, `userName` or `password`; the keyring's codes (then nothing was changed), `StoreFailed`.
    pub async fn proxy_set(
        &self,
        form: ProxyForm,
        password: Option<Password>,
        forget_password: bool,
    ) -> Result<Preferences, Problem> {
        let password = password.map(Into::into);
        self.preferences.set_proxy(form, password, forget_password).await?;
        self.network_changed();
        self.preferences_get().await
    }

    /// Asks ECS for an answer, by the proxy that is given or else the one that is set. Changes nothing.
    ///
    /// # Errors
    /// As [`Darkroom::proxy_set`]; `ProxyUnreachable`, `ProxyPasswordRefused`, `ProxyRefused`, `CertificateUntrusted`, `NotEcsReply`
    /// (something else answered), `EndpointUnreachable`, `Timeout`.
    pub async fn connection_test(
        &self,
        form: Option<ProxyForm>,
        password: Option<Password>,
    ) -> Result<ConnectionTest, Problem> {
        self.preferences.test_connection(form, password.map(Into::into)).await
    }

    /// Trusts the certificates in a file, PEM or DER, from the next request on. Those that are there already stay as they are.
    ///
    /// # Errors
    /// `CertificateRefused`, `StoreFailed`.
    pub async fn certificate_add(&self, file_name: String, content: Vec<u8>) -> Result<Preferences, Problem> {
        let read = Authority::read(&content).map_err(|error| {
            let refused = Problem::new(ProblemCode::CertificateRefused);
            refused.with("file", &file_name).with("reason", error.to_string())
        })?;
        self.preferences.add_certificates(&file_name, read).await?;
        self.network_changed();
        self.preferences_get().await
    }

    /// Trusts a certificate no more, from the next request on.
    ///
    /// # Errors
    /// `NotFound`, `StoreFailed`.
    pub async fn certificate_remove(&self, id: String) -> Result<Preferences, Problem> {
        self.preferences.remove_certificate(&id).await?;
        self.network_changed();
        self.preferences_get().await
    }

    /// How fast each action was called in each region by this program: those that the cloud refuses now, then the most used first.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub async fn api_budget(&self) -> Result<Vec<BudgetRow>, Problem> {
        let accounts = self.accounts.list().await?;
        Ok(BudgetRow::of(&accounts, self.cloud.usage()))
    }

    /// Where things are kept, and how much.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub async fn storage_info(&self) -> Result<StorageInfo, Problem> {
        let accounts = self.accounts.list().await?;
        let kept = accounts
            .iter()
            .filter(|account| account.kind == AccountKind::AccessKey && account.secret != SecretState::Missing);
        let has_password = self.preferences.get().proxy.has_password;
        let kept = u32::try_from(kept.count())
            .unwrap_or(u32::MAX)
            .saturating_add(u32::from(has_password));
        let keyring = self.accounts.keyring_state().await;
        let keyring_name = self.accounts.keyring_name().await;
        let folders = [
            Some(self.data_dir.clone()),
            Some(self.cache_dir.clone()),
            self.program.log_dir.clone(),
        ];
        let sizes = folders.clone();
        let sizes = tokio::task::spawn_blocking(move || sizes.map(|folder| folder.as_deref().map_or(0, size)));
        let [data_bytes, cache_bytes, log_bytes] = sizes.await.map_err(|_| Problem::new(ProblemCode::Internal))?;
        let [data_folder, cache_folder, log_folder] = folders.map(|folder| {
            folder
                .as_deref()
                .map(Path::display)
                .map_or_else(String::new, |name| name.to_string())
        });
        let versions = self.program.versions.iter().map(|(name, version)| PartVersion {
            name: name.clone(),
            version: version.clone(),
        });
        Ok(StorageInfo {
            keyring,
            keyring_name,
            kept_secrets: kept,
            data_folder,
            data_bytes,
            cache_folder,
            cache_bytes,
            log_folder,
            log_bytes,
            versions: versions.collect(),
        })
    }

    /// Writes, reads and removes an item of its own in the keyring. A keyring that refuses is an answer.
    ///
    /// # Errors
    /// None today.
    pub async fn keyring_test(&self) -> Result<KeyringState, Problem> {
        Ok(self.accounts.keyring_test().await)
    }

    /// Where a folder of the program is, for the desktop; the window never sends a path.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub fn folder(&self, kind: FolderKind) -> Result<PathBuf, Problem> {
        match kind {
            FolderKind::Data => Ok(self.data_dir.clone()),
            FolderKind::Cache => Ok(self.cache_dir.clone()),
            FolderKind::Log => {
                let folder = self.program.log_dir.clone();
                folder.ok_or_else(|| Problem::new(ProblemCode::NotFound))
            }
        }
    }

    /// Forgets the inventory and lists everything again. [`Darkroom::sync_state`] has the progress.
    ///
    /// # Errors
    /// The cache's codes.
    pub async fn cache_clear(&self) -> Result<(), Problem> {
        self.inventory.clear_cache().await
    }

    /// What failed for the network is tried again.
    fn network_changed(&self) {
        self.cloud.retry_now();
        self.wake.send();
    }
}

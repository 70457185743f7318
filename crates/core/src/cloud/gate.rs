//! The gate: what all calls share, and how a call gets the client of its account.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use alibaba_cloud::{Credentials, CustomEndpoint, Runtime, Throttle, ThrottleUsage, Transport};

use jiff::Timestamp;

use super::verification::{Verification, Verified};
use super::{AccountClient, Priority};
use crate::account::{Accounts, PRACTICE_ACCOUNT_ID};
use crate::lock::lock;
use crate::store::accounts::Kind;
use crate::store::journal;
use crate::{Practice, Problem};

/// What the gate is made of.
pub(crate) struct CloudConfig {
    pub(crate) accounts: Accounts,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) practice: Practice,
    pub(crate) runtime: Arc<dyn Runtime>,
    /// What calls leave of the learned limits for other tools, percent.
    pub(crate) reserve: u32,
}

/// The gate. A clone shares everything.
#[derive(Clone)]
pub(crate) struct Cloud {
    pub(super) shared: Arc<Shared>,
}

pub(super) struct Shared {
    pub(super) accounts: Accounts,
    pub(super) transport: Arc<dyn Transport>,
    pub(super) practice: Practice,
    pub(super) runtime: Arc<dyn Runtime>,
    verifications: Mutex<HashMap<String, Verification>>,
    /// By UID: the cloud counts the calls of all identities of one account together.
    throttles: Mutex<HashMap<String, Throttle>>,
    /// What calls leave of the learned limits for other tools, percent.
    reserve: AtomicU32,
}

impl Cloud {
    pub(crate) fn new(config: CloudConfig) -> Self {
        Self {
            shared: Arc::new(Shared {
                accounts: config.accounts,
                transport: config.transport,
                practice: config.practice,
                runtime: config.runtime,
                verifications: Mutex::default(),
                throttles: Mutex::default(),
                reserve: AtomicU32::new(config.reserve),
            }),
        }
    }

    /// The way to the cloud of an account. At its first use in a run, and after its key has changed, the credentials are fetched and
    /// GetCallerIdentity must name the account that was verified when it was connected. Callers at the same time share that attempt
    /// and its failure.
    ///
    /// # Errors
    /// `NotFound`, the keyring's codes (`KeyringWaiting`, `SecretMissing`, ...), `AccountMismatch`, the cloud's codes.
    pub(crate) async fn client(&self, account_id: &str, priority: Priority) -> Result<AccountClient, Problem> {
        let verified = self.verified(account_id, priority).await?;
        Ok(AccountClient::new(self.clone(), account_id, priority, verified))
    }

    /// A person asks for something: a dismissed prompt of the keyring may be opened again, and failed verifications are made again.
    pub(crate) fn retry_now(&self) {
        self.shared.accounts.allow_prompt();
        self.forget_failures();
    }

    pub(super) fn now(&self) -> Timestamp {
        self.shared.runtime.now()
    }

    /// As [`Cloud::retry_now`] without a person: forgets failed verifications. It does not keep the gate open.
    pub(crate) fn failure_forgetter(&self) -> impl Fn() + Send + Sync + 'static {
        let shared = Arc::downgrade(&self.shared);
        move || {
            if let Some(shared) = shared.upgrade() {
                Self { shared }.forget_failures();
            }
        }
    }

    fn forget_failures(&self) {
        for verification in self.verifications().values_mut() {
            verification.forget_failure();
        }
    }

    /// Removes an account, and its client from memory.
    ///
    /// # Errors
    /// `NotFound`, the keyring's codes (the account is kept), `StoreFailed`.
    pub(crate) async fn remove_account(&self, account_id: &str) -> Result<(), Problem> {
        let removed = self.shared.accounts.remove(account_id).await;
        // Also while the keyring waits: an account that comes back is verified anew.
        self.verifications().remove(account_id);
        removed
    }

    /// Closes the journal lines without an answer that a crash left. Call before the first write of a run.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub(crate) async fn recover(&self) -> Result<(), Problem> {
        let closed = self
            .shared
            .accounts
            .state()
            .write(|transaction| journal::close_unanswered(transaction));
        Ok(closed.await?)
    }

    /// The throttle of one account of the cloud. The practice cloud has its own.
    pub(super) fn throttle(&self, kind: Kind, uid: &str) -> Throttle {
        let key = match kind {
            Kind::AccessKey => uid.to_owned(),
            Kind::Practice => PRACTICE_ACCOUNT_ID.to_owned(),
        };
        let mut throttles = lock(&self.shared.throttles);
        let made = || {
            let throttle = Throttle::default();
            throttle.set_reserve(self.shared.reserve.load(Ordering::SeqCst));
            throttle
        };
        throttles.entry(key).or_insert_with(made).clone()
    }

    /// Leaves so many percent of every learned limit for other tools from now on.
    pub(crate) fn set_reserve(&self, percent: u32) {
        let throttles = lock(&self.shared.throttles);
        self.shared.reserve.store(percent, Ordering::SeqCst);
        for throttle in throttles.values() {
            throttle.set_reserve(percent);
        }
    }

    /// What was called, by UID or [`PRACTICE_ACCOUNT_ID`].
    pub(crate) fn usage(&self) -> Vec<(String, ThrottleUsage)> {
        let throttles = lock(&self.shared.throttles);
        let each = throttles.iter().flat_map(|(uid, throttle)| {
            let usage = throttle.usage().into_iter();
            usage.map(|usage| (uid.clone(), usage))
        });
        each.collect()
    }

    pub(super) fn verifications(&self) -> MutexGuard<'_, HashMap<String, Verification>> {
        lock(&self.shared.verifications)
    }

    /// A client for a key that is not part of an account yet.
    pub(super) fn new_client(
        &self,
        credentials: Credentials,
        endpoint: Option<CustomEndpoint>,
    ) -> alibaba_cloud::Client {
        let rule = endpoint.map_or(alibaba_cloud::EndpointRule::Public, alibaba_cloud::EndpointRule::Custom);
        let shared = &self.shared;
        alibaba_cloud::Client::new(shared.transport.clone(), credentials, rule, shared.runtime.clone())
    }

    pub(super) fn practice_client(&self, credentials: Credentials) -> alibaba_cloud::Client {
        let shared = &self.shared;
        let transport = shared.practice.transport.clone();
        let rule = alibaba_cloud::EndpointRule::Public;
        alibaba_cloud::Client::new(transport, credentials, rule, shared.runtime.clone())
    }

    /// The verified client of an account, from memory when it is still good.
    pub(super) async fn verified(&self, account_id: &str, priority: Priority) -> Result<Verified, Problem> {
        let version = self.shared.accounts.credentials_version(account_id);
        let now = self.shared.runtime.now();
        let attempt = {
            let mut verifications = self.verifications();
            let verification = verifications.entry(account_id.to_owned()).or_default();
            match verification.known(version, now, priority) {
                Some(known) => return known,
                None => {
                    verification.join_or_begin(version, |learned| self.begin_verification(account_id, version, learned))
                }
            }
        };
        attempt.await
    }
}

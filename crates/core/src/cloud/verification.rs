//! Verifies whose credentials they are, once for all callers at the same time, and remembers the result.

use std::sync::Arc;
use std::time::Duration;

use alibaba_cloud::{BoxFuture, Client, CustomEndpoint, Error, FailureKind, SignatureCheck};
use futures_util::FutureExt;
use futures_util::future::Shared;
use jiff::Timestamp;
use tokio::time::Instant;

use super::{Cloud, Priority, credentials, identity};
use crate::store::accounts::{self, AccountRow, Kind};
use crate::{Problem, ProblemCode};

/// Background work that comes so soon after a failed verification gets the same failure, so that many jobs do not repeat it one
/// after the other.
const FAILURE_LIFETIME: Duration = Duration::from_secs(2);

/// An attempt that several callers wait for.
type Attempt = Shared<BoxFuture<'static, Result<Verified, Problem>>>;

/// A client whose credentials belong to the right account.
#[derive(Clone)]
pub(super) struct Verified {
    pub(super) client: Client,
    /// The endpoint of the account for which it was made.
    endpoint: Option<String>,
    /// [`crate::account::Accounts::credentials_version`] for which it was made.
    version: u64,
    renew_at: Option<Timestamp>,
    /// Differs from that of earlier ones of the same version.
    identity: Arc<()>,
}

/// What is known of the credentials of one account.
#[derive(Default)]
pub(super) struct Verification {
    state: State,
    /// The last client, which has learned the clock, the hosts and the throttling.
    learned: Option<Verified>,
}

#[derive(Default)]
enum State {
    #[default]
    Unknown,
    Running {
        attempt: Attempt,
        version: u64,
    },
    Verified(Verified),
    Failed {
        problem: Problem,
        at: Instant,
        version: u64,
    },
}

impl Verification {
    /// The result, when there is one that still holds.
    pub(super) fn known(&self, wanted: u64, now: Timestamp, priority: Priority) -> Option<Result<Verified, Problem>> {
        match &self.state {
            State::Verified(verified) => {
                let is_due = verified.renew_at.is_some_and(|renew_at| renew_at <= now);
                (verified.version == wanted && !is_due).then(|| Ok(verified.clone()))
            }
            // A person who tries again wants to see it tried.
            State::Failed { problem, at, version } => {
                let holds = *version == wanted && priority == Priority::Background && at.elapsed() < FAILURE_LIFETIME;
                holds.then(|| Err(problem.clone()))
            }
            State::Unknown | State::Running { .. } => None,
        }
    }

    /// The attempt that is running, or else a new one.
    pub(super) fn join_or_begin(&mut self, wanted: u64, begin: impl FnOnce(Option<Verified>) -> Attempt) -> Attempt {
        if let State::Running { attempt, version } = &self.state
            && *version == wanted
        {
            return attempt.clone();
        }
        let attempt = begin(self.learned.clone());
        self.state = State::Running {
            attempt: attempt.clone(),
            version: wanted,
        };
        attempt
    }

    pub(super) fn forget_failure(&mut self) {
        if matches!(self.state, State::Failed { .. }) {
            self.state = State::Unknown;
        }
    }

    /// The cloud has refused these credentials: the next caller fetches them anew.
    fn refuse(&mut self, refused: &Verified) {
        if matches!(&self.state, State::Verified(verified) if Arc::ptr_eq(&verified.identity, &refused.identity)) {
            self.state = State::Unknown;
        }
    }
}

impl Cloud {
    /// Begins to verify, in a task of its own: it goes on when the callers stop waiting.
    pub(super) fn begin_verification(&self, account_id: &str, version: u64, learned: Option<Verified>) -> Attempt {
        let (cloud, id) = (self.clone(), account_id.to_owned());
        let task = tokio::spawn(async move {
            let result = cloud.verify(&id, version, learned).await;
            cloud.keep_result(&id, version, &result);
            result
        });
        let (cloud, id) = (self.clone(), account_id.to_owned());
        let attempt = task.map(move |result| {
            result.unwrap_or_else(|_| {
                let result = Err(Problem::new(ProblemCode::Internal));
                cloud.keep_result(&id, version, &result);
                result
            })
        });
        attempt.boxed().shared()
    }

    fn keep_result(&self, account_id: &str, attempted: u64, result: &Result<Verified, Problem>) {
        let mut verifications = self.verifications();
        let Some(verification) = verifications.get_mut(account_id) else {
            return;
        };
        // Another version is being verified by now.
        if !matches!(&verification.state, State::Running { version, .. } if *version == attempted) {
            return;
        }
        match result {
            Ok(verified) => {
                verification.learned = Some(verified.clone());
                verification.state = State::Verified(verified.clone());
            }
            Err(problem) if problem.code == ProblemCode::NotFound => {
                verifications.remove(account_id);
            }
            Err(problem) => {
                tracing::warn!(account_id, code = ?problem.code, "the credentials of an account could not be verified");
                verification.state = State::Failed {
                    problem: problem.clone(),
                    at: Instant::now(),
                    version: attempted,
                };
            }
        }
    }

    async fn verify(&self, account_id: &str, version: u64, learned: Option<Verified>) -> Result<Verified, Problem> {
        let row = self.shared.accounts.row(account_id).await?;
        let issued = credentials::provider(self, &row).issue().await?;
        let client = match learned {
            Some(learned) if learned.endpoint == row.endpoint => learned.client.with_credentials(issued.credentials),
            _ if row.kind == Kind::Practice => self.practice_client(issued.credentials),
            _ => self.new_client(issued.credentials, endpoint(&row)?),
        };
        let found = identity::ask(&client).await?;
        if row.uid.is_empty() {
            self.keep_identity(&row.id, &found.uid, &found.arn).await?;
        } else if found.uid != row.uid {
            return Err(Problem::new(ProblemCode::AccountMismatch)
                .with("uid", &row.uid)
                .with("found", found.uid));
        }
        for region in self.shared.accounts.region_rows(account_id).await? {
            if let Some(endpoint) = &region.endpoint {
                // A host that is not the cloud's is not learned; the public one of the region is used.
                let _ = client.learn_region_endpoint(&region.region_id, endpoint);
            }
        }
        Ok(Verified {
            client: client.with_throttle(self.throttle(row.kind, &found.uid)),
            endpoint: row.endpoint,
            version,
            renew_at: issued.renew_at,
            identity: Arc::default(),
        })
    }

    async fn keep_identity(&self, account_id: &str, uid: &str, arn: &str) -> Result<(), Problem> {
        let (id, uid, arn) = (account_id.to_owned(), uid.to_owned(), arn.to_owned());
        let accounts = &self.shared.accounts;
        accounts
            .state()
            .write(move |transaction| accounts::set_identity(transaction, &id, &uid, &arn))
            .await?;
        accounts.notify();
        Ok(())
    }

    /// After a call has failed: credentials that the cloud does not accept are not used again.
    pub(super) fn note_failure(&self, account_id: &str, used: &Verified, error: &Error) {
        // A signature that the cloud got differently from what was signed says nothing about the key.
        let is_refused =
            error.kind() == FailureKind::Auth && error.signature_check() != Some(SignatureCheck::SigningFault);
        if is_refused && let Some(verification) = self.verifications().get_mut(account_id) {
            verification.refuse(used);
        }
    }
}

fn endpoint(row: &AccountRow) -> Result<Option<CustomEndpoint>, Problem> {
    let parsed = row.endpoint.as_deref().map(CustomEndpoint::parse).transpose();
    parsed.map_err(|error| Problem::new(ProblemCode::EndpointRefused).with("reason", error.to_string()))
}

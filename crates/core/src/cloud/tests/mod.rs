//! The gate by itself, over a cloud that answers from a function. Stories with a keyring and with jobs are in `tests/darkroom`.

mod every_action;
mod locks;
mod regions;
mod verification;
mod writes;

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use alibaba_cloud::{BoxFuture, Credentials, Runtime, Transport, TransportError, TransportRequest, TransportResponse};
use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;
use tempfile::TempDir;
use tokio::sync::{Semaphore, broadcast};

use super::{Cloud, CloudConfig};
use crate::account::{Accounts, AccountsConfig, PRACTICE_ACCOUNT_ID, SecretError, SecretStore};
use crate::store::open_state;
use crate::{Change, Practice};

/// An account that is open, and the gate to its cloud.
struct Gate {
    _folder: TempDir,
    cloud: Cloud,
    accounts: Accounts,
    server: Arc<Server>,
    clock: Arc<Clock>,
    _changes: broadcast::Receiver<Change>,
}

impl Gate {
    async fn open() -> Self {
        let folder = TempDir::new().unwrap();
        let (changes, receiver) = broadcast::channel(64);
        let clock = Arc::new(Clock(Mutex::new("2026-11-23T10:00:00Z".parse().unwrap())));
        let runtime: Arc<dyn Runtime> = clock.clone();
        let server = Arc::new(Server::default());
        let (accounts, cloud) = accounts_and_cloud(folder.path(), server.clone(), &runtime, changes);
        accounts.practice_open().await.unwrap();
        Self {
            _folder: folder,
            cloud,
            accounts,
            server,
            clock,
            _changes: receiver,
        }
    }
}

/// Accounts without a keyring, and the cloud behind a transport.
pub(crate) fn accounts_and_cloud(
    data_dir: &Path,
    transport: Arc<dyn Transport>,
    runtime: &Arc<dyn Runtime>,
    changes: broadcast::Sender<Change>,
) -> (Accounts, Cloud) {
    let accounts = Accounts::new(AccountsConfig {
        state: open_state(data_dir, runtime).unwrap(),
        runtime: runtime.clone(),
        secrets: Arc::new(NoKeyring),
        changes,
    });
    let cloud = Cloud::new(CloudConfig {
        reserve: 30,
        accounts: accounts.clone(),
        transport: transport.clone(),
        practice: Practice {
            transport,
            credentials: Credentials::new("LTAI5tSomeKeyOfTheCloud0", "secret"),
        },
        runtime: runtime.clone(),
    });
    (accounts, cloud)
}

const ACCOUNT: &str = PRACTICE_ACCOUNT_ID;

/// Answers every action, and counts what was asked.
struct Server {
    answers: Mutex<HashMap<String, Answer>>,
    asked: Mutex<Vec<String>>,
    /// A request is answered when it gets one of these.
    permits: Semaphore,
}

type Answer = Result<(u16, String), TransportError>;

impl Default for Server {
    fn default() -> Self {
        Self {
            answers: Mutex::default(),
            asked: Mutex::default(),
            permits: Semaphore::new(Semaphore::MAX_PERMITS),
        }
    }
}

impl Server {
    fn answer(&self, action: &str, status: u16, body: &str) {
        let answer = Ok((status, body.to_owned()));
        self.answers.lock().unwrap().insert(action.to_owned(), answer);
    }

    fn fail(&self, action: &str, error: TransportError) {
        self.answers.lock().unwrap().insert(action.to_owned(), Err(error));
    }

    fn heal(&self, action: &str) {
        self.answers.lock().unwrap().remove(action);
    }

    /// The actions that were asked, in order, without GetCallerIdentity.
    fn asked(&self) -> Vec<String> {
        let asked = self.asked.lock().unwrap();
        asked
            .iter()
            .filter(|action| *action != "GetCallerIdentity")
            .cloned()
            .collect()
    }

    fn verifications(&self) -> usize {
        let asked = self.asked.lock().unwrap();
        asked.iter().filter(|action| *action == "GetCallerIdentity").count()
    }
}

impl Transport for Server {
    fn send(&self, request: TransportRequest) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        Box::pin(async move {
            let body = String::from_utf8(request.body.to_vec()).unwrap();
            let action = body.split('&').find_map(|pair| pair.strip_prefix("Action=")).unwrap();
            self.asked.lock().unwrap().push(action.to_owned());
            self.permits.acquire().await.unwrap().forget();
            let answer = self.answers.lock().unwrap().get(action).cloned();
            let (status, body) = answer.unwrap_or_else(|| {
                let identity =
                    r#"{"RequestId":"R-1","AccountId":"1934","Arn":"acs:ram::1934:user/ops","IdentityType":"RAMUser"}"#;
                Ok((200, identity.to_owned()))
            })?;
            Ok(TransportResponse {
                status,
                headers: Vec::new(),
                body: body.into(),
            })
        })
    }
}

struct Clock(Mutex<Timestamp>);

impl Clock {
    fn advance(&self, by: Duration) {
        *self.0.lock().unwrap() += SignedDuration::try_from(by).unwrap();
    }

    fn set_back(&self, by: Duration) {
        *self.0.lock().unwrap() -= SignedDuration::try_from(by).unwrap();
    }
}

impl Runtime for Clock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }

    fn nonce(&self) -> String {
        "nonce".to_owned()
    }

    fn jitter(&self) -> f64 {
        0.5
    }
}

/// The account of these tests needs no keyring.
struct NoKeyring;

impl SecretStore for NoKeyring {
    fn put(&self, _: &str, _: &SecretString) -> Result<(), SecretError> {
        Err(SecretError::Absent)
    }

    fn get(&self, _: &str) -> Result<Option<SecretString>, SecretError> {
        Err(SecretError::Absent)
    }

    fn delete(&self, _: &str) -> Result<(), SecretError> {
        Err(SecretError::Absent)
    }

    fn probe(&self) -> Result<(), SecretError> {
        Err(SecretError::Absent)
    }
}

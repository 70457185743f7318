#![allow(clippy::unwrap_used)]

use std::sync::{Arc, mpsc};
use std::time::Duration;

use alibaba_cloud::{
    BoxFuture, Credentials, Runtime, SystemRuntime, Transport, TransportError, TransportRequest, TransportResponse,
};
use secrecy::SecretString;
use tempfile::TempDir;
use tokio::sync::broadcast;

use super::*;
use crate::Practice;
use crate::account::{Accounts, AccountsConfig, SecretError, SecretStore};
use crate::cloud::{Cloud, CloudConfig};
use crate::store::{Cache, open_state};
use crate::wake::Wake;

/// Nobody asks the cloud here.
struct NoCloud;

impl Transport for NoCloud {
    fn send(&self, _: TransportRequest) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        Box::pin(std::future::pending())
    }
}

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

fn inventory(folder: &TempDir) -> Inventory {
    let runtime: Arc<dyn Runtime> = Arc::new(SystemRuntime);
    let (changes, _) = broadcast::channel(16);
    let accounts = Accounts::new(AccountsConfig {
        state: open_state(&folder.path().join("data"), &runtime).unwrap(),
        runtime: runtime.clone(),
        secrets: Arc::new(NoKeyring),
        changes: changes.clone(),
    });
    let cloud = Cloud::new(CloudConfig {
        accounts: accounts.clone(),
        transport: Arc::new(NoCloud),
        practice: Practice {
            transport: Arc::new(NoCloud),
            credentials: Credentials::new("LTAI5tSomeKeyOfTheCloud0", "secret"),
        },
        runtime: runtime.clone(),
    });
    let cache = Cache::open(folder.path().join("cache"), runtime.clone());
    Inventory::new(cache, accounts, cloud, runtime, Wake::default(), changes)
}

async fn set_regions(inventory: &Inventory, region_ids: &[&str]) {
    let region_ids = region_ids.iter().map(|id| (*id).to_owned()).collect();
    inventory
        .store_places("a".to_owned(), "a".to_owned(), region_ids)
        .await
        .unwrap();
}

fn places(inventory: &Inventory) -> usize {
    inventory.shared.known.relations().places().count()
}

/// A query goes on until somebody else of the only worker ends it, and a change waits for the query.
#[tokio::test]
async fn a_change_that_waits_for_a_query_holds_up_nobody_else() {
    let folder = TempDir::new().unwrap();
    let inventory = inventory(&folder);
    set_regions(&inventory, &["cn-hangzhou"]).await;
    let (begun, has_begun) = mpsc::channel();
    let (end, ends) = mpsc::channel();
    let of_query = inventory.clone();
    let query = std::thread::spawn(move || {
        of_query.indexes().read(RowKind::Snapshots, |_, _| {
            begun.send(()).unwrap();
            ends.recv_timeout(Duration::from_secs(20)).is_ok()
        })
    });
    has_begun.recv().unwrap();
    let change = set_regions(&inventory, &["cn-hangzhou", "cn-beijing"]);
    let others = async {
        // By then the change waits.
        while places(&inventory) < 2 {
            tokio::task::yield_now().await;
        }
        end.send(()).unwrap();
    };
    tokio::join!(change, others);
    assert!(query.join().unwrap(), "the worker was held up");
}

#[tokio::test]
async fn a_change_that_nobody_waits_for_any_more_comes_before_the_next_one() {
    let folder = TempDir::new().unwrap();
    let inventory = inventory(&folder);
    let (begun, has_begun) = tokio::sync::oneshot::channel();
    let (end, ends) = mpsc::channel::<()>();
    let order = inventory.in_order().await.unwrap();
    let of_change = inventory.clone();
    let change = tokio::spawn(async move {
        let slow = move |_: &Inventory, _: &mut Loaded| {
            begun.send(()).unwrap();
            ends.recv().unwrap();
        };
        of_change.change(order, slow).await
    });
    has_begun.await.unwrap();
    change.abort();
    assert!(change.await.is_err_and(|error| error.is_cancelled()));
    assert!(inventory.shared.known.order.try_lock().is_err(), "it goes on");
    end.send(()).unwrap();
    inventory.in_order().await.unwrap();
}

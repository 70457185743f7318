#![allow(clippy::unwrap_used)]

use std::sync::{Arc, mpsc};
use std::time::Duration;

use alibaba_cloud::{
    BoxFuture, Runtime, SystemRuntime, Transport, TransportError, TransportRequest, TransportResponse,
};
use tempfile::TempDir;
use tokio::sync::broadcast;

use super::*;
use crate::cloud::tests::accounts_and_cloud;
use crate::inventory::reads::ShardKey;
use crate::inventory::{Rows, SortColumn};
use crate::milliseconds::MINUTE;
use crate::store::{Cache, open_state};
use crate::view::{Scope, Sort, ViewSpec, Views};
use crate::wake::Wake;

/// Nobody asks the cloud here.
struct NoCloud;

impl Transport for NoCloud {
    fn send(&self, _: TransportRequest) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        Box::pin(std::future::pending())
    }
}

fn inventory(folder: &TempDir) -> Inventory {
    let runtime: Arc<dyn Runtime> = Arc::new(SystemRuntime);
    let (changes, _) = broadcast::channel(16);
    let data_dir = folder.path().join("data");
    let (accounts, cloud) = accounts_and_cloud(&data_dir, Arc::new(NoCloud), &runtime, changes.clone());
    let cache = Cache::open(folder.path().join("cache"), runtime.clone());
    Inventory::new(cache, accounts, cloud, runtime, Wake::default(), MINUTE, changes)
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
    assert!(inventory.shared.known.memory.try_lock().is_err(), "it goes on");
    end.send(()).unwrap();
    inventory.in_order().await.unwrap();
}

fn shard_key() -> ShardKey {
    ShardKey {
        account_id: "a".to_owned(),
        region_id: "cn-hangzhou".to_owned(),
        kind: ShardKind::Snapshots,
    }
}

fn snapshots(ids: &[&str]) -> Vec<(<Snapshots as Kind>::Record, String)> {
    let row = |id: &&str| {
        let raw = format!(r#"{{"SnapshotId":"{id}","Status":"accomplished"}}"#);
        (Snapshots::parse(&raw).unwrap(), String::new())
    };
    ids.iter().map(row).collect()
}

/// Puts snapshots of these ids. The reading, and their ids in the store.
async fn put(inventory: &Inventory, ids: &[&str]) -> (SyncRun, Vec<i64>) {
    let key = shard_key();
    let cache = &inventory.shared.cache;
    let run = cache.begin_run(key.account_id.clone(), key.region_id.clone(), key.kind.into());
    let run = run.await.unwrap().unwrap();
    let put = inventory.put_rows::<Snapshots>(&key, run, snapshots(ids)).await;
    (run, put.unwrap().unwrap())
}

fn everything() -> ViewSpec {
    ViewSpec {
        kind: RowKind::Snapshots,
        scope: Scope::default(),
        search: String::new(),
        filters: Vec::new(),
        sort: Sort {
            column: SortColumn::Id,
            descending: false,
        },
    }
}

fn keys(rows: &Rows) -> Vec<&str> {
    let Rows::Snapshots(rows) = rows else {
        panic!("rows of another kind");
    };
    rows.iter().map(|row| &*row.key.id).collect()
}

#[tokio::test]
async fn a_window_is_full_though_rows_go_while_it_is_read() {
    let folder = TempDir::new().unwrap();
    let runtime: Arc<dyn Runtime> = Arc::new(SystemRuntime);
    let inventory = inventory(&folder);
    set_regions(&inventory, &["cn-hangzhou"]).await;
    let (run, ids) = put(&inventory, &["s-1", "s-2", "s-3", "s-4"]).await;
    let views = Views::new(
        open_state(&folder.path().join("views"), &runtime).unwrap(),
        inventory.clone(),
    );
    let view = views.open(everything()).await.unwrap();

    // Gone from the file, and not from memory yet.
    let order = inventory.in_order().await.unwrap();
    let gone = inventory.shared.cache.remove_rows(run, vec![ids[1]]).await.unwrap();
    let follow = async {
        tokio::time::sleep(Duration::from_millis(50)).await;
        let forget = move |inventory: &Inventory, _: &mut Loaded| inventory.forget_known::<Snapshots>(run, gone);
        inventory.change(order, forget).await.unwrap();
    };
    let (window, ()) = tokio::join!(views.rows(view.view_id, view.version, 0, 3), follow);
    let window = window.unwrap();
    assert_eq!((window.total, keys(&window.rows)), (3, vec!["s-1", "s-3", "s-4"]));
    assert_eq!(window.selected.len(), 3);
}

#[tokio::test]
async fn a_row_that_is_named_while_a_reading_has_passed_its_place_stays_until_the_next() {
    let folder = TempDir::new().unwrap();
    let inventory = inventory(&folder);
    set_regions(&inventory, &["cn-hangzhou"]).await;
    let sweep = async |run: SyncRun, ids: Vec<i64>| {
        let mut named = NamedRows::default();
        named.extend(ids);
        inventory.sweep::<Snapshots>(run, named).await.unwrap();
        let shard = (run.place(), Snapshots::SHARD.into());
        inventory.shared.known.row_ids().count(shard)
    };
    put(&inventory, &["s-1"]).await;
    let (run, listed) = put(&inventory, &["s-2"]).await;
    let (key, rows) = (shard_key(), snapshots(&["s-1"]));
    inventory.put_named::<Snapshots>(&key, run, rows).await.unwrap();
    assert_eq!(sweep(run, listed).await, 2);
    let (next, listed) = put(&inventory, &["s-2"]).await;
    assert_eq!(sweep(next, listed).await, 1);
}

#[tokio::test]
async fn a_cache_that_cannot_be_read_is_told_and_not_taken_for_an_empty_one() {
    let folder = TempDir::new().unwrap();
    let runtime: Arc<dyn Runtime> = Arc::new(SystemRuntime);
    // Where the folder of the cache should be.
    std::fs::write(folder.path().join("cache"), "").unwrap();
    let inventory = inventory(&folder);
    let views = Views::new(
        open_state(&folder.path().join("views"), &runtime).unwrap(),
        inventory.clone(),
    );
    let view = views.open(everything()).await.unwrap();
    assert_eq!((view.total, view.loading), (0, false));
    let window = views.rows(view.view_id, view.version, 0, 100).await.unwrap();
    assert_eq!(window.problem.unwrap().code, ProblemCode::CacheFailed);
    assert_eq!(view.problem.unwrap().code, ProblemCode::CacheFailed);
}

#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use super::*;

async fn cache(folder: &tempfile::TempDir) -> Cache {
    let cache = Cache::open(folder.path().to_owned(), Arc::new(alibaba_cloud::SystemRuntime));
    let regions = vec!["cn-hangzhou".to_owned()];
    cache
        .set_regions("a".to_owned(), "a".to_owned(), regions)
        .await
        .unwrap();
    cache
}

async fn begin(cache: &Cache, kind: StoredKind) -> SyncRun {
    let run = cache.begin_run("a".to_owned(), "cn-hangzhou".to_owned(), kind);
    run.await.unwrap().unwrap()
}

/// Each row may be in any of the rows `candidates`.
fn rows(rows: &[(&str, &str)], candidates: &[i64]) -> Vec<NewRow> {
    let rows = rows.iter().map(|(id, raw)| NewRow {
        resource_id: (*id).to_owned(),
        candidates: candidates.to_vec(),
        request_id: format!("R-{raw}"),
        raw: (*raw).to_owned(),
    });
    rows.collect()
}

async fn try_put(cache: &Cache, run: SyncRun, rows: Vec<NewRow>) -> Option<Vec<PutRow>> {
    cache.put_rows(vec![(run, rows)]).await.unwrap().remove(0)
}

async fn put(cache: &Cache, run: SyncRun, new: &[(&str, &str)], candidates: &[i64]) -> Vec<PutRow> {
    try_put(cache, run, rows(new, candidates)).await.unwrap()
}

fn changed(put: &[PutRow]) -> Vec<bool> {
    put.iter().map(|put| put.is_changed).collect()
}

fn ids(put: &[PutRow]) -> Vec<i64> {
    put.iter().map(|put| put.id).collect()
}

async fn stored(cache: &Cache) -> Vec<(String, String)> {
    let (rows, _) = cache.rows_after(0, 100).await.unwrap();
    rows.into_iter().map(|row| (row.resource_id, row.raw)).collect()
}

#[tokio::test]
async fn an_id_is_not_used_again_though_the_sequence_of_the_file_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let cache = cache(&folder).await;
    let run = begin(&cache, StoredKind::Snapshots).await;
    let before = put(&cache, run, &[("s-1", "{}"), ("s-2", "{}")], &[]).await;
    cache
        .write(|transaction, _| transaction.execute("DELETE FROM sqlite_sequence WHERE name = 'rows'", []))
        .await
        .unwrap();
    let after = put(&cache, run, &[("s-3", "{}")], &[]).await;
    assert!(after[0].id > before[1].id);
}

#[tokio::test]
async fn a_row_is_changed_when_it_is_new_or_other_than_before() {
    let folder = tempfile::tempdir().unwrap();
    let cache = cache(&folder).await;
    let run = begin(&cache, StoredKind::Images).await;
    // One that a page names twice is still one.
    let first = put(&cache, run, &[("x", "1"), ("y", "1"), ("x", "1"), ("y", "2")], &[]).await;
    assert_eq!(changed(&first), [true, true, false, true]);
    let run = begin(&cache, StoredKind::Images).await;
    let second = put(&cache, run, &[("x", "1"), ("y", "3"), ("z", "1")], &ids(&first)).await;
    assert_eq!(changed(&second), [false, true, true]);
    assert_eq!(ids(&second)[..2], ids(&first)[..2]);
    let expected = [("x", "1"), ("y", "3"), ("z", "1")].map(|(id, raw)| (id.to_owned(), raw.to_owned()));
    assert_eq!(stored(&cache).await, expected);
}

#[tokio::test]
async fn rows_of_another_shard_are_neither_found_nor_removed() {
    let folder = tempfile::tempdir().unwrap();
    let cache = cache(&folder).await;
    let images = begin(&cache, StoredKind::Images).await;
    let shared = begin(&cache, StoredKind::SharedImages).await;
    let own = put(&cache, images, &[("x", "1"), ("y", "1")], &[]).await;
    let other = put(&cache, shared, &[("x", "1")], &ids(&own)).await;
    assert!(other[0].is_new);
    let unnamed = vec![own[0].id, other[0].id, 1_000];
    let gone = cache.remove_rows(images, unnamed).await.unwrap();
    assert_eq!(gone, [(own[0].id, "x".to_owned())]);
    let left: Vec<i64> = cache
        .rows_after(0, 100)
        .await
        .unwrap()
        .0
        .iter()
        .map(|row| row.id)
        .collect();
    assert_eq!(left, [own[1].id, other[0].id]);
}

#[tokio::test]
async fn a_row_that_two_of_the_lists_of_a_transaction_name_is_one_in_its_shard() {
    let folder = tempfile::tempdir().unwrap();
    let cache = cache(&folder).await;
    let (images, shared) = (
        begin(&cache, StoredKind::Images).await,
        begin(&cache, StoredKind::SharedImages).await,
    );
    let of = |run, raw| (run, rows(&[("x", raw)], &[]));
    let stored = vec![of(images, "1"), of(shared, "1"), of(images, "2")];
    let put: Vec<PutRow> = cache
        .put_rows(stored)
        .await
        .unwrap()
        .into_iter()
        .flat_map(Option::unwrap)
        .collect();
    assert_eq!(
        put.iter().map(|put| put.is_new).collect::<Vec<_>>(),
        [true, true, false]
    );
    assert_eq!((changed(&put), put[2].id), (vec![true; 3], put[0].id));
}

#[tokio::test]
async fn a_reading_that_was_overtaken_stores_and_removes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let cache = cache(&folder).await;
    let old = begin(&cache, StoredKind::Images).await;
    let first = put(&cache, old, &[("x", "1")], &[]).await;
    begin(&cache, StoredKind::Images).await;
    assert_eq!(try_put(&cache, old, rows(&[("y", "1")], &[])).await, None);
    assert!(cache.remove_rows(old, ids(&first)).await.unwrap().is_empty());
    assert_eq!(stored(&cache).await.len(), 1);
}

#[tokio::test]
async fn rows_of_a_kind_that_is_not_known_do_not_hide_those_after_them() {
    let folder = tempfile::tempdir().unwrap();
    let cache = cache(&folder).await;
    let newer = begin(&cache, StoredKind::Disks).await;
    put(&cache, newer, &[("x", "1"), ("y", "1")], &[]).await;
    let images = begin(&cache, StoredKind::Images).await;
    put(&cache, images, &[("z", "1")], &[]).await;
    let rename = cache.write(|transaction, _| {
        transaction.execute("UPDATE shards SET kind = 'of a later version' WHERE kind = 'disks'", [])
    });
    rename.await.unwrap();
    let (mut last, mut found) = (0, Vec::new());
    while let (rows, Some(end)) = cache.rows_after(last, 2).await.unwrap() {
        last = end;
        found.extend(rows.into_iter().map(|row| row.resource_id));
    }
    assert_eq!(found, ["z"]);
}

#[tokio::test]
async fn an_id_is_not_used_again_and_rows_go_with_their_place() {
    let folder = tempfile::tempdir().unwrap();
    let cache = cache(&folder).await;
    let run = begin(&cache, StoredKind::Images).await;
    let first = put(&cache, run, &[("x", "1")], &[]).await;
    cache
        .set_regions("a".to_owned(), "a".to_owned(), Vec::new())
        .await
        .unwrap();
    assert!(stored(&cache).await.is_empty());
    let regions = vec!["cn-hangzhou".to_owned()];
    cache
        .set_regions("a".to_owned(), "a".to_owned(), regions)
        .await
        .unwrap();
    let run = begin(&cache, StoredKind::Images).await;
    let second = put(&cache, run, &[("x", "1")], &ids(&first)).await;
    assert!(second[0].id > first[0].id);
}

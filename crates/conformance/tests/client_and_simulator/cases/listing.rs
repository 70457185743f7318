//! Listing everything.

use std::collections::BTreeSet;

use alibaba_cloud::all_pages;
use alibaba_cloud::ecs::{DescribeSnapshots, Snapshot};
use futures_util::TryStreamExt as _;
use simulator::{OpenQuestions, Scenario};

use crate::cloud::{Cloud, Connection, HANGZHOU, SHANGHAI, SHENZHEN, epoch};

/// Every snapshot of a region, and the number of pages it took.
pub async fn snapshots(cloud: &Cloud, region_id: &str) -> (Vec<Snapshot>, usize) {
    let pages = all_pages(&cloud.client, DescribeSnapshots::new(region_id));
    let pages: Vec<_> = pages.try_collect().await.unwrap();
    let count = pages.len();
    assert!(pages.iter().all(|page| page.body.skipped == 0));
    (pages.into_iter().flat_map(|page| page.body.snapshots).collect(), count)
}

pub async fn over_several_pages(connection: Connection) {
    let cloud = Cloud::of(connection, Scenario::fleet(7, epoch())).await;
    for region_id in [HANGZHOU, SHANGHAI, SHENZHEN] {
        let (rows, pages) = snapshots(&cloud, region_id).await;
        // A twenty-ninth of the fleet's 20,000.
        assert!((689..=690).contains(&rows.len()), "{region_id}: {}", rows.len());
        assert_eq!(pages, 7, "{region_id}");
        let ids: BTreeSet<_> = rows.iter().map(|row| &row.snapshot_id).collect();
        assert_eq!(ids.len(), rows.len(), "{region_id} repeats a row");
        assert!(rows.is_sorted_by(|left, right| left.creation_time >= right.creation_time));
        for row in &rows {
            assert_eq!(row.region_id.as_deref(), Some(region_id));
            assert!(row.status.is_some() && row.source_disk_id.is_some(), "{row:?}");
        }
    }
}

pub async fn packed_and_plain() {
    let cloud = Cloud::small(Connection::LOOPBACK).await;
    let plain = snapshots(&cloud, HANGZHOU).await;
    cloud.simulator.set_open_questions(OpenQuestions {
        answers_are_packed: true,
        ..OpenQuestions::default()
    });
    assert_eq!(snapshots(&cloud, HANGZHOU).await, plain);
}

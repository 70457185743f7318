//! The details of a snapshot: the time line of its instance, and which snapshots belong together.

use darkroom_core::inventory::SnapshotDetail;

use crate::harness::{Harness, Session, matching};

/// The newest snapshot whose name begins like this.
async fn newest(darkroom: &Session, name: &str) -> SnapshotDetail {
    let rows = darkroom.rows(matching(name)).await;
    let row = rows.into_iter().find(|row| row.name.starts_with(name)).unwrap();
    darkroom.snapshot_get(row.key).await.unwrap()
}

#[test]
fn a_system_disk_finds_the_data_disks_of_its_moment_and_counts_the_one_that_is_missing() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = harness.connected().await;
        let system = newest(&darkroom, "erp-db-01-sys-").await;
        let data = [
            newest(&darkroom, "erp-db-01-data1-").await,
            newest(&darkroom, "erp-db-01-data2-").await,
        ];
        assert_eq!(system.same_moment, data.clone().map(|detail| detail.row.key));
        assert_eq!((system.missing_disks, system.spread_seconds), (Some(1), 2));
        assert_eq!(system.row.instance_name.as_deref(), Some("erp-db-01"));
        assert!(system.obstacles.is_empty());
        assert_eq!(system.released_at, system.row.created_at.map(|at| at + 30 * 86_400_000));

        let from_data = &data[1];
        assert_eq!(from_data.same_moment, [system.row.key.clone(), data[0].row.key.clone()]);
        assert_eq!((from_data.missing_disks, from_data.spread_seconds), (Some(1), 2));
        assert!(!from_data.obstacles.is_empty(), "a data disk makes no image");
    });
}

#[test]
fn there_is_one_time_line_per_disk_the_system_disk_first_and_snapshots_in_order() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = harness.connected().await;
        let detail = newest(&darkroom, "erp-db-01-data1-").await;
        let timelines: Vec<_> = detail
            .timelines
            .iter()
            .map(|timeline| (timeline.device.as_deref().unwrap(), timeline.disk_type.as_str()))
            .collect();
        assert_eq!(
            timelines,
            [("xvda", "system"), ("xvdb", "data"), ("xvdc", "data"), ("xvdd", "data")]
        );
        for timeline in &detail.timelines {
            assert!(timeline.snapshots.len() > 1);
            assert!(timeline.snapshots.is_sorted_by_key(|snapshot| snapshot.created_at));
            assert!(
                timeline
                    .snapshots
                    .iter()
                    .all(|snapshot| (detail.timeline_from..=detail.timeline_to).contains(&snapshot.created_at))
            );
        }
        assert_eq!(
            detail.timeline_to - detail.timeline_from,
            i64::from(detail.timeline_days) * 86_400_000
        );
    });
}

#[test]
fn a_snapshot_older_than_the_time_line_has_one_around_itself() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = harness.connected().await;
        let old = newest(&darkroom, "web-legacy-2012-sys").await;
        assert!((old.timeline_from..=old.timeline_to).contains(&old.row.created_at.unwrap()));
        assert!(
            old.timelines[0]
                .snapshots
                .iter()
                .any(|snapshot| snapshot.snapshot_id == old.row.key.id)
        );
    });
}

#[test]
fn a_snapshot_whose_instance_is_gone_has_the_time_line_of_its_disk_alone() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = harness.connected().await;
        let released = newest(&darkroom, "erp-db-00-final-sys").await;
        assert_eq!(released.row.instance_id, None);
        assert_eq!(released.timelines.len(), 1);
        assert_eq!(
            (released.timelines[0].disk_id.as_str(), released.missing_disks),
            (released.row.source_disk_id.as_str(), Some(0))
        );
        assert!(released.same_moment.is_empty());
    });
}

#[test]
fn every_field_of_the_clouds_record_is_there_in_its_own_words() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = harness.connected().await;
        let detail = newest(&darkroom, "财务系统-月结前").await;
        let value = |name: &str| {
            detail
                .fields
                .iter()
                .find(|field| field.name == name)
                .map(|field| field.value.as_str())
        };
        assert_eq!(value("SnapshotId"), Some(detail.row.key.id.as_str()));
        assert_eq!(value("Encrypted"), Some("true"));
        assert_eq!(value("KMSKeyId"), detail.kms_key_id.as_deref());
        assert!(detail.row.encrypted && detail.kms_key_id.is_some());
    });
}

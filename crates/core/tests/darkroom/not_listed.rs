//! What a kind that could not be listed would have told is not known. It is never taken for something that is not there.

use darkroom_core::inventory::{FlagField, InstanceRow, ResourceKey, RowKind, Rows, SortColumn};
use darkroom_core::view::{Filter, Sort, ViewSpec};

use crate::harness::{Harness, Session, always, everything, forbidden};

fn deny(harness: &Harness, actions: &[&str]) {
    let faults = actions.iter().map(|action| always(action, None, forbidden()));
    harness.cloud.simulator.set_faults(faults.collect());
}

/// How many rows of a kind a flag that is so leaves.
async fn flagged(session: &Session, kind: RowKind, field: FlagField, is: bool) -> u32 {
    let spec = ViewSpec {
        kind,
        filters: vec![Filter::Flag { field, is }],
        sort: by_name(),
        ..everything()
    };
    session.window(spec).await.total
}

fn by_name() -> Sort {
    Sort {
        column: SortColumn::Name,
        descending: false,
    }
}

async fn instances(session: &Session) -> Vec<InstanceRow> {
    let spec = ViewSpec {
        kind: RowKind::Instances,
        sort: by_name(),
        ..everything()
    };
    let Rows::Instances(rows) = session.window(spec).await.rows else {
        panic!("rows of another kind");
    };
    rows
}

/// An image of Hangzhou that instances run, and one of its snapshots that is there.
async fn image_and_snapshot(session: &Session) -> (ResourceKey, ResourceKey) {
    for instance in instances(session).await {
        let key = ResourceKey {
            id: instance.image_id.clone(),
            ..instance.key.clone()
        };
        if let Ok(image) = session.image_get(key.clone()).await
            && let Some(id) = image.disks[0].snapshot_id.clone()
            && image.disks[0].snapshot_listed == Some(true)
        {
            return (key.clone(), ResourceKey { id, ..key });
        }
    }
    panic!("no instance runs an image of a snapshot");
}

#[test]
fn without_the_disks_a_snapshot_is_neither_released_nor_present() {
    let harness = Harness::new();
    harness.run_idle(async |session| {
        deny(&harness, &["DescribeDisks"]);
        session.connect().await;
        for is in [true, false] {
            let found = flagged(&session, RowKind::Snapshots, FlagField::SourceListed, is).await;
            assert_eq!(found, 0, "{is}");
        }
        let snapshots = session.rows(everything()).await;
        assert!(snapshots.iter().all(|row| row.source_listed.is_none()));
        let rows = instances(&session).await;
        assert!(!rows.is_empty() && rows.iter().all(|row| row.disks.is_none()));
        let detail = session.instance_get(rows[0].key.clone()).await.unwrap();
        assert_eq!(detail.missing_disks, None);

        deny(&harness, &[]);
        session.sync().await;
        let all = session.total().await;
        let present = flagged(&session, RowKind::Snapshots, FlagField::SourceListed, true).await;
        let released = flagged(&session, RowKind::Snapshots, FlagField::SourceListed, false).await;
        assert!(present > 0 && released > 0);
        assert_eq!(present + released, all);
        assert!(instances(&session).await.iter().all(|row| row.disks.is_some()));

        // What was known once stays known.
        deny(&harness, &["DescribeDisks"]);
        session.sync().await;
        assert_eq!(
            flagged(&session, RowKind::Snapshots, FlagField::SourceListed, false).await,
            released
        );
    });
    harness.run_idle(async |session| {
        let released = flagged(&session, RowKind::Snapshots, FlagField::SourceListed, false).await;
        assert!(released > 0, "also after a restart");
    });
}

#[test]
fn without_the_instances_nobody_says_that_none_runs_an_image() {
    let harness = Harness::new();
    let (image, snapshot) = harness.run_idle(async |session| {
        session.connect().await;
        let (image, snapshot) = image_and_snapshot(&session).await;
        let detail = session.image_get(image.clone()).await.unwrap();
        assert!(detail.used_by_count.is_some_and(|count| count > 0));
        let of_snapshot = session.snapshot_get(snapshot.clone()).await.unwrap();
        assert!(of_snapshot.used_by_images_count.is_some_and(|count| count > 0));
        assert!(of_snapshot.used_by_instances_count.is_some());
        (image, snapshot)
    });
    std::fs::remove_dir_all(harness.folder.path().join("cache")).unwrap();
    harness.run_idle(async |session| {
        deny(&harness, &["DescribeInstances"]);
        session.sync().await;
        assert_eq!(session.image_get(image.clone()).await.unwrap().used_by_count, None);
        let detail = session.snapshot_get(snapshot.clone()).await.unwrap();
        assert!(detail.used_by_images_count.is_some());
        assert_eq!(detail.used_by_instances_count, None);
    });
    std::fs::remove_dir_all(harness.folder.path().join("cache")).unwrap();
    harness.run_idle(async |session| {
        deny(&harness, &["DescribeImages"]);
        session.sync().await;
        let detail = session.snapshot_get(snapshot).await.unwrap();
        assert_eq!(
            (detail.used_by_images_count, detail.used_by_instances_count),
            (None, None)
        );
        let newer = |is| flagged(&session, RowKind::Instances, FlagField::NewerImage, is);
        assert_eq!((newer(true).await, newer(false).await), (0, 0));
    });
    std::fs::remove_dir_all(harness.folder.path().join("cache")).unwrap();
    harness.run_idle(async |session| {
        deny(&harness, &["DescribeSnapshots"]);
        session.sync().await;
        let detail = session.image_get(image).await.unwrap();
        assert_eq!(detail.disks[0].snapshot_listed, None);
        let rows = instances(&session).await;
        let instance = session.instance_get(rows[0].key.clone()).await.unwrap();
        assert!(!instance.disks.is_empty());
        assert!(instance.disks.iter().all(|disk| disk.snapshots.is_none()));
    });
}

//! The kinds of rows: each is listed as its action pages, tells what it knows, and stands or fails alone.

use darkroom_core::inventory::{KindSync, ResourceKey, RowKind, ShardKind, ShardState, SyncState};
use darkroom_core::job::JobState;
use darkroom_core::view::ViewSpec;
use darkroom_core::{Change, ProblemCode};
use serde_json::{Value, json};

use crate::harness::{Harness, Reaction, Session, always, change, forbidden, matching, refusal, shard_of};

const REGION: &str = "cn-hangzhou";

/// The rows of each kind in the only region, told by a test from the first listing on: by action, owner of images and how often asked.
fn cloud(harness: &Harness, rows: impl Fn(&str, u32) -> Value + Send + 'static) {
    let mut asked = std::collections::HashMap::<String, u32>::new();
    harness.cloud.on_every(move |parameters| {
        let action = parameters["Action"].as_str();
        let (list, row) = match action {
            "GetCallerIdentity" => return answer(json!({"AccountId": "1", "Arn": "acs:ram::1:root"})),
            "DescribeRegions" => {
                let region = json!({"RegionId": REGION, "LocalName": "Hangzhou"});
                return answer(json!({"Regions": {"Region": [region]}}));
            }
            "DescribeImageSharePermission" => return answer(json!({"Accounts": {"Account": [{"AliyunId": "77"}]}})),
            "DescribeSnapshots" => ("Snapshots", "Snapshot"),
            "DescribeImages" => ("Images", "Image"),
            "DescribeDisks" => ("Disks", "Disk"),
            _ => ("Instances", "Instance"),
        };
        let shared = parameters.get("ImageOwnerAlias").is_some_and(|owner| owner == "others");
        let kind = if shared { "SharedImages" } else { list };
        let asked = asked.entry(kind.to_owned()).or_insert(0);
        *asked += 1;
        let mut told = rows(kind, *asked);
        if let Some(page) = parameters.get("PageNumber") {
            let page: usize = page.parse().unwrap();
            let all = told["rows"].as_array().unwrap();
            let rows: Vec<Value> = all.iter().skip((page - 1) * 100).take(100).cloned().collect();
            told["rows"] = json!(rows);
        }
        let mut body = json!({list: {row: told["rows"]}, "NextToken": "", "PageSize": 100});
        if let Some(total) = told.get("total") {
            body["TotalCount"] = total.clone();
        }
        answer(body)
    });
}

fn answer(mut body: Value) -> Reaction {
    body["RequestId"] = json!("R-1");
    Reaction::Answer(200, body.to_string())
}

fn rows(rows: Value) -> Value {
    json!({"rows": rows})
}

async fn key(session: &Session, id: &str) -> ResourceKey {
    ResourceKey {
        account_id: session.account_list().await.unwrap()[0].id.clone(),
        region_id: REGION.to_owned(),
        id: id.to_owned(),
    }
}

fn of_kind(state: &SyncState, rows: RowKind) -> &KindSync {
    state.kinds.iter().find(|kind| kind.rows == rows).unwrap()
}

/// Field case FR01.
#[test]
fn images_are_listed_page_by_page_though_each_page_has_an_empty_token() {
    let harness = Harness::new();
    cloud(&harness, |kind, _| match kind {
        "Images" => {
            let images: Vec<Value> = (0..230)
                .map(|number| json!({"ImageId": format!("m-{number}")}))
                .collect();
            rows(json!(images))
        }
        _ => rows(json!([])),
    });
    harness.run_idle(async |session| {
        session.connect().await;
        let state = session.sync_state().await.unwrap();
        assert_eq!(of_kind(&state, RowKind::Images).rows_so_far, 230);
        for id in ["m-0", "m-100", "m-150", "m-229"] {
            session.image_get(key(&session, id).await).await.unwrap();
        }
    });
}

#[test]
fn an_image_that_moves_to_a_page_that_was_read_already_stays() {
    let harness = Harness::new();
    cloud(&harness, |kind, asked| match kind {
        "Images" => {
            // Between the two pages of the second listing the first image is deleted.
            let first = if asked < 4 { 0 } else { 1 };
            let images: Vec<Value> = (first..150)
                .map(|number| json!({"ImageId": format!("m-{number}")}))
                .collect();
            json!({"rows": images, "total": images.len()})
        }
        _ => rows(json!([])),
    });
    harness.run_idle(async |session| {
        session.connect().await;
        session.sync().await;
        session.image_get(key(&session, "m-100").await).await.unwrap();
        session.sync().await;
        let gone = session.image_get(key(&session, "m-0").await).await.unwrap_err();
        assert_eq!(gone.code, ProblemCode::NotFound);
    });
}

/// Field case FR07.
#[test]
fn an_empty_answer_of_any_kind_is_confirmed_and_one_that_contradicts_itself_takes_nothing() {
    let row = |kind: &str| match kind {
        "Snapshots" => json!({"SnapshotId": "x"}),
        "Images" | "SharedImages" => json!({"ImageId": "x"}),
        "Disks" => json!({"DiskId": "x"}),
        _ => json!({"InstanceId": "x"}),
    };
    let kinds = [
        ("Snapshots", ShardKind::Snapshots),
        ("Images", ShardKind::Images),
        ("SharedImages", ShardKind::SharedImages),
        ("Disks", ShardKind::Disks),
        ("Instances", ShardKind::Instances),
    ];
    for (tested, shard_kind) in kinds {
        let harness = Harness::new();
        cloud(&harness, move |kind, asked| match asked {
            _ if kind != tested => rows(json!([])),
            // Once alone, twice with a count that says otherwise, then for good.
            2 => rows(json!([])),
            4 | 5 => json!({"rows": [], "total": 1}),
            7.. => rows(json!([])),
            _ => rows(json!([row(kind)])),
        });
        harness.run_idle(async |session| {
            session.connect().await;
            let state = session.sync().await;
            assert_eq!(
                shard_of(&state, REGION, shard_kind).state,
                ShardState::Fresh,
                "{tested}: 2, 3"
            );
            assert!(
                is_there(&harness, &session, shard_kind).await,
                "{tested}: the second answer has it"
            );
            let state = session.sync().await;
            let shard = shard_of(&state, REGION, shard_kind);
            assert_eq!(shard.state, ShardState::Failed, "{tested}: 4, 5");
            assert_eq!(shard.problem.as_ref().unwrap().code, ProblemCode::ProviderFault);
            assert!(is_there(&harness, &session, shard_kind).await, "{tested}: nothing went");
            let state = session.sync().await;
            assert_eq!(
                shard_of(&state, REGION, shard_kind).state,
                ShardState::Fresh,
                "{tested}: 6"
            );
            session.sync().await;
            assert!(
                !is_there(&harness, &session, shard_kind).await,
                "{tested}: two empty answers"
            );
        });
    }
}

/// Whether the row of the kind is known.
async fn is_there(harness: &Harness, session: &Session, kind: ShardKind) -> bool {
    let key = key(session, "x").await;
    match kind {
        ShardKind::Snapshots => session.snapshot_get(key).await.is_ok(),
        ShardKind::Images | ShardKind::SharedImages => session.image_get(key).await.is_ok(),
        ShardKind::Instances => session.instance_get(key).await.is_ok(),
        // No page shows a disk.
        ShardKind::Disks => disks_in_cache(harness) > 0,
    }
}

fn disks_in_cache(harness: &Harness) -> i64 {
    let file = harness.folder.path().join("cache/cache.db");
    let sql = "SELECT count(*) FROM rows r JOIN shards s ON s.id = r.shard_id WHERE s.kind = 'disks'";
    let cache = rusqlite::Connection::open(file).unwrap();
    cache.query_row(sql, [], |row| row.get(0)).unwrap()
}

#[test]
fn images_that_are_denied_leave_the_snapshots_fresh() {
    let harness = Harness::new();
    harness.block_on(async {
        let denied = always("DescribeImages", None, forbidden());
        harness.cloud.simulator.set_faults(vec![denied]);
        let darkroom = harness.connected().await;
        let state = darkroom.sync_state().await.unwrap();
        let regions = u32::try_from(harness.cloud.simulator.regions().len()).unwrap();
        let images = of_kind(&state, RowKind::Images);
        assert_eq!(
            (images.failed, images.never, images.synced_at),
            (regions, regions, None)
        );
        for rows in [RowKind::Snapshots, RowKind::Instances] {
            let fresh = of_kind(&state, rows);
            assert_eq!((fresh.failed, fresh.never), (0, 0), "{rows:?}");
            assert!(fresh.synced_at.is_some() && fresh.rows_so_far > 0);
        }
        assert_eq!(state.failed, 0, "its figure is about snapshots");
    });
}

#[test]
fn rows_with_odd_and_missing_fields_are_kept_and_shown_as_far_as_they_go() {
    let harness = Harness::new();
    cloud(&harness, |kind, _| {
        rows(match kind {
            "Images" => json!([
                {"ImageId": "m-bare", "Tags": null, "DetectionOptions": null, "DiskDeviceMappings": ""},
                {"ImageId": "m-old", "ImageName": "m-old", "Status": "Available", "Size": "40", "IsSelfShared": "True",
                 "Tags": {"Tag": [{"TagKey": "env", "TagValue": "prod"}]},
                 "DiskDeviceMappings": {"DiskDeviceMapping": [
                    {"Device": "/dev/xvdb", "Size": "100"}, {"Device": "/dev/xvda", "SnapshotId": "s-1", "Size": "40"}]}},
                {"ImageName": "without an id"},
            ]),
            "SharedImages" => json!([{"ImageId": "m-theirs", "ImageOwnerAlias": "others", "ImageOwnerId": 42}]),
            "Instances" => json!([
                {"InstanceId": "i-bare", "ExpiredTime": "", "Tags": {}, "OperationLocks": {}},
                {"InstanceId": "i-1", "ImageId": "m-old", "InstanceChargeType": "PostPaid", "ExpiredTime": "2099-12-31T15:59Z",
                 "OperationLocks": {"LockReason": [{"LockReason": "financial"}]}},
                {"InstanceId": "i-2", "InstanceChargeType": "PrePaid", "ExpiredTime": "2026-12-24T16:00Z"},
            ]),
            "Snapshots" => json!([{"SnapshotId": "s-1", "Tags": null, "SourceDiskId": "d-gone"}]),
            _ => json!([]),
        })
    });
    harness.run_idle(async |session| {
        session.connect().await;
        let state = session.sync_state().await.unwrap();
        assert_eq!(shard_of(&state, REGION, ShardKind::Images).skipped, 1);
        let bare = session.image_get(key(&session, "m-bare").await).await.unwrap();
        assert_eq!(
            (bare.row.check.as_str(), bare.row.data_disks, bare.row.share_count),
            ("none", 0, None)
        );
        let old = session.image_get(key(&session, "m-old").await).await.unwrap();
        assert_eq!(
            (old.row.data_disks, old.row.snapshot_ids.clone()),
            (1, vec!["s-1".to_owned()])
        );
        assert_eq!(
            old.disks[0].device.as_deref(),
            Some("/dev/xvda"),
            "the system disk is found without its type"
        );
        assert_eq!(
            (old.disks[0].snapshot_listed, &old.disks[1].snapshot_id),
            (Some(true), &None)
        );
        assert_eq!((old.used_by_count, old.request_id.as_deref()), (Some(1), Some("R-1")));
        assert!(old.fields.iter().any(|field| field.name == "IsSelfShared"));
        let theirs = session.image_get(key(&session, "m-theirs").await).await.unwrap();
        assert!(theirs.row.shared_with_me && theirs.shared_with.is_none());

        let bare = session.instance_get(key(&session, "i-bare").await).await.unwrap();
        assert_eq!((bare.row.expires_at, bare.row.image_name), (None, None));
        let first = session.instance_get(key(&session, "i-1").await).await.unwrap();
        assert_eq!(first.row.expires_at, None, "what is paid as it is used has no end");
        assert_eq!(first.row.lock_reasons, ["financial"]);
        assert_eq!(
            (first.image.unwrap().key.id, first.instances_of_image),
            ("m-old".to_owned(), Some(1))
        );
        let second = session.instance_get(key(&session, "i-2").await).await.unwrap();
        assert!(second.row.expires_at.is_some());

        let snapshot = session.snapshot_get(key(&session, "s-1").await).await.unwrap();
        assert_eq!(snapshot.row.source_listed, Some(false), "its disk is released");
        assert_eq!(
            (snapshot.used_by_images_count, snapshot.used_by_instances_count),
            (None, None),
            "an image could not be read"
        );
        assert_eq!(snapshot.used_by_images[0].key.id, "m-old");
    });
}

#[test]
fn with_whom_an_image_is_shared_is_asked_for_when_it_is_opened_and_kept() {
    let harness = Harness::new();
    cloud(&harness, |kind, _| match kind {
        "Images" => rows(json!([{"ImageId": "m-1", "IsSelfShared": "true"}])),
        _ => rows(json!([])),
    });
    harness.run_idle(async |session| {
        session.connect().await;
        let key = key(&session, "m-1").await;
        let mut changes = session.changes();
        let first = session.image_get(key.clone()).await.unwrap();
        assert_eq!((first.row.share_count, first.shared_with), (None, None));
        change(&mut changes, |change| {
            matches!(
                change,
                Change::Inventory {
                    rows: RowKind::Images,
                    ..
                }
            )
        })
        .await;
        harness.cloud.on("DescribeImageSharePermission", |_| {
            Reaction::Answer(403, refusal("Forbidden.RAM"))
        });
        let then = session.image_get(key.clone()).await.unwrap();
        assert_eq!(
            (then.row.share_count, then.shared_with),
            (Some(1), Some(vec!["77".to_owned()]))
        );
        let again = session.image_get(key).await.unwrap();
        assert_eq!(again.shares_problem, None, "it was not asked once more");
    });
}

#[test]
fn an_image_is_listed_while_a_job_makes_it() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let mut changes = session.changes();
        let id = session.create("web-gw-01-golden", "in-the-making").await;
        let images = |change: &Change| {
            matches!(
                change,
                Change::Inventory {
                    rows: RowKind::Images,
                    ..
                }
            )
        };
        while found(&session, RowKind::Images, "in-the-making").await == 0 {
            change(&mut changes, images).await;
        }
        assert_eq!(session.job_get(id).await.unwrap().summary.state, JobState::Running);
    });
}

#[test]
fn an_image_that_a_job_has_made_is_listed_without_being_asked_for() {
    let harness = Harness::new();
    let job = harness.job("web-gw-01-golden", "just-made");
    let id = job.summary.image_id.unwrap();
    harness.run_idle(async |session| {
        let key = ResourceKey {
            id,
            ..key(&session, "").await
        };
        let detail = session.image_get(key).await.unwrap();
        assert_eq!(
            (detail.row.name.as_str(), detail.row.status.as_str()),
            ("just-made", "Available")
        );
    });
}

/// How many rows of a kind a search finds.
async fn found(session: &Session, kind: RowKind, search: &str) -> u32 {
    let spec = ViewSpec {
        kind,
        ..matching(search)
    };
    session.window(spec).await.total
}

#[test]
fn rows_are_found_by_what_other_rows_tell_of_them_before_and_after_it_changes() {
    let harness = Harness::new();
    cloud(&harness, |kind, asked| {
        let second = asked > 1;
        rows(match kind {
            "Snapshots" => json!([{"SnapshotId": "s-1", "SourceDiskId": "d-1"}]),
            "Disks" => json!([{"DiskId": "d-1", "InstanceId": "i-1"}]),
            "Instances" => {
                json!([{"InstanceId": "i-1", "ImageId": "m-1", "InstanceName": if second { "beta" } else { "alpha" }}])
            }
            "Images" => json!([{"ImageId": "m-1", "ImageName": if second { "golden-2" } else { "golden-1" }}]),
            _ => json!([]),
        })
    });
    harness.run_idle(async |session| {
        session.connect().await;
        assert_eq!(found(&session, RowKind::Snapshots, "alpha").await, 1);
        assert_eq!(found(&session, RowKind::Instances, "golden-1").await, 1);
        session.sync().await;
        for (kind, before, after) in [
            (RowKind::Snapshots, "alpha", "beta"),
            (RowKind::Instances, "golden-1", "golden-2"),
        ] {
            assert_eq!(found(&session, kind, before).await, 0, "{kind:?}");
            assert_eq!(found(&session, kind, after).await, 1, "{kind:?}");
        }
    });
    harness.run_idle(async |session| {
        assert_eq!(found(&session, RowKind::Snapshots, "beta").await, 1, "after a restart");
        let snapshot = session.snapshot_get(key(&session, "s-1").await).await.unwrap();
        assert_eq!(snapshot.row.instance_name.as_deref(), Some("beta"));
    });
}

//! Views of the inventory: search, filters, order and windows.

use darkroom_core::inventory::{FlagField, Rows, SnapshotRow, SortColumn, TimeField, WordField};
use darkroom_core::view::{Filter, Scope, Sort, ViewRows, ViewSpec};
use serde_json::{Value, json};

use crate::harness::{Harness, Reaction, Session, everything, matching};

fn filtered(filter: Filter) -> ViewSpec {
    ViewSpec {
        filters: vec![filter],
        ..everything()
    }
}

/// The snapshots of a window.
fn snapshots(window: ViewRows) -> Vec<SnapshotRow> {
    let Rows::Snapshots(rows) = window.rows else {
        panic!("rows of another kind");
    };
    rows
}

/// All rows of a view of at most a thousand.
async fn rows(darkroom: &Session, spec: ViewSpec) -> Vec<SnapshotRow> {
    let window = darkroom.window(spec).await;
    assert_eq!(usize::try_from(window.total).unwrap(), window.rows.len());
    snapshots(window)
}

#[test]
fn search_finds_substrings_of_names_ids_tags_disks_and_instances_in_any_case() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = harness.connected().await;
        let all = rows(&darkroom, everything()).await;
        let row = all.iter().find(|row| row.name.starts_with("erp-db-01-sys-")).unwrap();
        for text in [
            " ERP-db-01-SYS ",
            &row.key.id[2..],
            &row.source_disk_id,
            row.instance_id.as_ref().unwrap(),
        ] {
            let found = rows(&darkroom, matching(text)).await;
            assert!(found.contains(row) && found.len() < all.len(), "{text}");
        }
        let found = rows(&darkroom, matching("财务系统")).await;
        assert!(!found.is_empty());
        let by_instance = rows(&darkroom, matching("Web-GW-02")).await;
        assert!(
            by_instance.iter().any(|row| !row.name.contains("web-gw-02")),
            "by the instance's name"
        );
        let by_tag = rows(&darkroom, matching("gateway")).await;
        assert!(by_tag.iter().any(|row| !row.name.contains("gateway")), "by a tag");
        let window = darkroom.window(matching("erp-db-01")).await;
        assert_eq!(usize::try_from(window.of).unwrap(), all.len());
    });
}

#[test]
fn what_is_searched_for_is_text_and_nothing_else() {
    let harness = Harness::new();
    let names = [
        "100%",
        "a_b",
        "a*b",
        "[x]",
        "o'neil\"",
        "back\\slash",
        "\u{202e}gnp",
        "ÄRGER",
        "nul\u{0}byte",
    ];
    harness.block_on(async {
        let darkroom = scripted(&harness, &names).await;
        for name in names {
            let found = rows(&darkroom, matching(name)).await;
            assert_eq!(found.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), [name]);
        }
        assert_eq!(rows(&darkroom, matching("ärger")).await.len(), 1);
        assert!(rows(&darkroom, matching("a%b")).await.is_empty());
        assert!(rows(&darkroom, matching("' OR 1=1 --")).await.is_empty());
    });
}

#[test]
fn temporary_snapshots_of_security_center_can_be_left_out() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = scripted(
            &harness,
            &["SAS_Agentless_scan", "sas_agentless_2", "not SAS_Agentless"],
        )
        .await;
        let agentless = Filter::Flag {
            field: FlagField::Agentless,
            is: false,
        };
        let window = darkroom.window(filtered(agentless)).await;
        assert_eq!((window.total, window.of), (1, 3));
        assert_eq!(snapshots(window)[0].name, "not SAS_Agentless");
    });
}

#[test]
fn rows_that_cannot_be_read_are_counted_and_the_others_kept() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = scripted(&harness, &["one", "", "two"]).await;
        assert_eq!(rows(&darkroom, everything()).await.len(), 2);
        let state = darkroom.sync_state().await.unwrap();
        assert_eq!(state.shards.iter().map(|shard| shard.skipped).sum::<u32>(), 1);
    });
}

/// An account with one region that holds a snapshot of each name; an empty name makes a row without an id.
async fn scripted(harness: &Harness, names: &[&str]) -> Session {
    let snapshots: Vec<Value> = names
        .iter()
        .enumerate()
        .map(|(index, name)| match *name {
            "" => json!({"SnapshotName": "no id"}),
            name => json!({"SnapshotId": format!("s-{index}"), "SnapshotName": name, "Status": "accomplished"}),
        })
        .collect();
    harness.cloud.on_every(move |parameters| {
        let mut body = match parameters["Action"].as_str() {
            "GetCallerIdentity" => json!({"AccountId": "1", "Arn": "acs:ram::1:root"}),
            "DescribeRegions" => json!({"Regions": {"Region": [{"RegionId": "cn-hangzhou", "LocalName": "Hangzhou"}]}}),
            "DescribeDisks" => json!({"Disks": {"Disk": []}}),
            "DescribeInstances" => json!({"Instances": {"Instance": []}}),
            "DescribeImages" => json!({"Images": {"Image": []}}),
            _ => json!({"Snapshots": {"Snapshot": snapshots}}),
        };
        body["RequestId"] = json!("R");
        Reaction::Answer(200, body.to_string())
    });
    harness.connected().await
}

#[test]
fn filters_keep_exactly_the_rows_they_name() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = harness.connected().await;
        let all = rows(&darkroom, everything()).await;
        let newest = all[0].created_at;
        let day = 86_400_000;
        type Keeps = fn(&SnapshotRow) -> bool;
        let words = |field, words: &[&str]| Filter::Words {
            field,
            any_of: words.iter().map(|word| (*word).to_owned()).collect(),
        };
        let flag = |field, is| Filter::Flag { field, is };
        let cases: [(Filter, Keeps); 11] = [
            (words(WordField::Status, &["failed", "progressing"]), |row| {
                row.status != "accomplished"
            }),
            (words(WordField::DiskType, &["system"]), |row| row.disk_type == "system"),
            (words(WordField::DiskType, &["data", ""]), |row| {
                row.disk_type != "system"
            }),
            (words(WordField::Usage, &["image"]), |row| row.used_by_image),
            (words(WordField::Usage, &["none"]), |row| {
                !row.used_by_image && !row.used_by_disk
            }),
            (flag(FlagField::Encrypted, true), |row| row.encrypted),
            (flag(FlagField::Encrypted, false), |row| !row.encrypted),
            (flag(FlagField::Automatic, true), |row| row.automatic),
            (flag(FlagField::Automatic, false), |row| !row.automatic),
            (flag(FlagField::CanBecomeImage, true), |row| row.can_become_image),
            (flag(FlagField::Agentless, false), |row| {
                !row.name.starts_with("SAS_Agentless")
            }),
        ];
        for (filter, keeps) in cases {
            let expected: Vec<_> = all.iter().filter(|row| keeps(row)).cloned().collect();
            assert!(!expected.is_empty(), "{filter:?}");
            assert_eq!(rows(&darkroom, filtered(filter)).await, expected);
        }
        let recent = rows(
            &darkroom,
            filtered(Filter::Within {
                field: TimeField::CreatedAt,
                days: 3,
            }),
        )
        .await;
        assert!(recent.len() > 1 && recent.len() < all.len());
        assert!(
            recent
                .iter()
                .all(|row| row.created_at.unwrap() > newest.unwrap() - 4 * day)
        );

        let scope = Scope {
            region_ids: vec!["cn-shanghai".into(), "cn-shenzhen".into()],
            ..Scope::default()
        };
        let spec = ViewSpec {
            scope,
            ..matching("no such thing")
        };
        let window = darkroom.window(spec).await;
        let expected = all
            .iter()
            .filter(|row| ["cn-shanghai", "cn-shenzhen"].contains(&row.key.region_id.as_str()))
            .count();
        assert_eq!((window.total, usize::try_from(window.of).unwrap()), (0, expected));
        let scope = Scope {
            account_ids: vec!["somebody".into()],
            ..Scope::default()
        };
        assert!(rows(&darkroom, ViewSpec { scope, ..everything() }).await.is_empty());
    });
}

#[test]
fn every_column_orders_both_ways_and_ties_are_broken_by_time_then_id() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = harness.connected().await;
        let instance = |row: &SnapshotRow| {
            row.instance_name
                .clone()
                .or_else(|| row.instance_id.clone())
                .unwrap_or_default()
                .to_lowercase()
        };
        type Text<'a> = Box<dyn Fn(&SnapshotRow) -> String + 'a>;
        let columns: [(SortColumn, Text<'_>); 9] = [
            (SortColumn::Status, Box::new(|row| row.status.clone())),
            (SortColumn::Name, Box::new(|row| row.name.to_lowercase())),
            (SortColumn::Id, Box::new(|row| row.key.id.clone())),
            (SortColumn::DiskType, Box::new(|row| row.disk_type.clone())),
            (SortColumn::Instance, Box::new(instance)),
            (
                SortColumn::Size,
                Box::new(|row| format!("{:09}", row.size_gib.unwrap_or(0))),
            ),
            (
                SortColumn::CreatedAt,
                Box::new(|row| format!("{:020}", row.created_at.unwrap_or(0))),
            ),
            (SortColumn::Region, Box::new(|row| row.key.region_id.clone())),
            (SortColumn::Account, Box::new(|row| row.key.account_id.clone())),
        ];
        let all = rows(&darkroom, everything()).await;
        for (column, text) in columns {
            for descending in [false, true] {
                let query = ViewSpec {
                    sort: Sort { column, descending },
                    ..everything()
                };
                let mut expected = all.clone();
                expected.sort_by(|a, b| {
                    let order = text(a).cmp(&text(b));
                    let order = if descending { order.reverse() } else { order };
                    order
                        .then(b.created_at.cmp(&a.created_at))
                        .then(a.key.id.cmp(&b.key.id))
                });
                assert_eq!(
                    rows(&darkroom, query).await,
                    expected,
                    "{column:?}, descending: {descending}"
                );
            }
        }
    });
}

#[test]
fn windows_join_into_the_whole_view_and_end_where_it_ends() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = harness.connected().await;
        let all = rows(&darkroom, everything()).await;
        let view = darkroom.view_open(everything()).await.unwrap();
        let mut joined = Vec::new();
        for from in (0..view.total).step_by(97) {
            let window = darkroom.view_rows(view.view_id, view.version, from, from + 97).await;
            let window = window.unwrap();
            assert_eq!(window.from, from);
            joined.extend(snapshots(window));
        }
        assert_eq!(joined, all);
        let beyond = darkroom
            .view_rows(view.view_id, view.version, 1_000_000, 1_000_050)
            .await;
        let beyond = beyond.unwrap();
        assert_eq!((beyond.rows.len(), beyond.total), (0, view.total));
        let backwards = darkroom.view_rows(view.view_id, view.version, 50, 10).await.unwrap();
        assert!(backwards.rows.is_empty());
    });
}

#[test]
fn a_time_that_the_cloud_does_not_tell_stays_unknown_and_comes_last() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = scripted(&harness, &["one", "two"]).await;
        let all = rows(&darkroom, everything()).await;
        assert!(all.iter().all(|row| row.created_at.is_none()));
        let recent = filtered(Filter::Within {
            field: TimeField::CreatedAt,
            days: 36_500,
        });
        assert!(rows(&darkroom, recent).await.is_empty());
        let detail = darkroom.snapshot_get(all[0].key.clone()).await.unwrap();
        assert!(detail.timelines[0].snapshots.is_empty());
        let start = darkroom.image_draft_open(all[0].key.clone()).await.unwrap();
        assert_eq!(start.draft.name, "one", "no date that nobody knows");
    });
}

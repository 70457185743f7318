//! Exports: which rows a file holds and in what order, what is told of it, and what becomes of it when it does not come to its end.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};

use darkroom_core::inventory::{RowKind, SortColumn};
use darkroom_core::view::{
    Export, ExportCount, ExportFile, ExportFormat, ExportRows, ExportSpec, ExportState, ExportTarget, Scope,
    SelectOperation, Sort, ViewSpec, ViewState,
};
use darkroom_core::{Change, ProblemCode};
use serde_json::{Value, json};
use simulator::{Scenario, Simulator};

use crate::export_targets::{InMemory, controlled};
use crate::harness::{HANGZHOU, Harness, Reaction, START, Session, TestCloud, always, change, forbidden};

const SHANGHAI: &str = "cn-shanghai";

fn all_of(kind: RowKind, search: &str) -> ViewSpec {
    ViewSpec {
        kind,
        scope: Scope::default(),
        search: search.to_owned(),
        filters: Vec::new(),
        sort: Sort {
            column: SortColumn::Name,
            descending: false,
        },
    }
}

fn snapshots(search: &str) -> ViewSpec {
    all_of(RowKind::Snapshots, search)
}

fn spec(rows: ExportRows, format: ExportFormat) -> ExportSpec {
    ExportSpec {
        rows,
        format,
        headers: None,
    }
}

async fn started(session: &Session, view: &ViewState, spec: ExportSpec, target: impl ExportTarget + 'static) -> Export {
    let request_id = uuid::Uuid::new_v4().to_string();
    session
        .export_start(request_id, view.view_id, spec, Box::new(target))
        .await
        .unwrap()
}

async fn ended(session: &Session, id: u32) -> Export {
    let mut changes = session.changes();
    loop {
        let exports = session.export_list().await.unwrap();
        let export = exports.into_iter().find(|export| export.id == id).unwrap();
        if export.state != ExportState::Running {
            return export;
        }
        change(&mut changes, |change| *change == Change::Export { id }).await;
    }
}

/// What a file holds after an export of a view.
async fn exported(session: &Session, view: &ViewState, spec: ExportSpec) -> (Export, Vec<u8>) {
    let target = InMemory::default();
    let file = target.file.clone();
    let id = started(session, view, spec, target).await.id;
    let export = ended(session, id).await;
    assert_eq!((export.state, &export.problem), (ExportState::Done, &None));
    let bytes = file.lock().unwrap().clone();
    (export, bytes.unwrap())
}

/// The values of a column of a CSV file.
fn column(bytes: &[u8], name: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(&bytes[3..]);
    let headers = reader.headers().unwrap().clone();
    let place = headers.iter().position(|header| header == name).unwrap();
    reader
        .records()
        .map(|record| record.unwrap()[place].to_owned())
        .collect()
}

async fn ids_of_window(session: &Session, view: &ViewState) -> Vec<String> {
    let window = session.view_rows(view.view_id, view.version, 0, 1_000).await.unwrap();
    let rows = serde_json::to_value(window.rows).unwrap();
    let rows = rows["rows"].as_array().unwrap().iter();
    rows.map(|row| row["key"]["id"].as_str().unwrap().to_owned()).collect()
}

/// A folder with a file in it that an export is going to replace.
fn target_folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("rows.csv");
    fs::write(&path, "as it was").unwrap();
    (folder, path)
}

/// The target is as it was, and nothing else is in its folder.
fn assert_untouched(folder: &tempfile::TempDir, path: &Path) {
    assert_eq!(fs::read_to_string(path).unwrap(), "as it was");
    let names: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(names, ["rows.csv"]);
}

/// An export of all that a view shows, of which the headings are being written.
struct Begun {
    export: Export,
    folder: tempfile::TempDir,
    path: PathBuf,
    /// The rest is written once this is dropped.
    allow: Sender<io::Result<()>>,
}

async fn begun(session: &Session, view: &ViewState) -> Begun {
    let (folder, path) = target_folder();
    let (target, is_asked, allow) = controlled(&path);
    let export = started(session, view, spec(ExportRows::Shown, ExportFormat::Csv), target).await;
    asked(is_asked).await;
    Begun {
        export,
        folder,
        path,
        allow,
    }
}

/// Waits where blocking holds up nobody.
async fn asked(is_asked: Receiver<()>) -> Receiver<()> {
    let wait = tokio::task::spawn_blocking(move || {
        is_asked.recv().unwrap();
        is_asked
    });
    wait.await.unwrap()
}

#[test]
fn a_file_holds_what_is_shown_in_the_order_of_the_view_for_every_kind() {
    let harness = Harness::new();
    harness.block_on(async {
        let session = harness.connected().await;
        for (kind, id) in [
            (RowKind::Snapshots, "SnapshotId"),
            (RowKind::Images, "ImageId"),
            (RowKind::Instances, "InstanceId"),
        ] {
            let view = session.view_open(all_of(kind, "erp")).await.unwrap();
            assert!(view.total > 1 && view.total < view.of, "{kind:?}");
            let shown = ids_of_window(&session, &view).await;
            let (export, csv) = exported(&session, &view, spec(ExportRows::Shown, ExportFormat::Csv)).await;
            assert_eq!((export.kind, export.written, export.of), (kind, view.total, view.total));
            assert_eq!(
                (export.stale_rows, export.missing_rows, export.missing_parts),
                (0, 0, 0)
            );
            assert_eq!(column(&csv, id), shown);
            assert!(column(&csv, "AccountAlias").iter().all(|alias| alias == "Finance"));
            let (_, bytes) = exported(&session, &view, spec(ExportRows::Shown, ExportFormat::Json)).await;
            let file: Value = serde_json::from_slice(&bytes).unwrap();
            let rows = file["rows"].as_array().unwrap();
            assert_eq!(
                rows.iter().map(|row| row[id].as_str().unwrap()).collect::<Vec<_>>(),
                shown
            );
            assert_eq!(file["kind"], serde_json::to_value(kind).unwrap());
            assert_eq!(file["stale"], json!({"rows": 0, "parts": []}));
            assert_eq!((&file["missing"], &file["missingRows"]), (&json!([]), &json!(0)));
        }
    });
}

#[test]
fn selected_rows_are_written_in_the_order_of_the_view_and_hidden_ones_after_them() {
    let harness = Harness::new();
    harness.block_on(async {
        let session = harness.connected().await;
        let view = session.view_open(snapshots("erp")).await.unwrap();
        let selected = ids_of_window(&session, &view).await;
        session.view_select(view.view_id, SelectOperation::All).await.unwrap();
        let view = session.view_update(view.view_id, snapshots("erp-db-01")).await.unwrap();
        let shown = ids_of_window(&session, &view).await;
        let hidden = u32::try_from(selected.len() - shown.len()).unwrap();
        assert!(hidden > 0 && !shown.is_empty());
        let offer = session.export_offer(view.view_id).await.unwrap();
        let rows = u32::try_from(selected.len()).unwrap();
        assert_eq!(
            offer.shown,
            ExportCount {
                rows: view.total,
                hidden: 0,
                stale: 0
            }
        );
        assert_eq!(offer.selected, ExportCount { rows, hidden, stale: 0 });
        let (export, csv) = exported(&session, &view, spec(ExportRows::Selected, ExportFormat::Csv)).await;
        assert_eq!(export.written, rows);
        let written = column(&csv, "SnapshotId");
        assert_eq!(written[..shown.len()], shown);
        let sorted = |mut ids: Vec<String>| {
            ids.sort();
            ids
        };
        assert_eq!(sorted(written), sorted(selected));
    });
}

#[test]
fn ten_thousand_selected_rows_are_ten_thousand_lines() {
    let mut harness = Harness::new();
    let scenario = Scenario::fleet(7, START.parse().unwrap()).with_snapshots(10_440);
    harness.cloud = Arc::new(TestCloud::new(Simulator::new(scenario, harness.clock.of_cloud())));
    harness.block_on(async {
        let session = harness.connected().await;
        let view = session.view_open(snapshots("")).await.unwrap();
        let first = session.view_rows(view.view_id, view.version, 0, 1).await.unwrap();
        let last = session
            .view_rows(view.view_id, view.version, 9_999, 10_000)
            .await
            .unwrap();
        let key = |window: darkroom_core::view::ViewRows| {
            let rows = serde_json::to_value(window.rows).unwrap();
            serde_json::from_value(rows["rows"][0]["key"].clone()).unwrap()
        };
        let range = SelectOperation::Range {
            anchor: key(first),
            to: key(last),
            selected: true,
        };
        assert_eq!(session.view_select(view.view_id, range).await.unwrap().count, 10_000);
        let (export, csv) = exported(&session, &view, spec(ExportRows::Selected, ExportFormat::Csv)).await;
        assert_eq!((export.written, export.of), (10_000, 10_000));
        let ids = column(&csv, "SnapshotId");
        assert_eq!(ids.len(), 10_000);
        assert_eq!(ids.iter().collect::<HashSet<_>>().len(), 10_000);
    });
}

#[test]
fn hostile_texts_are_written_whole_and_none_begins_a_formula() {
    let hostile = [
        "=cmd|' /C calc'!A0",
        "+1",
        "-1",
        "@x",
        "\u{ff1d}1",
        "a\"b",
        "a,b",
        "two\r\nlines",
        "\u{202e}gnp.exe",
        "<script>alert(1)</script>",
        "财务系统",
        "plain",
    ];
    let harness = Harness::new();
    let snapshots_of_cloud: Vec<Value> = hostile
        .iter()
        .enumerate()
        .map(|(index, text)| {
            json!({
                "SnapshotId": format!("s-{index:02}"), "SnapshotName": text, "Description": text, "Status": text,
                "SourceDiskSize": "40", "CreationTime": "2026-11-20T01:02:03Z",
                "Tags": {"Tag": [{"TagKey": text, "TagValue": text}]},
            })
        })
        .collect();
    harness.cloud.on("DescribeSnapshots", move |parameters| {
        let rows = if parameters["RegionId"] == HANGZHOU {
            snapshots_of_cloud.clone()
        } else {
            Vec::new()
        };
        Reaction::Answer(
            200,
            json!({"RequestId": "R", "Snapshots": {"Snapshot": rows}}).to_string(),
        )
    });
    harness.block_on(async {
        let session = harness.connected().await;
        let by_id = ViewSpec {
            sort: Sort {
                column: SortColumn::Id,
                descending: false,
            },
            ..snapshots("")
        };
        let view = session.view_open(by_id).await.unwrap();
        let (_, csv) = exported(&session, &view, spec(ExportRows::Shown, ExportFormat::Csv)).await;
        for name in ["SnapshotName", "Description", "Status"] {
            let cells = column(&csv, name);
            let unguarded = cells.iter().map(|cell| cell.strip_prefix('\'').unwrap_or(cell));
            assert_eq!(unguarded.collect::<Vec<_>>(), hostile, "{name}");
        }
        for name in ["SnapshotName", "Description", "Status", "Tags"] {
            let cells = column(&csv, name);
            assert!(
                !cells
                    .iter()
                    .any(|cell| cell.starts_with(['=', '+', '-', '@', '\u{ff1d}'])),
                "{name}"
            );
        }
        assert_eq!(column(&csv, "CreationTime")[0], "2026-11-20T01:02:03Z");
        assert_eq!(column(&csv, "SourceDiskSize")[0], "40");
        let (_, bytes) = exported(&session, &view, spec(ExportRows::Shown, ExportFormat::Json)).await;
        let file: Value = serde_json::from_slice(&bytes).unwrap();
        let first = &file["rows"][0];
        assert_eq!(
            (&first["SnapshotName"], &first["SourceDiskSize"]),
            (&json!(hostile[0]), &json!(40))
        );
        assert_eq!(first["Tags"], json!({hostile[0]: hostile[0]}));
    });
}

#[test]
fn what_is_stale_and_what_could_not_be_asked_is_told_before_and_after() {
    let harness = Harness::new();
    harness.block_on(async {
        let simulator = &harness.cloud.simulator;
        simulator.set_faults(vec![always("DescribeSnapshots", Some(SHANGHAI), forbidden())]);
        let session = harness.open();
        session.connect().await;
        simulator.set_faults(vec![
            always("DescribeSnapshots", Some(SHANGHAI), forbidden()),
            always("DescribeSnapshots", Some(HANGZHOU), forbidden()),
        ]);
        session.sync().await;
        let view = session.view_open(snapshots("")).await.unwrap();
        let stale = {
            let scope = Scope {
                region_ids: vec![HANGZHOU.to_owned()],
                ..Scope::default()
            };
            let of_region = session.view_open(ViewSpec { scope, ..snapshots("") }).await.unwrap();
            of_region.total
        };
        assert!(stale > 0 && stale < view.total);
        let offer = session.export_offer(view.view_id).await.unwrap();
        assert_eq!((offer.shown.stale, offer.missing_parts), (stale, 1));
        let (export, bytes) = exported(&session, &view, spec(ExportRows::Shown, ExportFormat::Json)).await;
        assert_eq!(
            (export.stale_rows, export.missing_parts, export.written),
            (stale, 1, view.total)
        );
        let file: Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(file["stale"]["rows"], stale);
        let part = &file["stale"]["parts"][0];
        assert_eq!(
            (&part["account"], &part["region"], &part["reason"]),
            (&json!("Finance"), &json!(HANGZHOU), &json!("accessDenied"))
        );
        assert!(part["readAt"].as_str().unwrap().starts_with("2026-11-23T10:"), "{part}");
        assert_eq!(
            file["missing"],
            json!([{"account": "Finance", "region": SHANGHAI, "reason": "accessDenied"}])
        );
        // What is not in the scope is not missing.
        let scope = Scope {
            region_ids: vec!["cn-beijing".to_owned()],
            ..Scope::default()
        };
        let view = session
            .view_update(view.view_id, ViewSpec { scope, ..snapshots("") })
            .await
            .unwrap();
        let offer = session.export_offer(view.view_id).await.unwrap();
        assert_eq!((offer.shown.stale, offer.missing_parts), (0, 0));
    });
}

#[test]
fn rows_that_go_while_a_file_is_written_are_counted_as_missing() {
    let harness = Harness::new();
    harness.block_on(async {
        let session = harness.connected().await;
        let stays = session.total().await;
        session.connect_practice().await;
        let view = session.view_open(snapshots("")).await.unwrap();
        assert!(view.total > stays);
        let begun = begun(&session, &view).await;
        session.practice_close().await.unwrap();
        drop(begun.allow);
        let export = ended(&session, begun.export.id).await;
        assert_eq!((export.state, export.of), (ExportState::Done, view.total));
        assert_eq!((export.written, export.missing_rows), (stays, view.total - stays));
        let lines = column(&fs::read(&begun.path).unwrap(), "SnapshotId").len();
        assert_eq!(lines, usize::try_from(stays).unwrap());
    });
}

#[test]
fn a_file_takes_the_place_of_the_one_that_was_there_and_its_path_is_told_once_it_is_whole() {
    let harness = Harness::new();
    harness.block_on(async {
        let session = harness.connected().await;
        let view = session.view_open(snapshots("")).await.unwrap();
        let Begun {
            export,
            folder,
            path,
            allow,
        } = begun(&session, &view).await;
        assert_eq!(
            (export.file_name.as_str(), export.state),
            ("rows.csv", ExportState::Running)
        );
        let problem = session.export_path(export.id).unwrap_err();
        assert_eq!(problem.code, ProblemCode::NotFound);
        assert_eq!(fs::read_to_string(&path).unwrap(), "as it was");
        drop(allow);
        assert_eq!(ended(&session, export.id).await.state, ExportState::Done);
        assert_eq!(session.export_path(export.id).unwrap(), path);
        let bytes = fs::read(&path).unwrap();
        assert!(bytes.starts_with(b"\xef\xbb\xbfAccountAlias,RegionId,SnapshotId,"));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    });
}

#[test]
fn a_cancelled_export_leaves_everything_as_it_was() {
    let harness = Harness::new();
    harness.block_on(async {
        let session = harness.connected().await;
        let view = session.view_open(snapshots("")).await.unwrap();
        let begun = begun(&session, &view).await;
        session.export_cancel(begun.export.id).await.unwrap();
        drop(begun.allow);
        let export = ended(&session, begun.export.id).await;
        assert_eq!((export.state, export.problem), (ExportState::Cancelled, None));
        assert_untouched(&begun.folder, &begun.path);
        // Once more changes nothing.
        session.export_cancel(export.id).await.unwrap();
        assert_eq!(ended(&session, export.id).await.state, ExportState::Cancelled);
    });
}

#[test]
fn a_disk_that_fails_is_told_with_its_reason_and_leaves_everything_as_it_was() {
    let harness = Harness::new();
    harness.block_on(async {
        let session = harness.connected().await;
        let view = session.view_open(snapshots("")).await.unwrap();
        for (kind, reason) in [
            (io::ErrorKind::StorageFull, "full"),
            (io::ErrorKind::QuotaExceeded, "full"),
            (io::ErrorKind::ReadOnlyFilesystem, "readOnly"),
            (io::ErrorKind::PermissionDenied, "denied"),
            (io::ErrorKind::NotFound, "folderGone"),
            (io::ErrorKind::ConnectionReset, "other"),
        ] {
            let (folder, path) = target_folder();
            let (target, _is_asked, allow) = controlled(&path);
            // The headings pass; the rows do not.
            allow.send(Ok(())).unwrap();
            allow.send(Err(kind.into())).unwrap();
            let export = started(&session, &view, spec(ExportRows::Shown, ExportFormat::Csv), target).await;
            let export = ended(&session, export.id).await;
            let problem = export.problem.unwrap();
            assert_eq!(
                (export.state, problem.code),
                (ExportState::Failed, ProblemCode::ExportFailed)
            );
            assert_eq!(
                (&problem.params["reason"][..], &problem.params["file"][..]),
                (reason, "rows.csv")
            );
            assert_untouched(&folder, &path);
            assert_eq!(session.export_path(export.id).unwrap_err().code, ProblemCode::NotFound);
        }
        let nowhere = ExportFile::at("/no/such/folder/rows.csv".into());
        let export = started(&session, &view, spec(ExportRows::Shown, ExportFormat::Csv), nowhere).await;
        let problem = ended(&session, export.id).await.problem.unwrap();
        assert_eq!(problem.params["reason"], "folderGone");
    });
}

#[test]
fn a_repeated_request_is_the_same_export_and_old_ones_are_forgotten() {
    let harness = Harness::new();
    harness.block_on(async {
        let session = harness.connected().await;
        let view = session.view_open(snapshots("no such name")).await.unwrap();
        let start = async |request_id: &str| {
            let spec = spec(ExportRows::Shown, ExportFormat::Csv);
            let target = Box::new(InMemory::default());
            session
                .export_start(request_id.to_owned(), view.view_id, spec, target)
                .await
        };
        assert_eq!(start("").await.unwrap_err().code, ProblemCode::Empty);
        let first = start("one").await.unwrap();
        assert_eq!(start("one").await.unwrap().id, first.id);
        assert_eq!(session.export_list().await.unwrap().len(), 1);
        ended(&session, first.id).await;
        for number in 0..25 {
            let export = start(&format!("more {number}")).await.unwrap();
            ended(&session, export.id).await;
        }
        let list = session.export_list().await.unwrap();
        assert_eq!((list.len(), list.last().unwrap().id), (20, first.id + 25));
        assert_eq!(
            session.export_cancel(first.id).await.unwrap_err().code,
            ProblemCode::NotFound
        );
    });
}

//! Views under their handles: what they are asked, where a row is, what is selected, and views kept by name.

use darkroom_core::inventory::{NumberField, ResourceKey, RowKind, Rows, SortColumn};
use darkroom_core::view::{Filter, Scope, SelectOperation, Selection, Sort, ViewSpec, ViewState};
use darkroom_core::{Change, ProblemCode};

use crate::harness::{Harness, Session, change};

fn spec(search: &str) -> ViewSpec {
    ViewSpec {
        kind: RowKind::Snapshots,
        scope: Scope::default(),
        search: search.to_owned(),
        filters: Vec::new(),
        sort: Sort {
            column: SortColumn::Name,
            descending: false,
        },
    }
}

fn selection(count: u32, hidden: u32) -> Selection {
    Selection { count, hidden }
}

/// The keys of all rows of a view as it is now, and which of them are selected.
async fn keys(darkroom: &Session, view: &ViewState) -> (Vec<ResourceKey>, Vec<bool>) {
    let window = darkroom.view_rows(view.view_id, view.version, 0, 1_000).await.unwrap();
    let Rows::Snapshots(rows) = window.rows else {
        panic!("rows of another kind");
    };
    (rows.into_iter().map(|row| row.key).collect(), window.selected)
}

async fn select(darkroom: &Session, view: &ViewState, operation: SelectOperation) -> Selection {
    darkroom.view_select(view.view_id, operation).await.unwrap()
}

#[test]
fn an_update_keeps_the_handle_and_the_selection_and_takes_the_rows_of_the_older_question_away() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = harness.connected().await;
        let view = darkroom.view_open(spec("")).await.unwrap();
        assert_eq!((view.total, view.selection), (view.of, selection(0, 0)));
        let all = select(&darkroom, &view, SelectOperation::All).await;
        assert_eq!(all, selection(view.total, 0));
        let narrow = darkroom.view_update(view.view_id, spec("erp-db-01")).await.unwrap();
        assert_eq!((narrow.view_id, narrow.of), (view.view_id, view.of));
        assert!(narrow.total > 0 && narrow.total < view.total);
        assert_eq!(narrow.selection, selection(view.total, view.total - narrow.total));
        let old = darkroom.view_rows(view.view_id, view.version, 0, 10).await.unwrap_err();
        assert_eq!(old.code, ProblemCode::Superseded);
        let (shown, selected) = keys(&darkroom, &narrow).await;
        assert!(selected.iter().all(|selected| *selected));
        let only = SelectOperation::Only { key: shown[0].clone() };
        assert_eq!(select(&darkroom, &narrow, only).await, selection(1, 0));
        assert_eq!(
            select(&darkroom, &narrow, SelectOperation::Clear).await,
            selection(0, 0)
        );
    });
}

#[test]
fn a_view_comes_with_the_rows_that_were_asked_for_with_it() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = harness.connected().await;
        let opened = darkroom.view_open_with_rows(spec(""), 1, 3).await.unwrap();
        let view = opened.view;
        assert_eq!((opened.window.from, opened.window.selected.len()), (1, 2));
        let same = darkroom.view_rows(view.view_id, view.version, 1, 3).await.unwrap();
        assert_eq!(opened.window, same);

        let all = view.total;
        let narrow = darkroom.view_update_with_rows(view.view_id, spec("erp-db-01"), 0, all);
        let narrow = narrow.await.unwrap();
        assert_eq!(narrow.view.view_id, view.view_id);
        assert_eq!(narrow.window.version, narrow.view.version);
        assert_eq!(narrow.window.selected.len(), narrow.view.total as usize);

        let mut wrong = spec("");
        wrong.kind = RowKind::Images;
        let problem = darkroom
            .view_update_with_rows(view.view_id, wrong, 0, 1)
            .await
            .unwrap_err();
        assert_eq!(problem.code, ProblemCode::Malformed);
    });
}

#[test]
fn a_range_reaches_over_any_distance_in_the_order_of_the_view() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = harness.connected().await;
        let view = darkroom.view_open(spec("")).await.unwrap();
        let (all, _) = keys(&darkroom, &view).await;
        let last = all.len() - 1;
        let range = |anchor: &ResourceKey, to: usize, selected| SelectOperation::Range {
            anchor: anchor.clone(),
            to: all[to].clone(),
            selected,
        };
        let count = |rows: usize| selection(u32::try_from(rows).unwrap(), 0);
        assert_eq!(
            select(&darkroom, &view, range(&all[last], 2, true)).await,
            count(all.len() - 2)
        );
        assert_eq!(
            select(&darkroom, &view, range(&all[3], last - 1, false)).await,
            count(2)
        );
        let selected = darkroom.view_selected(view.view_id, 10).await.unwrap();
        assert_eq!(selected.keys, [all[2].clone(), all[last].clone()]);
        let unknown = ResourceKey {
            id: "s-unknown".into(),
            ..all[0].clone()
        };
        assert_eq!(
            select(&darkroom, &view, range(&unknown, 0, true)).await,
            count(3),
            "an anchor that is not there"
        );
        let set = SelectOperation::Set {
            key: unknown,
            selected: true,
        };
        assert_eq!(select(&darkroom, &view, set).await, count(3));
        // Hidden ones come last.
        let (_, name) = all[last].id.split_at(2);
        let narrow = darkroom.view_update(view.view_id, spec(name)).await.unwrap();
        assert_eq!(narrow.selection, selection(3, 2));
        let selected = darkroom.view_selected(view.view_id, 2).await.unwrap();
        assert_eq!((selected.count, selected.hidden, selected.keys.len()), (3, 2, 2));
        assert_eq!(selected.keys[0], all[last]);
    });
}

#[test]
fn a_row_is_located_where_the_view_shows_it_now() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = harness.connected().await;
        let view = darkroom.view_open(spec("")).await.unwrap();
        let (all, _) = keys(&darkroom, &view).await;
        for place in [0, 7, all.len() - 1] {
            let found = darkroom.view_locate(view.view_id, all[place].clone()).await.unwrap();
            assert_eq!(found, u32::try_from(place).ok());
        }
        let backwards = ViewSpec {
            sort: Sort {
                column: SortColumn::Id,
                descending: true,
            },
            ..spec("")
        };
        let view = darkroom.view_update(view.view_id, backwards).await.unwrap();
        let (backwards, _) = keys(&darkroom, &view).await;
        let place = backwards.iter().position(|key| *key == all[7]);
        let found = darkroom.view_locate(view.view_id, all[7].clone()).await.unwrap();
        assert_eq!(found, place.and_then(|place| u32::try_from(place).ok()));
        darkroom.view_update(view.view_id, spec("no such thing")).await.unwrap();
        assert_eq!(darkroom.view_locate(view.view_id, all[7].clone()).await.unwrap(), None);
    });
}

#[test]
fn rows_that_went_leave_the_view_and_the_selection() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = harness.connected().await;
        let view = darkroom.view_open(spec("")).await.unwrap();
        select(&darkroom, &view, SelectOperation::All).await;
        let (all, _) = keys(&darkroom, &view).await;
        let simulator = &harness.cloud.simulator;
        let gone = all
            .iter()
            .find(|key| simulator.delete_snapshot(&key.region_id, &key.id).is_ok());
        darkroom.sync().await;
        let window = darkroom.view_rows(view.view_id, view.version, 0, 1_000).await.unwrap();
        assert_eq!((window.total, window.of), (view.total - 1, view.of - 1));
        assert_eq!(window.selection, selection(view.total - 1, 0));
        assert!(window.revision > view.revision);
        let found = darkroom.view_locate(view.view_id, gone.unwrap().clone()).await.unwrap();
        assert_eq!(found, None);
        assert_eq!(darkroom.inventory_counts().await.unwrap().snapshots, view.total - 1);
    });
}

#[test]
fn what_a_kind_does_not_have_is_refused_at_its_field_and_a_handle_that_is_gone_is_told() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = harness.connected().await;
        let sort = ViewSpec {
            sort: Sort {
                column: SortColumn::Zone,
                descending: false,
            },
            ..spec("")
        };
        let filter = ViewSpec {
            filters: vec![Filter::Number {
                field: NumberField::ExpiresAt,
                from: None,
                to: None,
            }],
            ..spec("")
        };
        for (wrong, field) in [(sort, "sort"), (filter, "filters")] {
            let problem = darkroom.view_open(wrong).await.unwrap_err();
            assert_eq!(
                (problem.code, problem.field.as_deref()),
                (ProblemCode::Malformed, Some(field))
            );
        }
        let view = darkroom.view_open(spec("")).await.unwrap();
        let other = ViewSpec {
            kind: RowKind::Images,
            ..spec("")
        };
        let problem = darkroom.view_update(view.view_id, other).await.unwrap_err();
        assert_eq!(problem.field.as_deref(), Some("kind"));
        let unknown = view.view_id + 1;
        let problem = darkroom.view_rows(unknown, view.version, 0, 1).await.unwrap_err();
        assert_eq!(problem.code, ProblemCode::NotFound);
    });
}

#[test]
fn of_many_open_views_the_one_that_was_asked_least_lately_goes() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = harness.connected().await;
        let first = darkroom.view_open(spec("")).await.unwrap();
        let second = darkroom.view_open(spec("")).await.unwrap();
        for _ in 0..15 {
            keys(&darkroom, &first).await;
            darkroom.view_open(spec("")).await.unwrap();
        }
        keys(&darkroom, &first).await;
        let problem = darkroom
            .view_rows(second.view_id, second.version, 0, 1)
            .await
            .unwrap_err();
        assert_eq!(problem.code, ProblemCode::NotFound);
    });
}

#[test]
fn of_two_questions_at_once_the_newer_one_is_answered() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = harness.connected().await;
        let view = darkroom.view_open(spec("")).await.unwrap();
        let (older, newer) = tokio::join!(
            darkroom.view_update(view.view_id, spec("web")),
            darkroom.view_update(view.view_id, spec("erp-db-01")),
        );
        let newer = newer.unwrap();
        match older {
            Err(problem) => assert_eq!(problem.code, ProblemCode::Superseded),
            // It was answered before the newer one came.
            Ok(older) => assert!(older.version < newer.version),
        }
        let (shown, _) = keys(&darkroom, &newer).await;
        assert_eq!(shown.len(), usize::try_from(newer.total).unwrap());
    });
}

#[test]
fn a_selection_that_meets_updates_is_made_all_the_same() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = harness.connected().await;
        let by_id = |descending| ViewSpec {
            sort: Sort {
                column: SortColumn::Id,
                descending,
            },
            ..spec("")
        };
        let (forwards, backwards) = (by_id(false), by_id(true));
        let view = darkroom.view_open(forwards.clone()).await.unwrap();
        let (all, _) = keys(&darkroom, &view).await;
        let range = SelectOperation::Range {
            anchor: all[3].clone(),
            to: all[7].clone(),
            selected: true,
        };
        let click = SelectOperation::Only { key: all[5].clone() };
        for _ in 0..20 {
            for (operation, rows) in [(&range, 3..=7), (&click, 5..=5)] {
                select(&darkroom, &view, SelectOperation::Clear).await;
                // The selection waits for the rows of the first update when the second one takes them away.
                let (_, selected, updated) = tokio::join!(
                    darkroom.view_update(view.view_id, backwards.clone()),
                    darkroom.view_select(view.view_id, operation.clone()),
                    darkroom.view_update(view.view_id, forwards.clone()),
                );
                updated.unwrap();
                assert_eq!(selected.unwrap().count as usize, rows.clone().count());
                let kept = darkroom.view_selected(view.view_id, 10).await.unwrap();
                assert_eq!(kept.keys, all[rows]);
            }
        }
    });
}

#[test]
fn the_rows_of_an_earlier_run_are_there_before_anything_is_asked_of_the_cloud() {
    let harness = Harness::new();
    harness.connect();
    let asked = harness.cloud.simulator.ledger().len();
    harness.run_idle(async |darkroom| {
        let view = darkroom.view_open(spec("")).await.unwrap();
        assert!(view.total > 0);
        let (shown, _) = keys(&darkroom, &view).await;
        assert!(!shown.is_empty());
    });
    assert_eq!(harness.cloud.simulator.ledger().len(), asked);
}

#[test]
fn kept_views_survive_a_restart_and_are_listed_by_name() {
    let harness = Harness::new();
    harness.run_idle(async |darkroom| {
        darkroom.view_save(" web ".into(), spec("web")).await.unwrap();
        darkroom.view_save("db".into(), spec("db")).await.unwrap();
        darkroom.view_save("db".into(), spec("erp-db")).await.unwrap();
        let images = ViewSpec {
            kind: RowKind::Images,
            ..spec("")
        };
        darkroom.view_save("db".into(), images).await.unwrap();
        for (name, code) in [(" ", ProblemCode::Empty), ("a\nb", ProblemCode::Malformed)] {
            let problem = darkroom.view_save(name.into(), spec("")).await.unwrap_err();
            assert_eq!((problem.code, problem.field.as_deref()), (code, Some("name")));
        }
    });
    harness.run_idle(async |darkroom| {
        let kept = darkroom.view_saved_list(RowKind::Snapshots).await.unwrap();
        let kept: Vec<(&str, &str)> = kept
            .iter()
            .map(|view| (view.name.as_str(), view.spec.search.as_str()))
            .collect();
        assert_eq!(kept, [("db", "erp-db"), ("web", "web")]);
        darkroom
            .view_saved_remove(RowKind::Snapshots, "db".into())
            .await
            .unwrap();
        darkroom
            .view_saved_remove(RowKind::Snapshots, "db".into())
            .await
            .unwrap();
        assert_eq!(darkroom.view_saved_list(RowKind::Snapshots).await.unwrap().len(), 1);
        assert_eq!(darkroom.view_saved_list(RowKind::Images).await.unwrap().len(), 1);
    });
}

#[test]
fn an_image_that_was_made_is_shown_by_itself_also_after_regions_were_chosen() {
    let harness = Harness::new();
    harness.run(async |darkroom| {
        let account = darkroom.connect().await;
        let regions = ["cn-hangzhou", "cn-shanghai"].map(str::to_owned).to_vec();
        darkroom.region_choose(account.id, regions).await.unwrap();
        darkroom.synced().await;
        let images = ViewSpec {
            kind: RowKind::Images,
            ..spec("web-just-made")
        };
        let view = darkroom.view_open(images).await.unwrap();
        assert_eq!(view.total, 0);
        let mut changes = darkroom.changes();
        let job = darkroom.create("web-gw-01-golden", "web-just-made").await;
        darkroom.until_ended(job).await;
        let is_of_images = |change: &Change| {
            let rows = RowKind::Images;
            matches!(change, Change::Inventory { rows: of, .. } if *of == rows)
        };
        loop {
            let window = darkroom.view_rows(view.view_id, view.version, 0, 10).await.unwrap();
            if window.total == 1 {
                assert_eq!(window.rows.len(), 1);
                break;
            }
            change(&mut changes, is_of_images).await;
        }
    });
}

//! Resource groups: what they are called, and lists that are about one of them.

use std::collections::BTreeSet;

use darkroom_core::ProblemCode;
use darkroom_core::inventory::{RowKind, Rows, SortColumn};
use darkroom_core::view::{Scope, Sort, ViewSpec};

use crate::harness::{Harness, Session, always, everything, forbidden};

fn of_group(kind: RowKind, id: &str) -> ViewSpec {
    ViewSpec {
        kind,
        scope: Scope {
            resource_group_ids: vec![id.to_owned()],
            ..Scope::default()
        },
        sort: Sort {
            column: SortColumn::CreatedAt,
            descending: true,
        },
        ..everything()
    }
}

/// Ids of the groups of all snapshots.
async fn groups_of_snapshots(session: &Session) -> BTreeSet<String> {
    let mut groups = BTreeSet::new();
    for row in session.rows(everything()).await {
        groups.extend(session.snapshot_get(row.key).await.unwrap().resource_group_id);
    }
    groups
}

#[test]
fn groups_have_the_names_that_the_cloud_gives_them() {
    let harness = Harness::new();
    harness.run_idle(async |session| {
        let account = session.connect().await;
        let list = session.resource_group_list(account.id).await.unwrap();
        assert_eq!(list.problem, None);
        assert!(list.groups.iter().all(|group| group.name.is_some()), "{list:#?}");
        let ids: BTreeSet<String> = list.groups.iter().map(|group| group.id.clone()).collect();
        assert!(ids.len() > 1 && ids.is_superset(&groups_of_snapshots(&session).await));
    });
}

#[test]
fn without_the_right_to_list_groups_those_of_the_rows_are_there_and_the_refusal_is_told() {
    let harness = Harness::new();
    harness.run_idle(async |session| {
        let account = session.connect().await;
        let practice = session.connect_practice().await;
        let rules = vec![always("ListResourceGroups", None, forbidden())];
        harness.cloud.simulator.set_faults(rules);
        let list = session.resource_group_list(account.id.clone()).await.unwrap();
        let problem = list.problem.unwrap();
        assert_eq!(problem.code, ProblemCode::AccessDenied);
        assert_eq!(problem.params["action"], "resourcemanager:ListResourceGroups");
        let ids: BTreeSet<String> = list.groups.iter().map(|group| group.id.clone()).collect();
        assert!(list.groups.iter().all(|group| group.name.is_none()));
        session.account_remove(practice.id).await.unwrap();
        let of_rows = groups_of_snapshots(&session).await;
        assert!(!of_rows.is_empty() && ids.is_superset(&of_rows), "{ids:?} {of_rows:?}");
    });
}

#[test]
fn every_list_can_be_about_one_group_and_counts_nothing_else() {
    let harness = Harness::new();
    harness.run_idle(async |session| {
        let account = session.connect().await;
        let all = session.total().await;
        let groups = session.resource_group_list(account.id).await.unwrap().groups;
        let mut sum = 0;
        for group in &groups {
            let shown = session.window(of_group(RowKind::Snapshots, &group.id)).await;
            assert_eq!(shown.of, shown.total);
            sum += shown.total;
            let Rows::Snapshots(rows) = shown.rows else {
                panic!("rows of another kind");
            };
            for row in rows.into_iter().take(3) {
                let detail = session.snapshot_get(row.key).await.unwrap();
                assert_eq!(detail.resource_group_id.as_ref(), Some(&group.id));
            }
            for kind in [RowKind::Images, RowKind::Instances] {
                let shown = session.window(of_group(kind, &group.id)).await;
                assert_eq!(shown.of, shown.total);
            }
        }
        assert_eq!(sum, all, "each snapshot is in one group");
        let nowhere = session.window(of_group(RowKind::Snapshots, "rg-nowhere")).await;
        assert_eq!((nowhere.total, nowhere.of), (0, 0));
    });
}

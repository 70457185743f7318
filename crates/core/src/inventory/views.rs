//! Windows of the snapshots grid, until views have taken their place.

use std::collections::HashSet;

use super::index::{Columns, Order, Query, Test, lower_case_line};
use super::kinds::snapshot::Snapshots;
use super::{DiskType, FlagField, Inventory, NumberField, RowKind, Rows, SnapshotQuery, SnapshotWindow, WordField};
use crate::milliseconds::DAY;
use crate::{Problem, ProblemCode};

/// Most rows of one window.
const MAX_WINDOW: u32 = 1_000;

impl Inventory {
    /// A window of rows of a view.
    ///
    /// # Errors
    /// The cache's.
    pub(crate) async fn window(
        &self,
        query: SnapshotQuery,
        offset: u32,
        limit: u32,
    ) -> Result<SnapshotWindow, Problem> {
        self.loaded().await?;
        let asked = index_query(&query, self.now());
        let indexes = self.indexes();
        let (found, state) = indexes.look(RowKind::Snapshots, |index, state| {
            (index.query(&asked, &|| false).unwrap_or_default(), state)
        });
        let total = found.rows.len();
        let from = usize::try_from(offset).unwrap_or(usize::MAX).min(total);
        let length = usize::try_from(limit.min(MAX_WINDOW)).unwrap_or(0);
        let to = from.saturating_add(length).min(total);
        let ids = indexes.ids(RowKind::Snapshots, &found.rows[from..to]);
        let (_, Rows::Snapshots(rows)) = self.rows(RowKind::Snapshots, ids).await? else {
            return Err(Problem::new(ProblemCode::Internal));
        };
        Ok(SnapshotWindow {
            revision: state.revision,
            total: u32::try_from(total).unwrap_or(u32::MAX),
            of: found.of,
            offset: u32::try_from(from).unwrap_or(u32::MAX),
            rows,
        })
    }
}

fn index_query(query: &SnapshotQuery, now: i64) -> Query {
    let words = |field, any_of: HashSet<String>| {
        let column = Snapshots.word(field)?;
        (!any_of.is_empty()).then_some(Test::Words { column, any_of })
    };
    let flag = |field, is: Option<bool>| {
        let (bit, is) = Snapshots.flag(field).zip(is)?;
        Some(Test::Flag { bit, is })
    };
    let disk_type = query.disk_type.map(|disk_type| match disk_type {
        DiskType::System => "system".to_owned(),
        DiskType::Data => "data".to_owned(),
    });
    let created = query.created_within_days.and_then(|days| {
        Some(Test::Number {
            column: Snapshots.number(NumberField::CreatedAt)?,
            from: Some(now - i64::from(days) * DAY),
            to: None,
        })
    });
    let tests = [
        words(WordField::Status, query.status.iter().cloned().collect()),
        words(WordField::DiskType, disk_type.into_iter().collect()),
        created,
        flag(FlagField::Encrypted, query.encrypted),
        flag(FlagField::Automatic, query.automatic),
        flag(FlagField::Agentless, query.hide_agentless.then_some(false)),
    ];
    Query {
        account_ids: query.scope.account_ids.clone(),
        region_ids: query.scope.region_ids.clone(),
        search: lower_case_line(query.search.trim()),
        tests: tests.into_iter().flatten().collect(),
        order: Snapshots.order(query.sort.column).unwrap_or(Order::Number(0)),
        descending: query.sort.descending,
    }
}

//! Views that were opened lately, as lists of row ids, so that scrolling does not sort again.

use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;

use super::{SnapshotQuery, SnapshotWindow};
use crate::store::{shards, snapshot_query};

/// Views kept at once.
const KEPT: usize = 4;
/// Most rows of one window.
const MAX_WINDOW: u32 = 1_000;
const MILLISECONDS_A_DAY: i64 = 86_400_000;
const MILLISECONDS_A_MINUTE: i64 = 60_000;

#[derive(Clone, Default)]
pub(super) struct Views {
    kept: Arc<Mutex<Vec<Arc<View>>>>,
}

struct View {
    query: SnapshotQuery,
    created_from: Option<i64>,
    revision: i64,
    ids: Vec<i64>,
    of: u32,
}

impl Views {
    /// Rows of a view from `offset`. `connection` must be in one transaction.
    pub(super) fn window(
        &self,
        connection: &Connection,
        query: &SnapshotQuery,
        now: i64,
        offset: u32,
        limit: u32,
    ) -> rusqlite::Result<SnapshotWindow> {
        let view = self.view(connection, query, now)?;
        let total = view.ids.len();
        let from = usize::try_from(offset).unwrap_or(usize::MAX).min(total);
        let length = usize::try_from(limit.min(MAX_WINDOW)).unwrap_or(0);
        let to = from.saturating_add(length).min(total);
        Ok(SnapshotWindow {
            revision: u64::try_from(view.revision).unwrap_or(0),
            total: u32::try_from(total).unwrap_or(u32::MAX),
            of: view.of,
            offset: u32::try_from(from).unwrap_or(u32::MAX),
            rows: snapshot_query::rows(connection, &view.ids[from..to])?,
        })
    }

    fn view(&self, connection: &Connection, query: &SnapshotQuery, now: i64) -> rusqlite::Result<Arc<View>> {
        let revision = shards::revision(connection)?;
        // To the minute, so that a view is the same one for a while.
        let minute = now - now.rem_euclid(MILLISECONDS_A_MINUTE);
        let created_from = query
            .created_within_days
            .map(|days| minute - i64::from(days) * MILLISECONDS_A_DAY);
        let is_it =
            |view: &Arc<View>| view.revision == revision && view.created_from == created_from && view.query == *query;
        {
            let mut kept = self.kept();
            if let Some(place) = kept.iter().position(is_it) {
                let view = kept.remove(place);
                kept.push(view.clone());
                return Ok(view);
            }
        }
        let view = Arc::new(View {
            ids: snapshot_query::ids(connection, query, created_from)?,
            of: snapshot_query::count(connection, &query.scope)?,
            query: query.clone(),
            created_from,
            revision,
        });
        let mut kept = self.kept();
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push(view.clone());
        Ok(view)
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, Vec<Arc<View>>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

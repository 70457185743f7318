//! Views that were opened lately, as lists of row ids, so that scrolling does not sort again.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex};

use super::{SnapshotQuery, SnapshotRow, SnapshotScope, SnapshotWindow, stored};
use crate::Problem;
use crate::lock::lock;
use crate::milliseconds::{DAY, MINUTE};
use crate::store::{Cache, ScanKey};

/// Views kept at once.
const KEPT: usize = 4;
/// Most rows of one window.
const MAX_WINDOW: u32 = 1_000;

#[derive(Clone, Default)]
pub(super) struct Views {
    views: Arc<Mutex<Vec<Arc<View>>>>,
    counts: Arc<Mutex<Vec<Count>>>,
}

struct View {
    query: SnapshotQuery,
    created_from: Option<i64>,
    revision: i64,
    ids: Vec<i64>,
}

/// Rows of a scope before search and filters. Typing in the search box does not count them again.
struct Count {
    scope: SnapshotScope,
    revision: i64,
    rows: u32,
}

impl Views {
    /// Rows of a view from `offset`.
    ///
    /// # Errors
    /// The cache's, and `Superseded` when a newer search of the same view came before this one had finished.
    pub(super) async fn window(
        &self,
        cache: &Cache,
        query: SnapshotQuery,
        now: i64,
        offset: u32,
        limit: u32,
    ) -> Result<SnapshotWindow, Problem> {
        let (view, rows, from) = loop {
            let view = self.view(cache, &query, now).await?;
            let total = view.ids.len();
            let from = usize::try_from(offset).unwrap_or(usize::MAX).min(total);
            let length = usize::try_from(limit.min(MAX_WINDOW)).unwrap_or(0);
            let to = from.saturating_add(length).min(total);
            let rows = cache.snapshots_of_ids(view.ids[from..to].to_vec()).await?;
            // Rows that went since then have raised the revision, and so the next view is another one.
            if rows.len() == to - from || cache.revision().await? == view.revision {
                break (view, rows, from);
            }
        };
        let of = self.count(cache, &query.scope, view.revision).await?;
        Ok(SnapshotWindow {
            revision: u64::try_from(view.revision).unwrap_or(0),
            total: u32::try_from(view.ids.len()).unwrap_or(u32::MAX),
            of,
            offset: u32::try_from(from).unwrap_or(u32::MAX),
            rows: rows.into_iter().map(SnapshotRow::from).collect(),
        })
    }

    async fn view(&self, cache: &Cache, query: &SnapshotQuery, now: i64) -> Result<Arc<View>, Problem> {
        let revision = cache.revision().await?;
        // To the minute, so that a view is the same one for a while.
        let minute = now - now.rem_euclid(MINUTE);
        let created_from = query.created_within_days.map(|days| minute - i64::from(days) * DAY);
        let is_it =
            |view: &Arc<View>| view.revision == revision && view.created_from == created_from && view.query == *query;
        {
            let mut views = lock(&self.views);
            if let Some(place) = views.iter().position(is_it) {
                let view = views.remove(place);
                views.push(view.clone());
                return Ok(view);
            }
        }
        let (revision, ids) = cache
            .snapshot_ids(scan_key(query), stored::query(query, created_from))
            .await?;
        let view = Arc::new(View {
            query: query.clone(),
            created_from,
            revision,
            ids,
        });
        keep(&mut lock(&self.views), view.clone());
        Ok(view)
    }

    async fn count(&self, cache: &Cache, scope: &SnapshotScope, revision: i64) -> Result<u32, Problem> {
        let is_it = |count: &&Count| count.revision == revision && count.scope == *scope;
        if let Some(count) = lock(&self.counts).iter().find(is_it) {
            return Ok(count.rows);
        }
        let key = ScanKey {
            view: digest(&("count", scope)),
            version: 0,
        };
        let rows = cache.snapshot_count(key, stored::scope(scope)).await?;
        let count = Count {
            scope: scope.clone(),
            revision,
            rows,
        };
        keep(&mut lock(&self.counts), count);
        Ok(rows)
    }
}

fn keep<T>(kept: &mut Vec<T>, newest: T) {
    if kept.len() >= KEPT {
        kept.remove(0);
    }
    kept.push(newest);
}

/// Queries that differ in the search alone replace each other: they come from one search box.
fn scan_key(query: &SnapshotQuery) -> ScanKey {
    let view = SnapshotQuery {
        search: String::new(),
        ..query.clone()
    };
    ScanKey {
        view: digest(&view),
        version: digest(&query.search),
    }
}

fn digest(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

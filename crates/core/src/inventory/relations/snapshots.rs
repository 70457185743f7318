//! The snapshots of one place by their disk and time.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::unfinished::next_of;

/// What the relations keep of a snapshot.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct SnapshotFacts {
    /// Its row in the store.
    pub(crate) row: i64,
    /// Empty when not told.
    pub(crate) disk_id: String,
    pub(crate) created_at: Option<i64>,
    pub(crate) is_data: bool,
    /// Its status is neither of the two final ones.
    pub(crate) is_unfinished: bool,
}

#[derive(Clone)]
struct Known {
    row: i64,
    disk_id: Arc<str>,
    created_at: Option<i64>,
    is_data: bool,
}

#[derive(Default)]
pub(super) struct Snapshots {
    by_row: HashMap<i64, Known>,
    /// Rows by disk. Those whose disk is not told are of none.
    of_disk: HashMap<Arc<str>, BTreeSet<i64>>,
    unfinished: BTreeSet<String>,
}

impl Snapshots {
    pub(super) fn put(&mut self, snapshot_id: &str, facts: &SnapshotFacts) {
        self.take_out(facts.row);
        let known = self.of_disk.get_key_value(facts.disk_id.as_str());
        let disk_id = known.map_or_else(|| facts.disk_id.as_str().into(), |(disk_id, _)| disk_id.clone());
        if !disk_id.is_empty() {
            self.of_disk.entry(disk_id.clone()).or_default().insert(facts.row);
        }
        let known = Known {
            row: facts.row,
            disk_id,
            created_at: facts.created_at,
            is_data: facts.is_data,
        };
        self.by_row.insert(facts.row, known);
        if facts.is_unfinished {
            self.unfinished.insert(snapshot_id.to_owned());
        } else {
            self.unfinished.remove(snapshot_id);
        }
    }

    pub(super) fn remove(&mut self, gone: &[(i64, String)]) {
        for (row, snapshot_id) in gone {
            self.take_out(*row);
            self.unfinished.remove(snapshot_id);
        }
    }

    fn take_out(&mut self, row: i64) {
        let Some(known) = self.by_row.remove(&row) else {
            return;
        };
        if let Some(rows) = self.of_disk.get_mut(&known.disk_id) {
            rows.remove(&row);
            if rows.is_empty() {
                self.of_disk.remove(&known.disk_id);
            }
        }
    }

    /// The next `limit` unfinished snapshots after `after`, and then from the beginning.
    pub(super) fn unfinished(&self, after: &str, limit: usize) -> Vec<String> {
        next_of(&self.unfinished, after, limit)
    }

    /// Rows of all snapshots of a disk.
    pub(super) fn rows_of_disk(&self, disk_id: &str) -> impl Iterator<Item = i64> {
        self.of_disk.get(disk_id).into_iter().flatten().copied()
    }

    pub(super) fn count_of_disk(&self, disk_id: &str) -> usize {
        self.of_disk.get(disk_id).map_or(0, BTreeSet::len)
    }

    /// Rows of the snapshots of a disk made from `from` to `to`, oldest first.
    pub(super) fn between(&self, disk_id: &str, from: i64, to: i64) -> Vec<i64> {
        let made = self.of(disk_id);
        let mut made: Vec<(i64, i64)> = made.filter_map(|known| Some((known.created_at?, known.row))).collect();
        made.retain(|(at, _)| (from..=to).contains(at));
        made.sort_unstable();
        made.into_iter().map(|(_, row)| row).collect()
    }

    /// Rows of the snapshots of a disk nearest to `at`: at most `each` before it, as many after it, and as many whose time is unknown.
    pub(super) fn near(&self, disk_id: &str, at: Option<i64>, each: usize) -> Vec<i64> {
        near(self.of(disk_id), at, each)
    }

    /// As [`Snapshots::near`], of all data disks.
    pub(super) fn data_near(&self, at: Option<i64>, each: usize) -> Vec<i64> {
        near(self.by_row.values().filter(|known| known.is_data), at, each)
    }

    fn of(&self, disk_id: &str) -> impl Iterator<Item = &Known> {
        self.rows_of_disk(disk_id).filter_map(|row| self.by_row.get(&row))
    }
}

/// Without `at` the newest ones.
fn near<'a>(snapshots: impl Iterator<Item = &'a Known>, at: Option<i64>, each: usize) -> Vec<i64> {
    let (mut before, mut after, mut timeless) = (Vec::new(), Vec::new(), Vec::new());
    let pivot = at.unwrap_or(i64::MAX);
    for snapshot in snapshots {
        match snapshot.created_at {
            Some(created_at) if created_at <= pivot => before.push((created_at, snapshot.row)),
            Some(created_at) => after.push((created_at, snapshot.row)),
            None => timeless.push((0, snapshot.row)),
        }
    }
    before.sort_unstable_by(|left, right| right.cmp(left));
    after.sort_unstable();
    timeless.sort_unstable();
    let lists = [before, after, timeless];
    let nearest = lists.into_iter().flat_map(|list| list.into_iter().take(each));
    nearest.map(|(_, row)| row).collect()
}

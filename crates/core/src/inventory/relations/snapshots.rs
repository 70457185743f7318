//! The snapshots of one place by their disk and time.

use std::collections::{BTreeMap, BTreeSet, HashMap};

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

#[derive(Clone, Copy)]
struct OfDisk {
    row: i64,
    created_at: Option<i64>,
    is_data: bool,
}

#[derive(Default)]
pub(super) struct Snapshots {
    /// By their row, by disk.
    of_disk: HashMap<String, BTreeMap<i64, OfDisk>>,
    unfinished: BTreeSet<String>,
}

impl Snapshots {
    pub(super) fn put(&mut self, snapshot_id: &str, facts: &SnapshotFacts) {
        let of_disk = OfDisk {
            row: facts.row,
            created_at: facts.created_at,
            is_data: facts.is_data,
        };
        let snapshots = self.of_disk.entry(facts.disk_id.clone()).or_default();
        snapshots.insert(facts.row, of_disk);
        if facts.is_unfinished {
            self.unfinished.insert(snapshot_id.to_owned());
        } else {
            self.unfinished.remove(snapshot_id);
        }
    }

    pub(super) fn remove(&mut self, gone: &[(i64, String)]) {
        let rows: BTreeSet<i64> = gone.iter().map(|(row, _)| *row).collect();
        for snapshots in self.of_disk.values_mut() {
            snapshots.retain(|row, _| !rows.contains(row));
        }
        self.of_disk.retain(|_, snapshots| !snapshots.is_empty());
        for (_, snapshot_id) in gone {
            self.unfinished.remove(snapshot_id);
        }
    }

    pub(super) fn unfinished(&self) -> impl Iterator<Item = &String> {
        self.unfinished.iter()
    }

    /// Rows of all snapshots of a disk.
    pub(super) fn rows_of_disk(&self, disk_id: &str) -> impl Iterator<Item = i64> {
        self.of(disk_id).map(|snapshot| snapshot.row)
    }

    pub(super) fn count_of_disk(&self, disk_id: &str) -> usize {
        self.of_disk.get(disk_id).map_or(0, BTreeMap::len)
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
        let all = self.of_disk.values().flat_map(BTreeMap::values);
        near(all.filter(|known| known.is_data), at, each)
    }

    fn of(&self, disk_id: &str) -> impl Iterator<Item = &OfDisk> {
        self.of_disk.get(disk_id).into_iter().flat_map(BTreeMap::values)
    }
}

/// Without `at` the newest ones.
fn near<'a>(snapshots: impl Iterator<Item = &'a OfDisk>, at: Option<i64>, each: usize) -> Vec<i64> {
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

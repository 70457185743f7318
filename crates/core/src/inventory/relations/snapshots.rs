//! The snapshots of one place by their disk and time.

use std::collections::{BTreeSet, HashSet};

use hashbrown::HashTable;
use xxhash_rust::xxh3::xxh3_64;

use super::made::{Made, MadeOfDisk, NO_TIME};
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

/// The snapshots of a disk as a system disk, or as a data disk.
struct Line {
    /// Empty when not told.
    disk_id: Box<str>,
    is_data: bool,
    made: MadeOfDisk,
}

impl Line {
    fn is_of(&self, disk_id: &str, is_data: bool) -> bool {
        *self.disk_id == *disk_id && self.is_data == is_data
    }
}

#[derive(Default)]
pub(super) struct Snapshots {
    lines: HashTable<Line>,
    /// The latest row of all that have been here: one after it is on no line.
    latest: i64,
    unfinished: BTreeSet<String>,
}

impl Snapshots {
    pub(super) fn put(&mut self, snapshot_id: &str, facts: &SnapshotFacts) {
        let made = Made {
            row: facts.row,
            created_at: facts.created_at.unwrap_or(NO_TIME),
        };
        let SnapshotFacts { disk_id, is_data, .. } = facts;
        let is_new = facts.row > self.latest;
        if is_new {
            self.latest = facts.row;
        } else if !self.is_on(disk_id, *is_data, facts.row) {
            // It seldom changes its disk.
            self.take_out(&HashSet::from([facts.row]));
        }
        let known = self.lines.entry(
            hash(disk_id),
            |line| line.is_of(disk_id, *is_data),
            |line| hash(&line.disk_id),
        );
        let new = || Line {
            disk_id: disk_id.as_str().into(),
            is_data: *is_data,
            made: MadeOfDisk::default(),
        };
        known.or_insert_with(new).into_mut().made.put(made);
        if facts.is_unfinished {
            self.unfinished.insert(snapshot_id.to_owned());
        } else if !is_new {
            self.unfinished.remove(snapshot_id);
        }
    }

    pub(super) fn remove(&mut self, gone: &[(i64, String)]) {
        self.take_out(&gone.iter().map(|(row, _)| *row).collect());
        for (_, snapshot_id) in gone {
            self.unfinished.remove(snapshot_id);
        }
    }

    /// Whether a row is on the line of a disk.
    fn is_on(&self, disk_id: &str, is_data: bool, row: i64) -> bool {
        let line = self.lines.find(hash(disk_id), |line| line.is_of(disk_id, is_data));
        line.is_some_and(|line| line.made.has(row))
    }

    /// Takes rows out of whatever lines they are on.
    fn take_out(&mut self, rows: &HashSet<i64>) {
        self.lines.retain(|line| line.made.retain(|row| !rows.contains(&row)));
    }

    /// The next `limit` unfinished snapshots after `after`, and then from the beginning.
    pub(super) fn unfinished(&self, after: &str, limit: usize) -> Vec<String> {
        next_of(&self.unfinished, after, limit)
    }

    /// Rows of all snapshots of a disk.
    pub(super) fn rows_of_disk(&self, disk_id: &str) -> impl Iterator<Item = i64> {
        self.of(disk_id).map(|made| made.row)
    }

    pub(super) fn count_of_disk(&self, disk_id: &str) -> usize {
        self.of(disk_id).count()
    }

    /// Rows of the snapshots of a disk made from `from` to `to`, oldest first.
    pub(super) fn between(&self, disk_id: &str, from: i64, to: i64) -> Vec<i64> {
        let made = self.of(disk_id);
        let made = made.filter(|made| (from..=to).contains(&made.created_at));
        let mut made: Vec<(i64, i64)> = made.map(|made| (made.created_at, made.row)).collect();
        made.sort_unstable();
        made.into_iter().map(|(_, row)| row).collect()
    }

    /// Rows of the snapshots of a disk nearest to `at`: at most `each` before it, as many after it, and as many whose time is unknown.
    pub(super) fn near(&self, disk_id: &str, at: Option<i64>, each: usize) -> Vec<i64> {
        near(self.of(disk_id), at, each)
    }

    /// As [`Snapshots::near`], of all data disks.
    pub(super) fn data_near(&self, at: Option<i64>, each: usize) -> Vec<i64> {
        let data = self.lines.iter().filter(|line| line.is_data);
        near(data.flat_map(|line| line.made.iter()), at, each)
    }

    /// Snapshots whose disk is not told are of none.
    fn of(&self, disk_id: &str) -> impl Iterator<Item = Made> {
        let lines = [false, true].map(|is_data| {
            let line = self.lines.find(hash(disk_id), |line| line.is_of(disk_id, is_data));
            line.filter(|_| !disk_id.is_empty())
        });
        lines.into_iter().flatten().flat_map(|line| line.made.iter())
    }
}

fn hash(disk_id: &str) -> u64 {
    xxh3_64(disk_id.as_bytes())
}

/// Without `at` the newest ones.
fn near(snapshots: impl Iterator<Item = Made>, at: Option<i64>, each: usize) -> Vec<i64> {
    let (mut before, mut after, mut timeless) = (Vec::new(), Vec::new(), Vec::new());
    let pivot = at.unwrap_or(i64::MAX);
    for Made { row, created_at } in snapshots {
        match created_at {
            NO_TIME => timeless.push((0, row)),
            _ if created_at <= pivot => before.push((created_at, row)),
            _ => after.push((created_at, row)),
        }
    }
    before.sort_unstable_by(|left, right| right.cmp(left));
    after.sort_unstable();
    timeless.sort_unstable();
    let lists = [before, after, timeless];
    let nearest = lists.into_iter().flat_map(|list| list.into_iter().take(each));
    nearest.map(|(_, row)| row).collect()
}

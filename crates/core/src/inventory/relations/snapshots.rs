//! The snapshots of one place by their disk and time.

use std::collections::{BTreeSet, HashMap, HashSet};
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

/// Stands for a time that is not told.
const NO_TIME: i64 = i64::MIN;

/// A snapshot on the time line of its disk.
#[derive(Clone, Copy)]
struct Made {
    row: i64,
    created_at: i64,
}

/// A disk id, empty when not told, and whether it is a data disk.
type LineKey = (Arc<str>, bool);

struct Line {
    key: LineKey,
    made: Vec<Made>,
}

#[derive(Default)]
pub(super) struct Snapshots {
    lines: Vec<Line>,
    /// Numbers of lines that hold nothing and may be used again.
    empty: Vec<u32>,
    numbers: HashMap<LineKey, u32>,
    /// The line of each row.
    line_of: HashMap<i64, u32>,
    unfinished: BTreeSet<String>,
}

impl Snapshots {
    pub(super) fn put(&mut self, snapshot_id: &str, facts: &SnapshotFacts) {
        self.take_out(&[facts.row]);
        let number = self.line(facts);
        self.lines[number as usize].made.push(Made {
            row: facts.row,
            created_at: facts.created_at.unwrap_or(NO_TIME),
        });
        self.line_of.insert(facts.row, number);
        if facts.is_unfinished {
            self.unfinished.insert(snapshot_id.to_owned());
        } else {
            self.unfinished.remove(snapshot_id);
        }
    }

    pub(super) fn remove(&mut self, gone: &[(i64, String)]) {
        let rows: Vec<i64> = gone.iter().map(|(row, _)| *row).collect();
        self.take_out(&rows);
        for (_, snapshot_id) in gone {
            self.unfinished.remove(snapshot_id);
        }
    }

    /// The number of the line that a snapshot belongs to.
    fn line(&mut self, facts: &SnapshotFacts) -> u32 {
        let key: LineKey = (facts.disk_id.as_str().into(), facts.is_data);
        if let Some(number) = self.numbers.get(&key) {
            return *number;
        }
        let line = Line {
            key: key.clone(),
            made: Vec::new(),
        };
        let number = match self.empty.pop() {
            Some(number) => {
                self.lines[number as usize] = line;
                number
            }
            None => {
                self.lines.push(line);
                u32::try_from(self.lines.len() - 1).unwrap_or(u32::MAX)
            }
        };
        self.numbers.insert(key, number);
        number
    }

    fn take_out(&mut self, rows: &[i64]) {
        let mut of_line: HashMap<u32, HashSet<i64>> = HashMap::new();
        for row in rows {
            if let Some(number) = self.line_of.remove(row) {
                of_line.entry(number).or_default().insert(*row);
            }
        }
        for (number, rows) in of_line {
            let line = &mut self.lines[number as usize];
            line.made.retain(|made| !rows.contains(&made.row));
            if line.made.is_empty() {
                line.made = Vec::new();
                self.numbers.remove(&line.key);
                self.empty.push(number);
            }
        }
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
        let data = self.lines.iter().filter(|line| line.key.1);
        near(data.flat_map(|line| &line.made), at, each)
    }

    /// Snapshots whose disk is not told are of none.
    fn of(&self, disk_id: &str) -> impl Iterator<Item = &Made> {
        let keys: [LineKey; 2] = [false, true].map(|is_data| (disk_id.into(), is_data));
        let numbers = keys.into_iter().filter(|(disk_id, _)| !disk_id.is_empty());
        let numbers = numbers.filter_map(|key| self.numbers.get(&key));
        numbers.flat_map(|number| &self.lines[*number as usize].made)
    }
}

/// Without `at` the newest ones.
fn near<'a>(snapshots: impl Iterator<Item = &'a Made>, at: Option<i64>, each: usize) -> Vec<i64> {
    let (mut before, mut after, mut timeless) = (Vec::new(), Vec::new(), Vec::new());
    let pivot = at.unwrap_or(i64::MAX);
    for Made { row, created_at } in snapshots.copied() {
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

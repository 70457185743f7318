//! The snapshots of one disk, eight bytes each.

use crate::milliseconds::SECOND;

/// Stands for a time that is not told.
pub(super) const NO_TIME: i64 = i64::MIN;

/// A snapshot on the time line of its disk.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Made {
    pub(super) row: i64,
    pub(super) created_at: i64,
}

impl Made {
    /// The row in the higher half; in the lower one 0 for no time, or one more than the seconds. `None` when it does not fit.
    fn packed(self) -> Option<u64> {
        let row = u32::try_from(self.row).ok()?;
        let time = match self.created_at {
            NO_TIME => 0,
            at if at % SECOND == 0 => u32::try_from(at / SECOND).ok()?.checked_add(1)?,
            _ => return None,
        };
        Some(u64::from(row) << 32 | u64::from(time))
    }

    fn unpacked(packed: u64) -> Self {
        let seconds = (packed & u64::from(u32::MAX)).cast_signed() - 1;
        Self {
            row: row(packed),
            created_at: if seconds < 0 { NO_TIME } else { seconds * SECOND },
        }
    }
}

fn row(packed: u64) -> i64 {
    (packed >> 32).cast_signed()
}

/// Snapshots by their rows. The first one that cannot be packed has all of them kept as they are.
#[derive(Debug)]
pub(super) enum MadeOfDisk {
    Packed(Vec<u64>),
    Wide(Vec<Made>),
}

impl Default for MadeOfDisk {
    fn default() -> Self {
        Self::Packed(Vec::new())
    }
}

impl MadeOfDisk {
    pub(super) fn put(&mut self, made: Made) {
        let place = self.place(made.row);
        match self {
            Self::Packed(all) => match made.packed() {
                Some(packed) => put(all, place, packed),
                None => {
                    *self = Self::Wide(self.iter().collect());
                    self.put(made);
                }
            },
            Self::Wide(all) => put(all, place, made),
        }
    }

    /// Whether a row is among them.
    pub(super) fn has(&self, row: i64) -> bool {
        self.place(row).is_ok()
    }

    /// Keeps the rows for which it says so. Whether there are any.
    pub(super) fn retain(&mut self, is_kept: impl Fn(i64) -> bool) -> bool {
        match self {
            Self::Packed(all) => all.retain(|packed| is_kept(row(*packed))),
            Self::Wide(all) => all.retain(|made| is_kept(made.row)),
        }
        self.len() > 0
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Made> {
        (0..self.len()).map(|place| match self {
            Self::Packed(all) => Made::unpacked(all[place]),
            Self::Wide(all) => all[place],
        })
    }

    fn len(&self) -> usize {
        match self {
            Self::Packed(all) => all.len(),
            Self::Wide(all) => all.len(),
        }
    }

    /// Where a row is, or would be.
    fn place(&self, wanted: i64) -> Result<usize, usize> {
        match self {
            Self::Packed(all) => all.binary_search_by_key(&wanted, |packed| row(*packed)),
            Self::Wide(all) => all.binary_search_by_key(&wanted, |made| made.row),
        }
    }
}

fn put<T>(all: &mut Vec<T>, place: Result<usize, usize>, made: T) {
    match place {
        Ok(place) => all[place] = made,
        Err(place) => {
            if all.len() == all.capacity() {
                // There are many disks, most of them with few snapshots.
                all.reserve_exact(all.len() / 4 + 2);
            }
            all.insert(place, made);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn snapshots_stay_what_they_are_whatever_comes_after_them() {
        let times = [
            0,
            NO_TIME,
            1_700_000_000_000,
            4_294_967_295_000,
            -1_000,
            1_500,
            i64::MAX,
        ];
        let rows = [7, 3, 4_294_967_295, 1, 5_000_000_000, 2, 9];
        for last in 0..times.len() {
            let mut made = MadeOfDisk::default();
            let mut expected = Vec::new();
            for (row, created_at) in rows.into_iter().zip(times).take(last + 1) {
                made.put(Made { row, created_at: 1_000 });
                made.put(Made { row, created_at });
                expected.push(Made { row, created_at });
            }
            expected.sort_by_key(|made| made.row);
            assert_eq!(made.iter().collect::<Vec<_>>(), expected);
            assert!(rows[..=last].iter().all(|row| made.has(*row)) && !made.has(8));
            assert!(!made.retain(|row| row == 8));
        }
    }
}

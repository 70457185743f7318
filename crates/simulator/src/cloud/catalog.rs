//! Snapshots that are not kept but worked out from their place: a million of them cost nothing until they are asked for.

use std::collections::HashSet;

use jiff::Timestamp;

use super::{Shelf, Snapshot};

#[derive(Debug, Default)]
pub(crate) struct Catalog {
    seed: u64,
    epoch: Timestamp,
    shelves: Vec<Shelf>,
    /// Rows that were deleted, or changed and therefore kept elsewhere: shelf and index.
    gone: HashSet<(usize, u64)>,
}

impl Catalog {
    pub(crate) fn new(seed: u64, epoch: Timestamp, shelves: Vec<Shelf>) -> Self {
        Self {
            seed,
            epoch,
            shelves,
            gone: HashSet::new(),
        }
    }

    pub(crate) fn count(&self, region_id: &str) -> usize {
        let Some(place) = self.place(region_id) else { return 0 };
        let rows = self.shelves.get(place).map_or(0, |shelf| shelf.rows);
        let gone = self.gone.iter().filter(|(shelf, _)| *shelf == place).count();
        usize::try_from(rows).unwrap_or(usize::MAX).saturating_sub(gone)
    }

    /// Rows of a region, newest first, beginning after this position of the listing.
    pub(crate) fn rows_after<'a>(
        &'a self,
        region_id: &str,
        after: Option<(i64, &str)>,
    ) -> impl Iterator<Item = Snapshot> + 'a {
        let place = self.place(region_id);
        let shelf = place.and_then(|place| self.shelves.get(place));
        let first = match (shelf, after) {
            (Some(shelf), Some(after)) => self.first_after(shelf, after),
            _ => 0,
        };
        let rows = shelf.map_or(0, |shelf| shelf.rows);
        (first..rows)
            .filter(move |index| place.is_some_and(|place| !self.gone.contains(&(place, *index))))
            .filter_map(move |index| shelf?.row(self.seed, self.epoch, index))
    }

    pub(crate) fn find(&self, snapshot_id: &str) -> Option<Snapshot> {
        let (place, index) = self.locate(snapshot_id)?;
        self.shelves.get(place)?.row(self.seed, self.epoch, index)
    }

    /// Takes the row out of the catalog for good.
    pub(crate) fn take(&mut self, snapshot_id: &str) -> Option<Snapshot> {
        let (place, index) = self.locate(snapshot_id)?;
        let row = self.shelves.get(place)?.row(self.seed, self.epoch, index);
        self.gone.insert((place, index));
        row
    }

    fn locate(&self, snapshot_id: &str) -> Option<(usize, u64)> {
        let mut shelves = self.shelves.iter().enumerate();
        let found = shelves.find_map(|(place, shelf)| Some((place, shelf.index_of(self.seed, snapshot_id)?)));
        found.filter(|position| !self.gone.contains(position))
    }

    fn place(&self, region_id: &str) -> Option<usize> {
        self.shelves.iter().position(|shelf| shelf.region_id == region_id)
    }

    /// The first index whose row comes after the position, by bisection: creation falls with the index.
    fn first_after(&self, shelf: &Shelf, (second, id): (i64, &str)) -> u64 {
        let (mut low, mut high) = (0, shelf.rows);
        while low < high {
            let middle = low.midpoint(high);
            let created = shelf.created(self.epoch, middle).as_second();
            let is_after = created < second || (created == second && shelf.id(self.seed, middle).as_str() < id);
            if is_after {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        low
    }
}

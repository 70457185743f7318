//! Snapshots that are not stored but computed from their index: a million of them cost nothing until they are read.

use std::collections::HashSet;

use jiff::Timestamp;

use super::{RegionCatalog, Snapshot};

#[derive(Debug, Default)]
pub(crate) struct Catalog {
    seed: u64,
    epoch: Timestamp,
    regions: Vec<RegionCatalog>,
    /// Rows that were deleted, or changed and therefore kept elsewhere: region and index.
    gone: HashSet<(usize, u64)>,
}

impl Catalog {
    pub(crate) fn new(seed: u64, epoch: Timestamp, regions: Vec<RegionCatalog>) -> Self {
        Self {
            seed,
            epoch,
            regions,
            gone: HashSet::new(),
        }
    }

    pub(crate) fn count(&self, region_id: &str) -> usize {
        let Some(place) = self.place(region_id) else { return 0 };
        let rows = self.regions.get(place).map_or(0, |region| region.rows);
        let gone = self.gone.iter().filter(|(region, _)| *region == place).count();
        usize::try_from(rows).unwrap_or(usize::MAX).saturating_sub(gone)
    }

    /// Rows of a region, newest first, beginning after this position of the listing.
    pub(crate) fn rows_after<'a>(
        &'a self,
        region_id: &str,
        after: Option<(i64, &str)>,
    ) -> impl Iterator<Item = Snapshot> + 'a {
        let place = self.place(region_id);
        let region = place.and_then(|place| self.regions.get(place));
        let first = match (region, after) {
            (Some(region), Some(after)) => self.first_after(region, after),
            _ => 0,
        };
        let rows = region.map_or(0, |region| region.rows);
        (first..rows)
            .filter(move |index| place.is_some_and(|place| !self.gone.contains(&(place, *index))))
            .filter_map(move |index| region?.row(self.seed, self.epoch, index))
    }

    pub(crate) fn find(&self, snapshot_id: &str) -> Option<Snapshot> {
        let (place, index) = self.locate(snapshot_id)?;
        self.regions.get(place)?.row(self.seed, self.epoch, index)
    }

    /// Takes the row out of the catalog for good.
    pub(crate) fn take(&mut self, snapshot_id: &str) -> Option<Snapshot> {
        let (place, index) = self.locate(snapshot_id)?;
        let row = self.regions.get(place)?.row(self.seed, self.epoch, index);
        self.gone.insert((place, index));
        row
    }

    fn locate(&self, snapshot_id: &str) -> Option<(usize, u64)> {
        let mut regions = self.regions.iter().enumerate();
        let found = regions.find_map(|(place, region)| Some((place, region.index_of(self.seed, snapshot_id)?)));
        found.filter(|position| !self.gone.contains(position))
    }

    fn place(&self, region_id: &str) -> Option<usize> {
        self.regions.iter().position(|region| region.region_id == region_id)
    }

    /// The first index whose row comes after the position, by bisection: creation falls with the index.
    fn first_after(&self, region: &RegionCatalog, (second, id): (i64, &str)) -> u64 {
        let (mut low, mut high) = (0, region.rows);
        while low < high {
            let middle = low.midpoint(high);
            let created = region.created(self.epoch, middle).as_second();
            let is_after = created < second || (created == second && region.id(self.seed, middle).as_str() < id);
            if is_after {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        low
    }
}

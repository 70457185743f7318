//! Which rows of the store may hold a resource, in memory: an index in the file would cost a first listing more than the rows themselves.

use std::collections::HashMap;

use hashbrown::HashTable;
use xxhash_rust::xxh3::xxh3_64;

use crate::store::shards::{PlaceRow, StoredKind};

/// Bits of an entry that hold the row; the others hold a part of the hash.
const ROW_BITS: u32 = 40;
const ROW: u64 = (1 << ROW_BITS) - 1;

/// A kind of rows of one account and region.
type Shard = (i64, StoredKind);

/// Rows by a hash of their resource id, 8 bytes each. Two resources may share a hash, so the store is asked which of the rows it is.
#[derive(Default)]
pub(super) struct RowIds {
    /// By account and region.
    places: HashMap<(String, String), i64>,
    shards: HashMap<Shard, HashTable<u64>>,
}

impl RowIds {
    /// A row that is in the store now.
    pub(super) fn put(&mut self, shard: Shard, resource_id: &str, row: i64) {
        let hash = hash(resource_id);
        let entry = entry(hash, row);
        let rows = self.shards.entry(shard).or_default();
        if rows.find(spread(hash), |known| *known == entry).is_none() {
            rows.insert_unique(spread(hash), entry, |entry| spread(entry >> ROW_BITS));
        }
    }

    /// A row that has gone from the store.
    pub(super) fn remove(&mut self, shard: Shard, resource_id: &str, row: i64) {
        let hash = hash(resource_id);
        let entry = entry(hash, row);
        if let Some(rows) = self.shards.get_mut(&shard)
            && let Ok(found) = rows.find_entry(spread(hash), |known| *known == entry)
        {
            found.remove();
        }
    }

    /// The rows that may hold a resource: none, one, or seldom more.
    pub(super) fn candidates(&self, shard: Shard, resource_id: &str) -> Vec<i64> {
        let hash = hash(resource_id);
        let rows = self.shards.get(&shard).into_iter();
        let found = rows.flat_map(|rows| rows.iter_hash(spread(hash)));
        found
            .filter(|entry| **entry >> ROW_BITS == hash)
            .map(|entry| row(*entry))
            .collect()
    }

    /// All rows of a shard.
    pub(super) fn rows(&self, shard: Shard) -> impl Iterator<Item = i64> {
        let rows = self.shards.get(&shard).into_iter();
        rows.flat_map(HashTable::iter).map(|entry| row(*entry))
    }

    /// How many rows a shard has.
    pub(super) fn count(&self, shard: Shard) -> usize {
        self.shards.get(&shard).map_or(0, HashTable::len)
    }

    /// Names all places that there are. Rows of others are forgotten.
    pub(super) fn set_places(&mut self, places: &[PlaceRow]) {
        let named = places.iter();
        self.places = named
            .map(|place| ((place.account_id.clone(), place.region_id.clone()), place.id))
            .collect();
        self.shards
            .retain(|(place, _), _| places.iter().any(|known| known.id == *place));
    }

    /// The place of an account and region.
    pub(super) fn place(&self, account_id: &str, region_id: &str) -> Option<i64> {
        let key = (account_id.to_owned(), region_id.to_owned());
        self.places.get(&key).copied()
    }
}

/// As many bits as an entry has room for.
fn hash(resource_id: &str) -> u64 {
    xxh3_64(resource_id.as_bytes()) >> ROW_BITS
}

/// The table looks at the lowest bits and the highest ones.
fn spread(hash: u64) -> u64 {
    hash.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn entry(hash: u64, row: i64) -> u64 {
    hash << ROW_BITS | row.cast_unsigned() & ROW
}

fn row(entry: u64) -> i64 {
    (entry & ROW).cast_signed()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: Shard = (1, StoredKind::Images);

    #[test]
    fn a_row_is_found_by_its_resource_in_its_own_shard_alone() {
        let mut ids = RowIds::default();
        for row in 1..=5_000 {
            ids.put(HERE, &format!("m-{row}"), row);
            ids.put(HERE, &format!("m-{row}"), row);
        }
        assert_eq!(ids.count(HERE), 5_000);
        for row in 1..=5_000 {
            assert!(ids.candidates(HERE, &format!("m-{row}")).contains(&row));
        }
        assert!(ids.candidates((2, StoredKind::Images), "m-1").is_empty());
        assert!(ids.candidates((1, StoredKind::Disks), "m-1").is_empty());
        assert_eq!(ids.rows(HERE).count(), 5_000);
    }

    #[test]
    fn resources_of_one_hash_are_both_told() {
        let mut ids = RowIds::default();
        // 24 bits of hash: among so many some are alike.
        let names: Vec<String> = (0..20_000).map(|number| format!("s-{number}")).collect();
        for (row, name) in (1..).zip(&names) {
            ids.put(HERE, name, row);
        }
        let shared = names.iter().filter(|name| ids.candidates(HERE, name).len() > 1);
        assert!(shared.count() > 0);
        for (row, name) in (1..).zip(&names) {
            ids.remove(HERE, name, row);
            assert!(!ids.candidates(HERE, name).contains(&row));
        }
        assert_eq!(ids.count(HERE), 0);
    }

    #[test]
    fn places_that_are_gone_are_forgotten() {
        let mut ids = RowIds::default();
        ids.put(HERE, "m-1", 1);
        ids.put((2, StoredKind::Images), "m-1", 2);
        ids.set_places(&[PlaceRow {
            id: 2,
            account_id: "a".to_owned(),
            account_key: "a".to_owned(),
            region_id: "cn-hangzhou".to_owned(),
            listed: Vec::new(),
        }]);
        assert!(ids.candidates(HERE, "m-1").is_empty());
        assert_eq!(ids.candidates((2, StoredKind::Images), "m-1"), [2]);
        assert_eq!(ids.place("a", "cn-hangzhou"), Some(2));
        assert_eq!(ids.place("b", "cn-hangzhou"), None);
    }
}

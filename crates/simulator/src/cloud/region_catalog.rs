//! One region's part of the catalog: its disks. Every field of a snapshot is computed from its index.

use std::sync::Arc;

use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

use super::{Os, Snapshot, State, Tags};
use crate::randomness::Randomness;

/// A disk of which the catalog has one snapshot a night.
#[derive(Debug, Clone)]
pub(crate) struct CatalogDisk {
    pub(crate) disk_id: Arc<str>,
    pub(crate) link_id: Arc<str>,
    /// `erp-db-0001-sys`.
    pub(crate) label: String,
    pub(crate) disk_type: &'static str,
    pub(crate) size_gib: i64,
    pub(crate) kms_key_id: Option<Arc<str>>,
    /// Its snapshots are automatic when it has one.
    pub(crate) policy_id: Option<Arc<str>>,
    pub(crate) resource_group_id: Arc<str>,
    pub(crate) tags: Arc<Tags>,
    pub(crate) os: Os,
}

#[derive(Debug, Clone)]
pub(crate) struct RegionCatalog {
    pub(crate) region_id: &'static str,
    /// Letters of the region's ids.
    pub(crate) code: &'static str,
    pub(crate) disks: Vec<CatalogDisk>,
    pub(crate) rows: u64,
}

/// An id encodes the index by a multiplication that can be inverted.
const MASK: u64 = (1 << 36) - 1;
const FACTOR: u64 = 0x5_DEEC_E66D;
/// Characters of an id that carry the index.
const INDEX_LENGTH: usize = 7;
/// The others, drawn from the seed.
const DRAWN_LENGTH: usize = 10;
/// Snapshots of one night are spread over this many seconds.
const NIGHT: u64 = 72_000;
/// The newest snapshot is this much older than the epoch.
const NEWEST: i64 = 3 * 3_600;

impl RegionCatalog {
    /// When the row was created: the higher the index, the earlier.
    pub(crate) fn created(&self, epoch: Timestamp, index: u64) -> Timestamp {
        let disks = (self.disks.len() as u64).max(1);
        let (night, place) = (index / disks, index % disks);
        let seconds = night * 86_400 + place * (NIGHT / disks).max(1);
        let back = SignedDuration::from_secs(NEWEST.saturating_add(i64::try_from(seconds).unwrap_or(i64::MAX)));
        epoch.checked_sub(back).unwrap_or(epoch)
    }

    pub(crate) fn id(&self, seed: u64, index: u64) -> String {
        let mut hidden = index.wrapping_mul(FACTOR) & MASK;
        let mut digits = ['0'; INDEX_LENGTH];
        for place in digits.iter_mut().rev() {
            let digit = u32::try_from(hidden % 36).unwrap_or_default();
            *place = char::from_digit(digit, 36).unwrap_or('0');
            hidden /= 36;
        }
        let mut id = String::with_capacity("s-".len() + self.code.len() + INDEX_LENGTH + DRAWN_LENGTH);
        id.push_str("s-");
        id.push_str(self.code);
        id.extend(digits);
        self.draw(seed, index).append_lower(&mut id, DRAWN_LENGTH);
        id
    }

    /// The index that is encoded in an id of this region.
    pub(crate) fn index_of(&self, seed: u64, id: &str) -> Option<u64> {
        let hidden = id.strip_prefix("s-")?.strip_prefix(self.code)?.get(..INDEX_LENGTH)?;
        let hidden = u64::from_str_radix(hidden, 36).ok()?;
        // Newton's iteration doubles the number of right bits of the inverse.
        let inverse = (0..6).fold(FACTOR, |inverse, _| {
            inverse.wrapping_mul(2_u64.wrapping_sub(FACTOR.wrapping_mul(inverse)))
        });
        let index = hidden.wrapping_mul(inverse) & MASK;
        (index < self.rows && self.id(seed, index) == id).then_some(index)
    }

    pub(crate) fn row(&self, seed: u64, epoch: Timestamp, index: u64) -> Option<Snapshot> {
        let disks = (self.disks.len() as u64).max(1);
        let disk = self.disks.get(usize::try_from(index % disks).ok()?)?;
        let night = index / disks;
        let created = self.created(epoch, index);
        let mut chance = self.draw(seed, index);
        let odds = chance.next();
        let day = day(created);
        let name = match &disk.policy_id {
            Some(policy) => Some(["auto2.0_", &day, "_", policy].concat()),
            None if odds.is_multiple_of(41) => None,
            None => Some([&disk.label, "-", &day].concat()),
        };
        let state = match odds % 1_000 {
            0..=3 => State::Failed(i64::try_from(odds % 97).unwrap_or_default()),
            4..=23 if night == 0 => State::Progressing(SignedDuration::from_hours(22)),
            _ => State::Accomplished,
        };
        let is_permanent = disk.policy_id.is_none() && !odds.is_multiple_of(3);
        Some(Snapshot {
            snapshot_id: self.id(seed, index),
            region_id: self.region_id,
            link_id: disk.link_id.clone(),
            name,
            description: String::new(),
            created,
            state,
            source_disk_id: disk.disk_id.clone(),
            source_disk_type: disk.disk_type,
            source_disk_gib: disk.size_gib,
            snapshot_type: if disk.policy_id.is_some() { "timer" } else { "user" },
            category: if night > 20 && odds.is_multiple_of(29) {
                "archive"
            } else {
                "standard"
            },
            retention_days: (!is_permanent).then_some(365),
            kms_key_id: disk.kms_key_id.clone(),
            used_by_disk: odds.is_multiple_of(113),
            modified: None,
            copied_from: None,
            resource_group_id: disk.resource_group_id.clone(),
            tags: disk.tags.clone(),
            os: disk.os,
        })
    }

    /// The random numbers of one row; they do not depend on the rows read before.
    fn draw(&self, seed: u64, index: u64) -> Randomness {
        let place = self
            .code
            .bytes()
            .fold(seed, |mix, byte| mix.rotate_left(9) ^ u64::from(byte));
        Randomness::new(place.wrapping_add(index.wrapping_mul(0xD129_0D3B_2F6C_4A91)))
    }
}

/// `20261123`.
fn day(at: Timestamp) -> String {
    let date = Offset::UTC.to_datetime(at).date();
    (i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day())).to_string()
}

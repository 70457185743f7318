//! The kinds of rows that a region is listed by, a file each: how a kind is asked for, what it says of other rows, and what is shown,
//! searched and sorted of it.

pub(super) mod disk;
pub(super) mod image;
pub(super) mod instance;
pub(super) mod snapshot;

use std::borrow::Cow;

use alibaba_cloud::Listing;

use super::index::Entry;
use super::relations::{Dirty, Place, Relations};
use super::{RowKind, ShardKind};
use crate::store::rows::StoredRow;

/// A kind of rows.
pub(super) trait Kind: 'static {
    /// The action that lists it.
    type Listing: Listing<Row = Self::Record, Response: 'static> + Clone + 'static;
    /// The cloud's record of a row.
    type Record: Send + Sync + 'static;

    /// The shards of a region that hold it.
    const SHARD: ShardKind;
    /// The action as RAM policies name it.
    const RAM_ACTION: &'static str;

    /// The listing of a whole region.
    fn listing(region_id: &str) -> Self::Listing;
    /// The cloud's id of a row.
    fn id(record: &Self::Record) -> &str;
    /// Takes out of the record what the cloud wrote.
    fn take_raw(record: &mut Self::Record) -> String;
    /// The record of what the cloud wrote.
    fn parse(raw: &str) -> Option<Self::Record>;
    /// Tells the relations of a row that is new or has changed.
    fn relate(relations: &mut Relations, at: &At<'_>, record: &Self::Record, dirty: &mut Dirty);
    /// Tells the relations of rows that are gone, by their ids in the store and in the cloud.
    fn forget(relations: &mut Relations, place_id: i64, gone: &[(i64, String)], dirty: &mut Dirty);
    /// What views find the row by; `None` when no view shows it.
    fn entry<'a>(id: i64, place_id: i64, place: &Place, record: &'a Self::Record) -> Option<Entry<'a>>;
}

/// A kind of rows that can be asked for by their ids.
pub(super) trait Named: Kind {
    /// The listing of these rows of a region alone, at most 100.
    fn named(region_id: &str, ids: Vec<String>) -> Self::Listing;
}

/// Which row of which place.
#[derive(Clone, Copy, Debug)]
pub(super) struct At<'a> {
    /// Its id in the store.
    pub(super) row: i64,
    pub(super) place_id: i64,
    pub(super) account_id: &'a str,
    pub(super) region_id: &'a str,
}

impl<'a> At<'a> {
    pub(super) fn of(row: &'a StoredRow) -> Self {
        Self {
            row: row.id,
            place_id: row.place,
            account_id: &row.account_id,
            region_id: &row.region_id,
        }
    }
}

impl ShardKind {
    /// The view that shows the rows.
    pub(crate) fn rows(self) -> Option<RowKind> {
        match self {
            Self::Snapshots => Some(RowKind::Snapshots),
            Self::Images | Self::SharedImages => Some(RowKind::Images),
            Self::Instances => Some(RowKind::Instances),
            Self::Disks => None,
        }
    }
}

/// Whether something is there. That it is not is known only once all these kinds are known to the last row.
pub(super) fn there(is_there: bool, place: &Place, kinds: &[ShardKind]) -> Option<bool> {
    if is_there {
        Some(true)
    } else {
        place.listed.once(kinds, false)
    }
}

fn flags(flags: &[bool]) -> u32 {
    let bits = flags.iter().enumerate();
    bits.fold(0, |all, (bit, flag)| all | u32::from(*flag) << bit)
}

fn bit<F: PartialEq>(fields: &[F], field: F) -> Option<u32> {
    let bit = fields.iter().position(|known| *known == field)?;
    u32::try_from(bit).ok()
}

fn tags(tags: &[alibaba_cloud::ecs::Tag]) -> Vec<(Cow<'_, str>, Cow<'_, str>)> {
    tags.iter()
        .map(|tag| (tag.key.as_str().into(), tag.value.as_str().into()))
        .collect()
}

/// A text of the cloud; empty when it is not told.
fn text(field: &Option<String>) -> &str {
    field.as_deref().unwrap_or_default()
}

/// A text in lower case, as most are that the cloud writes.
fn lower_case(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.to_lowercase())
    }
}

/// A count for the window.
pub(super) fn count(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}

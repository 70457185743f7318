//! The index of every kind, each behind a lock of its own, with the revision of its rows.

use std::sync::RwLock;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use tokio::sync::watch;

use super::columns::Columns;
use super::entry::Entry;
use super::kind_index::KindIndex;
use super::patterns::NamePatterns;
use super::place::{IndexedPlace, PlaceCount};
use crate::inventory::{FlagField, InventoryCounts, RowKind};
use crate::lock::{read, write};

/// The indexes of all kinds.
pub(crate) struct Indexes {
    kinds: [OfKind; RowKind::ALL.len()],
}

/// The index of a kind. A query may hold it for some time, so how it stands is kept beside it.
struct OfKind {
    columns: &'static dyn Columns,
    index: RwLock<KindIndex>,
    revision: AtomicU64,
    file: AtomicU64,
    count: AtomicU64,
    hidden: AtomicU64,
    is_loaded: AtomicBool,
    has_begun: watch::Sender<bool>,
}

/// How the rows of a kind stand.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct State {
    /// Grows with every change.
    pub(crate) revision: u64,
    /// Grows when another file takes the place of the one that the rows are in: ids mean other rows then.
    pub(crate) file: u64,
    /// Rows of an earlier run of the program are still to come.
    pub(crate) is_loading: bool,
}

impl Indexes {
    /// Empty indexes with the columns of the kinds, in the order of [`RowKind::ALL`].
    pub(crate) fn new(columns: [&'static dyn Columns; RowKind::ALL.len()]) -> Self {
        let of_kind = |columns: &'static dyn Columns| {
            let index = KindIndex::new(columns.layout());
            OfKind {
                columns,
                index: RwLock::new(index),
                revision: AtomicU64::new(0),
                file: AtomicU64::new(0),
                count: AtomicU64::new(0),
                hidden: AtomicU64::new(0),
                is_loaded: AtomicBool::new(false),
                has_begun: watch::Sender::new(false),
            }
        };
        Self {
            kinds: columns.map(of_kind),
        }
    }

    /// Puts rows that are new or have changed.
    pub(crate) fn put(&self, kind: RowKind, entries: Vec<Entry<'_>>, revision: u64) {
        self.change(kind, revision, |index| index.put(entries));
        self.of(kind).has_begun.send_replace(true);
    }

    /// Removes rows.
    pub(crate) fn remove(&self, kind: RowKind, ids: &[i64], revision: u64) {
        self.change(kind, revision, |index| index.remove(ids));
    }

    /// Names all places that there are, before rows of them are put. Rows of others go.
    pub(crate) fn set_places(&self, places: &[IndexedPlace], revision: u64) {
        for kind in RowKind::ALL {
            self.change(kind, revision, |index| index.set_places(places));
        }
    }

    /// Removes all rows: another file has taken the place of the one that they were in.
    pub(crate) fn clear(&self, revision: u64) {
        for kind in RowKind::ALL {
            self.change(kind, revision, KindIndex::clear);
        }
    }

    /// All rows of an earlier run of the program are there. Whether that was not known before.
    pub(crate) fn set_loaded(&self, kind: RowKind) -> bool {
        let was_loaded = self.of(kind).is_loaded.swap(true, Ordering::SeqCst);
        self.of(kind).has_begun.send_replace(true);
        !was_loaded
    }

    /// Waits until the first rows are there, or it is known that there are none.
    pub(crate) async fn begun(&self, kind: RowKind) {
        // The sender lives as long as `self`.
        let _ = self
            .of(kind)
            .has_begun
            .subscribe()
            .wait_for(|has_begun| *has_begun)
            .await;
    }

    /// How the rows of a kind stand.
    pub(crate) fn state(&self, kind: RowKind) -> State {
        let of = self.of(kind);
        State {
            revision: of.revision.load(Ordering::SeqCst),
            file: of.file.load(Ordering::SeqCst),
            is_loading: !of.is_loaded.load(Ordering::SeqCst),
        }
    }

    /// Reads the index of a kind as it stands. Blocks, and holds up its changes: not for async code, nor for long.
    pub(crate) fn read<T>(&self, kind: RowKind, work: impl FnOnce(&KindIndex, State) -> T) -> T {
        let index = read(&self.of(kind).index);
        work(&index, self.state(kind))
    }

    /// How many of the rows with these ids are in each place, with and without a flag.
    pub(crate) fn count_by_place(&self, kind: RowKind, ids: &[i64], flag: FlagField) -> Vec<PlaceCount> {
        let bit = self.columns(kind).flag(flag);
        self.read(kind, |index, _| index.count_by_place(ids, bit))
    }

    /// The columns of a kind.
    pub(crate) fn columns(&self, kind: RowKind) -> &'static dyn Columns {
        self.of(kind).columns
    }

    /// Hides the rows of a kind with such names from now on, and no others.
    pub(crate) fn hide(&self, kind: RowKind, names: NamePatterns, revision: u64) {
        self.change(kind, revision, |index| index.hide(names));
    }

    /// How many rows of a kind are hidden.
    pub(crate) fn hidden(&self, kind: RowKind) -> u32 {
        u32::try_from(self.of(kind).hidden.load(Ordering::SeqCst)).unwrap_or(u32::MAX)
    }

    /// How many rows of each kind there are that are not hidden.
    pub(crate) fn counts(&self) -> InventoryCounts {
        let count = |kind| u32::try_from(self.of(kind).count.load(Ordering::SeqCst)).unwrap_or(u32::MAX);
        InventoryCounts {
            snapshots: count(RowKind::Snapshots),
            images: count(RowKind::Images),
            instances: count(RowKind::Instances),
        }
    }

    fn change(&self, kind: RowKind, revision: u64, change: impl FnOnce(&mut KindIndex)) {
        let of = self.of(kind);
        let mut index = write(&of.index);
        change(&mut index);
        let hidden = u64::from(index.hidden());
        of.hidden.store(hidden, Ordering::SeqCst);
        of.count.store(index.len() as u64 - hidden, Ordering::SeqCst);
        of.file.store(index.numbering().file(), Ordering::SeqCst);
        of.revision.fetch_max(revision, Ordering::SeqCst);
    }

    fn of(&self, kind: RowKind) -> &OfKind {
        &self.kinds[kind as usize]
    }
}

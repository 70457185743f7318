//! A window needs the ids of rows and how the index stands. It gets both while a query runs, even one that a change waits for.

use std::sync::mpsc;

use super::{LAYOUT, entry, place};
use crate::inventory::index::{Columns, Indexes, Layout, Order};
use crate::inventory::{FlagField, NumberField, RowKind, SortColumn, TimeField, WordField};

struct NoFields;

impl Columns for NoFields {
    fn layout(&self) -> Layout {
        LAYOUT
    }

    fn order(&self, _: SortColumn) -> Option<Order> {
        None
    }

    fn word(&self, _: WordField) -> Option<usize> {
        None
    }

    fn number(&self, _: NumberField) -> Option<usize> {
        None
    }

    fn time(&self, _: TimeField) -> Option<usize> {
        None
    }

    fn flag(&self, _: FlagField) -> Option<u32> {
        None
    }
}

#[test]
fn a_window_waits_for_no_query() {
    let indexes = Indexes::new([&NoFields, &NoFields, &NoFields]);
    let kind = RowKind::Snapshots;
    indexes.set_places(&[place(0)], 1);
    indexes.put(kind, vec![entry(7, 0, "a", None), entry(9, 0, "b", None)], 2);
    let numbering = indexes.read(kind, |index, _| index.numbering().clone());
    let (begun, has_begun) = mpsc::channel();
    let (end, ends) = mpsc::channel::<()>();
    std::thread::scope(|scope| {
        let indexes = &indexes;
        scope.spawn(move || {
            indexes.read(kind, |index, _| {
                begun.send(()).unwrap();
                ends.recv().unwrap();
                assert_eq!(index.len(), 2, "what a query looks at does not change");
            });
        });
        has_begun.recv().unwrap();
        let change = scope.spawn(move || indexes.put(kind, vec![entry(11, 0, "c", None)], 3));
        assert_eq!(numbering.ids(&[1, 0]), [9, 7]);
        assert_eq!((indexes.state(kind).revision, indexes.counts().snapshots), (2, 2));
        end.send(()).unwrap();
        change.join().unwrap();
    });
    assert_eq!((indexes.state(kind).revision, indexes.counts().snapshots), (3, 3));
    assert_eq!(indexes.counts().images, 0);
}

#[tokio::test]
async fn who_waits_for_the_first_rows_goes_on_with_them_or_without_any() {
    let indexes = Indexes::new([&NoFields, &NoFields, &NoFields]);
    indexes.set_places(&[place(0)], 1);
    indexes.put(RowKind::Images, vec![entry(1, 0, "a", None)], 2);
    indexes.begun(RowKind::Images).await;
    assert!(indexes.state(RowKind::Images).is_loading);
    indexes.set_loaded(RowKind::Snapshots);
    indexes.begun(RowKind::Snapshots).await;
    assert!(!indexes.state(RowKind::Snapshots).is_loading);
}

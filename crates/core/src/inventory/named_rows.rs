//! The rows that a reading has named. Rows of one page are stored one after the other, so they are kept as spans.

use std::ops::RangeInclusive;

/// Ids of rows. Cheap when many follow each other.
#[derive(Debug, Default)]
pub(super) struct NamedRows {
    spans: Vec<RangeInclusive<i64>>,
    /// The spans are in order, and none touches another.
    is_settled: bool,
}

impl NamedRows {
    /// How many there are.
    pub(super) fn count(&mut self) -> usize {
        self.settle();
        let of_span = |span: &RangeInclusive<i64>| usize::try_from(span.end() - span.start() + 1).unwrap_or(0);
        self.spans.iter().map(of_span).sum()
    }

    /// Those of `rows` that have not been named.
    pub(super) fn others(&mut self, rows: impl Iterator<Item = i64>) -> Vec<i64> {
        self.settle();
        let is_named = |row: &i64| {
            let after = self.spans.partition_point(|span| span.start() <= row);
            after > 0 && self.spans[after - 1].contains(row)
        };
        rows.filter(|row| !is_named(row)).collect()
    }

    fn settle(&mut self) {
        if !self.is_settled {
            self.spans.sort_unstable_by_key(|span| *span.start());
            for span in std::mem::take(&mut self.spans) {
                self.push(span);
            }
            self.is_settled = true;
        }
    }

    /// Adds a span that does not begin before the last one.
    fn push(&mut self, span: RangeInclusive<i64>) {
        match self.spans.last_mut() {
            Some(last) if (*last.start()..=*last.end() + 1).contains(span.start()) => {
                *last = *last.start()..=*last.end().max(span.end());
            }
            _ => self.spans.push(span),
        }
    }
}

impl Extend<i64> for NamedRows {
    fn extend<T: IntoIterator<Item = i64>>(&mut self, rows: T) {
        self.is_settled = false;
        for row in rows {
            self.push(row..=row);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_count_once_in_whatever_order_they_are_named() {
        let mut named = NamedRows::default();
        named.extend([5, 6, 7, 3, 6, 4, 10]);
        assert_eq!(named.count(), 6);
        assert_eq!(named.others(1..12), [1, 2, 8, 9, 11]);
        named.extend([8, 1]);
        assert_eq!((named.count(), named.others(1..12)), (8, vec![2, 9, 11]));
        assert_eq!(named.spans.len(), 3);
    }
}

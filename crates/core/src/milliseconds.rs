//! Times are kept as milliseconds since the epoch; the lengths of time that go with them.

/// A second.
pub(crate) const SECOND: i64 = 1_000;
/// A minute.
pub(crate) const MINUTE: i64 = 60 * SECOND;
/// A day.
pub(crate) const DAY: i64 = 24 * 60 * MINUTE;

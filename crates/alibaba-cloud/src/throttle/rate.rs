//! The learned rate of one action in one region. There is no limit until the cloud refuses a request. Then the limit is below the
//! rate that was refused, and grows after each minute without a refusal.

use std::collections::VecDeque;
use std::time::Duration;

use tokio::time::Instant;

const MINUTE: Duration = Duration::from_secs(60);

/// Bounds of the limit, in requests per minute: it is never lower than the first, and is dropped when it reaches the last.
const LOWEST_LIMIT: u32 = 60;
const DROPPED_LIMIT: u32 = 600;

/// The limit grows by this much after each minute without a refusal.
const GROWTH: u32 = 30;

/// How much of a refused rate is left for the account's other tools from then on, percent, unless told otherwise.
pub(crate) const RESERVE_PERCENT: u32 = 30;
/// Something is always left to use.
const MOST_RESERVED: u32 = 90;

/// More than any quota allows per minute.
const MAX_REMEMBERED: usize = 10_000;

pub(crate) struct Rate {
    /// When the requests of the last minute were sent.
    recent: VecDeque<Instant>,
    limit: Option<Limit>,
    /// What is left for others of a limit, percent.
    reserve: u32,
}

impl Default for Rate {
    fn default() -> Self {
        Self {
            recent: VecDeque::new(),
            limit: None,
            reserve: RESERVE_PERCENT,
        }
    }
}

struct Limit {
    /// All of it, with what is left for others.
    per_minute: u32,
    counted_from: Instant,
}

impl Rate {
    /// When the next request may be sent, unless that is now.
    pub(crate) fn opens_at(&mut self, now: Instant) -> Option<Instant> {
        self.grow(now);
        let opens = *self.recent.back()? + MINUTE / self.share()?;
        (opens > now).then_some(opens)
    }

    pub(crate) fn sent(&mut self, now: Instant) {
        self.forget(now);
        if self.recent.len() >= MAX_REMEMBERED {
            self.recent.pop_front();
        }
        self.recent.push_back(now);
    }

    pub(crate) fn refused(&mut self, now: Instant) {
        self.forget(now);
        let refused = u32::try_from(self.recent.len()).unwrap_or(u32::MAX);
        let before = self.share().unwrap_or(u32::MAX);
        self.limit = Some(Limit {
            per_minute: refused.min(before).max(LOWEST_LIMIT),
            counted_from: now,
        });
    }

    /// Leaves another part of the limit for others from now on.
    pub(crate) fn set_reserve(&mut self, percent: u32) {
        self.reserve = percent.min(MOST_RESERVED);
    }

    /// What is used of the limit, in requests per minute.
    fn share(&self) -> Option<u32> {
        let limit = self.limit.as_ref()?;
        let share = limit.per_minute.saturating_mul(100 - self.reserve) / 100;
        Some(share.max(LOWEST_LIMIT))
    }

    /// Requests of the last minute; the limit, all of it, and what is left of it for others.
    pub(crate) fn usage(&mut self, now: Instant) -> (u32, Option<u32>, u32) {
        self.forget(now);
        self.grow(now);
        let calls = u32::try_from(self.recent.len()).unwrap_or(u32::MAX);
        let all = self.limit.as_ref().map(|limit| limit.per_minute);
        let reserved = all.unwrap_or_default() - self.share().unwrap_or_default();
        (calls, all, reserved)
    }

    fn grow(&mut self, now: Instant) {
        let Some(limit) = &mut self.limit else { return };
        while now.duration_since(limit.counted_from) >= MINUTE && limit.per_minute < DROPPED_LIMIT {
            limit.counted_from += MINUTE;
            limit.per_minute += GROWTH;
        }
        if limit.per_minute >= DROPPED_LIMIT {
            self.limit = None;
        }
    }

    fn forget(&mut self, now: Instant) {
        while self
            .recent
            .front()
            .is_some_and(|sent| now.duration_since(*sent) >= MINUTE)
        {
            self.recent.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn send_for_a_minute(rate: &mut Rate, start: Instant, count: u32) -> Instant {
        for number in 0..count {
            rate.sent(start + MINUTE / count * number);
        }
        start + MINUTE - Duration::from_millis(1)
    }

    #[test]
    fn nothing_is_limited_before_a_refusal() {
        let mut rate = Rate::default();
        let now = Instant::now();
        for _ in 0..1_000 {
            assert_eq!(rate.opens_at(now), None);
            rate.sent(now);
        }
    }

    #[test]
    fn a_refusal_teaches_a_share_of_what_was_sent_in_the_last_minute() {
        let mut rate = Rate::default();
        let now = send_for_a_minute(&mut rate, Instant::now(), 200);
        rate.refused(now);
        rate.sent(now);
        // 140 per minute.
        assert_eq!(rate.opens_at(now), Some(now + MINUTE / 140));
        rate.refused(now);
        assert_eq!(rate.opens_at(now), Some(now + MINUTE / 98));
    }

    #[test]
    fn the_rate_never_falls_below_one_a_second_grows_and_is_forgotten() {
        let mut rate = Rate::default();
        let start = Instant::now();
        rate.sent(start);
        rate.refused(start);
        assert_eq!(rate.usage(start), (1, Some(60), 0));
        assert_eq!(rate.opens_at(start), Some(start + MINUTE / 60));
        let later = start + 2 * MINUTE;
        rate.sent(later);
        // Of 120 that are allowed by then.
        assert_eq!(rate.opens_at(later), Some(later + MINUTE / 84));
        let much_later = start + 18 * MINUTE;
        rate.sent(much_later);
        assert_eq!(rate.opens_at(much_later), None);
    }

    #[test]
    fn what_is_left_for_others_can_be_changed_and_is_told() {
        let mut rate = Rate::default();
        let now = send_for_a_minute(&mut rate, Instant::now(), 200);
        assert_eq!(rate.usage(now), (200, None, 0));
        rate.refused(now);
        assert_eq!(rate.usage(now), (200, Some(200), 60));
        rate.set_reserve(50);
        assert_eq!(rate.usage(now), (200, Some(200), 100));
        rate.set_reserve(0);
        assert_eq!(rate.usage(now), (200, Some(200), 0));
        rate.sent(now);
        assert_eq!(rate.opens_at(now), Some(now + MINUTE / 200));
        let later = now + MINUTE - Duration::from_millis(1);
        assert_eq!(rate.usage(later).0, 1);
    }

    #[test]
    fn what_is_remembered_is_bounded() {
        let mut rate = Rate::default();
        let now = Instant::now();
        for _ in 0..2 * MAX_REMEMBERED {
            rate.sent(now);
        }
        assert_eq!(rate.recent.len(), MAX_REMEMBERED);
        rate.sent(now + MINUTE);
        assert_eq!(rate.recent.len(), 1);
    }
}

//! When a running job is expected to end: a range from earlier jobs of the same account, or nothing.

use super::Estimate;
use crate::store::jobs::{Finished, JobRow};

/// A range is never narrower than this part of its length on either side, for one earlier job says little.
const LEAST_SPREAD: f64 = 0.15;

/// The estimate of a job the cloud is at work on. `None` without earlier jobs, and when even the latest end has passed.
pub(super) fn estimate(job: &JobRow, finished: &[Finished], now: i64) -> Option<Estimate> {
    let accepted_at = job.accepted_at.filter(|_| job.finished_at.is_none())?;
    let rates: Vec<f64> = finished
        .iter()
        .filter(|other| other.size_gib > 0 && other.finished_at > other.accepted_at)
        .map(|other| (other.finished_at - other.accepted_at) as f64 / other.size_gib as f64)
        .collect();
    let fastest = rates.iter().copied().reduce(f64::min)?;
    let slowest = rates.iter().copied().reduce(f64::max)?;
    let after = |milliseconds_per_gib: f64| accepted_at + (milliseconds_per_gib * job.size_gib as f64).round() as i64;
    let latest = after(slowest * (1.0 + LEAST_SPREAD));
    if latest <= now {
        return None;
    }
    let earliest = after(fastest * (1.0 - LEAST_SPREAD)).max(now);
    Some(Estimate {
        earliest,
        latest,
        from_steps: u32::try_from(rates.len()).unwrap_or(u32::MAX),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::job::StepState;

    const MINUTE: i64 = 60_000;

    fn running(size_gib: i64, accepted_at: i64) -> JobRow {
        JobRow {
            id: 1,
            account_id: "a".to_owned(),
            region_id: "cn-hangzhou".to_owned(),
            image_name: "web".to_owned(),
            size_gib,
            marker: "m".to_owned(),
            created_at: accepted_at,
            state: StepState::Running,
            image_id: Some("m-1".to_owned()),
            cloud_status: None,
            progress: None,
            problem: None,
            accepted_at: Some(accepted_at),
            finished_at: None,
        }
    }

    fn earlier(size_gib: i64, minutes: i64) -> Finished {
        Finished {
            size_gib,
            accepted_at: 0,
            finished_at: minutes * MINUTE,
        }
    }

    #[test]
    fn nothing_is_estimated_without_earlier_jobs() {
        assert_eq!(estimate(&running(100, 0), &[], 0), None);
    }

    #[test]
    fn the_range_spans_the_fastest_and_the_slowest_earlier_job_scaled_to_the_size() {
        let found = estimate(&running(200, 0), &[earlier(100, 10), earlier(100, 20)], 0);
        let expected = Estimate {
            earliest: 17 * MINUTE,
            latest: 46 * MINUTE,
            from_steps: 2,
        };
        assert_eq!(found, Some(expected));
    }

    #[test]
    fn the_earliest_end_is_never_in_the_past() {
        let found = estimate(&running(200, 0), &[earlier(100, 10), earlier(100, 20)], 30 * MINUTE);
        assert_eq!(found.map(|found| found.earliest), Some(30 * MINUTE));
    }

    #[test]
    fn a_job_that_outlives_every_earlier_one_has_no_estimate() {
        assert_eq!(estimate(&running(100, 0), &[earlier(100, 10)], 12 * MINUTE), None);
    }

    #[test]
    fn a_finished_job_has_no_estimate() {
        let mut job = running(100, 0);
        job.finished_at = Some(MINUTE);
        assert_eq!(estimate(&job, &[earlier(100, 10)], MINUTE), None);
    }
}

//! When a step is expected to end: a range from earlier steps of the same kind and account, or nothing.

use serde::Serialize;
use ts_rs::TS;

use crate::store::steps::{FinishedStep, StepRow, StoredStep};

/// A range of time, never a point.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Estimate {
    /// Milliseconds since the epoch.
    #[ts(type = "number")]
    pub earliest: i64,
    /// Milliseconds since the epoch.
    #[ts(type = "number")]
    pub latest: i64,
    /// What it rests on: earlier finished steps counted.
    pub from_steps: u32,
}

/// A range is never narrower than this part of its length on either side, for one earlier step says little.
const LEAST_SPREAD: f64 = 0.15;

/// Fastest and slowest of the earlier steps, as milliseconds for a step of this size.
fn durations(step: &StepRow, finished: &[FinishedStep]) -> Option<(f64, f64, usize)> {
    let lengths: Vec<f64> = finished
        .iter()
        .filter(|other| other.kind == step.kind && other.finished_at > other.accepted_at)
        .filter(|other| (other.size_gib > 0) == (step.size_gib > 0))
        .map(|other| {
            let length = (other.finished_at - other.accepted_at) as f64;
            if step.size_gib > 0 {
                length / other.size_gib as f64 * step.size_gib as f64
            } else {
                length
            }
        })
        .collect();
    let fastest = lengths.iter().copied().reduce(f64::min)?;
    let slowest = lengths.iter().copied().reduce(f64::max)?;
    Some((
        fastest * (1.0 - LEAST_SPREAD),
        slowest * (1.0 + LEAST_SPREAD),
        lengths.len(),
    ))
}

/// The estimate of a step the cloud is at work on. `None` without earlier steps, and when even the latest end has passed.
pub(super) fn estimate(step: &StepRow, finished: &[FinishedStep], now: i64) -> Option<Estimate> {
    let accepted_at = step.accepted_at.filter(|_| step.finished_at.is_none())?;
    let (fastest, slowest, count) = durations(step, finished)?;
    let latest = accepted_at + slowest.round() as i64;
    if latest <= now {
        return None;
    }
    Some(Estimate {
        earliest: (accepted_at + fastest.round() as i64).max(now),
        latest,
        from_steps: u32::try_from(count).unwrap_or(u32::MAX),
    })
}

/// The estimate of a whole job: the ends of its steps one after another where one waits for another. `None` as soon as nothing can be
/// said of one of them.
pub(super) fn whole(stored: &[StoredStep], finished: &[FinishedStep], now: i64) -> Option<Estimate> {
    let steps: Vec<&StepRow> = stored.iter().filter_map(StoredStep::readable).collect();
    let mut ends: Vec<(u32, i64, i64)> = Vec::new();
    let mut from_steps = u32::MAX;
    let mut is_any_open = false;
    for step in steps {
        if step.finished_at.is_some() {
            continue;
        }
        is_any_open = true;
        let begins = ends.iter().filter(|(position, ..)| step.after.contains(position));
        let (earliest, latest) = begins.fold((now, now), |(least, most), (_, earliest, latest)| {
            (least.max(*earliest), most.max(*latest))
        });
        let (fastest, slowest, count) = durations(step, finished)?;
        from_steps = from_steps.min(u32::try_from(count).unwrap_or(u32::MAX));
        let end = match step.accepted_at {
            Some(_) => estimate(step, finished, now).map(|found| (found.earliest, found.latest))?,
            None => (earliest + fastest.round() as i64, latest + slowest.round() as i64),
        };
        ends.push((step.position, end.0, end.1));
    }
    if !is_any_open {
        return None;
    }
    Some(Estimate {
        earliest: ends.iter().map(|(_, earliest, _)| *earliest).max()?,
        latest: ends.iter().map(|(_, _, latest)| *latest).max()?,
        from_steps,
    })
}

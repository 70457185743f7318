//! One job from its intent until the cloud has given an image id: send, look, send again. Watching the image is the poller's work.

use std::sync::Arc;

use super::engine::{Engine, Place};
use super::events::event;
use super::outcome::Cause;
use super::work::{Step, Work};
use super::{AttemptOutcome, JobEventCode, poll, reconcile, send};
use crate::store::{StoreError, attempts, jobs};

/// How long the cloud is trusted to remember a token without being looked at first, milliseconds. Its real memory is not published.
const TOKEN_TRUSTED_FOR: i64 = 10 * 60 * 1000;

pub(super) async fn drive(engine: Arc<Engine>, id: i64, resumed: bool) -> Result<(), StoreError> {
    let read = engine.state.read(move |connection| {
        let (Some(job), Some(attempt)) = (jobs::find(connection, id)?, attempts::list(connection, id)?.pop()) else {
            return Ok(None);
        };
        Ok(Some(Work {
            job,
            attempt,
            parameters: jobs::parameters(connection, id)?,
            waits_for: None,
            pauses: 0,
            contradicted: false,
            refusal: None,
            undecided: 0,
        }))
    });
    let Some(mut work) = read.await? else {
        return Ok(());
    };
    if work.job.finished_at.is_some() {
        return Ok(());
    }
    if resumed {
        let line = event(engine.now(), JobEventCode::Resumed);
        engine.keep(&work.job, None, vec![line]).await;
    }
    let mut step = first_step(&work, engine.now());
    loop {
        step = match step {
            Step::Send => send::send(&engine, &mut work).await,
            Step::Look(cause) => reconcile::reconcile(&engine, &mut work, cause).await,
            Step::Done => break,
        };
    }
    if work.job.image_id.is_some() {
        poll::follow(&engine, Place::of(&work.job));
    }
    Ok(())
}

fn first_step(work: &Work, now: i64) -> Step {
    if work.job.image_id.is_some() {
        return Step::Done;
    }
    match work.attempt.outcome {
        // Whatever was sent long ago may have been forgotten together with its token.
        AttemptOutcome::Unsent | AttemptOutcome::Throttled => match work.attempt.last_sent_at {
            Some(sent_at) if (now - sent_at).abs() > TOKEN_TRUSTED_FOR => Step::Look(Cause::Silence),
            _ => Step::Send,
        },
        _ => Step::Look(Cause::Silence),
    }
}

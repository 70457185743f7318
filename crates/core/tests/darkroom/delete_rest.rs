//! Several snapshots of one step: one that never comes to an end does not hold the others, and a person can leave out the rest.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use darkroom_core::deletion::DeletionOrder;
use darkroom_core::job::{DeletionOutcome, JobDetail, JobEventCode, JobState, StepKindName};
use darkroom_core::{Problem, ProblemCode};
use tokio::sync::oneshot;

use crate::deletion_case::{GOLDEN, begin, deleted, keys_of, order, outcomes, plan, step, unused_snapshots};
use crate::harness::{Harness, Reaction, Session, log, refusal};

/// Answers the requests of one snapshot in another way, and keeps the ids of all that were sent.
fn answer_one(
    harness: &Harness,
    id: &str,
    mut answer: impl FnMut(usize) -> Reaction + Send + 'static,
) -> Arc<Mutex<Vec<String>>> {
    let sent = Arc::new(Mutex::new(Vec::new()));
    let (kept, id) = (sent.clone(), id.to_owned());
    let mut times = 0;
    harness.cloud.on("DeleteSnapshot", move |parameters| {
        kept.lock().unwrap().push(parameters["SnapshotId"].clone());
        if parameters["SnapshotId"] != id {
            return Reaction::Forward;
        }
        times += 1;
        answer(times)
    });
    sent
}

/// Sent in this order; the sendings of one request count once.
fn order_of(sent: &Mutex<Vec<String>>) -> Vec<String> {
    let mut ids = sent.lock().unwrap().clone();
    ids.dedup();
    ids
}

async fn of_golden(session: &Session) -> DeletionOrder {
    session.connect().await;
    order(&plan(session, &[GOLDEN]).await)
}

#[test]
fn a_snapshot_that_always_meets_a_fault_comes_last_and_is_given_up_in_the_end() {
    let harness = Harness::new();
    harness.run(async |session| {
        let order = of_golden(&session).await;
        let snapshots = order.images[0].snapshots.clone();
        let bad = &snapshots[0];
        let sent = answer_one(&harness, bad, |_| Reaction::Answer(500, refusal("InternalError")));
        let id = begin(&session, order.clone()).await;
        let job = session.until_ended(id).await;
        use DeletionOutcome::{Done, NoClearAnswer};
        assert_eq!(
            outcomes(&job, StepKindName::DeleteSnapshots),
            [NoClearAnswer, Done, Done],
            "{job:#?}"
        );
        assert_eq!(order_of(&sent)[..3], snapshots[..]);
        let row = &step(&job, StepKindName::DeleteSnapshots).deletions[0];
        let problem: &Problem = row.problem.as_ref().unwrap();
        assert_eq!(problem.provider.as_ref().unwrap().code, "InternalError");
        assert_eq!(problem.code, ProblemCode::ProviderFault);
        let mut left = keys_of(&order);
        left.remove(bad);
        assert_eq!(deleted(&harness), left);
        // It was tried for minutes, not for ever.
        assert!(harness.clock.elapsed() < Duration::from_secs(1_800));
    });
}

#[test]
fn a_snapshot_that_something_else_is_at_work_on_is_sent_again_after_the_others() {
    let harness = Harness::new();
    harness.run(async |session| {
        let order = of_golden(&session).await;
        let snapshots = order.images[0].snapshots.clone();
        let sent = answer_one(&harness, &snapshots[0], |times| match times {
            1 | 2 => Reaction::Answer(403, refusal("Operation.Conflict")),
            _ => Reaction::Forward,
        });
        let id = begin(&session, order.clone()).await;
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        assert_eq!(deleted(&harness), keys_of(&order));
        assert_eq!(order_of(&sent)[..3], snapshots[..]);
        assert_eq!(sent.lock().unwrap().len(), 5);
    });
}

#[test]
fn a_snapshot_that_something_else_is_always_at_work_on_is_refused() {
    let harness = Harness::new();
    harness.run(async |session| {
        let order = of_golden(&session).await;
        let bad = &order.images[0].snapshots[0];
        answer_one(&harness, bad, |_| Reaction::Answer(403, refusal("Operation.Conflict")));
        let id = begin(&session, order.clone()).await;
        let job = session.until_ended(id).await;
        use DeletionOutcome::{Done, Refused};
        assert_eq!(outcomes(&job, StepKindName::DeleteSnapshots), [Refused, Done, Done]);
    });
}

#[test]
fn a_snapshot_that_was_sent_before_the_rest_was_left_out_is_not_told_as_not_tried() {
    let harness = Harness::new();
    harness.run(async |session| {
        let order = of_golden(&session).await;
        let bad = &order.images[0].snapshots[0];
        answer_one(&harness, bad, |_| Reaction::Answer(500, refusal("InternalError")));
        let id = begin(&session, order.clone()).await;
        let waits_alone = |job: &JobDetail| {
            let at_work = step(job, StepKindName::DeleteSnapshots);
            at_work.actions.leave_rest
                && outcomes(job, StepKindName::DeleteSnapshots)[1..] == [DeletionOutcome::Deleting; 2]
        };
        let job = session.until(id, "the others are sent", waits_alone).await;
        let position = step(&job, StepKindName::DeleteSnapshots).position;
        session.step_stop("stop".to_owned(), id, position).await.unwrap();
        let job = session.until_ended(id).await;
        use DeletionOutcome::{Done, NoClearAnswer};
        assert_eq!(
            outcomes(&job, StepKindName::DeleteSnapshots),
            [NoClearAnswer, Done, Done],
            "{job:#?}"
        );
    });
}

#[test]
fn a_retry_leaves_alone_what_was_left_out() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let order = DeletionOrder {
            snapshots: unused_snapshots(&session, 10).await,
            ..DeletionOrder::default()
        };
        let (answer, told) = oneshot::channel();
        let (mut sent, mut held) = (0, Some(told));
        harness.cloud.on("DeleteSnapshot", move |_| {
            sent += 1;
            match (sent, held.take_if(|_| sent == 2)) {
                (1, _) => Reaction::Answer(403, refusal("InvalidOperation.SnapshotIsLocked")),
                (_, Some(told)) => Reaction::Held(told),
                _ => Reaction::Forward,
            }
        });
        let id = begin(&session, order.clone()).await;
        let at_the_second = |job: &JobDetail| {
            let rows = outcomes(job, StepKindName::DeleteSnapshots);
            rows[..2] == [DeletionOutcome::Refused, DeletionOutcome::Sending]
        };
        session.until(id, "the second request", at_the_second).await;
        session.step_stop("stop".to_owned(), id, 2).await.unwrap();
        answer.send(()).unwrap();
        assert_eq!(session.until_ended(id).await.summary.state, JobState::Failed);
        session.step_retry("retry".to_owned(), id, 2, None).await.unwrap();
        let job = session.until_ended(id).await;
        let rows = outcomes(&job, StepKindName::DeleteSnapshots);
        assert_eq!(rows[..2], [DeletionOutcome::Done; 2], "{job:#?}");
        assert_eq!(rows[2..], [DeletionOutcome::NotTried; 8], "{job:#?}");
        assert_eq!(deleted(&harness).len(), 2);
    });
}

#[test]
fn the_rest_is_left_out_between_two_requests() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let order = DeletionOrder {
            snapshots: unused_snapshots(&session, 10).await,
            ..DeletionOrder::default()
        };
        let (answer, told) = oneshot::channel();
        let (mut sent, mut held) = (0, Some(told));
        harness.cloud.on("DeleteSnapshot", move |_| {
            sent += 1;
            match held.take_if(|_| sent == 4) {
                Some(told) => Reaction::Held(told),
                None => Reaction::Forward,
            }
        });
        let id = begin(&session, order.clone()).await;
        let at_the_fourth = |job: &JobDetail| {
            let rows = outcomes(job, StepKindName::DeleteSnapshots);
            rows.contains(&DeletionOutcome::Sending)
                && rows.iter().filter(|row| **row == DeletionOutcome::Deleting).count() == 3
        };
        let job = session.until(id, "the fourth request", at_the_fourth).await;
        let at_work = step(&job, StepKindName::DeleteSnapshots);
        assert!(at_work.actions.leave_rest && !at_work.actions.skip, "{at_work:#?}");
        session
            .step_stop("stop".to_owned(), id, at_work.position)
            .await
            .unwrap();
        // The answer of the one on its way counts, and nothing more is sent.
        answer.send(()).unwrap();
        let job = session.until_ended(id).await;
        let rows = outcomes(&job, StepKindName::DeleteSnapshots);
        assert_eq!(rows[..4], [DeletionOutcome::Done; 4], "{job:#?}");
        assert_eq!(rows[4..], [DeletionOutcome::NotTried; 6], "{job:#?}");
        assert_eq!(harness.cloud.requests("DeleteSnapshot").len(), 4);
        assert!(log(&job).contains(&JobEventCode::RestLeftOut));
        let late = session.step_stop("late".to_owned(), id, 2).await.unwrap_err();
        assert_eq!(late.code, ProblemCode::StepMovedOn);
    });
}

#[test]
fn the_rest_stays_left_out_after_a_restart() {
    let harness = Harness::new();
    let id = harness.run(async |session| {
        session.connect().await;
        let order = DeletionOrder {
            snapshots: unused_snapshots(&session, 10).await,
            ..DeletionOrder::default()
        };
        harness.cloud.on("DeleteSnapshot", |_| Reaction::NoAnswer);
        let id = begin(&session, order).await;
        let is_sent =
            |job: &JobDetail| outcomes(job, StepKindName::DeleteSnapshots).contains(&DeletionOutcome::Sending);
        session.until(id, "the first request", is_sent).await;
        session.step_stop("stop".to_owned(), id, 2).await.unwrap();
        id
    });
    harness.cloud.heal("DeleteSnapshot");
    harness.run(async |session| {
        let job = session.until_ended(id).await;
        let rows = outcomes(&job, StepKindName::DeleteSnapshots);
        assert_eq!(rows[0], DeletionOutcome::NoClearAnswer);
        assert_eq!(rows[1..], [DeletionOutcome::NotTried; 9]);
        assert!(harness.cloud.requests("DeleteSnapshot").is_empty());
    });
}

//! The time in which a deletion can be undone is one in which the program runs.

use std::time::Duration;

use darkroom_core::ProblemCode;
use darkroom_core::job::{JobDetail, JobState, StepState};

use crate::deletion_case::{UNUSED, begin, order, plan, writes};
use crate::harness::{Harness, Session};

/// In the undo time, when five seconds of it are over.
async fn half_way(session: &Session) -> i64 {
    session.connect().await;
    let id = begin(session, order(&plan(session, &[UNUSED]).await)).await;
    session.until_step(id, 1, StepState::Waiting).await;
    session.wait(Duration::from_secs(5)).await;
    id
}

fn begins_again(job: &JobDetail) -> bool {
    let problem = job.steps[0].problem.as_ref();
    problem.is_some_and(|problem| problem.code == ProblemCode::UndoTimeRuns && problem.params.contains_key("again"))
}

#[test]
fn a_computer_that_slept_begins_the_undo_time_anew() {
    let harness = Harness::new();
    harness.run(async |session| {
        let id = half_way(&session).await;
        // While it slept, hours went by and the steady clock stood still.
        harness.clock.set_ahead(7_200);
        let job = session.until(id, "the new time", begins_again).await;
        let until: i64 = job.steps[0].problem.as_ref().unwrap().params["at"].parse().unwrap();
        session.wait(Duration::from_secs(8)).await;
        assert_eq!(writes(&harness), 0);
        let job = session.job_get(id).await.unwrap();
        assert_eq!(job.steps[0].state, StepState::Waiting, "{job:#?}");
        session.step_skip("undo".to_owned(), id, 1).await.unwrap();
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Undone);
        assert!(job.steps[0].finished_at.unwrap() < until);
        session.wait(Duration::from_secs(60)).await;
        assert_eq!(writes(&harness), 0);
    });
}

#[test]
fn a_clock_that_is_set_back_does_not_hold_the_deletion_for_ever() {
    let harness = Harness::new();
    harness.run(async |session| {
        let id = half_way(&session).await;
        let began = harness.clock.elapsed();
        harness.clock.set_ahead(-86_400);
        session.until(id, "the new time", begins_again).await;
        session.until_step(id, 1, StepState::Done).await;
        let took = harness.clock.elapsed() - began;
        assert!(
            (Duration::from_secs(10)..Duration::from_secs(15)).contains(&took),
            "{took:?}"
        );
    });
}

#[test]
fn a_corrected_second_changes_nothing() {
    let harness = Harness::new();
    harness.run(async |session| {
        let id = half_way(&session).await;
        harness.clock.set_ahead(2);
        session.wait(Duration::from_secs(3)).await;
        let job = session.job_get(id).await.unwrap();
        assert!(!begins_again(&job), "{job:#?}");
        assert_eq!(session.until_ended(id).await.summary.state, JobState::Done);
    });
}

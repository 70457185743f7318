//! The read-only lock: what it refuses, what it lets through, and how it is lifted.

use std::time::Duration;

use alibaba_cloud::{Idempotency, Request};

use super::every_action::{every_request, is_read_by_name};
use super::writes::newest_entries;
use super::{ACCOUNT, Gate};
use crate::cloud::{CallError, Priority, WriteContext};
use crate::{JournalOutcome, Problem, ProblemCode};

async fn send(gate: &Gate, request: &Request) -> Result<(), CallError> {
    let client = gate.cloud.client(ACCOUNT, Priority::User).await.unwrap();
    let sent = client.send(request, |_| Ok(()), WriteContext::default()).await;
    sent.map(|_| ())
}

fn code(result: Result<(), CallError>) -> Option<ProblemCode> {
    result.err().map(|error| error.problem.code)
}

#[tokio::test]
async fn a_locked_account_lets_every_read_pass_and_refuses_every_other_action_before_it_is_sent() {
    let gate = Gate::open().await;
    gate.accounts.set_locked(ACCOUNT, true).await.unwrap();
    let (reads, writes): (Vec<_>, Vec<_>) = every_request()
        .into_iter()
        .partition(|request| is_read_by_name(&request.action));
    assert!(reads.len() > 20 && writes.len() > 15);
    for request in &writes {
        assert_ne!(request.idempotency, Idempotency::Read, "{}", request.action);
        let error = send(&gate, request).await.unwrap_err();
        let Problem { code, params, .. } = error.problem;
        assert_eq!(code, ProblemCode::AccountLocked, "{}", request.action);
        assert!(params["action"].ends_with(&*request.action));
        assert_eq!(params["accountId"], ACCOUNT);
        assert!(error.error.is_none());
    }
    assert_eq!(gate.server.asked(), [""; 0]);
    assert_eq!(newest_entries(&gate, 100).await, []);

    for request in &reads {
        send(&gate, request).await.unwrap();
    }
    // GetCallerIdentity is asked once more, to verify the account.
    assert_eq!(gate.server.asked().len() + 1, reads.len());
    assert_eq!(gate.server.verifications(), 2);

    gate.accounts.set_locked(ACCOUNT, false).await.unwrap();
    for request in &writes {
        send(&gate, request).await.unwrap();
    }
    let entries = newest_entries(&gate, 100).await;
    assert_eq!(entries.len(), writes.len());
    assert!(
        entries
            .iter()
            .all(|entry| entry.line.outcome == JournalOutcome::Accepted)
    );
}

#[tokio::test]
async fn a_lifted_lock_comes_back_after_its_time() {
    let gate = Gate::open().await;
    let write = every_request()
        .into_iter()
        .find(|request| request.action == "CreateImage")
        .unwrap();
    gate.accounts.set_locked(ACCOUNT, true).await.unwrap();
    let account = gate.accounts.unlock_for("once", ACCOUNT, 30).await.unwrap();
    assert!(account.locked && account.unlocked_until.is_some());
    assert_eq!(code(send(&gate, &write).await), None);
    gate.clock.advance(Duration::from_secs(30 * 60 - 1));
    assert_eq!(code(send(&gate, &write).await), None);
    gate.clock.advance(Duration::from_secs(1));
    assert_eq!(code(send(&gate, &write).await), Some(ProblemCode::AccountLocked));
    let account = gate.accounts.get(ACCOUNT).await.unwrap();
    assert_eq!((account.locked, account.unlocked_until), (true, None));
}

#[tokio::test]
async fn a_lifted_lock_ends_when_the_account_is_locked_again_and_when_the_clock_is_set_back() {
    let gate = Gate::open().await;
    let write = every_request()
        .into_iter()
        .find(|request| request.action == "DeleteImage")
        .unwrap();
    gate.accounts.set_locked(ACCOUNT, true).await.unwrap();
    gate.accounts.unlock_for("once", ACCOUNT, 240).await.unwrap();
    gate.accounts.set_locked(ACCOUNT, true).await.unwrap();
    assert_eq!(code(send(&gate, &write).await), Some(ProblemCode::AccountLocked));

    gate.accounts.unlock_for("again", ACCOUNT, 1).await.unwrap();
    gate.clock.set_back(Duration::from_secs(3_600));
    assert_eq!(code(send(&gate, &write).await), Some(ProblemCode::AccountLocked));
}

/// A write that was allowed waits behind the probe of a throttled action. Locked, or no longer unlocked, it is not sent.
#[tokio::test]
async fn a_write_that_waits_for_its_turn_is_not_sent_once_the_account_is_locked() {
    for is_lifted in [false, true] {
        let gate = Gate::open().await;
        gate.accounts.set_locked(ACCOUNT, is_lifted).await.unwrap();
        if is_lifted {
            gate.accounts.unlock_for("once", ACCOUNT, 30).await.unwrap();
        }
        let write = every_request()
            .into_iter()
            .find(|request| request.action == "CreateImage")
            .unwrap();
        let throttled = r#"{"RequestId":"R-4","Code":"Throttling.User","Message":"slow down"}"#;
        gate.server.answer("CreateImage", 400, throttled);
        assert_eq!(code(send(&gate, &write).await), Some(ProblemCode::Throttled));
        gate.server.heal("CreateImage");
        gate.server.permits.forget_permits(usize::MAX);

        let lock = async {
            while newest_entries(&gate, 9).await.len() < 3 || gate.server.asked().len() < 2 {
                tokio::task::yield_now().await;
            }
            if is_lifted {
                gate.clock.advance(Duration::from_secs(30 * 60));
            } else {
                gate.accounts.set_locked(ACCOUNT, true).await.unwrap();
            }
            gate.server.permits.add_permits(9);
        };
        let (first, second, ()) = tokio::join!(send(&gate, &write), send(&gate, &write), lock);
        // Either of them may be the probe.
        let mut outcomes = [first, second];
        outcomes.sort_by_key(Result::is_err);
        let [probe, waiting] = outcomes;
        assert_eq!(code(probe), None, "it was on its way before");
        let refused = waiting.unwrap_err();
        assert_eq!(refused.problem.code, ProblemCode::AccountLocked);
        assert_eq!(refused.problem.params["accountId"], ACCOUNT);
        assert!(refused.error.is_none());
        assert_eq!(gate.server.asked().len(), 2);
        let entries = newest_entries(&gate, 2).await;
        let is_not_sent = |outcome| outcome == JournalOutcome::NotSent;
        assert_eq!(
            entries.iter().filter(|entry| is_not_sent(entry.line.outcome)).count(),
            1,
            "of the two the one that waited"
        );
    }
}

#[tokio::test]
async fn a_lock_cannot_be_lifted_for_no_time_or_for_longer_than_four_hours() {
    let gate = Gate::open().await;
    for minutes in [0, 241] {
        let problem = gate.accounts.unlock_for("once", ACCOUNT, minutes).await.unwrap_err();
        assert_eq!(problem.code, ProblemCode::Malformed);
        assert_eq!(problem.field.as_deref(), Some("minutes"));
    }
}

#[tokio::test]
async fn a_request_that_is_delivered_twice_lifts_the_lock_once() {
    let gate = Gate::open().await;
    gate.accounts.set_locked(ACCOUNT, true).await.unwrap();
    let unlock = async |request_id| gate.accounts.unlock_for(request_id, ACCOUNT, 30).await;
    let first = unlock("one").await.unwrap();
    gate.clock.advance(Duration::from_secs(60));
    assert_eq!(unlock("one").await.unwrap().unlocked_until, first.unlocked_until);
    assert!(unlock("two").await.unwrap().unlocked_until > first.unlocked_until);
    gate.accounts.set_locked(ACCOUNT, true).await.unwrap();
    assert_eq!(unlock("two").await.unwrap().unlocked_until, None, "locked again since");
    assert_eq!(unlock("").await.unwrap_err().field.as_deref(), Some("requestId"));
}

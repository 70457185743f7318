//! Random jobs against a random cloud and a random person: what holds of the steps, whatever happens to them.
//!
//! `DARKROOM_STEP_CASES` is how many jobs there are; a run of the tests has few.

use std::time::Duration;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use simulator::{Fault, FaultRule};

use crate::harness::always;
use crate::step_case::{Case, PersonAction, Wanted};

const CASES: u32 = 12;

#[test]
fn whatever_cloud_and_person_do_each_step_is_done_once_and_told_truly() {
    let cases = std::env::var("DARKROOM_STEP_CASES").map_or(CASES, |text| text.parse().expect("a number"));
    let config = Config {
        cases,
        rng_seed: RngSeed::Fixed(11),
        failure_persistence: None,
        max_shrink_iters: 60,
        ..Config::default()
    };
    let strategy = (wanted(), faults(), prop::collection::vec(turn(), 0..10));
    let outcome = TestRunner::new(config).run(&strategy, |(wanted, faults, turns)| {
        Case { wanted, faults, turns }.run();
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
}

fn wanted() -> impl Strategy<Value = Wanted> {
    (any::<bool>(), 0_usize..=2, 0_usize..=2).prop_map(|(image_check, copies, accounts)| Wanted {
        image_check,
        copies,
        accounts,
    })
}

/// What the cloud does to the requests of a job.
fn faults() -> impl Strategy<Value = Vec<FaultRule>> {
    prop_oneof![
        2 => prop::collection::vec(rule(), 0..8),
        1 => (50_u64..90).prop_map(|requests| vec![unlisted(requests)]),
        1 => (105_u64..140).prop_map(undecided),
    ]
}

/// No image is listed for so many requests.
fn unlisted(requests: u64) -> FaultRule {
    FaultRule {
        times: Some(requests),
        ..always("DescribeImages", None, Fault::EmptyListing)
    }
}

/// The first reply is lost, the second says that the name is taken, and no image is listed: nobody can say whose the image is.
fn undecided(requests: u64) -> Vec<FaultRule> {
    let nth = |nth, fault| FaultRule {
        nth: Some(nth),
        ..always("CreateImage", None, fault)
    };
    let taken = Fault::HttpError {
        status: 400,
        code: "InvalidImageName.Duplicated".to_owned(),
        message: "taken".to_owned(),
    };
    vec![nth(1, Fault::DropAfterEffect), nth(2, taken), unlisted(requests)]
}

/// What the cloud does to one of the first requests of an action.
fn rule() -> impl Strategy<Value = FaultRule> {
    let write = prop::sample::select(vec![
        "CreateImage",
        "CopyImage",
        "ModifyImageSharePermission",
        "ModifyImageAttribute",
        "CancelCopyImage",
    ]);
    let read = prop::sample::select(vec!["DescribeImages", "DescribeImageSharePermission"]);
    let writes = (write, 1_u64..=3, answer_to_a_write());
    let reads = (read, 1_u64..=12, answer_to_a_read());
    let rule = |(action, nth, fault): (&str, u64, Fault)| FaultRule {
        action: action.to_owned(),
        region_id: None,
        nth: Some(nth),
        times: None,
        fault,
    };
    prop_oneof![writes.prop_map(rule), reads.prop_map(rule)]
}

fn answer_to_a_write() -> impl Strategy<Value = Fault> {
    let error = |status, code: &str| (status, code.to_owned(), "not now".to_owned());
    let (status, code, message) = error(403, "Forbidden.RAM");
    let refused = Fault::HttpError { status, code, message };
    let (status, code, message) = error(503, "ServiceUnavailable");
    let unknown_with_effect = Fault::HttpErrorAfterEffect {
        status,
        code: code.clone(),
        message: message.clone(),
    };
    let unknown = Fault::HttpError { status, code, message };
    prop_oneof![
        3 => Just(refused),
        1 => Just(Fault::Throttle { retry_after_ms: 2_000 }),
        1 => Just(unknown),
        1 => Just(unknown_with_effect),
        2 => Just(Fault::DropAfterEffect),
        1 => Just(Fault::DropBeforeEffect),
        1 => Just(Fault::MalformedBody),
    ]
}

fn answer_to_a_read() -> impl Strategy<Value = Fault> {
    prop_oneof![
        2 => Just(Fault::EmptyListing),
        2 => (5_u64..90).prop_map(|seconds| Fault::Stale { seconds }),
        1 => Just(Fault::DropBeforeEffect),
        1 => Just(Fault::MalformedBody),
        1 => Just(Fault::Throttle { retry_after_ms: 1_000 }),
    ]
}

/// How long the person waits, and what is done then.
fn turn() -> impl Strategy<Value = (Duration, PersonAction)> {
    let step = 0_u32..8;
    let action = prop_oneof![
        2 => step.clone().prop_map(PersonAction::Retry),
        1 => step.clone().prop_map(PersonAction::Change),
        1 => step.clone().prop_map(PersonAction::Skip),
        2 => step.clone().prop_map(PersonAction::Cancel),
        1 => step.prop_map(PersonAction::Stop),
        1 => Just(PersonAction::Lock),
        1 => Just(PersonAction::Unlock),
        2 => Just(PersonAction::Restart),
    ];
    ((0_u64..40_000).prop_map(Duration::from_millis), action)
}

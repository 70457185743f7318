//! A job that is killed at any point and started again makes exactly what was asked for, and tells no lies about it.

use std::collections::BTreeSet;

use crate::kill::boundary::{
    Scene, scenes_of_existing_images, scenes_of_exports, scenes_of_instances, scenes_of_new_things,
};
use crate::kill::{Campaign, KillCloud, Tally};

/// Kills at random moments in a run of the tests; the benchmark has more of them.
const RANDOM_KILLS: u64 = 200;

const ARGUMENTS: [&str; 5] = [
    "killed::the_program",
    "--exact",
    "--ignored",
    "--test-threads=1",
    "--nocapture",
];

/// One run of the program, for a child process.
#[test]
#[ignore = "not a test: the others run it in a process of its own"]
fn the_program() {
    assert!(crate::kill::child::run());
}

fn expect_good(tally: &Tally) {
    let all = tally.failures.len();
    let first = tally.failures.first();
    assert!(all == 0, "{all} of {} jobs; the first: {}", tally.jobs, first.unwrap());
    assert!(tally.judgement.is_good(), "{:?}", tally.judgement);
}

/// Kills jobs once at every boundary of each scene.
fn expect_good_scenes(scenes: impl IntoIterator<Item = Scene>, seed: u64) {
    let mut campaign = Campaign::new(KillCloud::here(), &ARGUMENTS, seed);
    for scene in scenes {
        let tally = campaign.every_boundary(&scene);
        expect_good(&tally);
        let points: BTreeSet<String> = tally.points.into_keys().collect();
        assert_eq!(points, scene.expected());
    }
}

#[test]
fn killed_once_at_every_boundary_of_every_step_a_job_makes_what_was_asked_for() {
    expect_good_scenes(scenes_of_new_things(), 1);
}

#[test]
fn killed_once_at_every_boundary_of_every_step_a_job_changes_an_instance_once() {
    expect_good_scenes(scenes_of_instances(), 3);
}

#[test]
fn killed_once_at_every_boundary_of_every_step_a_job_copies_shares_and_deletes_an_image_once() {
    expect_good_scenes(scenes_of_existing_images(), 4);
}

#[test]
fn killed_once_at_every_boundary_of_an_export_a_job_begins_one_task() {
    expect_good_scenes(scenes_of_exports(), 4);
}

#[test]
fn killed_at_random_moments_under_random_faults_jobs_make_what_was_asked_for() {
    let mut campaign = Campaign::new(KillCloud::here(), &ARGUMENTS, 2);
    let tally = campaign.random(RANDOM_KILLS);
    expect_good(&tally);
    assert!(tally.kills >= RANDOM_KILLS);
}

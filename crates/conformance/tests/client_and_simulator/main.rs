//! The client against the simulator. They share no code, so a misunderstanding of the protocol in one of them shows here.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod cases;
mod cloud;
#[path = "../../../alibaba-cloud/tests/client/full/mod.rs"]
mod full;
mod ignored_parameters;
mod needed_parameters;
mod signatures;

use cloud::Connection;

/// Runs every case once for each connection to the simulator.
macro_rules! connection_tests {
    ($($name:ident: $connection:ident),*) => {
        $(#[allow(non_snake_case)]
        mod $name {
            use super::{Connection, cases};

            const CONNECTION: Connection = Connection::$connection;

            #[tokio::test]
            async fn all_snapshots_of_three_regions_are_listed() {
                cases::listing::over_several_pages(CONNECTION).await;
            }

            #[tokio::test]
            async fn a_wrong_secret_is_refused_and_recognised() {
                cases::refusals::wrong_secret(CONNECTION).await;
            }

            #[tokio::test]
            async fn a_stale_timestamp_is_refused_and_the_clock_set_by_it() {
                cases::refusals::stale_timestamp(CONNECTION).await;
            }

            #[tokio::test]
            async fn a_reused_nonce_is_refused() {
                cases::refusals::reused_nonce(CONNECTION).await;
            }

            #[tokio::test]
            async fn an_image_is_created_copied_shared_deprecated_and_deleted() {
                cases::image::from_two_snapshots_to_its_end(CONNECTION).await;
            }

            #[tokio::test]
            async fn three_instances_run_and_hold_what_they_use() {
                cases::instances::three_of_an_image(CONNECTION).await;
            }

            #[tokio::test]
            async fn instances_like_another_are_launched_and_told_apart_from_it() {
                cases::launch::like_its_source(CONNECTION).await;
            }

            #[tokio::test]
            async fn an_event_tells_of_an_instance_that_came_to_nothing() {
                cases::launch::that_comes_to_nothing_later(CONNECTION).await;
            }

            #[tokio::test]
            async fn fr44_no_stock_is_no_throttling() {
                cases::launch::without_stock(CONNECTION).await;
            }

            #[tokio::test]
            async fn a_launch_is_the_same_when_it_is_sent_again_from_its_record() {
                cases::launch::sent_again_from_its_record(CONNECTION).await;
            }

            #[tokio::test]
            async fn every_agent_answers_however_many_pages_it_takes() {
                cases::launch::and_every_agent_answers(CONNECTION).await;
            }

            #[tokio::test]
            async fn instances_are_stopped_started_and_rebooted_one_by_one() {
                cases::changes::of_power(CONNECTION).await;
            }

            #[tokio::test]
            async fn an_instance_gets_another_type_and_bandwidth() {
                cases::changes::of_type_and_bandwidth(CONNECTION).await;
            }

            #[tokio::test]
            async fn disks_grow_and_become_faster() {
                cases::changes::of_disks(CONNECTION).await;
            }

            #[tokio::test]
            async fn a_replaced_system_disk_gets_back_what_it_lost() {
                cases::changes::of_the_system(CONNECTION).await;
            }

            #[tokio::test]
            async fn the_disks_of_an_instance_are_backed_up_at_one_moment() {
                cases::changes::backed_up_as_a_group(CONNECTION).await;
            }

            #[tokio::test]
            async fn instances_are_released_and_leave_what_is_kept() {
                cases::changes::to_their_end(CONNECTION).await;
            }

            #[tokio::test]
            async fn a_listing_survives_what_networks_do() {
                cases::faults::a_listing_survives(CONNECTION).await;
            }

            #[tokio::test]
            async fn n5_a_write_whose_answer_is_lost_is_the_same_under_its_token() {
                cases::faults::a_write_whose_answer_is_lost_is_the_same_under_its_token(CONNECTION).await;
            }

            #[tokio::test]
            async fn s11_a_bomb_is_no_answer_and_a_portal_no_cloud() {
                cases::faults::a_bomb_is_no_answer_and_a_portal_no_cloud(CONNECTION).await;
            }

            #[tokio::test]
            async fn s12_s15_a_listing_in_a_circle_ends_and_rows_that_come_twice_are_no_circle() {
                cases::faults::a_listing_in_a_circle_ends_and_rows_that_come_twice_are_no_circle(CONNECTION).await;
            }

            #[tokio::test]
            async fn tags_come_and_go() {
                cases::tags::come_and_go(CONNECTION).await;
            }
        })*
    };
}

#[tokio::test]
async fn a_packed_listing_is_the_plain_one() {
    cases::listing::packed_and_plain().await;
}

connection_tests!(in_process: IN_PROCESS, over_loopback: LOOPBACK, over_loopback_signed_by_acs3: LOOPBACK_ACS3);

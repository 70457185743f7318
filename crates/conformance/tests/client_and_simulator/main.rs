//! The client against the simulator. They share no code, so a misunderstanding of the protocol in one of them shows here.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod cloud;
#[path = "../../../alibaba-cloud/tests/client/full/mod.rs"]
mod full;
mod ignored_parameters;
mod signatures;
mod story;

use cloud::Way;

/// Runs every story once for each way to reach the simulator.
macro_rules! told {
    ($($name:ident: $way:ident),*) => {
        $(#[allow(non_snake_case)]
        mod $name {
            use super::{Way, story};

            const WAY: Way = Way::$way;

            #[tokio::test]
            async fn all_snapshots_of_three_regions_are_listed() {
                story::listing::over_several_pages(WAY).await;
            }

            #[tokio::test]
            async fn a_wrong_secret_is_refused_and_recognised() {
                story::refusals::wrong_secret(WAY).await;
            }

            #[tokio::test]
            async fn a_stale_timestamp_is_refused_and_the_clock_set_by_it() {
                story::refusals::stale_timestamp(WAY).await;
            }

            #[tokio::test]
            async fn a_reused_nonce_is_refused() {
                story::refusals::reused_nonce(WAY).await;
            }

            #[tokio::test]
            async fn an_image_is_created_copied_shared_deprecated_and_deleted() {
                story::image::from_two_snapshots_to_its_end(WAY).await;
            }

            #[tokio::test]
            async fn three_instances_run_and_hold_what_they_use() {
                story::instances::three_of_an_image(WAY).await;
            }

            #[tokio::test]
            async fn a_listing_survives_what_networks_do() {
                story::faults::a_listing_survives(WAY).await;
            }

            #[tokio::test]
            async fn n5_a_write_whose_answer_is_lost_is_the_same_under_its_token() {
                story::faults::a_write_whose_answer_is_lost_is_the_same_under_its_token(WAY).await;
            }

            #[tokio::test]
            async fn s11_a_bomb_is_no_answer_and_a_portal_no_cloud() {
                story::faults::a_bomb_is_no_answer_and_a_portal_no_cloud(WAY).await;
            }

            #[tokio::test]
            async fn s12_s15_a_listing_in_a_circle_ends_and_rows_that_come_twice_are_no_circle() {
                story::faults::a_listing_in_a_circle_ends_and_rows_that_come_twice_are_no_circle(WAY).await;
            }

            #[tokio::test]
            async fn tags_come_and_go() {
                story::tags::come_and_go(WAY).await;
            }
        })*
    };
}

#[tokio::test]
async fn a_packed_listing_is_the_plain_one() {
    story::listing::packed_and_plain().await;
}

told!(in_process: IN_PROCESS, over_loopback: LOOPBACK, over_loopback_signed_by_acs3: LOOPBACK_ACS3);

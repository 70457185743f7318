//! What nobody could ask the real cloud: whichever way it answers, a request makes one image.

use darkroom_core::job::JobState;
use simulator::{Fault, Limits, OpenQuestions};

use crate::harness::{Harness, once};

/// Every answer that a job can meet, one at a time.
fn answers() -> Vec<OpenQuestions> {
    let documented = OpenQuestions::default;
    vec![
        documented(),
        OpenQuestions {
            token_lifetime_seconds: Some(1),
            ..documented()
        },
        OpenQuestions {
            tokens_remember_refusals: true,
            ..documented()
        },
        OpenQuestions {
            tags_appear_after_seconds: 45,
            ..documented()
        },
        OpenQuestions {
            retry_after_in_seconds: true,
            ..documented()
        },
        OpenQuestions {
            images_usable_early: true,
            ..documented()
        },
    ]
}

#[test]
fn a_lost_reply_and_a_full_minute_end_in_one_image_a_request() {
    for answers in answers() {
        let harness = Harness::new();
        harness.cloud.simulator.set_open_questions(answers);
        harness
            .cloud
            .simulator
            .set_faults(once("CreateImage", Fault::DropAfterEffect));
        harness.cloud.simulator.set_limits(Limits {
            by_action: [("CreateImage".to_owned(), 1)].into(),
            ..Limits::default()
        });
        harness.run(async |session| {
            session.connect().await;
            let mut ids = Vec::new();
            for name in ["web-one", "web-two"] {
                let draft = session.draft("web-gw-01-golden", name).await;
                let made = session.image_create(name.to_owned(), draft).await;
                ids.push(made.unwrap().id);
            }
            for id in ids {
                let job = session.until_ended(id).await;
                assert_eq!(job.summary.state, JobState::Done, "{answers:?}");
            }
        });
        assert_eq!(harness.cloud.images_made().len(), 2, "{answers:?}");
    }
}

//! Edits of images that somebody else has changed meanwhile: nothing of it is overwritten that was not shown.

use darkroom_core::ProblemCode;
use darkroom_core::image::{EditOrder, FindingCode};
use darkroom_core::inventory::Tag;
use darkroom_core::job::{JobState, StepState};
use serde_json::json;
use simulator::Fault;

use crate::harness::{HANGZHOU, Harness, Reaction, once, refusal};
use crate::image_copies::image_in;
use crate::image_edits::{NEWEST, edit, edited, errors, named, now, tag};

#[test]
fn what_somebody_else_has_changed_meanwhile_is_not_overwritten() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, NEWEST).await;
        let seen = now(&session, &image).await.values;
        let other = session.image_edit_start("other".into(), named(&image, "of-somebody-else"));
        let other = other.await.unwrap().id;
        session.until_ended(other).await;
        let mine = EditOrder {
            seen: Some(seen.clone()),
            ..named(&image, "mine")
        };
        let found = errors(&session, mine.clone()).await;
        assert_eq!(found, [(FindingCode::ChangedMeanwhile, "name".to_owned())]);
        let refused = session.image_edit_start("mine".into(), mine).await.unwrap_err();
        assert_eq!(refused.code, ProblemCode::DraftInvalid);
        // Another field of the same image is nobody's loss.
        let description = EditOrder {
            seen: Some(seen),
            description: Some("patched".into()),
            ..edit(&[&image])
        };
        let job = session
            .image_edit_start("description".into(), description)
            .await
            .unwrap();
        session.until_ended(job.id).await;
        let values = now(&session, &image).await.values;
        assert_eq!(
            (values.name.as_str(), values.description.as_str()),
            ("of-somebody-else", "patched")
        );
    });
}

#[test]
fn a_change_that_comes_between_the_order_and_its_sending_is_told_and_a_retry_overwrites_it() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, NEWEST).await;
        let mut questions = 0;
        harness.cloud.on("DescribeImages", move |_| {
            questions += 1;
            match questions {
                // The first is that of the order, the third that of the retry.
                2 | 3 => Reaction::change_images(|images| images[0]["Description"] = json!("of somebody else")),
                _ => Reaction::Forward,
            }
        });
        let order = EditOrder {
            description: Some("mine".into()),
            ..edit(&[&image])
        };
        let failed = edited(&session, order).await;
        let problem = failed.steps[0].problem.clone().unwrap();
        assert_eq!(
            (problem.code, problem.field.as_deref(), problem.params["now"].as_str()),
            (
                ProblemCode::ImageChangedMeanwhile,
                Some("description"),
                "of somebody else"
            )
        );
        assert_eq!(harness.cloud.requests("ModifyImageAttribute").len(), 0);
        session
            .step_retry("retry".into(), failed.summary.id, 1, None)
            .await
            .unwrap();
        let job = session.until_ended(failed.summary.id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        assert_eq!(now(&session, &image).await.values.description, "mine");
    });
}

#[test]
fn tags_that_somebody_else_has_changed_meanwhile_are_not_overwritten() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, NEWEST).await;
        let put = async |request: &str, tags: Vec<Tag>| {
            let order = EditOrder {
                tags,
                ..edit(&[&image])
            };
            let job = session.image_edit_start(request.to_owned(), order).await.unwrap();
            session.until_ended(job.id).await;
        };
        put("seed", vec![tag("env", "test"), tag("team", "web")]).await;
        let seen = now(&session, &image).await.values;
        put("other", vec![tag("env", "prod"), tag("owner", "ops")]).await;
        let mine = |tags: Vec<Tag>, remove: &[&str]| EditOrder {
            seen: Some(seen.clone()),
            tags,
            remove_tags: remove.iter().map(|key| (*key).to_owned()).collect(),
            ..edit(&[&image])
        };
        let changed = |field: &str| vec![(FindingCode::ChangedMeanwhile, field.to_owned())];
        let set = mine(vec![tag("team", "api"), tag("env", "dev")], &[]);
        assert_eq!(errors(&session, set).await, changed("tags.1.value"));
        let added = mine(vec![tag("owner", "me")], &[]);
        assert_eq!(errors(&session, added).await, changed("tags.0.value"));
        assert_eq!(errors(&session, mine(vec![], &["env"])).await, changed("tags"));
        // Another tag of the same image, and what the other has done already, are nobody's loss.
        let others = mine(vec![tag("team", "api"), tag("env", "prod")], &[]);
        assert_eq!(errors(&session, others).await, []);
    });
}

#[test]
fn a_tag_that_is_changed_between_the_order_and_its_sending_is_told_and_a_retry_overwrites_it() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, NEWEST).await;
        let mut questions = 0;
        harness.cloud.on("DescribeImages", move |_| {
            questions += 1;
            match questions {
                // The first is that of the order.
                2 => Reaction::change_images(|images| {
                    images[0]["Tags"] = json!({"Tag": [{"TagKey": "team", "TagValue": "theirs"}]});
                }),
                _ => Reaction::Forward,
            }
        });
        let order = EditOrder {
            tags: vec![tag("team", "mine")],
            ..edit(&[&image])
        };
        let failed = edited(&session, order).await;
        let problem = failed.steps[0].problem.clone().unwrap();
        assert_eq!(
            (problem.code, problem.params["now"].as_str()),
            (ProblemCode::ImageChangedMeanwhile, "team: theirs")
        );
        assert_eq!(harness.cloud.requests("TagResources").len(), 0);
        harness.cloud.on("DescribeImages", |_| {
            Reaction::change_images(|images| {
                images[0]["Tags"] = json!({"Tag": [{"TagKey": "team", "TagValue": "theirs"}]});
            })
        });
        let sent = harness.cloud.requests("TagResources").len();
        session
            .step_retry("retry".into(), failed.summary.id, 1, None)
            .await
            .unwrap();
        session.until_state(failed.summary.id, StepState::Running).await;
        assert_eq!(harness.cloud.requests("TagResources").len(), sent + 1);
    });
}

#[test]
fn a_change_that_comes_while_an_edit_waits_is_not_overwritten() {
    let harness = Harness::new();
    harness
        .cloud
        .simulator
        .set_faults(once("ModifyImageAttribute", Fault::Throttle { retry_after_ms: 2_000 }));
    harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, NEWEST).await;
        let mut questions = 0;
        harness.cloud.on("DescribeImages", move |_| {
            questions += 1;
            match questions {
                // That of the order, and that before the first sending.
                1 | 2 => Reaction::Forward,
                _ => Reaction::change_images(|images| images[0]["ImageName"] = json!("of-somebody-else")),
            }
        });
        let failed = edited(&session, named(&image, "mine")).await;
        let problem = failed.steps[0].problem.clone().unwrap();
        assert_eq!(problem.code, ProblemCode::ImageChangedMeanwhile, "{failed:#?}");
        assert_eq!(harness.cloud.requests("ModifyImageAttribute").len(), 1);
    });
}

#[test]
fn a_retry_after_a_refusal_overwrites_nothing_that_was_not_shown() {
    let harness = Harness::new();
    harness.cloud.on("ModifyImageAttribute", |_| {
        Reaction::Answer(400, refusal("InvalidDescription.Malformed"))
    });
    harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, NEWEST).await;
        let failed = edited(&session, named(&image, "mine")).await;
        harness.cloud.on("DescribeImages", |_| {
            Reaction::change_images(|images| images[0]["ImageName"] = json!("of-somebody-else"))
        });
        session
            .step_retry("retry".into(), failed.summary.id, 1, None)
            .await
            .unwrap();
        let failed = session.until_ended(failed.summary.id).await;
        let problem = failed.steps[0].problem.clone().unwrap();
        assert_eq!(problem.code, ProblemCode::ImageChangedMeanwhile, "{failed:#?}");
    });
}

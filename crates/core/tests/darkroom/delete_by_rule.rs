//! Deleting images by a rule: those that are older than the newest few of their family.

use std::collections::BTreeMap;

use darkroom_core::ProblemCode;
use darkroom_core::deletion::{DeletionByRule, DeletionRule, StayReason};
use darkroom_core::job::{JobState, StepState};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::deletion_case::{begin, deleted, keys_of, order, plan};
use crate::harness::{HANGZHOU, Harness, LIST_IMAGES, Reaction, START, Session, refusal};

/// An image as a test wants it: name, family, age in days, status.
type Wanted = (&'static str, &'static str, i64, &'static str);

/// Nothing runs them, and they are shared with nobody but where it is said.
const FREE: &str = "ci-runner-win2022";
const NEWER: &str = "app-node-base-v14";
/// Instances run it.
const USED: &str = "web-gw-base";
const WEEKLY: &str = "erp-db-weekly";
const GOLDEN: &str = "erp-db-golden";

/// Images of Hangzhou as wanted; the others have no family.
fn with(harness: &Harness, wanted: &'static [Wanted]) {
    harness.cloud.on(LIST_IMAGES, move |_| {
        Reaction::change_images(move |images| {
            for image in images {
                let found = wanted.iter().find(|(name, ..)| image["ImageName"] == json!(name));
                let Some((_, family, days, status)) = found else {
                    image["ImageFamily"] = json!("");
                    continue;
                };
                let start: Timestamp = START.parse().unwrap();
                let made = start - SignedDuration::from_hours(24 * days);
                image["ImageFamily"] = json!(family);
                image["CreationTime"] = json!(made.strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
                image["Status"] = json!(status);
            }
        })
    });
}

async fn connected(session: &Session) -> DeletionRule {
    let account = session.connect().await;
    DeletionRule {
        account_id: account.id,
        region_ids: vec![HANGZHOU.to_owned()],
        keep: 1,
        ..DeletionRule::default()
    }
}

async fn by(session: &Session, rule: &DeletionRule) -> DeletionByRule {
    session.deletion_by_rule(rule.clone()).await.unwrap()
}

fn goes(result: &DeletionByRule) -> Vec<&str> {
    result.plan.images.iter().map(|image| image.row.name.as_str()).collect()
}

fn stays(result: &DeletionByRule) -> BTreeMap<&str, StayReason> {
    let images = result.stays.iter();
    images.map(|image| (image.name.as_str(), image.reason)).collect()
}

#[test]
fn the_newest_of_each_family_stay_and_the_older_ones_go_oldest_first() {
    let harness = Harness::new();
    with(
        &harness,
        &[
            (FREE, "base", 30, "Available"),
            (WEEKLY, "base", 20, "Available"),
            (NEWER, "base", 10, "Available"),
            (USED, "base", 40, "Available"),
            (GOLDEN, "erp", 90, "Available"),
        ],
    );
    harness.run(async |session| {
        let mut rule = connected(&session).await;
        let result = by(&session, &rule).await;
        assert_eq!(goes(&result), [FREE, WEEKLY], "{result:#?}");
        let why = stays(&result);
        assert_eq!(why[NEWER], StayReason::Newest);
        assert_eq!(why[USED], StayReason::InUse);
        // The only one of another family.
        assert_eq!(why[GOLDEN], StayReason::Newest);
        assert_eq!(why["app-node-base-v13"], StayReason::NoFamily);
        assert!(result.plan.images.iter().all(|image| image.obstacles.is_empty()));

        rule.keep = 2;
        assert_eq!(goes(&by(&session, &rule).await), [FREE]);
        rule.keep = 3;
        assert_eq!(goes(&by(&session, &rule).await), Vec::<&str>::new());
        (rule.keep, rule.older_than_days) = (1, Some(25));
        let result = by(&session, &rule).await;
        assert_eq!(goes(&result), [FREE]);
        assert_eq!(stays(&result)[WEEKLY], StayReason::TooYoung);
    });
}

#[test]
fn an_image_that_is_told_twice_counts_once() {
    let harness = Harness::new();
    with(
        &harness,
        &[
            (NEWER, "base", 10, "Available"),
            (WEEKLY, "base", 20, "Available"),
            (FREE, "base", 30, "Available"),
        ],
    );
    harness.run(async |session| {
        let rule = DeletionRule {
            keep: 2,
            ..connected(&session).await
        };
        assert_eq!(goes(&by(&session, &rule).await), [FREE]);
        harness.cloud.on(LIST_IMAGES, |_| {
            Reaction::change_images(|images| {
                images.retain(|image| {
                    [NEWER, WEEKLY, FREE]
                        .map(|name| json!(name))
                        .contains(&image["ImageName"])
                });
                for (image, days) in images.iter_mut().zip(1..) {
                    image["Status"] = json!("Available");
                    let made = START.parse::<Timestamp>().unwrap() - SignedDuration::from_hours(24 * days);
                    image["ImageFamily"] = json!("base");
                    image["CreationTime"] = json!(made.strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
                }
                images.push(images[0].clone());
            })
        });
        let result = by(&session, &rule).await;
        assert_eq!(goes(&result).len(), 1, "{result:#?}");
        assert_eq!(result.stays.len(), 2, "{result:#?}");
        let key = result.plan.images[0].row.key.clone();
        let problem = session
            .deletion_open(vec![key.clone(), key], Vec::new())
            .await
            .unwrap_err();
        assert_eq!(
            (problem.code, problem.field.as_deref()),
            (ProblemCode::Malformed, Some("images"))
        );
    });
}

#[test]
fn the_age_of_an_image_goes_by_the_clock_of_the_cloud() {
    let harness = Harness::new();
    with(
        &harness,
        &[(NEWER, "base", 10, "Available"), (WEEKLY, "base", 20, "Available")],
    );
    harness.clock.set_ahead(10 * 24 * 3_600);
    harness.run(async |session| {
        let rule = DeletionRule {
            older_than_days: Some(25),
            ..connected(&session).await
        };
        let result = by(&session, &rule).await;
        assert_eq!(stays(&result)[WEEKLY], StayReason::TooYoung, "{result:#?}");
    });
}

#[test]
fn an_image_that_a_job_deletes_does_not_count_as_one_of_the_newest() {
    let harness = Harness::new();
    with(
        &harness,
        &[
            (NEWER, "base", 10, "Available"),
            (WEEKLY, "base", 20, "Available"),
            (FREE, "base", 30, "Available"),
        ],
    );
    harness.run(async |session| {
        let rule = connected(&session).await;
        assert_eq!(goes(&by(&session, &rule).await), [FREE, WEEKLY]);
        let id = begin(&session, order(&plan(&session, &[NEWER]).await)).await;
        session.until_step(id, 1, StepState::Waiting).await;
        let result = by(&session, &rule).await;
        assert_eq!(goes(&result), [FREE], "{result:#?}");
        assert_eq!(stays(&result)[NEWER], StayReason::BeingDeleted);
        assert_eq!(stays(&result)[WEEKLY], StayReason::Newest);

        session.step_skip("undo".to_owned(), id, 1).await.unwrap();
        session.until_ended(id).await;
        assert_eq!(goes(&by(&session, &rule).await), [FREE, WEEKLY]);
    });
}

#[test]
fn an_image_that_the_inventory_does_not_know_yet_stays() {
    let harness = Harness::new();
    harness.run(async |session| {
        let rule = connected(&session).await;
        harness.cloud.on(LIST_IMAGES, |_| {
            Reaction::change_images(|images| {
                images.truncate(2);
                for (image, days) in images.iter_mut().zip(30..) {
                    let made = START.parse::<Timestamp>().unwrap() - SignedDuration::from_hours(24 * days);
                    image["ImageFamily"] = json!("base");
                    image["Status"] = json!("Available");
                    image["CreationTime"] = json!(made.strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
                }
                images[1]["ImageId"] = json!("m-unknown");
                images[1]["ImageName"] = json!("unknown");
                images[1]["IsSelfShared"] = json!(false);
                images[1]["Usage"] = json!("none");
            })
        });
        let result = by(&session, &rule).await;
        assert_eq!(
            stays(&result).get("unknown"),
            Some(&StayReason::UseUnknown),
            "{result:#?}"
        );
    });
}

#[test]
fn what_is_not_available_does_not_count_as_one_of_the_newest() {
    let harness = Harness::new();
    with(
        &harness,
        &[
            (NEWER, "base", 1, "CreateFailed"),
            (WEEKLY, "base", 2, "Creating"),
            (FREE, "base", 30, "Available"),
        ],
    );
    harness.run(async |session| {
        let rule = connected(&session).await;
        let result = by(&session, &rule).await;
        assert_eq!(goes(&result), Vec::<&str>::new(), "{result:#?}");
        assert_eq!(stays(&result)[FREE], StayReason::Newest);
        assert_eq!(stays(&result)[WEEKLY], StayReason::NotFinished);
    });
}

#[test]
fn only_deprecated_ones_go_when_that_is_asked_for() {
    let harness = Harness::new();
    with(
        &harness,
        &[
            (NEWER, "base", 1, "Available"),
            (WEEKLY, "base", 20, "Available"),
            (FREE, "base", 30, "Deprecated"),
        ],
    );
    harness.run(async |session| {
        let rule = DeletionRule {
            deprecated_only: true,
            ..connected(&session).await
        };
        let result = by(&session, &rule).await;
        assert_eq!(goes(&result), [FREE], "{result:#?}");
        assert_eq!(stays(&result)[WEEKLY], StayReason::NotDeprecated);
    });
}

#[test]
fn an_image_that_is_used_or_shared_at_this_moment_stays() {
    let harness = Harness::new();
    with(
        &harness,
        &[
            (NEWER, "base", 1, "Available"),
            (WEEKLY, "base", 20, "Available"),
            (FREE, "base", 30, "Available"),
        ],
    );
    harness.run(async |session| {
        let rule = connected(&session).await;
        let result = by(&session, &rule).await;
        assert_eq!(goes(&result), [FREE, WEEKLY], "{result:#?}");
        let used = result.plan.images[0].row.key.id.clone();
        let shared = result.plan.images[1].row.key.id.clone();
        harness.cloud.on("DescribeInstances", move |sent| {
            if sent.get("ImageId") != Some(&used) {
                return Reaction::Forward;
            }
            Reaction::Change(Box::new(|body| {
                let mut reply: Value = serde_json::from_str(&body).unwrap();
                reply["Instances"]["Instance"] = json!([{ "InstanceId": "i-late" }]);
                reply.to_string()
            }))
        });
        harness.cloud.on("DescribeImageSharePermission", move |sent| {
            if sent["ImageId"] != shared {
                return Reaction::Forward;
            }
            let body = json!({ "RequestId": "x", "TotalCount": 1, "Accounts": { "Account": [{ "AliyunId": "1999999999999999" }] } });
            Reaction::Answer(200, body.to_string())
        });
        let result = by(&session, &rule).await;
        assert_eq!(goes(&result), Vec::<&str>::new());
        let why = stays(&result);
        assert_eq!(
            (why[FREE], why[WEEKLY]),
            (StayReason::InUse, StayReason::Shared),
            "{result:#?}"
        );

        // Nobody may ask what runs them.
        harness.cloud.on("DescribeInstances", |sent| match sent.contains_key("ImageId") {
            true => Reaction::Answer(403, refusal("Forbidden.RAM")),
            false => Reaction::Forward,
        });
        harness.cloud.heal("DescribeImageSharePermission");
        let result = by(&session, &rule).await;
        assert_eq!(stays(&result)[FREE], StayReason::UseUnknown);
        assert_eq!(result.plan.not_asked.len(), 1, "{result:#?}");
    });
}

#[test]
fn a_region_that_cannot_be_asked_loses_nothing() {
    let harness = Harness::new();
    harness.run(async |session| {
        let rule = connected(&session).await;
        harness
            .cloud
            .on(LIST_IMAGES, |_| Reaction::Answer(403, refusal("Forbidden.RAM")));
        let result = by(&session, &rule).await;
        assert_eq!((goes(&result), result.stays.len()), (Vec::new(), 0));
        assert_eq!(result.plan.not_asked[0].problem.code, ProblemCode::AccessDenied);
    });
}

#[test]
fn a_rule_out_of_bounds_is_refused_at_its_field() {
    let harness = Harness::new();
    harness.run(async |session| {
        let rule = connected(&session).await;
        for (keep, older_than_days, field) in [
            (0, None, "keep"),
            (100, None, "keep"),
            (3, Some(0), "olderThanDays"),
            (3, Some(3_651), "olderThanDays"),
        ] {
            let bad = DeletionRule {
                keep,
                older_than_days,
                ..rule.clone()
            };
            let problem = session.deletion_by_rule(bad).await.unwrap_err();
            assert_eq!(
                (problem.code, problem.field.as_deref()),
                (ProblemCode::Malformed, Some(field))
            );
        }
    });
}

#[test]
fn the_plan_of_a_rule_is_begun_as_any_other() {
    let harness = Harness::new();
    with(
        &harness,
        &[(NEWER, "base", 1, "Available"), (FREE, "base", 30, "Available")],
    );
    harness.run(async |session| {
        let rule = connected(&session).await;
        let order = order(&by(&session, &rule).await.plan);
        assert!(
            order
                .images
                .iter()
                .all(|image| !image.force && image.instances.is_empty())
        );
        let id = begin(&session, order.clone()).await;
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        assert_eq!(deleted(&harness), keys_of(&order));
    });
}

//! What goes wrong with copies and shares of existing images after they were ordered: each is told at its place, and what is not concerned
//! goes on.

use darkroom_core::ProblemCode;
use darkroom_core::image::{CopyOrder, OrderedCopy, ShareOrder};
use darkroom_core::inventory::ResourceKey;
use darkroom_core::job::{JobDetail, JobState, JobStep, StepChange, StepKindName, StepState};

use crate::harness::{HANGZHOU, Harness, Reaction, Session, refusal};
use crate::image_copies::image_in;

const IMAGE: &str = "app-node-base-v14";
const NINE: [&str; 9] = [
    "cn-beijing",
    "cn-shanghai",
    "cn-shenzhen",
    "cn-chengdu",
    "cn-qingdao",
    "ap-southeast-1",
    "ap-northeast-1",
    "eu-central-1",
    "cn-hongkong",
];

fn to(image: &ResourceKey, regions: &[&str]) -> CopyOrder {
    let copy = |region: &&str| OrderedCopy {
        image: image.clone(),
        region_id: (*region).to_owned(),
        name: "node-everywhere".to_owned(),
        encrypted: false,
        kms_key_id: String::new(),
    };
    CopyOrder {
        copies: regions.iter().map(copy).collect(),
    }
}

async fn copied(session: &Session, request_id: &str, order: CopyOrder) -> JobDetail {
    let job = session.image_copy_start(request_id.into(), order).await.unwrap();
    session.until_ended(job.id).await
}

fn copies(job: &JobDetail) -> Vec<&JobStep> {
    let steps = job.steps.iter();
    steps.filter(|step| step.kind == StepKindName::CopyImage).collect()
}

/// Accounts that exist.
fn accounts(first: usize, count: usize) -> Vec<String> {
    (first..first + count)
        .map(|number| format!("{}", 3_000_000_000_000_000 + number))
        .collect()
}

#[test]
fn a_name_that_is_taken_in_three_of_nine_regions_is_told_in_those_and_changed_there() {
    let harness = Harness::new();
    let (failed, job) = harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, IMAGE).await;
        let other = image_in(&session, HANGZHOU, "web-gw-base").await;
        let earlier = copied(&session, "earlier", to(&other, &NINE[3..6])).await;
        assert_eq!(earlier.summary.state, JobState::Done, "{earlier:#?}");
        let failed = copied(&session, "copy", to(&image, &NINE)).await;
        let id = failed.summary.id;
        for step in copies(&failed).iter().filter(|step| step.state == StepState::Failed) {
            let change = StepChange {
                name: Some(format!("node-of-{}", step.region_id)),
                ..StepChange::default()
            };
            let request_id = format!("retry {}", step.position);
            session
                .step_retry(request_id, id, step.position, Some(change))
                .await
                .unwrap();
        }
        (failed, session.until_ended(id).await)
    });
    for step in copies(&failed) {
        let is_taken = NINE[3..6].contains(&step.region_id.as_str());
        match &step.problem {
            Some(problem) if is_taken => assert_eq!(
                (problem.code, problem.field.as_deref()),
                (ProblemCode::ImageNameTaken, Some("name")),
                "{}",
                step.region_id
            ),
            other => assert!(other.is_none() && step.state == StepState::Done, "{step:#?}"),
        }
    }
    assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
    assert_eq!(harness.cloud.images_made().len(), 3 + 9);
}

#[test]
fn a_region_that_was_closed_meanwhile_is_left_out_and_the_others_get_their_copies() {
    let harness = Harness::new();
    harness.cloud.on("CopyImage", |parameters| {
        match parameters["DestinationRegionId"].as_str() {
            "eu-central-1" => Reaction::Answer(403, refusal("DestinationRegion.NotFound")),
            _ => Reaction::Forward,
        }
    });
    let job = harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, IMAGE).await;
        let failed = copied(&session, "copy", to(&image, &["cn-beijing", "eu-central-1"])).await;
        let step = copies(&failed)[1];
        let problem = step.problem.as_ref().unwrap();
        assert_eq!(
            (problem.code, problem.params["regionId"].as_str()),
            (ProblemCode::CopyRegionClosed, "eu-central-1")
        );
        let skipped = session.step_skip("s-1".into(), failed.summary.id, step.position);
        skipped.await.unwrap();
        session.until_ended(failed.summary.id).await
    });
    assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
    assert_eq!(harness.cloud.images_made().len(), 1);
}

#[test]
fn an_image_that_somebody_deletes_in_the_middle_of_a_copy_plan_fails_only_what_was_not_begun() {
    let harness = Harness::new();
    harness.cloud.on("CopyImage", |parameters| {
        match parameters["DestinationRegionId"].as_str() {
            "cn-beijing" => Reaction::Forward,
            _ => Reaction::Answer(404, refusal("InvalidImageId.NotFound")),
        }
    });
    let job = harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, IMAGE).await;
        copied(&session, "copy", to(&image, &NINE[..3])).await
    });
    let told: Vec<_> = copies(&job)
        .iter()
        .map(|step| {
            let problem = step.problem.as_ref();
            (
                step.state,
                problem.map(|problem| (problem.code, problem.field.clone().unwrap_or_default())),
            )
        })
        .collect();
    let gone = (
        StepState::Failed,
        Some((ProblemCode::ImageNotUsable, "image".to_owned())),
    );
    assert_eq!(told, [(StepState::Done, None), gone.clone(), gone]);
}

#[test]
fn an_image_that_somebody_deletes_in_the_middle_of_a_share_plan_is_said_to_be_gone() {
    let harness = Harness::new();
    harness.cloud.on("ModifyImageSharePermission", |parameters| {
        match parameters.get("AddAccount.1").map(String::as_str) {
            Some("3000000000000001") => Reaction::Forward,
            _ => Reaction::Answer(404, refusal("InvalidImageId.NotFound")),
        }
    });
    let job = harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, IMAGE).await;
        let order = ShareOrder {
            images: vec![image],
            add: accounts(1, 12),
            remove: Vec::new(),
        };
        let job = session.image_share_start("share".into(), order).await.unwrap();
        session.until_ended(job.id).await
    });
    let states: Vec<_> = job.steps.iter().map(|step| step.state).collect();
    assert_eq!(states, [StepState::Done, StepState::Failed], "{job:#?}");
    let problem = job.steps[1].problem.as_ref().unwrap();
    assert_eq!(
        (problem.code, problem.field.as_deref()),
        (ProblemCode::ImageNotUsable, Some("image"))
    );
    assert_eq!(
        job.steps[1].share_with,
        accounts(11, 2),
        "they can be shared with later"
    );
}

#[test]
fn wrong_accounts_are_refused_where_a_failed_share_is_changed() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, IMAGE).await;
        let order = ShareOrder {
            images: vec![image],
            // The simulated cloud knows no account with this end.
            add: vec!["2000000000000000".to_owned()],
            remove: Vec::new(),
        };
        let job = session.image_share_start("share".into(), order).await.unwrap();
        let failed = session.until_ended(job.id).await;
        for (number, accounts) in [vec!["ops@example.com".to_owned()], Vec::new(), accounts(1, 11)]
            .into_iter()
            .enumerate()
        {
            let change = StepChange {
                share_with: Some(accounts),
                ..StepChange::default()
            };
            let refused = session.step_retry(format!("r-{number}"), failed.summary.id, 1, Some(change));
            let refused = refused.await.unwrap_err();
            assert_eq!(
                (refused.code, refused.field.as_deref()),
                (ProblemCode::DraftInvalid, Some("shareWith")),
                "{number}"
            );
        }
        let after = session.job_get(failed.summary.id).await.unwrap();
        assert_eq!(after.steps[0].share_with, failed.steps[0].share_with, "nothing is lost");
    });
}

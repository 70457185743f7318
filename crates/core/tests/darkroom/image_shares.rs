//! Sharing existing images with accounts, and ending it; checked against the ledger of the cloud.

use darkroom_core::ProblemCode;
use darkroom_core::image::{FindingCode, Severity, ShareOrder};
use darkroom_core::inventory::ResourceKey;
use darkroom_core::job::{JobDetail, JobPurpose, JobState, StepChange, StepKindName, StepState};
use serde_json::json;
use simulator::{Effect, Fault, OpenQuestions};

use crate::harness::{HANGZHOU, Harness, Reaction, Session, once};
use crate::image_copies::image_in;

const IMAGE: &str = "app-node-base-v14";
/// No account of the simulated cloud has such an end.
const UNKNOWN: &str = "2000000000000000";
/// Shared with these two.
const SHARED: (&str, &str) = ("cn-shanghai", "edge-base");
const SHARED_WITH: [&str; 2] = ["1288441090350914", "1755208766143306"];

fn accounts(count: u64) -> Vec<String> {
    (1..=count)
        .map(|number| (2_000_000_000_000_000 + number).to_string())
        .collect()
}

fn with(image: &ResourceKey, add: Vec<String>) -> ShareOrder {
    ShareOrder {
        images: vec![image.clone()],
        add,
        remove: Vec::new(),
    }
}

/// The job of an order, at its end.
async fn shared(session: &Session, order: ShareOrder) -> JobDetail {
    let job = session.image_share_start("share".into(), order).await.unwrap();
    session.until_ended(job.id).await
}

async fn shared_with(session: &Session, image: &ResourceKey) -> Vec<String> {
    let start = session.image_share_open(vec![image.clone()]).await.unwrap();
    let mut accounts = start.images[0].shared_with.clone().unwrap();
    accounts.sort();
    accounts
}

/// The accounts that were added and removed, in all.
fn changed(harness: &Harness) -> (usize, usize) {
    let sent = harness.cloud.requests("ModifyImageSharePermission");
    let effects = sent.iter().flat_map(|entry| &entry.effects);
    effects.fold((0, 0), |(all, gone), effect| match effect {
        Effect::ImageShareChanged { added, removed, .. } => (all + added.len(), gone + removed.len()),
        _ => (all, gone),
    })
}

#[test]
fn of_twelve_accounts_the_refused_one_is_named_and_the_others_get_the_image() {
    let harness = Harness::new();
    let (failed, job, there) = harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, IMAGE).await;
        let mut wanted = accounts(11);
        wanted.insert(4, UNKNOWN.to_owned());
        let failed = shared(&session, with(&image, wanted)).await;
        let there = shared_with(&session, &image).await;
        let change = StepChange {
            share_with: Some(accounts(1)),
            ..StepChange::default()
        };
        let retried = session.step_retry("r-1".into(), failed.summary.id, 1, Some(change));
        retried.await.unwrap();
        (failed.clone(), session.until_ended(failed.summary.id).await, there)
    });
    assert_eq!(
        (failed.summary.state, failed.summary.purpose),
        (JobState::Failed, JobPurpose::Share)
    );
    let states: Vec<_> = failed.steps.iter().map(|step| step.state).collect();
    assert_eq!(states, [StepState::Failed, StepState::Done]);
    let step = &failed.steps[0];
    assert_eq!(
        (step.share_with.len(), step.share_refused.as_slice()),
        (10, &[UNKNOWN.to_owned()][..])
    );
    let problem = step.problem.as_ref().unwrap();
    assert_eq!(
        (
            problem.code,
            problem.params["shareAccountId"].as_str(),
            problem.field.as_deref()
        ),
        (ProblemCode::ShareAccountRefused, UNKNOWN, Some("shareWith"))
    );
    assert_eq!(step.attempts.len(), 2, "what was refused, and the rest");
    assert_eq!(there, accounts(11));
    assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
    assert_eq!(changed(&harness), (11, 0));
}

#[test]
fn a_refusal_that_names_no_account_names_all_that_were_sent() {
    let harness = Harness::new();
    harness.cloud.simulator.set_open_questions(OpenQuestions {
        unknown_accounts_are_not_named: true,
        ..OpenQuestions::default()
    });
    let job = harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, IMAGE).await;
        let wanted = [accounts(1), vec![UNKNOWN.to_owned()]].concat();
        shared(&session, with(&image, wanted)).await
    });
    let problem = job.summary.problem.unwrap();
    assert_eq!(
        problem.params["shareAccountId"],
        format!("{}, {UNKNOWN}", accounts(1)[0])
    );
    assert_eq!(changed(&harness), (0, 0));
}

#[test]
fn a_lost_reply_is_looked_for_among_the_accounts() {
    let harness = Harness::new();
    let faults = once("ModifyImageSharePermission", Fault::DropAfterEffect);
    harness.cloud.simulator.set_faults(faults);
    let job = harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, IMAGE).await;
        shared(&session, with(&image, accounts(3))).await
    });
    assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
    assert_eq!(changed(&harness), (3, 0));
    assert_eq!(harness.cloud.requests("ModifyImageSharePermission").len(), 1);
}

#[test]
fn sharing_is_ended_with_one_account_and_begun_with_another_as_one_job() {
    let harness = Harness::new();
    let faults = once("ModifyImageSharePermission", Fault::DropAfterEffect);
    harness.cloud.simulator.set_faults(faults);
    let (job, there) = harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, SHARED.0, SHARED.1).await;
        assert_eq!(shared_with(&session, &image).await, SHARED_WITH);
        let order = ShareOrder {
            images: vec![image.clone()],
            // The second has it already.
            add: [accounts(1), vec![SHARED_WITH[1].to_owned()]].concat(),
            remove: vec![SHARED_WITH[0].to_owned(), accounts(2)[1].clone()],
        };
        let job = shared(&session, order).await;
        (job, shared_with(&session, &image).await)
    });
    let steps: Vec<_> = job
        .steps
        .iter()
        .map(|step| (step.kind, step.share_with.clone()))
        .collect();
    assert_eq!(
        steps,
        [
            (StepKindName::UnshareImage, vec![SHARED_WITH[0].to_owned()]),
            (StepKindName::ShareImage, accounts(1))
        ]
    );
    assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
    assert_eq!(there, [SHARED_WITH[1].to_owned(), accounts(1)[0].clone()]);
    assert_eq!(changed(&harness), (1, 1));
}

#[test]
fn what_the_cloud_would_refuse_is_said_before_anything_is_sent() {
    let harness = Harness::new();
    harness.run(async |session| {
        let account = session.connect().await;
        let image = image_in(&session, HANGZHOU, IMAGE).await;
        let errors = async |order: ShareOrder| {
            let found = session.image_share_check(order).await.unwrap();
            let errors = found.into_iter().filter(|finding| finding.severity == Severity::Error);
            errors.map(|finding| (finding.code, finding.field)).collect::<Vec<_>>()
        };
        let at = |code, field: &str| vec![(code, field.to_owned())];
        assert_eq!(errors(with(&image, accounts(50))).await, []);
        assert_eq!(
            errors(with(&image, accounts(51))).await,
            at(FindingCode::TooManyAccounts, "add")
        );
        assert_eq!(errors(with(&image, Vec::new())).await, at(FindingCode::Required, "add"));
        let own = with(&image, vec![account.uid.clone()]);
        assert_eq!(errors(own.clone()).await, at(FindingCode::OwnAccountId, "add.0"));
        let refused = session.image_share_start("own".into(), own).await.unwrap_err();
        assert_eq!(refused.code, ProblemCode::DraftInvalid);
        assert_eq!(
            errors(with(&image, vec!["ops@example.com".into()])).await,
            at(FindingCode::NotAnAccountId, "add.0")
        );

        let both = ShareOrder {
            remove: vec![format!(" {} ", accounts(2)[1])],
            ..with(&image, accounts(2))
        };
        assert_eq!(errors(both.clone()).await, at(FindingCode::AddedAndRemoved, "add.1"));
        let refused = session.image_share_start("both".into(), both).await.unwrap_err();
        assert_eq!(refused.code, ProblemCode::DraftInvalid);

        let shared = image_in(&session, SHARED.0, SHARED.1).await;
        let again = with(&shared, vec![SHARED_WITH[0].to_owned()]);
        assert_eq!(errors(again.clone()).await, at(FindingCode::Required, "add"));
        let found = session.image_share_check(again).await.unwrap();
        assert!(
            found
                .iter()
                .any(|one| (one.code, one.field.as_str()) == (FindingCode::AlreadyShared, "add.0"))
        );
        assert_eq!(
            errors(with(&shared, accounts(49))).await,
            at(FindingCode::TooManyAccounts, "add"),
            "two have it"
        );
        for (region_id, name, code) in [
            ("cn-shenzhen", "财务系统-基准", FindingCode::EncryptedShareOfSeveral),
            ("cn-shanghai", "bi-worker-base", FindingCode::ImageDeprecated),
            (HANGZHOU, "partner-edi-gateway", FindingCode::ImageOfOthers),
        ] {
            let other = image_in(&session, region_id, name).await;
            assert_eq!(errors(with(&other, accounts(1))).await, at(code, "images.0"), "{name}");
        }
    });
    assert_eq!(harness.cloud.requests("ModifyImageSharePermission").len(), 0);
}

#[test]
fn an_account_in_a_row_that_cannot_be_read_is_not_called_unshared() {
    let harness = Harness::new();
    let job = harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, SHARED.0, SHARED.1).await;
        // For the dialog, its check, and the check before the job.
        let mut unreadable = 3;
        harness.cloud.on("DescribeImageSharePermission", move |_| {
            if unreadable == 0 {
                return Reaction::Forward;
            }
            unreadable -= 1;
            let rows = json!([{ "AliyunId": SHARED_WITH[0] }, { "Account": SHARED_WITH[1] }]);
            let body = json!({ "RequestId": "R", "Accounts": { "Account": rows } });
            Reaction::Answer(200, body.to_string())
        });
        let start = session.image_share_open(vec![image.clone()]).await.unwrap();
        let source = &start.images[0];
        assert_eq!(source.shared_with, None);
        assert_eq!(source.problem.as_ref().unwrap().code, ProblemCode::NotEcsReply);

        let order = ShareOrder {
            images: vec![image],
            add: Vec::new(),
            remove: vec![SHARED_WITH[1].to_owned()],
        };
        let found = session.image_share_check(order.clone()).await.unwrap();
        let found: Vec<_> = found
            .iter()
            .map(|one| (one.severity, one.code, one.field.as_str()))
            .collect();
        assert_eq!(found, [(Severity::Warning, FindingCode::SharesNotKnown, "images.0")]);
        shared(&session, order).await
    });
    assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
    assert_eq!(changed(&harness), (0, 1), "it was shared, whatever could not be read");
}

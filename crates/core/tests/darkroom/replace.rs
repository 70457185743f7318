//! Replacing the operating system of instances, against the state of the cloud.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use darkroom_core::ProblemCode;
use darkroom_core::image::FindingCode;
use darkroom_core::instance::{PowerAction, PowerOrder, ReplaceDraft, ReplaceEffectCode, ReplaceFate, ReplaceStart};
use darkroom_core::inventory::{ImageRow, ResourceKey, RowKind, Rows};
use darkroom_core::job::{JobDetail, JobEventCode, JobPurpose, JobState, StepKindName, StepState};
use darkroom_core::launch::SignIn;
use darkroom_core::view::ViewSpec;
use secrecy::SecretString;
use serde_json::{Value, json};
use simulator::Effect;

use crate::harness::{HANGZHOU, Harness, Reaction, Session, everything, refusal};

pub const PASSWORD: &str = "Replace-me-2026";

/// Running Linux instances of Hangzhou.
async fn all_running(session: &Session) -> Vec<ResourceKey> {
    running_in(session, HANGZHOU).await
}

async fn running_in(session: &Session, region_id: &str) -> Vec<ResourceKey> {
    let spec = ViewSpec {
        kind: RowKind::Instances,
        ..everything()
    };
    let Rows::Instances(rows) = session.window(spec).await.rows else {
        panic!("rows of another kind");
    };
    let wanted = rows.into_iter().filter(|row| {
        row.status == "Running" && row.key.region_id == region_id && !row.os.to_lowercase().contains("windows")
    });
    wanted.map(|row| row.key).collect()
}

/// The page with the first image picked that the rules have nothing against.
pub async fn page(session: &Session, count: usize) -> ReplaceStart {
    let mut keys = all_running(session).await;
    assert!(keys.len() >= count);
    keys.truncate(count);
    page_of(session, keys).await
}

/// The page of the first instance whose system disk has a policy of automatic snapshots.
async fn page_with_policy(session: &Session) -> ReplaceStart {
    for key in all_running(session).await {
        let start = session.replace_open(vec![key.clone()], None).await.unwrap();
        if start.instances[0].policy_id.is_some() {
            return page_of(session, vec![key]).await;
        }
    }
    panic!("no system disk has a policy");
}

/// The page of the first instance whose system disk is encrypted.
pub async fn page_of_encrypted(session: &Session) -> ReplaceStart {
    for key in running_in(session, "cn-shenzhen").await {
        let start = session.replace_open(vec![key.clone()], None).await.unwrap();
        if start.instances[0].encrypted {
            let image = start.images.iter().find(|image| image.row.status == "Available");
            let draft = ReplaceDraft {
                image_id: image.expect("an image").row.key.id.clone(),
                try_data_disks: true,
                sign_in: SignIn::ImagePassword,
                ..start.draft.clone()
            };
            return ReplaceStart { draft, ..start };
        }
    }
    panic!("no system disk is encrypted");
}

async fn page_of(session: &Session, keys: Vec<ResourceKey>) -> ReplaceStart {
    let mut start = session.replace_open(keys, None).await.unwrap();
    for image in &start.images {
        let draft = ReplaceDraft {
            image_id: image.row.key.id.clone(),
            sign_in: SignIn::ImagePassword,
            ..start.draft.clone()
        };
        if image.obstacles.is_empty() && errors(session, &draft).await.is_empty() {
            start.draft = draft;
            return start;
        }
    }
    panic!("no image fits: {start:#?}");
}

async fn errors(session: &Session, draft: &ReplaceDraft) -> Vec<(String, FindingCode)> {
    let check = session.replace_check(draft.clone()).await.unwrap();
    let errors = check
        .findings
        .into_iter()
        .filter(|finding| finding.severity == darkroom_core::image::Severity::Error);
    errors.map(|finding| (finding.field, finding.code)).collect()
}

pub async fn begin(session: &Session, draft: ReplaceDraft) -> i64 {
    let started = session.replace_start("replace".to_owned(), draft, None).await;
    started.unwrap().id
}

fn kinds(job: &JobDetail) -> Vec<StepKindName> {
    job.steps.iter().map(|step| step.kind).collect()
}

/// System disks that were made anew.
pub fn replaced(harness: &Harness) -> usize {
    let effects = harness
        .cloud
        .simulator
        .ledger()
        .into_iter()
        .flat_map(|entry| entry.effects);
    effects
        .filter(|effect| matches!(effect, Effect::DiskCreated { .. }))
        .count()
}

/// The disks of an answer are changed on the way.
pub fn change_disks(harness: &Harness, change: impl Fn(&mut Vec<Value>) + Clone + Send + 'static) {
    harness.cloud.on("DescribeDisks", move |_| {
        let change = change.clone();
        Reaction::Change(Box::new(move |body| {
            let mut reply: Value = serde_json::from_str(&body).unwrap();
            change(reply["Disks"]["Disk"].as_array_mut().unwrap());
            reply.to_string()
        }))
    });
}

pub fn add_data_disk(disks: &mut Vec<Value>) {
    let mut other = disks[0].clone();
    other["DiskId"] = json!("d-data");
    other["Type"] = json!("data");
    disks.push(other);
}

#[test]
fn a_snapshot_a_stop_a_new_system_disk_and_a_start_are_one_job() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let page = page_with_policy(&session).await;
        let before = &page.instances[0];
        let effects: Vec<_> = before.effects.iter().map(|effect| (effect.code, effect.fate)).collect();
        assert!(effects.contains(&(ReplaceEffectCode::SystemDisk, ReplaceFate::Lost)));
        assert!(effects.contains(&(ReplaceEffectCode::Addresses, ReplaceFate::Stays)));

        let check = session.replace_check(page.draft.clone()).await.unwrap();
        let named: Vec<_> = check.request.iter().map(|parameter| parameter.name.as_str()).collect();
        assert!(
            named.contains(&"ImageId") && named.contains(&"SystemDisk.Size"),
            "{named:?}"
        );

        let id = begin(&session, page.draft.clone()).await;
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        assert_eq!(job.summary.purpose, JobPurpose::Replace);
        assert_eq!(job.summary.name, before.row.name);
        assert_eq!(
            kinds(&job),
            [
                StepKindName::CreateSnapshot,
                StepKindName::StopInstances,
                StepKindName::ReplaceSystemDisk,
                StepKindName::ApplySnapshotPolicy,
                StepKindName::StartInstances,
            ]
        );
        let after: Vec<_> = job.steps.iter().map(|step| step.after.clone()).collect();
        assert_eq!(after, [vec![], vec![1], vec![2], vec![3], vec![4]]);
        let stop = &harness.cloud.requests("StopInstances")[0].parameters;
        assert_eq!(stop["StoppedMode"], "KeepCharging");
        let sent = &harness.cloud.requests("ReplaceSystemDisk")[0].parameters;
        assert_eq!(sent["ImageId"], page.draft.image_id);
        assert_eq!(sent["PasswordInherit"], "true");
        assert_eq!(replaced(&harness), 1);

        session.sync().await;
        let key = before.row.key.clone();
        let now = session.replace_open(vec![key], None).await.unwrap().instances.remove(0);
        assert_ne!(now.system_disk_id, before.system_disk_id);
        assert_eq!(now.row.status, "Running");
        assert_eq!(now.row.image_id, page.draft.image_id);
        // Scripts of instances are nothing that a replacement needs.
        assert!(harness.cloud.requests("DescribeUserData").is_empty());
    });
}

#[test]
fn after_a_lost_answer_the_disk_is_replaced_once() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let page = page(&session, 1).await;
        harness
            .cloud
            .on("ReplaceSystemDisk", |_| Reaction::AnswerAfter(500, "lost".to_owned()));
        let id = begin(&session, page.draft).await;
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        assert_eq!(replaced(&harness), 1);
        let adopted = job.events.iter().find(|event| event.code == JobEventCode::Adopted);
        assert_eq!(adopted.unwrap().params["by"], "state");
    });
}

#[test]
fn the_key_pair_is_bound_again_when_the_cloud_has_dropped_it() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let page = page(&session, 1).await;
        let is_attached = Arc::new(AtomicBool::new(false));
        let shown = is_attached.clone();
        harness.cloud.on("AttachKeyPair", move |_| {
            is_attached.store(true, Ordering::SeqCst);
            Reaction::Forward
        });
        let draft = ReplaceDraft {
            sign_in: SignIn::KeyPair,
            key_pair: "operations".to_owned(),
            snapshot_before: false,
            ..page.draft
        };
        let id = begin(&session, draft).await;
        session.until_step(id, 1, StepState::Running).await;
        harness.cloud.on("DescribeInstances", move |_| {
            let is_shown = shown.load(Ordering::SeqCst);
            Reaction::Change(Box::new(move |body| match is_shown {
                true => body,
                false => body.replace("\"KeyPairName\"", "\"Dropped\""),
            }))
        });
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        let sent = harness.cloud.requests("AttachKeyPair");
        assert_eq!(sent.len(), 1);
        assert_eq!(sent[0].parameters["KeyPairName"], "operations");
    });
}

#[test]
fn the_first_failure_stops_the_instances_that_have_not_begun() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let page = page(&session, 3).await;
        let ids = page.draft.instance_ids.clone();
        let second = ids[1].clone();
        harness.cloud.on("ReplaceSystemDisk", move |parameters| {
            match parameters["InstanceId"] == second {
                true => Reaction::Answer(400, refusal("InvalidSystemDiskSize.ImageNotSupportResize")),
                false => Reaction::Forward,
            }
        });
        let draft = ReplaceDraft {
            snapshot_before: false,
            ..page.draft
        };
        let id = begin(&session, draft).await;
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Failed, "{job:#?}");
        let problem = job.summary.problem.as_ref().unwrap();
        assert_eq!(problem.code, ProblemCode::DiskSizeRefused);
        assert_eq!(problem.field.as_deref(), Some("systemSizeGib"));
        assert_eq!(replaced(&harness), 1);
        let of_third: Vec<_> = job
            .steps
            .iter()
            .filter(|step| step.instance_ids == [ids[2].clone()])
            .collect();
        assert!(!of_third.is_empty());
        assert!(of_third.iter().all(|step| step.state == StepState::Pending));
        let stopped = harness.cloud.requests("StopInstances");
        assert!(stopped.iter().all(|entry| entry.parameters["InstanceId.1"] != ids[2]));

        // Left out by a person, the instance is started again, and the next one is worked on.
        let failed = job.steps.iter().find(|step| step.state == StepState::Failed).unwrap();
        session
            .step_skip("leave it".to_owned(), id, failed.position)
            .await
            .unwrap();
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        assert_eq!(replaced(&harness), 2);
    });
}

#[test]
fn a_typed_password_is_sent_and_stored_nowhere() {
    let harness = Harness::new();
    let id = harness.run(async |session| {
        session.connect().await;
        let page = page(&session, 1).await;
        let draft = ReplaceDraft {
            sign_in: SignIn::Password,
            snapshot_before: false,
            ..page.draft
        };
        let weak = session.replace_start("weak".to_owned(), draft.clone(), Some(SecretString::from("weak")));
        let problem = weak.await.unwrap_err();
        assert_eq!(
            (problem.code, problem.field.as_deref()),
            (ProblemCode::PasswordRefused, Some("password"))
        );
        let password = Some(SecretString::from(PASSWORD));
        let begun = session
            .replace_start("replace".to_owned(), draft, password)
            .await
            .unwrap();
        session.until_step(begun.id, 1, StepState::Running).await;
        begun.id
    });
    // The program ended before the password was needed.
    harness.run(async |session| {
        let job = session.until_step(id, 2, StepState::Waiting).await;
        assert_eq!(job.steps[1].problem.as_ref().unwrap().code, ProblemCode::PasswordNeeded);
        assert!(job.steps[1].actions.password);
        assert!(harness.cloud.requests("ReplaceSystemDisk").is_empty());
        session
            .step_password(id, 2, SecretString::from(PASSWORD))
            .await
            .unwrap();
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        let shown = format!("{job:?}");
        assert!(!shown.contains(PASSWORD));
    });
    for (file, bytes) in harness.files() {
        let found = bytes
            .windows(PASSWORD.len())
            .any(|window| window == PASSWORD.as_bytes());
        assert!(!found, "{file}");
    }
}

#[test]
fn a_data_disk_that_is_gone_afterwards_is_told() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let mut start = page(&session, 1).await;
        // An instance without data disks: one that was never there is what is missing.
        change_disks(&harness, add_data_disk);
        start.draft.snapshot_before = false;
        let id = begin(&session, start.draft).await;
        session.until_step(id, 1, StepState::Running).await;
        harness.cloud.heal("DescribeDisks");
        let job = session.until_step(id, 2, StepState::Failed).await;
        let problem = job.steps[1].problem.as_ref().unwrap();
        assert_eq!(problem.code, ProblemCode::MoreThanDiskChanged);
        assert_eq!(problem.params["diskIds"], "d-data");

        // Once it is there again, trying again looks, and replaces nothing.
        change_disks(&harness, add_data_disk);
        session.step_retry("again".to_owned(), id, 2, None).await.unwrap();
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        assert_eq!(replaced(&harness), 1);
    });
}

#[test]
fn a_password_is_forgotten_when_a_lost_answer_is_found_in_the_cloud() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let start = page(&session, 1).await;
        // What is missing afterwards fails the step, so that it can be tried again.
        change_disks(&harness, |disks| {
            let mut other = disks[0].clone();
            other["DiskId"] = json!("d-data");
            other["Type"] = json!("data");
            disks.push(other);
        });
        harness
            .cloud
            .on("ReplaceSystemDisk", |_| Reaction::AnswerAfter(500, "lost".to_owned()));
        let draft = ReplaceDraft {
            sign_in: SignIn::Password,
            snapshot_before: false,
            ..start.draft
        };
        let password = Some(SecretString::from(PASSWORD));
        let begun = session.replace_start("replace".to_owned(), draft, password).await;
        let id = begun.unwrap().id;
        session.until_step(id, 1, StepState::Running).await;
        harness.cloud.heal("DescribeDisks");
        let job = session.until_step(id, 2, StepState::Failed).await;
        assert!(job.events.iter().any(|event| event.code == JobEventCode::Adopted));
        session.step_retry("again".into(), id, 2, None).await.unwrap();
        let is_asked = |job: &JobDetail| job.steps[1].actions.password;
        session.until(id, "the password", is_asked).await;
        assert_eq!(harness.cloud.requests("ReplaceSystemDisk").len(), 1);
    });
}

#[test]
fn no_order_has_more_than_a_thousand_instances() {
    let harness = Harness::new();
    harness.run(async |session| {
        let account = session.connect().await;
        let key = |number: usize| ResourceKey {
            account_id: account.id.clone(),
            region_id: HANGZHOU.to_owned(),
            id: format!("i-{number}"),
        };
        let keys: Vec<ResourceKey> = (0..1_001).map(key).collect();
        let refused = session.replace_open(keys.clone(), None).await.unwrap_err();
        assert_eq!(refused.code, ProblemCode::Malformed);
        let order = PowerOrder {
            instances: keys.clone(),
            action: PowerAction::Stop,
            keep_charging: true,
            force: false,
        };
        let refused = session.instance_power("stop".into(), order).await.unwrap_err();
        assert_eq!(refused.code, ProblemCode::Malformed);
        let refused = session
            .proof_start("prove".into(), keys, "i-1".into())
            .await
            .unwrap_err();
        assert_eq!(refused.code, ProblemCode::Malformed);
    });
}

#[test]
fn the_rules_speak_at_the_field_at_fault() {
    let harness = Harness::new();
    harness.run(async |session| {
        let account = session.connect().await;
        let page = page(&session, 1).await;
        let mut images = page.images.iter();
        let is_full = |row: &ImageRow| row.data_disks > 0 && row.status == "Available";
        let full = images.find(|image| is_full(&image.row)).unwrap();
        assert_eq!(full.obstacles[0].code, FindingCode::ImageHasDataDisks);
        let draft = ReplaceDraft {
            image_id: full.row.key.id.clone(),
            ..page.draft.clone()
        };
        let data_disks = ("imageId".to_owned(), FindingCode::ImageHasDataDisks);
        assert!(errors(&session, &draft).await.contains(&data_disks));
        let tried = ReplaceDraft {
            try_data_disks: true,
            ..draft
        };
        assert!(!errors(&session, &tried).await.contains(&data_disks));

        let bad = ReplaceDraft {
            image_id: "m-none".to_owned(),
            system_size_gib: Some(3_000),
            snapshot_name: format!("auto-{}", "1".repeat(115)),
            at_once: 0,
            sign_in: SignIn::KeyPair,
            instance_ids: vec![page.draft.instance_ids[0].clone(), "i-none".to_owned()],
            ..page.draft.clone()
        };
        let found = errors(&session, &bad).await;
        for (field, code) in [
            ("instanceIds.1", FindingCode::InstanceGone),
            ("imageId", FindingCode::ImageNotAvailable),
            ("systemSizeGib", FindingCode::SizeTooLarge),
            ("snapshotName", FindingCode::ReservedPrefix),
            ("snapshotName", FindingCode::TooLong),
            ("atOnce", FindingCode::NumberTooSmall),
        ] {
            assert!(
                found.contains(&(field.to_owned(), code)),
                "{field} {code:?} in {found:?}"
            );
        }
        let refused = session.replace_start("bad".to_owned(), bad, None).await.unwrap_err();
        assert_eq!(refused.code, ProblemCode::DraftInvalid);

        harness.cloud.on("DescribeInstances", |_| {
            Reaction::Change(Box::new(|body| {
                let mut reply: Value = serde_json::from_str(&body).unwrap();
                for row in reply["Instances"]["Instance"].as_array_mut().unwrap() {
                    row["Status"] = json!("Stopped");
                    row["StoppedMode"] = json!("StopCharging");
                    row["OSType"] = json!("windows");
                }
                reply.to_string()
            }))
        });
        let found = session.replace_check(page.draft.clone()).await.unwrap().findings;
        let codes: Vec<_> = found.iter().map(|finding| finding.code).collect();
        assert!(codes.contains(&FindingCode::InstanceEconomical), "{codes:?}");
        assert!(codes.contains(&FindingCode::OtherSystemFamily), "{codes:?}");
        harness.cloud.heal("DescribeInstances");

        session.account_lock(account.id, true).await.unwrap();
        let locked = session
            .replace_start("locked".to_owned(), page.draft, None)
            .await
            .unwrap_err();
        assert_eq!(locked.code, ProblemCode::AccountLocked);
    });
}

//! Encryption of a system disk that is replaced: asked for again, and seen.

use darkroom_core::ProblemCode;
use darkroom_core::image::FindingCode;
use darkroom_core::instance::{ReplaceDraft, ReplaceEffect, ReplaceEffectCode, ReplaceFate, ReplaceInstance};
use darkroom_core::job::{StepKindName, StepState};
use serde_json::json;

use crate::harness::{Harness, Session};
use crate::replace::{begin, change_disks, page_of_encrypted};

fn encryption(instances: &[ReplaceInstance]) -> Option<&ReplaceEffect> {
    let mut effects = instances[0].effects.iter();
    effects.find(|effect| effect.code == ReplaceEffectCode::Encryption)
}

async fn sent(session: &Session, draft: &ReplaceDraft, name: &str) -> Option<String> {
    let check = session.replace_check(draft.clone()).await.unwrap();
    let found = check.request.into_iter().find(|parameter| parameter.name == name);
    found?.value
}

#[test]
fn an_encrypted_system_disk_stays_encrypted_with_its_key() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let page = page_of_encrypted(&session).await;
        let draft = page.draft.clone();
        let effect = encryption(&page.instances).expect("it is named");
        assert_eq!(effect.fate, ReplaceFate::SetAgain);
        let key = effect.params["kmsKeyId"].clone();
        assert_eq!(sent(&session, &draft, "Encrypted").await.as_deref(), Some("true"));
        assert_eq!(sent(&session, &draft, "KMSKeyId").await.as_ref(), Some(&key));

        let without = ReplaceDraft {
            keep_encryption: false,
            ..draft.clone()
        };
        assert_eq!(sent(&session, &without, "Encrypted").await, None);
        let check = session.replace_check(without).await.unwrap();
        let lost = encryption(&check.instances).expect("it is named");
        assert_eq!((lost.fate, &lost.params["kmsKeyId"]), (ReplaceFate::Lost, &key));

        let id = begin(&session, draft.clone()).await;
        let job = session.until_ended(id).await;
        assert!(job.steps.iter().all(|step| step.state == StepState::Done), "{job:#?}");
        let again = session
            .replace_open(vec![page.instances[0].row.key.clone()], None)
            .await;
        assert!(again.unwrap().instances[0].encrypted);
    });
}

#[test]
fn a_new_disk_without_the_encryption_that_was_asked_for_is_told() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let page = page_of_encrypted(&session).await;
        let old = page.instances[0].system_disk_id.clone().unwrap();
        change_disks(&harness, move |disks| {
            for disk in disks.iter_mut().filter(|disk| disk["DiskId"] != json!(old)) {
                disk["Encrypted"] = json!(false);
            }
        });
        let id = begin(&session, page.draft.clone()).await;
        let job = session.until_ended(id).await;
        let mut steps = job.steps.iter();
        let step = steps.find(|step| step.kind == StepKindName::ReplaceSystemDisk).unwrap();
        let problem = step.problem.as_ref().unwrap();
        assert_eq!(step.state, StepState::Failed);
        assert_eq!(problem.code, ProblemCode::DiskNotEncrypted, "{problem:?}");
    });
}

#[test]
fn a_new_disk_with_another_key_is_told() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let page = page_of_encrypted(&session).await;
        let old = page.instances[0].system_disk_id.clone().unwrap();
        change_disks(&harness, move |disks| {
            for disk in disks.iter_mut().filter(|disk| disk["DiskId"] != json!(old)) {
                disk["KMSKeyId"] = json!("somebody-elses");
            }
        });
        let id = begin(&session, page.draft.clone()).await;
        let job = session.until_ended(id).await;
        let mut steps = job.steps.iter();
        let step = steps.find(|step| step.kind == StepKindName::ReplaceSystemDisk).unwrap();
        let problem = step.problem.as_ref().unwrap();
        assert_eq!(problem.code, ProblemCode::DiskNotEncrypted, "{problem:?}");
        assert_eq!(problem.params["seen"], "somebody-elses");
    });
}

#[test]
fn an_encrypted_image_of_another_account_needs_a_key_of_ones_own() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let page = page_of_encrypted(&session).await;
        harness.cloud.on("DescribeImages", |_| {
            crate::harness::Reaction::Change(Box::new(|body| {
                let mut reply: serde_json::Value = serde_json::from_str(&body).unwrap();
                for image in reply["Images"]["Image"].as_array_mut().unwrap() {
                    image["ImageOwnerAlias"] = json!("others");
                    for disk in image["DiskDeviceMappings"]["DiskDeviceMapping"].as_array_mut().unwrap() {
                        disk["Encrypted"] = json!("true");
                    }
                }
                reply.to_string()
            }))
        });
        let missing = async |draft: ReplaceDraft| {
            let check = session.replace_check(draft).await.unwrap();
            let mut findings = check.findings.into_iter();
            findings.any(|finding| finding.field == "kmsKeyId" && finding.code == FindingCode::Required)
        };
        // The old disk's own key is one.
        assert!(!missing(page.draft.clone()).await);
        let without = ReplaceDraft {
            keep_encryption: false,
            ..page.draft.clone()
        };
        assert!(missing(without.clone()).await);
        let typed = ReplaceDraft {
            kms_key_id: "key-of-ours".to_owned(),
            ..without
        };
        assert!(!missing(typed).await);
    });
}

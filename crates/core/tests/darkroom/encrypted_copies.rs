//! Copies of an image that is made of encrypted snapshots.

use darkroom_core::image::{CopyTarget, FindingCode, ImageDraft};
use darkroom_core::job::{JobState, StepChange, StepKindName, StepState};

use crate::harness::{Harness, Reaction, Session, refusal};

async fn draft(session: &Session) -> ImageDraft {
    let draft = session.draft("财务系统-月结前", "finance-base").await;
    ImageDraft {
        copy_to: vec![CopyTarget {
            region_id: "cn-beijing".to_owned(),
            name: "finance-base".to_owned(),
            encryption: None,
        }],
        ..draft
    }
}

#[test]
fn the_copies_of_an_encrypted_image_are_encrypted_and_the_wizard_says_so() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let draft = draft(&session).await;
        let check = session.image_draft_check(draft.clone()).await.unwrap();
        let told = check
            .findings
            .iter()
            .find(|finding| finding.code == FindingCode::EncryptedCopies);
        assert_eq!(told.unwrap().field, "copyTo", "{check:#?}");
        let id = session.create_from(draft).await;
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        let sent = &harness.cloud.requests("CopyImage")[0].parameters;
        assert_eq!(sent["Encrypted"], "true");
        assert!(!sent.contains_key("KMSKeyId"));
    });
}

#[test]
fn a_copy_goes_back_from_a_refused_key_to_that_of_the_service() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        harness
            .cloud
            .on("CopyImage", |sent| match sent.contains_key("KMSKeyId") {
                true => Reaction::Answer(403, refusal("InvalidParameter.KMSKeyId.CMKNotEnabled")),
                false => Reaction::Answer(403, refusal("OperationDenied.KmsServiceUnauthorized")),
            });
        let id = session.create_from(draft(&session).await).await;
        let copy = |key: &str| {
            Some(StepChange {
                kms_key_id: Some(key.to_owned()),
                ..StepChange::default()
            })
        };
        let job = session.until_ended(id).await;
        let position = job
            .steps
            .iter()
            .find(|step| step.kind == StepKindName::CopyImage)
            .unwrap()
            .position;
        session
            .step_retry("key".to_owned(), id, position, copy("key-of-beijing"))
            .await
            .unwrap();
        session.until_step(id, position, StepState::Failed).await;
        harness.cloud.heal("CopyImage");
        session
            .step_retry("service".to_owned(), id, position, copy(""))
            .await
            .unwrap();
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        let sent = &harness.cloud.requests("CopyImage")[0].parameters;
        assert_eq!(sent["Encrypted"], "true");
        assert!(!sent.contains_key("KMSKeyId"));
    });
}

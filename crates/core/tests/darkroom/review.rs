//! The check before an image is created: it asks the cloud for exactly the snapshots of the draft.

use std::collections::BTreeSet;
use std::time::Duration;

use darkroom_core::ProblemCode;
use darkroom_core::image::{DraftCheck, Finding, FindingCode, ImageDraft, RequestParameter, Severity};
use darkroom_core::inventory::{RowKind, ShardKind, Tag};
use darkroom_core::job::StepState;

use super::harness::{Harness, Reaction, Session, always, change, forbidden, shard_of};

const MINUTES: Duration = Duration::from_secs(25 * 60);

/// A draft with data disks, of a listing that is 25 minutes old by the time it is checked.
async fn old_draft(session: &Session) -> ImageDraft {
    session.connect().await;
    let draft = session.draft("erp-db-01-sys", "golden").await;
    assert!(!draft.data_disks.is_empty());
    session.wait(MINUTES).await;
    draft
}

fn errors(check: &DraftCheck) -> Vec<(&str, FindingCode)> {
    let errors = check.findings.iter();
    errors
        .filter(|Finding { severity, .. }| *severity == Severity::Error)
        .map(|finding| (finding.field.as_str(), finding.code))
        .collect()
}

/// Where a snapshot is told to be unfinished.
fn waited_for(check: &DraftCheck) -> Vec<&str> {
    let findings = check.findings.iter();
    findings
        .filter(|finding| finding.code == FindingCode::CreatedWhenFinished)
        .map(|finding| finding.field.as_str())
        .collect()
}

#[test]
fn a_review_asks_for_the_snapshots_of_the_draft_and_says_when() {
    let harness = Harness::new();
    harness.run_idle(async |session| {
        let draft = old_draft(&session).await;
        let listed_at = shard_of(
            &session.sync_state().await.unwrap(),
            &draft.region_id,
            ShardKind::Snapshots,
        )
        .synced_at;
        let asked = harness.cloud.requests("DescribeSnapshots").len();

        let typed = session.image_draft_check(draft.clone()).await.unwrap();
        assert_eq!((typed.as_of, &typed.not_asked), (listed_at, &None));
        assert_eq!(harness.cloud.requests("DescribeSnapshots").len(), asked);

        let now = session.clock.true_now().as_millisecond();
        let review = session.image_draft_review(draft.clone()).await.unwrap();
        assert_eq!((errors(&review), &review.not_asked), (Vec::new(), &None));
        assert!(review.as_of.unwrap() >= now && listed_at < Some(now));
        let requests = harness.cloud.requests("DescribeSnapshots");
        assert_eq!(requests.len(), asked + 1);
        let mut named: Vec<String> = serde_json::from_str(&requests[asked].parameters["SnapshotIds"]).unwrap();
        let mut wanted: Vec<String> = draft.data_disks.iter().map(|disk| disk.snapshot_id.clone()).collect();
        wanted.push(draft.system_snapshot_id.clone());
        named.sort();
        wanted.sort();
        assert_eq!(named, wanted);
    });
}

#[test]
fn a_snapshot_that_is_gone_is_an_error_at_its_field_and_leaves_the_lists() {
    let harness = Harness::new();
    harness.run_idle(async |session| {
        let draft = old_draft(&session).await;
        let gone = &draft.data_disks[0].snapshot_id;
        harness.cloud.simulator.delete_snapshot(&draft.region_id, gone).unwrap();
        assert_eq!(errors(&session.image_draft_check(draft.clone()).await.unwrap()), []);
        let before = session.total().await;
        let review = session.image_draft_review(draft.clone()).await.unwrap();
        assert_eq!(errors(&review), [("dataDisks.0.snapshotId", FindingCode::SnapshotGone)]);
        session.synced().await;
        assert_eq!(session.total().await, before - 1);
    });
}

#[test]
fn one_empty_answer_makes_no_snapshot_gone() {
    let harness = Harness::new();
    harness.run_idle(async |session| {
        let draft = old_draft(&session).await;
        let mut asked = 0;
        harness.cloud.on("DescribeSnapshots", move |_| {
            asked += 1;
            let empty = r#"{"RequestId":"R-1","Snapshots":{"Snapshot":[]},"TotalCount":0}"#;
            if asked == 1 {
                Reaction::Answer(200, empty.to_owned())
            } else {
                Reaction::Forward
            }
        });
        let review = session.image_draft_review(draft).await.unwrap();
        assert_eq!((errors(&review), &review.not_asked), (Vec::new(), &None));
    });
}

#[test]
fn a_snapshot_that_is_no_longer_finished_is_told_at_its_field_and_the_lists_show_it() {
    let harness = Harness::new();
    harness.run_idle(async |session| {
        let draft = old_draft(&session).await;
        harness.cloud.on("DescribeSnapshots", |_| {
            Reaction::Change(Box::new(|body| body.replacen("accomplished", "progressing", 20)))
        });
        let mut changes = session.changes();
        let review = session.image_draft_review(draft.clone()).await.unwrap();
        let unfinished = waited_for(&review);
        assert_eq!(unfinished[..2], ["snapshot", "dataDisks.0.snapshotId"]);
        let is_told = |told: &darkroom_core::Change| {
            matches!(
                told,
                darkroom_core::Change::Inventory {
                    rows: RowKind::Snapshots,
                    ..
                }
            )
        };
        change(&mut changes, is_told).await;
        // What one types is checked by it from now on.
        assert_eq!(waited_for(&session.image_draft_check(draft).await.unwrap()), unfinished);
    });
}

#[test]
fn a_review_that_cannot_ask_says_so_and_how_old_its_knowledge_is() {
    let harness = Harness::new();
    harness.run_idle(async |session| {
        let draft = old_draft(&session).await;
        let typed = session.image_draft_check(draft.clone()).await.unwrap();
        harness
            .cloud
            .simulator
            .set_faults(vec![always("DescribeSnapshots", None, forbidden())]);
        let review = session.image_draft_review(draft.clone()).await.unwrap();
        let why = review.not_asked.clone().unwrap();
        assert_eq!(why.code, ProblemCode::AccessDenied);
        assert_eq!((review.as_of, review.findings), (typed.as_of, typed.findings));
    });
}

/// What the signing of every request adds.
const COMMON: [&str; 9] = [
    "AccessKeyId",
    "Format",
    "SecurityToken",
    "Signature",
    "SignatureMethod",
    "SignatureNonce",
    "SignatureVersion",
    "Timestamp",
    "Version",
];

#[test]
fn the_request_that_is_shown_is_the_one_that_is_sent() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        for (name, change) in [("all-disks", true), ("system-only", false)] {
            let mut draft = session.draft("erp-db-01-sys", name).await;
            if change {
                draft.tags = vec![Tag {
                    key: "env".into(),
                    value: "prod".into(),
                }];
                draft.family = "erp".into();
                draft.description = "of the golden machine".into();
            } else {
                draft.data_disks.clear();
                draft.image_check = false;
            }
            let shown = session.image_draft_check(draft.clone()).await.unwrap().request;
            let reviewed = session.image_draft_review(draft.clone()).await.unwrap().request;
            assert_eq!(shown, reviewed);
            let id = session.create_from(draft).await;
            session.until_state(id, StepState::Running).await;
            let sent = harness.cloud.creates().pop().unwrap();

            let names: BTreeSet<&str> = shown.iter().map(|parameter| parameter.name.as_str()).collect();
            let own = sent.keys().map(String::as_str).filter(|name| !COMMON.contains(name));
            assert_eq!((names.len(), names), (shown.len(), own.collect()));
            let later: Vec<&str> = shown
                .iter()
                .filter(|shown| shown.value.is_none())
                .map(|shown| shown.name.as_str())
                .collect();
            assert_eq!(
                later,
                [if change { "Tag.2.Value" } else { "Tag.1.Value" }, "ClientToken"]
            );
            for RequestParameter { name, value } in &shown {
                if let Some(value) = value {
                    assert_eq!(&sent[name], value, "{name}");
                }
            }
            // In the order in which the job shows it afterwards.
            let job = session.job_get(id).await.unwrap();
            let kept = job.steps[0].request.iter().map(|parameter| &parameter.name);
            assert!(kept.eq(shown.iter().map(|parameter| &parameter.name)));
        }
    });
}

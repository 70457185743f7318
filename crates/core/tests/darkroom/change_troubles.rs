//! Changes that need a stop, or that the cloud does not make as they were asked for.

use darkroom_core::ProblemCode;
use darkroom_core::image::{FindingCode, Severity};
use darkroom_core::instance::{ChangeDraft, ChangeStart};
use darkroom_core::job::{JobEventCode, JobState, StepKindName};
use serde_json::{Value, json};

use crate::change::{begin, everything_of, kinds, page};
use crate::harness::{Harness, Reaction, refusal};

/// The cloud shows the system disks in another category.
fn show_category(harness: &Harness, category: &'static str) {
    harness.cloud.on("DescribeDisks", move |_| {
        Reaction::Change(Box::new(move |body| {
            let mut reply: Value = serde_json::from_str(&body).unwrap();
            for row in reply["Disks"]["Disk"].as_array_mut().unwrap() {
                row["Category"] = json!(category);
            }
            reply.to_string()
        }))
    });
}

/// A larger system disk alone.
fn larger_disk(page: &ChangeStart) -> ChangeDraft {
    ChangeDraft {
        instance_type: None,
        bandwidth_out: None,
        ..everything_of(page)
    }
}

#[test]
fn a_disk_that_cannot_grow_online_grows_while_the_instance_is_stopped() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let page = page(&session).await;
        show_category(&harness, "cloud");
        let draft = larger_disk(&page);
        let id = begin(&session, draft.clone()).await;
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        let expected = [
            StepKindName::StopInstances,
            StepKindName::ResizeDisk,
            StepKindName::StartInstances,
        ];
        assert_eq!(kinds(&job), expected);
        let after: Vec<_> = job.steps.iter().map(|step| step.after.clone()).collect();
        assert_eq!(after, [vec![], vec![1], vec![2]]);
        assert_eq!(harness.cloud.requests("ResizeDisk")[0].parameters["Type"], "offline");
    });
}

#[test]
fn a_disk_whose_type_refuses_to_grow_online_grows_for_the_next_start() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let draft = larger_disk(&page(&session).await);
        harness.cloud.on("ResizeDisk", |_| {
            let code = "InvalidOperation.InstanceTypeNotSupportOnlineResize";
            Reaction::Answer(403, refusal(code))
        });
        let id = begin(&session, draft).await;
        let job = session.until_ended(id).await;
        let problem = job.summary.problem.unwrap();
        assert_eq!(problem.code, ProblemCode::OnlineResizeRefused);
        harness.cloud.heal("ResizeDisk");
        session.step_retry("offline".to_owned(), id, 1, None).await.unwrap();
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        assert_eq!(harness.cloud.requests("ResizeDisk")[0].parameters["Type"], "offline");
        let told = job.events.iter().any(|event| event.code == JobEventCode::GrowsAtStart);
        assert!(told, "the size shows after a start: {job:#?}");
    });
}

#[test]
fn a_type_that_has_no_chance_is_told_before_the_instance_is_stopped() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let page = page(&session).await;
        let draft = ChangeDraft {
            disks: Vec::new(),
            bandwidth_out: None,
            ..everything_of(&page)
        };
        let found = async || -> Vec<(Severity, FindingCode)> {
            let found = session.change_check(draft.clone()).await.unwrap().findings;
            found
                .into_iter()
                .map(|finding| (finding.severity, finding.code))
                .collect()
        };
        let sold_out = |body: String| {
            let body = body.replace("\"WithStock\"", "\"WithoutStock\"");
            body.replace("\"ClosedWithStock\"", "\"WithoutStock\"")
        };
        harness.cloud.on("DescribeResourcesModification", move |_| {
            Reaction::Change(Box::new(sold_out))
        });
        assert_eq!(found().await, [(Severity::Error, FindingCode::TypeSoldOut)]);
        harness.cloud.on("DescribeResourcesModification", |_| {
            Reaction::Answer(403, refusal("Forbidden.RAM"))
        });
        assert_eq!(found().await, [(Severity::Warning, FindingCode::TypesNotAsked)]);
        harness.cloud.heal("DescribeResourcesModification");
        for (field, value, code) in [
            ("SpotStrategy", json!("SpotAsPriceGo"), FindingCode::SpotType),
            (
                "DedicatedHostAttribute",
                json!({ "DedicatedHostId": "dh-1" }),
                FindingCode::DedicatedHostType,
            ),
        ] {
            harness.cloud.on("DescribeInstances", move |_| {
                let value = value.clone();
                Reaction::Change(Box::new(move |body| {
                    let mut reply: Value = serde_json::from_str(&body).unwrap();
                    for row in reply["Instances"]["Instance"].as_array_mut().unwrap() {
                        row[field] = value.clone();
                    }
                    reply.to_string()
                }))
            });
            assert_eq!(found().await, [(Severity::Error, code)]);
        }
    });
}

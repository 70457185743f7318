//! Changing the configuration of an instance, against the state of the cloud.

use std::time::Duration;

use darkroom_core::ProblemCode;
use darkroom_core::image::{FindingCode, Severity};
use darkroom_core::instance::{ChangeDraft, ChangeStart, DiskChange};
use darkroom_core::inventory::{ResourceKey, RowKind, Rows};
use darkroom_core::job::{JobDetail, JobEventCode, JobPurpose, JobState, StepKindName};
use darkroom_core::view::ViewSpec;
use serde_json::{Value, json};

use crate::harness::{HANGZHOU, Harness, Reaction, Session, everything, refusal};

/// The page of the first running pay-as-you-go instance of Hangzhou that can become another type.
pub async fn page(session: &Session) -> ChangeStart {
    let spec = ViewSpec {
        kind: RowKind::Instances,
        ..everything()
    };
    let Rows::Instances(rows) = session.window(spec).await.rows else {
        panic!("rows of another kind");
    };
    for row in rows {
        if row.status != "Running" || row.key.region_id != HANGZHOU || row.charge_type == "PrePaid" {
            continue;
        }
        let page = session.change_open(row.key).await.unwrap();
        let is_other = |kind: &str| kind != page.instance.instance_type;
        if page.types.iter().any(|kind| is_other(&kind.instance_type)) {
            return page;
        }
    }
    panic!("no instance can become another type");
}

/// Another type, a larger system disk, more bandwidth.
pub fn everything_of(page: &ChangeStart) -> ChangeDraft {
    let own = &page.instance.instance_type;
    let other = page.types.iter().find(|kind| kind.instance_type != *own).unwrap();
    let system = &page.disks[0].disk;
    ChangeDraft {
        instance_type: Some(other.instance_type.clone()),
        disks: vec![DiskChange {
            disk_id: system.disk_id.clone(),
            size_gib: system.size_gib.map(|size| size + 10),
            ..DiskChange::default()
        }],
        bandwidth_out: Some(page.bandwidth_out + 1),
        ..page.draft.clone()
    }
}

pub async fn begin(session: &Session, draft: ChangeDraft) -> i64 {
    session.change_start("change".to_owned(), draft).await.unwrap().id
}

pub fn kinds(job: &JobDetail) -> Vec<StepKindName> {
    job.steps.iter().map(|step| step.kind).collect()
}

#[test]
fn what_needs_no_stop_runs_first_and_one_stop_serves_the_rest() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let page = page(&session).await;
        let draft = everything_of(&page);
        let check = session.change_check(draft.clone()).await.unwrap();
        assert!(
            check.findings.iter().all(|finding| finding.severity != Severity::Error),
            "{check:#?}"
        );
        assert!(check.needs_stop);
        let (now, then) = (check.price_now.unwrap(), check.price_then.unwrap());
        assert!(now.total > 0.0 && then.total > 0.0);

        let id = begin(&session, draft.clone()).await;
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        assert_eq!(job.summary.purpose, JobPurpose::Change);
        let expected = [
            StepKindName::ResizeDisk,
            StepKindName::ChangeBandwidth,
            StepKindName::StopInstances,
            StepKindName::ChangeInstanceType,
            StepKindName::StartInstances,
        ];
        assert_eq!(kinds(&job), expected);
        let shown: Vec<_> = check.steps.iter().map(|step| step.kind).collect();
        assert_eq!(shown, expected);
        let after: Vec<_> = job.steps.iter().map(|step| step.after.clone()).collect();
        assert_eq!(after, [vec![], vec![], vec![1, 2], vec![3], vec![4]]);
        assert_eq!(harness.cloud.requests("ResizeDisk")[0].parameters["Type"], "online");
        assert_eq!(harness.cloud.requests("StopInstances").len(), 1);

        session.sync().await;
        let now = session.change_open(page.instance.key.clone()).await.unwrap();
        assert_eq!(Some(now.instance.instance_type), draft.instance_type);
        assert_eq!(now.disks[0].disk.size_gib, draft.disks[0].size_gib);
        assert_eq!(Some(now.bandwidth_out), draft.bandwidth_out);
        assert_eq!(now.instance.status, "Running");
    });
}

#[test]
fn after_lost_answers_each_change_is_made_once() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let draft = everything_of(&page(&session).await);
        for action in ["ResizeDisk", "ModifyInstanceNetworkSpec", "ModifyInstanceSpec"] {
            harness
                .cloud
                .on(action, |_| Reaction::AnswerAfter(500, "lost".to_owned()));
        }
        let id = begin(&session, draft).await;
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        let adopted = job.events.iter().filter(|event| event.code == JobEventCode::Adopted);
        assert_eq!(adopted.count(), 3);
        for action in ["ResizeDisk", "ModifyInstanceNetworkSpec", "ModifyInstanceSpec"] {
            assert_eq!(harness.cloud.requests(action).len(), 1, "{action}");
        }
    });
}

/// The reply is lost, the change takes long, and until it has come to its end the cloud refuses another one.
#[test]
fn a_disk_that_still_changes_after_a_lost_answer_is_changed_once() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let page = page(&session).await;
        let disk = &page.disks[0].disk;
        let own = disk.performance_level.clone();
        let level = page.disks[0].levels.iter().find(|level| own.as_ref() != Some(level));
        let draft = ChangeDraft {
            disks: vec![DiskChange {
                disk_id: disk.disk_id.clone(),
                category: Some("cloud_essd".to_owned()),
                performance_level: level.cloned(),
                size_gib: Some(2_000),
            }],
            ..page.draft.clone()
        };
        let began = harness.clock.elapsed();
        let clock = harness.clock.clone();
        let is_busy = move || clock.elapsed() - began < Duration::from_secs(20 * 60);
        let mut is_sent = false;
        harness.cloud.on("ModifyDiskSpec", {
            let is_busy = is_busy.clone();
            move |_| match std::mem::replace(&mut is_sent, true) {
                false => Reaction::AnswerAfter(500, "lost".to_owned()),
                true if is_busy() => Reaction::Answer(403, refusal("DiskInCoolingPeriod")),
                true => Reaction::Forward,
            }
        });
        let (category, id) = (disk.category.clone(), disk.disk_id.clone());
        harness.cloud.on("DescribeDisks", move |_| {
            let (is_busy, category, own, id) = (is_busy(), category.clone(), own.clone(), id.clone());
            Reaction::Change(Box::new(move |body| {
                let mut reply: Value = serde_json::from_str(&body).unwrap();
                for row in reply["Disks"]["Disk"].as_array_mut().unwrap() {
                    if is_busy && row["DiskId"] == id.as_str() {
                        row["Category"] = json!(category);
                        row["PerformanceLevel"] = json!(own);
                    }
                }
                reply.to_string()
            }))
        });
        let id = begin(&session, draft).await;
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        let modified = harness.cloud.requests("ModifyDiskSpec").into_iter();
        assert_eq!(modified.filter(|entry| !entry.effects.is_empty()).count(), 1);
    });
}

#[test]
fn a_type_without_stock_leaves_the_instance_stopped_and_says_where_it_was_tried() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let page = page(&session).await;
        let draft = ChangeDraft {
            disks: Vec::new(),
            bandwidth_out: None,
            ..everything_of(&page)
        };
        harness.cloud.on("ModifyInstanceSpec", |_| {
            Reaction::Answer(403, refusal("OperationDenied.NoStock"))
        });
        let id = begin(&session, draft.clone()).await;
        let job = session.until_ended(id).await;
        let problem = job.summary.problem.unwrap();
        assert_eq!(problem.code, ProblemCode::NoStock);
        assert_eq!(problem.params["zoneId"], page.instance.zone_id);
        assert_eq!(Some(&problem.params["instanceType"]), draft.instance_type.as_ref());
        // Left out by a person, the instance is started again as it was.
        session.step_skip("leave it".to_owned(), id, 2).await.unwrap();
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
    });
}

#[test]
fn the_rules_speak_at_the_field_at_fault() {
    let harness = Harness::new();
    harness.run(async |session| {
        let account = session.connect().await;
        let page = page(&session).await;
        let codes = async |draft: ChangeDraft| -> Vec<(String, FindingCode)> {
            let found = session.change_check(draft).await.unwrap().findings;
            found.into_iter().map(|finding| (finding.field, finding.code)).collect()
        };
        assert!(
            codes(page.draft.clone())
                .await
                .contains(&(String::new(), FindingCode::NothingChanges))
        );
        let system = &page.disks[0].disk;
        let bad = ChangeDraft {
            instance_type: Some("ecs.none.large".to_owned()),
            disks: vec![
                DiskChange {
                    disk_id: system.disk_id.clone(),
                    size_gib: Some(1),
                    category: Some("cloud".to_owned()),
                    ..DiskChange::default()
                },
                DiskChange {
                    disk_id: "d-none".to_owned(),
                    ..DiskChange::default()
                },
            ],
            bandwidth_out: Some(500),
            ..page.draft.clone()
        };
        let found = codes(bad.clone()).await;
        for (field, code) in [
            ("instanceType", FindingCode::TypeNotReachable),
            ("disks.0.sizeGib", FindingCode::SizeTooSmall),
            ("disks.0.category", FindingCode::CategoryNotReachable),
            ("disks.1", FindingCode::DiskGone),
            ("bandwidthOut", FindingCode::NumberTooLarge),
        ] {
            assert!(
                found.contains(&(field.to_owned(), code)),
                "{field} {code:?} in {found:?}"
            );
        }
        let refused = session.change_start("bad".to_owned(), bad).await.unwrap_err();
        assert_eq!(refused.code, ProblemCode::DraftInvalid);
        let key = ResourceKey {
            account_id: account.id,
            region_id: HANGZHOU.to_owned(),
            id: "i-none".to_owned(),
        };
        assert_eq!(session.change_open(key).await.unwrap_err().code, ProblemCode::NotFound);
    });
}

#[test]
fn a_disk_that_becomes_another_category_is_done_when_the_cloud_shows_it() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let page = page(&session).await;
        let own = page.disks[0].disk.performance_level.clone();
        let level = page.disks[0].levels.iter().find(|level| own.as_ref() != Some(level));
        let draft = ChangeDraft {
            disks: vec![DiskChange {
                disk_id: page.disks[0].disk.disk_id.clone(),
                category: Some("cloud_essd".to_owned()),
                performance_level: level.cloned(),
                size_gib: Some(2_000),
            }],
            ..page.draft.clone()
        };
        // The cloud accepts, and takes its time.
        let answer = json!({ "RequestId": "1", "TaskId": "t-1" });
        harness
            .cloud
            .on("ModifyDiskSpec", move |_| Reaction::Answer(200, answer.to_string()));
        let id = begin(&session, draft.clone()).await;
        let is_accepted = |job: &JobDetail| job.steps[1].accepted_at.is_some();
        session.until(id, "its acceptance", is_accepted).await;
        session.wait(Duration::from_secs(600)).await;
        assert_eq!(session.job_get(id).await.unwrap().summary.state, JobState::Running);
        let change = draft.disks[0].clone();
        harness.cloud.on("DescribeDisks", move |_| {
            let change = change.clone();
            Reaction::Change(Box::new(move |body| {
                let mut reply: Value = serde_json::from_str(&body).unwrap();
                for row in reply["Disks"]["Disk"].as_array_mut().unwrap() {
                    if row["DiskId"] == change.disk_id.as_str() {
                        row["Category"] = json!(change.category);
                        row["PerformanceLevel"] = json!(change.performance_level);
                    }
                }
                reply.to_string()
            }))
        });
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        assert_eq!(
            kinds(&job),
            [StepKindName::ResizeDisk, StepKindName::ChangeDiskCategory]
        );
    });
}

#[test]
fn an_instance_that_was_just_changed_is_waited_for_alone() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let first = page(&session).await;
        let of_type = |page: &ChangeStart| {
            let own = &page.instance.instance_type;
            let other = page.types.iter().find(|kind| kind.instance_type != *own).unwrap();
            ChangeDraft {
                instance_type: Some(other.instance_type.clone()),
                ..page.draft.clone()
            }
        };
        let draft = of_type(&first);
        let id = begin(&session, draft.clone()).await;
        session.until_ended(id).await;
        let mut answers = simulator::OpenQuestions::default();
        answers.instances.spec_interval_seconds = 20 * 300;
        harness.cloud.simulator.set_open_questions(answers);
        session.sync().await;
        let again = session.change_open(first.instance.key.clone()).await.unwrap();
        let back = ChangeDraft {
            instance_type: Some(first.instance.instance_type.clone()),
            ..again.draft
        };
        let waiting = session.change_start("back".to_owned(), back).await.unwrap().id;
        let is_throttled = |job: &JobDetail| {
            let mut steps = job.steps.iter();
            steps.any(|step| {
                step.kind == StepKindName::ChangeInstanceType
                    && step
                        .problem
                        .as_ref()
                        .is_some_and(|problem| problem.code == ProblemCode::Throttled)
            })
        };
        session.until(waiting, "its interval", is_throttled).await;

        let Rows::Instances(rows) = session
            .window(ViewSpec {
                kind: RowKind::Instances,
                ..everything()
            })
            .await
            .rows
        else {
            panic!("rows of another kind");
        };
        let other = rows.into_iter().find(|row| {
            let is_one = row.status == "Running" && row.key.region_id == HANGZHOU && row.charge_type != "PrePaid";
            is_one && row.key != first.instance.key
        });
        let other = session.change_open(other.unwrap().key).await.unwrap();
        let second = session
            .change_start("other".to_owned(), of_type(&other))
            .await
            .unwrap()
            .id;
        let second = session.until_ended(second).await;
        assert_eq!(second.summary.state, JobState::Done, "{second:#?}");
        let throttled = second
            .events
            .iter()
            .filter(|event| event.code == JobEventCode::Throttled);
        assert_eq!(throttled.count(), 0);

        let job = session.until_ended(waiting).await;
        assert_eq!(job.summary.state, JobState::Done);
    });
}

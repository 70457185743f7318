//! Snapshots of the disks of an instance, and the image that is made of them.

use darkroom_core::ProblemCode;
use darkroom_core::image::{Finding, FindingCode, Severity};
use darkroom_core::instance::{OrderedImage, SnapshotOrder, SnapshotOrderStart};
use darkroom_core::inventory::{InstanceRow, ResourceKey, RowKind, Rows, Tag};
use darkroom_core::job::{JobDetail, JobEventCode, JobPurpose, JobState, StepKindName, StepState};
use darkroom_core::view::ViewSpec;
use serde_json::{Value, json};
use simulator::Effect;

use crate::harness::{HANGZHOU, Harness, Reaction, Session, everything, log, matching, refusal};

async fn instances(session: &Session) -> Vec<InstanceRow> {
    let spec = ViewSpec {
        kind: RowKind::Instances,
        ..everything()
    };
    match session.window(spec).await.rows {
        Rows::Instances(rows) => rows,
        _ => panic!("rows of another kind"),
    }
}

/// The page of the first running instance with that many disks.
async fn page(session: &Session, disks: usize) -> SnapshotOrderStart {
    for row in instances(session).await {
        if row.status == "Running" {
            let page = session.snapshot_order_open(row.key).await.unwrap();
            if page.disks.len() == disks {
                return page;
            }
        }
    }
    panic!("no instance with {disks} disks");
}

fn single(page: &SnapshotOrderStart) -> SnapshotOrder {
    SnapshotOrder {
        consistent: false,
        disk_ids: page.disks.iter().map(|disk| disk.disk_id.clone()).collect(),
        name: "before-upgrade".to_owned(),
        description: "by hand".to_owned(),
        retention_days: Some(30),
        tags: vec![Tag {
            key: "team".to_owned(),
            value: "web".to_owned(),
        }],
        ..page.order.clone()
    }
}

fn image(name: &str) -> Option<OrderedImage> {
    Some(OrderedImage {
        name: name.to_owned(),
        family: "web-family".to_owned(),
        image_check: true,
        ..OrderedImage::default()
    })
}

async fn begin(session: &Session, order: SnapshotOrder) -> i64 {
    session.snapshots_create("order".to_owned(), order).await.unwrap().id
}

fn kinds(job: &JobDetail) -> Vec<StepKindName> {
    job.steps.iter().map(|step| step.kind).collect()
}

fn made(harness: &Harness) -> Vec<String> {
    let effects = harness
        .cloud
        .simulator
        .ledger()
        .into_iter()
        .flat_map(|entry| entry.effects);
    let snapshots = effects.filter_map(|effect| match effect {
        Effect::SnapshotCreated { snapshot_id, .. } => Some(snapshot_id),
        _ => None,
    });
    snapshots.collect()
}

fn codes(findings: &[Finding]) -> Vec<(&str, FindingCode)> {
    findings
        .iter()
        .map(|finding| (finding.field.as_str(), finding.code))
        .collect()
}

#[test]
fn a_disk_that_was_attached_a_moment_ago_belongs_to_the_set() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let key = page(&session, 3).await.instance.key;
        harness.cloud.on("DescribeDisks", |_| {
            Reaction::Change(Box::new(|body| {
                let mut reply: Value = serde_json::from_str(&body).unwrap();
                let rows = reply["Disks"]["Disk"].as_array_mut().unwrap();
                let mut attached = rows.last().unwrap().clone();
                attached["DiskId"] = json!("d-attached");
                attached["Device"] = json!("/dev/xvdz");
                rows.push(attached);
                reply.to_string()
            }))
        });
        let page = session.snapshot_order_open(key.clone()).await.unwrap();
        assert!(page.order.disk_ids.contains(&"d-attached".to_owned()), "{page:#?}");
        let findings = session.snapshot_order_check(page.order.clone()).await.unwrap();
        let is_error = |finding: &&Finding| finding.severity == Severity::Error;
        assert_eq!(findings.iter().find(is_error), None);
        // When the cloud cannot be asked, the page shows what is known.
        harness
            .cloud
            .on("DescribeDisks", |_| Reaction::Answer(403, refusal("Forbidden.RAM")));
        let page = session.snapshot_order_open(key).await.unwrap();
        assert_eq!(page.disks.len(), 3);
    });
}

#[test]
fn an_instance_without_snapshots_becomes_an_image_in_one_job() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let page = page(&session, 3).await;
        let order = SnapshotOrder {
            image: image("from-scratch"),
            ..single(&page)
        };
        let id = begin(&session, order).await;
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        assert_eq!(job.summary.purpose, JobPurpose::Image);
        assert_eq!(job.summary.name, "from-scratch");
        assert_eq!(
            kinds(&job),
            [
                StepKindName::CreateSnapshot,
                StepKindName::CreateSnapshot,
                StepKindName::CreateSnapshot,
                StepKindName::CreateImage,
                StepKindName::ImageCheck,
            ]
        );
        assert_eq!(job.steps[3].after, [1, 2, 3]);

        let sent = harness.cloud.requests("CreateSnapshot");
        assert_eq!(sent.len(), 3);
        for (request, disk) in sent.iter().zip(&page.disks) {
            let parameters = &request.parameters;
            let suffix = disk.device.trim_start_matches("/dev/");
            assert_eq!(parameters["DiskId"], disk.disk_id);
            assert_eq!(parameters["SnapshotName"], format!("before-upgrade-{suffix}"));
            assert_eq!(parameters["RetentionDays"], "30");
            assert_eq!(parameters["Tag.1.Key"], "team");
            assert_eq!(parameters["Tag.2.Key"], "darkroom-job");
        }

        let snapshots: Vec<_> = job.steps[..3].iter().map(|step| step.resource_id.clone()).collect();
        let create = harness.cloud.creates().remove(0);
        for (index, device) in ["/dev/xvda", "/dev/xvdb", "/dev/xvdc"].iter().enumerate() {
            let field = |name: &str| create.get(&format!("DiskDeviceMapping.{}.{name}", index + 1));
            assert_eq!(field("Device").map(String::as_str), Some(*device));
            assert_eq!(field("SnapshotId"), snapshots[index].as_ref());
        }
        assert_eq!(create["ImageName"], "from-scratch");
        assert_eq!(create["ImageFamily"], "web-family");
        assert_eq!(create["DetectionStrategy"], "Standard");

        // The finished snapshots are in the list.
        session.synced().await;
        assert_eq!(session.rows(matching("before-upgrade-")).await.len(), 3);
    });
}

#[test]
fn a_consistent_group_is_one_step_and_its_snapshots_make_the_image() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let page = page(&session, 3).await;
        assert!(page.order.consistent, "{page:#?}");
        let ids: Vec<String> = page.disks.iter().map(|disk| disk.disk_id.clone()).collect();
        assert_eq!(page.order.disk_ids, ids);
        let order = SnapshotOrder {
            name: "together".to_owned(),
            image: image("from-a-group"),
            ..page.order.clone()
        };
        let id = begin(&session, order).await;
        let is_halfway = |job: &JobDetail| job.steps[0].progress.is_some_and(|percent| (1..100).contains(&percent));
        session.until(id, "its progress", is_halfway).await;
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        assert_eq!(
            kinds(&job),
            [
                StepKindName::CreateSnapshotGroup,
                StepKindName::CreateImage,
                StepKindName::ImageCheck
            ]
        );
        let sent = harness.cloud.requests("CreateSnapshotGroup");
        assert_eq!(sent.len(), 1);
        assert_eq!(sent[0].parameters["InstanceId"], page.instance.key.id);
        assert_eq!(sent[0].parameters["DiskId.3"], ids[2]);
        let create = harness.cloud.creates().remove(0);
        assert!(create.contains_key("DiskDeviceMapping.3.SnapshotId"), "{create:?}");
    });
}

#[test]
fn after_lost_answers_each_snapshot_is_there_once() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let page = page(&session, 3).await;
        let mut sendings = 0;
        harness.cloud.on("CreateSnapshot", move |_| {
            sendings += 1;
            match sendings {
                1 => Reaction::AnswerAfter(500, "lost".to_owned()),
                2 => Reaction::Answer(500, "lost".to_owned()),
                _ => Reaction::Forward,
            }
        });
        let id = begin(&session, single(&page)).await;
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        assert_eq!(job.summary.purpose, JobPurpose::Snapshots);
        assert_eq!(made(&harness).len(), 3);
        assert!(log(&job).contains(&JobEventCode::Adopted));
        assert!(log(&job).contains(&JobEventCode::NotFoundResend));
    });
}

#[test]
fn without_its_tag_a_snapshot_is_known_by_its_name_and_disk() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let page = page(&session, 1).await;
        harness.cloud.on("DescribeSnapshots", |_| {
            Reaction::Change(Box::new(|body| {
                let mut reply: Value = serde_json::from_str(&body).unwrap();
                for row in reply["Snapshots"]["Snapshot"].as_array_mut().unwrap() {
                    row["Tags"] = json!({});
                }
                reply.to_string()
            }))
        });
        harness
            .cloud
            .on("CreateSnapshot", |_| Reaction::AnswerAfter(500, "lost".to_owned()));
        let id = begin(&session, single(&page)).await;
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        assert_eq!(made(&harness).len(), 1);
        let adopted = job.events.iter().find(|event| event.code == JobEventCode::Adopted);
        assert_eq!(adopted.unwrap().params["by"], "name");
    });
}

#[test]
fn a_failed_snapshot_is_made_anew_and_then_the_image_is_made_of_the_new_one() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let page = page(&session, 1).await;
        let order = SnapshotOrder {
            image: image("second-try"),
            ..single(&page)
        };
        let id = begin(&session, order).await;
        session.until_state(id, StepState::Running).await;
        harness.cloud.on("DescribeSnapshots", |_| {
            Reaction::Change(Box::new(|body| body.replace("\"progressing\"", "\"failed\"")))
        });
        let job = session.until_state(id, StepState::Failed).await;
        assert_eq!(job.steps[0].problem.as_ref().unwrap().code, ProblemCode::SnapshotFailed);
        assert_eq!(job.steps[1].state, StepState::Pending);
        harness.cloud.heal("DescribeSnapshots");
        session.step_retry("again".to_owned(), id, 1, None).await.unwrap();
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        let snapshots = made(&harness);
        assert_eq!(snapshots.len(), 2);
        assert_eq!(harness.cloud.creates()[0]["SnapshotId"], snapshots[1]);
    });
}

#[test]
fn an_image_whose_answer_was_lost_is_not_made_twice_when_it_is_sent_once_more_by_hand() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let page = page(&session, 1).await;
        let order = SnapshotOrder {
            image: image("only-one"),
            ..single(&page)
        };
        harness
            .cloud
            .on("CreateImage", |_| Reaction::AnswerAfter(500, "lost".to_owned()));
        let id = begin(&session, order).await;
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        assert_eq!(harness.cloud.images_made().len(), 1);
    });
}

#[test]
fn a_disk_whose_snapshot_was_left_out_is_not_in_the_image() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let page = page(&session, 3).await;
        let last = page.disks[2].disk_id.clone();
        harness
            .cloud
            .on("CreateSnapshot", move |parameters| match parameters["DiskId"] == last {
                true => Reaction::Answer(403, refusal("IncorrectDiskStatus.NeverUsed")),
                false => Reaction::Forward,
            });
        let order = SnapshotOrder {
            image: image("two-disks"),
            ..single(&page)
        };
        let id = begin(&session, order).await;
        let job = session.until_step(id, 3, StepState::Failed).await;
        assert_eq!(job.steps[2].problem.as_ref().unwrap().field.as_deref(), Some("diskIds"));
        session.step_skip("leave it".to_owned(), id, 3).await.unwrap();
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        let create = harness.cloud.creates().remove(0);
        assert!(create.contains_key("DiskDeviceMapping.2.SnapshotId"));
        assert!(!create.contains_key("DiskDeviceMapping.3.SnapshotId"));
    });
}

#[test]
fn the_rules_speak_at_the_field_at_fault() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let page = page(&session, 3).await;
        let check = async |order: SnapshotOrder| session.snapshot_order_check(order).await.unwrap();
        assert_eq!(check(single(&page)).await, []);

        let bad = SnapshotOrder {
            name: "auto-x".to_owned(),
            description: "http://x".to_owned(),
            retention_days: Some(70_000),
            disk_ids: vec!["d-gone".to_owned()],
            ..single(&page)
        };
        assert_eq!(
            codes(&check(bad.clone()).await),
            [
                ("diskIds.0", FindingCode::DiskGone),
                ("name", FindingCode::ReservedPrefix),
                ("description", FindingCode::StartsWithUrl),
                ("retentionDays", FindingCode::NumberTooLarge),
            ]
        );
        let refused = session.snapshots_create("bad".to_owned(), bad).await.unwrap_err();
        assert_eq!(refused.code, ProblemCode::DraftInvalid);

        let group = SnapshotOrder {
            consistent: true,
            image: Some(OrderedImage::default()),
            disk_ids: vec![page.disks[1].disk_id.clone()],
            ..single(&page)
        };
        let found = check(group).await;
        let found = codes(&found);
        for expected in [
            ("retentionDays", FindingCode::RetentionNotOfGroup),
            ("image.name", FindingCode::Required),
            ("diskIds", FindingCode::NotSystemDisk),
            ("diskIds", FindingCode::DiskLeftOut),
        ] {
            assert!(found.contains(&expected), "{expected:?} in {found:?}");
        }
    });
}

#[test]
fn disks_that_a_group_cannot_include_are_named_with_the_reason() {
    let harness = Harness::new();
    harness.cloud.on("DescribeDisks", |_| {
        Reaction::Change(Box::new(|body| {
            let mut reply: Value = serde_json::from_str(&body).unwrap();
            for row in reply["Disks"]["Disk"].as_array_mut().unwrap() {
                match row["Device"].as_str().unwrap_or_default() {
                    "/dev/xvdb" => row["Category"] = json!("cloud_efficiency"),
                    "/dev/xvdc" => row["MultiAttach"] = json!("Enabled"),
                    _ => {}
                }
            }
            reply.to_string()
        }))
    });
    harness.run(async |session| {
        session.connect().await;
        let page = page(&session, 3).await;
        let reasons: Vec<_> = page
            .disks
            .iter()
            .map(|disk| disk.group_obstacle.as_ref().map(|finding| finding.code))
            .collect();
        assert_eq!(
            reasons,
            [
                None,
                Some(FindingCode::GroupCategoryUnfit),
                Some(FindingCode::GroupMultiAttach)
            ]
        );
        assert!(!page.order.consistent, "one disk alone is no group");
        assert_eq!(page.order.disk_ids.len(), 3);
        let together = SnapshotOrder {
            consistent: true,
            ..page.order
        };
        let found = session.snapshot_order_check(together).await.unwrap();
        assert_eq!(
            codes(&found)[..2],
            [
                ("diskIds.1", FindingCode::GroupCategoryUnfit),
                ("diskIds.2", FindingCode::GroupMultiAttach)
            ]
        );
    });
}

#[test]
fn an_instance_that_is_not_known_has_no_page() {
    let harness = Harness::new();
    harness.run(async |session| {
        let account = session.connect().await;
        let key = ResourceKey {
            account_id: account.id,
            region_id: HANGZHOU.to_owned(),
            id: "i-none".to_owned(),
        };
        let problem = session.snapshot_order_open(key).await.unwrap_err();
        assert_eq!(problem.code, ProblemCode::NotFound);
    });
}

//! Editing, deprecating and restoring images, against the state of the cloud.

use darkroom_core::ProblemCode;
use darkroom_core::image::{EditOrder, EditSource, FindingCode, Severity};
use darkroom_core::inventory::{FlagField, ImageRow, ResourceKey, RowKind, Rows, Tag};
use darkroom_core::job::{JobDetail, JobPurpose, JobState, StepKindName, StepState};
use darkroom_core::view::{Filter, ViewSpec};
use serde_json::json;
use simulator::Fault;

use crate::harness::{HANGZHOU, Harness, Parameters, Reaction, Session, everything, once, refusal};
use crate::image_copies::image_in;

/// The newest of the family `app-node-base`, and the one before it, which instances run.
pub const NEWEST: &str = "app-node-base-v14";
pub const BEFORE: &str = "app-node-base-v13";
pub const FAMILY: &str = "app-node-base";
/// A deprecated one, and one that is shared.
pub const DEPRECATED: (&str, &str) = ("cn-shanghai", "bi-worker-base");
pub const SHARED: (&str, &str) = ("cn-shanghai", "edge-base");

pub fn tag(key: &str, value: &str) -> Tag {
    Tag {
        key: key.to_owned(),
        value: value.to_owned(),
    }
}

pub fn edit(images: &[&ResourceKey]) -> EditOrder {
    EditOrder {
        images: images.iter().map(|key| (*key).clone()).collect(),
        ..EditOrder::default()
    }
}

pub fn status(images: &[&ResourceKey], status: &str) -> EditOrder {
    EditOrder {
        status: Some(status.to_owned()),
        ..edit(images)
    }
}

pub fn named(image: &ResourceKey, name: &str) -> EditOrder {
    EditOrder {
        name: Some(name.to_owned()),
        ..edit(&[image])
    }
}

pub async fn start(session: &Session, order: EditOrder) -> i64 {
    session.image_edit_start("edit".into(), order).await.unwrap().id
}

/// The job of an order, at its end.
pub async fn edited(session: &Session, order: EditOrder) -> JobDetail {
    let id = start(session, order).await;
    session.until_ended(id).await
}

/// The image as the cloud tells it now.
pub async fn now(session: &Session, image: &ResourceKey) -> EditSource {
    let mut start = session.image_edit_open(vec![image.clone()]).await.unwrap();
    start.images.remove(0)
}

pub async fn rows(session: &Session, filters: Vec<Filter>) -> Vec<ImageRow> {
    let spec = ViewSpec {
        kind: RowKind::Images,
        filters,
        ..everything()
    };
    match session.window(spec).await.rows {
        Rows::Images(rows) => rows,
        _ => panic!("rows of another kind"),
    }
}

pub async fn errors(session: &Session, order: EditOrder) -> Vec<(FindingCode, String)> {
    let found = session.image_edit_check(order).await.unwrap();
    let errors = found.into_iter().filter(|finding| finding.severity == Severity::Error);
    errors.map(|finding| (finding.code, finding.field)).collect()
}

/// What was sent of an action, without what every request has.
pub fn sent(harness: &Harness, action: &str) -> Vec<Parameters> {
    let common = [
        "AccessKeyId",
        "Action",
        "Format",
        "RegionId",
        "Signature",
        "SignatureMethod",
        "SignatureNonce",
        "SignatureVersion",
        "Timestamp",
        "Version",
        "ImageId",
        "ResourceType",
        "ResourceId.1",
    ];
    let requests = harness.cloud.requests(action).into_iter();
    let own = requests.map(|entry| {
        let parameters = entry.parameters.into_iter();
        parameters
            .filter(|(name, _)| !common.contains(&name.as_str()))
            .collect()
    });
    own.collect()
}

pub fn parameters(pairs: &[(&str, &str)]) -> Parameters {
    let pairs = pairs.iter();
    pairs
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

pub fn kinds(job: &JobDetail) -> Vec<StepKindName> {
    job.steps.iter().map(|step| step.kind).collect()
}

#[test]
fn each_attribute_is_changed_and_only_what_is_another_is_sent() {
    type Change = fn(&mut EditOrder, String);
    let changes: [(Change, &str, &str); 6] = [
        (|order, value| order.name = Some(value), "ImageName", "node-golden"),
        (
            |order, value| order.description = Some(value),
            "Description",
            "for the shop",
        ),
        (|order, value| order.family = Some(value), "ImageFamily", "node"),
        (
            |order, value| order.boot_mode = Some(value),
            "BootMode",
            "UEFI-Preferred",
        ),
        (
            |order, value| order.nvme_support = Some(value),
            "Features.NvmeSupport",
            "unsupported",
        ),
        (
            |order, value| order.imds_support = Some(value),
            "Features.ImdsSupport",
            "v2",
        ),
    ];
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, NEWEST).await;
        let before = now(&session, &image).await.values;
        for (number, (change, parameter, value)) in changes.into_iter().enumerate() {
            let value = match (parameter, before.nvme_support.as_str()) {
                ("Features.NvmeSupport", "unsupported") => "supported",
                _ => value,
            };
            let mut order = EditOrder {
                seen: Some(now(&session, &image).await.values),
                ..edit(&[&image])
            };
            change(&mut order, value.to_owned());
            let job = session.image_edit_start(format!("edit {number}"), order).await.unwrap();
            let job = session.until_ended(job.id).await;
            assert_eq!(job.summary.state, JobState::Done, "{parameter}: {job:#?}");
            assert_eq!(
                sent(&harness, "ModifyImageAttribute").last(),
                Some(&parameters(&[(parameter, value)]))
            );
        }
        let after = now(&session, &image).await.values;
        assert_eq!((after.name.as_str(), after.family.as_str()), ("node-golden", "node"));
        assert_eq!(
            (after.boot_mode.as_str(), after.imds_support.as_str()),
            ("UEFI-Preferred", "v2")
        );
        assert_ne!(after.nvme_support, before.nvme_support);
    });
}

#[test]
fn description_family_and_tags_of_one_image_are_one_job_that_is_made_once() {
    let harness = Harness::new();
    let (job, after) = harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, NEWEST).await;
        let seed = EditOrder {
            tags: vec![tag("env", "test"), tag("owner", "ops")],
            ..edit(&[&image])
        };
        edited(&session, seed).await;
        let seen = now(&session, &image).await.values;
        let order = EditOrder {
            seen: Some(seen.clone()),
            name: Some(seen.name.clone()),
            description: Some("<b>patched</b>".into()),
            family: Some("node".into()),
            // The first is as it was, so it is not sent.
            tags: vec![tag("env", "test"), tag("team", "web")],
            remove_tags: vec!["owner".into()],
            ..edit(&[&image])
        };
        let job = session.image_edit_start("again".into(), order.clone()).await.unwrap();
        let same = session.image_edit_start("again".into(), order).await.unwrap();
        assert_eq!(job.id, same.id);
        (session.until_ended(job.id).await, now(&session, &image).await)
    });
    assert_eq!(
        (job.summary.state, job.summary.purpose, job.summary.name.as_str()),
        (JobState::Done, JobPurpose::Edit, NEWEST)
    );
    assert_eq!(
        kinds(&job),
        [
            StepKindName::EditImage,
            StepKindName::UntagImage,
            StepKindName::TagImage
        ]
    );
    let attributes = parameters(&[("Description", "<b>patched</b>"), ("ImageFamily", "node")]);
    assert_eq!(sent(&harness, "ModifyImageAttribute"), [attributes]);
    assert_eq!(sent(&harness, "UntagResources"), [parameters(&[("TagKey.1", "owner")])]);
    assert_eq!(
        sent(&harness, "TagResources").last(),
        Some(&parameters(&[("Tag.1.Key", "team"), ("Tag.1.Value", "web")]))
    );
    // The image was made with another tag, which stays.
    let mut tags = after.values.tags;
    tags.sort_by(|left, right| left.key.cmp(&right.key));
    assert_eq!(tags, [tag("app", "build"), tag("env", "test"), tag("team", "web")]);
}

#[test]
fn a_lost_answer_is_found_by_reading_the_image_and_nothing_is_sent_twice() {
    for action in ["ModifyImageAttribute", "TagResources", "UntagResources"] {
        let harness = Harness::new();
        let job = harness.run(async |session| {
            session.connect().await;
            let image = image_in(&session, HANGZHOU, NEWEST).await;
            let seed = EditOrder {
                tags: vec![tag("owner", "ops")],
                ..edit(&[&image])
            };
            edited(&session, seed).await;
            harness.cloud.simulator.set_faults(once(action, Fault::DropAfterEffect));
            let order = EditOrder {
                description: Some("patched".into()),
                tags: vec![tag("env", "test")],
                remove_tags: vec!["owner".into()],
                ..edit(&[&image])
            };
            let job = session.image_edit_start("lost".into(), order).await.unwrap();
            session.until_ended(job.id).await
        });
        assert_eq!(job.summary.state, JobState::Done, "{action}: {job:#?}");
        let before = usize::from(action == "TagResources");
        assert_eq!(harness.cloud.requests(action).len(), before + 1, "{action}");
    }
}

#[test]
fn what_never_reached_the_cloud_is_sent_again() {
    let harness = Harness::new();
    let job = harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, NEWEST).await;
        let mut first = true;
        harness
            .cloud
            .on("ModifyImageAttribute", move |_| match std::mem::take(&mut first) {
                true => Reaction::Answer(503, refusal("ServiceUnavailable")),
                false => Reaction::Forward,
            });
        edited(&session, status(&[&image], "Deprecated")).await
    });
    assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
    assert_eq!(kinds(&job), [StepKindName::DeprecateImage]);
    assert_eq!(harness.cloud.requests("ModifyImageAttribute").len(), 1);
}

#[test]
fn a_refusal_is_told_at_its_field_and_a_retry_works() {
    let codes = [
        ("InvalidImageName.Duplicated", ProblemCode::ImageNameTaken, "name"),
        ("InvalidImageName.Malformed", ProblemCode::Refused, "name"),
        ("InvalidDescription.Malformed", ProblemCode::Refused, "description"),
        ("ImageQuotaFull.ImageFamily", ProblemCode::ImageFamilyFull, "family"),
        (
            "OperationDeined.ImageUsingByInstance",
            ProblemCode::BootModeRefused,
            "bootMode",
        ),
        ("ImageStatus.NotAvailable", ProblemCode::WrongImageStatus, "status"),
    ];
    for (code, expected, field) in codes {
        let harness = Harness::new();
        harness.run(async |session| {
            session.connect().await;
            let image = image_in(&session, HANGZHOU, NEWEST).await;
            harness
                .cloud
                .on("ModifyImageAttribute", move |_| Reaction::Answer(403, refusal(code)));
            let failed = edited(&session, named(&image, "node-golden")).await;
            let problem = failed.steps[0].problem.clone().unwrap();
            assert_eq!(
                (problem.code, problem.field.as_deref()),
                (expected, Some(field)),
                "{code}"
            );
            assert_eq!(problem.provider.unwrap().code, code);
            if expected == ProblemCode::ImageNameTaken {
                assert_eq!(problem.params["name"], "node-golden");
            }
            harness.cloud.heal("ModifyImageAttribute");
            session
                .step_retry("retry".into(), failed.summary.id, 1, None)
                .await
                .unwrap();
            let job = session.until_ended(failed.summary.id).await;
            assert_eq!(job.summary.state, JobState::Done, "{code}");
            assert_eq!(now(&session, &image).await.values.name, "node-golden");
        });
    }
}

#[test]
fn refused_tags_are_named() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, NEWEST).await;
        let order = EditOrder {
            tags: vec![tag("a/b", "1"), tag("env", "test")],
            ..edit(&[&image])
        };
        harness.cloud.on("TagResources", |_| {
            Reaction::Answer(400, refusal("InvalidTagKey.Malformed"))
        });
        let failed = edited(&session, order).await;
        let problem = failed.steps[0].problem.clone().unwrap();
        assert_eq!(
            (problem.code, problem.field.as_deref(), problem.params["keys"].as_str()),
            (ProblemCode::TagKeyRefused, Some("tags"), "a/b")
        );
    });
}

#[test]
fn an_image_that_is_gone_meanwhile_ends_its_step_and_no_other() {
    let harness = Harness::new();
    let (job, gone) = harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, NEWEST).await;
        let other = image_in(&session, HANGZHOU, "ci-runner-win2022").await;
        let gone = image.id.clone();
        let is_ordered = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
        let (flag, hidden) = (is_ordered.clone(), gone.clone());
        harness.cloud.on("DescribeImages", move |_| {
            let hidden = hidden.clone();
            match flag.load(std::sync::atomic::Ordering::SeqCst) {
                true => Reaction::change_images(move |images| images.retain(|image| image["ImageId"] != json!(hidden))),
                false => Reaction::Forward,
            }
        });
        let id = start(&session, status(&[&image, &other], "Deprecated")).await;
        is_ordered.store(true, std::sync::atomic::Ordering::SeqCst);
        (session.until_ended(id).await, gone)
    });
    let step = job
        .steps
        .iter()
        .find(|step| step.resource_id.as_ref() == Some(&gone))
        .unwrap();
    assert_eq!(step.state, StepState::Failed, "{job:#?}");
    assert_eq!(step.problem.as_ref().unwrap().code, ProblemCode::ImageGone);
    let done = job.steps.iter().filter(|step| step.state == StepState::Done).count();
    assert_eq!(done, 1);
}

#[test]
fn a_locked_account_edits_nothing() {
    let harness = Harness::new();
    harness.run(async |session| {
        let account = session.connect().await;
        let image = image_in(&session, HANGZHOU, NEWEST).await;
        session.account_lock(account.id.clone(), true).await.unwrap();
        let tags = EditOrder {
            tags: vec![tag("env", "test")],
            ..edit(&[&image])
        };
        for (order, action) in [
            (status(&[&image], "Deprecated"), "ecs:ModifyImageAttribute"),
            (tags, "ecs:TagResources"),
        ] {
            let refused = session.image_edit_start(action.into(), order).await.unwrap_err();
            assert_eq!(
                (refused.code, refused.params["action"].as_str()),
                (ProblemCode::AccountLocked, action)
            );
        }
    });
    assert_eq!(harness.cloud.requests("ModifyImageAttribute").len(), 0);
}

#[test]
fn an_order_goes_on_after_a_restart_in_its_middle() {
    let harness = Harness::new();
    harness
        .cloud
        .simulator
        .set_faults(once("ModifyImageAttribute", Fault::DropAfterEffect));
    let id = harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, NEWEST).await;
        let id = start(&session, named(&image, "node-golden")).await;
        session.until_state(id, StepState::Reconciling).await;
        id
    });
    let job = harness.run(async |session| session.until_ended(id).await);
    assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
    assert_eq!(harness.cloud.requests("ModifyImageAttribute").len(), 1);
}

#[test]
fn of_several_images_the_refused_one_stops_no_other() {
    let harness = Harness::new();
    let (job, states) = harness.run(async |session| {
        session.connect().await;
        let keys = [
            image_in(&session, HANGZHOU, NEWEST).await,
            image_in(&session, HANGZHOU, BEFORE).await,
        ];
        let refused = keys[0].id.clone();
        harness
            .cloud
            .on("ModifyImageAttribute", move |sent| match sent["ImageId"] == refused {
                true => Reaction::Answer(403, refusal("ImageStatus.NotAvailable")),
                false => Reaction::Forward,
            });
        let job = edited(&session, status(&[&keys[0], &keys[1]], "Deprecated")).await;
        let mut states = Vec::new();
        for key in &keys {
            states.push(now(&session, key).await.status);
        }
        (job, states)
    });
    assert_eq!(states, ["Available", "Deprecated"]);
    assert_eq!(job.summary.state, JobState::Failed);
    assert_eq!(job.summary.name, format!("{NEWEST}, {BEFORE}"));
    let steps: Vec<_> = job
        .steps
        .iter()
        .map(|step| (step.state, step.name.as_deref()))
        .collect();
    assert_eq!(
        steps,
        [(StepState::Failed, Some(NEWEST)), (StepState::Done, Some(BEFORE))]
    );
}

#[test]
fn deprecating_the_newest_makes_the_one_before_it_the_newest() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, NEWEST).await;
        let newest = async || -> Vec<String> {
            let flag = Filter::Flag {
                field: FlagField::NewestOfFamily,
                is: true,
            };
            let rows = rows(&session, vec![flag]).await.into_iter();
            rows.map(|row| row.name).collect()
        };
        let opened = session.image_edit_open(vec![image.clone()]).await.unwrap();
        let [family] = opened.families.as_slice() else {
            panic!("{opened:#?}")
        };
        let name = |found: &Option<darkroom_core::inventory::ImageRef>| found.as_ref().map(|found| found.name.clone());
        assert_eq!(
            (
                family.family.as_str(),
                name(&family.now),
                name(&family.when_deprecated),
                family.complete
            ),
            (FAMILY, Some(NEWEST.to_owned()), Some(BEFORE.to_owned()), true)
        );
        assert_eq!(newest().await, [NEWEST]);
        // One that is shared is left out, and stays the newest of its own.
        let shared = image_in(&session, SHARED.0, SHARED.1).await;
        let family = EditOrder {
            family: Some("edge".into()),
            ..edit(&[&shared])
        };
        let moved = session.image_edit_start("move".into(), family).await.unwrap();
        session.until_ended(moved.id).await;
        session.sync().await;
        let opened = session.image_edit_open(vec![image.clone(), shared]).await.unwrap();
        assert_eq!(opened.families.len(), 2);
        assert_eq!(name(&opened.families[1].when_deprecated), Some(SHARED.1.to_owned()));

        let job = session.image_edit_start("deprecate".into(), status(&[&image], "Deprecated"));
        let job = job.await.unwrap().id;
        assert_eq!(session.until_ended(job).await.summary.state, JobState::Done);
        session.sync().await;
        assert!(newest().await.contains(&BEFORE.to_owned()));
        assert!(!newest().await.contains(&NEWEST.to_owned()));
        let opened = session.image_edit_open(vec![image.clone()]).await.unwrap();
        assert_eq!(name(&opened.families[0].now), Some(BEFORE.to_owned()));
        assert_eq!(name(&opened.families[0].when_restored), Some(NEWEST.to_owned()));

        let back = session.image_edit_start("restore".into(), status(&[&image], "Available"));
        let back = back.await.unwrap().id;
        let job = session.until_ended(back).await;
        assert_eq!(
            (job.summary.state, kinds(&job)),
            (JobState::Done, vec![StepKindName::RestoreImage])
        );
        session.sync().await;
        assert!(newest().await.contains(&NEWEST.to_owned()));
        let row = rows(&session, Vec::new())
            .await
            .into_iter()
            .find(|row| row.name == BEFORE);
        assert_eq!(row.unwrap().newest_of_family, Some(false));
    });
}

#[test]
fn tags_of_the_system_are_shown_apart_and_stay() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let id = session.create("web-gw-01-golden", "web-tagged").await;
        let made = session.until_ended(id).await;
        let image = ResourceKey {
            account_id: made.summary.account_id.clone(),
            region_id: made.summary.region_id.clone(),
            id: made.summary.image_id.unwrap(),
        };
        let source = now(&session, &image).await;
        assert!(
            source.kept_tags.iter().any(|tag| tag.key == "darkroom-job"),
            "{source:#?}"
        );
        assert!(source.values.tags.iter().all(|tag| tag.key != "darkroom-job"));
        let order = EditOrder {
            remove_tags: source.kept_tags.iter().map(|tag| tag.key.clone()).collect(),
            ..edit(&[&image])
        };
        assert_eq!(
            errors(&session, order).await,
            [(FindingCode::NothingChanges, "images".to_owned())]
        );
    });
}

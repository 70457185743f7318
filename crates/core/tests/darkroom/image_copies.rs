//! Copying existing images to other regions as one job; checked against the ledger of the cloud.

use darkroom_core::ProblemCode;
use darkroom_core::image::{CopyOrder, FindingCode, OrderedCopy, Severity};
use darkroom_core::inventory::{ResourceKey, RowKind, Rows};
use darkroom_core::job::{JobDetail, JobPurpose, JobState, JobStep, StepChange, StepKindName, StepState};
use darkroom_core::view::ViewSpec;
use serde_json::json;
use simulator::{Fault, OpenQuestions};

use crate::harness::{HANGZHOU, Harness, Reaction, Session, always, forbidden, matching, once, refusal};

const IMAGE: &str = "app-node-base-v14";
const REGIONS: [&str; 3] = ["cn-beijing", "cn-shanghai", "cn-shenzhen"];

/// The image of that name in a region.
pub async fn image_in(session: &Session, region_id: &str, name: &str) -> ResourceKey {
    let spec = ViewSpec {
        kind: RowKind::Images,
        ..matching(name)
    };
    let Rows::Images(rows) = session.window(spec).await.rows else {
        panic!("rows of another kind");
    };
    let mut rows = rows.into_iter();
    let found = rows.find(|row| row.name == name && row.key.region_id == region_id);
    found.unwrap_or_else(|| panic!("no image {name} in {region_id}")).key
}

fn copy(image: &ResourceKey, region_id: &str, name: &str) -> OrderedCopy {
    OrderedCopy {
        image: image.clone(),
        region_id: region_id.to_owned(),
        name: name.to_owned(),
        encrypted: false,
        kms_key_id: String::new(),
    }
}

fn to(image: &ResourceKey, regions: &[&str]) -> CopyOrder {
    let copies = regions.iter().map(|region| copy(image, region, "node-copy"));
    CopyOrder {
        copies: copies.collect(),
    }
}

/// The job of an order, at its end.
async fn copied(session: &Session, order: CopyOrder) -> JobDetail {
    let job = session.image_copy_start("copy".into(), order).await.unwrap();
    session.until_ended(job.id).await
}

fn copies(job: &JobDetail) -> Vec<&JobStep> {
    let steps = job.steps.iter();
    steps.filter(|step| step.kind == StepKindName::CopyImage).collect()
}

#[test]
fn an_image_is_copied_to_three_regions_as_one_job_and_gets_back_what_copying_loses() {
    let harness = Harness::new();
    let (job, again) = harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, IMAGE).await;
        let order = to(&image, &REGIONS);
        let job = copied(&session, order.clone()).await;
        (job, session.image_copy_start("copy".into(), order).await.unwrap())
    });
    assert_eq!(again.id, job.summary.id, "a repeated request makes no other job");
    assert_eq!(
        (job.summary.state, job.summary.purpose, job.summary.name.as_str()),
        (JobState::Done, JobPurpose::Copy, IMAGE),
        "{job:#?}"
    );
    assert_eq!((job.summary.steps_done, job.summary.steps_total), (3, 3));
    assert_eq!(job.summary.region_id, HANGZHOU);
    let sent = harness.cloud.requests("CopyImage");
    let made: Vec<_> = sent.iter().filter(|entry| !entry.effects.is_empty()).collect();
    assert_eq!(made.len(), 3);
    for entry in made {
        let parameters = &entry.parameters;
        assert_eq!(parameters["RegionId"], HANGZHOU);
        assert_eq!(parameters["DestinationImageName"], "node-copy");
        assert!(!parameters.contains_key("Encrypted"), "{parameters:?}");
    }
    let restored = harness.cloud.requests("ModifyImageAttribute");
    let families = restored.iter().filter_map(|entry| entry.parameters.get("ImageFamily"));
    assert_eq!(families.collect::<Vec<_>>(), ["app-node-base"; 3]);
}

#[test]
fn copies_of_which_the_cloud_takes_one_at_a_time_wait_for_one_another() {
    let harness = Harness::new();
    harness.cloud.simulator.set_open_questions(OpenQuestions {
        copies_of_one_image_conflict: true,
        ..OpenQuestions::default()
    });
    let job = harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, IMAGE).await;
        copied(&session, to(&image, &REGIONS)).await
    });
    assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
    assert_eq!(harness.cloud.images_made().len(), 3);
}

#[test]
fn a_lost_reply_makes_no_second_copy() {
    let harness = Harness::new();
    let faults = once("CopyImage", Fault::DropAfterEffect);
    harness.cloud.simulator.set_faults(faults);
    let job = harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, IMAGE).await;
        copied(&session, to(&image, &REGIONS)).await
    });
    assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
    assert_eq!(harness.cloud.images_made().len(), 3);
}

#[test]
fn a_refused_copy_is_told_in_words_at_its_field_and_stops_no_other() {
    for (code, expected, field) in [
        ("QuotaExceed.Snapshot", ProblemCode::SnapshotQuota, "regionId"),
        ("QuotaExceed.Image", ProblemCode::ImageQuota, ""),
        ("DestinationRegion.NotFound", ProblemCode::CopyRegionClosed, "regionId"),
        ("RegionNotSupportCopy", ProblemCode::CopyPairUnsupported, "regionId"),
        ("SizeExceed.Image", ProblemCode::ImageTooLargeToCopy, "image"),
        (
            "InvalidParameter.KMSKeyId.CMKNotEnabled",
            ProblemCode::EncryptionRefused,
            "encryption",
        ),
        // Somebody has deleted it in the middle of the job.
        ("InvalidImageId.NotFound", ProblemCode::ImageNotUsable, "image"),
    ] {
        let harness = Harness::new();
        harness.cloud.on("CopyImage", move |parameters| {
            match parameters["DestinationRegionId"].as_str() {
                "cn-beijing" => Reaction::Answer(403, refusal(code)),
                _ => Reaction::Forward,
            }
        });
        let job = harness.run(async |session| {
            session.connect().await;
            let image = image_in(&session, HANGZHOU, IMAGE).await;
            copied(&session, to(&image, &REGIONS)).await
        });
        let states: Vec<_> = copies(&job).iter().map(|step| step.state).collect();
        assert_eq!(states, [StepState::Failed, StepState::Done, StepState::Done], "{code}");
        let problem = job.summary.problem.unwrap();
        assert_eq!(
            (problem.code, problem.field.unwrap_or_default().as_str()),
            (expected, field),
            "{code}"
        );
        assert_eq!(problem.params["regionId"], "cn-beijing");
        let reason = problem.params.get("reason").map(String::as_str);
        let disabled = code.ends_with("CMKNotEnabled").then_some("keyDisabled");
        assert_eq!(reason, disabled, "{code}");
        assert_eq!(harness.cloud.images_made().len(), 2, "{code}");
    }
}

#[test]
fn a_name_that_is_taken_in_one_region_is_changed_there_and_sent_again() {
    let harness = Harness::new();
    let job = harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, IMAGE).await;
        let order = CopyOrder {
            copies: vec![
                // The copy of another image has this name.
                copy(&image, "cn-shanghai", "web-gw-base"),
                copy(&image, "cn-beijing", "web-gw-base"),
            ],
        };
        let failed = copied(&session, order).await;
        let step = copies(&failed)[0];
        let problem = step.problem.as_ref().unwrap();
        assert_eq!(
            (problem.code, problem.field.as_deref()),
            (ProblemCode::ImageNameTaken, Some("name"))
        );
        assert_eq!(copies(&failed)[1].state, StepState::Done);
        let change = StepChange {
            name: Some("node-other".to_owned()),
            ..StepChange::default()
        };
        let retried = session.step_retry("r-1".into(), failed.summary.id, step.position, Some(change));
        retried.await.unwrap();
        session.until_ended(failed.summary.id).await
    });
    assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
    assert_eq!(harness.cloud.images_made().len(), 2);
}

#[test]
fn an_image_that_is_gone_is_said_before_and_not_needed_afterwards() {
    let harness = Harness::new();
    let job = harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, IMAGE).await;
        let order = to(&image, &REGIONS[..1]);
        harness.cloud.on("DescribeImages", |_| Reaction::no_images());
        let start = session.image_copy_open(vec![image.clone()]).await.unwrap();
        assert_eq!(start.images[0].findings[0].code, FindingCode::ImageGone);
        let found = session.image_copy_check(order.clone()).await.unwrap();
        assert_eq!(
            (found[0].code, found[0].field.as_str()),
            (FindingCode::ImageGone, "copies.0.image")
        );
        let refused = session
            .image_copy_start("gone".into(), order.clone())
            .await
            .unwrap_err();
        assert_eq!(refused.code, ProblemCode::DraftInvalid);
        assert_eq!(session.job_list().await.unwrap().len(), 0);
        harness.cloud.heal("DescribeImages");

        let job = session.image_copy_start("copy".into(), order).await.unwrap();
        session.until_state(job.id, StepState::Running).await;
        harness
            .cloud
            .on("DescribeImages", |parameters| match parameters["RegionId"].as_str() {
                HANGZHOU => Reaction::no_images(),
                _ => Reaction::Forward,
            });
        session.until_ended(job.id).await
    });
    assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
    let restored = harness.cloud.requests("ModifyImageAttribute");
    assert_eq!(restored[0].parameters["ImageFamily"], "app-node-base");
}

#[test]
fn tags_of_the_person_come_along_and_those_of_the_system_are_left_out_and_said() {
    let harness = Harness::new();
    let (start, job) = harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, IMAGE).await;
        let id = image.id.clone();
        harness.cloud.on("DescribeImages", move |parameters| {
            if parameters.get("ImageId") != Some(&id) {
                return Reaction::Forward;
            }
            Reaction::change_images(|images| {
                let tag = |key: &str| json!({"TagKey": key, "TagValue": "x"});
                let keys = ["acs:ecs:image:osVersion", "team", "darkroom-job"];
                images[0]["Tags"] = json!({"Tag": keys.map(tag)});
                images[0]["ResourceGroupId"] = "rg-one".into();
            })
        });
        let start = session.image_copy_open(vec![image.clone()]).await.unwrap();
        // The cloud of the tests knows no such group.
        harness.cloud.on("CopyImage", |_| {
            Reaction::Answer(404, refusal("InvalidResourceGroup.NotFound"))
        });
        (start, copied(&session, to(&image, &REGIONS[..1])).await)
    });
    let source = &start.images[0];
    assert_eq!(source.tags_left_out, ["acs:ecs:image:osVersion"]);
    assert_eq!(
        source.tags.iter().map(|tag| tag.key.as_str()).collect::<Vec<_>>(),
        ["team"]
    );
    assert_eq!(source.resource_group_id, "rg-one");
    let request = &copies(&job)[0].request;
    let sent = |name: &str| {
        let mut found = request.iter().filter(|parameter| parameter.name == name);
        found.next().and_then(|parameter| parameter.value.as_deref())
    };
    assert_eq!(sent("ResourceGroupId"), Some("rg-one"));
    assert_eq!(
        (sent("Tag.1.Key"), sent("Tag.2.Key")),
        (Some("team"), Some("darkroom-job"))
    );
    assert_eq!(sent("Tag.3.Key"), None);
}

#[test]
fn a_copy_with_the_mark_of_its_step_is_taken_over_also_when_the_cloud_does_not_call_it_a_copy() {
    let harness = Harness::new();
    harness
        .cloud
        .simulator
        .set_faults(once("CopyImage", Fault::DropAfterEffect));
    harness.cloud.on("DescribeImages", |_| {
        Reaction::change_images(|images| {
            for image in images {
                image["IsCopied"] = false.into();
            }
        })
    });
    let job = harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, IMAGE).await;
        copied(&session, to(&image, &REGIONS[..1])).await
    });
    assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
    assert_eq!(harness.cloud.images_made().len(), 1);
}

#[test]
fn a_description_that_breaks_the_rules_and_snapshots_that_are_not_told_are_said_to_be_so() {
    let harness = Harness::new();
    let start = harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, IMAGE).await;
        let plain = session.image_copy_open(vec![image.clone()]).await.unwrap();
        assert!(!plain.images[0].description_left_out && plain.images[0].snapshots == Some(1));
        harness.cloud.on("DescribeImages", |_| {
            Reaction::change_images(|images| {
                for image in images {
                    image["Description"] = "http://example.com".into();
                    image["DiskDeviceMappings"] = json!({"DiskDeviceMapping": []});
                }
            })
        });
        session.image_copy_open(vec![image]).await.unwrap()
    });
    let source = &start.images[0];
    assert!(source.description_left_out);
    assert_eq!(source.snapshots, None);
}

#[test]
fn where_an_image_is_already_and_how_many_copies_run_is_known_before() {
    let harness = Harness::new();
    let (start, during) = harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, "web-gw-base").await;
        let start = session.image_copy_open(vec![image.clone()]).await.unwrap();
        let order = to(&image, &["cn-beijing"]);
        let job = session.image_copy_start("copy".into(), order).await.unwrap();
        session.until_state(job.id, StepState::Running).await;
        session.sync().await;
        (start, session.image_copy_open(vec![image]).await.unwrap())
    });
    let region = |start: &darkroom_core::image::CopyStart, id: &str| {
        let mut regions = start.regions.iter();
        regions.find(|region| region.region_id == id).unwrap().clone()
    };
    let shanghai = region(&start, "cn-shanghai");
    assert!(
        shanghai.listed && shanghai.there[0].by_name && !shanghai.there[0].older,
        "{shanghai:?}"
    );
    assert_eq!(region(&start, "cn-beijing").there, []);
    let beijing = region(&during, "cn-beijing");
    assert_eq!(
        (beijing.creating + beijing.waiting, beijing.there.len()),
        (1, 1),
        "{beijing:?}"
    );
}

#[test]
fn what_the_cloud_would_refuse_is_said_at_its_field_before_anything_is_sent() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let plain = image_in(&session, HANGZHOU, IMAGE).await;
        let encrypted = image_in(&session, "cn-shenzhen", "财务系统-基准").await;
        let deprecated = image_in(&session, "cn-shanghai", "bi-worker-base").await;
        let shared = image_in(&session, HANGZHOU, "partner-edi-gateway").await;
        let check = async |copies: Vec<OrderedCopy>| {
            let found = session.image_copy_check(CopyOrder { copies }).await.unwrap();
            let errors = found.into_iter().filter(|finding| finding.severity == Severity::Error);
            errors.map(|finding| (finding.code, finding.field)).collect::<Vec<_>>()
        };
        let with = |change: fn(&mut OrderedCopy)| {
            let mut one = copy(&plain, "cn-beijing", "node");
            change(&mut one);
            vec![one]
        };
        let at = |code, field: &str| vec![(code, field.to_owned())];
        assert_eq!(check(Vec::new()).await, at(FindingCode::Required, "copies"));
        assert_eq!(check(with(|_| {})).await, []);
        assert_eq!(
            check(with(|one| one.region_id = HANGZHOU.into())).await,
            at(FindingCode::SameRegion, "copies.0.regionId")
        );
        assert_eq!(
            check(with(|one| one.name = "1".into())).await,
            [
                (FindingCode::TooShort, "copies.0.name".to_owned()),
                (FindingCode::StartsWithLetter, "copies.0.name".to_owned())
            ]
        );
        assert_eq!(
            check(with(|one| (one.encrypted, one.kms_key_id) = (true, "my key".into()))).await,
            at(FindingCode::BadCharacter, "copies.0.kmsKeyId")
        );
        assert_eq!(
            check([with(|_| {}), with(|_| {})].concat()).await,
            [
                (FindingCode::DuplicateRegion, "copies.1.regionId".to_owned()),
                (FindingCode::DuplicateImageName, "copies.1.name".to_owned())
            ]
        );
        assert_eq!(
            check(vec![copy(&encrypted, "cn-beijing", "finance")]).await,
            at(FindingCode::EncryptedStays, "copies.0.encrypted")
        );
        assert_eq!(
            check(vec![copy(&deprecated, "cn-beijing", "worker")]).await,
            at(FindingCode::ImageDeprecated, "copies.0.image")
        );
        assert_eq!(
            check(vec![copy(&shared, "cn-beijing", "partner")]).await,
            at(FindingCode::SharedImageRegion, "copies.0.regionId")
        );
        assert_eq!(check(vec![copy(&shared, HANGZHOU, "partner")]).await, []);
    });
}

#[test]
fn an_encrypted_image_is_copied_with_a_key_of_the_destination_and_with_another_when_that_is_disabled() {
    let harness = Harness::new();
    harness.cloud.on("CopyImage", |parameters| {
        match parameters.get("KMSKeyId").map(String::as_str) {
            Some("key-of-beijing") => Reaction::Answer(403, refusal("InvalidParameter.KMSKeyId.CMKNotEnabled")),
            // The cloud of the tests has only the key of the service there.
            Some("key-two") => Reaction::Answer(403, refusal("InvalidParameter.KMSKeyId.NotFound")),
            _ => Reaction::Forward,
        }
    });
    let (job, other) = harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, "cn-shenzhen", "财务系统-基准").await;
        let encrypted = |region: &str, key: &str| OrderedCopy {
            encrypted: true,
            kms_key_id: key.to_owned(),
            ..copy(&image, region, "finance")
        };
        let order = CopyOrder {
            copies: vec![encrypted("cn-beijing", "key-of-beijing"), encrypted("cn-shanghai", "")],
        };
        let job = copied(&session, order).await;
        let change = |key: &str| {
            Some(StepChange {
                kms_key_id: Some(key.to_owned()),
                ..StepChange::default()
            })
        };
        let id = job.summary.id;
        let bad = session
            .step_retry("r-1".into(), id, 1, change("my key"))
            .await
            .unwrap_err();
        assert_eq!(
            (bad.code, bad.field.as_deref()),
            (ProblemCode::DraftInvalid, Some("kmsKeyId"))
        );
        session
            .step_retry("r-2".into(), id, 1, change("key-two"))
            .await
            .unwrap();
        (job, session.until_ended(id).await)
    });
    let states: Vec<_> = copies(&job).iter().map(|step| step.state).collect();
    assert_eq!(states, [StepState::Failed, StepState::Done], "{job:#?}");
    let sent = &harness.cloud.requests("CopyImage")[0].parameters;
    assert_eq!(sent["Encrypted"], "true");
    assert!(!sent.contains_key("KMSKeyId"), "the key of the service");
    let request = &copies(&other)[0].request;
    let key = request.iter().find(|parameter| parameter.name == "KMSKeyId").unwrap();
    assert_eq!(key.value.as_deref(), Some("key-two"));
}

#[test]
fn the_keys_of_a_region_have_their_names_and_a_refusal_is_told() {
    let harness = Harness::new();
    harness.run_idle(async |session| {
        let account = session.connect().await;
        let keys = async |region_id: &str| session.kms_key_list(account.id.clone(), region_id.to_owned()).await;
        let found = keys("cn-shenzhen").await.unwrap();
        assert_eq!(
            found.iter().map(|key| key.alias.as_str()).collect::<Vec<_>>(),
            ["disks"],
            "not those of services"
        );
        assert!(!found[0].id.is_empty());
        assert!(
            keys("cn-beijing")
                .await
                .unwrap()
                .iter()
                .all(|key| key.id != found[0].id)
        );
        harness
            .cloud
            .simulator
            .set_faults(vec![always("ListAliases", None, forbidden())]);
        let problem = keys("cn-shenzhen").await.unwrap_err();
        assert_eq!(
            (problem.code, problem.params["action"].as_str()),
            (ProblemCode::AccessDenied, "kms:ListAliases")
        );
    });
}

#[test]
fn an_image_in_a_row_that_cannot_be_read_is_not_called_gone() {
    let harness = Harness::new();
    harness.run_idle(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, IMAGE).await;
        harness.cloud.on("DescribeImages", |_| {
            let unreadable = json!({"RequestId": "R", "Images": {"Image": [{"ImageName": IMAGE}]}});
            Reaction::Answer(200, unreadable.to_string())
        });
        let problem = session.image_copy_open(vec![image]).await.unwrap_err();
        assert_eq!(problem.code, ProblemCode::NotEcsReply);
    });
}

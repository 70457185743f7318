//! CreateImage: what it makes, how it progresses, what it refuses, and what a ClientToken promises.

use simulator::{Effect, OpenQuestions, Scenario};

use crate::client::{Client, EPOCH, HANGZHOU};

const SYSTEM: &str = "DiskDeviceMapping.1.SnapshotId";
/// Parameters sent, status and code expected.
type Case<'a> = (Vec<(&'a str, &'a str)>, u16, &'a str);

const DATA: &str = "DiskDeviceMapping.2.SnapshotId";

async fn moment(client: &Client) -> [String; 3] {
    let mut ids = Vec::new();
    for disk in ["sys", "data1", "data2"] {
        ids.push(client.id_of(HANGZHOU, &format!("erp-db-01-{disk}-1123")).await);
    }
    ids.try_into().unwrap()
}

#[tokio::test]
async fn an_image_of_a_moment_progresses_with_the_clock_and_is_checked() {
    let client = Client::small();
    let [system, data1, data2] = moment(&client).await;
    let answer = client
        .ecs(
            "CreateImage",
            &[
                ("ImageName", "erp-db-新版"),
                (SYSTEM, &system),
                (DATA, &data1),
                ("DiskDeviceMapping.3.SnapshotId", &data2),
                ("DiskDeviceMapping.3.Size", "250"),
                ("Tag.1.Key", "status"),
                ("Tag.1.Value", "approved"),
                ("DetectionStrategy", "Standard"),
            ],
        )
        .await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let id = answer.body["ImageId"].as_str().unwrap();
    assert!(id.starts_with("m-bp1") && id.len() == 22);

    let hidden = client.ecs("DescribeImages", &[("ImageId", id)]).await;
    assert!(
        hidden.rows("Images").is_empty(),
        "the default status hides what is being created"
    );
    let image = client.image(id).await;
    assert_eq!(
        (image["Status"].as_str(), image["Progress"].as_str()),
        (Some("Creating"), Some("0%"))
    );
    let disks = image["DiskDeviceMappings"]["DiskDeviceMapping"].as_array().unwrap();
    let devices: Vec<_> = disks
        .iter()
        .map(|disk| (disk["Device"].as_str().unwrap(), disk["Size"].as_str().unwrap()))
        .collect();
    assert_eq!(
        devices,
        [("/dev/xvda", "100"), ("/dev/xvdb", "500"), ("/dev/xvdc", "250")]
    );
    assert_eq!(image["Platform"], "Aliyun", "inherited from the snapshot's disk");

    let percent = |image: &serde_json::Value| {
        image["Progress"]
            .as_str()
            .unwrap()
            .trim_end_matches('%')
            .parse::<i64>()
            .unwrap()
    };
    let mut last = 0;
    for _ in 0..17 {
        client.advance_minutes(1);
        let image = client.image(id).await;
        assert_eq!(image["Status"], "Creating");
        assert!(percent(&image) > last);
        last = percent(&image);
    }
    client.advance_minutes(11);
    let image = client.image(id).await;
    assert_eq!(
        (image["Status"].as_str(), image["Progress"].as_str()),
        (Some("Available"), Some("100%"))
    );
    client.advance_minutes(4);
    let image = client.image(id).await;
    assert_eq!(image["DetectionOptions"]["Status"], "Finished");
    assert!(image["Tags"].to_string().contains("acs:ecs:image:osVersion"));

    let snapshot = client.snapshot_named(HANGZHOU, "erp-db-01-sys-1123").await;
    assert_eq!(snapshot["Usage"], "image");
    let refused = client.simulator.delete_snapshot(HANGZHOU, &system).unwrap_err();
    assert_eq!(refused.code, "SnapshotCreatedImage");
}

#[tokio::test]
async fn a_small_image_still_takes_four_minutes() {
    let client = Client::small();
    let snapshot = client.id_of(HANGZHOU, "app-node-base-v12").await;
    let answer = client.ecs("CreateImage", &[("SnapshotId", &snapshot)]).await;
    let id = answer.body["ImageId"].as_str().unwrap();
    client.advance_minutes(3);
    let image = client.image(id).await;
    assert_eq!(image["Status"], "Creating");
    assert_eq!(image["ImageName"], id, "an image without a name shows its id");
    client.advance_minutes(4);
    let image = client.image(id).await;
    assert_eq!(image["Status"], "Available");
    assert!(image.get("DetectionOptions").is_none(), "not asked for");
}

#[tokio::test]
async fn encrypted_snapshots_give_an_encrypted_image_that_is_not_checked() {
    let client = Client::small();
    let region = "cn-shenzhen";
    let snapshot = client.snapshot_named(region, "财务系统-月结前").await;
    assert!(!snapshot["KMSKeyId"].as_str().unwrap().is_empty());
    let id = snapshot["SnapshotId"].as_str().unwrap();
    let own = [
        ("RegionId", region),
        ("SnapshotId", id),
        ("DetectionStrategy", "Standard"),
    ];
    let image_id = client.call("CreateImage", &own).await.body["ImageId"]
        .as_str()
        .unwrap()
        .to_owned();
    client.advance_minutes(60);
    let filter = [("RegionId", region), ("ImageId", image_id.as_str())];
    let image = client.call("DescribeImages", &filter).await.rows("Images").remove(0);
    assert_eq!(image["DiskDeviceMappings"]["DiskDeviceMapping"][0]["Encrypted"], true);
    assert!(image.get("DetectionOptions").is_none());
}

#[tokio::test]
async fn an_instance_wins_over_a_mapping_which_wins_over_a_snapshot() {
    let client = Client::small();
    let [system, data1, _] = moment(&client).await;
    let own = [
        ("SnapshotId", "s-unknown"),
        (SYSTEM, system.as_str()),
        (DATA, data1.as_str()),
    ];
    let answer = client.ecs("CreateImage", &own).await;
    let image = client.image(answer.body["ImageId"].as_str().unwrap()).await;
    assert_eq!(
        image["DiskDeviceMappings"]["DiskDeviceMapping"]
            .as_array()
            .unwrap()
            .len(),
        2
    );

    let instance = client
        .ecs("DescribeInstances", &[("InstanceName", "erp-app-02")])
        .await
        .rows("Instances")
        .remove(0);
    let own = [
        ("InstanceId", instance["InstanceId"].as_str().unwrap()),
        (SYSTEM, system.as_str()),
    ];
    let answer = client.ecs("CreateImage", &own).await;
    let image = client.image(answer.body["ImageId"].as_str().unwrap()).await;
    let disks = image["DiskDeviceMappings"]["DiskDeviceMapping"].as_array().unwrap();
    assert_eq!(disks.len(), 2);
    assert_ne!(
        disks[0]["SnapshotId"],
        system.as_str(),
        "its disks are snapshotted anew"
    );
    let effects = client.simulator.ledger().pop().unwrap();
    assert_eq!(effects.action, "DescribeImages");
    let created = client
        .simulator
        .ledger()
        .into_iter()
        .rev()
        .find(|entry| entry.action == "CreateImage")
        .unwrap();
    assert_eq!(
        created
            .effects
            .iter()
            .filter(|effect| matches!(effect, Effect::SnapshotCreated { .. }))
            .count(),
        2
    );
}

#[tokio::test]
async fn refusals_carry_the_documented_code() {
    let client = Client::small();
    let [system, data, _] = moment(&client).await;
    let id = async |region: &str, name: &str| client.id_of(region, name).await;
    let progressing = id(HANGZHOU, "web-gw-02-pre-patch").await;
    let old = id(HANGZHOU, "web-legacy-2012-sys").await;
    let long = "a".repeat(129);
    let long_token = "t".repeat(65);
    let many_tags: Vec<_> = (1..=21).map(|n| (format!("Tag.{n}.Key"), format!("k{n}"))).collect();
    let mut many_tags: Vec<_> = many_tags
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    many_tags.push(("SnapshotId", &system));
    let blanks: Vec<_> = (2..=18).map(|n| format!("DiskDeviceMapping.{n}.Size")).collect();
    let mut too_many: Vec<_> = blanks.iter().map(|name| (name.as_str(), "20")).collect();
    too_many.push((SYSTEM, &system));
    let s = ("SnapshotId", system.as_str());
    let m = (SYSTEM, system.as_str());
    let d = (DATA, data.as_str());
    let cases: Vec<Case> = vec![
        (vec![], 400, "MissingParameter"),
        (vec![("SnapshotId", "s-unknown")], 404, "InvalidSnapshotId.NotFound"),
        (vec![s, ("RegionId", "cn-shanghai")], 404, "InvalidSnapshotId.NotFound"),
        (vec![("SnapshotId", &progressing)], 403, "InvalidSnapshotId.NotReady"),
        (vec![("SnapshotId", &old)], 403, "InvalidSnapshot.TooOld"),
        (vec![("SnapshotId", &data)], 403, "OperationDenied"),
        (vec![(SYSTEM, &data)], 400, "OperationDenied"),
        (vec![m, (DATA, &system)], 400, "OperationDenied"),
        (
            vec![m, d, ("DiskDeviceMapping.2.DiskType", "system")],
            403,
            "UserNotInTheWhiteList",
        ),
        (
            vec![m, ("DiskDeviceMapping.1.DiskType", "swap")],
            400,
            "InvalidDiskType.ValueNotSupported",
        ),
        (
            vec![m, d, ("DiskDeviceMapping.2.Size", "499")],
            400,
            "InvalidSize.ValueNotSupported",
        ),
        (
            vec![m, ("DiskDeviceMapping.2.Size", "4")],
            400,
            "InvalidSize.ValueNotSupported",
        ),
        (
            vec![m, ("DiskDeviceMapping.2.Size", "32769")],
            400,
            "InvalidSize.ValueNotSupported",
        ),
        (
            vec![m, d, ("DiskDeviceMapping.2.Device", "/dev/xvda")],
            400,
            "InvalidDevice.InUse",
        ),
        (
            vec![m, d, ("DiskDeviceMapping.2.Device", "/dev/hda1")],
            400,
            "InvalidDevice.Malformed",
        ),
        (
            vec![m, ("DiskDeviceMapping.1.Device", "/dev/xvdb")],
            400,
            "InvalidDevice.Malformed",
        ),
        (too_many, 400, "InvalidParameter"),
        (vec![("InstanceId", "i-unknown"), s], 404, "InvalidInstanceId.NotFound"),
        (
            vec![s, ("ImageName", "app-node-base-v14")],
            400,
            "InvalidImageName.Duplicated",
        ),
        (
            vec![s, ("ImageName", "erp-db-weekly")],
            400,
            "InvalidImageName.Duplicated",
        ),
        (vec![s, ("ImageName", "1st")], 400, "InvalidImageName.Malformed"),
        (vec![s, ("ImageName", "a")], 400, "InvalidImageName.Malformed"),
        (vec![s, ("ImageName", &long)], 400, "InvalidImageName.Malformed"),
        (vec![s, ("ImageName", "has space")], 400, "InvalidImageName.Malformed"),
        (vec![s, ("ImageName", "http://x")], 400, "InvalidImageName.Malformed"),
        (
            vec![s, ("Description", "https://x")],
            400,
            "InvalidDescription.Malformed",
        ),
        (vec![s, ("Description", "x")], 400, "InvalidDescription.Malformed"),
        (
            vec![s, ("ImageFamily", "aliyun-base")],
            400,
            "InvalidImageFamily.Malformed",
        ),
        (vec![s, ("Platform", "TempleOS")], 400, "InvalidPlatform.Malformed"),
        (vec![s, ("Architecture", "sparc")], 400, "InvalidArchitecture.Malformed"),
        (
            vec![s, ("Features.ImdsSupport", "v3")],
            400,
            "InvalidParameter.FeaturesImdsSupport",
        ),
        (
            vec![s, ("ResourceGroupId", "rg-unknown")],
            404,
            "InvalidResourceGroup.NotFound",
        ),
        (vec![s, ("Tag.1.Key", "acs:x")], 400, "InvalidTagKey.Malformed"),
        (
            vec![s, ("Tag.1.Key", "a"), ("Tag.1.Value", "http://x")],
            400,
            "InvalidTagValue.Malformed",
        ),
        (vec![s, ("Tag.1.Key", "a"), ("Tag.2.Key", "a")], 400, "Duplicate.TagKey"),
        (many_tags, 403, "QuotaExceed.Tags"),
        (
            vec![s, ("ClientToken", &long_token)],
            400,
            "InvalidClientToken.ValueNotSupported",
        ),
        (
            vec![s, ("ClientToken", "令牌")],
            400,
            "InvalidClientToken.ValueNotSupported",
        ),
        (vec![s, ("DryRun", "true")], 400, "DryRunOperation"),
    ];
    let before = client.ecs("DescribeImages", &[("Status", "ALL")]).await.body["TotalCount"].clone();
    for (own, status, code) in cases {
        let answer = client.ecs("CreateImage", &own).await;
        assert_eq!(
            (answer.status, answer.code()),
            (status, code),
            "{own:?}: {}",
            answer.body
        );
    }
    assert_eq!(
        client.ecs("DescribeImages", &[("Status", "ALL")]).await.body["TotalCount"],
        before
    );

    let failed = id("cn-shanghai", "bi-worker-11-sys").await;
    let answer = client
        .call("CreateImage", &[("RegionId", "cn-shanghai"), ("SnapshotId", &failed)])
        .await;
    assert_eq!(answer.code(), "InvalidSnapshotId.NotReady");
    for (name, code) in [
        ("日志归档-2026W47", "InvalidSnapshotCategory.NotSupportImageCreation"),
        ("oa-00-kept-disk", "OperationDenied"),
    ] {
        let snapshot = id("cn-shenzhen", name).await;
        let answer = client
            .call("CreateImage", &[("RegionId", "cn-shenzhen"), ("SnapshotId", &snapshot)])
            .await;
        assert_eq!(answer.code(), code, "{name}");
    }
}

#[tokio::test]
async fn a_client_token_gives_one_image_however_often_it_is_sent() {
    let client = Client::small();
    let [system, data, _] = moment(&client).await;
    let own = [
        ("ClientToken", "token-1"),
        ("ImageName", "once-only"),
        ("SnapshotId", system.as_str()),
    ];
    let first = client.ecs("CreateImage", &own).await;
    client.advance_minutes(30);
    let second = client.ecs("CreateImage", &own).await;
    assert_eq!(second.status, 200, "the name in use is not held against the repetition");
    assert_eq!(first.body["ImageId"], second.body["ImageId"]);
    assert_ne!(first.body["RequestId"], second.body["RequestId"]);
    let other = [
        ("ClientToken", "token-1"),
        ("ImageName", "once-only"),
        ("SnapshotId", data.as_str()),
    ];
    let answer = client.ecs("CreateImage", &other).await;
    assert_eq!((answer.status, answer.code()), (400, "IdempotenceParamNotMatch"));
    let created = client
        .simulator
        .ledger()
        .into_iter()
        .flat_map(|entry| entry.effects)
        .count();
    assert_eq!(created, 1);
    // A refusal is not remembered.
    let own = [
        ("ClientToken", "token-2"),
        ("ImageName", "once-only"),
        ("SnapshotId", system.as_str()),
    ];
    assert_eq!(
        client.ecs("CreateImage", &own).await.code(),
        "InvalidImageName.Duplicated"
    );
    let own = [
        ("ClientToken", "token-2"),
        ("ImageName", "another"),
        ("SnapshotId", system.as_str()),
    ];
    assert_eq!(client.ecs("CreateImage", &own).await.status, 200);
}

#[tokio::test]
async fn the_image_quota_of_a_region_is_kept() {
    let client = Client::of(Scenario::small(7, EPOCH.parse().unwrap()).with_image_quota(8));
    let [system, ..] = moment(&client).await;
    assert_eq!(client.ecs("CreateImage", &[("SnapshotId", &system)]).await.status, 200);
    let answer = client.ecs("CreateImage", &[("SnapshotId", &system)]).await;
    assert_eq!((answer.status, answer.code()), (403, "QuotaExceed.Image"));
}

#[tokio::test]
async fn a_blank_data_disk_is_possible() {
    let client = Client::small();
    let [system, ..] = moment(&client).await;
    let own = [
        (SYSTEM, system.as_str()),
        ("DiskDeviceMapping.2.Size", "40"),
        ("DiskDeviceMapping.2.Device", "/dev/xvdd"),
    ];
    let answer = client.ecs("CreateImage", &own).await;
    let image = client.image(answer.body["ImageId"].as_str().unwrap()).await;
    let blank = &image["DiskDeviceMappings"]["DiskDeviceMapping"][1];
    assert_eq!(
        (blank["Device"].as_str(), blank["SnapshotId"].as_str()),
        (Some("/dev/xvdd"), Some(""))
    );
}

#[tokio::test]
async fn whether_instant_access_is_enough_for_an_image_is_an_open_question() {
    let client = Client::small();
    let progressing = client.snapshot_named(HANGZHOU, "web-gw-02-pre-patch").await;
    assert_eq!(
        (&progressing["Status"], &progressing["Available"]),
        (&"progressing".into(), &true.into())
    );
    let own = [("SnapshotId", progressing["SnapshotId"].as_str().unwrap())];
    let refused = client.ecs("CreateImage", &own).await;
    assert_eq!((refused.status, refused.code()), (403, "InvalidSnapshotId.NotReady"));
    client.simulator.set_open_questions(OpenQuestions {
        images_from_instant_access_snapshots: true,
        ..OpenQuestions::default()
    });
    assert_eq!(client.ecs("CreateImage", &own).await.status, 200);
    let failed = client.snapshot_named("cn-shanghai", "bi-worker-11-sys").await;
    let own = [
        ("RegionId", "cn-shanghai"),
        ("SnapshotId", failed["SnapshotId"].as_str().unwrap()),
    ];
    assert_eq!(
        client.call("CreateImage", &own).await.code(),
        "InvalidSnapshotId.NotReady"
    );
}

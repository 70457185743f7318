//! Images copied to another region: their queue, what a copy needs, and what it keeps from happening.

use serde_json::{Value, json};
use simulator::{OpenQuestions, Scenario};

use crate::client::{Answer, Case, Client, EPOCH, HANGZHOU};

const SHANGHAI: &str = "cn-shanghai";

/// Seven images of one small snapshot.
async fn seven(client: &Client) -> Vec<String> {
    let snapshot = client.id_of(HANGZHOU, "app-node-base-v12").await;
    let mut ids = Vec::new();
    for number in 0..7 {
        let name = format!("seven-{number}");
        let own = [("SnapshotId", snapshot.as_str()), ("ImageName", &name)];
        let made = client.ecs("CreateImage", &own).await;
        ids.push(made.body["ImageId"].as_str().unwrap().to_owned());
    }
    client.advance_minutes(10);
    ids
}

async fn copy(client: &Client, id: &str) -> Answer {
    client
        .ecs("CopyImage", &[("ImageId", id), ("DestinationRegionId", SHANGHAI)])
        .await
}

async fn statuses(client: &Client, ids: &[String]) -> Vec<String> {
    let mut statuses = Vec::new();
    for id in ids {
        let own = [("RegionId", SHANGHAI), ("ImageId", id.as_str()), ("Status", "ALL")];
        let rows = client.call("DescribeImages", &own).await.rows("Images");
        statuses.push(
            rows.first()
                .map_or_else(|| "gone".to_owned(), |row| row["Status"].as_str().unwrap().to_owned()),
        );
    }
    statuses
}

#[tokio::test]
async fn five_copies_run_in_a_region_and_the_rest_wait_their_turn() {
    let client = Client::small();
    let mut copies = Vec::new();
    for id in seven(&client).await {
        copies.push(copy(&client, &id).await.body["ImageId"].as_str().unwrap().to_owned());
    }
    let at_first = statuses(&client, &copies).await;
    assert_eq!(at_first.iter().filter(|status| *status == "Creating").count(), 5);
    assert_eq!(at_first[5..], ["Waiting", "Waiting"]);

    let cancel = [("RegionId", SHANGHAI), ("ImageId", copies[0].as_str())];
    assert_eq!(client.call("CancelCopyImage", &cancel).await.status, 200);
    let effects = client.simulator.ledger().pop().unwrap().effects;
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, simulator::Effect::SnapshotDeleted { .. })),
        "{effects:?}"
    );
    let later = statuses(&client, &copies).await;
    assert_eq!(
        (later[0].as_str(), later[5].as_str(), later[6].as_str()),
        ("gone", "Creating", "Waiting")
    );
    assert_eq!(
        client.call("CancelCopyImage", &cancel).await.code(),
        "InvalidImageId.NotFound"
    );
    let snapshots = client.snapshots(SHANGHAI).await;
    let name = |row: &Value| row["SnapshotName"].as_str().unwrap_or_default().to_owned();
    assert_eq!(
        snapshots
            .iter()
            .filter(|row| name(row).starts_with("CopiedForImage-"))
            .count(),
        6
    );

    client.advance_minutes(60);
    let at_last = statuses(&client, &copies).await;
    assert!(at_last[1..].iter().all(|status| status == "Available"), "{at_last:?}");
    let copied = client
        .call("DescribeImages", &[("RegionId", SHANGHAI), ("ImageId", &copies[1])])
        .await;
    let mapping = &copied.rows("Images")[0]["DiskDeviceMappings"]["DiskDeviceMapping"][0];
    let held = mapping["SnapshotId"].as_str().unwrap();
    let refused = client
        .call("DeleteSnapshot", &[("SnapshotId", held), ("Force", "true")])
        .await;
    assert_eq!(
        refused.code(),
        "SnapshotCreatedImage",
        "the copy holds snapshots of its own"
    );
    let cancel = [("RegionId", SHANGHAI), ("ImageId", copies[1].as_str())];
    assert_eq!(
        client.call("CancelCopyImage", &cancel).await.code(),
        "IncorrectImageStatus"
    );
}

#[tokio::test]
async fn whether_one_image_is_copied_to_two_regions_at_once_is_an_open_question() {
    let client = Client::small();
    let golden = client.image_id_of(HANGZHOU, "app-node-base-v14").await;
    assert_eq!(copy(&client, &golden).await.status, 200);
    let to_beijing = [("ImageId", golden.as_str()), ("DestinationRegionId", "cn-beijing")];
    client.simulator.set_open_questions(OpenQuestions {
        copies_of_one_image_conflict: true,
        ..OpenQuestions::default()
    });
    let refused = client.ecs("CopyImage", &to_beijing).await;
    assert_eq!(
        (refused.status, refused.code()),
        (400, "OperationDenied.ImageCopyConflict")
    );
    client.simulator.set_open_questions(OpenQuestions::default());
    assert_eq!(client.ecs("CopyImage", &to_beijing).await.status, 200);
}

#[tokio::test]
async fn a_copy_loses_the_features_of_its_source_until_they_are_set_again() {
    let client = Client::small();
    let golden = client.image_id_of(HANGZHOU, "app-node-base-v14").await;
    let imds = [("ImageId", golden.as_str()), ("Features.ImdsSupport", "v2")];
    assert_eq!(client.ecs("ModifyImageAttribute", &imds).await.status, 200);
    let of_source = json!({ "NvmeSupport": "supported", "ImdsSupport": "v2" });
    assert_eq!(client.image(&golden).await["Features"], of_source);
    let made = copy(&client, &golden).await.body["ImageId"]
        .as_str()
        .unwrap()
        .to_owned();
    client.advance_minutes(60);
    let here = [("RegionId", SHANGHAI), ("ImageId", made.as_str())];
    let features = || async { client.call("DescribeImages", &here).await.rows("Images")[0]["Features"].clone() };
    assert_eq!(
        features().await,
        json!({ "NvmeSupport": "unsupported", "ImdsSupport": "v1" })
    );

    let restore = [
        ("Features.NvmeSupport", "supported"),
        ("Features.ImdsSupport", "v2"),
        here[0],
        here[1],
    ];
    assert_eq!(client.call("ModifyImageAttribute", &restore).await.status, 200);
    assert_eq!(features().await, of_source);
    let wrong = [("Features.NvmeSupport", "yes"), here[0], here[1]];
    assert_eq!(
        client.call("ModifyImageAttribute", &wrong).await.code(),
        "InvalidParameter"
    );
    // A listing that lags shows what was there before.
    client.advance_minutes(1);
    let stale = json!([{ "action": "DescribeImages", "fault": { "stale": { "seconds": 90 } } }]);
    client.simulator.set_faults(serde_json::from_value(stale).unwrap());
    assert_eq!(features().await["NvmeSupport"], "unsupported");

    let client = Client::of(
        Scenario::small(7, EPOCH.parse().unwrap()).with_open_questions(OpenQuestions {
            copies_keep_features: true,
            ..OpenQuestions::default()
        }),
    );
    let made = copy(&client, &golden).await.body["ImageId"]
        .as_str()
        .unwrap()
        .to_owned();
    let kept = [("RegionId", SHANGHAI), ("ImageId", made.as_str()), ("Status", "ALL")];
    let rows = client.call("DescribeImages", &kept).await.rows("Images");
    assert_eq!(rows[0]["Features"]["NvmeSupport"], "supported");
}

#[tokio::test]
async fn cancelling_a_copy_says_why_it_cannot() {
    let client = Client::small();
    let golden = client.image_id_of(HANGZHOU, "app-node-base-v14").await;
    let rules = json!([{ "action": "CopyImage", "nth": 2, "fault": "imageFails" }]);
    client.simulator.set_faults(serde_json::from_value(rules).unwrap());
    let mut copies = Vec::new();
    for _ in 0..2 {
        copies.push(
            copy(&client, &golden).await.body["ImageId"]
                .as_str()
                .unwrap()
                .to_owned(),
        );
    }
    client.advance_minutes(60);
    let mut refusals = Vec::new();
    for id in &copies {
        let cancel = [("RegionId", SHANGHAI), ("ImageId", id.as_str())];
        let refused = client.call("CancelCopyImage", &cancel).await;
        assert_eq!((refused.status, refused.code()), (400, "IncorrectImageStatus"));
        refusals.push(refused.body["Message"].clone());
    }
    assert_eq!(
        refusals,
        ["The image has completed copy.", "The Image copy has been failed."]
    );
    let not_a_copy = client.ecs("CancelCopyImage", &[("ImageId", &golden)]).await;
    assert_eq!((not_a_copy.status, not_a_copy.code()), (400, "ImageCreatedNotFromCopy"));
}

#[tokio::test]
async fn a_copy_carries_the_tags_it_was_asked_for() {
    let client = Client::small();
    let golden = client.image_id_of(HANGZHOU, "app-node-base-v14").await;
    let tagged = |key: &'static str| {
        let own = [
            ("ImageId", golden.clone()),
            ("DestinationRegionId", SHANGHAI.to_owned()),
            ("Tag.1.Key", key.to_owned()),
            ("Tag.1.Value", "7".to_owned()),
        ];
        let client = &client;
        async move {
            let own: Vec<_> = own.iter().map(|(name, value)| (*name, value.as_str())).collect();
            client.ecs("CopyImage", &own).await
        }
    };
    for key in ["acs:ecs:createFrom", "aliyun-team"] {
        let refused = tagged(key).await;
        assert_eq!((refused.status, refused.code()), (400, "InvalidTagKey.Malformed"));
    }
    assert_eq!(tagged("darkroom-step").await.status, 200);
    let filter = [
        ("RegionId", SHANGHAI),
        ("Status", "ALL"),
        ("Tag.1.Key", "darkroom-step"),
        ("Tag.1.Value", "7"),
    ];
    assert_eq!(client.call("DescribeImages", &filter).await.rows("Images").len(), 1);
}

#[tokio::test]
async fn a_copy_that_is_to_fail_waits_its_turn_and_fails_at_the_end() {
    let client = Client::small();
    let golden = client.image_id_of(HANGZHOU, "app-node-base-v14").await;
    let rules = json!([{ "action": "CopyImage", "fault": "imageFails" }]);
    client.simulator.set_faults(serde_json::from_value(rules).unwrap());
    let made = copy(&client, &golden).await.body["ImageId"].clone();
    let row = || async {
        let own = [
            ("RegionId", SHANGHAI),
            ("ImageId", made.as_str().unwrap()),
            ("Status", "ALL"),
        ];
        client.call("DescribeImages", &own).await.rows("Images").remove(0)
    };
    let mut seen = Vec::new();
    for _ in 0..60 {
        let status = row().await["Status"].as_str().unwrap().to_owned();
        if seen.last() != Some(&status) {
            seen.push(status);
        }
        client.advance_minutes(1);
    }
    assert_eq!(seen, ["Creating", "CreateFailed"]);
    assert_eq!(row().await["Progress"], "61%");
}

#[tokio::test]
async fn neither_an_image_nor_its_copy_is_deleted_while_it_is_copied() {
    let client = Client::small();
    let golden = client.image_id_of(HANGZHOU, "app-node-base-v14").await;
    let made = copy(&client, &golden).await.body["ImageId"].clone();
    for (region_id, image_id) in [(HANGZHOU, golden.as_str()), (SHANGHAI, made.as_str().unwrap())] {
        let own = [("RegionId", region_id), ("ImageId", image_id), ("Force", "true")];
        let refused = client.call("DeleteImage", &own).await;
        assert_eq!(
            (refused.status, refused.code()),
            (403, "OperationDenied.ImageCopying"),
            "{region_id}"
        );
    }
    client.advance_minutes(120);
    let own = [("ImageId", golden.as_str()), ("Force", "true")];
    assert_eq!(client.ecs("DeleteImage", &own).await.status, 200);
}

#[tokio::test]
async fn a_copy_needs_room_in_the_quota_of_its_region_and_has_a_largest_size() {
    let own = [
        ("RegionId", SHANGHAI),
        ("ImageOwnerAlias", "self"),
        ("Status", "ALL"),
        ("PageSize", "1"),
    ];
    let taken = Client::small().call("DescribeImages", &own).await.body["TotalCount"].as_u64();
    for (room, expected) in [(0, (403, "QuotaExceed.Image")), (1, (200, ""))] {
        let quota = usize::try_from(taken.unwrap()).unwrap() + room;
        let client = Client::of(Scenario::small(7, EPOCH.parse().unwrap()).with_image_quota(quota));
        let golden = client.image_id_of(HANGZHOU, "app-node-base-v14").await;
        let answer = copy(&client, &golden).await;
        assert_eq!((answer.status, answer.code()), expected);
    }

    let client = Client::small();
    let snapshot = client.id_of(HANGZHOU, "app-node-base-v12").await;
    let large = [
        ("DiskDeviceMapping.1.SnapshotId", snapshot.as_str()),
        ("DiskDeviceMapping.2.Device", "/dev/xvdb"),
        ("DiskDeviceMapping.2.Size", "2048"),
    ];
    let made = client.ecs("CreateImage", &large).await.body["ImageId"].clone();
    client.advance_minutes(240);
    let refused = copy(&client, made.as_str().unwrap()).await;
    assert_eq!((refused.status, refused.code()), (403, "SizeExceed.Image"));
}

#[tokio::test]
async fn a_copy_is_made_once_under_its_token() {
    let client = Client::small();
    let golden = client.image_id_of(HANGZHOU, "app-node-base-v14").await;
    let own = [
        ("ImageId", golden.as_str()),
        ("DestinationRegionId", SHANGHAI),
        ("ClientToken", "once"),
    ];
    let first = client.ecs("CopyImage", &own).await.body["ImageId"].clone();
    assert_eq!(client.ecs("CopyImage", &own).await.body["ImageId"], first);
    let other = [
        ("ImageId", golden.as_str()),
        ("DestinationRegionId", "cn-beijing"),
        ("ClientToken", "once"),
    ];
    let changed = client.ecs("CopyImage", &other).await;
    assert_eq!((changed.status, changed.code()), (400, "IdempotentParameterMismatch"));
}

#[tokio::test]
async fn copying_refuses_as_documented() {
    let client = Client::small();
    let golden = client.image_id_of(HANGZHOU, "app-node-base-v14").await;
    let making = client.image_id_of(HANGZHOU, "erp-db-weekly").await;
    let encrypted = client.image_id_of("cn-shenzhen", "财务系统-基准").await;
    let to_shanghai = ("DestinationRegionId", SHANGHAI);
    let cases: [Case; 7] = [
        (&[("ImageId", "m-none"), to_shanghai], 404, "InvalidImageId.NotFound"),
        (&[("ImageId", &making), to_shanghai], 400, "IncorrectImageStatus"),
        (
            &[("ImageId", &golden), ("DestinationRegionId", "x")],
            400,
            "DestinationRegion.NotFound",
        ),
        (
            &[
                ("ImageId", &golden),
                to_shanghai,
                ("DestinationImageName", "订单服务-基准-v3"),
            ],
            400,
            "InvalidImageName.Duplicated",
        ),
        (
            &[("ImageId", &golden), to_shanghai, ("KMSKeyId", "k")],
            400,
            "InvalidEncrypted.NotMatchKmsKeyId",
        ),
        (
            &[
                ("ImageId", &golden),
                to_shanghai,
                ("KMSKeyId", "k"),
                ("Encrypted", "true"),
            ],
            404,
            "InvalidParameter.KMSKeyId.NotFound",
        ),
        (
            &[("RegionId", "cn-shenzhen"), ("ImageId", &encrypted), to_shanghai],
            403,
            "OperationDeined.EncryptedSnapshot",
        ),
    ];
    for (own, status, code) in cases {
        let mut own = own.to_vec();
        if !own.iter().any(|(name, _)| *name == "RegionId") {
            own.push(("RegionId", HANGZHOU));
        }
        let answer = client.call("CopyImage", &own).await;
        assert_eq!((answer.status, answer.code()), (status, code), "{own:?}");
    }
    let aliases = client.call("ListAliases", &[("RegionId", SHANGHAI)]).await.body;
    let key = aliases["Aliases"]["Alias"][0]["KeyId"].as_str().unwrap().to_owned();
    let own = [
        ("ImageId", golden.as_str()),
        to_shanghai,
        ("KMSKeyId", &key),
        ("Encrypted", "true"),
    ];
    let copy = client.ecs("CopyImage", &own).await;
    let shown = client
        .call(
            "DescribeImages",
            &[
                ("RegionId", SHANGHAI),
                ("ImageId", copy.body["ImageId"].as_str().unwrap()),
                ("Status", "ALL"),
            ],
        )
        .await;
    let mapping = &shown.rows("Images")[0]["DiskDeviceMappings"]["DiskDeviceMapping"][0];
    assert_eq!(
        (&mapping["Encrypted"], &mapping["Progress"]),
        (&true.into(), &"0%".into())
    );
}

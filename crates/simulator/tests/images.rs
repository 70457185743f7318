//! Images after they are made: copied, cancelled, shared, deprecated, exported, deleted.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod client;

use client::{Case, Client, EPOCH, HANGZHOU};
use serde_json::{Value, json};
use simulator::Scenario;

const SHANGHAI: &str = "cn-shanghai";

async fn named(client: &Client, region: &str, name: &str) -> Value {
    let own = [("RegionId", region), ("ImageName", name), ("Status", "ALL")];
    client.call("DescribeImages", &own).await.rows("Images").remove(0)
}

async fn id_of(client: &Client, region: &str, name: &str) -> String {
    named(client, region, name).await["ImageId"]
        .as_str()
        .unwrap()
        .to_owned()
}

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

async fn copy(client: &Client, id: &str) -> client::Answer {
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
        let twice = copy(&client, &id).await;
        assert_eq!((twice.status, twice.code()), (400, "OperationDenied.ImageCopyConflict"));
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
async fn a_copy_that_is_to_fail_waits_its_turn_and_fails_at_the_end() {
    let client = Client::small();
    let golden = id_of(&client, HANGZHOU, "app-node-base-v14").await;
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
    let golden = id_of(&client, HANGZHOU, "app-node-base-v14").await;
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
        let golden = id_of(&client, HANGZHOU, "app-node-base-v14").await;
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
    let golden = id_of(&client, HANGZHOU, "app-node-base-v14").await;
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
    let golden = id_of(&client, HANGZHOU, "app-node-base-v14").await;
    let making = id_of(&client, HANGZHOU, "erp-db-weekly").await;
    let encrypted = id_of(&client, "cn-shenzhen", "财务系统-基准").await;
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

#[tokio::test]
async fn fifty_accounts_share_an_image_ten_a_call() {
    let client = Client::small();
    let image = id_of(&client, HANGZHOU, "app-node-base-v14").await;
    let share = |from: u64, count: u64| {
        let mut own = vec![("ImageId".to_owned(), image.clone())];
        own.extend((0..count).map(|place| {
            (
                format!("AddAccount.{}", place + 1),
                format!("{}", 1_800_000_000_000_000 + from + place),
            )
        }));
        let client = &client;
        async move {
            let own: Vec<_> = own
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str()))
                .collect();
            client.ecs("ModifyImageSharePermission", &own).await
        }
    };
    for tens in 0..5 {
        assert_eq!(share(tens * 10, 12).await.status, 200);
    }
    let page = client
        .ecs(
            "DescribeImageSharePermission",
            &[("ImageId", &image), ("PageSize", "100")],
        )
        .await
        .body;
    assert_eq!(
        (
            &page["TotalCount"],
            page["Accounts"]["Account"].as_array().unwrap().len()
        ),
        (&50.into(), 50)
    );
    let full = share(50, 1).await;
    assert_eq!((full.status, full.code()), (403, "QuotaExceed.ShareImageUser"));
    let own = [("ImageId", image.as_str()), ("AddAccount.1", &client.key.account_id)];
    assert_eq!(
        client.ecs("ModifyImageSharePermission", &own).await.code(),
        "InvalidAccount.Forbbiden"
    );
    let refused = client.ecs("DeleteImage", &[("ImageId", &image)]).await;
    assert_eq!(refused.code(), "ImageUseShared");
    let encrypted = id_of(&client, "cn-shenzhen", "财务系统-基准").await;
    let own = [
        ("RegionId", "cn-shenzhen"),
        ("ImageId", &encrypted),
        ("AddAccount.1", "1800000000000001"),
    ];
    let refused = client.call("ModifyImageSharePermission", &own).await;
    assert_eq!(
        refused.code(),
        "OperationDeined.FullImage",
        "encrypted, with several snapshots"
    );
}

#[tokio::test]
async fn a_family_gives_its_newest_available_image() {
    let client = Client::small();
    let newest = || async {
        let answer = client
            .ecs("DescribeImageFromFamily", &[("ImageFamily", "app-node-base")])
            .await;
        answer.body["Image"]["ImageName"].as_str().unwrap().to_owned()
    };
    assert_eq!(newest().await, "app-node-base-v14");
    let image = id_of(&client, HANGZHOU, "app-node-base-v14").await;
    let deprecate = [("ImageId", image.as_str()), ("Status", "Deprecated")];
    assert_eq!(client.ecs("ModifyImageAttribute", &deprecate).await.status, 200);
    assert_eq!(newest().await, "app-node-base-v13");
    assert_eq!(
        client.ecs("ModifyImageAttribute", &deprecate).await.code(),
        "ImageStatus.NotAvailable"
    );
    let back = [
        ("ImageId", image.as_str()),
        ("Status", "Available"),
        ("ImageName", "renamed-v14"),
    ];
    assert_eq!(client.ecs("ModifyImageAttribute", &back).await.status, 200);
    assert_eq!(newest().await, "renamed-v14");
    let none = client
        .ecs("DescribeImageFromFamily", &[("ImageFamily", "nobody")])
        .await
        .body;
    assert_eq!(none["Image"], serde_json::json!({}));
}

#[tokio::test]
async fn an_export_is_a_task_that_can_be_cancelled() {
    let client = Client::small();
    let image = id_of(&client, HANGZHOU, "app-node-base-v14").await;
    let export = [
        ("ImageId", image.as_str()),
        ("OSSBucket", "exports"),
        ("ImageFormat", "qcow2"),
    ];
    let task = client.ecs("ExportImage", &export).await.body["TaskId"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(client.ecs("ExportImage", &export).await.code(), "ImageIsExporting");
    assert_eq!(
        client
            .ecs("DeleteImage", &[("ImageId", &image), ("Force", "true")])
            .await
            .code(),
        "ImageIsExporting"
    );
    let attribute = || async { client.ecs("DescribeTaskAttribute", &[("TaskId", &task)]).await.body };
    client.advance_minutes(5);
    let running = attribute().await;
    assert_eq!(
        (&running["TaskStatus"], &running["SupportCancel"]),
        (&"Processing".into(), &"true".into())
    );
    assert_ne!(running["TaskProcess"], "0%");
    assert_eq!(client.ecs("CancelTask", &[("TaskId", &task)]).await.status, 200);
    assert_eq!(attribute().await["TaskStatus"], "Failed");
    let again = client.ecs("CancelTask", &[("TaskId", &task)]).await;
    assert_eq!((again.status, again.code()), (403, "InvalidTaskId.IncorrectTaskStatus"));
    assert_eq!(client.ecs("ExportImage", &export).await.status, 200);
    client.advance_minutes(60);
    let done = client
        .ecs(
            "DescribeTasks",
            &[("TaskAction", "ExportImage"), ("TaskStatus", "Finished")],
        )
        .await
        .body;
    assert_eq!(done["TaskSet"]["Task"].as_array().unwrap().len(), 1);
    let begun = done["TaskSet"]["Task"][0]["CreationTime"].as_str().unwrap();
    let (before, after) = ("2026-11-23T09:00:00Z", "2026-11-23T12:00:00Z");
    for (from, to, count) in [(begun, after, 1), (after, after, 0), (before, before, 0)] {
        let own = [("TaskStatus", "Finished"), ("StartTime", from), ("EndTime", to)];
        let found = client.ecs("DescribeTasks", &own).await.body;
        assert_eq!(
            found["TaskSet"]["Task"].as_array().unwrap().len(),
            count,
            "{from} to {to}"
        );
    }
    assert_eq!(
        client.ecs("DescribeTaskAttribute", &[("TaskId", "t-x")]).await.code(),
        "InvalidTaskId.NotFound"
    );
}

#[tokio::test]
async fn a_deleted_image_frees_its_snapshots() {
    let client = Client::small();
    let image = id_of(&client, HANGZHOU, "ci-runner-win2022").await;
    let mapping = &named(&client, HANGZHOU, "ci-runner-win2022").await["DiskDeviceMappings"]["DiskDeviceMapping"][0];
    let snapshot = mapping["SnapshotId"].as_str().unwrap().to_owned();
    let dry = client
        .ecs("DeleteImage", &[("ImageId", &image), ("DryRun", "true")])
        .await;
    assert_eq!(dry.code(), "DryRunOperation");
    assert_eq!(client.ecs("DeleteImage", &[("ImageId", &image)]).await.status, 200);
    assert_eq!(
        client
            .call("DeleteSnapshot", &[("SnapshotId", &snapshot), ("Force", "true")])
            .await
            .status,
        200
    );
    let used = id_of(&client, HANGZHOU, "erp-db-golden").await;
    assert_eq!(
        client.ecs("DeleteImage", &[("ImageId", &used)]).await.code(),
        "ImageUsingByInstance"
    );
    assert_eq!(
        client
            .ecs("DeleteImage", &[("ImageId", &used), ("Force", "true")])
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn what_the_service_encrypted_with_its_own_key_cannot_be_shared() {
    let client = Client::small();
    let golden = id_of(&client, HANGZHOU, "app-node-base-v14").await;
    let own = [
        ("ImageId", golden.as_str()),
        ("DestinationRegionId", SHANGHAI),
        ("Encrypted", "true"),
    ];
    let copy = client.ecs("CopyImage", &own).await;
    let copy_id = copy.body["ImageId"].as_str().unwrap().to_owned();
    client.advance_minutes(60);
    let share = [
        ("RegionId", SHANGHAI),
        ("ImageId", copy_id.as_str()),
        ("AddAccount.1", "1800000000000001"),
    ];
    let refused = client.call("ModifyImageSharePermission", &share).await;
    assert_eq!(
        (refused.status, refused.code()),
        (403, "InvalidOperation.ServiceKeyEncryptedImageUnsupported")
    );
}

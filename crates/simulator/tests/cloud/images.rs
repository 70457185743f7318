//! Images after they are made: deprecated, exported, deleted; and those of other accounts.

use serde_json::{Value, json};

use crate::client::{Case, Client, HANGZHOU};

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
    let image = client.image_id_of(HANGZHOU, "app-node-base-v14").await;
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
    let image = client.image_id_of(HANGZHOU, "app-node-base-v14").await;
    let export = [
        ("ImageId", image.as_str()),
        ("OSSBucket", "exports"),
        ("ImageFormat", "raw"),
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
    let image = client.image_id_of(HANGZHOU, "ci-runner-win2022").await;
    let mapping =
        &client.image_named(HANGZHOU, "ci-runner-win2022").await["DiskDeviceMappings"]["DiskDeviceMapping"][0];
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
    let used = client.image_id_of(HANGZHOU, "erp-db-golden").await;
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

/// The images of other accounts that this request brings.
async fn of_others(client: &Client, own: &[(&str, &str)]) -> Vec<Value> {
    let own = [&[("ImageOwnerAlias", "others")], own].concat();
    client.ecs("DescribeImages", &own).await.rows("Images")
}

#[tokio::test]
async fn what_others_share_is_listed_and_what_they_published_only_when_asked_for() {
    let client = Client::small();
    let names = |rows: &[Value]| -> Vec<Value> { rows.iter().map(|row| row["ImageName"].clone()).collect() };
    let shared = of_others(&client, &[]).await;
    assert_eq!(names(&shared), ["partner-edi-gateway"]);
    assert_eq!(
        (&shared[0]["IsPublic"], &shared[0]["Usable"]),
        (&json!(false), &json!(true))
    );
    let published = of_others(&client, &[("IsPublic", "true")]).await;
    assert_eq!(names(&published), ["community-metrics-stack"]);
    let [sharer, publisher] = [&shared, &published].map(|rows| rows[0]["ImageOwnerId"].to_string());
    let of_sharer = [("ImageOwnerId", sharer.as_str())];
    assert_eq!(of_others(&client, &of_sharer).await, shared);
    let of_publisher = [("IsPublic", "true"), ("ImageOwnerId", publisher.as_str())];
    assert_eq!(of_others(&client, &of_publisher).await, published);
    assert_eq!(
        of_others(&client, &[("ImageOwnerId", &publisher)]).await,
        [] as [Value; 0]
    );

    let everything = client
        .ecs("DescribeImages", &[("PageSize", "100")])
        .await
        .rows("Images");
    assert!(everything.contains(&shared[0]) && !everything.contains(&published[0]));
    let cases: [Case<'_>; 2] = [
        (
            &[("IsPublic", "true"), ("ImageOwnerAlias", "self")],
            400,
            "InvalidImageOwnerAlias.PublicImageUnsupported",
        ),
        (
            &[("ImageOwnerId", &sharer), ("ImageOwnerAlias", "self")],
            400,
            "InvalidOperation.ImageOwnerIdUnsupported",
        ),
    ];
    for (own, status, code) in cases {
        let refused = client.ecs("DescribeImages", own).await;
        assert_eq!((refused.status, refused.code()), (status, code));
    }
}

#[tokio::test]
async fn an_image_that_another_shares_is_copied_in_its_region_and_changed_by_nobody_here() {
    let client = Client::small();
    let id = |rows: &[Value]| rows[0]["ImageId"].as_str().unwrap().to_owned();
    let shared = id(&of_others(&client, &[]).await);
    let published = id(&of_others(&client, &[("IsPublic", "true")]).await);
    for (action, own) in [
        ("DeleteImage", ("Force", "true")),
        ("ModifyImageAttribute", ("ImageName", "mine-now")),
        ("ModifyImageSharePermission", ("AddAccount.1", "1234567890123456")),
        ("DescribeImageSharePermission", ("PageSize", "10")),
        ("ExportImage", ("OSSBucket", "bucket")),
    ] {
        let refused = client.ecs(action, &[("ImageId", &shared), own]).await;
        assert_eq!(
            (refused.status, refused.code()),
            (404, "InvalidImageId.NotFound"),
            "{action}"
        );
    }
    let elsewhere = [("ImageId", shared.as_str()), ("DestinationRegionId", "cn-shanghai")];
    let refused = client.ecs("CopyImage", &elsewhere).await;
    assert_eq!(
        (refused.status, refused.code()),
        (403, "OperationDenied.SameRegionOnly")
    );
    let refused = client.ecs("CopyImage", &[("ImageId", &published)]).await;
    assert_eq!(
        (refused.status, refused.code()),
        (400, "OperationDenied.CommunityImage")
    );

    let here = [("ImageId", shared.as_str()), ("DestinationImageName", "our-copy")];
    assert_eq!(client.ecs("CopyImage", &here).await.status, 200);
    client.advance_minutes(60);
    let copy = client.image_named(HANGZHOU, "our-copy").await;
    assert_eq!(
        (&copy["ImageOwnerAlias"], &copy["Status"]),
        (&json!("self"), &json!("Available"))
    );
    let mapping = &copy["DiskDeviceMappings"]["DiskDeviceMapping"][0];
    let snapshot = format!("[{}]", mapping["SnapshotId"]);
    let held = client
        .ecs("DescribeSnapshots", &[("SnapshotIds", &snapshot)])
        .await
        .rows("Snapshots");
    assert_eq!(held.len(), 1);
    assert_eq!(
        (&held[0]["Usage"], &held[0]["SourceDiskSize"]),
        (&json!("image"), &json!("20"))
    );
}

#[tokio::test]
async fn a_deprecated_image_keeps_what_its_check_found_and_comes_back_as_it_was() {
    let client = Client::small();
    let before = client.image_named(HANGZHOU, "ci-runner-win2022").await;
    assert_eq!(before["DetectionOptions"]["Status"], "Finished");
    let id = before["ImageId"].as_str().unwrap();
    for status in ["Deprecated", "Available"] {
        let change = [("ImageId", id), ("Status", status)];
        assert_eq!(client.ecs("ModifyImageAttribute", &change).await.status, 200);
        let image = client.image(id).await;
        assert_eq!(image["Status"], status);
        assert_eq!(image["DetectionOptions"], before["DetectionOptions"]);
    }
    assert_eq!(client.image(id).await, before);
}

//! Throttling, open questions and the wider faults, in process.

use serde_json::json;
use simulator::{Disconnected, FaultRule, Limits, OpenQuestions, Scenario};
use tower::ServiceExt as _;

use crate::client::{Client, EPOCH, HANGZHOU};

fn asking(open_questions: OpenQuestions) -> Client {
    Client::of(Scenario::small(7, EPOCH.parse().unwrap()).with_open_questions(open_questions))
}

fn plan(client: &Client, rules: serde_json::Value) {
    let rules: Vec<FaultRule> = serde_json::from_value(rules).unwrap();
    client.simulator.set_faults(rules);
}

#[tokio::test]
async fn a_minute_holds_so_many_requests_of_an_action_in_a_region() {
    let limits: Limits =
        serde_json::from_value(json!({ "everyAction": 5, "byAction": { "DescribeDisks": 2 } })).unwrap();
    let client = Client::of(Scenario::small(7, EPOCH.parse().unwrap()).with_limits(limits));
    for _ in 0..2 {
        assert_eq!(client.ecs("DescribeDisks", &[]).await.status, 200);
    }
    let throttled = client.ecs("DescribeDisks", &[]).await;
    assert_eq!((throttled.status, throttled.code()), (400, "Throttling.User"));
    assert_eq!(throttled.headers["x-acs-retry-after"], "60000");
    assert_eq!(
        client
            .call("DescribeDisks", &[("RegionId", "cn-shanghai")])
            .await
            .status,
        200
    );
    assert_eq!(client.ecs("DescribeImages", &[]).await.status, 200);
    client.advance_minutes(1);
    assert_eq!(client.ecs("DescribeDisks", &[]).await.status, 200);
}

#[tokio::test]
async fn a_token_stands_for_one_action() {
    let client = Client::small();
    let snapshot = client.id_of(HANGZHOU, "app-node-base-v12").await;
    let disks = client.ecs("DescribeDisks", &[("DiskName", "builder-01-xvda")]).await;
    let disk = disks.rows("Disks")[0]["DiskId"].as_str().unwrap().to_owned();
    let own = [
        ("ClientToken", "one"),
        ("DiskId", disk.as_str()),
        ("SnapshotId", snapshot.as_str()),
    ];
    assert_eq!(client.ecs("CreateSnapshot", &own).await.status, 200);
    let other = client.ecs("CreateImage", &own).await;
    assert_eq!((other.status, other.code()), (400, "IdempotenceParamNotMatch"));
}

#[tokio::test]
async fn a_deleted_image_may_be_listed_for_a_while_and_hold_its_snapshots() {
    let client = asking(OpenQuestions {
        deleted_images_listed_for_seconds: 90,
        ..OpenQuestions::default()
    });
    let image = client.image_named(HANGZHOU, "ci-runner-win2022").await;
    let id = image["ImageId"].as_str().unwrap().to_owned();
    let mapping = &image["DiskDeviceMappings"]["DiskDeviceMapping"][0];
    let snapshot = mapping["SnapshotId"].as_str().unwrap().to_owned();
    assert_eq!(client.ecs("DeleteImage", &[("ImageId", &id)]).await.status, 200);
    client.advance_minutes(1);
    let delete = || async { client.call("DeleteSnapshot", &[("SnapshotId", &snapshot)]).await };
    assert_eq!(delete().await.code(), "SnapshotCreatedImage");
    let listed = || async {
        client
            .ecs("DescribeImages", &[("ImageId", &id)])
            .await
            .rows("Images")
            .len()
    };
    assert_eq!(listed().await, 1);
    client.advance_minutes(1);
    assert_eq!(listed().await, 0);
    assert_eq!(delete().await.status, 200);
}

#[tokio::test]
async fn a_token_may_be_forgotten_and_may_remember_refusals() {
    let client = asking(OpenQuestions {
        token_lifetime_seconds: Some(120),
        tokens_remember_refusals: true,
        ..OpenQuestions::default()
    });
    let snapshot = client.id_of(HANGZHOU, "app-node-base-v12").await;
    let own = [("SnapshotId", snapshot.as_str()), ("ClientToken", "t")];
    let first = client.ecs("CreateImage", &own).await.body["ImageId"].clone();
    assert_eq!(client.ecs("CreateImage", &own).await.body["ImageId"], first);
    client.advance_minutes(2);
    assert_ne!(
        client.ecs("CreateImage", &own).await.body["ImageId"],
        first,
        "forgotten"
    );

    let unfinished = client.id_of(HANGZHOU, "web-gw-02-pre-patch").await;
    let own = [("SnapshotId", unfinished.as_str()), ("ClientToken", "u")];
    assert_eq!(
        client.ecs("CreateImage", &own).await.code(),
        "InvalidSnapshotId.NotReady"
    );
    client.simulator.delete_snapshot(HANGZHOU, &unfinished).unwrap();
    assert_eq!(
        client.ecs("CreateImage", &own).await.code(),
        "InvalidSnapshotId.NotReady",
        "remembered"
    );
}

#[tokio::test]
async fn tags_may_come_late_and_images_early() {
    let client = asking(OpenQuestions {
        tags_appear_after_seconds: 60,
        images_usable_early: true,
        missing_deletes_succeed: true,
        encrypted_hidden_by_default: true,
        ..OpenQuestions::default()
    });
    let snapshot = client.id_of(HANGZHOU, "app-node-base-v12").await;
    let own = [("SnapshotId", snapshot.as_str()), ("Tag.1.Key", "late")];
    let id = client.ecs("CreateImage", &own).await.body["ImageId"]
        .as_str()
        .unwrap()
        .to_owned();
    let tagged = || async {
        let own = [("Tag.1.Key", "late"), ("Status", "ALL")];
        let images = client.ecs("DescribeImages", &own).await.rows("Images").len();
        let own = [("ResourceType", "image"), ("ResourceId.1", id.as_str())];
        let tags = client.ecs("ListTagResources", &own).await.rows("TagResources").len();
        (images, tags)
    };
    let image = client.image(&id).await;
    assert_eq!((&image["Tags"]["Tag"], &image["Usable"]), (&json!([]), &json!(false)));
    assert_eq!(tagged().await, (0, 0), "what has no tag yet is not found by it");
    client.advance_minutes(3);
    assert_eq!(tagged().await, (1, 1));
    let image = client.image(&id).await;
    assert_eq!(
        (image["Tags"]["Tag"].as_array().unwrap().len(), &image["Usable"]),
        (1, &json!(true))
    );
    assert_eq!(image["Status"], "Creating");
    assert_eq!(client.ecs("DeleteImage", &[("ImageId", "m-none")]).await.status, 200);
    assert_eq!(
        client.ecs("DeleteSnapshot", &[("SnapshotId", "s-none")]).await.status,
        200
    );
    assert!(
        client
            .snapshots("cn-shenzhen")
            .await
            .iter()
            .all(|row| row["Encrypted"] == false)
    );
}

#[tokio::test]
async fn bodies_can_be_of_every_kind_whatever_was_asked() {
    let client = Client::small();
    let http = |status: u16, content: serde_json::Value| json!({ "httpBody": { "status": status, "content": content, "retryAfterMs": 7 } });
    let error = json!({ "code": "ServiceUnavailable", "message": "busy" });
    for (fault, status, content_type, start) in [
        (
            http(503, json!({ "json": error })),
            503,
            "application/json",
            "{\"Code\":\"ServiceUnavailable\"",
        ),
        (http(500, json!({ "xml": error })), 500, "text/xml", "<?xml"),
        (http(502, json!("html")), 502, "text/html", "<!DOCTYPE"),
        (http(504, json!("empty")), 504, "application/json", ""),
        (
            http(200, json!({ "raw": { "text": "[" } })),
            200,
            "application/json",
            "[",
        ),
    ] {
        plan(&client, json!([{ "action": "*", "times": 1, "fault": fault }]));
        let response = client
            .simulator
            .handle(client.request(&client.parameters("DescribeRegions", &[])))
            .await;
        assert_eq!(response.status(), status);
        assert_eq!(response.headers()["x-acs-retry-after"], "7");
        assert!(
            response.headers()["content-type"]
                .to_str()
                .unwrap()
                .starts_with(content_type)
        );
        let body = String::from_utf8_lossy(response.body()).into_owned();
        assert!(
            body.starts_with(start) && (!start.is_empty() || body.is_empty()),
            "{body}"
        );
    }
}

#[tokio::test]
async fn pages_can_be_stale_repeat_rows_and_never_end() {
    let client = Client::small();
    let own = [("MaxResults", "20")];
    let progress = || async { client.snapshot_named(HANGZHOU, "web-gw-02-pre-patch").await["Progress"].clone() };
    let before = progress().await;
    client.advance_minutes(10);
    plan(
        &client,
        json!([{ "action": "*", "times": 1, "fault": { "stale": { "seconds": 600 } } }]),
    );
    assert_eq!(progress().await, before);
    assert_ne!(progress().await, before);

    let source = client.id_of(HANGZHOU, "erp-db-01-sys-1123").await;
    let made = client.ecs("CreateImage", &[("SnapshotId", &source)]).await;
    let image_id = made.body["ImageId"].as_str().unwrap();
    client.advance_minutes(1);
    plan(
        &client,
        json!([{ "action": "*", "times": 1, "fault": { "stale": { "seconds": 120 } } }]),
    );
    let usage = || async { client.snapshot_named(HANGZHOU, "erp-db-01-sys-1123").await["Usage"].clone() };
    assert_eq!(usage().await, "none", "nobody can have seen the image then");
    assert_eq!(usage().await, "image");
    plan(
        &client,
        json!([{ "action": "*", "times": 1, "fault": { "stale": { "seconds": 120 } } }]),
    );
    let own_image = [("ImageId", image_id), ("Status", "ALL")];
    assert!(client.ecs("DescribeImages", &own_image).await.rows("Images").is_empty());
    assert_eq!(client.ecs("DescribeImages", &own_image).await.rows("Images").len(), 1);

    plan(
        &client,
        json!([{ "action": "*", "times": 1, "fault": { "duplicateItems": { "count": 2 } } }]),
    );
    let rows = client.ecs("DescribeSnapshots", &own).await.rows("Snapshots");
    assert_eq!((rows.len(), &rows[0]), (22, &rows[20]));

    plan(
        &client,
        json!([{ "action": "DescribeSnapshots", "fault": "tokenCycle" }]),
    );
    let first = client.ecs("DescribeSnapshots", &own).await.body["NextToken"]
        .as_str()
        .unwrap()
        .to_owned();
    let next = client
        .ecs("DescribeSnapshots", &[("MaxResults", "20"), ("NextToken", &first)])
        .await;
    assert_eq!(next.body["NextToken"], first.as_str());
}

#[tokio::test]
async fn somebody_else_deletes_what_a_request_is_about() {
    let client = Client::small();
    let snapshot = client.id_of(HANGZHOU, "app-node-base-v12").await;
    plan(
        &client,
        json!([{ "action": "CreateImage", "fault": { "externalDeletion": {} } }]),
    );
    let lost = client
        .ecs("CreateImage", &[("DiskDeviceMapping.1.SnapshotId", &snapshot)])
        .await;
    assert_eq!((lost.status, lost.code()), (404, "InvalidSnapshotId.NotFound"));
    let effects = client.simulator.ledger().pop().unwrap().effects;
    assert!(serde_json::to_string(&effects).unwrap().contains("snapshotDeleted"));
}

#[tokio::test]
async fn somebody_else_deletes_the_image_that_is_asked_for() {
    let client = Client::small();
    let image = client.image_id_of(HANGZHOU, "ci-runner-win2022").await;
    plan(
        &client,
        json!([{ "action": "DescribeImages", "nth": 2, "fault": { "externalDeletion": {} } }]),
    );
    let listed = async || {
        client
            .ecs("DescribeImages", &[("ImageId", &image)])
            .await
            .rows("Images")
            .len()
    };
    assert_eq!((listed().await, listed().await, listed().await), (1, 0, 0));
    let effects = client.simulator.ledger()[client.simulator.ledger().len() - 2]
        .effects
        .clone();
    assert!(serde_json::to_string(&effects).unwrap().contains("imageDeleted"));
}

#[tokio::test]
async fn chance_comes_from_a_seed() {
    let struck = |seed: u64| async move {
        let client = Client::small();
        let chance = json!({ "sometimes": { "probability": 0.3, "seed": seed, "fault": "dropBeforeEffect" } });
        plan(&client, json!([{ "action": "DescribeRegions", "fault": chance }]));
        let mut struck = Vec::new();
        for _ in 0..60 {
            let request = client.request(&client.parameters("DescribeRegions", &[]));
            struck.push(client.simulator.clone().oneshot(request).await.is_err());
        }
        struck
    };
    let (first, again, other) = (struck(1).await, struck(1).await, struck(2).await);
    assert_eq!(first, again);
    assert_ne!(first, other);
    let count = first.iter().filter(|struck| **struck).count();
    assert!((8..=30).contains(&count), "{count} of 60");
}

#[tokio::test]
async fn in_process_a_reset_and_a_refusal_are_errors_of_their_own() {
    let client = Client::small();
    for (fault, error) in [
        (json!("resetBeforeEffect"), Disconnected::Reset),
        (json!("resetAfterEffect"), Disconnected::Reset),
        (json!({ "refuse": { "ms": 1 } }), Disconnected::Refused),
    ] {
        plan(&client, json!([{ "action": "*", "times": 1, "fault": fault }]));
        let request = client.request(&client.parameters("DescribeRegions", &[]));
        assert_eq!(client.simulator.clone().oneshot(request).await.unwrap_err(), error);
    }
}

#[tokio::test]
async fn filters_may_miss_some_snapshots() {
    let client = asking(OpenQuestions {
        filters_miss_some: true,
        ..OpenQuestions::default()
    });
    let all = client.snapshots(HANGZHOU).await.len();
    let mut parts = 0;
    for kind in ["system", "data"] {
        let own = [("SourceDiskType", kind), ("PageSize", "1")];
        parts += usize::try_from(
            client.ecs("DescribeSnapshots", &own).await.body["TotalCount"]
                .as_u64()
                .unwrap(),
        )
        .unwrap();
    }
    assert!((1..all).contains(&parts), "{parts} of {all}");
}

#[tokio::test]
async fn a_stale_answer_is_counted_in_the_present_minute() {
    let limits: Limits = serde_json::from_value(json!({ "everyAction": 2 })).unwrap();
    let client = Client::of(Scenario::small(7, EPOCH.parse().unwrap()).with_limits(limits));
    plan(
        &client,
        json!([{ "action": "*", "nth": 2, "fault": { "stale": { "seconds": 600 } } }]),
    );
    let mut codes = Vec::new();
    for _ in 0..3 {
        codes.push(client.ecs("DescribeDisks", &[]).await.code().to_owned());
    }
    assert_eq!(codes, ["", "", "Throttling.User"]);
}

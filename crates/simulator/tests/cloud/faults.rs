//! Faults and the ledger, in process.

use std::time::Duration;

use serde_json::json;
use simulator::{Disconnected, Effect, Fault, FaultRule};
use tower::ServiceExt as _;

use crate::client::{Client, HANGZHOU, decode};

fn plan(client: &Client, rules: serde_json::Value) {
    let rules: Vec<FaultRule> = serde_json::from_value(rules).unwrap();
    client.simulator.set_faults(rules);
}

#[tokio::test]
async fn a_drop_before_the_effect_leaves_no_image() {
    let client = Client::small();
    let snapshot = client.id_of(HANGZHOU, "app-node-base-v12").await;
    plan(
        &client,
        json!([{ "action": "CreateImage", "nth": 1, "fault": "dropBeforeEffect" }]),
    );
    let own = [
        ("RegionId", HANGZHOU),
        ("SnapshotId", snapshot.as_str()),
        ("ImageName", "dropped"),
    ];
    let request = client.request(&client.parameters("CreateImage", &own));
    assert_eq!(
        client.simulator.clone().oneshot(request).await.unwrap_err(),
        Disconnected::NoResponse
    );
    let entry = client.simulator.ledger().pop().unwrap();
    assert_eq!((entry.outcome.http_status, entry.effects.len()), (None, 0));
    assert_eq!(entry.fault, Some(Fault::DropBeforeEffect));
    assert_eq!(
        client.call("CreateImage", &own).await.status,
        200,
        "the second request is spared"
    );
}

#[tokio::test]
async fn a_drop_after_the_effect_leaves_the_image_and_the_token_finds_it() {
    let client = Client::small();
    let snapshot = client.id_of(HANGZHOU, "app-node-base-v12").await;
    plan(
        &client,
        json!([{ "action": "CreateImage", "regionId": HANGZHOU, "times": 1, "fault": "dropAfterEffect" }]),
    );
    let own = [
        ("RegionId", HANGZHOU),
        ("SnapshotId", snapshot.as_str()),
        ("ClientToken", "lost"),
    ];
    let request = client.request(&client.parameters("CreateImage", &own));
    assert!(client.simulator.clone().oneshot(request).await.is_err());
    let entry = client.simulator.ledger().pop().unwrap();
    assert_eq!(entry.outcome.http_status, Some(200));
    let Some(Effect::ImageCreated { image_id, .. }) = entry.effects.first().cloned() else {
        panic!("no image")
    };
    let again = client.call("CreateImage", &own).await;
    assert_eq!(again.body["ImageId"], image_id.as_str());
    assert!(client.simulator.ledger().pop().unwrap().effects.is_empty());
}

#[tokio::test]
async fn answers_can_be_errors_throttled_cut_off_or_html() {
    let client = Client::small();
    plan(
        &client,
        json!([
            { "action": "DescribeRegions", "nth": 1, "fault": { "httpError": { "status": 503, "code": "ServiceUnavailable", "message": "busy" } } },
            { "action": "DescribeRegions", "nth": 2, "fault": { "throttle": { "retryAfterMs": 1500 } } },
            { "action": "*", "nth": 3, "fault": "malformedBody" },
            { "action": "DescribeRegions", "nth": 4, "fault": "htmlBody" },
        ]),
    );
    let error = client.call("DescribeRegions", &[]).await;
    assert_eq!((error.status, error.code()), (503, "ServiceUnavailable"));
    let throttled = client.call("DescribeRegions", &[]).await;
    assert_eq!((throttled.status, throttled.code()), (400, "Throttling.User"));
    assert_eq!(throttled.headers["x-acs-retry-after"], "1500");
    let request = client.request(&client.parameters("DescribeRegions", &[]));
    let cut = client.simulator.handle(request).await;
    assert_eq!(cut.status(), 200);
    assert!(cut.body().starts_with(b"{") && serde_json::from_slice::<serde_json::Value>(cut.body()).is_err());
    let request = client.request(&client.parameters("DescribeRegions", &[]));
    let html = client.simulator.handle(request).await;
    assert_eq!(html.status(), 200);
    assert_eq!(html.headers()["content-type"], "text/html");
    assert_eq!(client.call("DescribeRegions", &[]).await.status, 200);
    plan(&client, json!([{ "action": "DescribeRegions", "fault": "htmlBody" }]));
    client.simulator.set_faults(Vec::new());
    assert_eq!(client.call("DescribeRegions", &[]).await.status, 200);
}

#[tokio::test(start_paused = true)]
async fn latency_delays_the_answer_but_not_the_effect() {
    let client = Client::small();
    let snapshot = client.id_of(HANGZHOU, "app-node-base-v12").await;
    plan(
        &client,
        json!([{ "action": "CreateImage", "fault": { "latency": { "ms": 9000 } } }]),
    );
    let own = [("RegionId", HANGZHOU), ("SnapshotId", snapshot.as_str())];
    let request = client.request(&client.parameters("CreateImage", &own));
    let started = tokio::time::Instant::now();
    let impatient = tokio::time::timeout(Duration::from_secs(5), client.simulator.handle(request)).await;
    assert!(impatient.is_err());
    assert_eq!(client.simulator.ledger().pop().unwrap().effects.len(), 1);
    let request = client.request(&client.parameters("CreateImage", &own));
    assert_eq!(decode(client.simulator.handle(request).await).status, 200);
    assert_eq!(started.elapsed(), Duration::from_secs(14));
}

#[tokio::test]
async fn the_ledger_keeps_everything_but_signatures() {
    let client = Client::small();
    client.ecs("DescribeSnapshots", &[("MaxResults", "5")]).await;
    client.call("DescribeNothing", &[]).await;
    let snapshot = client.id_of(HANGZHOU, "app-node-base-v12").await;
    client.simulator.delete_snapshot(HANGZHOU, &snapshot).unwrap();
    assert_eq!(
        client
            .simulator
            .delete_snapshot(HANGZHOU, &snapshot)
            .unwrap_err()
            .status,
        404
    );
    let ledger = client.simulator.ledger();
    assert_eq!(
        ledger.iter().map(|entry| entry.sequence).collect::<Vec<_>>(),
        [1, 2, 3, 4, 5]
    );
    assert_eq!(ledger[0].parameters["MaxResults"], "5");
    assert_eq!(
        ledger[0].access_key_id.as_deref(),
        Some(client.key.access_key_id.as_str())
    );
    assert_eq!(ledger[1].outcome.code.as_deref(), Some("InvalidAction.NotFound"));
    assert_eq!(
        ledger[3].effects,
        [Effect::SnapshotDeleted {
            region_id: HANGZHOU.to_owned(),
            snapshot_id: snapshot
        }]
    );
    let text = serde_json::to_string(&ledger).unwrap();
    assert!(!text.contains("\"Signature\"") && !text.contains(&client.key.access_key_secret));
    let value = serde_json::to_value(&ledger[3]).unwrap();
    assert_eq!(value["effects"][0]["effect"], "snapshotDeleted");
    assert_eq!(value["outcome"]["httpStatus"], 200);
    assert_eq!(value["regionId"], HANGZHOU);
}

#[tokio::test]
async fn an_image_can_fail_after_it_was_begun() {
    let client = Client::small();
    let source = client.id_of(HANGZHOU, "erp-db-01-sys-1123").await;
    plan(
        &client,
        json!([{ "action": "CreateImage", "times": 1, "fault": "imageFails" }]),
    );
    let made = client.ecs("CreateImage", &[("SnapshotId", &source)]).await;
    let image_id = made.body["ImageId"].as_str().unwrap();
    assert_eq!(client.image(image_id).await["Status"], "Creating");
    let in_use = client.ecs("DeleteSnapshot", &[("SnapshotId", &source)]).await;
    assert_eq!(in_use.code(), "SnapshotCreatedImage");
    client.advance_minutes(120);
    assert_eq!(client.image(image_id).await["Status"], "CreateFailed");
    let free = client.ecs("DeleteSnapshot", &[("SnapshotId", &source)]).await;
    assert_eq!(free.status, 200, "a failed image holds nothing: {}", free.body);
}

#[tokio::test]
async fn an_image_can_become_unavailable_after_it_was_begun() {
    let client = Client::small();
    let source = client.id_of(HANGZHOU, "app-node-base-v12").await;
    plan(
        &client,
        json!([{ "action": "CreateImage", "fault": { "imageUnavailable": { "reason": "snapshot damaged" } } }]),
    );
    let made = client.ecs("CreateImage", &[("SnapshotId", &source)]).await;
    let image_id = made.body["ImageId"].as_str().unwrap();
    let creating = client.image(image_id).await;
    assert_eq!(
        (&creating["Status"], &creating["Description"]),
        (&json!("Creating"), &json!(""))
    );
    client.advance_minutes(120);
    let image = client.image(image_id).await;
    assert_eq!(
        (&image["Status"], &image["Usable"]),
        (&json!("UnAvailable"), &json!(false))
    );
    assert_eq!(
        client.ecs("CopyImage", &[("ImageId", image_id)]).await.code(),
        "IncorrectImageStatus"
    );
    assert_eq!(image["Description"], "snapshot damaged");
}

#[tokio::test]
async fn an_answer_can_lead_elsewhere() {
    let client = Client::small();
    let body = json!({ "status": 302, "content": "html", "location": "https://portal.example.com/" });
    plan(&client, json!([{ "action": "*", "fault": { "httpBody": body } }]));
    let answer = client.call("DescribeRegions", &[]).await;
    assert_eq!(
        (answer.status, &answer.headers["location"]),
        (302, &"https://portal.example.com/".parse().unwrap())
    );
}

#[tokio::test]
async fn an_error_after_the_effect_leaves_the_image_and_a_refusal_stays_a_refusal() {
    let client = Client::small();
    let snapshot = client.id_of(HANGZHOU, "app-node-base-v12").await;
    let error = json!({ "status": 503, "code": "ServiceUnavailable", "message": "busy" });
    plan(
        &client,
        json!([{ "action": "CreateImage", "times": 2, "fault": { "httpErrorAfterEffect": error } }]),
    );
    let own = [("SnapshotId", snapshot.as_str()), ("ClientToken", "kept")];
    let lost = client.ecs("CreateImage", &own).await;
    assert_eq!((lost.status, lost.code()), (503, "ServiceUnavailable"));
    let entry = client.simulator.ledger().pop().unwrap();
    assert_eq!(entry.outcome.code.as_deref(), Some("ServiceUnavailable"));
    let Some(Effect::ImageCreated { image_id, .. }) = entry.effects.first().cloned() else {
        panic!("no image")
    };
    let refused = client.ecs("CreateImage", &[("SnapshotId", "s-none")]).await;
    assert_eq!((refused.status, refused.code()), (404, "InvalidSnapshotId.NotFound"));
    assert_eq!(client.ecs("CreateImage", &own).await.body["ImageId"], image_id.as_str());
}

#[tokio::test]
async fn a_listing_can_come_back_empty_once() {
    let client = Client::small();
    plan(
        &client,
        json!([{ "action": "DescribeSnapshots", "times": 1, "fault": "emptyListing" }]),
    );
    let own = [("MaxResults", "10")];
    let empty = client.ecs("DescribeSnapshots", &own).await;
    assert_eq!((empty.status, empty.rows("Snapshots").len()), (200, 0));
    assert_eq!(empty.body["NextToken"], "");
    let full = client.ecs("DescribeSnapshots", &own).await;
    assert_eq!(full.rows("Snapshots").len(), 10);
    assert_eq!(empty.body["TotalCount"], full.body["TotalCount"]);
}

#[tokio::test]
async fn a_proxy_can_answer_404_in_place_of_the_cloud() {
    let client = Client::small();
    let page = json!({ "httpBody": { "status": 404, "content": "html" } });
    plan(&client, json!([{ "action": "*", "times": 1, "fault": page }]));
    let request = client.request(&client.parameters("DescribeRegions", &[]));
    let answer = client.simulator.handle(request).await;
    assert_eq!(answer.status(), 404);
    assert!(answer.headers().get("x-acs-request-id").is_none());
    assert!(answer.body().starts_with(b"<!DOCTYPE html>"));
}

#[tokio::test]
async fn chance_strikes_the_same_requests_under_the_same_seed() {
    let run = |seed: u64| async move {
        let client = Client::small();
        let sometimes = |offset: u64, probability: f64, fault: serde_json::Value| json!({ "action": "*", "fault": { "sometimes": { "probability": probability, "seed": seed + offset, "fault": fault } } });
        plan(
            &client,
            json!([
                sometimes(0, 0.2, json!("dropAfterEffect")),
                sometimes(1, 0.2, json!({ "stale": { "seconds": 30 } })),
                sometimes(2, 0.2, json!({ "throttle": { "retryAfterMs": 1 } })),
            ]),
        );
        for _ in 0..60 {
            client.ecs("DescribeSnapshots", &[("MaxResults", "1")]).await;
        }
        let ledger = client.simulator.ledger();
        ledger.into_iter().map(|entry| entry.fault).collect::<Vec<_>>()
    };
    let struck = run(11).await;
    assert_eq!(struck, run(11).await);
    assert_ne!(struck, run(12).await);
    let count = struck.iter().flatten().count();
    assert!((15..45).contains(&count), "about half of 60: {count}");
}

//! Requests nobody meant well with: whatever arrives is answered, and nothing is changed by it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod client;

use std::collections::{BTreeMap, BTreeSet};

use bytes::Bytes;
use client::Client;
use http::Request;
use proptest::prelude::*;

/// Status and code of every documented refusal, by action; from the metadata of each.
const REFUSALS: &str = include_str!("data/refusals.json");
/// What any action may answer, whether its page lists it or not.
const COMMON: [&str; 6] = [
    "400 MissingParameter",
    "400 InvalidParameter",
    "400 DryRunOperation",
    "400 InvalidClientToken.ValueNotSupported",
    "404 InvalidRegionId.NotFound",
    "404 InvalidAction.NotFound",
];
const FORM: &str = "application/x-www-form-urlencoded";

/// Queries and bodies that once could have upset a parser, or might.
const SEEDS: [&str; 24] = [
    "",
    "=",
    "&&&&",
    "=&=&=",
    "%",
    "%2",
    "%zz",
    "%00",
    "%ff%fe",
    "%C3%28",
    "%ED%A0%80",
    "+%2B+",
    "Action",
    "Action=",
    "Action=DescribeSnapshots&Action=CreateImage",
    "Action=DescribeSnapshots&Version=2014-05-26&Tag.0.Key=a",
    "Action=DescribeSnapshots&Version=2014-05-26&Tag.4294967296.Key=a",
    "Action=DescribeSnapshots&Version=2014-05-26&Tag.-1.Key=a",
    "Action=DescribeSnapshots&Version=2014-05-26&Tag..Key=a&Tag.=&Tag=",
    "Action=DescribeSnapshots&Version=2014-05-26&SnapshotIds=[[[[[[[[[[",
    "Action=DescribeSnapshots&Version=2014-05-26&MaxResults=99999999999999999999",
    "Action=DescribeSnapshots&Version=2014-05-26&NextToken=AAAA",
    "Action=DescribeSnapshots&Version=2014-05-26&Timestamp=0000-00-00T00:00:00Z",
    "Action=DescribeSnapshots&Version=2014-05-26&Timestamp=9999-12-31T23:59:60Z&Signature=%3D&SignatureNonce=a",
];

fn requests(text: &[u8]) -> Vec<Request<Bytes>> {
    let mut requests = vec![
        Request::post("/")
            .header("content-type", FORM)
            .body(Bytes::copy_from_slice(text))
            .unwrap(),
        Request::post("/").body(Bytes::copy_from_slice(text)).unwrap(),
    ];
    let text = String::from_utf8_lossy(text);
    if let Ok(request) = Request::get(format!("/?{text}")).body(Bytes::new()) {
        requests.push(request);
    }
    for header in ["authorization", "x-acs-date", "x-acs-action", "host", "accept"] {
        let request = Request::get("/?RegionId=cn-hangzhou").header("x-acs-version", "2014-05-26");
        if let Ok(request) = request.header(header, text.as_bytes()).body(Bytes::new()) {
            requests.push(request);
        }
    }
    let authorization = format!("ACS3-HMAC-SHA256 Credential={text},SignedHeaders={text},Signature={text}");
    if let Ok(request) = Request::get("/")
        .header("authorization", authorization)
        .body(Bytes::new())
    {
        requests.push(request);
    }
    requests
}

async fn all_are_refused(client: &Client, text: &[u8]) {
    for request in requests(text) {
        let response = client.simulator.handle(request).await;
        assert!(
            (400..500).contains(&response.status().as_u16()),
            "{:?}: {}",
            text,
            response.status()
        );
        assert!(!response.body().is_empty());
    }
    assert!(client.simulator.ledger().iter().all(|entry| entry.effects.is_empty()));
}

#[tokio::test]
async fn the_seeds_are_all_refused() {
    let client = Client::small();
    for seed in SEEDS {
        all_are_refused(&client, seed.as_bytes()).await;
    }
    all_are_refused(&client, &[0xFF; 64]).await;
    all_are_refused(&client, "&a=b".repeat(20_000).as_bytes()).await;
    all_are_refused(&client, "Tag.1.Key=%E4%B8%AD&".repeat(5_000).as_bytes()).await;
}

#[tokio::test]
async fn signed_nonsense_is_answered_or_refused_with_a_documented_code() {
    let client = Client::small();
    let values = [
        "",
        "-1",
        "0",
        "99999999999999999999",
        "true",
        "[]",
        "[\"\"]",
        "{}",
        "null",
        "\u{0}",
        "中文",
        "a,b,,c",
        "*",
    ];
    let names = [
        "RegionId",
        "SnapshotId",
        "SnapshotIds",
        "DiskIds",
        "ImageId",
        "Status",
        "MaxResults",
        "NextToken",
        "PageNumber",
        "PageSize",
        "Tag.1.Key",
        "Filter.1.Key",
        "DiskDeviceMapping.1.SnapshotId",
        "DiskDeviceMapping.1.Size",
        "Amount",
        "Period",
        "DataDisk.1.Size",
        "RetentionDays",
        "DryRun",
        "ClientToken",
        "Encrypted",
        "Cores",
        "InstanceId.1",
        "ResourceId.1",
        "AddAccount.1",
        "DurationSeconds",
        "Policy",
        "ImageName",
    ];
    let documented: BTreeMap<String, BTreeSet<String>> = serde_json::from_str(REFUSALS).unwrap();
    // Every third value with every name and action, each time another third.
    let mut turn = 0;
    for action in ACTIONS {
        for name in names {
            turn += 1;
            for value in values.iter().skip(turn % 3).step_by(3) {
                let own = [("RegionId", "cn-hangzhou"), (name, *value)];
                let answer = client.call(action, &own).await;
                let told = format!("{} {}", answer.status, answer.code());
                let is_documented = documented.get(action).is_some_and(|list| list.contains(&told));
                let is_known = answer.status == 200 || is_documented || COMMON.contains(&told.as_str());
                assert!(is_known, "{action} {name}={value}: {told}");
                assert!(answer.body["RequestId"].is_string(), "{action} {name}={value}");
            }
        }
    }
}

const ACTIONS: [&str; 46] = [
    "AssumeRole",
    "CancelCopyImage",
    "CancelTask",
    "CopyImage",
    "CopySnapshot",
    "CreateImage",
    "CreateSnapshot",
    "DeleteImage",
    "DeleteSnapshot",
    "DescribeAvailableResource",
    "DescribeDisks",
    "DescribeImageFromFamily",
    "DescribeImageSharePermission",
    "DescribeImageSupportInstanceTypes",
    "DescribeImages",
    "DescribeInstanceStatus",
    "DescribeInstanceTypes",
    "DescribeInstances",
    "DescribeKeyPairs",
    "DescribePrice",
    "DescribeRegions",
    "DescribeSecurityGroups",
    "DescribeSnapshotGroups",
    "DescribeSnapshotLinks",
    "DescribeSnapshots",
    "DescribeSnapshotsUsage",
    "DescribeTaskAttribute",
    "DescribeTasks",
    "DescribeVSwitches",
    "DescribeVpcs",
    "DescribeZones",
    "ExportImage",
    "GetCallerIdentity",
    "ListAliases",
    "ListResourceGroups",
    "ListTagResources",
    "ModifyImageAttribute",
    "ModifyImageSharePermission",
    "ModifySnapshotAttribute",
    "ReplaceSystemDisk",
    "RunInstances",
    "StartInstances",
    "StopInstances",
    "TagResources",
    "UntagResources",
    "DescribeNothing",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes_are_refused(text in proptest::collection::vec(any::<u8>(), 0..200)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        thread_local! { static CLIENT: Client = Client::small(); }
        CLIENT.with(|client| runtime.block_on(all_are_refused(client, &text)));
    }
}

//! Requests nobody meant well with: whatever arrives is answered, and nothing is changed by it.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use crate::any_request::is_answered;
use crate::client::Client;

/// Status and code of every documented refusal, by action; from the metadata of each.
const REFUSALS: &str = include_str!("../data/refusals.json");
/// What any action may answer, whether its page lists it or not.
const COMMON: [&str; 6] = [
    "400 MissingParameter",
    "400 InvalidParameter",
    "400 DryRunOperation",
    "400 InvalidClientToken.ValueNotSupported",
    "404 InvalidRegionId.NotFound",
    "404 InvalidAction.NotFound",
];

/// Requests that once could have upset a parser, or might: where the fuzz target begins.
fn seeds() -> Vec<Vec<u8>> {
    let folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/requests")).unwrap();
    folder
        .map(|file| std::fs::read(file.unwrap().path()).unwrap())
        .collect()
}

#[tokio::test]
async fn the_seeds_are_all_answered() {
    let client = Client::small();
    let seeds = seeds();
    assert!(seeds.len() > 40);
    for seed in &seeds {
        is_answered(&client, seed).await;
    }
    is_answered(&client, "&a=b".repeat(20_000).as_bytes()).await;
    is_answered(&client, "Tag.1.Key=%E4%B8%AD&".repeat(5_000).as_bytes()).await;
}

const VALUES: [&str; 15] = [
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
    "9223372036854775807",
    "18446744073709551615",
];

const NAMES: [&str; 38] = [
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
    "SystemDisk.Size",
    "PriceUnit",
    "ResourceType",
    "InstanceType",
    "SnapshotGroupId.1",
    "UniqueSuffix",
    "Memory",
    "AddAccount.11",
    "Filter.1.Value",
    "KMSKeyId",
];

#[tokio::test]
async fn signed_nonsense_is_answered_or_refused_with_a_documented_code() {
    let client = Client::small();
    let documented: BTreeMap<String, BTreeSet<String>> = serde_json::from_str(REFUSALS).unwrap();
    // Every third value with every name and action, each time another third.
    let mut turn = 0;
    for action in ACTIONS {
        for name in NAMES {
            turn += 1;
            for value in VALUES.iter().skip(turn % 3).step_by(3) {
                let own = [("RegionId", "cn-hangzhou"), (name, *value)];
                let answer = client.call(action, &own).await;
                let status_and_code = format!("{} {}", answer.status, answer.code());
                let is_documented = documented
                    .get(action)
                    .is_some_and(|list| list.contains(&status_and_code));
                let is_known = answer.status == 200 || is_documented || COMMON.contains(&status_and_code.as_str());
                assert!(is_known, "{action} {name}={value}: {status_and_code}");
                assert!(answer.body["RequestId"].is_string(), "{action} {name}={value}");
            }
        }
    }
}

const ACTIONS: [&str; 73] = [
    "ApplyAutoSnapshotPolicy",
    "AssumeRole",
    "AttachInstanceRamRole",
    "AttachKeyPair",
    "CancelCopyImage",
    "CancelTask",
    "CopyImage",
    "CopySnapshot",
    "CreateImage",
    "CreateSnapshot",
    "CreateSnapshotGroup",
    "DeleteImage",
    "DeleteInstances",
    "DeleteSnapshot",
    "DescribeAccountAttributes",
    "DescribeAvailableResource",
    "DescribeCloudAssistantStatus",
    "DescribeDiskDefaultKMSKeyId",
    "DescribeDisks",
    "DescribeImageFromFamily",
    "DescribeImageSharePermission",
    "DescribeImageSupportInstanceTypes",
    "DescribeImages",
    "DescribeInstanceAttribute",
    "DescribeInstanceAutoRenewAttribute",
    "DescribeInstanceHistoryEvents",
    "DescribeInstanceMaintenanceAttributes",
    "DescribeInstanceModificationPrice",
    "DescribeInstanceRamRole",
    "DescribeInstanceStatus",
    "DescribeInstanceTypes",
    "DescribeInstances",
    "DescribeKeyPairs",
    "DescribeNetworkInterfaces",
    "DescribePrice",
    "DescribeRegions",
    "DescribeResourcesModification",
    "DescribeSecurityGroupAttribute",
    "DescribeSecurityGroups",
    "DescribeSnapshotGroups",
    "DescribeSnapshotLinks",
    "DescribeSnapshots",
    "DescribeSnapshotsUsage",
    "DescribeTaskAttribute",
    "DescribeTasks",
    "DescribeUserData",
    "DescribeVSwitches",
    "DescribeVpcs",
    "DescribeZones",
    "ExportImage",
    "GetCallerIdentity",
    "ListAliases",
    "ListResourceGroups",
    "ListTagResources",
    "ModifyDiskAttribute",
    "ModifyDiskSpec",
    "ModifyImageAttribute",
    "ModifyImageSharePermission",
    "ModifyInstanceAttribute",
    "ModifyInstanceMaintenanceAttributes",
    "ModifyInstanceNetworkSpec",
    "ModifyInstanceSpec",
    "ModifyPrepayInstanceSpec",
    "ModifySnapshotAttribute",
    "RebootInstances",
    "ReplaceSystemDisk",
    "ResizeDisk",
    "RunInstances",
    "StartInstances",
    "StopInstances",
    "TagResources",
    "UntagResources",
    "DescribeNothing",
];

/// An action, and a form of anything or of names and values a parser looks at.
fn inputs() -> impl Strategy<Value = Vec<u8>> {
    let bytes = || prop::collection::vec(any::<u8>(), 0..200);
    let names = prop::sample::select(NAMES.to_vec());
    let values = prop_oneof![
        prop::sample::select(VALUES.to_vec()).prop_map(str::to_owned),
        any::<i64>().prop_map(|number| number.to_string()),
        "\\PC{0,8}",
        "(%[0-9A-F]{2}){0,4}",
    ];
    let pairs = prop::collection::vec((names, values), 0..6);
    let form = pairs.prop_map(|pairs| {
        let pairs = pairs.iter().map(|(name, value)| format!("&{name}={value}"));
        format!("RegionId=cn-hangzhou{}", pairs.collect::<String>()).into_bytes()
    });
    let form = prop_oneof![3 => form, 1 => bytes()];
    let signed = (prop::sample::select(ACTIONS.to_vec()), form);
    let signed = signed.prop_map(|(action, form)| [action.as_bytes(), b"\n", &form].concat());
    prop_oneof![3 => signed, 1 => bytes()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn anything_is_answered(input in inputs()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        thread_local! { static CLIENT: Client = Client::small(); }
        CLIENT.with(|client| runtime.block_on(is_answered(client, &input)));
    }
}

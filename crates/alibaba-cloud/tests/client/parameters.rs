//! What the actions send: names that stand in the metadata, and values that arrive as they left.

use std::collections::{BTreeMap, BTreeSet};

use alibaba_cloud::ecs::{
    CreateImage, DescribeImages, DescribeSnapshots, ImageSource, ModifyImageSharePermission, ShareAccounts,
    TooManyAccounts,
};
use alibaba_cloud::signature::canonical_query;
use alibaba_cloud::{Action, Idempotency, Parameters};
use percent_encoding::percent_decode_str;
use proptest::prelude::*;

use crate::full::every_action;
use crate::full::instance_writes::run_instances;
use crate::full::reads::{describe_images, describe_snapshots, describe_vpcs};
use crate::full::writes::create_image;

fn snapshot_source() -> ImageSource {
    ImageSource::Snapshot {
        snapshot_id: "s-1".to_owned(),
    }
}

fn accounts(count: usize) -> Vec<String> {
    (1..=count).map(|number| number.to_string()).collect()
}

fn assert_documented<A: Action>(action: &A) {
    let metadata = include_str!("../data/parameter_names.json");
    let metadata: BTreeMap<String, BTreeSet<String>> = serde_json::from_str(metadata).unwrap();
    for name in action.parameters().names() {
        let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let parts = name.split('.').map(|part| if is_number(part) { "N" } else { part });
        let numbered = parts.collect::<Vec<_>>().join(".");
        let documented = &metadata[A::NAME];
        assert!(
            documented.contains(name) || documented.contains(&numbered),
            "{} has no parameter {name}",
            A::NAME
        );
    }
}

#[test]
fn every_parameter_name_stands_in_the_metadata_of_its_action() {
    macro_rules! check {
        ($name:ident, $action:expr) => {
            assert_documented(&$action)
        };
    }
    every_action!(check);
    assert_documented(&CreateImage {
        source: snapshot_source(),
        ..create_image()
    });
}

#[test]
fn no_action_waits_shorter_than_the_official_clients() {
    let official = include_str!("../data/official_read_timeouts.json");
    let official: BTreeMap<String, u64> = serde_json::from_str(official).unwrap();
    fn check<A: Action>(_: &A, official: &BTreeMap<String, u64>) {
        assert!(A::READ_TIMEOUT.as_secs() >= official[A::NAME].max(10), "{}", A::NAME);
    }
    macro_rules! check {
        ($name:ident, $action:expr) => {
            check(&$action, &official)
        };
    }
    every_action!(check);
}

#[test]
fn an_action_has_a_client_token_exactly_when_a_repetition_is_recognised_by_it() {
    fn check<A: Action>(action: &A) {
        let has_token = action.parameters().get("ClientToken").is_some();
        assert_eq!(has_token, A::IDEMPOTENCY == Idempotency::WithClientToken, "{}", A::NAME);
        let asks = ["Describe", "List", "Get", "AssumeRole"];
        let asks = asks.iter().any(|verb| A::NAME.starts_with(verb));
        assert_eq!(asks, A::IDEMPOTENCY == Idempotency::Read, "{}", A::NAME);
    }
    macro_rules! check {
        ($name:ident, $action:expr) => {
            check(&$action)
        };
    }
    every_action!(check);
}

#[test]
fn lists_and_parts_are_numbered_from_one() {
    let launch = run_instances().parameters();
    let table = [
        ("SecurityGroupIds.1", "one-1"),
        ("SecurityGroupIds.2", "two-2"),
        ("DataDisk.1.SnapshotId", "snapshot_id"),
        ("DataDisk.1.DeleteWithInstance", "true"),
        ("SystemDisk.Category", "category"),
        ("NetworkInterface.1.SecurityGroupIds.2", "two-2"),
        ("ImageOptions.LoginAsNonRoot", "true"),
        ("Tag.1.Key", "k"),
        ("Tag.1.Value", ""),
    ];
    for (name, value) in table {
        assert_eq!(launch.get(name), Some(value), "{name}");
    }
    assert!(launch.names().all(|name| !name.contains(".0")));
    let share = ModifyImageSharePermission {
        add_accounts: accounts(10).try_into().unwrap(),
        ..ModifyImageSharePermission::new("cn-hangzhou", "m-1")
    };
    assert_eq!(share.parameters().get("AddAccount.10"), Some("10"));
    assert_eq!(
        ShareAccounts::try_from(accounts(11)),
        Err(TooManyAccounts { count: 11 })
    );
    assert_eq!(describe_vpcs().parameters().get("VpcId"), Some("one-1,two-2"));
}

#[test]
fn snapshots_are_filtered_by_the_minute_they_were_made() {
    let parameters = describe_snapshots().parameters();
    assert_eq!(parameters.get("Filter.1.Key"), Some("CreationStartTime"));
    assert_eq!(parameters.get("Filter.1.Value"), Some("2026-01-02T03:04Z"));
    assert_eq!(parameters.get("Filter.2.Key"), Some("CreationEndTime"));
    let mut action = describe_snapshots();
    action.created_since = None;
    assert_eq!(action.parameters().get("Filter.1.Key"), None);
}

#[test]
fn images_are_asked_for_in_every_status_unless_told_otherwise() {
    let mut action = DescribeImages::new("cn-hangzhou");
    assert_eq!(
        action.parameters().get("Status"),
        Some("Creating,Waiting,Available,UnAvailable,CreateFailed,Deprecated")
    );
    assert_eq!(action.parameters().get("ImageOwnerAlias"), Some("self"));
    action.status = vec!["ALL".to_owned()];
    assert_eq!(action.parameters().get("Status"), Some("ALL"));
    action.status = vec!["Available".to_owned()];
    action.image_owner_alias = None;
    assert_eq!(action.parameters().get("Status"), Some("Available"));
    assert_eq!(action.parameters().get("ImageOwnerAlias"), None);
}

#[test]
fn ids_travel_as_a_json_array_or_a_comma_list_as_the_action_wants() {
    let snapshots = describe_snapshots().parameters();
    assert_eq!(snapshots.get("SnapshotIds"), Some(r#"["one-1","two-2"]"#));
    let images = describe_images().parameters();
    assert_eq!(images.get("ImageId"), Some("one-1,two-2"));
    let all = DescribeSnapshots::new("cn-hangzhou").parameters();
    assert_eq!(all.get("SnapshotIds"), None);
    assert_eq!(all.get("MaxResults"), Some("100"));
    assert_eq!(all.get("TotalCount"), None);
}

#[test]
fn an_image_has_one_form_of_source() {
    let mappings = create_image().parameters();
    assert_eq!(mappings.get("SnapshotId"), None);
    assert_eq!(mappings.get("DiskDeviceMapping.1.SnapshotId"), Some("s-1"));
    assert_eq!(mappings.get("DiskDeviceMapping.1.Size"), Some("40"));
    assert_eq!(mappings.get("ClientToken"), Some("client_token"));
    let single = CreateImage::new("cn-hangzhou", snapshot_source(), "token").parameters();
    assert_eq!(single.get("SnapshotId"), Some("s-1"));
    assert_eq!(single.get("DryRun"), None);
    assert!(single.names().all(|name| !name.starts_with("DiskDeviceMapping")));
}

#[test]
fn an_empty_tag_value_is_sent() {
    let created = create_image().parameters();
    assert_eq!(created.get("Tag.1.Value"), Some(""));
    let mut filtered = describe_images();
    assert_eq!(filtered.parameters().get("Tag.1.Value"), Some(""));
    filtered.tags[0].value = None;
    assert_eq!(filtered.parameters().get("Tag.1.Value"), None);
}

proptest! {
    #[test]
    fn any_parameters_arrive_as_they_left(
        pairs in prop::collection::btree_map("\\PC{1,12}|[&=%+ .]{1,4}", any::<String>(), 1..8)
    ) {
        let parameters: Parameters = pairs.clone().into_iter().collect();
        let query = canonical_query(&parameters);
        prop_assert!(query.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.~%&=".contains(&b)));
        let decode = |text: &str| percent_decode_str(text).decode_utf8().unwrap().into_owned();
        let arrived: Vec<(String, String)> = query
            .split('&')
            .map(|pair| pair.split_once('=').unwrap())
            .map(|(name, value)| (decode(name), decode(value)))
            .collect();
        let left: Vec<(String, String)> = pairs.into_iter().collect();
        prop_assert_eq!(arrived, left);
    }
}

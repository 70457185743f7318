//! What the actions send: names that stand in the metadata, and values that arrive as they left.

use std::collections::{BTreeMap, BTreeSet};

use alibaba_cloud::ecs::{
    CreateImage, DescribeDisks, DescribeImages, DescribeInstances, DescribeRegions, DescribeSnapshots, ImageSource,
    NewDisk, Tag, TagFilter,
};
use alibaba_cloud::signature::canonical_query;
use alibaba_cloud::sts::GetCallerIdentity;
use alibaba_cloud::{Action, Parameters};
use percent_encoding::percent_decode_str;
use proptest::prelude::*;

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn tag_filters() -> Vec<TagFilter> {
    let key = "k".to_owned();
    let value = Some(String::new());
    vec![TagFilter { key, value }]
}

fn full_snapshots() -> DescribeSnapshots {
    DescribeSnapshots {
        region_id: "cn-hangzhou".to_owned(),
        snapshot_ids: vec!["s-1".to_owned(), "s-2".to_owned()],
        disk_id: some("d-1"),
        instance_id: some("i-1"),
        snapshot_name: some("n"),
        status: some("all"),
        snapshot_type: some("user"),
        source_disk_type: some("system"),
        usage: some("none"),
        resource_group_id: some("rg-1"),
        tags: tag_filters(),
        next_token: some("t"),
    }
}

fn full_images() -> DescribeImages {
    DescribeImages {
        image_ids: vec!["m-1".to_owned(), "m-2".to_owned()],
        image_name: some("n"),
        snapshot_id: some("s-1"),
        tags: tag_filters(),
        resource_group_id: some("rg-1"),
        ..DescribeImages::new("cn-hangzhou")
    }
}

fn full_create_image() -> CreateImage {
    let disk = NewDisk {
        snapshot_id: some("s-1"),
        device: some("/dev/xvda"),
        size: Some(40),
        disk_type: some("system"),
    };
    let source = ImageSource::DiskDeviceMappings(vec![disk, NewDisk::default()]);
    CreateImage {
        image_name: some("n"),
        description: some("d"),
        image_family: some("f"),
        image_version: some("1"),
        platform: some("Aliyun"),
        architecture: some("x86_64"),
        boot_mode: some("UEFI"),
        detection_strategy: some("Standard"),
        imds_support: some("v2"),
        resource_group_id: some("rg-1"),
        tags: vec![Tag {
            key: "k".to_owned(),
            value: String::new(),
        }],
        dry_run: true,
        ..CreateImage::new("cn-hangzhou", source, "token")
    }
}

fn assert_documented<A: Action>(action: &A) {
    let metadata = include_str!("../data/parameter_names.json");
    let metadata: BTreeMap<String, BTreeSet<String>> = serde_json::from_str(metadata).unwrap();
    for (name, _) in action.parameters().iter() {
        let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let parts = name.split('.').map(|part| if is_number(part) { "N" } else { part });
        let documented = parts.collect::<Vec<_>>().join(".");
        assert!(
            metadata[A::NAME].contains(&documented),
            "{} has no parameter {name}",
            A::NAME
        );
    }
}

#[test]
fn every_parameter_name_stands_in_the_metadata_of_its_action() {
    let snapshot_id = "s-1".to_owned();
    assert_documented(&full_snapshots());
    assert_documented(&full_images());
    assert_documented(&full_create_image());
    assert_documented(&CreateImage {
        source: ImageSource::Snapshot { snapshot_id },
        ..full_create_image()
    });
    assert_documented(&DescribeRegions {
        accept_language: some("en-US"),
    });
    assert_documented(&DescribeDisks {
        region_id: "cn-hangzhou".to_owned(),
        disk_ids: vec!["d-1".to_owned()],
        instance_id: some("i-1"),
        disk_type: some("all"),
        next_token: some("t"),
    });
    assert_documented(&DescribeInstances {
        region_id: "cn-hangzhou".to_owned(),
        instance_ids: vec!["i-1".to_owned()],
        next_token: some("t"),
    });
    assert_documented(&GetCallerIdentity);
}

#[test]
fn images_are_asked_for_in_every_status_unless_told_otherwise() {
    let mut action = DescribeImages::new("cn-hangzhou");
    assert_eq!(
        action.parameters().get("Status"),
        Some("Creating,Waiting,Available,UnAvailable,CreateFailed,Deprecated")
    );
    assert_eq!(action.parameters().get("ImageOwnerAlias"), Some("self"));
    action.status = vec!["Available".to_owned()];
    action.image_owner_alias = None;
    assert_eq!(action.parameters().get("Status"), Some("Available"));
    assert_eq!(action.parameters().get("ImageOwnerAlias"), None);
}

#[test]
fn ids_travel_as_a_json_array_or_a_comma_list_as_the_action_wants() {
    let snapshots = full_snapshots().parameters();
    assert_eq!(snapshots.get("SnapshotIds"), Some(r#"["s-1","s-2"]"#));
    let images = full_images().parameters();
    assert_eq!(images.get("ImageId"), Some("m-1,m-2"));
    let all = DescribeSnapshots::new("cn-hangzhou").parameters();
    assert_eq!(all.get("SnapshotIds"), None);
    assert_eq!(all.get("MaxResults"), Some("100"));
    assert_eq!(all.get("TotalCount"), None);
}

#[test]
fn an_image_has_one_form_of_source() {
    let mappings = full_create_image().parameters();
    assert_eq!(mappings.get("SnapshotId"), None);
    assert_eq!(mappings.get("DiskDeviceMapping.1.SnapshotId"), Some("s-1"));
    assert_eq!(mappings.get("DiskDeviceMapping.1.Size"), Some("40"));
    assert_eq!(mappings.get("DiskDeviceMapping.2.SnapshotId"), None);
    assert_eq!(mappings.get("ClientToken"), Some("token"));
    let source = ImageSource::Snapshot {
        snapshot_id: "s-1".to_owned(),
    };
    let single = CreateImage::new("cn-hangzhou", source, "token").parameters();
    assert_eq!(single.get("SnapshotId"), Some("s-1"));
    assert_eq!(single.get("DryRun"), None);
    assert!(single.iter().all(|(name, _)| !name.starts_with("DiskDeviceMapping")));
}

#[test]
fn an_empty_tag_value_is_sent() {
    let created = full_create_image().parameters();
    assert_eq!(created.get("Tag.1.Value"), Some(""));
    let mut filtered = full_images();
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

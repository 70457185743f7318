//! The official sample replies, each decoded by its action.

use alibaba_cloud::ecs::{
    CreateImage, DescribeDisks, DescribeImages, DescribeInstances, DescribeRegions, DescribeSnapshots, ImageSource, Tag,
};
use alibaba_cloud::sts::GetCallerIdentity;
use alibaba_cloud::{Action, Idempotency, JsonObject, Parameters, Product, Reply, Unreadable};
use serde_json::Value;

use crate::full::{every_action, reads};
use crate::script::{Script, answer};

pub async fn decoded<A: Action>(action: &A, sample: &str) -> Reply<A::Response> {
    let script = Script::new([answer(200, sample)]);
    script.client().call(action).await.unwrap()
}

macro_rules! sample {
    ($action:literal) => {
        include_str!(concat!("../data/samples/", $action, ".json"))
    };
}

pub(crate) use sample;

pub fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[tokio::test]
async fn regions() {
    let reply = decoded(&DescribeRegions::default(), sample!("DescribeRegions")).await;
    assert_eq!(reply.request_id, "473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E");
    let region = &reply.body.regions[0];
    assert_eq!(region.region_id, "cn-qingdao-et2-bo1");
    assert_eq!(region.local_name, some("China (Qingdao)"));
    assert_eq!(region.region_endpoint, some("ecs.aliyuncs.com"));
    assert_eq!(region.status, some("available"));
}

#[tokio::test]
async fn snapshots() {
    let action = DescribeSnapshots::new("cn-hangzhou");
    let page = decoded(&action, sample!("DescribeSnapshots")).await.body;
    assert_eq!((page.snapshots.len(), page.skipped), (1, 0));
    assert_eq!(page.next_token, some("caeba0bbb2be03f84eb48b699f0a4883"));
    let snapshot = &page.snapshots[0];
    assert_eq!(snapshot.snapshot_id, "s-bp67acfmxazb4p****");
    assert_eq!(snapshot.snapshot_name, some("testSnapshotName"));
    assert_eq!(snapshot.status, some("accomplished"));
    assert_eq!(snapshot.progress, Some(100));
    assert_eq!(snapshot.source_disk_size, Some(40));
    assert_eq!(snapshot.source_disk_type, some("system"));
    assert_eq!(snapshot.remain_time, Some(38));
    assert_eq!(snapshot.retention_days, Some(30));
    assert_eq!(snapshot.available, Some(false));
    assert_eq!(snapshot.creation_time.unwrap().to_string(), "2020-08-20T14:52:28Z");
    assert_eq!(
        snapshot.tags,
        [Tag {
            key: "TestKey".to_owned(),
            value: "TestValue".to_owned()
        }]
    );
}

#[tokio::test]
async fn a_snapshot_keeps_every_field_the_cloud_sent() {
    let sample = sample!("DescribeSnapshots");
    let page = decoded(&DescribeSnapshots::new("cn-hangzhou"), sample).await.body;
    let sent: serde_json::Value = serde_json::from_str(sample).unwrap();
    let kept: serde_json::Value = serde_json::from_str(&page.snapshots[0].raw).unwrap();
    assert_eq!(kept, sent["Snapshots"]["Snapshot"][0]);
}

#[tokio::test]
async fn images() {
    let action = DescribeImages::new("cn-hangzhou");
    let page = decoded(&action, sample!("DescribeImages")).await.body;
    let image = &page.images[0];
    assert_eq!(image.image_id, "m-bp1g7004ksh0oeuc****");
    assert_eq!(image.status, "Available");
    assert_eq!(image.progress, Some(100));
    assert_eq!(image.is_self_shared, Some(true));
    assert_eq!(image.image_owner_id, some("1234567890"));
    assert_eq!(image.size, Some(60));
    assert_eq!(image.os_type, some("windows"));
    assert_eq!(image.tags[0].key, "DTS");
    let disk = &image.disk_device_mappings[0];
    assert_eq!(disk.size, Some(60));
    assert_eq!(disk.progress, Some(32));
    assert_eq!(disk.disk_type, some("system"));
    assert_eq!(disk.snapshot_id, some("s-bp17ot2q7x72ggtw****"));
    let detection = image.detection_options.as_ref().unwrap();
    assert_eq!(detection.items[0].risk_code, some("NVMe.NotInstalled"));
}

#[tokio::test]
async fn disks() {
    let action = DescribeDisks::new("cn-hangzhou");
    let page = decoded(&action, sample!("DescribeDisks")).await.body;
    let disk = &page.disks[0];
    assert_eq!(disk.disk_id, "d-bp18um4r4f2fve24****");
    assert_eq!(disk.instance_id, some("i-bp67acfmxazb4q****"));
    assert_eq!(disk.disk_type, some("system"));
    assert_eq!(disk.size, Some(60));
}

#[tokio::test]
async fn instances() {
    let action = DescribeInstances::new("cn-hangzhou");
    let page = decoded(&action, sample!("DescribeInstances")).await.body;
    let instance = &page.instances[0];
    assert_eq!(instance.instance_id, "i-bp67acfmxazb4p****");
    assert_eq!(instance.instance_name, some("InstanceNameTest"));
    assert_eq!(instance.os_type, some("linux"));
    assert_eq!(instance.os_name_en, some("CentOS  7.4 64 bit"));
    assert_eq!(instance.memory, Some(16_384));
    assert_eq!(instance.vpc_id, some("vpc-2zeuphj08tt7q3brd****"));
    // Instances tell their time without seconds.
    assert_eq!(instance.creation_time.unwrap().to_string(), "2017-12-10T04:04:00Z");
}

#[tokio::test]
async fn a_created_image() {
    let source = ImageSource::Snapshot {
        snapshot_id: "s-1".to_owned(),
    };
    let action = CreateImage::new("cn-hangzhou", source, "token");
    let reply = decoded(&action, sample!("CreateImage")).await;
    assert_eq!(reply.body.image_id, "m-bp146shijn7hujku****");
}

#[tokio::test]
async fn an_identity() {
    let identity = decoded(&GetCallerIdentity, sample!("GetCallerIdentity")).await.body;
    assert_eq!(identity.account_id, "196813200012****");
    assert_eq!(identity.identity_type, some("RAMUser"));
    assert_eq!(identity.arn, some("acs:ram::196813200012****:user/admin"));
}

fn samples() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/samples");
    let files = std::fs::read_dir(folder).unwrap();
    let sample = |file: std::fs::DirEntry| {
        let name = file.file_name().into_string().unwrap();
        let action = name.strip_suffix(".json").unwrap().to_owned();
        (action, std::fs::read_to_string(file.path()).unwrap())
    };
    files.map(|file| sample(file.unwrap())).collect()
}

#[tokio::test]
async fn every_action_decodes_its_sample() {
    let samples: std::collections::BTreeMap<_, _> = samples().into_iter().collect();
    async fn check<A: Action>(action: &A, sample: &str) {
        let script = Script::new([answer(200, sample)]);
        let reply = script.client().call(action).await;
        assert!(reply.is_ok(), "{}: {:?}", A::NAME, reply.err());
        assert!(!reply.unwrap().request_id.is_empty(), "{}", A::NAME);
    }
    macro_rules! check {
        ($name:ident, $action:expr) => {{
            let action = $action;
            check(&action, &samples[name_of(&action)]).await
        }};
    }
    every_action!(check);
}

fn name_of<A: Action>(_: &A) -> &'static str {
    A::NAME
}

/// Any reply at all.
struct Anything;

impl Action for Anything {
    type Response = Value;

    const NAME: &'static str = "Anything";
    const VERSION: &'static str = "2014-05-26";
    const PRODUCT: Product = Product::Ecs;
    const IDEMPOTENCY: Idempotency = Idempotency::Read;
    const READ_TIMEOUT: std::time::Duration = std::time::Duration::from_secs(10);

    fn region_id(&self) -> Option<&str> {
        None
    }

    fn parameters(&self) -> Parameters {
        Parameters::new()
    }

    fn decode(reply: &JsonObject) -> Result<Value, Unreadable> {
        Ok(serde_json::to_value(reply).unwrap())
    }
}

#[tokio::test]
async fn every_sample_arrives_as_it_is() {
    let samples = samples();
    assert!(samples.len() > 50);
    for (name, sample) in samples {
        let reply = decoded(&Anything, &sample).await;
        let expected: Value = serde_json::from_str(&sample).unwrap();
        assert_eq!(reply.body, expected, "{name}");
    }
}

#[tokio::test]
async fn groups_chains_and_usage_of_snapshots() {
    let page = decoded(&reads::describe_snapshot_groups(), sample!("DescribeSnapshotGroups"))
        .await
        .body;
    let group = &page.snapshot_groups[0];
    assert_eq!(group.snapshot_group_id, "ssg-j6ciyh3k52qp7ovm****");
    assert_eq!(group.progress_status, some("null"));
    assert_eq!(group.tags[0].key, "TestKey");
    assert_eq!(group.snapshots[0].source_disk_type, some("system"));
    assert_eq!(group.snapshots[0].progress, Some(100));
    let page = decoded(&reads::describe_snapshot_links(), sample!("DescribeSnapshotLinks"))
        .await
        .body;
    assert_eq!(page.snapshot_links[0].total_size, Some(2_097_152));
    assert_eq!(page.next_token, None);
    let usage = decoded(&reads::describe_snapshots_usage(), sample!("DescribeSnapshotsUsage"))
        .await
        .body;
    assert_eq!((usage.snapshot_count, usage.snapshot_size), (5, Some(122)));
}

#[tokio::test]
async fn what_can_be_made_where_and_for_how_much() {
    let zones = decoded(&reads::describe_zones(), sample!("DescribeZones")).await.body;
    assert_eq!(zones.zones[0].instance_types, ["ecs.g6.xlarge"]);
    let available = decoded(
        &reads::describe_available_resource(),
        sample!("DescribeAvailableResource"),
    )
    .await;
    let zone = &available.body.available_zones[0];
    let choice = &zone.available_resources[0].supported_resources[0];
    assert_eq!((choice.value.as_str(), choice.max), ("ecs.d1ne.xlarge", Some(2_048)));
    let types = decoded(&reads::describe_instance_types(), sample!("DescribeInstanceTypes"))
        .await
        .body;
    assert_eq!(types.instance_types[0].memory_size, Some(16.0));
    assert_eq!(types.instance_types[0].supported_boot_modes, ["BIOS"]);
    let price = decoded(&reads::describe_price(), sample!("DescribePrice")).await.body;
    assert_eq!((price.trade_price, price.currency), (some("3712.8"), some("CNY")));
    assert_eq!(price.details[0].resource, "instance");
}

#[tokio::test]
async fn shares_families_and_tasks() {
    let shares = reads::describe_image_share_permission();
    let page = decoded(&shares, sample!("DescribeImageSharePermission")).await.body;
    assert_eq!(page.accounts[0].aliyun_id, "123456****");
    assert_eq!(page.share_groups, ["all"]);
    let family = decoded(&reads::describe_image_from_family(), sample!("DescribeImageFromFamily")).await;
    assert_eq!(family.body.image.unwrap().image_id, "m-bp1g7004ksh0oeuc****");
    let task = decoded(&reads::describe_task_attribute(), sample!("DescribeTaskAttribute"))
        .await
        .body;
    assert_eq!(
        (task.task.task_id.as_str(), task.task_process),
        ("t-ce946ntx4wr****", Some(100))
    );
    assert_eq!(task.task.support_cancel, Some(true));
    assert_eq!(task.operations[0].related_items[0].0, "OSSObject");
}

#[tokio::test]
async fn an_empty_family_is_no_error() {
    for image in [r#""""#, "{}", "null"] {
        let body = format!(r#"{{"RequestId":"R","Image":{image}}}"#);
        let family = decoded(&reads::describe_image_from_family(), &body).await.body;
        assert_eq!(family.image, None);
    }
}

#[tokio::test]
async fn networks_groups_and_aliases() {
    let vpcs = decoded(&reads::describe_vpcs(), sample!("DescribeVpcs")).await.body;
    assert_eq!(vpcs.vpcs[0].owner_id, some("253460731706911260"));
    assert_eq!(vpcs.vpcs[0].v_switch_ids, ["vsw-bp1nhbnpv2blyz8dl****"]);
    let switches = decoded(&reads::describe_v_switches(), sample!("DescribeVSwitches"))
        .await
        .body;
    assert_eq!(switches.v_switches[0].available_ip_address_count, Some(1));
    let groups = decoded(&reads::list_resource_groups(), sample!("ListResourceGroups"))
        .await
        .body;
    assert_eq!(groups.resource_groups[0].id, "rg-9gLOoK****");
    assert_eq!(groups.resource_groups[0].tags[0].value, "v1");
    let aliases = decoded(&reads::list_aliases(), sample!("ListAliases")).await.body;
    assert_eq!(aliases.aliases[0].alias_name, "alias/ExampleAlias1");
    let security = decoded(&reads::describe_security_groups(), sample!("DescribeSecurityGroups"))
        .await
        .body;
    assert_eq!(security.security_groups[0].service_managed, Some(false));
}

#[tokio::test]
async fn an_assumed_role_has_credentials_that_end_and_are_not_printed() {
    let role = decoded(&reads::assume_role(), sample!("AssumeRole")).await.body;
    assert_eq!(role.expiration.to_string(), "2015-04-09T11:52:19Z");
    assert!(role.credentials.security_token.is_some());
    let printed = format!("{role:?}");
    assert!(!printed.contains("wyLTSmsy") && !printed.contains("a4aBSCSJVMuKg5U1"));
}

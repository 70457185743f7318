//! The official sample replies, each decoded by its action.

use alibaba_cloud::ecs::{
    CreateImage, DescribeDisks, DescribeImages, DescribeInstances, DescribeRegions, DescribeSnapshots, ImageSource, Tag,
};
use alibaba_cloud::sts::GetCallerIdentity;
use alibaba_cloud::{Action, Reply};

use crate::script::{Script, answer};

async fn decoded<A: Action>(action: &A, sample: &str) -> Reply<A::Response> {
    let script = Script::new([answer(200, sample)]);
    script.client().call(action).await.unwrap()
}

macro_rules! sample {
    ($action:literal) => {
        include_str!(concat!("../data/samples/", $action, ".json"))
    };
}

fn some(text: &str) -> Option<String> {
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
    assert_eq!(disk.device, some("/dev/xvdb"));
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

//! Instances of an image, and what they hold.

use alibaba_cloud::ecs::{
    CreateImage, CreateSnapshot, DeleteImage, DescribeDisks, DescribeImages, DescribeInstanceStatus, DescribeInstances,
    DescribeSecurityGroups, ImageSource, ReplaceSystemDisk, RunInstances, StartInstances, StopInstances,
};

use crate::cloud::{Cloud, Connection, HANGZHOU};

pub async fn three_of_an_image(connection: Connection) {
    let cloud = Cloud::small(connection).await;
    let asked = what_to_run(&cloud).await;
    let image_id = asked.image_id.clone().unwrap();
    let dry = RunInstances {
        dry_run: true,
        amount: Some(1),
        client_token: "run-dry".to_owned(),
        ..asked.clone()
    };
    cloud.refused("DryRunOperation", &dry).await;
    let of_no_type = RunInstances {
        instance_type: "ecs.none".to_owned(),
        client_token: "run-none".to_owned(),
        ..asked.clone()
    };
    cloud
        .refused("InvalidInstanceType.ValueNotSupported", &of_no_type)
        .await;
    let instance_ids = cloud.call(&asked).await.instance_ids;
    assert_eq!(instance_ids.len(), 3);
    assert_eq!(
        cloud.call(&asked).await.instance_ids,
        instance_ids,
        "the same token, the same instances"
    );
    assert_eq!(statuses(&cloud, &instance_ids).await, ["Pending"; 3]);
    cloud.advance(120);
    assert_eq!(statuses(&cloud, &instance_ids).await, ["Running"; 3]);
    cloud
        .refused("ImageUsingByInstance", &DeleteImage::new(HANGZHOU, &image_id))
        .await;
    let disk_id = image_of_its_disk(&cloud, &instance_ids[0]).await;
    let replace = ReplaceSystemDisk::new(HANGZHOU, &instance_ids[0], &image_id, "replace-token");
    cloud.refused("IncorrectInstanceStatus", &replace).await;
    cloud.call(&StopInstances::new(HANGZHOU, instance_ids.clone())).await;
    cloud.advance(120);
    assert_eq!(statuses(&cloud, &instance_ids).await, ["Stopped"; 3]);
    assert_ne!(cloud.call(&replace).await.disk_id, disk_id);
    cloud.advance(90);
    cloud.call(&StartInstances::new(HANGZHOU, instance_ids.clone())).await;
    cloud.advance(120);
    assert_eq!(statuses(&cloud, &instance_ids).await, ["Running"; 3]);
}

async fn what_to_run(cloud: &Cloud) -> RunInstances {
    let groups = cloud.call(&DescribeSecurityGroups::new(HANGZHOU)).await.security_groups;
    let mut images = DescribeImages::new(HANGZHOU);
    images.image_name = Some("web-gw-base".to_owned());
    let image = cloud.call(&images).await.images.remove(0);
    let instance = cloud.call(&DescribeInstances::new(HANGZHOU)).await.instances.remove(0);
    let mut asked = RunInstances::new(HANGZHOU, "ecs.g7.large", "run-token");
    asked.image_id = Some(image.image_id);
    asked.security_group_id = Some(groups[0].security_group_id.clone());
    asked.v_switch_id = instance.v_switch_id;
    asked.instance_name = Some("conformance".to_owned());
    asked.unique_suffix = true;
    asked.amount = Some(3);
    asked
}

async fn statuses(cloud: &Cloud, instance_ids: &[String]) -> Vec<String> {
    let mut asked = DescribeInstanceStatus::new(HANGZHOU);
    asked.instance_ids = instance_ids.to_vec();
    let rows = cloud.call(&asked).await.instance_statuses;
    rows.into_iter().map(|row| row.status.unwrap()).collect()
}

/// Takes a snapshot of the system disk and makes an image of it, once it is done; the disk.
async fn image_of_its_disk(cloud: &Cloud, instance_id: &str) -> String {
    let mut disks = DescribeDisks::new(HANGZHOU);
    disks.instance_id = Some(instance_id.to_owned());
    let disk = cloud.call(&disks).await.disks.remove(0);
    let mut snapshot = CreateSnapshot::new(HANGZHOU, &disk.disk_id, "snapshot-token");
    snapshot.snapshot_name = Some("conformance-snapshot".to_owned());
    let snapshot_id = cloud.call(&snapshot).await.snapshot_id;
    let mut image = CreateImage::new(HANGZHOU, ImageSource::Snapshot { snapshot_id }, "image-token");
    image.image_name = Some("conformance-2".to_owned());
    cloud.refused("InvalidSnapshotId.NotReady", &image).await;
    cloud.advance(600);
    cloud.call(&image).await;
    disk.disk_id
}

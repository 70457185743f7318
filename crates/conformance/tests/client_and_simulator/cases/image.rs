//! An image from its creation to its deletion.

use alibaba_cloud::Action as _;
use alibaba_cloud::ecs::{
    CancelCopyImage, CopyImage, CreateImage, DeleteImage, DeleteSnapshot, DescribeImageSharePermission, DescribeImages,
    Image, ImageSource, ModifyImageAttribute, ModifyImageSharePermission, NewDisk, Tag,
};

use super::listing::snapshots;
use crate::cloud::{Cloud, Connection, HANGZHOU, SINGAPORE};

const EVERY_STATUS: [&str; 6] = [
    "Creating",
    "Waiting",
    "Available",
    "UnAvailable",
    "CreateFailed",
    "Deprecated",
];

async fn image(cloud: &Cloud, region_id: &str, image_id: &str) -> Image {
    let mut asked = DescribeImages::new(region_id);
    asked.image_ids = vec![image_id.to_owned()];
    asked.status = EVERY_STATUS.map(str::to_owned).to_vec();
    let mut page = cloud.call(&asked).await;
    assert_eq!(page.images.len(), 1, "{image_id}");
    page.images.remove(0)
}

/// Polls until the image is there, half a minute of the simulated cloud at a time; the number of polls.
async fn available(cloud: &Cloud, region_id: &str, image_id: &str) -> usize {
    let mut percent = 0;
    for polls in 0..400 {
        let seen = image(cloud, region_id, image_id).await;
        if seen.status == "Available" {
            return polls;
        }
        assert!(
            ["Creating", "Waiting"].contains(&seen.status.as_str()),
            "{}",
            seen.status
        );
        let progress = seen.progress.unwrap();
        assert!(progress >= percent, "{progress} after {percent}");
        percent = progress;
        cloud.advance(30);
    }
    panic!("{image_id} does not become available");
}

pub async fn from_two_snapshots_to_its_end(connection: Connection) {
    let cloud = Cloud::small(connection).await;
    let data_snapshot_id = &newest_snapshot(&cloud, "erp-db-01-data1-").await;
    let image_id = &create(&cloud, data_snapshot_id).await;
    let copy_id = &copy(&cloud, image_id).await;
    share(&cloud, image_id).await;
    retire(&cloud, image_id, data_snapshot_id).await;
    let copy = image(&cloud, SINGAPORE, copy_id).await;
    assert_eq!(copy.status, "Available", "the copy lives on");
}

async fn newest_snapshot(cloud: &Cloud, prefix: &str) -> String {
    let (rows, _) = snapshots(cloud, HANGZHOU).await;
    let named = |name: &Option<String>| name.as_ref().is_some_and(|name| name.starts_with(prefix));
    rows.into_iter()
        .find(|row| named(&row.snapshot_name))
        .unwrap()
        .snapshot_id
}

async fn create(cloud: &Cloud, data_snapshot_id: &str) -> String {
    let system_snapshot_id = newest_snapshot(cloud, "erp-db-01-sys-").await;
    let disk = |snapshot_id: &str| NewDisk {
        snapshot_id: Some(snapshot_id.to_owned()),
        ..NewDisk::default()
    };
    let disks = vec![disk(&system_snapshot_id), disk(data_snapshot_id)];
    let mut asked = CreateImage::new(HANGZHOU, ImageSource::DiskDeviceMappings(disks), "conformance-token");
    asked.image_name = Some("conformance-1".to_owned());
    asked.tags = vec![Tag {
        key: "made by".to_owned(),
        value: "conformance & more".to_owned(),
    }];
    let dry = CreateImage {
        dry_run: true,
        client_token: "conformance-dry".to_owned(),
        ..asked.clone()
    };
    cloud.refused("DryRunOperation", &dry).await;
    let image_id = cloud.call(&asked).await.image_id;
    let again = cloud.call(&asked).await.image_id;
    assert_eq!(again, image_id, "the same token gives the same image");
    "conformance-other-token".clone_into(&mut asked.client_token);
    cloud.refused("InvalidImageName.Duplicated", &asked).await;
    let mut delete = DeleteSnapshot::new(HANGZHOU, data_snapshot_id);
    delete.force = true;
    cloud.refused("SnapshotCreatedImage", &delete).await;
    assert!(available(cloud, HANGZHOU, &image_id).await > 1, "it takes its time");
    let made = image(cloud, HANGZHOU, &image_id).await;
    assert_eq!(made.disk_device_mappings.len(), 2);
    assert_eq!(made.tags, asked.tags);
    image_id
}

async fn copy(cloud: &Cloud, image_id: &str) -> String {
    let asked = |name: &str| {
        let mut copy = CopyImage::new(HANGZHOU, image_id, SINGAPORE, format!("token-of-{name}"));
        copy.destination_image_name = Some(name.to_owned());
        copy
    };
    let dry = CopyImage {
        dry_run: true,
        ..asked("conformance-dry")
    };
    cloud.refused("DryRunOperation", &dry).await;
    let copy_id = cloud.call(&asked("conformance-copy")).await.image_id;
    let again = cloud.call(&asked("conformance-copy")).await.image_id;
    assert_eq!(again, copy_id, "the same token gives the same copy");
    let same_name = CopyImage {
        client_token: "another-token".to_owned(),
        ..asked("conformance-copy")
    };
    cloud.refused("InvalidImageName.Duplicated", &same_name).await;
    cloud
        .refused("OperationDenied.ImageCopying", &DeleteImage::new(SINGAPORE, &copy_id))
        .await;
    available(cloud, SINGAPORE, &copy_id).await;
    assert_eq!(image(cloud, SINGAPORE, &copy_id).await.is_copied, Some(true));
    cloud
        .refused("IncorrectImageStatus", &CancelCopyImage::new(SINGAPORE, &copy_id))
        .await;
    copy_id
}

async fn shared(cloud: &Cloud, image_id: &str) -> Vec<String> {
    let page = cloud.call(&DescribeImageSharePermission::new(HANGZHOU, image_id)).await;
    let mut accounts: Vec<_> = page.accounts.into_iter().map(|share| share.aliyun_id).collect();
    accounts.sort();
    accounts
}

/// Shares with twelve accounts, finds out that nothing shared can go, and takes it back.
async fn share(cloud: &Cloud, image_id: &str) {
    let accounts: Vec<_> = (0..12).map(|number| format!("18000000000001{number:02}")).collect();
    let mut asked = ModifyImageSharePermission::new(HANGZHOU, image_id);
    asked.add_accounts = accounts[..10].to_vec().try_into().unwrap();
    // The client refuses to build such a request, so the rest is added to its data.
    let mut request = asked.request();
    request.parameters.set_repeated("AddAccount", &accounts);
    cloud
        .client
        .send(&request, ModifyImageSharePermission::decode)
        .await
        .unwrap();
    assert_eq!(
        shared(cloud, image_id).await,
        accounts[..10],
        "only the first ten of a call are read"
    );
    asked.add_accounts = accounts[10..].to_vec().try_into().unwrap();
    cloud.call(&asked).await;
    assert_eq!(shared(cloud, image_id).await, accounts);
    cloud.refused("ImageUseShared", &deprecation(image_id)).await;
    cloud
        .refused("ImageUseShared", &DeleteImage::new(HANGZHOU, image_id))
        .await;
    for some in accounts.chunks(10) {
        let mut taken_back = ModifyImageSharePermission::new(HANGZHOU, image_id);
        taken_back.remove_accounts = some.to_vec().try_into().unwrap();
        cloud.call(&taken_back).await;
    }
    assert!(shared(cloud, image_id).await.is_empty());
}

fn deprecation(image_id: &str) -> ModifyImageAttribute {
    let mut asked = ModifyImageAttribute::new(HANGZHOU, image_id);
    asked.status = Some("Deprecated".to_owned());
    asked
}

async fn retire(cloud: &Cloud, image_id: &str, data_snapshot_id: &str) {
    cloud.call(&deprecation(image_id)).await;
    assert_eq!(image(cloud, HANGZHOU, image_id).await.status, "Deprecated");
    let mut late = CopyImage::new(HANGZHOU, image_id, SINGAPORE, "late-token");
    late.destination_image_name = Some("of-a-deprecated-one".to_owned());
    cloud.refused("IncorrectImageStatus", &late).await;
    cloud.call(&DeleteImage::new(HANGZHOU, image_id)).await;
    cloud
        .refused("InvalidImageId.NotFound", &DeleteImage::new(HANGZHOU, image_id))
        .await;
    cloud.call(&DeleteSnapshot::new(HANGZHOU, data_snapshot_id)).await;
    cloud
        .refused(
            "InvalidSnapshotId.NotFound",
            &DeleteSnapshot::new(HANGZHOU, data_snapshot_id),
        )
        .await;
}

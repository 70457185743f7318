//! The image check: when it runs, what it finds, and the tags of what passes.

use serde_json::{Value, json};
use simulator::Scenario;

use crate::client::{Client, EPOCH, HANGZHOU};

const PASSED: &str = "acs:ecs:image:osVersion";

/// An image of the named snapshot that asks for the check, and is Available.
async fn available(client: &Client, region_id: &str, snapshot: &str) -> String {
    let snapshot = client.id_of(region_id, snapshot).await;
    let own = [
        ("RegionId", region_id),
        ("SnapshotId", snapshot.as_str()),
        ("DetectionStrategy", "Standard"),
    ];
    let made = client.call("CreateImage", &own).await;
    let image_id = made.body["ImageId"].as_str().unwrap().to_owned();
    let own = [("RegionId", region_id), ("ImageId", image_id.as_str())];
    for _ in 0..60 {
        if !client.call("DescribeImages", &own).await.rows("Images").is_empty() {
            return image_id;
        }
        client.advance_minutes(1);
    }
    panic!("{image_id} never became Available");
}

async fn image(client: &Client, region_id: &str, image_id: &str) -> Value {
    let own = [("RegionId", region_id), ("ImageId", image_id)];
    client.call("DescribeImages", &own).await.rows("Images").remove(0)
}

/// Name, level and code of what the check found to be a risk.
fn risks(image: &Value) -> Vec<[Value; 3]> {
    let items = image["DetectionOptions"]["Items"]["Item"].as_array().unwrap();
    items
        .iter()
        .filter(|item| item.get("RiskLevel").is_some())
        .map(|item| ["Name", "RiskLevel", "RiskCode"].map(|name| item[name].clone()))
        .collect()
}

#[tokio::test]
async fn an_image_is_checked_once_it_is_available_and_the_check_finds_what_it_finds() {
    let client = Client::small();
    let shenzhen = "cn-shenzhen";
    for (region_id, snapshot, expected, passes) in [
        (HANGZHOU, "erp-db-01-sys-1123", vec![], true),
        (
            HANGZHOU,
            "app-node-base-v12",
            vec![[json!("CloudInit"), json!("Medium"), json!("CloudInit.NotInstalled")]],
            true,
        ),
        (
            HANGZHOU,
            "erp-db-00-final-sys",
            vec![
                [json!("Nvme"), json!("High"), json!("NVMe.NotInstalled")],
                [json!("Selinux"), json!("Medium"), json!("Selinux.Enabled")],
                [
                    json!("KernelLivePatch"),
                    json!("Low"),
                    json!("KernelLivePatch.EndOfLife"),
                ],
            ],
            false,
        ),
    ] {
        let image_id = available(&client, region_id, snapshot).await;
        let checked = image(&client, region_id, &image_id).await;
        assert_eq!(checked["DetectionOptions"]["Status"], "Processing", "{snapshot}");
        assert_eq!(risks(&checked), Vec::<[Value; 3]>::new());
        assert!(!checked["Tags"].to_string().contains(PASSED));
        client.advance_minutes(4);
        let checked = image(&client, region_id, &image_id).await;
        assert_eq!(checked["Status"], "Available", "a finding does not fail the image");
        assert_eq!(checked["DetectionOptions"]["Status"], "Finished", "{snapshot}");
        assert_eq!(risks(&checked), expected, "{snapshot}");
        assert_eq!(checked["Tags"].to_string().contains(PASSED), passes, "{snapshot}");
    }
    let encrypted = available(&client, shenzhen, "财务系统-月结前").await;
    client.advance_minutes(10);
    assert!(
        image(&client, shenzhen, &encrypted)
            .await
            .get("DetectionOptions")
            .is_none()
    );
}

#[tokio::test]
async fn the_check_is_as_fast_as_everything_else() {
    let client = Client::of(Scenario::small(7, EPOCH.parse().unwrap()).with_pace(60.0));
    let image_id = available(&client, HANGZHOU, "erp-db-01-sys-1123").await;
    client.clock.advance(std::time::Duration::from_secs(4));
    let checked = image(&client, HANGZHOU, &image_id).await;
    assert_eq!(checked["DetectionOptions"]["Status"], "Finished");
}

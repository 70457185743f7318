//! The instance of a scenario that is worth copying, and those that run an older image.

use serde_json::{Value, json};
use simulator::Scenario;

use crate::client::{Client, EPOCH, HANGZHOU};
use crate::launching::{disks, instance, text};

async fn named(client: &Client, name: &str) -> Value {
    let rows = client
        .ecs("DescribeInstances", &[("InstanceName", name)])
        .await
        .rows("Instances");
    assert_eq!(rows.len(), 1, "instances named {name}");
    let id = text(&rows[0]["InstanceId"]).to_owned();
    instance(client, &id).await
}

#[tokio::test]
async fn the_portal_has_every_attribute_and_an_image_of_its_three_disks() {
    let fleet = Scenario::fleet(7, EPOCH.parse().unwrap());
    for client in [Client::small(), Client::of(fleet)] {
        let row = named(&client, "portal-01").await;
        let id = text(&row["InstanceId"]);
        assert_eq!(
            (&row["Status"], &row["InstanceChargeType"]),
            (&"Running".into(), &"PostPaid".into())
        );
        assert_eq!(row["KeyPairName"], "operations");
        assert_eq!(row["SecurityGroupIds"]["SecurityGroupId"].as_array().unwrap().len(), 2);
        assert_eq!(row["PublicIpAddress"]["IpAddress"], json!([]));
        assert_eq!(row["Tags"]["Tag"].as_array().unwrap().len(), 3);
        assert_eq!(row["MetadataOptions"]["HttpTokens"], "required");
        let data = client.ecs("DescribeUserData", &[("InstanceId", id)]).await;
        assert_ne!(data.body["UserData"], "");
        let list = json!([id]).to_string();
        let role = client.ecs("DescribeInstanceRamRole", &[("InstanceIds", &list)]).await;
        assert_eq!(
            role.body["InstanceRamRoleSets"]["InstanceRamRoleSet"][0]["RamRoleName"],
            "app-server-role"
        );
        let rows = disks(&client, id).await;
        let classes: Vec<_> = rows
            .iter()
            .map(|row| json!([row["Category"], row["PerformanceLevel"], row["DeleteWithInstance"]]))
            .collect();
        assert_eq!(
            classes,
            [
                json!(["cloud_essd", "PL0", true]),
                json!(["cloud_essd", "PL1", false]),
                json!(["cloud_auto", null, false])
            ]
        );
        let image = client.image_named(HANGZHOU, "portal-golden").await;
        let mappings = image["DiskDeviceMappings"]["DiskDeviceMapping"].as_array().unwrap();
        assert_eq!((mappings.len(), &image["Status"]), (3, &"Available".into()));
        for (mapping, disk) in mappings.iter().zip(&rows) {
            let ids = json!([mapping["SnapshotId"]]).to_string();
            let snapshots = client
                .ecs("DescribeSnapshots", &[("SnapshotIds", &ids)])
                .await
                .rows("Snapshots");
            assert_eq!(snapshots[0]["SourceDiskId"], disk["DiskId"]);
        }
        let switches = client.ecs("DescribeVSwitches", &[]).await.rows("VSwitches");
        assert!(switches.len() > 1 && switches[0]["ZoneId"] != switches[1]["ZoneId"]);
    }
}

#[tokio::test]
async fn five_instances_run_an_older_image_of_a_family_and_some_have_no_snapshots() {
    let client = Client::small();
    let older = client.image_named(HANGZHOU, "app-node-base-v13").await;
    let newest = client
        .ecs("DescribeImageFromFamily", &[("ImageFamily", "app-node-base")])
        .await;
    let newest = &newest.body["Image"];
    assert_eq!(newest["ImageName"], "app-node-base-v14");
    assert_eq!(
        newest["DiskDeviceMappings"]["DiskDeviceMapping"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    for number in 1..=5 {
        let row = named(&client, &format!("app-node-0{number}")).await;
        assert_eq!(
            (&row["ImageId"], &row["Status"]),
            (&older["ImageId"], &"Running".into())
        );
    }
    let row = named(&client, "scratch-01").await;
    let rows = disks(&client, text(&row["InstanceId"])).await;
    assert_eq!(rows.len(), 2);
    for disk in rows {
        let own = [("DiskId", text(&disk["DiskId"]))];
        assert!(client.ecs("DescribeSnapshots", &own).await.rows("Snapshots").is_empty());
    }
}

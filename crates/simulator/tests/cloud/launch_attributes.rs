//! A launch keeps what was asked for, and every attribute can be read again.

use serde_json::json;
use simulator::{DefaultDataCategory, DeviceNaming, InstanceQuestions};

use crate::client::Client;
use crate::launching::{base, disks, ids, instance, run, with};

#[tokio::test]
async fn every_attribute_of_an_instance_is_kept() {
    let client = Client::small();
    let base = base(&client, "app-node-base-v14").await;
    let more = [
        ("InstanceName", "copy-01"),
        ("HostName", "copy-01.internal"),
        ("Description", "A copy of the source"),
        ("InternetChargeType", "PayByBandwidth"),
        ("InternetMaxBandwidthOut", "20"),
        ("InternetMaxBandwidthIn", "15"),
        ("KeyPairName", "operations"),
        ("RamRoleName", "darkroom-reader"),
        ("UserData", "IyEvYmluL3NoCnNlY3JldA=="),
        ("Tag.1.Key", "env"),
        ("Tag.1.Value", "test"),
        ("DeletionProtection", "true"),
        ("HttpTokens", "required"),
        ("HttpPutResponseHopLimit", "3"),
        ("CpuOptions.Core", "1"),
        ("CpuOptions.ThreadsPerCore", "1"),
        ("CpuOptions.TopologyType", "DiscreteCoreToHTMapping"),
        ("CreditSpecification", "Standard"),
    ];
    let made = run(&client, &base, &more).await;
    let id = ids(&made).remove(0);
    let row = instance(&client, &id).await;
    for (name, value) in [
        ("InstanceName", json!("copy-01")),
        ("HostName", json!("copy-01.internal")),
        ("Description", json!("A copy of the source")),
        ("InternetChargeType", json!("PayByBandwidth")),
        ("InternetMaxBandwidthOut", json!(20)),
        ("InternetMaxBandwidthIn", json!(15)),
        ("KeyPairName", json!("operations")),
        ("DeletionProtection", json!(true)),
        ("InstanceChargeType", json!("PostPaid")),
        ("CreditSpecification", json!("Standard")),
        ("Tags", json!({ "Tag": [{ "TagKey": "env", "TagValue": "test" }] })),
        (
            "MetadataOptions",
            json!({ "HttpEndpoint": "enabled", "HttpTokens": "required", "HttpPutResponseHopLimit": 3 }),
        ),
        (
            "CpuOptions",
            json!({ "CoreCount": 1, "ThreadsPerCore": 1, "Numa": "ON", "TopologyType": "DiscreteCoreToHTMapping" }),
        ),
    ] {
        assert_eq!(row[name], value, "{name}");
    }
    assert_eq!(row["PublicIpAddress"]["IpAddress"].as_array().unwrap().len(), 1);
    assert_eq!(row["EipAddress"]["AllocationId"], "");
    let plain = client
        .ecs("DescribeInstances", &[("InstanceName", "copy-01")])
        .await
        .rows("Instances");
    assert!(
        plain[0].get("MetadataOptions").is_none(),
        "asked for by AdditionalAttributes only"
    );

    let data = client.ecs("DescribeUserData", &[("InstanceId", &id)]).await;
    assert_eq!(data.body["UserData"], "IyEvYmluL3NoCnNlY3JldA==");
    let entries = serde_json::to_string(&client.simulator.ledger()).unwrap();
    assert!(
        !entries.contains("IyEvYmluL3NoCnNlY3JldA"),
        "the ledger is no place for user data"
    );
    let list = json!([id]).to_string();
    let roles = client.ecs("DescribeInstanceRamRole", &[("InstanceIds", &list)]).await;
    assert_eq!(
        roles.body["InstanceRamRoleSets"]["InstanceRamRoleSet"],
        json!([{ "InstanceId": id, "RamRoleName": "darkroom-reader" }])
    );
    let interfaces = client.ecs("DescribeNetworkInterfaces", &[("InstanceId", &id)]).await;
    let interface = &interfaces.rows("NetworkInterfaceSets")[0];
    assert_eq!(
        (&interface["Type"], &interface["PrivateIpAddress"]),
        (
            &"Primary".into(),
            &row["VpcAttributes"]["PrivateIpAddress"]["IpAddress"][0]
        )
    );
    assert_eq!(interface["SecurityGroupIds"], row["SecurityGroupIds"]);
    let attribute = client.ecs("DescribeInstanceAttribute", &[("InstanceId", &id)]).await;
    assert_eq!(attribute.body["EnableJumboFrame"], true);

    let bare = ids(&run(&client, &base, &[]).await).remove(0);
    let row = instance(&client, &bare).await;
    assert_eq!(row["PublicIpAddress"]["IpAddress"], json!([]));
    assert_eq!(row["InternetMaxBandwidthOut"], 0);
    assert_ne!(row["HostName"], row["InstanceName"]);
    let data = client.ecs("DescribeUserData", &[("InstanceId", &bare)]).await;
    assert_eq!(data.body["UserData"], "");
}

#[tokio::test]
async fn a_subscription_has_its_period_and_its_renewal() {
    let client = Client::small();
    let base = base(&client, "app-node-base-v14").await;
    let more = [
        ("InstanceChargeType", "PrePaid"),
        ("Period", "2"),
        ("PeriodUnit", "Week"),
        ("AutoRenew", "true"),
        ("AutoRenewPeriod", "2"),
    ];
    let id = ids(&run(&client, &base, &more).await).remove(0);
    let row = instance(&client, &id).await;
    assert_eq!(
        (&row["InstanceChargeType"], &row["ExpiredTime"]),
        (&"PrePaid".into(), &"2026-12-07T10:00Z".into())
    );
    let renews = client
        .ecs("DescribeInstanceAutoRenewAttribute", &[("InstanceId", &id)])
        .await;
    let renews = &renews.body["InstanceRenewAttributes"]["InstanceRenewAttribute"][0];
    assert_eq!(
        (&renews["RenewalStatus"], &renews["Duration"], &renews["PeriodUnit"]),
        (&"AutoRenewal".into(), &2.into(), &"Week".into())
    );
}

#[tokio::test]
async fn disks_of_a_full_image_have_what_is_asked_for_and_defaults_else() {
    let client = Client::small();
    let base = base(&client, "erp-db-golden").await;
    let more = [
        ("SystemDisk.Category", "cloud_essd"),
        ("SystemDisk.PerformanceLevel", "PL0"),
        ("SystemDisk.Size", "120"),
        ("SystemDisk.Description", "root"),
        ("DataDisk.1.Device", "/dev/xvdc"),
        ("DataDisk.1.Category", "cloud_auto"),
        ("DataDisk.1.Size", "220"),
        ("DataDisk.1.ProvisionedIops", "1000"),
        ("DataDisk.1.BurstingEnabled", "true"),
        ("DataDisk.1.DeleteWithInstance", "false"),
        ("DataDisk.2.Device", "/dev/vdb"),
        ("DataDisk.2.Category", "cloud_essd"),
        ("DataDisk.2.PerformanceLevel", "PL2"),
        ("DataDisk.3.Size", "40"),
        ("DataDisk.3.Category", "cloud_essd"),
    ];
    let made = run(&client, &base, &more).await;
    let rows = disks(&client, &ids(&made)[0]).await;
    let shown: Vec<_> = rows
        .iter()
        .map(|row| {
            json!([
                row["Device"],
                row["Category"],
                row["PerformanceLevel"],
                row["Size"],
                row["DeleteWithInstance"]
            ])
        })
        .collect();
    assert_eq!(
        shown,
        [
            json!(["/dev/xvda", "cloud_essd", "PL0", 120, true]),
            json!(["/dev/xvdb", "cloud_essd", "PL2", 500, true]),
            json!(["/dev/xvdc", "cloud_auto", null, 220, false]),
            json!(["/dev/xvdd", "cloud_essd", "PL1", 40, true]),
        ]
    );
    assert_eq!(
        (&rows[2]["ProvisionedIops"], &rows[2]["BurstingEnabled"]),
        (&1000.into(), &true.into())
    );
    assert_eq!(rows[0]["Description"], "root");
    let image = client.image(&base[1].1).await;
    let mappings = &image["DiskDeviceMappings"]["DiskDeviceMapping"];
    for (row, place) in rows.iter().zip(0..3) {
        assert_eq!(row["SourceSnapshotId"], mappings[place]["SnapshotId"]);
    }
    assert_eq!(rows[3]["SourceSnapshotId"], "");

    let plain = disks(&client, &ids(&run(&client, &base, &[]).await)[0]).await;
    let classes: Vec<_> = plain
        .iter()
        .map(|row| json!([row["Category"], row["PerformanceLevel"]]))
        .collect();
    assert_eq!(
        classes,
        [
            json!(["cloud_essd", "PL0"]),
            json!(["cloud_efficiency", null]),
            json!(["cloud_efficiency", null])
        ],
        "the type takes only ESSDs"
    );
    with(
        &client,
        InstanceQuestions {
            default_data_category: DefaultDataCategory::CloudAutoWithBurst,
            device_naming: DeviceNaming::Vd,
            ..InstanceQuestions::default()
        },
    );
    let newer = disks(&client, &ids(&run(&client, &base, &[]).await)[0]).await;
    assert_eq!(
        (&newer[1]["Category"], &newer[1]["BurstingEnabled"]),
        (&"cloud_auto".into(), &true.into())
    );
    assert_eq!(newer[1]["Attachments"]["Attachment"][0]["Device"], "/dev/vdb");
}

#[tokio::test]
async fn instances_of_a_launch_have_names_of_their_own() {
    let client = Client::small();
    let base = base(&client, "app-node-base-v14").await;
    for (more, names, hosts) in [
        (
            &[("InstanceName", "web-[98,3]-gw"), ("HostName", "web[9,1]")][..],
            ["web-098-gw", "web-099-gw"],
            Some(["web9", "web10"]),
        ),
        (
            &[
                ("InstanceName", "web[]"),
                ("UniqueSuffix", "true"),
                ("HostName", "db[10,1]"),
            ],
            ["web000000", "web000001"],
            Some(["db000010", "db000011"]),
        ),
        (
            &[("InstanceName", "web-[,2]-x"), ("UniqueSuffix", "true")],
            ["web-00-x001", "web-01-x002"],
            None,
        ),
        (
            &[("InstanceName", "web"), ("UniqueSuffix", "true"), ("HostName", "node")],
            ["web001", "web002"],
            Some(["node001", "node002"]),
        ),
        (
            &[("InstanceName", "web"), ("HostNames.1", "one"), ("HostNames.2", "two")],
            ["web", "web"],
            Some(["one", "two"]),
        ),
    ] {
        let mut more = more.to_vec();
        more.push(("Amount", "2"));
        let made = run(&client, &base, &more).await;
        for (place, id) in ids(&made).iter().enumerate() {
            let row = instance(&client, id).await;
            assert_eq!(row["InstanceName"], names[place]);
            if let Some(hosts) = hosts {
                assert_eq!(row["HostName"], hosts[place]);
            }
        }
    }
}

//! Instances and disks changed after their launch.

use serde_json::json;
use simulator::{InstanceQuestions, ResizeOnline};

use crate::client::Client;
use crate::launching::{disks, done, instance, refused, running, start, stop, text, with};

#[tokio::test]
async fn a_type_changes_while_it_is_stopped_and_a_bandwidth_at_once() {
    let client = Client::small();
    let id = running(&client).await;
    let own = [("InstanceId", id.as_str()), ("InstanceType", "ecs.g7.xlarge")];
    refused(
        &client,
        "ModifyInstanceSpec",
        &own,
        400,
        "InvalidInstanceStatus.NotStopped",
    )
    .await;
    let both = [own[0], own[1], ("InternetMaxBandwidthOut", "5")];
    refused(&client, "ModifyInstanceSpec", &both, 400, "InvalidParameter.Mismatch").await;
    refused(
        &client,
        "ModifyInstanceSpec",
        &[own[0], ("InstanceType", "ecs.none")],
        400,
        "InvalidInstanceType.ValueNotSupported",
    )
    .await;
    refused(
        &client,
        "ModifyInstanceSpec",
        &[own[0], ("InstanceType", "ecs.g8y.large")],
        403,
        "ImageNotSupportInstanceType",
    )
    .await;
    refused(
        &client,
        "ModifyPrepayInstanceSpec",
        &own,
        400,
        "InvalidBillingMethod.ValueNotSupported",
    )
    .await;
    let candidates = [
        ("ResourceId", id.as_str()),
        ("DestinationResource", "InstanceType"),
        ("OperationType", "Upgrade"),
    ];
    let offered = done(&client, "DescribeResourcesModification", &candidates).await;
    let offered = &offered["AvailableZones"]["AvailableZone"][0]["AvailableResources"]["AvailableResource"][0];
    let offered = offered["SupportedResources"]["SupportedResource"].as_array().unwrap();
    assert!(
        offered
            .iter()
            .any(|row| row["Value"] == "ecs.g7.xlarge" && row["StatusCategory"] == "WithStock")
    );
    assert!(offered.iter().all(|row| !text(&row["Value"]).starts_with("ecs.g8y")));
    stop(&client, &id).await;
    done(&client, "ModifyInstanceSpec", &own).await;
    let row = instance(&client, &id).await;
    assert_eq!(
        (&row["InstanceType"], &row["Cpu"], &row["Memory"]),
        (&"ecs.g7.xlarge".into(), &4.into(), &16_384.into())
    );
    with(
        &client,
        InstanceQuestions {
            spec_interval_seconds: 300,
            spec_changes_online: true,
            ..InstanceQuestions::default()
        },
    );
    let back = [own[0], ("InstanceType", "ecs.g7.large")];
    refused(&client, "ModifyInstanceSpec", &back, 400, "Throttling").await;
    client.advance_minutes(5);
    assert_eq!(start(&client, &id).await.status, 200);
    done(&client, "ModifyInstanceSpec", &back).await;
    assert_eq!(instance(&client, &id).await["InstanceType"], "ecs.g7.large");

    let wide = [own[0], ("InternetMaxBandwidthOut", "10")];
    done(&client, "ModifyInstanceNetworkSpec", &wide).await;
    let row = instance(&client, &id).await;
    assert_eq!(row["PublicIpAddress"]["IpAddress"], json!([]), "it must be asked for");
    done(
        &client,
        "ModifyInstanceNetworkSpec",
        &[wide[0], wide[1], ("AllocatePublicIp", "true")],
    )
    .await;
    let row = instance(&client, &id).await;
    assert_eq!(row["PublicIpAddress"]["IpAddress"].as_array().unwrap().len(), 1);
    done(
        &client,
        "ModifyInstanceNetworkSpec",
        &[own[0], ("InternetMaxBandwidthOut", "0")],
    )
    .await;
    assert_eq!(instance(&client, &id).await["PublicIpAddress"]["IpAddress"], json!([]));

    let rows = client.ecs("DescribeInstances", &[("InstanceName", "erp-db-01")]).await;
    let subscribed = text(&rows.rows("Instances")[0]["InstanceId"]).to_owned();
    let up = [("InstanceId", subscribed.as_str()), ("InstanceType", "ecs.r7.4xlarge")];
    assert!(done(&client, "ModifyPrepayInstanceSpec", &up).await["OrderId"].is_string());
    assert_eq!(instance(&client, &subscribed).await["InstanceType"], "ecs.r7.2xlarge");
    done(&client, "RebootInstances", &[("InstanceId.1", &subscribed)]).await;
    client.advance_minutes(2);
    assert_eq!(instance(&client, &subscribed).await["InstanceType"], "ecs.r7.4xlarge");
    let down = [up[0], ("InstanceType", "ecs.r7.large")];
    refused(
        &client,
        "ModifyPrepayInstanceSpec",
        &down,
        400,
        "InvalidStatus.NotStopped",
    )
    .await;
    refused(&client, "ModifyInstanceSpec", &down, 403, "ChargeTypeViolation").await;
}

#[tokio::test]
async fn a_disk_grows_and_changes_its_class() {
    let client = Client::small();
    let id = running(&client).await;
    let rows = disks(&client, &id).await;
    let disk_id = text(&rows[1]["DiskId"]);
    let own = [("DiskId", disk_id), ("NewSize", "600")];
    refused(
        &client,
        "ResizeDisk",
        &[own[0], ("NewSize", "500")],
        403,
        "InvalidDiskSize.TooSmall",
    )
    .await;
    refused(
        &client,
        "ResizeDisk",
        &[own[0], ("NewSize", "70000")],
        403,
        "InvalidDiskSize.TooLarge",
    )
    .await;
    done(&client, "ResizeDisk", &[own[0], own[1], ("Type", "online")]).await;
    assert_eq!(disks(&client, &id).await[1]["Size"], 600);
    let later = [own[0], ("NewSize", "700")];
    done(&client, "ResizeDisk", &later).await;
    assert_eq!(disks(&client, &id).await[1]["Size"], 600);
    let level = [own[0], ("DiskCategory", "cloud_essd"), ("PerformanceLevel", "PL2")];
    refused(
        &client,
        "ModifyDiskSpec",
        &level,
        403,
        "OperationDenied.DiskExpansionUnfinished",
    )
    .await;
    done(&client, "RebootInstances", &[("InstanceId.1", &id)]).await;
    client.advance_minutes(2);
    assert_eq!(disks(&client, &id).await[1]["Size"], 700);
    let task = done(&client, "ModifyDiskSpec", &level).await["TaskId"].clone();
    let status = || async {
        let own = [("TaskIds", text(&task)), ("TaskAction", "ModifyDiskSpec")];
        client.ecs("DescribeTasks", &own).await.body["TaskSet"]["Task"][0]["TaskStatus"].clone()
    };
    assert_eq!(status().await, "Processing");
    assert_eq!(disks(&client, &id).await[1]["PerformanceLevel"], "PL1");
    client.advance_minutes(4);
    assert_eq!(status().await, "Finished");
    assert_eq!(disks(&client, &id).await[1]["PerformanceLevel"], "PL2");
    refused(
        &client,
        "ModifyDiskSpec",
        &level,
        403,
        "NoChangeInDiskCategoryAndPerformanceLevel",
    )
    .await;
    let too_high = [own[0], ("PerformanceLevel", "PL3")];
    refused(
        &client,
        "ModifyDiskSpec",
        &too_high,
        403,
        "OperationDenied.PerformanceLevelNotMatch",
    )
    .await;
    let down = [own[0], ("DiskCategory", "cloud_auto")];
    refused(
        &client,
        "ModifyDiskSpec",
        &down,
        403,
        "InvalidDiskCategory.ValueNotSupported",
    )
    .await;
    for (resize_online, code) in [
        (
            ResizeOnline::TypeUnsupported,
            "InvalidOperation.InstanceTypeNotSupportOnlineResize",
        ),
        (ResizeOnline::NeedsReboot, ""),
    ] {
        with(
            &client,
            InstanceQuestions {
                resize_online,
                ..InstanceQuestions::default()
            },
        );
        let online = [own[0], ("NewSize", "800"), ("Type", "online")];
        assert_eq!(client.ecs("ResizeDisk", &online).await.code(), code);
        assert_eq!(disks(&client, &id).await[1]["Size"], 700);
    }
}

#[tokio::test]
async fn attributes_can_be_changed_afterwards() {
    let client = Client::small();
    let id = running(&client).await;
    let own = [("InstanceId", id.as_str())];
    let changed = [
        own[0],
        ("InstanceName", "renamed"),
        ("HostName", "renamed"),
        ("UserData", "QUJD"),
        ("DeletionProtection", "true"),
        ("Password", "Secret-12345"),
    ];
    done(&client, "ModifyInstanceAttribute", &changed).await;
    let row = instance(&client, &id).await;
    assert_eq!(
        (&row["InstanceName"], &row["HostName"], &row["DeletionProtection"]),
        (&"renamed".into(), &"renamed".into(), &true.into())
    );
    assert_eq!(done(&client, "DescribeUserData", &own).await["UserData"], "QUJD");
    refused(
        &client,
        "ModifyInstanceAttribute",
        &[own[0], ("SecurityGroupIds.1", "sg-none")],
        404,
        "InvalidSecurityGroupId.NotFound",
    )
    .await;
    let entries = serde_json::to_string(&client.simulator.ledger()).unwrap();
    assert!(!entries.contains("Secret-12345") && !entries.contains("QUJD"));
    let rows = disks(&client, &id).await;
    let of_disks = [
        ("DiskIds.1", text(&rows[1]["DiskId"])),
        ("DiskIds.2", text(&rows[2]["DiskId"])),
        ("DeleteWithInstance", "true"),
        ("EnableAutoSnapshot", "false"),
    ];
    done(&client, "ModifyDiskAttribute", &of_disks).await;
    for row in &disks(&client, &id).await[1..] {
        assert_eq!(
            (&row["DeleteWithInstance"], &row["EnableAutoSnapshot"]),
            (&true.into(), &false.into())
        );
    }
    refused(
        &client,
        "ModifyDiskAttribute",
        &of_disks[..1],
        400,
        "NoAttributeToModify",
    )
    .await;
    let list = json!([id]).to_string();
    let role = [("RamRoleName", "darkroom-reader"), ("InstanceIds", list.as_str())];
    assert_eq!(done(&client, "AttachInstanceRamRole", &role).await["FailCount"], 0);
    let maintained = [("InstanceId.1", id.as_str()), ("ActionOnMaintenance", "Stop")];
    done(&client, "ModifyInstanceMaintenanceAttributes", &maintained).await;
    let attributes = done(&client, "DescribeInstanceMaintenanceAttributes", &maintained[..1]).await;
    let attribute = &attributes["MaintenanceAttributes"]["MaintenanceAttribute"][0];
    assert_eq!(attribute["ActionOnMaintenance"]["Value"], "Stop");
}

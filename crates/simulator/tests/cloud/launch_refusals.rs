//! Launches that are refused: names, disks, terms, stock, quota and balance.

use serde_json::json;
use simulator::{Stock, Supply};

use crate::client::{Case, Client, HANGZHOU};
use crate::launching::{base, effects, ids, run};

#[tokio::test]
async fn launches_are_refused_for_names_disks_and_terms() {
    let client = Client::small();
    let plain = base(&client, "app-node-base-v14").await;
    let windows = base(&client, "ci-runner-win2022").await;
    let full = base(&client, "erp-db-golden").await;
    let group = plain[4].1.clone();
    let cases: [Case; 33] = [
        (
            &[("InstanceName", "web[1-2]")],
            400,
            "InvalidInstanceName.CustomMalformed",
        ),
        (
            &[("InstanceName", "web[1, 2]")],
            400,
            "InvalidInstanceName.CustomMalformed",
        ),
        (&[("InstanceName", "[1,2]")], 400, "InvalidInstanceName.CustomMalformed"),
        (
            &[("InstanceName", "web[1,7]")],
            400,
            "InvalidInstanceName.CustomMalformed",
        ),
        (&[("HostName", "-web")], 400, "InvalidHostName.Malformed"),
        (&[("HostName", "web..01")], 400, "InvalidHostName.Malformed"),
        (&[("HostName", "w_b")], 400, "InvalidHostName.Malformed"),
        (
            &[("HostName", "web"), ("HostNames.1", "web")],
            403,
            "InvalidHostname.SingleAndMultiConflict",
        ),
        (
            &[("HostNames.1", "a1"), ("HostNames.2", "b1")],
            403,
            "InvalidHostname.SizeInvalid",
        ),
        (
            &[("SystemDisk.Category", "cloud_efficiency")],
            403,
            "InvalidDiskCategory.NotSupported",
        ),
        (
            &[("SystemDisk.Category", "tape")],
            400,
            "InvalidSystemDiskCategory.ValueNotSupported",
        ),
        (
            &[("DataDisk.1.Category", "tape")],
            400,
            "InvalidDataDiskCategory.ValueNotSupported",
        ),
        (
            &[
                ("DataDisk.1.Category", "cloud_essd"),
                ("DataDisk.1.PerformanceLevel", "PL9"),
            ],
            400,
            "InvalidPerformanceLevel.Malformed",
        ),
        (
            &[
                ("DataDisk.1.Category", "cloud_essd"),
                ("DataDisk.1.PerformanceLevel", "PL2"),
                ("DataDisk.1.Size", "460"),
            ],
            403,
            "OperationDenied.PerformanceLevelNotMatch",
        ),
        (
            &[("DataDisk.1.Category", "cloud_essd"), ("DataDisk.1.Size", "19")],
            400,
            "InvalidDataDiskSize.ValueNotSupported",
        ),
        (
            &[
                ("DataDisk.1.Category", "cloud_essd"),
                ("DataDisk.1.BurstingEnabled", "true"),
            ],
            400,
            "BurstingEnabledForDiskCategoryUnsupported",
        ),
        (
            &[
                ("DataDisk.1.Category", "cloud_essd"),
                ("DataDisk.1.ProvisionedIops", "100"),
            ],
            400,
            "ProvisionedIopsForDiskCategoryUnsupported",
        ),
        (
            &[("DataDisk.1.Device", "/dev/sda"), ("DataDisk.1.Size", "40")],
            400,
            "InvalidDataDevice.Malformed",
        ),
        (
            &[("DataDisk.1.Device", "/dev/xvda"), ("DataDisk.1.Size", "40")],
            403,
            "InvalidDevice.InUse",
        ),
        (
            &[("DataDisk.1.Description", "x"), ("DataDisk.1.Size", "40")],
            400,
            "InvalidDiskDescription.Malformed",
        ),
        (
            &[("SystemDisk.Size", "3000")],
            404,
            "InvalidSystemDiskSize.MoreThanMaxSize",
        ),
        (
            &[("InternetMaxBandwidthOut", "5"), ("InternetMaxBandwidthIn", "11")],
            400,
            "InvalidInternetMaxBandwidthIn.Malformed",
        ),
        (&[("InstanceChargeType", "PrePaid")], 400, "InvalidPeriod"),
        (
            &[("InstanceChargeType", "PrePaid"), ("Period", "10")],
            400,
            "InvalidPeriod",
        ),
        (
            &[
                ("InstanceChargeType", "PrePaid"),
                ("Period", "5"),
                ("PeriodUnit", "Week"),
            ],
            400,
            "InvalidPeriod",
        ),
        (&[("AutoPay", "false")], 400, "InvalidAutoPay.PostPaidUnsupported"),
        (
            &[
                ("InstanceChargeType", "PrePaid"),
                ("Period", "1"),
                ("DeletionProtection", "true"),
            ],
            403,
            "InvalidChargeType.ValueNotSupported",
        ),
        (
            &[("HttpPutResponseHopLimit", "65")],
            400,
            "InvalidHttpPutResponseHopLimit.NotSupported",
        ),
        (
            &[("SecurityGroupIds.2", &group)],
            400,
            "InvalidParameter.SecurityGroupIdRepeated",
        ),
        (&[("DryRun", "true"), ("Amount", "2")], 403, "DryRun.InvalidAmount"),
        (&[("Password", "Secret-12345 ")], 400, "InvalidPassword.Malformed"),
        (
            &[("ImageId", ""), ("ImageFamily", "nobody")],
            403,
            "InvalidImageFamily.MissingAvailableImage",
        ),
        (&[("MinAmount", "2")], 400, "InvalidMinAmount.Malformed"),
    ];
    for (more, status, code) in cases {
        let answer = run(&client, &plain, more).await;
        assert_eq!((answer.status, answer.code()), (status, code), "{more:?}");
    }
    let on_windows: [Case; 4] = [
        (
            &[("KeyPairName", "operations")],
            403,
            "DependencyViolation.WindowsInstance",
        ),
        (&[("Password", "/Secret-12345")], 400, "InvalidPassword.Malformed"),
        (&[("HostName", "a-host-name-of-16")], 400, "InvalidHostName.Malformed"),
        (&[("HostName", "12345")], 400, "InvalidHostName.Malformed"),
    ];
    for (more, status, code) in on_windows {
        let answer = run(&client, &windows, more).await;
        assert_eq!((answer.status, answer.code()), (status, code), "{more:?}");
    }
    let snapshot = client.id_of(HANGZHOU, "erp-db-01-data1-1123").await;
    let on_full: [Case; 3] = [
        (
            &[
                ("DataDisk.1.Device", "/dev/xvdb"),
                ("DataDisk.1.Size", "499"),
                ("DataDisk.1.Category", "cloud_essd"),
            ],
            403,
            "InvalidDiskSize.TooSmall",
        ),
        (
            &[("DataDisk.1.Device", "/dev/xvdb"), ("DataDisk.1.SnapshotId", &snapshot)],
            403,
            "InvalidDevice.InUse",
        ),
        (
            &[("DataDisk.1.Device", "/dev/xvdb"), ("DataDisk.2.Device", "/dev/vdb")],
            403,
            "InvalidDevice.InUse",
        ),
    ];
    for (more, status, code) in on_full {
        let answer = run(&client, &full, more).await;
        assert_eq!((answer.status, answer.code()), (status, code), "{more:?}");
    }
    assert_eq!(effects(&client, "instanceCreated"), 0);
}

#[tokio::test]
async fn stock_quota_and_balance_limit_a_launch() {
    let client = Client::small();
    let base = base(&client, "app-node-base-v14").await;
    let stock = |left| Stock {
        zone_id: "cn-hangzhou-h".to_owned(),
        instance_type: Some("ecs.g7.large".to_owned()),
        left,
    };
    client.simulator.set_supply(Supply {
        stock: vec![stock(3)],
        ..Supply::default()
    });
    let all = run(&client, &base, &[("Amount", "5")]).await;
    assert_eq!((all.status, all.code()), (403, "OperationDenied.NoStock"));
    let some = run(&client, &base, &[("Amount", "5"), ("MinAmount", "2")]).await;
    assert_eq!(ids(&some).len(), 3);
    let none = run(&client, &base, &[]).await;
    assert_eq!((none.status, none.code()), (403, "OperationDenied.NoStock"));
    assert_eq!(
        run(&client, &base, &[("InstanceType", "ecs.g7.xlarge")]).await.status,
        200
    );
    let own = [
        ("DestinationResource", "InstanceType"),
        ("InstanceType", "ecs.g7.large"),
    ];
    let sold = client.ecs("DescribeAvailableResource", &own).await.body;
    let words: Vec<_> = (0..3)
        .map(|zone| {
            let zone = &sold["AvailableZones"]["AvailableZone"][zone];
            let resource = &zone["AvailableResources"]["AvailableResource"][0]["SupportedResources"];
            json!([zone["StatusCategory"], resource["SupportedResource"][0]["Status"]])
        })
        .collect();
    assert_eq!(
        words,
        [
            json!(["WithoutStock", "SoldOut"]),
            json!(["WithStock", "Available"]),
            json!(["WithStock", "Available"])
        ]
    );
    client.simulator.set_supply(Supply {
        vcpu_quota: Some(1),
        ..Supply::default()
    });
    assert_eq!(run(&client, &base, &[]).await.code(), "QuotaExceed.ElasticQuota");
    let quota = client
        .ecs(
            "DescribeAccountAttributes",
            &[("AttributeName.1", "max-postpaid-instance-vcpu-count")],
        )
        .await;
    let item = &quota.body["AccountAttributeItems"]["AccountAttributeItem"][0];
    assert_eq!(item["AttributeValues"]["ValueItem"][0]["Value"], "1");
    client.simulator.set_supply(Supply {
        is_out_of_money: true,
        ..Supply::default()
    });
    assert_eq!(
        run(&client, &base, &[]).await.code(),
        "InvalidAccountStatus.NotEnoughBalance"
    );
}

#[tokio::test]
async fn an_image_launches_only_on_types_it_fits() {
    let client = Client::small();
    let centos = "centos_7_9_x64_20G_alibase_20240628.vhd";
    let types = client
        .ecs("DescribeImageSupportInstanceTypes", &[("ImageId", centos)])
        .await
        .rows("InstanceTypes");
    // It has no NVMe driver, and is not of the other architecture.
    assert!(types.iter().any(|row| row["InstanceTypeFamily"] == "ecs.g7"));
    assert!(
        types
            .iter()
            .all(|row| row["InstanceTypeFamily"] != "ecs.g8i" && row["InstanceTypeFamily"] != "ecs.g8y")
    );
    let mut base = base(&client, "app-node-base-v14").await;
    base[1].1 = centos.to_owned();
    let refused = run(&client, &base, &[("InstanceType", "ecs.g8i.large")]).await;
    assert_eq!((refused.status, refused.code()), (403, "ImageNotSupportInstanceType"));
    let other = run(&client, &base, &[("InstanceType", "ecs.g8y.large")]).await;
    assert_eq!((other.status, other.code()), (400, "InvalidParameter.Conflict"));
    assert_eq!(run(&client, &base, &[]).await.status, 200);
}

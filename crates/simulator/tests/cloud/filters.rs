//! Filters of the listings by what each row is, and by what everything or nothing here is.

use serde_json::Value;

use crate::client::Client;

#[tokio::test]
async fn the_creation_range_is_a_filter() {
    let client = Client::small();
    let range = [
        ("Filter.1.Key", "CreationStartTime"),
        ("Filter.1.Value", "2026-11-22T00:00Z"),
        ("Filter.2.Key", "CreationEndTime"),
        ("Filter.2.Value", "2026-11-23T01:30Z"),
        ("PageSize", "100"),
    ];
    let rows = client.ecs("DescribeSnapshots", &range).await.rows("Snapshots");
    assert!(!rows.is_empty());
    let within =
        |row: &Value| ("2026-11-22T00:00:00Z".."2026-11-23T01:30:01Z").contains(&row["CreationTime"].as_str().unwrap());
    assert!(rows.iter().all(within));
    let unknown = client
        .ecs(
            "DescribeSnapshots",
            &[("Filter.1.Key", "Colour"), ("Filter.1.Value", "red")],
        )
        .await;
    assert_eq!((unknown.status, unknown.code()), (404, "InvalidFilterKey.NotFound"));
}

#[tokio::test]
async fn filters_of_what_everything_or_nothing_here_has_find_everything_or_nothing() {
    let client = Client::small();
    let find = async |action: &str, own: &[(&str, &str)]| {
        let plural = action.trim_start_matches("Describe");
        // The most that each listing gives at once.
        let size = if plural == "VSwitches" { "50" } else { "100" };
        let own = [&[("PageSize", size)], own].concat();
        client.ecs(action, &own).await.rows(plural)
    };
    let instances = find("DescribeInstances", &[]).await;
    let address = instances[0]["VpcAttributes"]["PrivateIpAddress"]["IpAddress"].to_string();
    let family = instances[0]["InstanceTypeFamily"].as_str().unwrap();
    let of_family = instances
        .iter()
        .filter(|row| row["InstanceType"].as_str().unwrap().starts_with(family))
        .count();
    let subscribed = instances
        .iter()
        .filter(|row| row["InstanceChargeType"] == "PrePaid")
        .count();
    assert!(subscribed > 0);
    let late = [
        ("Filter.1.Key", "CreationStartTime"),
        ("Filter.1.Value", "2036-01-01T00:00Z"),
    ];
    let early = [
        ("Filter.1.Key", "CreationEndTime"),
        ("Filter.1.Value", "2036-01-01T00:00Z"),
    ];
    let ends = [
        ("Filter.3.Key", "ExpiredStartTime"),
        ("Filter.3.Value", "2036-01-01T00:00Z"),
    ];
    let ended = [
        ("Filter.4.Key", "ExpiredEndTime"),
        ("Filter.4.Value", "2036-01-01T00:00Z"),
    ];
    let disks = find("DescribeDisks", &[]).await;
    let system = disks.iter().filter(|disk| disk["Type"] == "system").count();
    let kept = disks.iter().filter(|disk| disk["AutoSnapshotPolicyId"] != "").count();
    let images = find("DescribeImages", &[]).await.len();
    let switches = find("DescribeVSwitches", &[]).await.len();
    let (all, every, none) = (instances.len(), disks.len(), 0);
    for (action, own, found) in [
        ("DescribeInstances", &[("PrivateIpAddresses", address.as_str())][..], 1),
        ("DescribeInstances", &[("PrivateIpAddresses", "[\"10.0.0.1\"]")], none),
        ("DescribeInstances", &[("EipAddresses", "[\"47.0.0.1\"]")], none),
        ("DescribeInstances", &[("RdmaIpAddresses", "10.10.10.102")], none),
        ("DescribeInstances", &[("Ipv6Address.1", "fe80::1")], none),
        ("DescribeInstances", &[("InstanceNetworkType", "vpc")], all),
        ("DescribeInstances", &[("InstanceNetworkType", "classic")], none),
        ("DescribeInstances", &[("LockReason", "financial")], none),
        ("DescribeInstances", &[("InstanceTypeFamily", family)], of_family),
        ("DescribeInstances", &[("InternetChargeType", "PayByTraffic")], all),
        ("DescribeInstances", &[("InternetChargeType", "PayByBandwidth")], none),
        ("DescribeInstances", &[("IoOptimized", "true")], all),
        ("DescribeInstances", &[("IoOptimized", "false")], none),
        ("DescribeInstances", &[("HttpEndpoint", "disabled")], none),
        ("DescribeInstances", &[("HttpTokens", "required")], 1),
        ("DescribeInstances", &late, none),
        ("DescribeInstances", &early, all),
        ("DescribeInstances", &ends, all - subscribed),
        ("DescribeInstances", &ended, subscribed),
        ("DescribeInstances", &[("InstanceChargeType", "PrePaid")], subscribed),
        ("DescribeDisks", &[("Portable", "false")], system),
        ("DescribeDisks", &[("DeleteWithInstance", "true")], system),
        ("DescribeDisks", &[("EnableAutomatedSnapshotPolicy", "true")], kept),
        ("DescribeDisks", &[("EnableShared", "true")], none),
        ("DescribeDisks", &[("MultiAttach", "Disabled")], every),
        ("DescribeDisks", &[("MultiAttach", "Enabled")], none),
        ("DescribeDisks", &[("EnableAutoSnapshot", "false")], none),
        ("DescribeDisks", &[("DeleteAutoSnapshot", "true")], none),
        ("DescribeDisks", &[("DiskChargeType", "PostPaid")], every),
        ("DescribeDisks", &[("DiskChargeType", "PrePaid")], none),
        ("DescribeDisks", &[("LockReason", "recycling")], none),
        ("DescribeDisks", &[("Encrypted", "false")], every),
        ("DescribeDisks", &late, none),
        ("DescribeDisks", &early, every),
        ("DescribeImages", &[("IsSupportCloudinit", "true")], images),
        ("DescribeImages", &[("IsSupportIoOptimized", "false")], none),
        ("DescribeImages", &late, none),
        ("DescribeImages", &early, images),
        ("DescribeVSwitches", &[("RouteTableId", "vtb-1")], none),
        ("DescribeVSwitches", &[("EnableIpv6", "true")], none),
        ("DescribeVSwitches", &[("EnableIpv6", "false")], switches),
        ("DescribeVSwitches", &[("VSwitchOwnerId", "1")], none),
    ] {
        assert_eq!(find(action, own).await.len(), found, "{action} {own:?}");
    }
}

#[tokio::test]
async fn values_no_row_can_have_are_refused_as_documented() {
    let client = Client::small();
    for (action, name, status, code) in [
        (
            "DescribeInstances",
            "InstanceNetworkType",
            404,
            "InvalidNetworkType.NotFound",
        ),
        (
            "DescribeInstances",
            "InternetChargeType",
            404,
            "InvalidInternetChargeType.ValueNotSupported",
        ),
        ("DescribeInstances", "HpcClusterId", 400, "InvalidHpcClusterId.NotFound"),
        ("DescribeInstances", "LockReason", 404, "InvalidLockReason.NotFound"),
        ("DescribeInstances", "Filter.1.Key", 404, "InvalidFilterKey.NotFound"),
        ("DescribeDisks", "MultiAttach", 403, "InvalidParameter.MultiAttach"),
        ("DescribeDisks", "LockReason", 404, "InvalidLockReason.NotFound"),
        ("DescribeDisks", "DiskChargeType", 404, "InvalidDiskChargeType.NotFound"),
        ("DescribeImages", "Filter.1.Key", 404, "InvalidFilterKey.NotFound"),
        ("DescribeVSwitches", "VSwitchOwnerId", 400, "InvalidParameter"),
        ("DescribeImages", "ActionType", 400, "InvalidParameter"),
    ] {
        let refused = client.ecs(action, &[(name, "nonsense")]).await;
        assert_eq!((refused.status, refused.code()), (status, code), "{action} {name}");
    }
    for action in [
        "DescribeInstances",
        "DescribeDisks",
        "DescribeImages",
        "DescribeSnapshots",
    ] {
        for (key, code) in [
            ("CreationEndTime", "InvalidFilterValue"),
            ("ExpiryStartTime", "InvalidFilterKey.NotFound"),
        ] {
            let own = [("Filter.1.Key", key), ("Filter.1.Value", "2026-11-22")];
            let refused = client.ecs(action, &own).await;
            assert_eq!((refused.status, refused.code()), (404, code), "{action} {key}");
        }
    }
}

//! Prices of launches and of changes.

use serde_json::json;

use crate::client::Client;
use crate::launching::{done, refused, text};

#[tokio::test]
async fn changes_and_disks_have_a_price() {
    let client = Client::small();
    let price = |body: serde_json::Value| body["PriceInfo"]["Price"].clone();
    let own = [
        ("InstanceType", "ecs.g7.large"),
        ("SystemDisk.Size", "100"),
        ("SystemDisk.Category", "cloud_essd"),
        ("SystemDisk.PerformanceLevel", "PL0"),
        ("DataDisk.1.Size", "100"),
        ("DataDisk.1.Category", "cloud_essd"),
        ("DataDisk.1.PerformanceLevel", "PL2"),
        ("InternetChargeType", "PayByBandwidth"),
        ("InternetMaxBandwidthOut", "10"),
    ];
    let launched = price(done(&client, "DescribePrice", &own).await);
    let details = launched["DetailInfos"]["DetailInfo"].as_array().unwrap();
    let details: Vec<_> = details
        .iter()
        .map(|row| json!([row["Resource"], row["TradePrice"]]))
        .collect();
    assert_eq!(
        details,
        [
            json!(["instanceType", 0.5]),
            json!(["systemDisk", 0.0525]),
            json!(["bandwidth", 0.63]),
            json!(["dataDisk", 0.21])
        ]
    );
    let named = |name: &'static str| {
        let client = &client;
        async move {
            let rows = client.ecs("DescribeInstances", &[("InstanceName", name)]).await;
            text(&rows.rows("Instances")[0]["InstanceId"]).to_owned()
        }
    };
    // Twelve days are left of it.
    let subscribed = named("erp-db-01").await;
    let up = [("InstanceId", subscribed.as_str()), ("InstanceType", "ecs.r7.4xlarge")];
    let more = price(done(&client, "DescribeInstanceModificationPrice", &up).await);
    assert_eq!(
        (&more["TradePrice"], &more["Currency"]),
        (&json!(760.32), &json!("CNY"))
    );
    let action = "DescribeInstanceModificationPrice";
    let down = [up[0], ("InstanceType", "ecs.r7.large")];
    refused(&client, action, &down, 403, "InvalidInstanceType.NotSupportUpgrade").await;
    refused(
        &client,
        action,
        &up[..1],
        400,
        "MissingParameter.InstanceTypeOrDataDisk",
    )
    .await;
    let plain = named("builder-01").await;
    refused(
        &client,
        action,
        &[("InstanceId", &plain), up[1]],
        403,
        "ChargeTypeViolation",
    )
    .await;
    assert_eq!(done(&client, "DescribeDiskDefaultKMSKeyId", &[]).await["KMSKeyId"], "");
}

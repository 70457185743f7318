//! Launches that come out otherwise than one might think.

use serde_json::json;
use simulator::{Drift, DriftedAttribute, InstanceQuestions, Launched, Partial, Permission, UnknownDevice};

use crate::client::Client;
use crate::launching::{base, disks, effects, ids, instance, run, with};

#[tokio::test]
async fn switches_decide_what_comes_of_a_launch() {
    let client = Client::small();
    let base = base(&client, "erp-db-golden").await;
    let two = [("Amount", "2"), ("MinAmount", "1")];
    let switch = |partial| InstanceQuestions {
        partial,
        ..InstanceQuestions::default()
    };
    with(&client, switch(Partial::MinAmountOnly));
    assert_eq!(ids(&run(&client, &base, &two).await).len(), 1);
    with(&client, switch(Partial::Busy));
    let busy = run(&client, &base, &two).await;
    assert_eq!((busy.status, busy.code()), (429, "Throttling.Resource"));
    with(&client, switch(Partial::NoStock));
    assert_eq!(run(&client, &base, &two).await.code(), "OperationDenied.NoStock");
    with(
        &client,
        InstanceQuestions {
            launched: Launched::LastVanishes,
            dry_runs_take_several: true,
            unknown_device: UnknownDevice::Malformed,
            ..InstanceQuestions::default()
        },
    );
    let dry = run(&client, &base, &[("DryRun", "true"), ("Amount", "2")]).await;
    assert_eq!(dry.code(), "DryRunOperation");
    let unknown = [("DataDisk.1.Device", "/dev/xvdk"), ("DataDisk.1.Size", "40")];
    assert_eq!(
        run(&client, &base, &unknown).await.code(),
        "InvalidDataDevice.Malformed"
    );
    let made = ids(&run(&client, &base, &two).await);
    instance(&client, &made[1]).await;
    client.advance_minutes(2);
    assert_eq!(instance(&client, &made[0]).await["Status"], "Running");
    let list = json!([made[1]]).to_string();
    let gone = client.ecs("DescribeInstances", &[("InstanceIds", &list)]).await;
    assert!(gone.rows("Instances").is_empty());
    assert!(disks(&client, &made[1]).await.is_empty());
    let events = client
        .ecs("DescribeInstanceHistoryEvents", &[("InstanceId", &made[1])])
        .await;
    let event = &events.body["InstanceSystemEventSet"]["InstanceSystemEventType"][0];
    assert_eq!(event["EventType"]["Name"], "SystemFailure.Delete");
    assert_eq!(
        (effects(&client, "instanceDeleted"), effects(&client, "diskDeleted")),
        (1, 3)
    );
    with(
        &client,
        InstanceQuestions {
            launched: Launched::LastStaysPending,
            ..InstanceQuestions::default()
        },
    );
    let made = ids(&run(&client, &base, &two).await);
    client.advance_minutes(600);
    assert_eq!(instance(&client, &made[1]).await["Status"], "Pending");
    with(
        &client,
        InstanceQuestions {
            default_encryption: true,
            permission: Permission::NoUserData,
            ..InstanceQuestions::default()
        },
    );
    let plain = run(&client, &base, &[]).await;
    assert_eq!(
        (plain.status, plain.code()),
        (403, "InvalidEncrypted.DefaultEncryptionUnsupported")
    );
    let data = run(&client, &base, &[("UserData", "QUJD")]).await;
    assert_eq!((data.status, data.code()), (403, "InvalidUserData.Forbidden"));
    let seen = client.ecs("DescribeUserData", &[("InstanceId", &made[0])]).await;
    assert_eq!((seen.status, seen.code()), (403, "Forbidden.RAM"));
    with(
        &client,
        InstanceQuestions {
            permission: Permission::NoPrice,
            ..InstanceQuestions::default()
        },
    );
    let price = client.ecs("DescribePrice", &[("InstanceType", "ecs.g7.large")]).await;
    assert_eq!(price.code(), "NoPermission.Price");
}

#[tokio::test]
async fn an_attribute_drifts_in_as_many_instances_as_the_switch_says() {
    let client = Client::small();
    let base = base(&client, "erp-db-golden").await;
    let asked = [
        ("Amount", "3"),
        ("KeyPairName", "operations"),
        ("RamRoleName", "darkroom-reader"),
        ("UserData", "QUJD"),
        ("Tag.1.Key", "env"),
        ("Tag.1.Value", "test"),
        ("DataDisk.1.Device", "/dev/xvdc"),
        ("DataDisk.1.Category", "cloud_essd"),
        ("DataDisk.1.PerformanceLevel", "PL1"),
        ("DataDisk.1.DeleteWithInstance", "false"),
    ];
    for attribute in [
        DriftedAttribute::PerformanceLevel,
        DriftedAttribute::Category,
        DriftedAttribute::Size,
        DriftedAttribute::DeleteWithInstance,
        DriftedAttribute::KeyPair,
        DriftedAttribute::RamRole,
        DriftedAttribute::PublicAddress,
        DriftedAttribute::Tag,
        DriftedAttribute::UserData,
        DriftedAttribute::MetadataTokens,
    ] {
        with(
            &client,
            InstanceQuestions {
                drift: Some(Drift {
                    instances: 2,
                    attribute,
                }),
                ..InstanceQuestions::default()
            },
        );
        let mut seen = Vec::new();
        for id in ids(&run(&client, &base, &asked).await) {
            let row = instance(&client, &id).await;
            let last = disks(&client, &id).await.pop().unwrap();
            let list = json!([id]).to_string();
            let role = client.ecs("DescribeInstanceRamRole", &[("InstanceIds", &list)]).await;
            let data = client.ecs("DescribeUserData", &[("InstanceId", &id)]).await;
            seen.push(json!([
                row["KeyPairName"],
                row["InternetMaxBandwidthOut"],
                row["Tags"],
                row["MetadataOptions"],
                last["Category"],
                last["PerformanceLevel"],
                last["Size"],
                last["DeleteWithInstance"],
                role.body["InstanceRamRoleSets"]["InstanceRamRoleSet"][0]["RamRoleName"],
                data.body["UserData"],
            ]));
        }
        assert_eq!(seen[0], seen[1], "{attribute:?}");
        let pairs = seen[1].as_array().unwrap().iter().zip(seen[2].as_array().unwrap());
        let differing = pairs.filter(|(drifted, asked)| drifted != asked).count();
        assert!((1..=2).contains(&differing), "{attribute:?}: {differing}");
    }
}

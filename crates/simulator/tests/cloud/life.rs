//! Instances stopped, replaced, grouped and deleted.

use serde_json::json;
use simulator::{InstanceQuestions, OpenQuestions, StopMode};

use crate::client::{Client, HANGZHOU};
use crate::launching::{base, disks, done, effects, ids, instance, refused, run, running, start, stop, text, with};

#[tokio::test]
async fn a_stopped_instance_reads_as_it_was_stopped_and_may_find_no_stock() {
    let client = Client::small();
    let id = running(&client).await;
    let one = [("InstanceId.1", id.as_str())];
    refused(
        &client,
        "StopInstances",
        &[one[0], ("DryRun", "true")],
        400,
        "DRYRUN.SUCCESS",
    )
    .await;
    stop(&client, &id).await;
    assert_eq!(instance(&client, &id).await["StoppedMode"], "KeepCharging");
    assert_eq!(start(&client, &id).await.status, 200);
    assert_eq!(instance(&client, &id).await["StoppedMode"], "Not-applicable");
    with(
        &client,
        InstanceQuestions {
            stop_mode: StopMode::NoStockAtStart,
            ..InstanceQuestions::default()
        },
    );
    stop(&client, &id).await;
    assert_eq!(instance(&client, &id).await["StoppedMode"], "StopCharging");
    refused(&client, "StartInstances", &one, 403, "OperationDenied.NoStock").await;
    let image_id = client.image_id_of(HANGZHOU, "web-gw-base").await;
    let replace = [("InstanceId", id.as_str()), ("ImageId", image_id.as_str())];
    refused(&client, "ReplaceSystemDisk", &replace, 403, "IncorrectInstanceStatus").await;
    client.simulator.set_open_questions(OpenQuestions::default());
    assert_eq!(start(&client, &id).await.status, 200);
    let rebooted = done(&client, "RebootInstances", &one).await;
    let response = &rebooted["InstanceResponses"]["InstanceResponse"][0];
    assert_eq!(
        (&response["PreviousStatus"], &response["CurrentStatus"]),
        (&"Running".into(), &"Stopping".into())
    );
    let gone = [
        one[0],
        ("InstanceId.2", id.as_str()),
        ("BatchOptimization", "SuccessFirst"),
    ];
    let again = done(&client, "RebootInstances", &gone).await;
    let response = &again["InstanceResponses"]["InstanceResponse"][0];
    assert_eq!(
        (&response["Code"], &response["Message"]),
        (&"403".into(), &"IncorrectInstanceStatus".into())
    );
}

#[tokio::test]
async fn a_replaced_system_disk_takes_key_pair_and_policy_along() {
    let client = Client::small();
    let id = running(&client).await;
    let before = disks(&client, &id).await;
    let all = client.ecs("DescribeDisks", &[("PageSize", "100")]).await.rows("Disks");
    let policy = all.iter().find(|disk| disk["AutoSnapshotPolicyId"] != "").unwrap();
    let system = text(&before[0]["DiskId"]).to_owned();
    let list = json!([system]).to_string();
    let apply = [
        ("regionId", HANGZHOU),
        ("autoSnapshotPolicyId", text(&policy["AutoSnapshotPolicyId"])),
        ("diskIds", list.as_str()),
    ];
    done(&client, "ApplyAutoSnapshotPolicy", &apply).await;
    assert_ne!(disks(&client, &id).await[0]["AutoSnapshotPolicyId"], "");
    stop(&client, &id).await;
    let old_image = instance(&client, &id).await["ImageId"].clone();
    let image_id = client.image_id_of(HANGZHOU, "web-gw-base").await;
    let own = [("InstanceId", id.as_str()), ("ImageId", image_id.as_str())];
    let smaller = [own[0], own[1], ("SystemDisk.Size", "40")];
    refused(
        &client,
        "ReplaceSystemDisk",
        &smaller,
        400,
        "InvalidSystemDiskSize.ValueNotSupported",
    )
    .await;
    let windows = client.image_id_of(HANGZHOU, "ci-runner-win2022").await;
    let other = [own[0], ("ImageId", windows.as_str()), ("SystemDisk.Size", "120")];
    refused(
        &client,
        "ReplaceSystemDisk",
        &other,
        403,
        "InvalidHostname.MismatchImage",
    )
    .await;
    let replaced = done(&client, "ReplaceSystemDisk", &own).await;
    let row = instance(&client, &id).await;
    assert_eq!((&row["ImageId"], &row["KeyPairName"]), (&old_image, &"".into()));
    client.advance_minutes(2);
    let row = instance(&client, &id).await;
    assert_eq!((&row["ImageId"], &row["Status"]), (&json!(image_id), &"Stopped".into()));
    let after = disks(&client, &id).await;
    assert_eq!(after[0]["DiskId"], replaced["DiskId"]);
    assert_ne!(after[0]["DiskId"], before[0]["DiskId"]);
    assert_eq!(
        (
            &after[0]["PerformanceLevel"],
            &after[0]["Size"],
            &after[0]["AutoSnapshotPolicyId"]
        ),
        (&"PL1".into(), &100.into(), &"".into())
    );
    assert_eq!(after[1..], before[1..], "data disks are untouched");
    let list = json!([id, "i-none"]).to_string();
    let attach = [("KeyPairName", "operations"), ("InstanceIds", list.as_str())];
    let attached = done(&client, "AttachKeyPair", &attach).await;
    assert_eq!(
        (&attached["TotalCount"], &attached["FailCount"]),
        (&"2".into(), &"1".into())
    );
    assert_eq!(instance(&client, &id).await["KeyPairName"], "operations");
    assert_eq!(start(&client, &id).await.status, 200);

    with(
        &client,
        InstanceQuestions {
            replace_refuses_full_images: true,
            replace_keeps_key_pair: true,
            replace_starts: true,
            ..InstanceQuestions::default()
        },
    );
    stop(&client, &id).await;
    let full = client.image_id_of(HANGZHOU, "erp-db-golden").await;
    refused(
        &client,
        "ReplaceSystemDisk",
        &[own[0], ("ImageId", &full)],
        400,
        "OperationDenied",
    )
    .await;
    done(&client, "ReplaceSystemDisk", &own).await;
    client.advance_minutes(2);
    let row = instance(&client, &id).await;
    assert_eq!(
        (&row["Status"], &row["KeyPairName"]),
        (&"Running".into(), &"operations".into())
    );
}

#[tokio::test]
async fn a_group_covers_the_essds_of_an_instance_and_finishes_with_its_snapshots() {
    let client = Client::small();
    let id = running(&client).await;
    let own = [
        ("InstanceId", id.as_str()),
        ("Name", "before-patch"),
        ("Tag.1.Key", "why"),
        ("Tag.1.Value", "patch"),
    ];
    let made = done(&client, "CreateSnapshotGroup", &own).await;
    let group_id = text(&made["SnapshotGroupId"]).to_owned();
    let group = |group_id: String| {
        let client = &client;
        async move {
            let own = [("SnapshotGroupId.1", group_id.as_str())];
            client
                .ecs("DescribeSnapshotGroups", &own)
                .await
                .rows("SnapshotGroups")
                .remove(0)
        }
    };
    let row = group(group_id.clone()).await;
    assert_eq!(
        (&row["Status"], &row["Name"]),
        (&"progressing".into(), &"before-patch".into())
    );
    assert_eq!(row["Snapshots"]["Snapshot"].as_array().unwrap().len(), 3);
    assert_eq!(
        (
            effects(&client, "snapshotGroupCreated"),
            effects(&client, "snapshotCreated")
        ),
        (1, 3)
    );
    client.advance_minutes(60);
    assert_eq!(group(group_id).await["Status"], "accomplished");
    let plain = base(&client, "erp-db-golden").await;
    let efficient = ids(&run(&client, &plain, &[]).await).remove(0);
    client.advance_minutes(2);
    let own = [("InstanceId", efficient.as_str())];
    refused(
        &client,
        "CreateSnapshotGroup",
        &own,
        403,
        "IncorrectDiskType.NotSupport",
    )
    .await;
    refused(&client, "CreateSnapshotGroup", &[], 400, "MissingParamter.InstanceId").await;
    refused(
        &client,
        "CreateSnapshotGroup",
        &[("DiskId.1", "d-none")],
        404,
        "InvalidDiskId.NotFound",
    )
    .await;
    let rows = disks(&client, &efficient).await;
    let excluding = [
        own[0],
        ("ExcludeDiskId.1", text(&rows[1]["DiskId"])),
        ("ExcludeDiskId.2", text(&rows[2]["DiskId"])),
    ];
    done(&client, "CreateSnapshotGroup", &excluding).await;
}

#[tokio::test]
async fn a_deleted_instance_takes_its_disks_unless_they_stay() {
    let client = Client::small();
    let id = running(&client).await;
    let rows = disks(&client, &id).await;
    let own = [("InstanceId.1", id.as_str())];
    refused(&client, "DeleteInstances", &own, 403, "IncorrectInstanceStatus").await;
    let forced = [own[0], ("Force", "true")];
    with(
        &client,
        InstanceQuestions {
            initializing_seconds: 300,
            ..InstanceQuestions::default()
        },
    );
    refused(
        &client,
        "DeleteInstances",
        &forced,
        403,
        "IncorrectInstanceStatus.Initializing",
    )
    .await;
    client.advance_minutes(5);
    let protect = |value| [("InstanceId", id.clone()), ("DeletionProtection", String::from(value))];
    for (value, code) in [
        ("true", "InvalidOperation.DeletionProtection"),
        ("false", "DRYRUN.SUCCESS"),
    ] {
        let own = protect(value);
        let own: Vec<_> = own.iter().map(|(name, value)| (*name, value.as_str())).collect();
        done(&client, "ModifyInstanceAttribute", &own).await;
        let answer = client
            .ecs("DeleteInstances", &[forced[0], forced[1], ("DryRun", "true")])
            .await;
        assert_eq!(answer.code(), code);
    }
    done(&client, "DeleteInstances", &forced).await;
    refused(&client, "DeleteInstances", &forced, 404, "InvalidInstanceIds.NotFound").await;
    assert_eq!(effects(&client, "instanceDeleted"), 1);
    assert_eq!(
        (effects(&client, "diskDeleted"), effects(&client, "diskModified")),
        (2, 1)
    );
    let kept = json!([rows[1]["DiskId"]]).to_string();
    let kept = client.ecs("DescribeDisks", &[("DiskIds", &kept)]).await.rows("Disks");
    assert_eq!(
        (&kept[0]["Status"], &kept[0]["InstanceId"]),
        (&"Available".into(), &"".into())
    );
    let rows = client.ecs("DescribeInstances", &[("InstanceName", "erp-db-01")]).await;
    let subscribed = text(&rows.rows("Instances")[0]["InstanceId"]).to_owned();
    let own = [("InstanceId.1", subscribed.as_str()), ("Force", "true")];
    refused(&client, "DeleteInstances", &own, 403, "ChargeTypeViolation").await;
}

#[tokio::test]
async fn a_guest_answers_once_it_has_started_unless_it_has_no_agent() {
    let client = Client::small();
    let id = running(&client).await;
    let own = [("InstanceId.1", id.as_str())];
    let answers = || async {
        let body = done(&client, "DescribeCloudAssistantStatus", &own).await;
        body["InstanceCloudAssistantStatusSet"]["InstanceCloudAssistantStatus"].clone()
    };
    assert_eq!(answers().await[0]["CloudAssistantStatus"], "true");
    stop(&client, &id).await;
    assert_eq!(answers().await[0]["CloudAssistantStatus"], "false");
    with(
        &client,
        InstanceQuestions {
            guest_agent_absent: true,
            ..InstanceQuestions::default()
        },
    );
    assert_eq!(answers().await, json!([]));
}

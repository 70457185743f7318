//! The call log: what was made in the simulated cloud is there again after a restart.

use simulator::Simulator;

use crate::client::{Answer, Client, HANGZHOU};

fn client_of(simulator: Simulator) -> Client {
    let mut client = Client::small();
    client.key = simulator.keys().remove(0);
    client.simulator = simulator;
    client
}

#[tokio::test]
async fn an_image_outlives_the_process_with_its_id_and_its_token() {
    let folder = std::env::temp_dir().join(format!("simulator-calls-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("calls.jsonl");

    let before = client_of(Simulator::with_call_log(&path, 7, 60.0).unwrap());
    let system = before.snapshots(HANGZHOU).await.into_iter().find(|row| {
        row["SnapshotName"]
            .as_str()
            .is_some_and(|name| name.starts_with("erp-db-01-sys-"))
            && row["Status"] == "accomplished"
    });
    let system = system.unwrap()["SnapshotId"].as_str().unwrap().to_owned();
    let asked = [
        ("ImageName", "kept"),
        ("SnapshotId", system.as_str()),
        ("ClientToken", "one"),
    ];
    let dry = [
        ("ImageName", "dry"),
        ("SnapshotId", system.as_str()),
        ("DryRun", "true"),
    ];
    assert_eq!(before.ecs("CreateImage", &dry).await.code(), "DryRunOperation");
    let made = before.ecs("CreateImage", &asked).await;
    let id = made.body["ImageId"].as_str().unwrap();
    let held = before.image(id).await;

    let after = client_of(Simulator::with_call_log(&path, 7, 60.0).unwrap());
    assert_eq!(after.image(id).await["CreationTime"], held["CreationTime"]);
    assert_eq!(
        after.ecs("CreateImage", &asked).await.body["ImageId"],
        id,
        "the same token gives the same image"
    );
    assert!(
        !std::fs::read_to_string(&path)
            .unwrap()
            .contains(&before.key.access_key_id)
    );

    std::fs::write(&path, "not a call log\n").unwrap();
    let anew = client_of(Simulator::with_call_log(&path, 7, 60.0).unwrap());
    let images = anew.ecs("DescribeImages", &[("ImageId", id), ("Status", "ALL")]).await;
    assert!(images.rows("Images").is_empty());
    std::fs::remove_dir_all(&folder).unwrap();
}

#[tokio::test]
async fn every_change_is_there_again_after_a_restart() {
    let folder = std::env::temp_dir().join(format!("simulator-changes-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("calls.jsonl");
    let open = || client_of(Simulator::with_call_log(&path, 7, 60.0).unwrap());
    let shown = |client: Client| async move {
        let mut all = Vec::new();
        for region in [HANGZHOU, "cn-shanghai"] {
            for (action, plural) in [
                ("DescribeSnapshots", "Snapshots"),
                ("DescribeImages", "Images"),
                ("DescribeDisks", "Disks"),
                ("DescribeInstances", "Instances"),
            ] {
                let status = if plural == "Images" { "ALL" } else { "" };
                let own = [("RegionId", region), ("Status", status), ("PageSize", "100")];
                for row in client.call(action, &own).await.rows(plural) {
                    let ids = ["SnapshotId", "ImageId", "DiskId", "InstanceId"].map(|name| row[name].clone());
                    all.push((
                        ids,
                        row["Tags"].clone(),
                        row["SnapshotName"].clone(),
                        row["IsSelfShared"].clone(),
                    ));
                }
            }
        }
        all
    };

    let before = open();
    let text = |answer: &Answer, name: &str| answer.body[name].as_str().unwrap().to_owned();
    let disks = before
        .ecs("DescribeDisks", &[("DiskName", "builder-01-xvda")])
        .await
        .rows("Disks");
    let disk = disks[0]["DiskId"].as_str().unwrap().to_owned();
    let instance = disks[0]["InstanceId"].as_str().unwrap().to_owned();
    let snapshot = text(&before.call("CreateSnapshot", &[("DiskId", &disk)]).await, "SnapshotId");
    let rename = [("SnapshotId", snapshot.as_str()), ("SnapshotName", "renamed")];
    assert_eq!(before.call("ModifySnapshotAttribute", &rename).await.status, 200);
    let tag = [
        ("ResourceType", "snapshot"),
        ("ResourceId.1", snapshot.as_str()),
        ("Tag.1.Key", "kept"),
    ];
    assert_eq!(before.ecs("TagResources", &tag).await.status, 200);
    let images = before
        .ecs("DescribeImages", &[("ImageName", "app-node-base-v14")])
        .await
        .rows("Images");
    let image = images[0]["ImageId"].as_str().unwrap().to_owned();
    let share = [("ImageId", image.as_str()), ("AddAccount.1", "1800000000000001")];
    assert_eq!(before.ecs("ModifyImageSharePermission", &share).await.status, 200);
    let copy = [("ImageId", image.as_str()), ("DestinationRegionId", "cn-shanghai")];
    text(&before.ecs("CopyImage", &copy).await, "ImageId");
    let running = before
        .ecs("DescribeInstances", &[("InstanceName", "builder-01")])
        .await
        .rows("Instances")
        .remove(0);
    let launch = [
        ("ImageId", image.as_str()),
        ("InstanceType", "ecs.g7.large"),
        ("VSwitchId", running["VpcAttributes"]["VSwitchId"].as_str().unwrap()),
        (
            "SecurityGroupId",
            running["SecurityGroupIds"]["SecurityGroupId"][0].as_str().unwrap(),
        ),
        ("Password", "Secret-1234"),
    ];
    assert_eq!(before.ecs("RunInstances", &launch).await.status, 200);
    assert_eq!(
        before.ecs("StopInstances", &[("InstanceId.1", &instance)]).await.status,
        200
    );
    let gone = before.id_of(HANGZHOU, "app-node-base-v12").await;
    before.simulator.delete_snapshot(HANGZHOU, &gone).unwrap();
    let also = before.id_of(HANGZHOU, "app-node-base-v11").await;
    assert_eq!(
        before
            .call("DeleteSnapshot", &[("SnapshotId", &also), ("Force", "true")])
            .await
            .status,
        200
    );

    assert_eq!(shown(open()).await, shown(before).await);
    assert!(!std::fs::read_to_string(&path).unwrap().contains("Secret-1234"));
    std::fs::remove_dir_all(&folder).unwrap();
}

#[tokio::test]
async fn an_old_call_log_that_held_images_only_is_still_read() {
    let folder = std::env::temp_dir().join(format!("simulator-old-calls-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("calls.jsonl");
    let first = client_of(Simulator::with_call_log(&path, 7, 60.0).unwrap());
    let snapshot = first.id_of(HANGZHOU, "app-node-base-v12").await;
    let mut old = std::fs::read_to_string(&path).unwrap();
    old.push_str(&format!(
        "{{\"at\":\"{}\",\"parameters\":{{\"Action\":\"CreateImage\",\"RegionId\":\"{HANGZHOU}\",\
         \"SnapshotId\":\"{snapshot}\",\"ImageName\":\"of-old\"}}}}\n",
        jiff::Timestamp::now()
    ));
    std::fs::write(&path, old).unwrap();
    let after = client_of(Simulator::with_call_log(&path, 7, 60.0).unwrap());
    let own = [("ImageName", "of-old"), ("Status", "ALL")];
    assert_eq!(after.ecs("DescribeImages", &own).await.rows("Images").len(), 1);
    std::fs::remove_dir_all(&folder).unwrap();
}

#[tokio::test]
async fn a_line_cut_short_takes_no_other_with_it() {
    let folder = std::env::temp_dir().join(format!("simulator-torn-calls-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("calls.jsonl");
    let open = || client_of(Simulator::with_call_log(&path, 7, 60.0).unwrap());
    let delete = |client: Client| async move {
        let rows = client.snapshots(HANGZHOU).await;
        let free = rows
            .iter()
            .find(|row| row["Usage"] == "none" && row["Status"] == "accomplished")
            .unwrap();
        let snapshot_id = free["SnapshotId"].as_str().unwrap().to_owned();
        assert_eq!(
            client
                .call("DeleteSnapshot", &[("SnapshotId", &snapshot_id)])
                .await
                .status,
            200
        );
        snapshot_id
    };
    let first = delete(open()).await;
    let whole = std::fs::read(&path).unwrap();
    let in_a_character = &"{\"at\":\"财".as_bytes()[..9];
    for end in [br#"{"at":"2026-11-2"#.as_slice(), in_a_character] {
        std::fs::write(&path, [&whole[..], end].concat()).unwrap();
        let second = delete(open()).await;
        let rows = open().snapshots(HANGZHOU).await;
        for gone in [&first, &second] {
            assert!(rows.iter().all(|row| row["SnapshotId"] != gone.as_str()));
        }
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

#[tokio::test]
async fn a_call_log_that_cannot_be_read_is_not_overwritten() {
    let folder = std::env::temp_dir().join(format!("simulator-unread-calls-{}", std::process::id()));
    let path = folder.join("calls.jsonl");
    std::fs::create_dir_all(&path).unwrap();
    assert!(Simulator::with_call_log(&path, 7, 60.0).is_err());
    assert!(path.is_dir());
    std::fs::remove_dir_all(&folder).unwrap();
}

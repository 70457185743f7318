//! The diary: what was made in the simulated cloud is there again after a restart.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod client;

use client::{Client, HANGZHOU};
use simulator::Simulator;

fn client_of(simulator: Simulator) -> Client {
    let mut client = Client::small();
    client.key = simulator.keys().remove(0);
    client.simulator = simulator;
    client
}

#[tokio::test]
async fn an_image_outlives_the_process_with_its_id_and_its_token() {
    let folder = std::env::temp_dir().join(format!("simulator-diary-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("diary.jsonl");

    let before = client_of(Simulator::with_diary(&path, 7, 60.0).unwrap());
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

    let after = client_of(Simulator::with_diary(&path, 7, 60.0).unwrap());
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

    std::fs::write(&path, "not a diary\n").unwrap();
    let anew = client_of(Simulator::with_diary(&path, 7, 60.0).unwrap());
    let images = anew.ecs("DescribeImages", &[("ImageId", id), ("Status", "ALL")]).await;
    assert!(images.rows("Images").is_empty());
    std::fs::remove_dir_all(&folder).unwrap();
}

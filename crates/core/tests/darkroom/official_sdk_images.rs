//! What the window says of images after copies, shares and a deletion, read with the official Node SDK from the same cloud.

use std::collections::{BTreeMap, BTreeSet};

use darkroom_core::Change;
use darkroom_core::deletion::{DeletionOrder, ImageToDelete};
use darkroom_core::image::{CopyOrder, OrderedCopy, ShareOrder};
use darkroom_core::inventory::{ResourceKey, RowKind, Rows};
use darkroom_core::job::JobState;
use darkroom_core::view::ViewSpec;
use serde_json::{Value, json};

use crate::harness::{HANGZHOU, Harness, Session, change, everything};
use crate::image_copies::image_in;
use crate::official_sdk::read_by_sdk;

const IMAGE: &str = "app-node-base-v14";
const REGIONS: [&str; 3] = ["cn-beijing", "cn-shanghai", "cn-shenzhen"];
const ACCOUNTS: [&str; 2] = ["2000000000000001", "2000000000000002"];
/// Nothing runs it, and it is shared with nobody.
const DELETED: &str = "ci-runner-win2022";

async fn done(session: &Session, id: i64) {
    let job = session.until_ended(id).await;
    assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
}

/// Copies an image to three regions, shares it with two accounts, and deletes another image with its snapshots.
async fn change_images(session: &Session) {
    let image = image_in(session, HANGZHOU, IMAGE).await;
    let copies = REGIONS.map(|region_id| OrderedCopy {
        image: image.clone(),
        region_id: region_id.to_owned(),
        name: format!("{IMAGE}-copy"),
        encrypted: false,
        kms_key_id: String::new(),
    });
    let order = CopyOrder {
        copies: copies.to_vec(),
    };
    let job = session.image_copy_start("copy".into(), order).await.unwrap();
    done(session, job.id).await;
    let order = ShareOrder {
        images: vec![image],
        add: ACCOUNTS.map(str::to_owned).to_vec(),
        remove: Vec::new(),
    };
    let job = session.image_share_start("share".into(), order).await.unwrap();
    done(session, job.id).await;
    let gone = image_in(session, HANGZHOU, DELETED).await;
    let plan = session.deletion_open(vec![gone.clone()], Vec::new()).await.unwrap();
    let snapshots = plan.images[0].snapshots.iter();
    let order = DeletionOrder {
        images: vec![ImageToDelete {
            key: gone,
            unshare: Vec::new(),
            force: false,
            instances: Vec::new(),
            snapshots: snapshots.map(|snapshot| snapshot.key.id.clone()).collect(),
        }],
        snapshots: Vec::new(),
        forced: Vec::new(),
    };
    let job = session.deletion_start("delete".into(), order).await.unwrap();
    done(session, job.id).await;
}

async fn shown_image(session: &Session, key: &ResourceKey) -> Value {
    let mut changes = session.changes();
    let mut detail = session.image_get(key.clone()).await.unwrap();
    // Asked for when the details are opened.
    while detail.shared_with.is_none() {
        assert_eq!(detail.shares_problem, None);
        change(&mut changes, |change| matches!(change, Change::Inventory { .. })).await;
        detail = session.image_get(key.clone()).await.unwrap();
    }
    let mut tags: Vec<String> = detail
        .tags
        .iter()
        .map(|tag| format!("{}={}", tag.key, tag.value))
        .collect();
    tags.sort();
    let mut accounts = detail.shared_with.unwrap();
    accounts.sort();
    json!({
        "region": detail.row.key.region_id,
        "id": detail.row.key.id,
        "name": detail.row.name,
        "status": detail.row.status,
        "family": detail.row.family,
        "description": detail.description,
        "tags": tags,
        "sharedWith": accounts,
    })
}

/// The own images as the grid and the details show them.
async fn shown(session: &Session) -> Vec<Value> {
    let spec = ViewSpec {
        kind: RowKind::Images,
        ..everything()
    };
    let Rows::Images(rows) = session.window(spec).await.rows else {
        panic!("rows of another kind");
    };
    let mut found = Vec::new();
    for row in rows.iter().filter(|row| !row.shared_with_me && row.owner == "self") {
        found.push(shown_image(session, &row.key).await);
    }
    found
}

#[test]
fn the_official_sdk_sees_the_images_exactly_as_the_window_shows_them() {
    let harness = Harness::new();
    let (shown, regions) = harness.run(async |session| {
        session.connect().await;
        let shards = session.synced().await.shards;
        let regions: BTreeSet<String> = shards.into_iter().map(|shard| shard.region_id).collect();
        change_images(&session).await;
        (shown(&session).await, regions)
    });
    let regions = regions.into_iter().collect::<Vec<_>>().join(",");
    let seen = read_by_sdk(&harness, "images.mjs", &[("REGIONS", &regions)]);
    let by_id = |images: &[Value]| -> BTreeMap<String, Value> {
        let images = images.iter().map(|image| (image["id"].to_string(), image.clone()));
        images.collect()
    };
    assert_eq!(by_id(seen.as_array().unwrap()), by_id(&shown));
    let is = |field: &'static str, wanted: Value| shown.iter().filter(move |image| image[field] == wanted).count();
    assert_eq!(is("name", json!(format!("{IMAGE}-copy"))), REGIONS.len());
    assert_eq!(is("sharedWith", json!(ACCOUNTS)), 1);
    assert_eq!(is("name", json!(DELETED)), 0);
}

//! Tags of a snapshot.

use alibaba_cloud::ecs::{ListTagResources, Tag, TagResources, UntagResources};

use super::listing::snapshots;
use crate::cloud::{Cloud, Connection, SHANGHAI};

pub async fn come_and_go(connection: Connection) {
    let cloud = Cloud::small(connection).await;
    let (rows, _) = snapshots(&cloud, SHANGHAI).await;
    let ids = vec![rows[0].snapshot_id.clone()];
    let mut tag = TagResources::new(SHANGHAI, "snapshot");
    tag.resource_ids.clone_from(&ids);
    tag.tags = vec![Tag {
        key: "status".to_owned(),
        value: "vetted".to_owned(),
    }];
    cloud.call(&tag).await;
    let mut list = ListTagResources::new(SHANGHAI, "snapshot");
    list.resource_ids.clone_from(&ids);
    assert!(keys(&cloud, &list).await.contains(&"status".to_owned()));
    let mut untag = UntagResources::new(SHANGHAI, "snapshot");
    untag.resource_ids = ids;
    untag.tag_keys = vec!["status".to_owned()];
    cloud.call(&untag).await;
    assert!(!keys(&cloud, &list).await.contains(&"status".to_owned()));
}

async fn keys(cloud: &Cloud, list: &ListTagResources) -> Vec<String> {
    let rows = cloud.call(list).await.tag_resources;
    rows.into_iter().filter_map(|row| row.tag_key).collect()
}

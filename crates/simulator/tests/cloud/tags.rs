//! Tags: put on and taken off by id, shown where they are asked for.

use crate::client::{Client, HANGZHOU};

#[tokio::test]
async fn tags_come_and_go_on_all_or_none() {
    let client = Client::small();
    let base = [("ResourceType", "snapshot")];
    let id = client.id_of(HANGZHOU, "app-node-base-v12").await;
    let call = |action: &'static str, more: &[(&'static str, &'static str)]| {
        let mut own: Vec<_> = base.to_vec();
        own.push(("ResourceId.1", id.as_str()));
        own.extend_from_slice(more);
        let client = &client;
        async move { client.ecs(action, &own).await }
    };
    let half = call(
        "TagResources",
        &[("ResourceId.2", "s-none"), ("Tag.1.Key", "a"), ("Tag.1.Value", "1")],
    )
    .await;
    assert_eq!((half.status, half.code()), (404, "InvalidResourceId.NotFound"));
    assert_eq!(
        call("TagResources", &[("Tag.1.Key", "env"), ("Tag.1.Value", "gold")])
            .await
            .status,
        200
    );
    let listed = call("ListTagResources", &[]).await.rows("TagResources");
    assert!(
        listed
            .iter()
            .any(|row| row["TagKey"] == "env" && row["TagValue"] == "gold"),
        "{listed:?}"
    );
    assert_eq!(listed.len(), 2, "replaced, not added");
    let by_tag = client
        .ecs("DescribeSnapshots", &[("Tag.1.Key", "env"), ("Tag.1.Value", "gold")])
        .await;
    assert_eq!(by_tag.rows("Snapshots").len(), 1);
    assert_eq!(call("UntagResources", &[("All", "true")]).await.status, 200);
    assert!(call("ListTagResources", &[]).await.rows("TagResources").is_empty());
    let neither = client.ecs("ListTagResources", &base).await;
    assert_eq!((neither.status, neither.code()), (403, "BothEmpty.TagsAndResources"));
}

#[tokio::test]
async fn the_tags_of_a_passed_check_are_shown_and_never_stored() {
    let client = Client::small();
    let images = client
        .ecs("DescribeImages", &[("ImageName", "app-node-base-v14")])
        .await;
    let image = images.rows("Images").remove(0);
    let id = image["ImageId"].as_str().unwrap();
    let shown = image["Tags"]["Tag"].as_array().unwrap();
    assert!(
        shown.iter().any(|tag| tag["TagKey"] == "acs:ecs:image:osVersion"),
        "{shown:?}"
    );
    let own = [("ResourceType", "image"), ("ResourceId.1", id)];
    for value in ["once", "twice"] {
        let tag = [own[0], own[1], ("Tag.1.Key", "kept"), ("Tag.1.Value", value)];
        assert_eq!(client.ecs("TagResources", &tag).await.status, 200);
    }
    let listed = client.ecs("ListTagResources", &own).await.rows("TagResources");
    assert_eq!(listed.len(), shown.len() + 1, "{listed:?}");
    let all = [own[0], own[1], ("All", "true")];
    assert_eq!(client.ecs("UntagResources", &all).await.status, 200);
    let left = client.ecs("ListTagResources", &own).await.rows("TagResources");
    assert!(
        left.iter()
            .all(|tag| tag["TagKey"].as_str().unwrap().starts_with("acs:")),
        "{left:?}"
    );
    assert_eq!(left.len(), 2);
}

//! Whole listings: where they end, and that they do end.

use alibaba_cloud::ecs::{
    DescribeDisks, DescribeImageSharePermission, DescribeImages, DescribeInstances, DescribeSnapshots,
};
use alibaba_cloud::{Error, Unreadable, all_pages};
use futures_util::{StreamExt as _, TryStreamExt as _};
use serde_json::json;

use crate::script::{Answer, Script, answer, error_answer};

fn snapshots(ids: &[&str], next_token: &str) -> Answer {
    let rows: Vec<_> = ids.iter().map(|id| json!({"SnapshotId": id})).collect();
    // A misleading TotalCount, as live replies have it.
    let body = json!({"RequestId": "R", "TotalCount": 0, "NextToken": next_token, "Snapshots": {"Snapshot": rows}});
    answer(200, body.to_string())
}

fn images(range: std::ops::Range<u32>, page_size: u32) -> Answer {
    let rows: Vec<_> = range.map(|number| json!({"ImageId": format!("m-{number}")})).collect();
    let body = json!({"RequestId": "R", "TotalCount": 1, "PageSize": page_size, "Images": {"Image": rows}});
    answer(200, body.to_string())
}

async fn snapshot_ids(script: &std::sync::Arc<Script>) -> Result<Vec<String>, Error> {
    let client = script.client();
    let pages = all_pages(&client, DescribeSnapshots::new("cn-hangzhou"));
    let pages: Vec<_> = pages.try_collect().await?;
    let rows = pages.into_iter().flat_map(|page| page.body.snapshots);
    Ok(rows.map(|row| row.snapshot_id).collect())
}

async fn image_count(script: &std::sync::Arc<Script>) -> Result<usize, Error> {
    let client = script.client();
    let pages = all_pages(&client, DescribeImages::new("cn-hangzhou"));
    let pages: Vec<_> = pages.try_collect().await?;
    Ok(pages.iter().map(|page| page.body.images.len()).sum())
}

fn unreadable(error: Error) -> Unreadable {
    match error {
        Error::Unreadable { reason, .. } => reason,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_listing_follows_the_tokens_to_the_end() {
    let script = Script::new([
        snapshots(&["s-1", "s-2"], "t-1"),
        snapshots(&[], "t-2"),
        snapshots(&["s-3"], ""),
    ]);
    assert_eq!(snapshot_ids(&script).await.unwrap(), ["s-1", "s-2", "s-3"]);
    let forms = script.forms();
    let tokens: Vec<_> = forms
        .iter()
        .map(|form| form.get("NextToken").map(String::as_str))
        .collect();
    assert_eq!(tokens, [None, Some("t-1"), Some("t-2")]);
}

#[tokio::test]
async fn a_listing_that_turns_in_a_circle_is_given_up() {
    let script = Script::new([
        snapshots(&["s-1"], "t-1"),
        snapshots(&["s-2"], "t-2"),
        snapshots(&["s-1"], "t-1"),
    ]);
    let error = snapshot_ids(&script).await.unwrap_err();
    assert_eq!(unreadable(error), Unreadable::RepeatedPage);
}

#[tokio::test]
async fn a_listing_of_endless_empty_pages_is_given_up() {
    let pages = (0..1_000).map(|number| snapshots(&[], &format!("t-{number}")));
    let script = Script::new(pages);
    let error = snapshot_ids(&script).await.unwrap_err();
    assert_eq!(unreadable(error), Unreadable::EmptyPages);
    assert!(script.sent().len() <= 20);
}

#[tokio::test]
async fn a_listing_ends_at_the_first_error_with_the_pages_before_it() {
    let script = Script::new([snapshots(&["s-1"], "t-1"), error_answer(403, "Forbidden.RAM")]);
    let client = script.client();
    let pages = all_pages(&client, DescribeSnapshots::new("cn-hangzhou"));
    let pages: Vec<_> = pages.collect().await;
    assert_eq!(pages.len(), 2);
    assert!(pages[0].is_ok() && pages[1].is_err());
}

#[tokio::test]
async fn images_are_paged_until_a_page_is_not_full() {
    let script = Script::new([images(0..100, 100), images(100..200, 100), images(200..203, 100)]);
    assert_eq!(image_count(&script).await.unwrap(), 203);
    let numbers: Vec<_> = script.forms().iter().map(|form| form["PageNumber"].clone()).collect();
    assert_eq!(numbers, ["1", "2", "3"]);
}

#[tokio::test]
async fn a_full_last_page_is_followed_by_an_empty_one() {
    let script = Script::new([images(0..100, 100), images(0..0, 100)]);
    assert_eq!(image_count(&script).await.unwrap(), 100);
}

#[tokio::test]
async fn smaller_pages_than_asked_do_not_cut_the_listing_short() {
    let script = Script::new([images(0..50, 50), images(50..60, 50)]);
    assert_eq!(image_count(&script).await.unwrap(), 60);
}

#[tokio::test]
async fn the_same_page_of_images_twice_is_an_error() {
    let script = Script::new([images(0..100, 100), images(0..100, 100)]);
    let error = image_count(&script).await.unwrap_err();
    assert_eq!(unreadable(error), Unreadable::RepeatedPage);
}

#[tokio::test]
async fn disks_and_instances_follow_tokens_too() {
    let disks = |token: &str| {
        let body = json!({"RequestId": "R", "NextToken": token, "Disks": {"Disk": [{"DiskId": "d"}]}});
        answer(200, body.to_string())
    };
    let instances = |token: &str| {
        let rows = json!([{"InstanceId": "i"}]);
        let body = json!({"RequestId": "R", "NextToken": token, "Instances": {"Instance": rows}});
        answer(200, body.to_string())
    };
    let script = Script::new([disks("t"), disks(""), instances("t"), instances("")]);
    let client = script.client();
    let pages = all_pages(&client, DescribeDisks::new("cn-hangzhou"));
    assert_eq!(pages.count().await, 2);
    let pages = all_pages(&client, DescribeInstances::new("cn-hangzhou"));
    assert_eq!(pages.count().await, 2);
}

/// Field case FR01: a pager took the empty token of the first page for the end, and listed 10 of 230 rows.
#[tokio::test]
async fn a_listing_by_page_number_ignores_tokens() {
    for token in ["", "t-1"] {
        let page = |range: std::ops::Range<u32>| {
            let number = range.start / 100 + 1;
            let rows: Vec<_> = range.map(|id| json!({"ImageId": format!("m-{id}")})).collect();
            let body = json!({
                "RequestId": "R",
                "NextToken": token,
                "PageNumber": number,
                "PageSize": 100,
                "TotalCount": 230,
                "Images": {"Image": rows},
            });
            answer(200, body.to_string())
        };
        let script = Script::new([page(0..100), page(100..200), page(200..230)]);
        assert_eq!(image_count(&script).await.unwrap(), 230);
        assert!(script.forms().iter().all(|form| !form.contains_key("NextToken")));
    }
}

#[tokio::test]
async fn all_accounts_that_an_image_is_shared_with_are_listed() {
    let page = |range: std::ops::Range<u64>| {
        let account = |number: u64| json!({"AliyunId": (1_000_000_000_000_000 + number).to_string()});
        let rows: Vec<_> = range.map(account).collect();
        let body = json!({"RequestId": "R", "PageSize": 100, "Accounts": {"Account": rows}, "ShareGroups": {}});
        answer(200, body.to_string())
    };
    let script = Script::new([page(0..100), page(100..102)]);
    let client = script.client();
    let pages = all_pages(&client, DescribeImageSharePermission::new("cn-hangzhou", "m-1"));
    let pages: Vec<_> = pages.try_collect().await.unwrap();
    let accounts: Vec<_> = pages.into_iter().flat_map(|page| page.body.accounts).collect();
    assert_eq!(accounts.len(), 102);
    assert_eq!(accounts[101].aliyun_id, "1000000000000101");
}

//! Whom an image is shared with.

use serde_json::json;
use simulator::OpenQuestions;

use crate::client::{Client, HANGZHOU};

const SHANGHAI: &str = "cn-shanghai";

#[tokio::test]
async fn fifty_accounts_share_an_image_ten_a_call() {
    let client = Client::small();
    let image = client.image_id_of(HANGZHOU, "app-node-base-v14").await;
    let share = |from: u64, count: u64| {
        let mut own = vec![("ImageId".to_owned(), image.clone())];
        own.extend((0..count).map(|place| {
            (
                format!("AddAccount.{}", place + 1),
                format!("{}", 1_800_000_000_000_001 + from + place),
            )
        }));
        let client = &client;
        async move {
            let own: Vec<_> = own
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str()))
                .collect();
            client.ecs("ModifyImageSharePermission", &own).await
        }
    };
    for tens in 0..5 {
        assert_eq!(share(tens * 10, 12).await.status, 200);
    }
    let page = client
        .ecs(
            "DescribeImageSharePermission",
            &[("ImageId", &image), ("PageSize", "100")],
        )
        .await
        .body;
    assert_eq!(
        (
            &page["TotalCount"],
            page["Accounts"]["Account"].as_array().unwrap().len()
        ),
        (&50.into(), 50)
    );
    let full = share(50, 1).await;
    assert_eq!((full.status, full.code()), (403, "QuotaExceed.ShareImageUser"));
    let own = [("ImageId", image.as_str()), ("AddAccount.1", &client.key.account_id)];
    assert_eq!(
        client.ecs("ModifyImageSharePermission", &own).await.code(),
        "InvalidAccount.Forbbiden"
    );
    let refused = client.ecs("DeleteImage", &[("ImageId", &image)]).await;
    assert_eq!(refused.code(), "ImageUseShared");
    let encrypted = client.image_id_of("cn-shenzhen", "财务系统-基准").await;
    let own = [
        ("RegionId", "cn-shenzhen"),
        ("ImageId", &encrypted),
        ("AddAccount.1", "1800000000000001"),
    ];
    let refused = client.call("ModifyImageSharePermission", &own).await;
    assert_eq!(
        refused.code(),
        "OperationDeined.FullImage",
        "encrypted, with several snapshots"
    );
}

#[tokio::test]
async fn what_the_service_encrypted_with_its_own_key_cannot_be_shared() {
    let client = Client::small();
    let golden = client.image_id_of(HANGZHOU, "app-node-base-v14").await;
    let own = [
        ("ImageId", golden.as_str()),
        ("DestinationRegionId", SHANGHAI),
        ("Encrypted", "true"),
    ];
    let copy = client.ecs("CopyImage", &own).await;
    let copy_id = copy.body["ImageId"].as_str().unwrap().to_owned();
    client.advance_minutes(60);
    let share = [
        ("RegionId", SHANGHAI),
        ("ImageId", copy_id.as_str()),
        ("AddAccount.1", "1800000000000001"),
    ];
    let refused = client.call("ModifyImageSharePermission", &share).await;
    assert_eq!(
        (refused.status, refused.code()),
        (403, "InvalidOperation.ServiceKeyEncryptedImageUnsupported")
    );
}

#[tokio::test]
async fn an_account_that_does_not_exist_is_refused_and_nobody_is_added() {
    let client = Client::small();
    let image = client.image_id_of(HANGZHOU, "app-node-base-v14").await;
    let share = |accounts: [&'static str; 2]| {
        let own = [
            ("ImageId", image.clone()),
            ("AddAccount.1", accounts[0].to_owned()),
            ("AddAccount.2", accounts[1].to_owned()),
        ];
        let client = &client;
        async move {
            let own: Vec<_> = own.iter().map(|(name, value)| (*name, value.as_str())).collect();
            client.ecs("ModifyImageSharePermission", &own).await
        }
    };
    for unknown in ["1800000000010000", "ops@example.com", "280000000000000001"] {
        let refused = share(["1800000000000001", unknown]).await;
        assert_eq!((refused.status, refused.code()), (404, "InvalidAccount.NotFound"));
        let message = refused.body["Message"].as_str().unwrap();
        assert!(message.contains(unknown), "{message}");
    }
    let shown = client
        .ecs("DescribeImageSharePermission", &[("ImageId", &image)])
        .await
        .body;
    assert_eq!(shown["Accounts"]["Account"], json!([]));

    client.simulator.set_open_questions(OpenQuestions {
        unknown_accounts_are_not_named: true,
        ..OpenQuestions::default()
    });
    client
        .simulator
        .set_other_accounts(Some(vec!["1800000000010000".to_owned()]));
    let refused = share(["1800000000010000", "1800000000000001"]).await;
    let message = refused.body["Message"].as_str().unwrap();
    assert!(message.starts_with("The specified parameter"), "{message}");
    let only = [("ImageId", image.as_str()), ("AddAccount.1", "1800000000010000")];
    assert_eq!(client.ecs("ModifyImageSharePermission", &only).await.status, 200);
    client.simulator.set_other_accounts(None);
    assert_eq!(share(["1800000000000001", "1800000000000002"]).await.status, 200);
}

#[tokio::test]
async fn the_accounts_of_an_image_come_page_by_page_and_as_late_as_a_listing_lags() {
    let client = Client::small();
    let image = client.image_id_of(HANGZHOU, "app-node-base-v14").await;
    for account in ["1800000000000001", "1800000000000002", "1800000000000003"] {
        let own = [("ImageId", image.as_str()), ("AddAccount.1", account)];
        assert_eq!(client.ecs("ModifyImageSharePermission", &own).await.status, 200);
    }
    let mut seen = Vec::new();
    for page in ["1", "2", "3"] {
        let own = [("ImageId", image.as_str()), ("PageSize", "2"), ("PageNumber", page)];
        let body = client.ecs("DescribeImageSharePermission", &own).await.body;
        assert_eq!(body["TotalCount"], 3);
        let accounts = body["Accounts"]["Account"].as_array().unwrap().clone();
        seen.extend(
            accounts
                .into_iter()
                .map(|row| row["AliyunId"].as_str().unwrap().to_owned()),
        );
    }
    seen.sort();
    assert_eq!(seen, ["1800000000000001", "1800000000000002", "1800000000000003"]);

    client.advance_minutes(1);
    let stale =
        json!([{ "action": "DescribeImageSharePermission", "times": 1, "fault": { "stale": { "seconds": 120 } } }]);
    client.simulator.set_faults(serde_json::from_value(stale).unwrap());
    for count in [0, 3] {
        let body = client
            .ecs("DescribeImageSharePermission", &[("ImageId", &image)])
            .await
            .body;
        assert_eq!(body["Accounts"]["Account"].as_array().unwrap().len(), count);
    }
}

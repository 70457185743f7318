//! The ledger by resource: enough to count what was made, copied, shared and cancelled.

use serde_json::json;
use simulator::{Effect, FaultRule, ResourceKind, ResourceRecord};

use crate::client::{Client, HANGZHOU};

const SHANGHAI: &str = "cn-shanghai";

fn images(client: &Client) -> Vec<ResourceRecord> {
    let records = client.simulator.resources().into_iter();
    records.filter(|record| record.kind == ResourceKind::Image).collect()
}

#[tokio::test]
async fn every_resource_tells_what_made_it_and_what_changed_it() {
    let client = Client::small();
    let golden = client.image_id_of(HANGZHOU, "app-node-base-v14").await;
    let rules = json!([{ "action": "CopyImage", "times": 1, "fault": "dropAfterEffect" }]);
    let rules: Vec<FaultRule> = serde_json::from_value(rules).unwrap();
    client.simulator.set_faults(rules);
    let copy = [
        ("ImageId", golden.as_str()),
        ("DestinationRegionId", SHANGHAI),
        ("DestinationImageName", "step-2"),
        ("ClientToken", "token-2"),
        ("Tag.1.Key", "darkroom"),
        ("Tag.1.Value", "job-1"),
    ];
    client.ecs("CopyImage", &copy).await;
    let copied = client.ecs("CopyImage", &copy).await.body["ImageId"]
        .as_str()
        .unwrap()
        .to_owned();

    let share = [
        ("ImageId", golden.as_str()),
        ("AddAccount.1", "1800000000000001"),
        ("AddAccount.2", "1800000000000002"),
    ];
    for _ in 0..2 {
        assert_eq!(client.ecs("ModifyImageSharePermission", &share).await.status, 200);
    }
    let features = [("ImageId", golden.as_str()), ("Features.NvmeSupport", "unsupported")];
    for _ in 0..2 {
        assert_eq!(client.ecs("ModifyImageAttribute", &features).await.status, 200);
    }
    let cancel = [("RegionId", SHANGHAI), ("ImageId", copied.as_str())];
    assert_eq!(client.call("CancelCopyImage", &cancel).await.status, 200);

    let records = images(&client);
    assert_eq!(records.len(), 2, "the repetition under the same token made nothing");
    let made = records[0].created_by.as_ref().unwrap();
    assert_eq!(
        (records[0].region_id.as_str(), records[0].resource_id.as_str()),
        (SHANGHAI, copied.as_str())
    );
    assert_eq!(
        (made.action.as_str(), made.client_token.as_deref(), made.name.as_deref()),
        ("CopyImage", Some("token-2"), Some("step-2"))
    );
    assert_eq!(made.source_id.as_deref(), Some(golden.as_str()));
    assert_eq!(made.tags["darkroom"], "job-1");
    let ledger = client.simulator.ledger();
    let first = ledger.iter().find(|entry| entry.action == "CopyImage").unwrap();
    assert_eq!(
        (made.sequence, &made.request_id),
        (first.sequence, &first.outcome.request_id)
    );
    let actions: Vec<_> = records[0].changes.iter().map(|change| change.action.as_str()).collect();
    assert_eq!(actions, ["CancelCopyImage"]);

    assert_eq!(records[1].created_by, None, "it was there at first");
    let effects: Vec<_> = records[1].changes.iter().map(|change| change.effect.clone()).collect();
    let (region_id, image_id) = (HANGZHOU.to_owned(), golden.clone());
    assert_eq!(
        effects,
        [
            Effect::ImageShareChanged {
                region_id: region_id.clone(),
                image_id: image_id.clone(),
                added: vec!["1800000000000001".to_owned(), "1800000000000002".to_owned()],
                removed: Vec::new(),
            },
            Effect::ImageFeaturesChanged {
                region_id,
                image_id,
                nvme_support: "unsupported".to_owned(),
                imds_support: "v1".to_owned(),
            },
        ],
        "what changes nothing is no change"
    );
    let written = serde_json::to_value(&records).unwrap();
    assert_eq!(written[0]["createdBy"]["clientToken"], "token-2");
    assert_eq!(written[1]["changes"][0]["effect"]["effect"], "imageShareChanged");
}

//! Regions that DescribeRegions no longer names.

use std::time::Duration;

use super::{ACCOUNT, Gate};
use crate::cloud::Priority;

async fn learn(gate: &Gate, regions: &str) -> Vec<String> {
    let body = format!(r#"{{"RequestId":"R","Regions":{{"Region":[{regions}]}}}}"#);
    gate.server.answer("DescribeRegions", 200, &body);
    gate.cloud.learn_regions(ACCOUNT, Priority::User).await.unwrap();
    let mut chosen = gate.accounts.chosen_regions(ACCOUNT).await.unwrap();
    chosen.sort();
    chosen
}

const BOTH: &str = r#"{"RegionId":"cn-beijing"},{"RegionId":"cn-hangzhou"}"#;
const ONE: &str = r#"{"RegionId":"cn-hangzhou"}"#;
const ONE_AND_UNREADABLE: &str = r#"{"RegionId":"cn-hangzhou"},{"LocalName":"Beijing"}"#;
const DAY: Duration = Duration::from_secs(24 * 3_600);

#[tokio::test]
async fn a_region_that_one_reply_lacks_stays_and_goes_after_a_day_of_such_replies() {
    let gate = Gate::open().await;
    assert_eq!(learn(&gate, BOTH).await, ["cn-beijing", "cn-hangzhou"]);
    assert_eq!(learn(&gate, ONE).await, ["cn-beijing", "cn-hangzhou"]);
    gate.clock.advance(DAY - Duration::from_secs(1));
    assert_eq!(learn(&gate, BOTH).await, ["cn-beijing", "cn-hangzhou"], "seen again");
    assert_eq!(learn(&gate, ONE).await, ["cn-beijing", "cn-hangzhou"]);
    gate.clock.advance(DAY - Duration::from_secs(1));
    assert_eq!(learn(&gate, ONE).await, ["cn-beijing", "cn-hangzhou"]);
    gate.clock.advance(Duration::from_secs(1));
    assert_eq!(learn(&gate, ONE).await, ["cn-hangzhou"]);
}

#[tokio::test]
async fn a_reply_with_rows_that_cannot_be_read_proves_no_region_missing() {
    let gate = Gate::open().await;
    learn(&gate, BOTH).await;
    for _ in 0..3 {
        gate.clock.advance(DAY);
        assert_eq!(learn(&gate, ONE_AND_UNREADABLE).await, ["cn-beijing", "cn-hangzhou"]);
    }
}

//! A machine whose clock is wrong.

use alibaba_cloud::ecs::DescribeRegions;

use crate::script::{Answer, NO_REGIONS, Script, answer, answer_with};

fn refusal(date: &str) -> Answer {
    let body = r#"{"Code":"InvalidTimeStamp.Expired","Message":"m","RequestId":"R"}"#;
    answer_with(400, &[("Date", date)], body)
}

#[tokio::test(start_paused = true)]
async fn the_clouds_time_is_used_after_a_refusal() {
    let date = "Fri, 02 Jan 2026 04:04:05 GMT";
    let script = Script::new([refusal(date), answer(200, NO_REGIONS), answer(200, NO_REGIONS)]);
    let client = script.client();
    client.call(&DescribeRegions::default()).await.unwrap();
    client.call(&DescribeRegions::default()).await.unwrap();
    let times: Vec<_> = script.forms().iter().map(|form| form["Timestamp"].clone()).collect();
    let corrected = "2026-01-02T04:04:05Z";
    assert_eq!(times, ["2026-01-02T03:04:05Z", corrected, corrected]);
    assert_eq!(client.clock_offset().as_secs(), 3_600);
}

#[tokio::test(start_paused = true)]
async fn a_second_refusal_is_final() {
    let script = Script::new([
        refusal("Fri, 02 Jan 2026 04:04:05 GMT"),
        refusal("Fri, 02 Jan 2026 05:04:05 GMT"),
    ]);
    let error = script.client().call(&DescribeRegions::default()).await;
    assert_eq!(error.unwrap_err().code(), Some("InvalidTimeStamp.Expired"));
}

#[tokio::test(start_paused = true)]
async fn an_absurd_time_is_not_believed() {
    let absurd = [
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Fri, 02 Jan 2150 03:04:05 GMT",
        "Fri, 02 Jan 2026 03:04:30 GMT",
        "now",
    ];
    for date in absurd {
        let script = Script::new([refusal(date)]);
        let client = script.client();
        assert!(client.call(&DescribeRegions::default()).await.is_err());
        assert!(client.clock_offset().is_zero());
    }
}

//! Faults C1 to C4: a clock that is wrong, jumps, or is answered absurdly.

use alibaba_cloud::ecs::DescribeRegions;
use tokio::time::Instant;

use crate::script::{Answer, NO_REGIONS, Script, SetClock, answer, answer_with, error_answer};

const TRUE_TIME: &str = "2026-01-02T03:04:05Z";
const TRUE_DATE: &str = "Fri, 02 Jan 2026 03:04:05 GMT";

fn refusal(headers: &[(&str, &str)]) -> Answer {
    let body = r#"{"Code":"InvalidTimeStamp.Expired","Message":"m","RequestId":"R"}"#;
    answer_with(400, headers, body)
}

#[tokio::test(start_paused = true)]
async fn c1_a_wrong_clock_is_corrected_once_and_reported() {
    let wrong = [
        "2026-01-02T03:20:06Z",
        "2026-01-02T02:48:04Z",
        "2026-01-03T03:04:05Z",
        "2026-01-01T03:04:05Z",
        "1970-01-01T00:00:01Z",
        "2038-01-19T03:14:08Z",
    ];
    for local in wrong {
        let clock = SetClock::at(local);
        let script = Script::new([refusal(&[("date", TRUE_DATE)]), answer(200, NO_REGIONS)]);
        let client = script.client_at(&clock);
        client.call(&DescribeRegions::default()).await.unwrap();
        let forms = script.forms();
        assert_eq!(forms[0]["Timestamp"], local);
        assert_eq!(forms[1]["Timestamp"], TRUE_TIME);
        assert_ne!(forms[0]["SignatureNonce"], forms[1]["SignatureNonce"]);
        let local: jiff::Timestamp = local.parse().unwrap();
        let difference = TRUE_TIME.parse::<jiff::Timestamp>().unwrap().duration_since(local);
        assert_eq!(client.clock_offset(), difference);
    }
}

#[tokio::test(start_paused = true)]
async fn c2_a_clock_that_jumps_back_during_a_wait_changes_no_wait() {
    let clock = SetClock::at(TRUE_TIME);
    let script = Script::new([error_answer(400, "Throttling"), answer(200, NO_REGIONS)]);
    let client = script.client_at(&clock);
    let start = Instant::now();
    let jump = async {
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        clock.set("2025-01-01T00:00:00Z");
    };
    let action = DescribeRegions::default();
    let (reply, ()) = tokio::join!(client.call(&action), jump);
    reply.unwrap();
    assert!(start.elapsed().as_millis() < 600);
    assert_eq!(script.sent().len(), 2);
}

#[tokio::test]
async fn c3_timestamps_are_utc_in_ascii_whatever_the_zone() {
    for zoned in ["2026-01-02T11:04:05.999+08:00", "2026-01-01T21:04:05-06:00"] {
        let clock = SetClock::at(zoned);
        let script = Script::new([answer(200, NO_REGIONS)]);
        script
            .client_at(&clock)
            .call(&DescribeRegions::default())
            .await
            .unwrap();
        assert_eq!(script.forms()[0]["Timestamp"], TRUE_TIME);
    }
}

#[tokio::test(start_paused = true)]
async fn c4_an_absent_or_absurd_date_is_ignored() {
    let absurd = [
        None,
        Some(""),
        Some("0"),
        Some("Thu, 01 Jan 1970 00:00:00 GMT"),
        Some("Fri, 02 Jan 9999 03:04:05 GMT"),
        Some("2026-01-02T03:04:05Z"),
    ];
    for date in absurd {
        let headers: Vec<_> = date.map(|date| ("date", date)).into_iter().collect();
        let script = Script::new([refusal(&headers)]);
        let client = script.client_at(&SetClock::at("2026-06-01T00:00:00Z"));
        let error = client.call(&DescribeRegions::default()).await.unwrap_err();
        assert_eq!(error.code(), Some("InvalidTimeStamp.Expired"));
        assert!(client.clock_offset().is_zero());
    }
}

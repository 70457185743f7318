//! A machine whose clock is wrong.

use std::collections::BTreeMap;

use alibaba_cloud::Error;
use alibaba_cloud::ecs::{CreateImage, DescribeRegions, ImageSource, ModifySnapshotAttribute};

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

/// Writes a snapshot's name and an image, on a machine an hour behind.
async fn write(answers: [Answer; 2]) -> (Result<(), Error>, Result<(), Error>, Vec<BTreeMap<String, String>>) {
    let once = Script::new(answers.clone());
    let action = ModifySnapshotAttribute::new("cn-hangzhou", "s-1");
    let modified = once.client().call(&action).await.map(drop);
    let with_token = Script::new(answers);
    let snapshot_id = "s-1".to_owned();
    let action = CreateImage::new("cn-hangzhou", ImageSource::Snapshot { snapshot_id }, "token-1");
    let created = with_token.client().call(&action).await.map(drop);
    (modified, created, [once.forms(), with_token.forms()].concat())
}

#[tokio::test(start_paused = true)]
async fn a_write_whose_time_was_refused_has_done_nothing_and_is_sent_again_under_its_token() {
    let done = || answer(200, r#"{"RequestId":"R","ImageId":"m-1"}"#);
    let (modified, created, forms) = write([refusal("Fri, 02 Jan 2026 04:04:05 GMT"), done()]).await;
    modified.and(created).unwrap();
    for pair in forms.chunks(2) {
        assert_eq!(pair[1]["Timestamp"], "2026-01-02T04:04:05Z");
        assert_eq!(pair[0].get("ClientToken"), pair[1].get("ClientToken"));
        assert_ne!(pair[0]["SignatureNonce"], pair[1]["SignatureNonce"]);
    }
    assert_eq!(forms[3]["ClientToken"], "token-1");
}

#[tokio::test(start_paused = true)]
async fn a_refusal_that_says_success_as_well_is_not_followed_by_a_second_write() {
    let contradiction = || {
        let mut answer = refusal("Fri, 02 Jan 2026 04:04:05 GMT").unwrap();
        answer.status = 200;
        Ok(answer)
    };
    let (modified, created, forms) = write([contradiction(), contradiction()]).await;
    for outcome in [modified, created] {
        assert!(outcome.unwrap_err().outcome_unknown());
    }
    assert_eq!(forms.len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_second_refusal_is_final() {
    let refusals = [
        refusal("Fri, 02 Jan 2026 04:04:05 GMT"),
        refusal("Fri, 02 Jan 2026 05:04:05 GMT"),
    ];
    let script = Script::new(refusals.clone());
    let read = script.client().call(&DescribeRegions::default()).await.map(drop);
    let (modified, created, _) = write(refusals).await;
    for outcome in [read, modified, created] {
        assert_eq!(outcome.unwrap_err().code(), Some("InvalidTimeStamp.Expired"));
    }
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

#[tokio::test(start_paused = true)]
async fn a_reply_shows_the_clouds_time_and_changes_no_signature() {
    let reply = answer_with(200, &[("Date", "Fri, 02 Jan 2026 03:14:05 GMT")], NO_REGIONS);
    let script = Script::new([reply, answer(200, NO_REGIONS)]);
    let client = script.client();
    assert_eq!(client.measured_clock_offset(), None);
    for _ in 0..2 {
        client.call(&DescribeRegions::default()).await.unwrap();
    }
    assert_eq!(client.measured_clock_offset().unwrap().as_secs(), 600);
    assert!(client.clock_offset().is_zero());
    let forms = script.forms();
    assert_eq!(forms[0]["Timestamp"], forms[1]["Timestamp"]);
}

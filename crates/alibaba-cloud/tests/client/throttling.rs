//! A quota that is used up: who asks, when, and who waits.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use alibaba_cloud::ecs::{
    CreateImage, DescribeDisks, DescribeSnapshots, ImageSource, ModifyImageAttribute, ModifyInstanceSpec,
};
use alibaba_cloud::{
    BoxFuture, Client, EndpointRule, Error, FailureKind, Priority, Throttle, Transport, TransportRequest,
};
use futures_util::future::join_all;
use tokio::time::{Instant, sleep};

use crate::script::{Answer, Script, StandingClock, answer, answer_with, credentials, error_answer, form};

type Asked = (Duration, String);

type Rule = Box<dyn Fn(Duration, &[Asked]) -> bool + Send + Sync>;

/// A cloud that answers each request by a rule over the time since it was made, and remembers when it was asked what.
struct Quota {
    start: Instant,
    asked: Mutex<Vec<Asked>>,
    rule: Rule,
    retry_after: Option<&'static str>,
}

const LATENCY: Duration = Duration::from_millis(50);

impl Quota {
    fn new(rule: impl Fn(Duration, &[Asked]) -> bool + Send + Sync + 'static) -> Arc<Self> {
        Self::with_retry_after(None, rule)
    }

    fn with_retry_after(
        retry_after: Option<&'static str>,
        rule: impl Fn(Duration, &[Asked]) -> bool + Send + Sync + 'static,
    ) -> Arc<Self> {
        Arc::new(Self {
            start: Instant::now(),
            asked: Mutex::default(),
            rule: Box::new(rule),
            retry_after,
        })
    }

    /// Refuses everything but other regions and actions until then.
    fn closed_until(seconds: u64) -> Arc<Self> {
        Self::new(move |now, _| now >= Duration::from_secs(seconds))
    }

    fn client(self: &Arc<Self>) -> Client {
        let runtime = Arc::new(StandingClock::default());
        Client::new(self.clone(), credentials(), EndpointRule::Public, runtime)
    }

    /// When it was asked, in milliseconds.
    fn times(&self) -> Vec<u128> {
        let asked = self.asked.lock().unwrap();
        asked.iter().map(|(time, _)| time.as_millis()).collect()
    }
}

impl Transport for Quota {
    fn send(&self, request: TransportRequest) -> BoxFuture<'_, Answer> {
        let form = form(&request);
        let what = format!("{} {}", form["Action"], form.get("RegionId").map_or("", String::as_str));
        let now = self.start.elapsed();
        let is_let_through = {
            let mut asked = self.asked.lock().unwrap();
            let is_let_through =
                what != "DescribeSnapshots cn-hangzhou" && !what.starts_with("Modify") || (self.rule)(now, &asked);
            asked.push((now, what));
            is_let_through
        };
        Box::pin(async move {
            sleep(LATENCY).await;
            if is_let_through {
                return answer(200, r#"{"RequestId":"R","Snapshots":{},"Disks":{}}"#);
            }
            let body = r#"{"Code":"Throttling.User","Message":"m","RequestId":"R"}"#;
            let headers: Vec<_> = self
                .retry_after
                .map(|wait| ("x-acs-retry-after", wait))
                .into_iter()
                .collect();
            answer_with(400, &headers, body)
        })
    }
}

async fn list(client: &Client) -> Result<(), Error> {
    let action = DescribeSnapshots::new("cn-hangzhou");
    client.call(&action).await.map(drop)
}

#[tokio::test(start_paused = true)]
async fn one_call_probes_and_the_others_wait_for_it() {
    let quota = Quota::closed_until(30);
    let client = quota.client();
    let outcomes = join_all((0..10).map(|_| list(&client))).await;
    assert!(outcomes.iter().all(Result::is_ok));
    let times = quota.times();
    let while_closed = times.iter().filter(|time| **time < 30_000).count();
    // Ten at first, then one at a time after 0.5, 1, 2, 4, 8 and 10 seconds.
    assert_eq!(while_closed, 16, "{times:?}");
    let probes: Vec<_> = times[10..].windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert_eq!(probes[..5], [1_050, 2_050, 4_050, 8_050, 10_050], "{times:?}");
}

#[tokio::test(start_paused = true)]
async fn other_regions_and_actions_go_on() {
    let quota = Quota::closed_until(30);
    let client = quota.client();
    let elsewhere = async {
        sleep(Duration::from_secs(1)).await;
        let waiting = client.throttled();
        assert_eq!(waiting.len(), 1);
        assert_eq!(waiting[0].action, "DescribeSnapshots");
        assert_eq!(waiting[0].region_id.as_deref(), Some("cn-hangzhou"));
        let start = Instant::now();
        client.call(&DescribeSnapshots::new("cn-qingdao")).await.unwrap();
        client.call(&DescribeDisks::new("cn-hangzhou")).await.unwrap();
        assert_eq!(start.elapsed(), 2 * LATENCY);
    };
    let (outcome, ()) = tokio::join!(list(&client), elsewhere);
    outcome.unwrap();
    assert!(client.throttled().is_empty());
}

#[tokio::test(start_paused = true)]
async fn nobody_asks_before_the_time_the_cloud_tells() {
    let quota = Quota::with_retry_after(Some("40000"), |now, _| now >= Duration::from_secs(40));
    let client = quota.client();
    assert!(join_all((0..3).map(|_| list(&client))).await.iter().all(Result::is_ok));
    let times = quota.times();
    assert_eq!(times[..3], [0, 0, 0]);
    assert!(times[3..].iter().all(|time| *time >= 40_000), "{times:?}");
}

#[tokio::test(start_paused = true)]
async fn throttling_that_does_not_end_fails_all_waiting_calls_after_two_minutes() {
    let quota = Quota::closed_until(u64::MAX);
    let client = quota.client();
    let start = Instant::now();
    for outcome in join_all((0..20).map(|_| list(&client))).await {
        assert_eq!(outcome.unwrap_err().kind(), FailureKind::Throttled);
    }
    assert!(start.elapsed() <= Duration::from_secs(121), "{:?}", start.elapsed());
    assert!(quota.times().len() < 40, "{:?}", quota.times());
    assert_eq!(client.throttled().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_wait_longer_than_the_limit_fails_at_once() {
    let quota = Quota::with_retry_after(Some("100000"), |_, _| false);
    let client = quota.client();
    let error = list(&client).await.unwrap_err();
    assert_eq!(error.kind(), FailureKind::Throttled);
    assert_eq!(quota.times(), [0, 100_050]);
}

#[tokio::test(start_paused = true)]
async fn after_a_refusal_the_rate_leaves_room_for_others() {
    let quota = Quota::closed_until(5);
    let client = quota.client();
    for _ in 0..30 {
        list(&client).await.unwrap();
    }
    let times = quota.times();
    let open: Vec<_> = times.into_iter().filter(|time| *time >= 5_000).collect();
    assert!(open.windows(2).all(|pair| pair[1] - pair[0] >= 999), "{open:?}");
}

#[tokio::test(start_paused = true)]
async fn a_quota_of_two_hundred_a_minute_is_used_well_and_seldom_hit() {
    // What the cloud counts: everything of this minute, refused or not.
    let quota = Quota::new(|now, asked| {
        let minute = now.as_secs() / 60;
        let in_minute = asked.iter().filter(|(time, _)| time.as_secs() / 60 == minute);
        in_minute.count() < 200
    });
    let client = quota.client();
    let calls = 1_000;
    let start = Instant::now();
    let all = (0..4).map(|_| async {
        for _ in 0..calls / 4 {
            list(&client).await.unwrap();
        }
    });
    join_all(all).await;
    let refused = quota.times().len() - calls;
    assert!(refused < calls / 20, "{refused} refused");
    assert!(start.elapsed() < Duration::from_secs(600), "{:?}", start.elapsed());
}

#[tokio::test(start_paused = true)]
async fn a_cancelled_probe_makes_room_for_another() {
    let quota = Quota::closed_until(2);
    let client = quota.client();
    let cancelled = async {
        let action = DescribeSnapshots::new("cn-hangzhou");
        tokio::select! {
            _ = client.call(&action) => panic!("not cancelled"),
            // In the middle of the first probe.
            () = sleep(Duration::from_millis(575)) => {}
        }
    };
    let waiting = async {
        sleep(Duration::from_millis(560)).await;
        list(&client).await
    };
    let ((), outcome) = tokio::join!(cancelled, waiting);
    outcome.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_throttled_write_fails_at_once_and_the_next_one_waits() {
    let quota = Quota::closed_until(1);
    let client = quota.client();
    let action = ModifyImageAttribute::new("cn-hangzhou", "m-1");
    let error = client.call(&action).await.unwrap_err();
    assert_eq!(error.kind(), FailureKind::Throttled);
    assert!(!error.outcome_unknown());
    let error = client.call(&action).await.unwrap_err();
    assert_eq!(error.kind(), FailureKind::Throttled);
    client.call(&action).await.unwrap();
    assert_eq!(quota.times(), [0, 550, 1_600]);
    // A ClientToken changes nothing: the caller decides whether to wait.
    let snapshot_id = "s-1".to_owned();
    let create = CreateImage::new("cn-hangzhou", ImageSource::Snapshot { snapshot_id }, "token-1");
    let script = Script::new([error_answer(400, "Throttling.User")]);
    let error = script.client().call(&create).await.unwrap_err();
    assert_eq!(error.kind(), FailureKind::Throttled);
}

#[tokio::test(start_paused = true)]
async fn an_instance_that_was_just_changed_holds_no_change_of_another() {
    let change = |id: &str| ModifyInstanceSpec {
        instance_type: Some("ecs.g7.large".to_owned()),
        ..ModifyInstanceSpec::new("cn-hangzhou", id, "token-1")
    };
    let script = Script::new([error_answer(400, "Throttling"), answer(200, r#"{"RequestId":"R"}"#)]);
    let client = script.client().with_max_wait(Duration::ZERO);
    let start = Instant::now();
    let error = client.call(&change("i-1")).await.unwrap_err();
    assert_eq!(error.kind(), FailureKind::Throttled);
    assert_eq!(client.throttled(), []);
    client.call(&change("i-2")).await.unwrap();
    assert_eq!(start.elapsed(), Duration::ZERO);
    // The quota of the action holds all of them.
    let script = Script::new([error_answer(400, "Throttling.User")]);
    let client = script.client().with_max_wait(Duration::ZERO);
    client.call(&change("i-1")).await.unwrap_err();
    let error = client.call(&change("i-2")).await.unwrap_err();
    assert!(!error.was_sent());
}

#[tokio::test(start_paused = true)]
async fn renewed_credentials_keep_the_place_in_the_queue() {
    let quota = Quota::closed_until(3);
    let client = quota.client();
    let renewed = client.clone().with_credentials(credentials());
    let (first, second) = tokio::join!(list(&client), async {
        sleep(Duration::from_millis(100)).await;
        assert_eq!(renewed.throttled().len(), 1);
        list(&renewed).await
    });
    first.and(second).unwrap();
    let times = quota.times();
    assert!(times.windows(2).all(|pair| pair[1] > pair[0]), "{times:?}");
}

#[tokio::test(start_paused = true)]
async fn clients_with_one_throttle_wait_for_the_same_probe() {
    let quota = Quota::closed_until(3);
    let throttle = Throttle::default();
    let first = quota.client().with_throttle(throttle.clone());
    let second = quota.client().with_throttle(throttle.clone());
    let later = async {
        sleep(Duration::from_millis(100)).await;
        assert_eq!(throttle.throttled().len(), 1);
        list(&second).await
    };
    let (outcome, other) = tokio::join!(list(&first), later);
    outcome.and(other).unwrap();
    // 0, 0.55, 1.6, 3.65 by the first; the second asks once, after that.
    assert_eq!(quota.times().len(), 5, "{:?}", quota.times());

    let alone = Quota::closed_until(3);
    let strangers = [alone.client(), alone.client()];
    join_all(strangers.iter().map(list)).await;
    assert_eq!(alone.times().len(), 8, "{:?}", alone.times());
}

#[tokio::test(start_paused = true)]
async fn a_caller_that_does_not_wait_is_told_when_to_ask_again_and_sends_nothing() {
    let quota = Quota::with_retry_after(Some("40000"), |now, _| now >= Duration::from_secs(40));
    let client = quota.client().with_max_wait(Duration::ZERO);
    let error = list(&client).await.unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(40)));
    sleep(Duration::from_secs(10)).await;
    let start = Instant::now();
    let error = list(&client).await.unwrap_err();
    assert_eq!(start.elapsed(), Duration::ZERO);
    assert_eq!(error.kind(), FailureKind::Throttled);
    assert_eq!(error.code(), Some("Throttling.User"));
    assert_eq!(error.request_id(), Some("R"));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(30)));
    assert!(!error.was_sent() && !error.outcome_unknown());
    assert_eq!(quota.times(), [0]);
    sleep(Duration::from_secs(30)).await;
    list(&client).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_call_of_a_user_goes_before_all_background_calls() {
    let quota = Quota::closed_until(5);
    let user = quota.client();
    let background = user.clone().with_priority(Priority::Background);
    let finished = Mutex::new(Vec::new());
    let listings = join_all((0..10).map(|_| async {
        list(&background).await.unwrap();
        finished.lock().unwrap().push("background");
    }));
    let question = async {
        sleep(Duration::from_secs(4)).await;
        list(&user).await.unwrap();
        finished.lock().unwrap().push("user");
    };
    tokio::join!(listings, question);
    let finished = finished.into_inner().unwrap();
    assert_eq!(finished.len(), 11);
    // The probe that ends the throttling may be a background call that was on its way.
    let position = finished.iter().position(|who| *who == "user").unwrap();
    assert!(position <= 1, "{finished:?}");
}

#[tokio::test(start_paused = true)]
async fn a_cancelled_call_of_a_user_holds_up_no_background_call() {
    let quota = Quota::closed_until(2);
    let user = quota.client();
    let background = user.clone().with_priority(Priority::Background);
    let cancelled = async {
        sleep(Duration::from_millis(100)).await;
        let waiting = tokio::time::timeout(Duration::from_millis(200), list(&user)).await;
        assert!(waiting.is_err());
    };
    let (outcome, ()) = tokio::join!(list(&background), cancelled);
    outcome.unwrap();
    assert!(quota.start.elapsed() < Duration::from_secs(5));
}

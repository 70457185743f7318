//! What a page of the simulator's largest scenario costs, against what our client spends to decode that very page; and
//! what it costs to begin with a million snapshots.
//!
//! `bench-simulator [--rounds N]` prints one JSON object a line. CPU is that of this one thread, which does nothing else.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};

use alibaba_cloud::ecs::DescribeSnapshots;
use alibaba_cloud::{
    BoxFuture, Client, Credentials, CustomEndpoint, EndpointRule, SystemRuntime, Transport, TransportError,
    TransportRequest, TransportResponse, decode,
};
use bytes::Bytes;
use darkroom_conformance::measure::{Measure, end, median};
use futures_util::FutureExt as _;
use jiff::Timestamp;
use rustix::time::{ClockId, clock_gettime};
use simulator::{ManualClock, Scenario, Simulator};

/// Pages of one round, one after the other as a walk meets them.
const PAGES: usize = 100;
/// Milliseconds of CPU in which the scenario must be there; to make a million rows would take about a second.
const START_LIMIT_MS: f64 = 20.0;
/// Mebibytes it may take, what the allocator keeps in hand included; a million rows of several hundred bytes would be hundreds.
const MEMORY_LIMIT_MIB: f64 = 32.0;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let rounds = match arguments.as_slice() {
        [] => 15,
        [option, rounds] if option == "--rounds" => rounds.parse().expect("--rounds takes a number"),
        _ => panic!("bench-simulator [--rounds N]"),
    };
    let (simulator, starts_well) = start();
    end(page(&simulator, rounds) && starts_well)
}

/// Time and memory until the simulator could answer.
fn start() -> (Simulator, bool) {
    let make = || {
        let scenario = Scenario::huge(7, Timestamp::now());
        let clock = Arc::new(ManualClock::new(scenario.epoch()));
        Simulator::new(scenario, clock)
    };
    let resident = resident_mib();
    let simulator = make();
    let memory = resident_mib() - resident;
    let times = (0..5).map(|_| milliseconds(|| drop(make())));
    let is_quick = report("start of huge", median(times.collect()), START_LIMIT_MS, "limit", "ms");
    let is_small = report("memory of huge", memory, MEMORY_LIMIT_MIB, "limit", "MiB");
    (simulator, is_quick && is_small)
}

/// A page of 100 snapshots: request bytes to body here, body to rows there.
fn page(simulator: &Simulator, rounds: usize) -> bool {
    let key = simulator.keys().remove(0);
    let credentials = Credentials::new(key.access_key_id, key.access_key_secret);
    let pen = Pen::new(&credentials);
    let mut walk = DescribeSnapshots::new("cn-hangzhou");
    let (mut actions, mut bodies) = (Vec::new(), Vec::new());
    for _ in 0..PAGES {
        actions.push(walk.clone());
        let response = answer(simulator, pen.sign(&walk));
        let page = decode::<DescribeSnapshots>(&response, &credentials).expect("the page can be read");
        assert_eq!(page.body.snapshots.len(), 100);
        walk.next_token = page.body.next_token;
        bodies.push(response);
    }
    let (mut rendered, mut decoded) = (Vec::new(), Vec::new());
    for round in 0..=rounds {
        // Signed beforehand: a nonce opens the door once.
        let requests: Vec<_> = actions.iter().map(|action| pen.sign(action)).collect();
        let rendering = milliseconds(|| {
            for request in requests {
                assert_eq!(answer(simulator, request).status, 200);
            }
        });
        let decoding = milliseconds(|| {
            for body in &bodies {
                assert!(decode::<DescribeSnapshots>(body, &credentials).is_ok());
            }
        });
        // The first round warms up and does not count.
        if round > 0 {
            rendered.push(rendering * 1_000.0 / PAGES as f64);
            decoded.push(decoding * 1_000.0 / PAGES as f64);
        }
    }
    let decoding = median(decoded);
    let measure = "CPU of a page of 100 snapshots";
    report(
        measure,
        median(rendered),
        decoding,
        "our client decoding the same page",
        "µs",
    )
}

fn report(measure: &str, ours: f64, reference: f64, reference_name: &str, unit: &str) -> bool {
    let measure = Measure {
        bench: "simulator",
        measure,
        ours,
        reference,
        reference_name,
        unit,
        target: 1.0,
    };
    measure.print()
}

fn answer(simulator: &Simulator, request: http::Request<Bytes>) -> TransportResponse {
    let answer = simulator.handle(request).now_or_never();
    let (parts, body) = answer.expect("nothing is waited for").into_parts();
    TransportResponse {
        status: parts.status.as_u16(),
        headers: Vec::new(),
        body,
    }
}

/// Signs requests as the client does, and keeps them instead of sending them.
struct Pen {
    client: Client,
    kept: Arc<Kept>,
}

#[derive(Default)]
struct Kept(Mutex<Option<TransportRequest>>);

impl Transport for Kept {
    fn send(&self, request: TransportRequest) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        *self.0.lock().unwrap() = Some(request);
        let nobody = TransportError::Refused {
            reason: "kept".to_owned(),
        };
        Box::pin(async { Err(nobody) })
    }
}

impl Pen {
    fn new(credentials: &Credentials) -> Self {
        let kept = Arc::new(Kept::default());
        let endpoint = CustomEndpoint::parse("http://127.0.0.1:7780").expect("an endpoint");
        let rule = EndpointRule::Custom(endpoint);
        let client = Client::new(kept.clone(), credentials.clone(), rule, Arc::new(SystemRuntime));
        Self { client, kept }
    }

    fn sign(&self, action: &DescribeSnapshots) -> http::Request<Bytes> {
        let _ = self.client.call(action).now_or_never();
        let signed = self.kept.0.lock().unwrap().take().expect("a signed request");
        let mut request = http::Request::builder().method(signed.method).uri(signed.url);
        for (name, value) in signed.headers {
            request = request.header(name, value);
        }
        request.body(signed.body).expect("a request")
    }
}

/// CPU time of this thread.
fn milliseconds(work: impl FnOnce()) -> f64 {
    let now = || {
        let time = clock_gettime(ClockId::ThreadCPUTime);
        time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
    };
    let before = now();
    work();
    now() - before
}

fn resident_mib() -> f64 {
    let status = fs::read_to_string("/proc/self/status").expect("a Linux system");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kibibytes = line.and_then(|line| line.trim().strip_suffix(" kB"));
    kibibytes
        .and_then(|number| number.parse::<f64>().ok())
        .expect("VmRSS in kB")
        / 1_024.0
}

//! Processor time to decode one page of 100 snapshots, ours against the official Node SDK.
//!
//! `bench-decode SIMULATOR SDK_SCRIPT SDK_FOLDER [--rounds N]`. Both read the same bytes, an answer of the simulator, into their
//! types, warm, and are measured alike: the time of the whole process for many pages, the collector of garbage included.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::hint::black_box;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::sync::{Arc, Mutex};

use alibaba_cloud::ecs::DescribeSnapshots;
use alibaba_cloud::{
    BoxFuture, Credentials, HttpsTransport, Transport, TransportError, TransportRequest, TransportResponse, decode,
};
use darkroom_conformance::measure::{Measure, end, median, processor_time};
use darkroom_conformance::standalone::Standalone;

/// Batches of pages that one round measures, after half as many that are not counted; the script of the SDK has the same.
const BATCHES: usize = 60;
const PAGES_PER_BATCH: u32 = 50;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (simulator, script, sdk, rounds) = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [simulator, script, sdk] => (simulator, script, sdk, 3),
        [simulator, script, sdk, "--rounds", rounds] => {
            (simulator, script, sdk, rounds.parse().expect("--rounds takes a number"))
        }
        _ => panic!("bench-decode SIMULATOR SDK_SCRIPT SDK_FOLDER [--rounds N]"),
    };
    let answer = page(Path::new(simulator)).await;
    let file = tempfile::NamedTempFile::new().expect("a temporary file");
    std::fs::write(file.path(), &answer.body).expect("the page is written");
    let (mut ours, mut reference) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        ours.push(decode_pages(&answer));
        reference.push(decode_pages_with_sdk(script, sdk, file.path()));
    }
    let measure = Measure {
        bench: "decode",
        measure: "processor time to decode a page of 100 snapshots",
        ours: median(ours),
        reference: median(reference),
        reference_name: "official Node SDK",
        unit: "µs",
        target: 0.25,
    };
    end(measure.print())
}

/// A page of the simulator's largest account, as it comes over the wire.
async fn page(simulator: &Path) -> TransportResponse {
    let simulator = Standalone::start(simulator, "huge");
    let kept = Arc::new(Keeping {
        https: HttpsTransport::new().expect("a transport"),
        last: Mutex::default(),
    });
    let client = simulator.door().client(kept.clone());
    let action = DescribeSnapshots::new(simulator.regions(1).remove(0));
    let reply = client.call(&action).await.expect("a page");
    assert_eq!((reply.body.snapshots.len(), reply.body.skipped), (100, 0));
    let answer = kept.last.lock().unwrap().take();
    answer.expect("the answer was kept")
}

/// The real transport; keeps the last answer.
struct Keeping {
    https: HttpsTransport,
    last: Mutex<Option<TransportResponse>>,
}

impl Transport for Keeping {
    fn send(&self, request: TransportRequest) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        Box::pin(async {
            let response = self.https.send(request).await?;
            *self.last.lock().unwrap() = Some(response.clone());
            Ok(response)
        })
    }
}

/// Microseconds of processor time a page.
fn decode_pages(answer: &TransportResponse) -> f64 {
    let credentials = Credentials::new("id", "secret");
    let batch = |_| {
        let start = processor_time();
        for _ in 0..PAGES_PER_BATCH {
            let page = decode::<DescribeSnapshots>(black_box(answer), &credentials);
            black_box(page).expect("the page can be read");
        }
        (processor_time() - start).as_secs_f64() * 1e6 / f64::from(PAGES_PER_BATCH)
    };
    let times: Vec<f64> = (0..BATCHES + BATCHES / 2).map(batch).collect();
    median(times[BATCHES / 2..].to_vec())
}

/// The same by the SDK.
fn decode_pages_with_sdk(script: &str, sdk: &str, page: &Path) -> f64 {
    let mut command = Command::new("node");
    command.arg(script).arg(sdk).arg(page);
    command.args([BATCHES.to_string(), PAGES_PER_BATCH.to_string()]);
    let output = command.stdin(Stdio::null()).stderr(Stdio::inherit()).output();
    let output = output.expect("node starts");
    assert!(output.status.success(), "the SDK's script ended: {}", output.status);
    let text = String::from_utf8(output.stdout).expect("a number");
    text.trim().parse().expect("a number")
}

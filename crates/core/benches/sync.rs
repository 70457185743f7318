//! The first listing of 100,000 snapshots in 10 regions, when the cloud takes 50 ms to answer: until all of them are in the cache and
//! can be searched, beside the floor of so many pages one after the other in the largest region.
//!
//! `sync SIMULATOR [--rows N] [--rounds N]`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use alibaba_cloud::{Credentials, HttpsTransport, SystemRuntime, Transport, TransportRequest};
use darkroom_core::account::{AccountForm, Environment, SecretError, SecretStore};
use darkroom_core::inventory::{RowKind, ShardState, SortColumn};
use darkroom_core::view::{Scope, Sort, ViewSpec};
use darkroom_core::{Darkroom, Practice, Problem, Program, Settings};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Value, json};

const REGIONS: usize = 10;
const ALL_REGIONS: usize = 29;
const ROWS: usize = 100_000;
const ROWS_PER_PAGE: usize = 100;
const LATENCY: Duration = Duration::from_millis(50);
const ROUNDS: usize = 5;
const TARGET: f64 = 1.25;
const USAGE: &str = "sync SIMULATOR [--rows N] [--rounds N]";
/// How often it is looked whether all rows are there: far below what is measured.
const LOOK: Duration = Duration::from_millis(10);
/// The tasks of a round end in this time.
const CLOSING: Duration = Duration::from_secs(10);

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|text| text != "--bench").collect();
    let (mut rows, mut rounds) = (ROWS, ROUNDS);
    let [simulator, options @ ..] = arguments.as_slice() else {
        panic!("{USAGE}");
    };
    for option in options.chunks(2) {
        match option {
            [name, value] if name == "--rows" => rows = value.parse().expect("--rows takes a number"),
            [name, value] if name == "--rounds" => rounds = value.parse().expect("--rounds takes a number"),
            _ => panic!("{USAGE}"),
        }
    }
    let cloud = Standalone::start(Path::new(simulator), rows / REGIONS * ALL_REGIONS).await;
    let folder = tempfile::tempdir().unwrap();
    connect(&cloud, folder.path()).await;
    let mut times = Vec::new();
    for _ in 0..rounds {
        times.push(first_listing(&cloud, folder.path(), rows / REGIONS * REGIONS).await);
    }
    times.sort();
    let ours = times[times.len() / 2].as_secs_f64() * 1e3;
    let floor = (rows / REGIONS).div_ceil(ROWS_PER_PAGE) as f64 * LATENCY.as_secs_f64() * 1e3;
    let ratio = ours / floor;
    let line = json!({
        "bench": "sync",
        "measure": format!("first listing of {rows} snapshots in {REGIONS} regions into the cache and the index"),
        "ours": ours,
        "reference": floor,
        "referenceName": "floor: the pages of a region, one after the other, at 50 ms",
        "unit": "ms",
        "ratio": ratio,
        "target": TARGET,
        "met": ratio <= TARGET,
    });
    println!("{line}");
    if ratio <= TARGET {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Connects the account, and chooses the regions that are measured.
async fn connect(cloud: &Standalone, folder: &Path) {
    let darkroom = open(cloud, folder);
    let form = AccountForm {
        alias: "bench".to_owned(),
        access_key_id: cloud.text("accessKeyId"),
        access_key_secret: SecretString::from(cloud.text("accessKeySecret")),
        endpoint: Some(cloud.text("endpoint")),
        environment: Environment::Test,
    };
    let account = darkroom.account_save("bench".to_owned(), form).await.unwrap();
    // A choice among regions that are not known yet chooses none.
    darkroom.region_list(account.id.clone()).await.unwrap();
    let regions = cloud.line["regions"].as_array().unwrap().iter().take(REGIONS);
    let regions = regions.map(|region| region.as_str().unwrap().to_owned()).collect();
    darkroom.region_choose(account.id, regions).await.unwrap();
    until_read(&darkroom).await;
}

async fn until_read(darkroom: &Darkroom) {
    loop {
        let state = darkroom.sync_state().await.unwrap();
        let is_read = |state: ShardState| state == ShardState::Fresh;
        if !state.running && !state.shards.is_empty() && state.shards.iter().all(|shard| is_read(shard.state)) {
            return;
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// How long a start with an empty cache takes until all rows are listed and one of them is found by a search.
async fn first_listing(cloud: &Standalone, folder: &Path, rows: usize) -> Duration {
    std::fs::remove_dir_all(folder.join("cache")).unwrap();
    let darkroom = reopen(cloud, folder).await;
    let begun = Instant::now();
    darkroom.start();
    while darkroom.inventory_counts().await.unwrap().snapshots < u32::try_from(rows).unwrap() {
        tokio::time::sleep(LOOK).await;
    }
    until_read(&darkroom).await;
    let spec = ViewSpec {
        kind: RowKind::Snapshots,
        scope: Scope::default(),
        search: "s-".to_owned(),
        filters: Vec::new(),
        sort: Sort {
            column: SortColumn::CreatedAt,
            descending: true,
        },
    };
    let view = darkroom.view_open(spec).await.unwrap();
    let took = begun.elapsed();
    assert_eq!(usize::try_from(view.total).unwrap(), rows, "all can be searched");
    took
}

/// Opens the files again once the tasks of the round before have let them go.
async fn reopen(cloud: &Standalone, folder: &Path) -> Darkroom {
    for _ in 0..CLOSING.as_millis() / LOOK.as_millis() {
        if let Ok(darkroom) = try_open(cloud, folder) {
            return darkroom;
        }
        tokio::time::sleep(LOOK).await;
    }
    try_open(cloud, folder).unwrap()
}

fn open(cloud: &Standalone, folder: &Path) -> Darkroom {
    try_open(cloud, folder).unwrap()
}

fn try_open(cloud: &Standalone, folder: &Path) -> Result<Darkroom, Problem> {
    let transport: Arc<dyn Transport> = Arc::new(HttpsTransport::new().unwrap());
    Darkroom::open(Settings {
        data_dir: folder.join("data"),
        cache_dir: folder.join("cache"),
        practice: Practice {
            transport: transport.clone(),
            credentials: Credentials::new("practice", "practice"),
        },
        transport,
        runtime: Arc::new(SystemRuntime),
        secrets: cloud.secrets.clone(),
        program: Program::default(),
    })
}

/// The simulator as a process of its own, and the secrets of the account.
struct Standalone {
    process: Child,
    line: Value,
    secrets: Arc<Secrets>,
}

impl Standalone {
    async fn start(program: &Path, snapshots: usize) -> Self {
        let mut process = Command::new(program)
            .args(["--scenario", "fleet", "--snapshots", &snapshots.to_string()])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the simulator starts");
        let mut line = String::new();
        let output = process.stdout.take().unwrap();
        BufReader::new(output).read_line(&mut line).unwrap();
        let cloud = Self {
            process,
            line: serde_json::from_str(&line).expect("one line of JSON"),
            secrets: Arc::default(),
        };
        cloud.delay().await;
        cloud
    }

    fn text(&self, name: &str) -> String {
        self.line[name].as_str().unwrap().to_owned()
    }

    /// Has every listing take its time.
    async fn delay(&self) {
        let actions = ["Snapshots", "Images", "Disks", "Instances"];
        let latency = json!({"latency": {"ms": LATENCY.as_millis() as u64}});
        let plan = actions.map(|rows| json!({"action": format!("Describe{rows}"), "fault": latency}));
        let request = TransportRequest {
            url: format!("{}/_simulator/faults", self.text("endpoint")),
            method: http::Method::POST,
            headers: Vec::new(),
            body: json!(plan).to_string().into(),
            read_timeout: Duration::from_secs(10),
        };
        let transport = HttpsTransport::new().unwrap();
        let response = transport.send(request).await.expect("the simulator answers");
        assert_eq!(response.status, 200, "{:?}", response.body);
    }
}

impl Drop for Standalone {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Keeps the secret while the benchmark runs.
#[derive(Default)]
struct Secrets(Mutex<Vec<(String, SecretString)>>);

impl SecretStore for Secrets {
    fn put(&self, id: &str, item: &SecretString) -> Result<(), SecretError> {
        self.delete(id)?;
        let item = SecretString::from(item.expose_secret().to_owned());
        self.0.lock().unwrap().push((id.to_owned(), item));
        Ok(())
    }

    fn get(&self, id: &str) -> Result<Option<SecretString>, SecretError> {
        let items = self.0.lock().unwrap();
        Ok(items
            .iter()
            .find(|(known, _)| known == id)
            .map(|(_, item)| SecretString::from(item.expose_secret().to_owned())))
    }

    fn delete(&self, id: &str) -> Result<(), SecretError> {
        self.0.lock().unwrap().retain(|(known, _)| known != id);
        Ok(())
    }

    fn probe(&self) -> Result<(), SecretError> {
        Ok(())
    }
}

//! The simulator on its own, for any client: `simulator --port 7780 --scenario small --pace 60 --seed 7`.
//!
//! Binds 127.0.0.1, prints one JSON line with the endpoint and a usable key, and serves until SIGINT or SIGTERM.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::error::Error;
use std::net::Ipv4Addr;
use std::process::ExitCode;
use std::sync::Arc;

use jiff::Timestamp;
use serde_json::json;
use simulator::{Clock, Scenario, SharedClock, Simulator, WallClock};
use tokio::net::TcpListener;

const USAGE: &str = "usage: simulator [--port N] [--scenario small|fleet|huge|hostile|minimal|new-account|restricted] [--pace 60] [--seed 7] \
    [--epoch 2026-11-23T10:00:00Z] [--clock wall|shared] [--snapshots N, of fleet]";

struct Options {
    port: u16,
    scenario: String,
    pace: f64,
    seed: u64,
    /// What the data counts back from, and where the clock of the cloud begins; the present when it is not given.
    epoch: Timestamp,
    /// `wall` goes on by itself; `shared` is moved by `/_simulator/advance` only, and requests are judged by it.
    clock: String,
    /// How many snapshots `fleet` has, when not its usual number.
    snapshots: Option<u64>,
}

impl Options {
    fn read(mut arguments: impl Iterator<Item = String>) -> Result<Self, Box<dyn Error>> {
        let mut options = Self {
            port: 0,
            scenario: "small".to_owned(),
            pace: 60.0,
            seed: 7,
            epoch: Timestamp::now(),
            clock: "wall".to_owned(),
            snapshots: None,
        };
        while let Some(name) = arguments.next() {
            let value = arguments
                .next()
                .ok_or_else(|| format!("{name} needs a value; {USAGE}"))?;
            match name.as_str() {
                "--port" => options.port = value.parse()?,
                "--scenario" => options.scenario = value,
                "--pace" => options.pace = value.parse()?,
                "--seed" => options.seed = value.parse()?,
                "--epoch" => options.epoch = value.parse()?,
                "--clock" => options.clock = value,
                "--snapshots" => options.snapshots = Some(value.parse()?),
                _ => return Err(format!("unknown option {name}; {USAGE}").into()),
            }
        }
        Ok(options)
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("simulator: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    let options = Options::read(std::env::args().skip(1))?;
    let scenario = Scenario::by_name(&options.scenario, options.seed, options.epoch)
        .ok_or_else(|| format!("unknown scenario {}; {USAGE}", options.scenario))?;
    let scenario = match options.snapshots {
        Some(snapshots) => scenario.with_snapshots(snapshots),
        None => scenario,
    };
    let epoch = scenario.epoch();
    let clock: Arc<dyn Clock> = match options.clock.as_str() {
        "wall" => Arc::new(WallClock::starting_at(epoch)),
        "shared" => Arc::new(SharedClock::new(epoch)),
        other => return Err(format!("unknown clock {other}; {USAGE}").into()),
    };
    let simulator = Simulator::new(scenario.with_pace(options.pace), clock);
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await?;
    let stop = stop_signal()?;
    let keys = simulator.keys();
    let key = keys.first().ok_or("the scenario has no key")?;
    let others = keys.iter().skip(1).map(
        |key| json!({ "arn": key.arn, "accessKeyId": key.access_key_id, "accessKeySecret": key.access_key_secret }),
    );
    let others: Vec<_> = others.collect();
    let regions: Vec<_> = simulator.regions().iter().map(|region| region.region_id).collect();
    let line = json!({
        "endpoint": format!("http://{}", listener.local_addr()?),
        "accessKeyId": key.access_key_id,
        "accessKeySecret": key.access_key_secret,
        "otherKeys": others,
        "regions": regions,
        "epoch": epoch,
    });
    println!("{line}");
    simulator.serve(listener, stop).await?;
    Ok(())
}

/// Resolves on SIGINT or SIGTERM. The handlers are in place when this returns.
#[cfg(unix)]
fn stop_signal() -> std::io::Result<impl Future<Output = ()> + Send + 'static> {
    use tokio::signal::unix::{SignalKind, signal};

    let (mut interrupted, mut terminated) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
    })
}

/// Resolves on Ctrl-C.
#[cfg(not(unix))]
fn stop_signal() -> std::io::Result<impl Future<Output = ()> + Send + 'static> {
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}

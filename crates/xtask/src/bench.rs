//! `cargo xtask bench NAME`: benchmarks are programs; each prints one JSON object per line.

use std::process::{Command, Stdio};

use crate::process::{Outcome, cargo};
use crate::setup::{For, setup, system_packages};
use crate::{bundle, packages, ui, workspace};

/// A benchmark: how it is built and started.
struct Bench {
    name: &'static str,
    about: &'static str,
    run: fn(&[&str]) -> Outcome,
}

const BENCHES: &[Bench] = &[
    Bench {
        name: "startup",
        about: "launch to the first rows on the screen, against an empty Tauri window",
        run: startup,
    },
    Bench {
        name: "scroll",
        about: "scrolling and searching 100,000 rows in the window while a sync runs, against AG Grid in the same web view",
        run: scroll,
    },
    Bench {
        name: "memory",
        about: "memory of the process tree, idle with 300,000 rows, against Chromium with the same page and rows",
        run: memory,
    },
    Bench {
        name: "size",
        about: "size of each package, against the most that is allowed",
        run: size,
    },
    Bench {
        name: "decode",
        about: "processor time to decode a page of 100 snapshots, against the official Node SDK",
        run: |arguments| against_sdk("decode", arguments),
    },
    Bench {
        name: "list",
        about: "time and memory to list 100,000 snapshots in 10 regions, against the official Node SDK",
        run: |arguments| against_sdk("list", arguments),
    },
    Bench {
        name: "simulator",
        about: "processor time of a page of a million snapshots, against our client reading it",
        run: against_client,
    },
    Bench {
        name: "sync",
        about: "the first listing of 100,000 snapshots into the cache and the index, against pages times latency",
        run: sync,
    },
    Bench {
        name: "kill",
        about: "jobs killed at every point and at 10,000 random moments, against a script that creates, retries and polls",
        run: kill,
    },
    Bench {
        name: "inventory",
        about: "views of 100,000 and 1,000,000 snapshots, against plain SQLite and the Node SDK's models with the same rows",
        run: inventory,
    },
];

/// Prints the benchmarks there are.
pub fn list() -> Outcome {
    for bench in BENCHES {
        println!("{:12} {}", bench.name, bench.about);
    }
    Ok(())
}

/// Runs the benchmark called `name` with the remaining arguments.
pub fn bench(name: &str, arguments: &[&str]) -> Outcome {
    let known = BENCHES.iter().find(|bench| bench.name == name);
    let bench = known.ok_or_else(|| format!("there is no benchmark {name}; cargo xtask bench lists them"))?;
    (bench.run)(arguments)
}

fn startup(arguments: &[&str]) -> Outcome {
    setup(For::Tests)?;
    ui::build()?;
    build(&[
        "--release",
        "--package",
        "darkroom",
        "--bin",
        "darkroom",
        "--example",
        "empty_window",
    ])?;
    build(&[
        "--release",
        "--package",
        "darkroom-acceptance",
        "--bin",
        "bench-startup",
    ])?;
    start(
        Command::new(workspace::built("release", "bench-startup"))
            .arg(workspace::built("release", "darkroom"))
            .arg(workspace::built("release/examples", "empty_window"))
            .args(arguments),
    )
}

/// The lists in the real window, against another grid in the same web view.
fn scroll(arguments: &[&str]) -> Outcome {
    setup(For::Tests)?;
    packages::install(packages::REFERENCE_GRID)?;
    ui::build()?;
    build(&["--release", "--package", "darkroom", "--bin", "darkroom"])?;
    build(&["--release", "--package", "simulator", "--bin", "simulator"])?;
    let program = "bench-scroll";
    build(&["--release", "--package", "darkroom-acceptance", "--bin", program])?;
    let reference = workspace::root().join(packages::REFERENCE_GRID);
    start(
        Command::new(workspace::built("release", program))
            .arg(reference)
            .args(arguments),
    )
}

/// The real window, against Chromium with the page of the window.
fn memory(arguments: &[&str]) -> Outcome {
    setup(For::Tests)?;
    system_packages(&["chromium"])?;
    ui::build()?;
    build(&["--release", "--package", "darkroom", "--bin", "darkroom"])?;
    build(&["--release", "--package", "simulator", "--bin", "simulator"])?;
    let program = "bench-memory";
    build(&["--release", "--package", "darkroom-acceptance", "--bin", program])?;
    start(
        Command::new(workspace::built("release", program))
            .arg(workspace::root().join("ui/dist"))
            .arg("/usr/bin/chromium")
            .args(arguments),
    )
}

/// The packages as they are made now.
fn size(_: &[&str]) -> Outcome {
    let packages = bundle::make()?;
    let most = bundle::MOST;
    let mut is_met = true;
    for package in [packages.deb, packages.rpm] {
        let ours = bundle::megabytes(&package)?;
        let name = package.extension().unwrap_or_default().display();
        let met = ours <= most;
        is_met &= met;
        println!(
            "{{\"bench\":\"size\",\"measure\":\".{name}\",\"ours\":{ours:.2},\"reference\":{most},\"referenceName\":\"the most that is allowed\",\"unit\":\"MB\",\"ratio\":{:.2},\"target\":1,\"met\":{met}}}",
            ours / most
        );
    }
    if is_met {
        Ok(())
    } else {
        Err("a package is too large".into())
    }
}

/// The client against the official Node SDK, with the simulator as the cloud.
fn against_sdk(name: &str, arguments: &[&str]) -> Outcome {
    packages::install(packages::SDK)?;
    let program = format!("bench-{name}");
    build(&["--release", "--package", "simulator", "--bin", "simulator"])?;
    build(&["--release", "--package", "darkroom-conformance", "--bin", &program])?;
    let root = workspace::root();
    start(
        Command::new(workspace::built("release", &program))
            .arg(workspace::built("release", "simulator"))
            .arg(root.join(format!("crates/conformance/sdk/{name}.mjs")))
            .arg(root.join(packages::SDK))
            .args(arguments),
    )
}

/// The simulator against the client that reads what it writes.
fn against_client(arguments: &[&str]) -> Outcome {
    let program = "bench-simulator";
    build(&["--release", "--package", "darkroom-conformance", "--bin", program])?;
    start(Command::new(workspace::built("release", program)).args(arguments))
}

/// The engine of jobs, killed while it works, with the simulator as the cloud.
fn kill(arguments: &[&str]) -> Outcome {
    build(&["--release", "--package", "simulator", "--bin", "simulator"])?;
    let bench = [
        "bench",
        "--quiet",
        "--package",
        "darkroom-core",
        "--bench",
        "kill",
        "--",
    ];
    start(
        cargo(bench)
            .arg(workspace::built("release", "simulator"))
            .args(arguments),
    )
}

/// A first listing into the cache, with the simulator as the cloud.
fn sync(arguments: &[&str]) -> Outcome {
    build(&["--release", "--package", "simulator", "--bin", "simulator"])?;
    let bench = [
        "bench",
        "--quiet",
        "--package",
        "darkroom-core",
        "--bench",
        "sync",
        "--",
    ];
    start(
        cargo(bench)
            .arg(workspace::built("release", "simulator"))
            .args(arguments),
    )
}

/// The inventory and its views, in this process alone.
fn inventory(arguments: &[&str]) -> Outcome {
    packages::install(packages::SDK)?;
    let root = workspace::root();
    let bench = [
        "bench",
        "--quiet",
        "--package",
        "darkroom-core",
        "--bench",
        "inventory",
        "--",
    ];
    start(
        cargo(bench)
            .arg(root.join("crates/conformance/sdk/models.mjs"))
            .arg(root.join(packages::SDK))
            .args(arguments),
    )
}

/// Builds quietly: standard output belongs to the measurements.
fn build(arguments: &[&str]) -> Outcome {
    let built = cargo(["build", "--quiet"])
        .args(arguments)
        .stdin(Stdio::null())
        .status()
        .map_err(|e| format!("cargo build: {e}"))?;
    if built.success() {
        Ok(())
    } else {
        Err("the benchmark does not build; the reason is above".into())
    }
}

fn start(command: &mut Command) -> Outcome {
    match command.stdin(Stdio::null()).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("the benchmark ended: {status}")),
        Err(e) => Err(format!("the benchmark cannot be started: {e}")),
    }
}

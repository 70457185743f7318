//! The official Node SDK, unmodified, against the program. Needs node and the packages of `tests/sdk`, which
//! `cargo xtask test` installs.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

#[test]
fn the_official_sdk_passes_its_cases_against_the_simulator() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sdk");
    let sdk = folder.join("node_modules/@alicloud/ecs20140526");
    assert!(sdk.exists(), "run `npm ci` in {} first", folder.display());
    let mut simulator = Command::new(env!("CARGO_BIN_EXE_simulator"))
        .args(["--port", "0", "--pace", "1", "--seed", "7"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(simulator.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    let line: Value = serde_json::from_str(&line).unwrap();
    let text = |name: &str| line[name].as_str().unwrap();
    let run = Command::new("node")
        .arg("conformance.mjs")
        .current_dir(folder)
        .env("SIMULATOR", text("endpoint"))
        .env("ACCESS_KEY_ID", text("accessKeyId"))
        .env("ACCESS_KEY_SECRET", text("accessKeySecret"))
        .output();
    simulator.kill().unwrap();
    simulator.wait().unwrap();
    let run = run.unwrap();
    let (stdout, stderr) = (
        String::from_utf8_lossy(&run.stdout),
        String::from_utf8_lossy(&run.stderr),
    );
    assert!(run.status.success(), "{stdout}\n{stderr}");
    assert_eq!(
        stdout.lines().filter(|line| line.starts_with("ok ")).count(),
        6,
        "{stdout}"
    );
}

//! The program: one line, then service until it is told to stop.
#![cfg(unix)]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Command, Stdio};

use serde_json::Value;

#[test]
fn it_prints_one_line_serves_and_stops_on_sigterm() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_simulator"))
        .args(["--port", "0", "--scenario", "small", "--pace", "1", "--seed", "3"])
        .args(["--epoch", "2026-01-02T03:04:05Z"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    output.read_line(&mut line).unwrap();
    let line: Value = serde_json::from_str(&line).unwrap();
    let address = line["endpoint"]
        .as_str()
        .unwrap()
        .strip_prefix("http://127.0.0.1:")
        .unwrap();
    assert_eq!(line["accessKeySecret"].as_str().unwrap().len(), 30);
    assert_eq!(line["regions"].as_array().unwrap().len(), 10);

    let get = |path: &str| {
        let mut stream = TcpStream::connect(("127.0.0.1", address.parse().unwrap())).unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    };
    let answer = get("/?Format=JSON");
    assert!(answer.contains("MissingAction"), "{answer}");
    let state = get("/_simulator/state");
    assert!(
        state.contains("\"now\":\"2026-01-02T03:0"),
        "the clock begins at the epoch: {state}"
    );

    assert!(
        Command::new("kill")
            .args(["-TERM", &child.id().to_string()])
            .status()
            .unwrap()
            .success()
    );
    assert!(child.wait().unwrap().success());
    let mut rest = String::new();
    output.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "", "exactly one line");
}

#[test]
fn an_unknown_scenario_is_refused() {
    let output = Command::new(env!("CARGO_BIN_EXE_simulator"))
        .args(["--scenario", "enormous"])
        .output()
        .unwrap();
    assert!(!output.status.success());
    assert!(output.stdout.is_empty());
    assert!(String::from_utf8_lossy(&output.stderr).contains("unknown scenario enormous"));
}

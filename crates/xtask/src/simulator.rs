//! `cargo xtask simulator`: the simulated ECS on loopback, for any client.

use std::process::Command;

use crate::process::{Outcome, cargo};
use crate::workspace;

/// Builds the simulator and becomes it; its one JSON line is all that goes to standard output.
pub fn simulator(arguments: &[&str]) -> Outcome {
    let built = cargo(["build", "--quiet", "--package", "simulator", "--bins"])
        .status()
        .map_err(|e| format!("cargo build: {e}"))?;
    if !built.success() {
        return Err("the simulator does not build; the reason is above".into());
    }
    let mut simulator = Command::new(workspace::built("debug", "simulator"));
    simulator.args(arguments);
    become_it(&mut simulator)
}

#[cfg(unix)]
fn become_it(command: &mut Command) -> Outcome {
    use std::os::unix::process::CommandExt;
    Err(format!("cannot start the simulator: {}", command.exec()))
}

#[cfg(not(unix))]
fn become_it(command: &mut Command) -> Outcome {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("the simulator ended: {status}")),
        Err(e) => Err(format!("cannot start the simulator: {e}")),
    }
}

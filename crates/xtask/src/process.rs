//! Child processes. Each prints a title first and the time it took at the end.

use std::env;
use std::ffi::OsStr;
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::workspace;

/// What a command of xtask ends with; the text says what to do.
pub type Outcome = Result<(), String>;

/// Runs `command` without standard input and says how long it took.
pub fn execute(title: &str, command: &mut Command) -> Outcome {
    timed(title, || {
        let status = command
            .stdin(Stdio::null())
            .status()
            .map_err(|e| format!("{title}: cannot start {:?}: {e}", command.get_program()))?;
        if status.success() {
            Ok(())
        } else {
            Err(format!("{title}: {status}"))
        }
    })
}

/// Runs `work` between its title and its time.
pub fn timed(title: &str, work: impl FnOnce() -> Outcome) -> Outcome {
    println!("\n=== {title}");
    let start = Instant::now();
    let outcome = work();
    let word = if outcome.is_ok() { "ok" } else { "FAILED" };
    println!("=== {title}: {word}, {:.1} s", start.elapsed().as_secs_f64());
    outcome
}

/// `cargo` in the root of the workspace, without the variables that `cargo run` set for xtask itself:
/// build scripts that watch them would run again.
pub fn cargo<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(arguments: I) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(workspace::root());
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    command
}

/// `npm` in the folder of the UI.
pub fn npm<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(arguments: I) -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command
        .args(arguments)
        .current_dir(workspace::root().join("ui"))
        .env("CI", "true");
    command
}

/// What a program prints, when it can be started and succeeds.
pub fn output(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

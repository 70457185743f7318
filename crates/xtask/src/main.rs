//! `cargo xtask`: everything that is done to this repository from a command line. One module per command.

mod bench;
mod bindings;
mod bundle;
mod check;
#[cfg(unix)]
mod package_test;
mod packages;
mod process;
mod run;
mod setup;
mod simulator;
mod test;
mod ui;
mod workspace;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask COMMAND

  run [--release]     set up what is missing, build, and open the window
                      (without a display: walk the main job in a virtual one and keep the screenshots)
  test [NAME]         set up what is missing and run every test, or those whose name contains NAME
  test package        install the package in a clean Debian, do the main job in it and remove it (as root)
  check               the fast loop: format, clippy, dependency rules, documents, bindings, types, lint, translations
  bindings [--check]  write, or compare, the TypeScript types and commands generated from Rust
  simulator [ARGS]    the simulated ECS on loopback, e.g. --port 7780 --scenario small
  bundle              pack the application for Debian, Ubuntu and Fedora
  bench [NAME]        run a benchmark; without NAME, list them
  setup               only install what building and testing need
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments.as_slice() {
        [] | ["help" | "-h" | "--help", ..] => {
            print!("{HELP}");
            return ExitCode::SUCCESS;
        }
        ["run"] => run::run(false),
        ["run", "--release"] => run::run(true),
        ["test"] => test::test(None),
        #[cfg(unix)]
        ["test", "package"] => package_test::test(),
        ["test", name] if !name.starts_with('-') => test::test(Some(name)),
        ["check"] => check::check(),
        ["bindings"] => bindings::write(),
        ["bindings", "--check"] => bindings::compare(),
        ["simulator", rest @ ..] => simulator::simulator(rest),
        ["bundle"] => bundle::bundle(),
        ["bench"] => bench::list(),
        ["bench", name, rest @ ..] => bench::bench(name, rest),
        ["setup"] => setup::setup(setup::For::Tests),
        other => Err(format!("not understood: {}\n\n{HELP}", other.join(" "))),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("\nxtask: {reason}");
            ExitCode::FAILURE
        }
    }
}

//! `cargo xtask test`: every test, from a fresh clone.

use crate::process::{Outcome, cargo, execute, npm};
use crate::setup::{For, setup};
use crate::{bindings, ui, workspace};

/// Runs every test, or those whose name contains `name`. Goes on after a failure, so that one run tells all.
pub fn test(name: Option<&str>) -> Outcome {
    setup(For::Tests)?;
    ui::build()?;
    build()?;

    let mut outcomes = Vec::new();
    let types = bindings::types::folder();
    bindings::types::clear(&types)?;
    let mut arguments = vec!["test", "--workspace", "--lib", "--bins", "--tests", "--no-fail-fast"];
    arguments.extend(name);
    outcomes.push(execute(
        "cargo test",
        bindings::types::variables(&mut cargo(arguments), &types),
    ));
    if name.is_none() {
        outcomes.push(execute(
            "Documentation examples",
            &mut cargo(["test", "--workspace", "--doc"]),
        ));
        outcomes.push(bindings::compare_with(&types));
    }
    let pages = match name {
        Some(name) => npm(["test", "--", "--testNamePattern", &escaped(name)]),
        None => npm(["test"]),
    };
    outcomes.push(execute("UI tests", &mut { pages }));

    let failures: Vec<String> = outcomes.into_iter().filter_map(Result::err).collect();
    if failures.is_empty() {
        println!("\nAll tests passed.");
        Ok(())
    } else {
        Err(format!(
            "{}\nFailed windows left their screenshots and logs in {}",
            failures.join("\n"),
            workspace::target().join("acceptance").display()
        ))
    }
}

/// Builds the binaries and the tests in one go, with one set of features, so that nothing is built twice.
fn build() -> Outcome {
    execute("cargo build", &mut cargo(["build", "--workspace", "--bins", "--tests"]))
}

/// `name` as a regular expression that matches it literally.
fn escaped(name: &str) -> String {
    let mut pattern = String::new();
    for letter in name.chars() {
        if !letter.is_alphanumeric() && !matches!(letter, '_' | ' ') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern
}

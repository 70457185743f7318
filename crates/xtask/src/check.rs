//! `cargo xtask check`: the fast loop. Everything that can be said without running the product.

use crate::process::{Outcome, cargo, execute, npm};
use crate::{bindings, packages, ui};

/// Runs every check and goes on after a failure, so that one run tells all.
pub fn check() -> Outcome {
    packages::install(packages::UI)?;
    ui::build()?;
    let outcomes = [
        execute("Format", &mut cargo(["fmt", "--all", "--check"])),
        execute(
            "Clippy",
            &mut cargo(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]),
        ),
        execute(
            "Dependency rules and documents",
            &mut cargo([
                "test",
                "--package",
                "darkroom-acceptance",
                "--test",
                "dependencies",
                "--test",
                "documents",
            ]),
        ),
        bindings::compare(),
        execute("Types", &mut npm(["run", "--silent", "typecheck"])),
        execute("Lint and translations", &mut npm(["run", "--silent", "lint"])),
    ];
    let failures: Vec<String> = outcomes.into_iter().filter_map(Result::err).collect();
    if failures.is_empty() {
        Ok(())
    } else {
        Err(failures.join("\n"))
    }
}

//! `cargo xtask check`: the fast loop. Everything that can be said without running the product.

use crate::step::{Outcome, cargo, npm, step};
use crate::{bindings, packages, ui};

/// Runs every check and goes on after a failure, so that one run tells all.
pub fn check() -> Outcome {
    packages::install(packages::UI)?;
    ui::build()?;
    let outcomes = [
        step("Format", &mut cargo(["fmt", "--all", "--check"])),
        step(
            "Clippy",
            &mut cargo(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]),
        ),
        step(
            "Dependency rules",
            &mut cargo(["test", "--package", "darkroom-acceptance", "--test", "dependencies"]),
        ),
        bindings::compare(),
        step("Types", &mut npm(["run", "--silent", "typecheck"])),
        step("Lint and translations", &mut npm(["run", "--silent", "lint"])),
    ];
    let failures: Vec<String> = outcomes.into_iter().filter_map(Result::err).collect();
    if failures.is_empty() {
        Ok(())
    } else {
        Err(failures.join("\n"))
    }
}

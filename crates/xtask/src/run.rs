//! `cargo xtask run`: from a fresh clone to the window.

use std::env;

use crate::process::{Outcome, cargo, execute, timed};
use crate::setup::{For, has_display, setup};
use crate::{ui, workspace};

/// Opens the window, or walks the main job in a virtual display when there is no real one.
pub fn run(release: bool) -> Outcome {
    if !has_display() {
        return walk();
    }
    setup(For::Window)?;
    ui::build()?;
    let mut arguments = vec!["build", "--package", "darkroom"];
    if release {
        arguments.push("--release");
    }
    execute("cargo build", &mut cargo(arguments))?;
    let profile = if release { "release" } else { "debug" };
    let mut window = std::process::Command::new(workspace::built(profile, "darkroom"));
    execute("Darkroom", window.current_dir(env::temp_dir()))
}

fn walk() -> Outcome {
    println!("There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set).");
    println!("Walking the main job in a virtual one instead.");
    setup(For::Tests)?;
    ui::build()?;
    execute(
        "cargo build",
        &mut cargo(["build", "--package", "darkroom", "--package", "simulator", "--bins"]),
    )?;
    let screenshots = workspace::root().join("screenshots");
    timed("The main job", || {
        let status = cargo([
            "test",
            "--package",
            "darkroom-acceptance",
            "--test",
            "acceptance",
            "main_job",
        ])
        .env("DARKROOM_SCREENSHOTS", &screenshots)
        .stdin(std::process::Stdio::null())
        .status()
        .map_err(|e| format!("cargo test: {e}"))?;
        println!("Screenshots: {}", screenshots.display());
        if status.success() {
            Ok(())
        } else {
            Err("the main job did not get to its end; what happened is above".into())
        }
    })
}

//! The licence texts of what Darkroom is made of.

use darkroom_core::{Problem, ProblemCode};
use tauri::{AppHandle, Manager};

/// The file that `cargo xtask bundle` puts among the resources of a package.
const FILE: &str = "licences.txt";

/// The licence texts of all Rust and npm packages in this application; empty when it does not come from a package.
#[tauri::command]
pub async fn licences_text(app: AppHandle) -> Result<String, Problem> {
    let folder = app
        .path()
        .resource_dir()
        .map_err(|_| Problem::new(ProblemCode::Internal))?;
    // A program that was built here and never packed has no texts beside it.
    Ok(std::fs::read_to_string(folder.join(FILE)).unwrap_or_default())
}

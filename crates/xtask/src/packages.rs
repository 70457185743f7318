//! npm packages of a folder, installed again only when its lock file has changed.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use crate::process::{Outcome, execute, npm};
use crate::workspace;

/// The pages of the window.
pub const UI: &str = "ui";
/// The official SDK, which the simulator is held against.
pub const SDK: &str = "crates/simulator/tests/sdk";
/// The grid that the lists are measured against.
pub const REFERENCE_GRID: &str = "tests/reference-grid";

/// Installs what the `package-lock.json` of a folder of this repository names.
pub fn install(folder: &str) -> Outcome {
    let path = workspace::root().join(folder);
    let stamp = path.join("node_modules/.darkroom-packages");
    let wanted = locked(&path)?;
    if fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    let mut command = npm(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]);
    execute(&format!("npm ci in {folder}"), command.current_dir(&path))?;
    fs::write(&stamp, wanted).map_err(|e| format!("{}: {e}", stamp.display()))
}

fn locked(folder: &Path) -> Result<String, String> {
    let mut hasher = DefaultHasher::new();
    for name in ["package.json", "package-lock.json"] {
        let file = folder.join(name);
        fs::read(&file)
            .map_err(|e| format!("{}: {e}", file.display()))?
            .hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

//! The UI's built pages, made again only when what they come from has changed.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};

use crate::process::{Outcome, execute, npm};
use crate::workspace;

/// Folders of `ui/` that are made, not written.
const MADE: &[&str] = &["node_modules", "dist", "coverage"];

/// Builds the pages that are embedded in the application.
pub fn build() -> Outcome {
    let ui = workspace::root().join("ui");
    let stamp = ui.join("node_modules/.darkroom-pages");
    let mut sources = Vec::new();
    files(&ui, &mut sources).map_err(|e| format!("ui: {e}"))?;
    sources.sort();
    let wanted = hash(&sources).map_err(|e| format!("ui: {e}"))?;
    let built = ui.join("dist/index.html").exists();
    if built && fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    execute(
        "npm run build",
        &mut npm(["run", "--silent", "build", "--", "--logLevel", "warn"]),
    )?;
    fs::write(&stamp, wanted).map_err(|e| format!("{}: {e}", stamp.display()))
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let made = MADE.iter().any(|made| entry.file_name() == *made);
        if entry.file_type()?.is_dir() {
            if !made {
                files(&entry.path(), found)?;
            }
        } else {
            found.push(entry.path());
        }
    }
    Ok(())
}

fn hash(files: &[PathBuf]) -> io::Result<String> {
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.hash(&mut hasher);
        fs::read(file)?.hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

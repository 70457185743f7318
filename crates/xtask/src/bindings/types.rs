//! The TypeScript types that ts-rs exports, one file each, gathered into one sorted text.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process::Outcome;
use crate::workspace;

/// Where the exported types are put before they are gathered.
pub fn folder() -> PathBuf {
    workspace::target().join("exported-types")
}

/// Forgets the types of an earlier run, some of which may be gone from the sources.
pub fn clear(folder: &Path) -> Outcome {
    match fs::remove_dir_all(folder) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => Err(format!("{}: {e}", folder.display())),
        _ => Ok(()),
    }
}

/// Tells ts-rs where to export to and that integers cross as JSON numbers.
pub fn variables<'a>(command: &'a mut Command, folder: &Path) -> &'a mut Command {
    command.env("TS_RS_EXPORT_DIR", folder).env("TS_RS_LARGE_INT", "number")
}

/// The names of the exported types, and their text in the order of their names.
pub fn collect(folder: &Path) -> Result<(BTreeSet<String>, String), String> {
    let mut found = BTreeMap::new();
    if folder.exists() {
        read(folder, &mut found).map_err(|e| format!("{}: {e}", folder.display()))?;
    }
    let text = found.values().map(|text| format!("\n{text}\n")).collect();
    Ok((found.into_keys().collect(), text))
}

fn read(folder: &Path, found: &mut BTreeMap<String, String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read(&path, found)?;
        } else if let Some(name) = path.file_stem().and_then(|stem| stem.to_str()) {
            found.insert(name.to_owned(), body(&fs::read_to_string(&path)?));
        }
    }
    Ok(())
}

/// A file without its note and its imports, which one file for all types does not need.
fn body(file: &str) -> String {
    let kept: Vec<&str> = file
        .lines()
        .skip_while(|line| line.starts_with("//") || line.is_empty())
        .filter(|line| !line.starts_with("import type "))
        .map(str::trim_end)
        .collect();
    kept.join("\n").trim().to_owned()
}

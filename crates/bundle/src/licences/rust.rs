//! The crates that the application is built from, and the standard library.

use std::collections::BTreeSet;
use std::path::Path;

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package, PackageId};

use super::{Part, standard, texts};
use crate::Outcome;

const APPLICATION: &str = "darkroom";

/// Every crate but ours that the application is built from on this kind of machine, macros and build scripts included.
pub fn parts(root: &Path) -> Outcome<Vec<Part>> {
    let metadata = MetadataCommand::new()
        .manifest_path(root.join("Cargo.toml"))
        .other_options(["--locked".to_owned(), "--filter-platform".to_owned(), platform()?])
        .exec()
        .map_err(|e| format!("cargo metadata: {e}"))?;
    let used = used(&metadata)?;
    let mut parts = vec![standard_library()?];
    for package in metadata.packages.iter().filter(|package| used.contains(&package.id)) {
        // Ours have no source but this repository.
        if package.source.is_some() {
            parts.push(part(package)?);
        }
    }
    Ok(parts)
}

fn platform() -> Outcome<String> {
    let told = std::process::Command::new("rustc")
        .arg("-vV")
        .output()
        .map_err(|e| format!("rustc: {e}"))?;
    let told = String::from_utf8_lossy(&told.stdout);
    let host = told.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned)
        .ok_or_else(|| "rustc does not tell its host".to_owned())
}

/// What the application depends on, however far.
fn used(metadata: &Metadata) -> Outcome<BTreeSet<PackageId>> {
    let ours = metadata
        .packages
        .iter()
        .find(|package| package.name.as_str() == APPLICATION);
    let ours = ours.ok_or_else(|| format!("{APPLICATION} is not in the workspace"))?;
    let resolved = metadata.resolve.as_ref().ok_or("cargo metadata resolves nothing")?;
    let mut used = BTreeSet::from([ours.id.clone()]);
    let mut queue = vec![ours.id.clone()];
    while let Some(id) = queue.pop() {
        let node = resolved
            .nodes
            .iter()
            .find(|node| node.id == id)
            .ok_or_else(|| format!("{id} is not resolved"))?;
        for next in &node.deps {
            let is_built = next
                .dep_kinds
                .iter()
                .any(|info| info.kind != DependencyKind::Development);
            if is_built && used.insert(next.pkg.clone()) {
                queue.push(next.pkg.clone());
            }
        }
    }
    Ok(used)
}

fn part(package: &Package) -> Outcome<Part> {
    let folder = package.manifest_path.parent().ok_or("a manifest is in a folder")?;
    let mut found = texts::texts(folder.as_std_path())?;
    let licence = package.license.clone().unwrap_or_else(|| "see the text".to_owned());
    if found.is_empty() {
        found = standard::texts(&licence).map_err(|reason| format!("{}: {reason}", package.name))?;
    }
    Ok(Part {
        name: package.name.to_string(),
        version: package.version.to_string(),
        licence,
        texts: found,
    })
}

fn standard_library() -> Outcome<Part> {
    let licence = "MIT OR Apache-2.0";
    Ok(Part {
        name: "Rust standard library".to_owned(),
        version: env!("CARGO_PKG_RUST_VERSION").to_owned(),
        licence: licence.to_owned(),
        texts: standard::texts(licence)?,
    })
}

//! Where things are: the root of the workspace and the folder that cargo builds into.

use std::env;
use std::path::PathBuf;

/// The root of the workspace this xtask was built from.
pub fn root() -> PathBuf {
    // Of this run: a build cache that two checkouts share may hold the program of the other one.
    let manifest = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    manifest
        .ancestors()
        .nth(2)
        .expect("crates/xtask has a root above it")
        .to_path_buf()
}

/// The folder that cargo builds into, absolute.
pub fn target() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// The built binary or example `name` of a profile folder (`debug`, `release`).
pub fn built(profile: &str, name: &str) -> PathBuf {
    target()
        .join(profile)
        .join(format!("{name}{}", env::consts::EXE_SUFFIX))
}

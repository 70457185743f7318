//! The built programs under test, found beside the tests that run.

use std::env;
use std::path::PathBuf;

/// The folder that cargo builds into (`target`), from the place of the running program.
pub fn target() -> PathBuf {
    let mut folder = profile();
    folder.pop();
    folder
}

/// The built program `name` of the profile that the running program was built with.
///
/// # Panics
/// When it has not been built.
pub fn built(name: &str) -> PathBuf {
    let path = profile().join(name);
    assert!(
        path.exists(),
        "{} is missing. Run `cargo xtask test`, or build it first: cargo build --workspace --bins --tests",
        path.display()
    );
    path
}

/// The application: the one that was built, or an installed one that is started by what `DARKROOM_APPLICATION` names.
///
/// # Panics
/// When it has not been built.
pub fn application() -> PathBuf {
    env::var_os("DARKROOM_APPLICATION").map_or_else(|| built("darkroom"), PathBuf::from)
}

/// A program of the system or of cargo.
///
/// # Panics
/// When it is not installed.
pub fn installed(name: &str) -> PathBuf {
    let path = env::var_os("PATH").unwrap_or_default();
    let cargo = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cargo")))
        .map(|home| home.join("bin"));
    env::split_paths(&path)
        .chain(cargo)
        .map(|folder| folder.join(name))
        .find(|candidate| candidate.is_file())
        .unwrap_or_else(|| panic!("{name} is not installed. Run `cargo xtask setup`"))
}

fn profile() -> PathBuf {
    let mut folder = env::current_exe().expect("the running program has a path");
    folder.pop();
    if folder.ends_with("deps") {
        folder.pop();
    }
    folder
}

//! What a failed test leaves behind: a folder with screenshot, page, logs and the simulator's ledger.

use std::fs;
use std::path::{Path, PathBuf};
use std::{env, thread};

use crate::binary;

/// The folder of one test under `target/acceptance/`.
#[derive(Clone)]
pub struct Evidence {
    folder: PathBuf,
}

impl Evidence {
    /// An empty folder for the test called `name`.
    ///
    /// # Panics
    /// When it cannot be made.
    pub fn of(name: &str) -> Self {
        let folder = binary::target().join("acceptance").join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
        Self { folder }
    }

    /// The path of a file in the folder.
    pub fn path(&self, file: &str) -> PathBuf {
        self.folder.join(file)
    }

    /// Whether the test that owns this is failing right now.
    pub fn wanted(&self) -> bool {
        thread::panicking()
    }

    /// Keeps `bytes` as `file` and says so.
    pub fn keep(&self, file: &str, bytes: &[u8]) {
        let path = self.path(file);
        match fs::write(&path, bytes) {
            Ok(()) => eprintln!("kept {}", path.display()),
            Err(e) => eprintln!("{}: {e}", path.display()),
        }
    }
}

/// Where the screenshots go: `DARKROOM_SCREENSHOTS`, else `target/acceptance/screenshots`.
///
/// # Panics
/// When the folder cannot be made.
pub fn screenshots() -> PathBuf {
    let folder = env::var_os("DARKROOM_SCREENSHOTS").map_or_else(
        || binary::target().join("acceptance/screenshots"),
        |folder| Path::new(&folder).to_path_buf(),
    );
    fs::create_dir_all(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    folder
}

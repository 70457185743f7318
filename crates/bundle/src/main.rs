//! `darkroom-bundle BINARY FOLDER`: packs a stripped binary, which has to be in FOLDER, as `.deb` and `.rpm` with Tauri's bundler.
//!
//! `cargo xtask bundle` calls it in the root of the repository. `SOURCE_DATE_EPOCH` is the time, in seconds, that the packages tell as
//! their own; `DARKROOM_DOCS_URL` is where the folder `docs` of this version is published, for the screenshots in the metainfo.

mod archive;
mod icons;
mod libraries;
mod licences;
mod metainfo;
mod packages;
mod release;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What a step ends with; the text says what is wrong.
type Outcome<T> = Result<T, String>;

fn main() -> ExitCode {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [binary, folder] = arguments.as_slice() else {
        eprintln!("darkroom-bundle BINARY FOLDER");
        return ExitCode::FAILURE;
    };
    match packages::make(Path::new("."), binary, folder) {
        Ok(made) => {
            for package in made {
                println!("{}", package.display());
            }
            ExitCode::SUCCESS
        }
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::FAILURE
        }
    }
}

/// Reads a text file.
fn read(path: &Path) -> Outcome<String> {
    std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

/// Writes a file and the folders above it.
fn write(path: &Path, content: impl AsRef<[u8]>) -> Outcome<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(path, content))
        .map_err(|e| format!("{}: {e}", path.display()))
}

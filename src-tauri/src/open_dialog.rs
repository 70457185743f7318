//! The system's dialog for a file to read. Only here is a path learned from a person, and the page never gets it.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::PathBuf;

use darkroom_core::{Problem, ProblemCode};
use tauri::WebviewWindow;
use tauri_plugin_dialog::DialogExt;
use tokio::sync::oneshot;

/// Asks for a file with one of these extensions, or any other; nothing when the person closes the dialog.
pub async fn ask(window: &WebviewWindow, extensions: &[&str]) -> Option<PathBuf> {
    let (answered, answer) = oneshot::channel();
    let dialog = window.dialog().file().set_parent(window);
    dialog
        .add_filter(extensions.join(", "), extensions)
        .add_filter("*", &["*"])
        .pick_file(move |path| drop(answered.send(path)));
    answer.await.ok().flatten()?.into_path().ok()
}

/// Name and content of a file of at most `max_bytes`.
///
/// # Errors
/// `code`, params `file` and `reason` (`tooLarge`, `notReadable`).
pub async fn read(path: PathBuf, max_bytes: u64, code: ProblemCode) -> Result<(String, Vec<u8>), Problem> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let refused = |reason: &str| Problem::new(code).with("file", &name).with("reason", reason);
    match tokio::task::spawn_blocking(move || content(&path, max_bytes)).await {
        Ok(Ok(Some(content))) => Ok((name, content)),
        Ok(Ok(None)) => Err(refused("tooLarge")),
        Ok(Err(_)) | Err(_) => Err(refused("notReadable")),
    }
}

/// Nothing when there is too much of it.
fn content(path: &PathBuf, max_bytes: u64) -> io::Result<Option<Vec<u8>>> {
    let mut content = Vec::new();
    File::open(path)?.take(max_bytes + 1).read_to_end(&mut content)?;
    Ok((content.len() as u64 <= max_bytes).then_some(content))
}

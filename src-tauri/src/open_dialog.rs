//! The system's dialog for a file to read. Only here is a path learned from a person, and the page never gets it.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::PathBuf;

use darkroom_core::{Problem, ProblemCode};
use tauri::WebviewWindow;
use tauri_plugin_dialog::DialogExt;
use tokio::sync::oneshot;

/// Larger than any file of certificates, bytes.
const MAX_BYTES: u64 = 1024 * 1024;

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

/// Name and content of a file of certificates.
///
/// # Errors
/// `CertificateRefused`.
pub async fn read(path: PathBuf) -> Result<(String, Vec<u8>), Problem> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let refused = |reason: &str| {
        Problem::new(ProblemCode::CertificateRefused)
            .with("file", &name)
            .with("reason", reason)
    };
    match tokio::task::spawn_blocking(move || content(&path)).await {
        Ok(Ok(Some(content))) => Ok((name, content)),
        Ok(Ok(None)) => Err(refused("tooLarge")),
        Ok(Err(_)) | Err(_) => Err(refused("notReadable")),
    }
}

/// Nothing when there is too much of it.
fn content(path: &PathBuf) -> io::Result<Option<Vec<u8>>> {
    let mut content = Vec::new();
    File::open(path)?.take(MAX_BYTES + 1).read_to_end(&mut content)?;
    Ok((content.len() as u64 <= MAX_BYTES).then_some(content))
}

//! The system's dialog for where a file goes. Only here is a path learned from a person, and the page never gets it.

use std::collections::VecDeque;
use std::path::PathBuf;

use darkroom_core::Problem;
use tauri::{Manager, WebviewWindow};
use tauri_plugin_dialog::DialogExt;
use tokio::sync::{Mutex, oneshot};

/// Answers that are kept. A request is delivered again at once or not at all.
const KEPT: usize = 16;

/// State of the shell: what was answered to the last requests. A request that is delivered twice waits for the dialog of the first one
/// and gets the same answer.
pub struct SaveDialog<T> {
    answers: Mutex<VecDeque<(String, Option<T>)>>,
}

impl<T> Default for SaveDialog<T> {
    fn default() -> Self {
        Self {
            answers: Mutex::default(),
        }
    }
}

impl<T: Clone> SaveDialog<T> {
    /// The answer of `ask`, once for each request. One dialog is open at a time.
    pub async fn once(
        &self,
        request_id: &str,
        ask: impl Future<Output = Result<Option<T>, Problem>>,
    ) -> Result<Option<T>, Problem> {
        let mut answers = self.answers.lock().await;
        if let Some((_, answer)) = answers.iter().find(|(id, _)| id == request_id) {
            return Ok(answer.clone());
        }
        let answer = ask.await?;
        answers.push_back((request_id.to_owned(), answer.clone()));
        if answers.len() > KEPT {
            answers.pop_front();
        }
        Ok(answer)
    }
}

/// Asks where to put a file; nothing when the person closes the dialog.
pub async fn ask(window: &WebviewWindow, file_name: &str, extension: &str) -> Option<PathBuf> {
    let (answered, answer) = oneshot::channel();
    let mut dialog = window.dialog().file().set_parent(window).set_file_name(file_name);
    if let Ok(folder) = window.path().document_dir() {
        dialog = dialog.set_directory(folder);
    }
    dialog
        .add_filter(extension.to_uppercase(), &[extension])
        .save_file(move |path| drop(answered.send(path)));
    answer.await.ok().flatten()?.into_path().ok()
}

//! Closing the window while jobs are unfinished.

use darkroom_core::Problem;
use tauri::{State, WebviewWindow};

use crate::quitting::{self, Quitting};

/// Says whether a job is unfinished, so that closing the window is announced by the event `quit-asked` first, once ever.
#[tauri::command]
pub async fn quit_guard(quitting: State<'_, Quitting>, unfinished: bool) -> Result<(), Problem> {
    quitting.set_unfinished(unfinished);
    Ok(())
}

/// Answers the event: closes the window, or keeps it.
#[tauri::command]
pub async fn quit_answer(window: WebviewWindow, quit: bool) -> Result<(), Problem> {
    quitting::answer(&window, quit);
    Ok(())
}

//! How far the page has come in starting up.

use tauri::{State, WebviewWindow};

use crate::page_start::PageStart;

/// The page has what it shows first, and begins to render it: from now on the window may be drawn.
#[tauri::command]
pub fn page_ready(window: WebviewWindow, start: State<'_, PageStart>) {
    start.set_ready(&window);
}

/// The page has painted its first content: unfinished jobs are resumed, and changes are sent.
#[tauri::command]
pub fn page_painted(window: WebviewWindow, start: State<'_, PageStart>) {
    start.set_painted(&window);
}

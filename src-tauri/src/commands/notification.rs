//! Notifications of jobs.

use darkroom_core::Problem;
use tauri::WebviewWindow;

use crate::notification::{self, Notice};

/// Tells of a job on the desktop, unless the window is in front and `in_front` is false. A click on it opens the job.
#[tauri::command]
pub async fn notification_show(
    window: WebviewWindow,
    job_id: i64,
    title: String,
    body: String,
    action: String,
    in_front: bool,
) -> Result<(), Problem> {
    // A window that does not say is not known to be seen.
    if in_front || !window.is_focused().unwrap_or(false) {
        let notice = Notice {
            job_id,
            title,
            body,
            action,
        };
        notification::show(tauri::Manager::app_handle(&window).clone(), notice);
    }
    Ok(())
}

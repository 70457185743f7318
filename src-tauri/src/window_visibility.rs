//! Tells the core whether anybody can see the window: what nobody sees is not kept fresh.

use tauri::{AppHandle, Manager, WebviewWindow, WindowEvent};

use crate::core_handle::CoreHandle;

/// Follows the window from now on.
pub fn follow(window: &WebviewWindow) {
    let watched = window.clone();
    window.on_window_event(move |event| {
        if matches!(event, WindowEvent::Focused(_) | WindowEvent::Resized(_)) {
            // A window that does not say is taken for visible.
            let is_hidden = watched.is_minimized().unwrap_or(false) || !watched.is_visible().unwrap_or(true);
            report(watched.app_handle(), !is_hidden);
        }
    });
}

fn report(app: &AppHandle, visible: bool) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        // Without a core there is nothing to keep fresh.
        if let Ok(darkroom) = app.state::<CoreHandle>().darkroom().await {
            darkroom.window_visible(visible);
        }
    });
}

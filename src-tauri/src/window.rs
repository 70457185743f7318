//! The one window: where it opens, and everything it may not do.

use tauri::webview::{NewWindowResponse, PageLoadEvent, PermissionResponse};
use tauri::{App, AppHandle, LogicalPosition, LogicalSize, Manager, WebviewWindowBuilder, Wry};

use crate::page_start::{self, PageStart};
use crate::{connect_account, quitting, window_place, window_visibility};

/// The label that the capability is bound to, and that events go to.
pub const LABEL: &str = "main";

/// Opens the window. It stays on its own origin, opens no other window and is granted no permission.
pub fn open(app: &App) -> tauri::Result<()> {
    let window = at_its_place(app)
        .title("Darkroom")
        .on_navigation(is_own_origin)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_permission_request(|_, _| PermissionResponse::Deny)
        .on_page_load(|window, page| {
            if page.event() == PageLoadEvent::Finished {
                page_start::end_later(&window);
            }
        })
        .build()?;
    window_visibility::follow(&window);
    window_place::follow(&window);
    quitting::follow(&window);
    window.state::<PageStart>().follow(&window);
    Ok(())
}

fn at_its_place(app: &App) -> WebviewWindowBuilder<'_, Wry, App> {
    let place = window_place::at_start(app);
    let LogicalSize { width, height } = place.map_or(window_place::FIRST, |place| place.size());
    let LogicalSize {
        width: least_width,
        height: least_height,
    } = window_place::LEAST;
    let window = WebviewWindowBuilder::new(app, LABEL, connect_account::first_page())
        .inner_size(width, height)
        .min_inner_size(least_width, least_height);
    match place {
        Some(place) => {
            let LogicalPosition { x, y } = place.position();
            window.position(x, y).maximized(place.is_maximized())
        }
        None => window.center(),
    }
}

/// Brings the window to the front, when the application is started a second time.
pub fn show(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(LABEL) {
        // A desktop may refuse to raise a window; it is there all the same.
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}

fn is_own_origin(url: &tauri::Url) -> bool {
    matches!(
        (url.scheme(), url.host_str()),
        ("tauri", Some("localhost")) | ("http" | "https", Some("tauri.localhost"))
    )
}

//! How far the page has come in starting up: when it may be drawn, and when the work that would slow it down begins.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tauri::{AppHandle, Manager, WebviewWindow};

use crate::{desktop_theme, graphics};

/// How long a page that has loaded, or is ready, is waited for. It may have failed, or be hidden and never paint.
const PATIENCE: Duration = Duration::from_secs(2);

/// State of the shell.
pub struct PageStart {
    /// The page may be drawn.
    ready: Arc<AtomicBool>,
    /// The page has been painted, or is not waited for any longer.
    over: AtomicBool,
    begin_work: fn(AppHandle),
}

impl PageStart {
    /// `begin_work` is called once, when the page has been painted.
    pub fn new(begin_work: fn(AppHandle)) -> Self {
        Self {
            ready: Arc::default(),
            over: AtomicBool::new(false),
            begin_work,
        }
    }

    /// Draws nothing in `window` before the page is ready.
    pub fn follow(&self, window: &WebviewWindow) {
        graphics::draw_once_ready(window, Arc::clone(&self.ready));
    }

    /// The page has what it shows first, and begins to render it. From now on it is drawn, in the theme of the desktop.
    pub fn set_ready(&self, window: &WebviewWindow) {
        if !self.ready.swap(true, Ordering::Relaxed) {
            graphics::draw(window);
            desktop_theme::follow(window.app_handle());
            end_later(window);
        }
    }

    /// The page shows its first content.
    pub fn set_painted(&self, window: &WebviewWindow) {
        self.set_ready(window);
        if !self.over.swap(true, Ordering::Relaxed) {
            (self.begin_work)(window.app_handle().clone());
        }
    }
}

/// Waits a little longer for the page. After that it is drawn as it is, and the work begins.
pub fn end_later(window: &WebviewWindow) {
    let window = window.clone();
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(PATIENCE).await;
        window.state::<PageStart>().set_painted(&window);
    });
}

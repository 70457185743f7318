//! Closing the window while jobs are unfinished: what becomes of them is said once, by the page.

use std::sync::atomic::{AtomicBool, Ordering};

use tauri::{Emitter, Manager, WebviewWindow, WindowEvent};

use crate::remembered::Remembered;
use crate::window;

/// Told to the page when it is to say what becomes of unfinished jobs.
const ASKED: &str = "quit-asked";

/// State of the shell: what the page has said about unfinished jobs.
#[derive(Default)]
pub struct Quitting {
    has_unfinished: AtomicBool,
    is_asking: AtomicBool,
}

impl Quitting {
    /// Whether a job is unfinished now. A page that has not said so yet is not asked.
    pub fn set_unfinished(&self, unfinished: bool) {
        self.has_unfinished.store(unfinished, Ordering::Relaxed);
    }

    /// Whether the window stays for now. Closed once more while the page asks, it goes: the page may be unable to.
    fn holds(&self, was_told: bool) -> bool {
        self.has_unfinished.load(Ordering::Relaxed) && !was_told && !self.is_asking.swap(true, Ordering::Relaxed)
    }
}

/// Has the page ask from now on.
pub fn follow(window: &WebviewWindow) {
    let watched = window.clone();
    window.on_window_event(move |event| {
        if let WindowEvent::CloseRequested { api, .. } = event {
            let was_told = watched.state::<Remembered>().facts().told_of_quitting;
            if watched.state::<Quitting>().holds(was_told) {
                api.prevent_close();
                // A page that does not hear it does not keep the window: it goes when it is closed once more.
                let _ = watched.emit_to(window::LABEL, ASKED, ());
            }
        }
    });
}

/// Takes the answer of the person, who has been told by now.
pub fn answer(window: &WebviewWindow, quit: bool) {
    window.state::<Quitting>().is_asking.store(false, Ordering::Relaxed);
    window
        .state::<Remembered>()
        .change(|facts| facts.told_of_quitting = true);
    if quit {
        // A window that is gone already needs no closing.
        let _ = window.destroy();
    }
}

#[cfg(test)]
mod tests {
    use super::Quitting;

    #[test]
    fn only_the_first_closing_with_unfinished_jobs_is_held() {
        let quitting = Quitting::default();
        assert!(!quitting.holds(false), "nothing is unfinished");
        quitting.set_unfinished(true);
        assert!(!quitting.holds(true), "told before");
        assert!(quitting.holds(false));
        assert!(!quitting.holds(false), "closed again while asked");
    }
}

//! The system's dialogs for where a file goes and for a file to read, worked as a person works it: by typing a path.

use std::path::Path;
use std::time::Duration;

use crate::desktop::Desktop;
use crate::wait::{found_within, wait_until};

/// How long a dialog takes to go, once it has been told all it has to know.
const SETTLED: Duration = Duration::from_secs(2);

impl Desktop {
    /// Waits for the dialog, types the path and confirms it.
    ///
    /// # Panics
    /// When no dialog comes, or it does not go.
    pub fn save_as(&self, path: &Path) {
        self.in_dialog(
            "^Save",
            &[
                &["key", "ctrl+a"],
                &["type", "--delay", "2", &path.display().to_string()],
                &["key", "Return"],
            ],
        );
    }

    /// Waits for the dialog for a file to read, types the path and confirms it.
    ///
    /// # Panics
    /// When no dialog comes, or it does not go.
    pub fn open_file(&self, path: &Path) {
        self.in_dialog(
            "^Open",
            &[
                &["key", "ctrl+a"],
                &["type", "--delay", "2", &path.display().to_string()],
                &["key", "Return"],
            ],
        );
    }

    /// Waits for the dialog for where a file goes and closes it.
    ///
    /// # Panics
    /// When no dialog comes, or it does not go.
    pub fn dismiss_dialog(&self) {
        self.in_dialog("^Save", &[&["key", "Escape"]]);
    }

    fn in_dialog(&self, title: &str, acts: &[&[&str]]) {
        let id = wait_until("the file dialog", || self.dialog(title));
        // Without a window manager nobody else gives it the keys.
        let focused = wait_until("the file dialog to have the keys", || {
            self.xdotool(&["windowfocus", "--sync", &id])?;
            self.xdotool(&["getwindowfocus"])
        });
        assert!(!focused.is_empty());
        // A dialog that is still being drawn misses keys, and the first Return may only take what it proposes: all of it again then.
        wait_until("the file dialog to go", || {
            if self.dialog(title).is_some() {
                for act in acts {
                    // It may go in the middle.
                    let _ = self.xdotool(act);
                }
            }
            found_within(SETTLED, || self.dialog(title).is_none().then_some(()))
        });
    }

    /// The window of the dialog, when there is one.
    fn dialog(&self, title: &str) -> Option<String> {
        let found = self.xdotool(&["search", "--onlyvisible", "--name", title])?;
        found.lines().last().map(str::to_owned)
    }
}

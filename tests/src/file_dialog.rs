//! The system's dialog for where a file goes, worked as a person works it: by typing a path.

use std::path::Path;

use crate::binary;
use crate::desktop::Desktop;
use crate::wait::wait_until;

impl Desktop {
    /// Waits for the dialog, types the path and confirms it.
    ///
    /// # Panics
    /// When no dialog comes, or it does not go.
    pub fn save_as(&self, path: &Path) {
        self.in_dialog(&[
            &["key", "ctrl+a"],
            &["type", "--delay", "2", &path.display().to_string()],
            &["key", "Return"],
        ]);
    }

    /// Waits for the dialog and closes it.
    ///
    /// # Panics
    /// When no dialog comes, or it does not go.
    pub fn dismiss_dialog(&self) {
        self.in_dialog(&[&["key", "Escape"]]);
    }

    fn in_dialog(&self, acts: &[&[&str]]) {
        let id = wait_until("the file dialog", || self.dialog());
        // Without a window manager nobody else gives it the keys.
        let focused = wait_until("the file dialog to have the keys", || {
            self.xdotool(&["windowfocus", "--sync", &id])?;
            self.xdotool(&["getwindowfocus"])
        });
        assert!(!focused.is_empty());
        for act in acts {
            assert!(self.xdotool(act).is_some(), "xdotool {act:?}");
        }
        wait_until("the file dialog to go", || self.dialog().is_none().then_some(()));
    }

    /// The window of the dialog, when there is one.
    fn dialog(&self) -> Option<String> {
        let found = self.xdotool(&["search", "--onlyvisible", "--name", "^Save"])?;
        found.lines().last().map(str::to_owned)
    }

    /// What it said, when it did what it was told.
    fn xdotool(&self, arguments: &[&str]) -> Option<String> {
        let output = self.command(&binary::installed("xdotool")).args(arguments).output();
        let output = output.expect("xdotool runs");
        output
            .status
            .success()
            .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }
}

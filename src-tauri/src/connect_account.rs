//! Started with `--connect-account`, as the menu of the desktop does, Darkroom shows the form for a new account.

use tauri::{AppHandle, Emitter, WebviewUrl};

use crate::window;

const ARGUMENT: &str = "--connect-account";
/// Told to the page of an application that runs already.
const EVENT: &str = "connect-account";

/// Whether these arguments of the program ask for the form.
pub fn is_asked(arguments: &[String]) -> bool {
    arguments.iter().skip(1).any(|argument| argument == ARGUMENT)
}

/// Has the page show the form.
pub fn ask(app: &AppHandle) {
    // A window that is closing shows nothing.
    let _ = app.emit_to(window::LABEL, EVENT, ());
}

/// The page that the window of this start opens.
pub fn first_page() -> WebviewUrl {
    let arguments: Vec<String> = std::env::args_os()
        .map(|argument| argument.to_string_lossy().into_owned())
        .collect();
    if is_asked(&arguments) {
        WebviewUrl::App("index.html#connect-account".into())
    } else {
        WebviewUrl::default()
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn only_the_argument_asks_for_the_form() {
        let asked =
            |arguments: &[&str]| super::is_asked(&arguments.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert!(asked(&["darkroom", "--connect-account"]));
        assert!(!asked(&["darkroom"]));
        assert!(!asked(&["--connect-account"]));
        assert!(!asked(&["darkroom", "--connect-accounts"]));
    }
}

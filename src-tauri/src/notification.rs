//! Notifications of the desktop. The page gives the words; a click on a notification has it open the job.

use std::sync::atomic::{AtomicUsize, Ordering};

use notify_rust::{Notification, NotificationResponse};
use tauri::{AppHandle, Emitter};

use crate::window;

/// Told to the page when a notification was clicked; the payload is the number of the job.
const OPENED: &str = "job-opened";
/// Each notification that can still be clicked keeps a thread. One that comes after so many is shown and cannot be clicked.
const MOST_WAITING: usize = 64;
/// Characters of a body. Names come from the cloud, and a desktop need not cut them.
const LONGEST: usize = 400;

static WAITING: AtomicUsize = AtomicUsize::new(0);

/// What is told of a job, in the language of the window.
pub struct Notice {
    /// The job that a click opens.
    pub job_id: i64,
    /// What happened.
    pub title: String,
    /// To which job. May quote names from the cloud.
    pub body: String,
    /// The word for the click, where a desktop shows one.
    #[cfg_attr(not(target_os = "linux"), expect(dead_code, reason = "other desktops show none"))]
    pub action: String,
}

/// Shows a notification. Without a notification service nothing is shown: the window tells the same.
pub fn show(app: AppHandle, notice: Notice) {
    // On a thread of its own, because the service may take its time, and waits for the person.
    std::thread::spawn(move || {
        let Ok(shown) = notification(&app, &notice).show() else {
            tracing::info!("no notification could be shown");
            return;
        };
        if WAITING.fetch_add(1, Ordering::Relaxed) < MOST_WAITING {
            // An error means that nobody can click it any more.
            let _ = shown.wait_for_response(|response: &NotificationResponse| {
                if response.is_default_action() {
                    open(&app, notice.job_id);
                }
            });
        }
        WAITING.fetch_sub(1, Ordering::Relaxed);
    });
}

fn open(app: &AppHandle, job_id: i64) {
    window::show(app);
    // A page that is not there opens nothing, and the window is in front all the same.
    let _ = app.emit_to(window::LABEL, OPENED, job_id);
}

fn notification(app: &AppHandle, notice: &Notice) -> Notification {
    let mut notification = Notification::new();
    notification.appname(&app.package_info().name).summary(&notice.title);
    of_system(app, notice, &mut notification);
    notification
}

#[cfg(target_os = "linux")]
fn of_system(app: &AppHandle, notice: &Notice, notification: &mut Notification) {
    let capabilities = notify_rust::get_capabilities().unwrap_or_default();
    let reads_markup = capabilities.iter().any(|capability| capability == "body-markup");
    notification
        .body(&body(&notice.body, reads_markup))
        .icon(app.package_info().crate_name)
        .hint(notify_rust::Hint::DesktopEntry(app.package_info().name.clone()))
        .action("default", &notice.action);
}

/// A click on the body is told without an action. Works once the program is installed: Windows shows nothing of others.
#[cfg(windows)]
fn of_system(app: &AppHandle, notice: &Notice, notification: &mut Notification) {
    notification
        .body(&body(&notice.body, false))
        .app_id(&app.config().identifier);
}

/// A click on the body is told without an action.
#[cfg(target_os = "macos")]
fn of_system(app: &AppHandle, notice: &Notice, notification: &mut Notification) {
    // Refused when it is set already.
    let _ = notify_rust::set_application(&app.config().identifier);
    notification.body(&body(&notice.body, false));
}

/// The text as the service has to get it, so that it shows it letter by letter.
fn body(text: &str, reads_markup: bool) -> String {
    let shown = text.chars().take(LONGEST);
    if !reads_markup {
        return shown.collect();
    }
    let mut escaped = String::with_capacity(text.len());
    for character in shown {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, body};

    #[test]
    fn markup_is_escaped_only_for_a_service_that_reads_it() {
        let name = "<a href=\"x\">R&D</a>";
        assert_eq!(body(name, true), "&lt;a href=\"x\"&gt;R&amp;D&lt;/a&gt;");
        assert_eq!(body(name, false), name);
    }

    #[test]
    fn a_long_name_is_cut_between_letters_and_never_within_an_escape() {
        let long = "云&".repeat(LONGEST);
        assert_eq!(body(&long, false).chars().count(), LONGEST);
        assert!(body(&long, true).ends_with("云&amp;"));
    }
}

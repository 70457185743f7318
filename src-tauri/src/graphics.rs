//! Has WebKitGTK paint in the way that suits the machine.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use tauri::WebviewWindow;

/// WebKitGTK's switch against accelerated compositing.
#[cfg(target_os = "linux")]
const SWITCH: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";

/// GTK's switch for OpenGL.
#[cfg(target_os = "linux")]
const GTK_SWITCH: &str = "GDK_GL";

/// Names the device that WebKitGTK renders with.
#[cfg(target_os = "linux")]
const DEVICE: &str = "WEBKIT_WEB_RENDER_DEVICE_FILE";

/// Turns off WebKitGTK's accelerated compositing, unless the person has decided, where it would show a blank window (NVIDIA's kernel
/// driver) or where the processor would have to do the work of a graphics card: on a machine without one the window comes up and follows
/// its size in half the time when WebKitGTK paints by itself. There, GTK and WebKitGTK do not look for a device either: Mesa would load
/// LLVM into this process for it, which takes 25 MB and about 50 ms. Programs that are started from here inherit it. Must run before any
/// thread starts.
#[cfg(target_os = "linux")]
pub fn choose_renderer() {
    if std::env::var_os(SWITCH).is_some() {
        return;
    }
    let variables = variables(has_graphics_card(), has_nvidia_driver());
    let undecided = variables.iter().filter(|(name, _)| std::env::var_os(name).is_none());
    for (name, value) in undecided {
        // SAFETY: called first thing in `main`, when no other thread can read the environment.
        #[allow(unsafe_code)]
        unsafe {
            std::env::set_var(name, value);
        }
    }
}

/// Variables of the environment and their values for a machine.
#[cfg(target_os = "linux")]
fn variables(has_graphics_card: bool, has_nvidia_driver: bool) -> &'static [(&'static str, &'static str)] {
    match (has_graphics_card, has_nvidia_driver) {
        (false, _) => &[(SWITCH, "1"), (GTK_SWITCH, "disable"), (DEVICE, "/dev/null")],
        (true, true) => &[(SWITCH, "1")],
        (true, false) => &[],
    }
}

#[cfg(target_os = "linux")]
fn has_nvidia_driver() -> bool {
    std::path::Path::new("/proc/driver/nvidia/version").exists()
}

/// Whether the kernel has a device to render with, such as `/dev/dri/renderD128`.
#[cfg(target_os = "linux")]
fn has_graphics_card() -> bool {
    let devices = std::fs::read_dir("/dev/dri");
    devices.is_ok_and(|devices| {
        devices
            .flatten()
            .any(|device| device.file_name().to_string_lossy().starts_with("renderD"))
    })
}

/// Draws the page only once it is `ready`. When WebKitGTK without accelerated compositing draws earlier, it waits for the process of the
/// page, usually for half a second, while that process waits for this one.
#[cfg(target_os = "linux")]
pub fn draw_once_ready(window: &WebviewWindow, ready: Arc<AtomicBool>) {
    use std::sync::atomic::Ordering;

    use gtk::glib::Propagation;
    use gtk::prelude::WidgetExt as _;

    if std::env::var_os(SWITCH).is_none() {
        return;
    }
    // Where it cannot be arranged, the window comes up later but comes up.
    let _ = window.with_webview(move |view| {
        view.inner().connect_draw(move |_, _| {
            if ready.load(Ordering::Relaxed) {
                Propagation::Proceed
            } else {
                Propagation::Stop
            }
        });
    });
}

/// Draws the page as it is now.
#[cfg(target_os = "linux")]
pub fn draw(window: &WebviewWindow) {
    use gtk::prelude::WidgetExt as _;

    // A window that is closing needs no picture.
    let _ = window.with_webview(|view| view.inner().queue_draw());
}

/// Nothing to choose elsewhere.
#[cfg(not(target_os = "linux"))]
pub fn choose_renderer() {}

/// The system draws by itself elsewhere.
#[cfg(not(target_os = "linux"))]
pub fn draw(_: &WebviewWindow) {}

/// Nothing to wait for elsewhere.
#[cfg(not(target_os = "linux"))]
pub fn draw_once_ready(_: &WebviewWindow, _: Arc<AtomicBool>) {}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::{DEVICE, SWITCH, variables};

    #[test]
    fn compositing_is_off_without_a_card_and_for_the_driver_of_nvidia() {
        let names = |card, nvidia| {
            variables(card, nvidia)
                .iter()
                .map(|(name, _)| *name)
                .collect::<Vec<_>>()
        };
        assert_eq!(names(true, false), [""; 0]);
        assert_eq!(names(true, true), [SWITCH]);
        assert!(names(false, false).contains(&SWITCH));
    }

    #[test]
    fn a_device_is_not_looked_for_only_where_there_is_none() {
        let is_set = |card, nvidia| variables(card, nvidia).iter().any(|(name, _)| *name == DEVICE);
        assert!(is_set(false, false));
        assert!(!is_set(true, true));
        assert!(!is_set(true, false));
    }
}

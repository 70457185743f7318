//! Keeps WebKitGTK from showing a blank window on NVIDIA's driver.

/// Turns off the DMA-BUF renderer where NVIDIA's kernel driver is loaded, unless the person has decided.
/// Must run before any thread starts.
#[cfg(target_os = "linux")]
pub fn avoid_blank_window() {
    const SWITCH: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    if std::env::var_os(SWITCH).is_none() && std::path::Path::new("/proc/driver/nvidia/version").exists() {
        // SAFETY: called first thing in `main`, when no other thread can read the environment.
        #[allow(unsafe_code)]
        unsafe {
            std::env::set_var(SWITCH, "1");
        }
    }
}

/// Nothing to do elsewhere.
#[cfg(not(target_os = "linux"))]
pub fn avoid_blank_window() {}

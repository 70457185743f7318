//! Follows the desktop's light or dark preference, which WebKitGTK does not see by itself. On other systems the web view does.

#[cfg(target_os = "linux")]
pub use portal::follow;

/// Nothing to do: the system informs the web view.
#[cfg(not(target_os = "linux"))]
pub fn follow(_: &tauri::AppHandle) {}

#[cfg(target_os = "linux")]
mod portal {
    use tauri::{AppHandle, Manager, Theme};
    use zbus::blocking::{Connection, Proxy};
    use zbus::zvariant::{OwnedValue, Value};

    const NAMESPACE: &str = "org.freedesktop.appearance";
    const KEY: &str = "color-scheme";
    /// `color-scheme` of a desktop that prefers dark.
    const DARK: u32 = 1;

    /// Asks on a separate thread, because a portal that cannot start blocks its caller for half a minute.
    pub fn follow(app: &AppHandle) {
        let app = app.clone();
        // Without a session bus or a portal the window stays light unless the person chooses.
        std::thread::spawn(move || listen(&app).unwrap_or_default());
    }

    fn listen(app: &AppHandle) -> zbus::Result<()> {
        let connection = Connection::session()?;
        let settings = Proxy::new(
            &connection,
            "org.freedesktop.portal.Desktop",
            "/org/freedesktop/portal/desktop",
            "org.freedesktop.portal.Settings",
        )?;
        let changes = settings.receive_signal("SettingChanged")?;
        // `ReadOne` is newer than the portals of some distributions in use; `Read` is in all of them.
        let current: OwnedValue = settings.call("Read", &(NAMESPACE, KEY))?;
        show(app, &current);
        for change in changes {
            let body = change.body();
            let (namespace, key, value): (String, String, OwnedValue) = body.deserialize()?;
            if namespace == NAMESPACE && key == KEY {
                show(app, &value);
            }
        }
        Ok(())
    }

    fn show(app: &AppHandle, preference: &OwnedValue) {
        let dark = scheme(preference) == Some(DARK);
        if let Some(window) = app.get_webview_window(crate::window::LABEL) {
            // A window that is closing needs no theme.
            let _ = window.set_theme(Some(if dark { Theme::Dark } else { Theme::Light }));
        }
    }

    /// The number in it: `Read` answers a variant within a variant.
    fn scheme(value: &Value<'_>) -> Option<u32> {
        match value {
            Value::U32(scheme) => Some(*scheme),
            Value::Value(inner) => scheme(inner),
            _ => None,
        }
    }

    #[cfg(test)]
    mod tests {
        use super::{Value, scheme};

        #[test]
        fn a_preference_is_read_however_deep_the_portal_wraps_it() {
            let twice = Value::Value(Box::new(Value::Value(Box::new(Value::U32(1)))));
            assert_eq!(scheme(&twice), Some(1));
            assert_eq!(scheme(&Value::U32(2)), Some(2));
            assert_eq!(scheme(&Value::from("dark")), None);
        }
    }
}
